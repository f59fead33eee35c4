// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/reader.h"

#include "widgets/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleHints>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

namespace {

constexpr int kEdge = 24, kTop = 8;
constexpr qreal kMeasure = 33.3; ///< of the font's size: about 68 characters of Vietnamese
constexpr qsizetype kMostSpoken = 20000;

/// What a screen reader reads.
class AccessibleReader : public QAccessibleWidget
{
public:
    explicit AccessibleReader(QWidget *widget) : QAccessibleWidget(widget, QAccessible::Document) {}
    QString text(QAccessible::Text kind) const override
    {
        const auto *reader = static_cast<const Reader *>(object());
        return kind == QAccessible::Value ? reader->text().text().left(kMostSpoken) : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *accessibleReader(const QString &, QObject *object)
{
    auto *reader = qobject_cast<Reader *>(object);
    return reader == nullptr ? nullptr : new AccessibleReader(reader);
}

} // namespace

Reader::Reader(QWidget *parent) : QAbstractScrollArea(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(accessibleReader);
        return true;
    }();
    Q_UNUSED(installed)
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // An input method would swallow letters and digits, which are answers.
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // nothing behind the text is painted first
    setAccessibleName(tr("Text of the record"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &Reader::touched);
}

QFont Reader::readerFont() const
{
    QFont font(QStringLiteral("Noto Serif"));
    font.setStyleHint(QFont::Serif);
    font.setPixelSize(m_size);
    return font;
}

void Reader::setText(std::shared_ptr<const views::ReadText> text)
{
    m_marks.clear();
    m_anchor = m_cursor = 0;
    m_layout.setText(std::move(text));
    {
        const QSignalBlocker quiet(verticalScrollBar()); // nobody scrolled
        verticalScrollBar()->setValue(0);
        range();
    }
    viewport()->update();
    QAccessibleValueChangeEvent event(this, m_layout.text().text().left(kMostSpoken));
    QAccessible::updateAccessibility(&event);
}

void Reader::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

void Reader::setPixelSize(int size)
{
    if (std::exchange(m_size, size) != size)
        shape();
}

void Reader::shape()
{
    const qsizetype reading =
        m_layout.size() > 0 ? m_layout.unitAt({0, static_cast<qreal>(verticalScrollBar()->value())}) : 0;
    const int room = std::max(40, viewport()->width() - 2 * kEdge);
    const int width = std::min(room, static_cast<int>(std::lround(kMeasure * m_size)));
    m_left = (viewport()->width() - width) / 2;
    m_layout.setShape(readerFont(), width);
    range();
    if (reading > 0)
        verticalScrollBar()->setValue(static_cast<int>(m_layout.topOf(reading))); // the same line stays on top
    viewport()->update();
    emit columnChanged();
}

void Reader::range()
{
    const int page = viewport()->height();
    const auto height = static_cast<int>(std::min<qreal>(m_layout.height() + kTop + 2 * kEdge, 1e9));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(static_cast<int>(m_layout.pitch()));
    verticalScrollBar()->setRange(0, std::max(0, height - page));
}

void Reader::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        shape();
    else
        range();
}

void Reader::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
}

void Reader::scrollPages(int pages)
{
    const int step =
        std::max(static_cast<int>(m_layout.pitch()), viewport()->height() - static_cast<int>(2 * m_layout.pitch()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + pages * step);
    emit touched();
}

void Reader::showUnit(qsizetype unit)
{
    const qreal top = m_layout.topOf(unit) + kTop;
    const int value = verticalScrollBar()->value();
    if (top >= value && top + m_layout.pitch() <= value + viewport()->height())
        return;
    range();
    verticalScrollBar()->setValue(static_cast<int>(top) - viewport()->height() / 3);
}

// -- painting

void Reader::paintEvent(QPaintEvent *event)
{
    QScrollBar &bar = *verticalScrollBar();
    const qreal page = viewport()->height();
    // Heights become exact where they are seen; what is read must not jump.
    const qreal before = m_layout.height();
    const qreal moved = m_layout.prepare(std::max<qreal>(0, bar.value() - kTop), bar.value() + page);
    if (moved != 0 || m_layout.height() != before) {
        const QSignalBlocker quiet(&bar);
        range();
        bar.setValue(static_cast<int>(std::lround(bar.value() + moved)));
    }
    QPainter painter(viewport());
    painter.fillRect(event->rect(), roles().raised);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal from = bar.value() - kTop;
    painter.translate(m_left, -from);
    paintMarks(painter, from, from + page);
    paintText(painter, from, from + page);
}

void Reader::paintMarks(QPainter &painter, qreal from, qreal to)
{
    const Roles &r = roles();
    for (const Mark &mark : m_marks) {
        const bool reason = mark.kind == Mark::Kind::Reason;
        QColor fill = reason ? r.suggestion : r.searchHit;
        if (reason)
            fill.setAlphaF(static_cast<float>(.08 + .22 * mark.strength));
        for (QRectF rect : m_layout.rects(mark.begin, mark.end, from, to)) {
            rect.adjust(-1, m_layout.pitch() * .12, 1, -m_layout.pitch() * .08);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(rect, 2, 2);
            if (!reason)
                continue;
            // Not by colour alone: the stronger, the thicker the line.
            QPen pen(r.suggestionLine, 1 + std::round(mark.strength), Qt::DashLine);
            painter.setPen(pen);
            painter.drawLine(QPointF(rect.left() + 1, rect.bottom()), QPointF(rect.right() - 1, rect.bottom()));
        }
    }
}

void Reader::paintText(QPainter &painter, qreal from, qreal to)
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    painter.setPen(roles().text);
    for (std::size_t block = m_layout.blockAt(std::max<qreal>(0, from)); block < m_layout.size(); ++block) {
        if (m_layout.top(block) >= to)
            break;
        const views::ReadText::Block part = m_layout.text().blocks()[block];
        QList<QTextLayout::FormatRange> selections;
        const qsizetype a = std::max(begin, part.begin);
        const qsizetype b = std::min(end, part.begin + part.length);
        if (a < b) {
            QTextCharFormat format;
            format.setBackground(palette().brush(QPalette::Highlight));
            selections.append({static_cast<int>(a - part.begin), static_cast<int>(b - a), format});
        }
        m_layout.layout(block).draw(&painter, {0, m_layout.top(block)}, selections);
    }
}

// -- selecting

QPointF Reader::inText(const QPointF &point) const
{
    return {point.x() - m_left, point.y() + verticalScrollBar()->value() - kTop};
}

void Reader::mousePressEvent(QMouseEvent *event)
{
    emit touched();
    if (event->button() != Qt::LeftButton)
        return;
    m_cursor = m_layout.unitAt(inText(event->position()));
    if (!(event->modifiers() & Qt::ShiftModifier))
        m_anchor = m_cursor;
    viewport()->update();
}

void Reader::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    m_cursor = m_layout.unitAt(inText(event->position()));
    const qreal y = event->position().y();
    if (y < 0 || y > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value()
                                      + static_cast<int>(y < 0 ? y : y - viewport()->height()));
    viewport()->update();
}

void Reader::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype at = m_layout.unitAt(inText(event->position()));
    const views::ReadText::Block part = m_layout.text().blocks()[m_layout.text().blockAt(at)];
    const QString words = m_layout.text().text().mid(part.begin, part.length);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, words);
    finder.setPosition(at - part.begin);
    if (!finder.isAtBoundary() || !(finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem))
        finder.toPreviousBoundary();
    m_anchor = part.begin + std::max<qsizetype>(0, finder.position());
    const qsizetype end = finder.toNextBoundary();
    m_cursor = part.begin + (end < 0 ? part.length : end);
    viewport()->update();
}

QString Reader::selectedText() const
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    return m_layout.text().text().mid(begin, end - begin);
}

void Reader::copy() const
{
    if (const QString words = selectedText(); !words.isEmpty())
        QGuiApplication::clipboard()->setText(words);
}

void Reader::selectAll()
{
    m_anchor = 0;
    m_cursor = m_layout.text().text().size();
    viewport()->update();
}

void Reader::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(event->key() == Qt::Key_Home ? 0 : verticalScrollBar()->maximum());
    else
        event->ignore(); // arrows are records here, letters and digits answers
}

void Reader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, &Reader::copy)->setEnabled(m_anchor != m_cursor);
    menu->addAction(tr("Select all"), this, &Reader::selectAll);
    menu->popup(event->globalPos());
}

} // namespace nia::widgets
