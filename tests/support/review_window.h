// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "support/place_window.h"
#include "widgets/review_place.h"
#include "workspace/labels.h"

namespace nia::test {

inline constexpr int kDisagreed =
    8; // records of the sample that Lan and Minh answer differently (resources/sample/README.md)

/// Review on the sample, as a reviewer who answered nothing herself.
struct Review {
    explicit Review(const OwnSettings &own, widgets::Settings &settings, const QSize &size = {1352, 840})
        : path(own.file("sample.nia"))
    {
        if (!std::filesystem::exists(path))
            makeSampleAt(path);
        session = openSession(path, "hanh");
        place = new widgets::ReviewPlace(settings);
        window = std::make_unique<PlaceWindow>(place, size);
        place->setLanguage(QStringLiteral("en"));
        place->setSession(session.get());
    }
    ~Review() { place->setSession(nullptr); }
    [[nodiscard]] bool ready() const { return place->queue().item() != nullptr; }
    /// Decides what stands there by keys; false where it was not saved.
    bool decide(Qt::Key card, const QString &reason)
    {
        QSignalSpy decided(&place->queue(), &views::ReviewQueue::decided);
        window->press(card);
        if (!place->chosen())
            return false;
        window->press(Qt::Key_R, Qt::ControlModifier);
        window->type(reason);
        window->press(Qt::Key_Return);
        return !decided.isEmpty() || decided.wait(10000);
    }
    [[nodiscard]] workspace::RecordState state(RecordId record) const
    {
        auto store = workspace::Store::open(path);
        return store ? workspace::recordState(*store, record).value_or(workspace::RecordState{})
                     : workspace::RecordState{};
    }

    std::filesystem::path path;
    std::unique_ptr<views::Session> session;
    widgets::ReviewPlace *place = nullptr;
    std::unique_ptr<PlaceWindow> window;
};

} // namespace nia::test
