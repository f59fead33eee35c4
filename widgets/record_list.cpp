// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/record_list.h"

#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace nia::widgets {

RecordList::RecordList(QWidget *parent) : QAbstractItemView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Records"));
}

int RecordList::rowHeight() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    return std::max(1, itemDelegate()->sizeHint(option, {}).height());
}

int RecordList::rowCount() const
{
    return model() == nullptr ? 0 : model()->rowCount(rootIndex());
}

void RecordList::setModel(QAbstractItemModel *model)
{
    QAbstractItemView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RecordList::updateGeometries);
    connect(model, &QAbstractItemModel::modelReset, this, &RecordList::updateGeometries);
}

void RecordList::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    updateGeometries();
    viewport()->update();
}

/// What stays in sight is moved, not painted again.
void RecordList::scrollContentsBy(int dx, int dy)
{
    viewport()->scroll(dx, dy);
}

int RecordList::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect RecordList::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const qint64 height = rowHeight();
    const qint64 top = index.row() * height - verticalOffset();
    constexpr qint64 kFar = 1 << 24; // rectangles of rows far away must not overflow
    return {0, static_cast<int>(std::clamp(top, -kFar, kFar)), viewport()->width(), static_cast<int>(height)};
}

QModelIndex RecordList::indexAt(const QPoint &point) const
{
    const int row = (point.y() + verticalOffset()) / rowHeight();
    return point.y() + verticalOffset() >= 0 && row < rowCount() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

void RecordList::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int height = rowHeight();
    const int page = viewport()->height();
    const int top = index.row() * height;
    const int value = verticalOffset();
    if (hint == EnsureVisible && top >= value && top + height <= value + page)
        return;
    const bool near = top + 2 * height > value && top - height < value + page;
    if (hint == PositionAtCenter || (hint == EnsureVisible && !near))
        verticalScrollBar()->setValue(top - (page - height) / 2);
    else
        verticalScrollBar()->setValue(hint == PositionAtTop || (hint == EnsureVisible && top < value)
                                          ? top
                                          : top + height - page);
}

QModelIndex RecordList::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = rowCount();
    if (rows == 0)
        return {};
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    int row = std::max(0, currentIndex().row());
    switch (action) {
    case MoveUp:
    case MovePrevious: row -= 1; break;
    case MoveDown:
    case MoveNext: row += 1; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = rows - 1; break;
    default: break;
    }
    return model()->index(std::clamp(row, 0, rows - 1), 0, rootIndex());
}

void RecordList::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    if (const QModelIndex index = indexAt(rect.topLeft()); index.isValid())
        selectionModel()->select(index, flags);
}

QRegion RecordList::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes())
        region += visualRect(index);
    return region;
}

void RecordList::updateGeometries()
{
    const qint64 height = static_cast<qint64>(rowHeight()) * rowCount();
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, static_cast<int>(std::clamp<qint64>(height - viewport()->height(), 0,
                                                                         std::numeric_limits<int>::max())));
    QAbstractItemView::updateGeometries();
}

void RecordList::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), roles().panel);
    const int height = rowHeight();
    const int first = (verticalOffset() + event->rect().top()) / height;
    const int last = std::min(rowCount() - 1, (verticalOffset() + event->rect().bottom()) / height);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        option.rect = visualRect(index);
        if (!event->region().intersects(option.rect))
            continue; // between the row that was current and the one that is
        option.state.setFlag(QStyle::State_Selected, index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, row == m_under);
        option.state.setFlag(QStyle::State_HasFocus, index == currentIndex() && hasFocus());
        itemDelegate()->paint(&painter, option, index);
    }
}

void RecordList::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() != Qt::NoButton)
        return; // no dragging through records
    const int under = indexAt(event->position().toPoint()).row();
    point(under);
}

/// Another row is under the pointer: both look different.
void RecordList::point(int row)
{
    for (const int each : {m_under, row}) {
        if (each >= 0 && row != m_under)
            update(model()->index(each, 0, rootIndex()));
    }
    m_under = row;
}

bool RecordList::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        point(-1);
    return QAbstractItemView::viewportEvent(event);
}

} // namespace nia::widgets
