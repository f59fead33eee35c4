// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/key_router.h"

#include "widgets/keys.h"
#include "widgets/place.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace nia::widgets {

KeyRouter::KeyRouter(QWidget *window) : QObject(window), m_window(window)
{
    qApp->installEventFilter(this);
}

bool KeyRouter::isTextField(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->isReadOnly();
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        return !plain->isReadOnly();
    if (const auto *rich = qobject_cast<const QTextEdit *>(widget))
        return !rich->isReadOnly();
    if (const auto *combo = qobject_cast<const QComboBox *>(widget))
        return combo->isEditable();
    return qobject_cast<const QAbstractSpinBox *>(widget) != nullptr;
}

bool KeyRouter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return false;
    auto &receiver = static_cast<QWidget &>(*watched);
    if (receiver.window() != m_window || QApplication::activeModalWidget() != nullptr)
        return false;
    // A key that nobody took climbs to the parents, as the same event: it was asked about already. An address alone says
    // nothing, since the next event may stand at the same one.
    auto &key = static_cast<QKeyEvent &>(*event);
    const Refused refused{event, key.key(), key.timestamp()};
    if (refused == m_refused && m_receiver != &receiver && m_receiver && receiver.isAncestorOf(m_receiver)) {
        m_receiver = &receiver;
        return false;
    }
    m_refused = refused;
    m_receiver = &receiver;
    return route(receiver, key);
}

bool KeyRouter::route(QWidget &receiver, QKeyEvent &event)
{
    const QString place = m_place ? m_place->id() : QString();
    if (isTextField(&receiver)) {
        const QString action = Keys::table().action(QStringLiteral("text field"), event);
        if (action == QStringLiteral("leave-field")) {
            if (m_place)
                m_place->leaveField();
            return true;
        }
        // Undo, redo and what types a character belong to the field.
        if (!(event.modifiers() & Qt::ControlModifier) && !Keys::isFunctionKey(event.key()))
            return false;
        if (action == QStringLiteral("undo") || action == QStringLiteral("redo"))
            return false;
        return m_everywhere && m_everywhere(action);
    }
    const QString action = Keys::table().action(place, event);
    if (!action.isEmpty()) {
        if (event.isAutoRepeat() && !Keys::mayRepeat(action))
            return true;
        if (m_place && m_place->act(action, &event))
            return true;
        return m_everywhere && m_everywhere(action);
    }
    return m_place && m_place->plainKey(event);
}

} // namespace nia::widgets
