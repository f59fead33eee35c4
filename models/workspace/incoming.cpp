// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/incoming.h"

#include "workspace/event_view.h"

#include <utility>

namespace nia::workspace {

Result<EventId> IncomingEvents::add(std::string_view canonical)
{
    IncomingEvent one{.canonical = canonical};
    std::string_view record;
    if (const auto view = EventView::check(canonical)) {
        one.kind = view->kind;
        one.annotator = view->annotator;
        one.hlc = view->hlc;
        record = view->record;
    } else {
        NIA_ASSIGN(Event event, Event::parse(canonical));
        const Event &kept = m_unusual.emplace_back(std::move(event));
        one.kind = kept.kind;
        one.annotator = kept.annotator;
        one.hlc = kept.hlc;
        record = kept.record;
    }
    one.id = Event::idOf(canonical);
    if (const auto key = RecordKey::fromHex(record)) {
        one.key = *key;
        one.ofRecord = true;
    }
    m_events.push_back(one);
    return one.id;
}

void IncomingEvents::append(IncomingEvents &&other)
{
    m_events.insert(m_events.end(), other.m_events.begin(), other.m_events.end());
    // The strings keep their places only while they are not moved: a short one holds its bytes itself.
    m_rest.push_back({std::move(other.m_bytes), std::move(other.m_unusual)});
    for (auto &rest : other.m_rest)
        m_rest.push_back(std::move(rest));
    other.clear();
}

void IncomingEvents::clear()
{
    m_events.clear();
    m_bytes.clear();
    m_unusual.clear();
    m_rest.clear();
}

} // namespace nia::workspace
