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

namespace {

const QString kPad = QStringLiteral("Num+");
const QString kEverywhere = QStringLiteral("everywhere");

void append(QStringList &out, const QJsonValue &keys)
{
    for (const QJsonValue &key : keys.toArray())
        out.append(key.toString());
}

} // namespace

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
    const QJsonArray table = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &each : table) {
        Row row{each[u"place"].toString(), each[u"action"].toString(), {}, {}};
#ifdef Q_OS_MACOS
        append(row.keys, each[u"mac"]);
#endif
        if (row.keys.isEmpty()) {
            append(row.keys, each[u"keys"]);
            append(row.keys, each[u"twins"]);
        }
        const QJsonObject titles = each[u"title"].toObject();
        for (auto title = titles.begin(); title != titles.end(); ++title)
            row.titles.insert(title.key(), title.value().toString());
        for (const QString &key : std::as_const(row.keys)) {
            const bool pad = key.startsWith(kPad);
            const QKeySequence sequence(pad ? key.mid(kPad.size()) : key);
            if (!sequence.isEmpty())
                m_actions.insert(row.place + QLatin1Char('/') + (pad ? kPad : QString()) + sequence.toString(),
                                 row.action);
        }
        m_rows.append(std::move(row));
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
    // On some layouts "/" and "+" are typed with Shift: what is typed counts, not how.
    if (modifiers == Qt::ShiftModifier && key > Qt::Key_Space && key < Qt::Key_0)
        modifiers = Qt::NoModifier;
    const QString name = QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key))).toString();
    for (const QString &prefix : {pad ? kPad : QString(), QString()}) {
        for (const QString &where : {place, kEverywhere}) {
            const auto found = m_actions.constFind(where + QLatin1Char('/') + prefix + name);
            if (found != m_actions.constEnd())
                return *found;
        }
    }
    return {};
}

const Keys::Row *Keys::row(const QString &place, const QString &action) const
{
    const Row *everywhere = nullptr;
    for (const Row &row : m_rows) {
        if (row.action == action && row.place == place)
            return &row;
        if (row.action == action && row.place == kEverywhere)
            everywhere = &row;
    }
    return everywhere;
}

QString Keys::cap(const QString &place, const QString &action) const
{
    const Row *found = row(place, action);
    if (found == nullptr || found->keys.isEmpty())
        return {};
    const QString key = found->keys.first();
    if (key == QStringLiteral("Return"))
        return QStringLiteral("Enter");
    if (key == QStringLiteral("-"))
        return QStringLiteral("–"); // a hyphen is hardly seen on a cap
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

QString Keys::title(const QString &place, const QString &action, const QString &language) const
{
    const Row *found = row(place, action);
    return found == nullptr ? action : found->titles.value(language, found->titles.value(QStringLiteral("en")));
}

bool Keys::mayRepeat(const QString &action)
{
    static const QStringList repeating{QStringLiteral("next"),        QStringLiteral("previous"),
                                       QStringLiteral("scroll-down"), QStringLiteral("scroll-up"),
                                       QStringLiteral("zoom-in"),     QStringLiteral("zoom-out")};
    return repeating.contains(action);
}

bool Keys::isFunctionKey(int key)
{
    return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}

} // namespace nia::widgets
