// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/keys.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QKeySequence>

namespace nia::widgets {

const Keys &Keys::table()
{
    static const Keys made;
    return made;
}

Keys::Keys()
{
    QFile file(QStringLiteral(":/nia/keys.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the key table is not in the program");
    for (const QJsonValue &row : QJsonDocument::fromJson(file.readAll()).array()) {
        QJsonArray keys = row[u"keys"].toArray();
        for (const QJsonValue &twin : row[u"twins"].toArray())
            keys.append(twin);
        for (const QJsonValue &key : keys) {
            const QString text = key.toString();
            const bool pad = text.startsWith(QStringLiteral("Num+"));
            const QKeySequence sequence(pad ? text.mid(4) : text);
            if (!sequence.isEmpty())
                m_actions.insert(row[u"place"].toString() + QLatin1Char('/')
                                     + (pad ? QStringLiteral("Num+") : QString()) + sequence.toString(),
                                 row[u"action"].toString());
        }
    }
}

QString Keys::action(const QString &place, const QKeyEvent &event) const
{
    const bool pad = event.modifiers().testFlag(Qt::KeypadModifier);
    int key = event.key();
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (key == Qt::Key_Backtab) {
        key = Qt::Key_Tab;
        modifiers |= Qt::ShiftModifier;
    }
    const QString name = QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key))).toString();
    for (const QString &prefix : {pad ? QStringLiteral("Num+") : QString(), QString()}) {
        for (const QString &where : {place, QStringLiteral("everywhere")}) {
            const auto found = m_actions.constFind(where + QLatin1Char('/') + prefix + name);
            if (found != m_actions.constEnd())
                return *found;
        }
    }
    return {};
}

} // namespace nia::widgets
