// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QString>

class QKeyEvent;

namespace nia::widgets {

/// The key map of resources/keys.json: which action a key means in a place. There is no other.
class Keys
{
public:
    [[nodiscard]] static const Keys &table();
    /// "" where the key means nothing there. Keys of "everywhere" count in each place.
    [[nodiscard]] QString action(const QString &place, const QKeyEvent &event) const;

private:
    Keys();
    QHash<QString, QString> m_actions; ///< "place/key" → action
};

} // namespace nia::widgets
