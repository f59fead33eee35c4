// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

class QKeyEvent;

namespace nia::widgets {

/// The table of resources/keys.json: which actions there are, what they are called, and which key means which in a place.
/// There is no other key map.
class Keys
{
public:
    struct Row {
        QString place, action;
        QStringList keys; ///< as on this system, the one to show first; none: only by command or click
        QHash<QString, QString> titles; ///< by language
    };

    [[nodiscard]] static const Keys &table();
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// "" where the key means nothing there. Keys of "everywhere" count in each place.
    [[nodiscard]] QString action(const QString &place, const QKeyEvent &event) const;
    /// What a key cap says: "Ctrl+D", "Enter", "–"; "" where the action has no key.
    [[nodiscard]] QString cap(const QString &place, const QString &action) const;
    [[nodiscard]] QString title(const QString &place, const QString &action, const QString &language) const;

    /// Whether holding the key down may repeat the action: moving and scrolling only.
    [[nodiscard]] static bool mayRepeat(const QString &action);
    [[nodiscard]] static bool isFunctionKey(int key);

private:
    Keys();
    [[nodiscard]] const Row *row(const QString &place, const QString &action) const;

    QList<Row> m_rows;
    QHash<QString, QString> m_actions; ///< "place/key" → action
};

} // namespace nia::widgets
