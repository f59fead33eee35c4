// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/settings.h"

#include <QAbstractButton>
#include <QStyledItemDelegate>

class QStandardItem;

namespace nia::widgets {

/// A recent workspace as a row: name and folder, progress, when.
class RecentDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static void fill(QStandardItem &item, const Recent &recent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// One way to begin: icon, word, a line of what it is, its key.
class StartAction : public QAbstractButton
{
    Q_OBJECT
public:
    StartAction(const QString &icon, const QString &text, const QString &more, const QString &key);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon, m_more, m_key;
};

/// Says that files can be dropped; the target is the whole window.
class DropBox : public QWidget
{
    Q_OBJECT
public:
    DropBox(const QString &text, const QString &more);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text, m_more;
};

} // namespace nia::widgets
