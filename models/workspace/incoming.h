// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/progress.h"
#include "workspace/event.h"
#include "workspace/store.h"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

/// An event on its way in: what the table needs of it, and where its bytes are.
struct IncomingEvent {
    EventId id{};
    RecordKey key{};
    bool ofRecord = false; ///< false: it is about no record, and key is zero
    std::string_view canonical, kind, annotator, hlc;
};

/// Events from elsewhere, each checked and named once on its way from a bundle to the table. Threads: one at a time.
class IncomingEvents
{
public:
    IncomingEvents() = default;
    IncomingEvents(const IncomingEvents &) = delete; ///< the views of a copy would point into the original
    IncomingEvents &operator=(const IncomingEvents &) = delete;
    IncomingEvents(IncomingEvents &&) = default; ///< deques are moved without their elements
    IncomingEvents &operator=(IncomingEvents &&) = default;
    /// Takes bytes over, so that they stay as long as this does; what it gives points into them.
    std::string_view keep(std::string bytes) { return m_bytes.emplace_back(std::move(bytes)); }
    /// Canonical bytes of one event, which stay where they are. Errors: those of Event::parse, nothing is added then.
    [[nodiscard]] Result<EventId> add(std::string_view canonical);
    /// All of the other's, behind these.
    void append(IncomingEvents &&other);
    void clear();
    [[nodiscard]] std::span<IncomingEvent> events() { return m_events; }

private:
    std::vector<IncomingEvent> m_events;
    std::deque<std::string> m_bytes;
    std::deque<Event> m_unusual; ///< what the views of events with escapes point into
    struct Rest {
        std::deque<std::string> bytes;
        std::deque<Event> unusual;
    };
    std::deque<Rest> m_rest; ///< stay where they are, as the views ask; the same of those that were appended
};

/// What Store::merge does, for events that were checked before. They are put into another order.
[[nodiscard]] Result<MergeReceipt> mergeIncoming(Store &store, std::span<IncomingEvent> events, std::string_view from,
                                                 Progress &progress);

} // namespace nia::workspace
