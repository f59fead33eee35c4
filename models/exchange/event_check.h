// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/sha256.h"
#include "workspace/incoming.h"

#include <future>
#include <string>
#include <string_view>
#include <vector>

namespace nia::exchange {

/// Checks the events of a bundle on a thread of its own, a stretch at a time, while the caller unpacks the next one.
/// Errors: TooLarge, Corrupt. They come with a later line or with finish().
class EventCheck
{
public:
    /// `kept`: where the events go; nullptr: they are not wanted.
    explicit EventCheck(workspace::IncomingEvents *kept) : m_kept(kept) {}
    ~EventCheck();
    EventCheck(const EventCheck &) = delete;
    EventCheck &operator=(const EventCheck &) = delete;

    void keepNothing() { m_kept = nullptr; } ///< before the first line
    [[nodiscard]] Result<void> line(std::string_view canonical);
    [[nodiscard]] Result<void> finish(); ///< all have been checked

    // After finish():
    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::string setHash() { return m_set.finish().hex(); }

private:
    struct Stretch {
        std::string bytes;
        std::vector<std::size_t> ends; ///< of the events in them
    };

    /// Waits for the stretch before, then has this one checked: beside the caller, or here where it is the last.
    [[nodiscard]] Result<void> turn(bool beside);
    [[nodiscard]] Result<void> check(Stretch stretch);

    workspace::IncomingEvents *m_kept;
    Stretch m_stretch;
    std::future<Result<void>> m_running;
    // The checking thread's, until it is waited for:
    EventId m_last;
    std::int64_t m_count = 0;
    Sha256 m_set;
};

} // namespace nia::exchange
