// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

namespace nia::views {

/// Counts the time somebody really spends: only while active, and a pause between two signs of life counts at most
/// kPauseMs (domain/ux.md section 3, rule 11). Times are handed in, in milliseconds of any clock; a clock that goes back
/// counts as standing still.
class ActiveTime
{
public:
    static constexpr std::int64_t kPauseMs = 60000;

    void setActive(bool active, std::int64_t nowMs);
    void touch(std::int64_t nowMs);
    /// Seconds since the last take() or restart(), and starts anew.
    [[nodiscard]] double take(std::int64_t nowMs);
    void restart(std::int64_t nowMs);

private:
    bool m_active = true;
    std::int64_t m_last = 0;
    std::int64_t m_spentMs = 0;
};

} // namespace nia::views
