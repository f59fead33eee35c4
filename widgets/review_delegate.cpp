// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_delegate.h"

#include "views/review_rows.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace nia::widgets {

using Rows = views::ReviewRows;

namespace {

constexpr int kRow = 44, kEdge = 16;

QFont smaller(QFont font)
{
    font.setPixelSize(12);
    return font;
}

} // namespace

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, std::max(kRow, wordsHeight(option.font) + wordsHeight(smaller(option.font)) + 6)};
}

void ReviewDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Roles &r = roles();
    const QRect rect = option.rect;
    const bool current = option.state & QStyle::State_Selected;
    painter->save();
    if (current)
        painter->fillRect(rect, r.tint);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, r.hover);
    const QString first = index.data(Rows::PreviewRole).toString(); // asks for the row where it is not there yet
    if (!index.data(Rows::LoadedRole).toBool()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(r.hairline);
        painter->drawRoundedRect(QRect(rect.left() + kEdge, rect.top() + 10, rect.width() * 6 / 10, 8), 3, 3);
        painter->drawRoundedRect(QRect(rect.left() + kEdge, rect.top() + 26, rect.width() * 3 / 10, 6), 3, 3);
        painter->restore();
        return;
    }
    const bool decided = index.data(Rows::DecidedRole).toBool();
    const QFont small = smaller(option.font);
    const int upper = QFontMetrics(option.font).height();
    const int lower = QFontMetrics(small).height();
    const int top = rect.top() + (rect.height() - upper - lower - 2) / 2;
    const int right = rect.right() - kEdge - (decided ? 20 : 0);
    const auto line = [&](int y, int height, const QString &words, const QFont &font, const QColor &ink) {
        const QRect box(rect.left() + kEdge, y, right - rect.left() - kEdge, height);
        painter->setFont(font);
        painter->setPen(ink);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(words, Qt::ElideRight, box.width()));
    };
    QFont words = option.font;
    words.setWeight(current ? QFont::Medium : QFont::Normal);
    line(top, upper, first.isEmpty() ? tr("(empty text)") : first, words, decided && !current ? r.quiet : r.text);
    line(top + upper + 2, lower, index.data(Rows::QuestionsRole).toString(), small, r.quiet);
    if (decided)
        paintTick(*painter, QPointF(rect.right() - kEdge - 6, rect.center().y() + .5), r.good);
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(r.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 6, 6);
    }
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
