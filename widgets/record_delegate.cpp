// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/record_delegate.h"

#include "views/record_list_model.h"
#include "widgets/controls.h"
#include "widgets/list_row.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

namespace nia::widgets {

using Model = views::RecordListModel;

namespace {

constexpr int kEdge = 14, kShape = 14, kText = 36;

enum class State { Unknown, Open, Started, Done, Skipped };

State stateOf(const QModelIndex &index)
{
    if (!index.data(Model::LoadedRole).toBool())
        return State::Unknown;
    if (index.data(Model::LabelledRole).toBool())
        return State::Done;
    if (!index.data(Model::SkippedRole).toString().isEmpty())
        return State::Skipped;
    return index.data(Model::AnswersRole).toString().isEmpty() ? State::Open : State::Started;
}

void paintShape(QPainter &painter, const QPointF &centre, State state, bool current)
{
    const Roles &r = roles();
    painter.setRenderHint(QPainter::Antialiasing);
    if (current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.accentMark);
        painter.drawEllipse(centre, 4, 4);
        return;
    }
    switch (state) {
    case State::Done: paintTick(painter, centre, r.good); break;
    case State::Skipped:
        painter.setPen(QPen(r.quiet, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0));
        break;
    case State::Started:
        painter.setPen(QPen(r.control, 1.3));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 3.5, 3.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.control);
        painter.drawPie(QRectF(centre - QPointF(3.5, 3.5), QSizeF(7, 7)), 90 * 16, -180 * 16);
        break;
    case State::Open:
        painter.setPen(QPen(r.control, 1.3));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 3.5, 3.5);
        break;
    case State::Unknown: break;
    }
}

} // namespace

QString RecordDelegate::secondLine(const QModelIndex &index)
{
    if (const QString answers = index.data(Model::AnswersRole).toString(); !answers.isEmpty())
        return stateOf(index) == State::Done ? answers : answers + QStringLiteral(" · …");
    if (!index.data(Model::SkippedRole).toString().isEmpty())
        return tr("skipped");
    const auto characters = index.data(Model::CharactersRole).toLongLong();
    return QStringLiteral("%1 · %2").arg(index.data(Model::ExternalIdRole).toString(),
                                         tr("%n characters", nullptr, static_cast<int>(characters)));
}

QString RecordDelegate::spoken(const QModelIndex &index)
{
    QStringList parts{index.data(Model::PreviewRole).toString(), secondLine(index)};
    if (index.data(Model::FlaggedRole).toBool())
        parts << tr("flagged");
    return parts.join(QStringLiteral(", "));
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {240, ListRow::height(option.font)};
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Roles &r = roles();
    const QRect rect = option.rect;
    painter->save();
    const ListRow row(*painter, option, kText, kEdge);
    row.ground();
    const State state = stateOf(index);
    const QString first = index.data(Model::PreviewRole).toString(); // asks for the row where it is not there yet
    if (state == State::Unknown) {
        row.waiting();
        painter->restore();
        return;
    }
    int marks = 0;
    if (index.data(Model::FlaggedRole).toBool()) {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(QPoint(rect.right() - kEdge - kShape, row.top() + (row.upper() - kShape) / 2),
                            iconPixmap(QStringLiteral("flag"), kShape, r.accent, ratio));
        marks = kShape + 6;
    }
    paintShape(*painter, QPointF(rect.left() + kEdge + 6, row.top() + row.upper() / 2.0 + .5), state, row.isChosen());
    row.words(first.isEmpty() ? tr("(empty text)") : first, secondLine(index),
              state == State::Done && !row.isChosen() ? r.quiet : r.text, marks, 0);
    row.focusRing();
    painter->restore();
}

bool RecordDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString first = index.data(Model::PreviewRole).toString();
    QToolTip::showText(
        event->globalPos(),
        first.isEmpty()
            ? QString()
            : QStringLiteral("<p>%1</p><p>%2</p>").arg(first.toHtmlEscaped(), secondLine(index).toHtmlEscaped()),
        view);
    return true;
}

} // namespace nia::widgets
