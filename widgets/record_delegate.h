// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace nia::widgets {

/// A row of the list of records: its state as a shape, the beginning of its text, below it the own answers or what it
/// is. Never suggestions or what others answered.
class RecordDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    [[nodiscard]] static QString secondLine(const QModelIndex &index);
    [[nodiscard]] static QString spoken(const QModelIndex &index); ///< all of it, for a screen reader
};

} // namespace nia::widgets
