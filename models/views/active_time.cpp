// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/active_time.h"

#include <algorithm>

namespace nia::views {

void ActiveTime::touch(std::int64_t nowMs)
{
    if (m_active)
        m_spentMs += std::clamp<std::int64_t>(nowMs - m_last, 0, kPauseMs);
    m_last = nowMs;
}

void ActiveTime::setActive(bool active, std::int64_t nowMs)
{
    touch(nowMs); // what was spent until now counts by the old state
    m_active = active;
}

void ActiveTime::restart(std::int64_t nowMs)
{
    m_last = nowMs;
    m_spentMs = 0;
}

double ActiveTime::take(std::int64_t nowMs)
{
    touch(nowMs);
    const double seconds = static_cast<double>(m_spentMs) / 1000.0;
    m_spentMs = 0;
    return seconds;
}

} // namespace nia::views
