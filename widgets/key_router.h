// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QKeyEvent;
class QWidget;

namespace nia::widgets {

class Place;

/// The one way keys take through the window: keys of the table that count everywhere, then those of the place that is
/// shown, then the place's plain keys. Text fields keep their keys but for Esc and those actions they have no use for.
class KeyRouter : public QObject
{
    Q_OBJECT
public:
    explicit KeyRouter(QWidget *window);
    void setPlace(Place *place) { m_place = place; }
    /// Carries out an action that counts everywhere; false where it means nothing now.
    void setEverywhere(std::function<bool(const QString &action)> act) { m_everywhere = std::move(act); }
    /// Whether a person writes into it, so that letters are hers.
    [[nodiscard]] static bool isTextField(const QWidget *widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool route(QWidget &receiver, QKeyEvent &event);

    QWidget *m_window;
    QPointer<Place> m_place;
    std::function<bool(const QString &)> m_everywhere;
    struct Refused {
        const QEvent *event = nullptr;
        int key = 0;
        quint64 time = 0;
        bool operator==(const Refused &) const = default;
    };
    Refused m_refused; ///< the key that nobody took and that now climbs to the parents
    QPointer<QWidget> m_receiver;
};

} // namespace nia::widgets
