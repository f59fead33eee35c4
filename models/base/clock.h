// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nia {

/// The wall clock, passed in so that tests can set it. Threads: now() from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01T00:00:00Z.
    [[nodiscard]] virtual std::int64_t nowMs() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
};

/// RFC 3339 in UTC with seconds, "2026-11-24T08:00:00Z"; milliseconds only where they are not zero.
[[nodiscard]] std::string rfc3339(std::int64_t ms);
/// Nothing if the text is no RFC 3339 time. Offsets are turned into UTC.
[[nodiscard]] std::optional<std::int64_t> parseRfc3339(std::string_view text);

} // namespace nia
