// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QString>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace nia::widgets {

/// A list of actions with their keys: find a command and carry it out (Ctrl+K), or read all keys (F1). Typing filters
/// without regard to case and diacritics.
class Palette : public QDialog
{
    Q_OBJECT
public:
    /// The actions that count in `place` and everywhere; with `all` those of every place, under its name.
    Palette(const QString &place, const QString &language, bool all, QWidget *parent);
    [[nodiscard]] const QString &chosen() const { return m_chosen; } ///< the action, after accept()

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &place, const QString &language, bool all);
    void take();

    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_found;
    QString m_chosen;
};

} // namespace nia::widgets
