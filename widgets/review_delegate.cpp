// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_delegate.h"

#include "views/review_rows.h"
#include "widgets/controls.h"
#include "widgets/list_row.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace nia::widgets {

using Rows = views::ReviewRows;

namespace {

constexpr int kEdge = 16, kTick = 20;

} // namespace

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, ListRow::height(option.font)};
}

void ReviewDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Roles &r = roles();
    painter->save();
    const ListRow row(*painter, option, kEdge, kEdge);
    row.ground();
    const QString first = index.data(Rows::PreviewRole).toString(); // asks for the row where it is not there yet
    if (!index.data(Rows::LoadedRole).toBool()) {
        row.waiting();
        painter->restore();
        return;
    }
    const bool decided = index.data(Rows::DecidedRole).toBool();
    const int marks = decided ? kTick : 0;
    row.words(first.isEmpty() ? tr("(empty text)") : first, index.data(Rows::QuestionsRole).toString(),
              decided && !row.isChosen() ? r.quiet : r.text, marks, marks);
    if (decided)
        paintTick(*painter, QPointF(option.rect.right() - kEdge - 6, option.rect.center().y() + .5), r.good);
    row.focusRing();
    painter->restore();
}

bool ReviewDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<p>%1</p><p>%2</p>")
                           .arg(index.data(Rows::PreviewRole).toString().toHtmlEscaped(),
                                index.data(Rows::QuestionsRole).toString().toHtmlEscaped()),
                       view);
    return true;
}

} // namespace nia::widgets
