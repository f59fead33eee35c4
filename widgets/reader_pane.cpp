// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/reader_pane.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

namespace {

constexpr int kEdge = 24, kWaitMs = 120;

/// One line, cut with dots where it does not fit; the whole as a tooltip.
class ElidedLabel : public QLabel
{
public:
    ElidedLabel()
    {
        setTextFormat(Qt::PlainText);
        setForegroundRole(QPalette::PlaceholderText);
        QFont small = font();
        small.setPixelSize(12);
        setFont(small);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setFixedHeight(wordsHeight(small) + 2);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(roles().quiet);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
    }
};

/// The record's other members as "name value", two lines at most; all of them as a tooltip.
class MetaLine : public QWidget
{
public:
    MetaLine()
    {
        QFont small = font();
        small.setPixelSize(12);
        setFont(small);
    }
    void setFields(const std::vector<std::pair<QString, QString>> &fields)
    {
        m_fields = fields;
        QStringList all;
        for (const auto &[name, value] : fields)
            all << QStringLiteral("<b>%1</b> %2").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
        setToolTip(all.join(QStringLiteral("<br>")));
        setAccessibleName(all.join(QStringLiteral(", ")).remove(QStringLiteral("<b>")).remove(QStringLiteral("</b>")));
        setVisible(!fields.empty());
        updateGeometry();
        update();
    }
    [[nodiscard]] int rowHeight() const { return wordsHeight(font()) + 4; }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {100, m_fields.empty() ? 0 : m_rows * rowHeight() + kAbove + 8};
    }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        const int rows = std::clamp(flow(nullptr), 1, kRows);
        if (std::exchange(m_rows, rows) != rows)
            updateGeometry();
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(roles().hairline);
        const QMargins m = contentsMargins();
        painter.drawLine(m.left(), 0, width() - m.right() - 1, 0);
        flow(&painter);
    }

private:
    /// Gives the rows that were needed.
    int flow(QPainter *painter) const
    {
        constexpr int kGap = 16, kMostValue = 220;
        int x = contentsMargins().left(), row = 0;
        const int room = width() - contentsMargins().left() - contentsMargins().right();
        for (const auto &[name, value] : m_fields) {
            const QString head = name + QLatin1Char(' ');
            const QString words = fontMetrics().elidedText(value, Qt::ElideRight, std::min(kMostValue, room / 2));
            const int wide = fontMetrics().horizontalAdvance(head) + fontMetrics().horizontalAdvance(words);
            if (x > contentsMargins().left() && x + wide > contentsMargins().left() + room) {
                x = contentsMargins().left();
                ++row;
            }
            if (painter != nullptr && row < kRows) {
                const QRect rect(x, kAbove + row * rowHeight(), wide + 2, rowHeight());
                painter->setPen(roles().quiet);
                painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, head);
                painter->setPen(roles().text);
                painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, words);
            }
            x += wide + kGap;
        }
        return row + 1;
    }

    static constexpr int kRows = 2, kAbove = 8;
    std::vector<std::pair<QString, QString>> m_fields;
    int m_rows = 1;
};

/// Bars where lines will be.
class Skeleton : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), roles().raised);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(roles().hairline);
        const int wide = std::min(632, width() - 2 * kEdge);
        const int left = (width() - wide) / 2;
        int y = 24;
        for (const int percent : {96, 100, 92, 97, 64})
            painter.drawRoundedRect(QRect(left, std::exchange(y, y + 32), wide * percent / 100, 12), 3, 3);
    }
};

} // namespace

ReaderPane::ReaderPane(QWidget *parent)
    : QWidget(parent),
      m_pages(new QStackedWidget),
      m_reader(new Reader),
      m_raw(new RawView),
      m_caption(new QWidget),
      m_meta(new MetaLine),
      m_about(new ElidedLabel),
      m_position(makeLabel({}, Type::Caption, true)),
      m_list(new ActionButton(tr("List"), Keys::table().cap(QStringLiteral("label"), QStringLiteral("next-pane")),
                              ActionButton::Look::Flat)),
      m_empty(new EmptyPage({}, {})),
      m_failed(new EmptyPage({}, {}))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    build();
    m_wait.setSingleShot(true);
    m_wait.setInterval(kWaitMs);
    connect(&m_wait, &QTimer::timeout, this, [this] { showPage(WaitingPage); });
    connect(m_reader, &Reader::columnChanged, this, &ReaderPane::align);
    connect(m_list, &QPushButton::clicked, this, &ReaderPane::listWanted);
}

void ReaderPane::build()
{
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->hide();
    auto *caption = new QHBoxLayout(m_caption);
    caption->setSpacing(16);
    caption->addWidget(m_list);
    caption->addWidget(m_about, 1);
    caption->addWidget(m_position);
    m_meta->setFixedHeight(0);
    m_emptyAction = m_empty->addAction({}, Keys::table().cap(QStringLiteral("label"), QStringLiteral("confirm")),
                                       ActionButton::Look::Primary);
    connect(m_emptyAction, &QPushButton::clicked, this, &ReaderPane::emptyAction);
    connect(m_failed->addAction(tr("Try again"), {}, ActionButton::Look::Primary), &QPushButton::clicked, this,
            &ReaderPane::retryWanted);
    connect(m_failed->addAction(tr("Copy details"), {}, ActionButton::Look::Plain), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_detail); });
    auto *rawPage = new QWidget;
    auto *raw = new QVBoxLayout(rawPage);
    raw->setContentsMargins(kEdge, 8, 8, 0);
    raw->addWidget(m_raw);
    for (QWidget *page : {static_cast<QWidget *>(m_reader), rawPage, static_cast<QWidget *>(new Skeleton),
                          static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_failed)})
        m_pages->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_caption);
    all->addWidget(m_pages, 1);
    all->addWidget(m_meta);
    showPage(EmptyPageAt);
}

void ReaderPane::align()
{
    const auto [left, width] = m_reader->column();
    const int right = std::max(8, this->width() - left - width);
    m_caption->layout()->setContentsMargins(m_list->isHidden() ? left : 12, 16, right, 12);
    m_meta->setContentsMargins(left, 0, right, 0);
    m_meta->setFixedHeight(m_meta->sizeHint().height());
    m_meta->update();
}

void ReaderPane::showPage(Page page)
{
    m_wait.stop();
    const bool record = page == ReadingPage || page == RawPage || page == WaitingPage;
    m_caption->setVisible(record || !m_list->isHidden());
    m_about->setVisible(record);
    m_position->setVisible(record);
    m_meta->setVisible(page == ReadingPage);
    m_pages->setCurrentIndex(page);
}

void ReaderPane::showRecord(const views::OpenRecord &open)
{
    const QString words = tr("%n words", nullptr, static_cast<int>(open.shown->words()));
    QStringList about{QString::fromStdString(open.record.dataset), QString::fromStdString(open.record.shard),
                      QString::fromStdString(open.record.externalId), words};
    about.removeAll(QString());
    m_about->setText(about.join(QStringLiteral(" · ")));
    m_about->setToolTip(m_about->text());
    static_cast<MetaLine *>(m_meta)->setFields(open.shown->fields());
    m_reader->setText(open.shown);
    align();
    showPage(m_rawShown ? RawPage : ReadingPage);
}

void ReaderPane::setPosition(qint64 row, qint64 count)
{
    m_position->setText(row > 0 ? tr("%1 of %2").arg(locale().toString(row), locale().toString(count)) : QString());
}

void ReaderPane::showWaiting()
{
    if (!m_wait.isActive() && m_pages->currentIndex() != WaitingPage)
        m_wait.start();
}

void ReaderPane::showEmpty(const QString &title, const QString &sentence, const QString &action)
{
    m_empty->setTitle(title);
    m_empty->setSentence(sentence);
    m_emptyAction->setText(action);
    m_emptyAction->setVisible(!action.isEmpty());
    m_emptyAction->updateGeometry();
    showPage(EmptyPageAt);
}

void ReaderPane::showFailed(const QString &title, const QString &sentence, const QString &detail)
{
    m_failed->setTitle(title);
    m_failed->setSentence(sentence);
    m_detail = detail;
    showPage(FailedPage);
}

void ReaderPane::setRawShown(bool shown)
{
    m_rawShown = shown;
    if (m_pages->currentIndex() == ReadingPage || m_pages->currentIndex() == RawPage)
        showPage(shown ? RawPage : ReadingPage);
}

void ReaderPane::setListButton(bool shown)
{
    m_list->setVisible(shown);
    align();
    showPage(static_cast<Page>(m_pages->currentIndex()));
}

void ReaderPane::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), roles().raised);
}

} // namespace nia::widgets
