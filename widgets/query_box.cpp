// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/query_box.h"

#include "widgets/controls.h"
#include "widgets/theme.h"
#include "widgets/words.h"
#include "workspace/query.h"

#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QResizeEvent>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

namespace {

constexpr int kHeight = 34, kIcon = 16, kWaitMs = 250;

using Token = workspace::QueryToken;

int unitOf(const QString &text, std::int64_t codePoint)
{
    int unit = 0;
    for (std::int64_t at = 0; at < codePoint && unit < text.size(); ++at)
        unit += text.at(unit).isHighSurrogate() ? 2 : 1;
    return unit;
}

QTextEdit::ExtraSelection selection(QTextDocument *document, int begin, int end, const QTextCharFormat &format)
{
    QTextCursor cursor(document);
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    return {cursor, format};
}

} // namespace

// -- the field

QueryField::QueryField(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setAccessibleName(tr("Search or filter"));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(13);
    setFont(font);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    // The line in the middle of what stacked marks may need.
    const int height = std::max(wordsHeight(font), QFontMetrics(font).lineSpacing()) + 4;
    setFixedHeight(height);
    setViewportMargins(0, (height - QFontMetrics(font).lineSpacing()) / 2, 0, 0);
}

void QueryField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!m_composing)
            emit entered();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void QueryField::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

void QueryField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    emit focusChanged();
}

void QueryField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    emit focusChanged();
}

void QueryField::insertFromMimeData(const QMimeData *source)
{
    insertPlainText(source->text().simplified()); // one line
}

void QueryField::setColours(const std::optional<Error> &mistake)
{
    const Roles &r = roles();
    const QString text = toPlainText();
    QList<QTextEdit::ExtraSelection> marks;
    for (const Token &token : workspace::Query::tokens(text.toStdString())) {
        QTextCharFormat format;
        if (token.type == Token::Type::Field || token.type == Token::Type::Keyword || token.type == Token::Type::Sort)
            format.setForeground(r.accent);
        else if (token.type == Token::Type::Operator || token.type == Token::Type::Bracket)
            format.setForeground(r.quiet);
        else
            continue;
        marks.append(selection(document(), unitOf(text, token.begin), unitOf(text, token.end), format));
    }
    if (mistake && mistake->offset >= 0) {
        const int begin =
            std::min<int>(unitOf(text, mistake->offset), std::max<int>(0, static_cast<int>(text.size()) - 1));
        int end = begin;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        QTextCharFormat wave;
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(r.bad);
        marks.append(selection(document(), begin, std::max(end, begin + (text.isEmpty() ? 0 : 1)), wave));
    }
    setExtraSelections(marks);
}

// -- the box

QueryBox::QueryBox(QWidget *parent)
    : QWidget(parent),
      m_field(new QueryField),
      m_count(makeLabel({}, Type::Caption, true)),
      m_words(makeLabel({}, Type::Caption))
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12 + kIcon + 8, 0, 10, 0);
    line->setSpacing(8);
    line->addWidget(m_field, 1);
    line->addWidget(m_count);
    auto *frame = new QWidget;
    frame->setLayout(line);
    frame->setFixedHeight(std::max(kHeight, wordsHeight(m_field->font()) + 14));
    frame->setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(2, 4, 2, 2);
    m_words->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // the line stays at the top where there is more room
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(frame);
    all->addWidget(m_words);
    m_field->setPlaceholderText(tr("Search or query"));
    m_wait.setSingleShot(true);
    m_wait.setInterval(kWaitMs);
    connect(&m_wait, &QTimer::timeout, this, &QueryBox::look);
    connect(m_field, &QPlainTextEdit::textChanged, this, &QueryBox::typed);
    connect(m_field, &QueryField::entered, this, &QueryBox::enter);
    connect(m_field, &QueryField::focusChanged, this, qOverload<>(&QWidget::update));
}

void QueryBox::setSession(views::Session *session)
{
    m_session = session;
    if (m_running)
        m_running->cancel();
    m_applied.clear();
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    setMistake({});
    showCount({});
}

void QueryBox::setKey(const QString &cap)
{
    m_key = cap;
    update();
}

void QueryBox::setText(const QString &query)
{
    const QSignalBlocker quiet(m_field);
    m_field->setPlainText(query);
    m_applied = query;
    setMistake({});
}

void QueryBox::setCount(qint64 count)
{
    if (text() == m_applied)
        showCount(count);
}

void QueryBox::showCount(std::optional<qint64> count)
{
    m_count->setText(count ? locale().toString(*count) : QString());
    m_count->setAccessibleName(count ? tr("%n records", nullptr, static_cast<int>(*count)) : QString());
}

void QueryBox::typed()
{
    m_field->setColours({});
    if (m_running)
        m_running->cancel();
    ++m_asked;
    m_wait.start();
    update();
}

/// What the query means so far: a mistake, or how many it finds.
void QueryBox::look()
{
    if (!m_session || !m_session->isOpen())
        return;
    const std::string query = text().trimmed().toStdString();
    const workspace::QueryOptions options{.annotator = m_session->options().annotator};
    auto parsed = workspace::Query::parse(query, m_session->schema(), options);
    setMistake(parsed ? std::nullopt : std::optional(parsed.error()));
    if (!parsed) {
        showCount({});
        return;
    }
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    m_session->scan<Result<std::int64_t>>(
        this, [made = *std::move(parsed), progress](workspace::Store &store) { return count(store, made, *progress); },
        [this, asked = m_asked](Result<std::int64_t> found) {
            if (asked == m_asked && found)
                showCount(*found);
        });
}

void QueryBox::enter()
{
    m_wait.stop();
    look();
    if (m_mistake)
        return; // what was applied stays
    m_applied = text();
    emit applied(m_applied);
}

void QueryBox::showMistake(const Error &error)
{
    setMistake(error);
}

void QueryBox::setMistake(std::optional<Error> error)
{
    m_mistake = std::move(error);
    m_field->setColours(m_mistake);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, roles().bad);
    m_words->setPalette(colours);
    m_words->setText(m_mistake ? reasonWords(*m_mistake) : QString());
    m_words->setVisible(m_mistake.has_value());
    sizeWords();
    m_field->setAccessibleDescription(m_words->text());
    update();
}

void QueryBox::sizeWords()
{
    const QRect needed = QFontMetrics(m_words->font())
                             .boundingRect(0, 0, std::max(40, width() - 4), 1000, Qt::TextWordWrap, m_words->text());
    m_words->setFixedHeight(needed.height() + 8);
}

void QueryBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        sizeWords();
}

QString QueryBox::mistake() const
{
    return m_words->text();
}

void QueryBox::mousePressEvent(QMouseEvent *)
{
    m_field->setFocus(Qt::MouseFocusReason);
}

void QueryBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_field != nullptr && m_field->document() != nullptr)
        m_field->setColours(m_mistake);
}

void QueryBox::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_field->hasFocus();
    const qreal pen = focused ? 2 : 1;
    const QRectF box = layout()->itemAt(0)->geometry();
    painter.setPen(QPen(m_mistake ? r.bad : focused ? r.accent : r.control, pen));
    painter.setBrush(r.raised);
    painter.drawRoundedRect(box.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 6, 6);
    painter.drawPixmap(QPointF(12, box.top() + (box.height() - kIcon) / 2),
                       iconPixmap(QStringLiteral("search"), kIcon, r.quiet, devicePixelRatioF()));
    if (!focused && !m_key.isEmpty() && text().isEmpty() && m_count->text().isEmpty()) {
        const QSize cap = keyCapSize(m_key, font());
        painter.setPen(r.quiet);
        painter.setBrush(Qt::NoBrush);
        paintKeyCap(painter,
                    QRectF(QPointF(box.right() - 8 - cap.width(), box.top() + (box.height() - cap.height()) / 2),
                           QSizeF(cap)),
                    m_key, font());
    }
}

} // namespace nia::widgets
