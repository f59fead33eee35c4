// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QWidget>

class QKeyEvent;

namespace nia::views {
class Session;
}

namespace nia::widgets {

/// How a message is meant: passing word, done, mind this, gone wrong. Bad ones stay until the next.
enum class Tone { Quiet, Good, Warning, Bad };

/// One of the places the rail leads to. The window shows one at a time, hands it the session, and sends it (KeyRouter)
/// the keys that are pressed outside text fields, as actions of resources/keys.json where they mean one.
class Place : public QWidget
{
    Q_OBJECT
public:
    /// `id` is the place's name in resources/keys.json ("label") and the rail's icon.
    explicit Place(QString id, QWidget *parent = nullptr) : QWidget(parent), m_id(std::move(id)) {}
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] virtual QString title() const = 0; ///< of the rail, translated

    virtual void setSession(views::Session *session) = 0; ///< nullptr: none is open
    virtual void setLanguage(const QString &language) { Q_UNUSED(language) } ///< of questions and answers: "vi", "en"
    /// An action of the table. False: it means nothing here (now).
    virtual bool act(const QString &action, const QKeyEvent *event)
    {
        Q_UNUSED(action)
        Q_UNUSED(event)
        return false;
    }
    /// A key that is no action: an answer's digit or letter. True: it goes no further.
    virtual bool plainKey(QKeyEvent &event)
    {
        Q_UNUSED(event)
        return false;
    }
    virtual void entered() {} ///< it is shown: the focus goes to where work goes on
    virtual void leaving() {} ///< another place comes or the window closes: what waits is given to the session
    /// Esc in a text field, or the field is done with.
    virtual void leaveField() { setFocus(); }
    virtual void nextPane(int steps) { Q_UNUSED(steps) } ///< F6: list, text, questions

signals:
    void said(const QString &text, nia::widgets::Tone tone); ///< for the status line
    void wantsPlace(const QString &id);

private:
    QString m_id;
};

} // namespace nia::widgets
