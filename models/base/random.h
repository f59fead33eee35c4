// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

namespace nia {

/// SplitMix64 (Steele, Lea and Flood 2014), as domain/agreement.md section 9 states it. The same stream on every machine.
class SplitMix64
{
public:
    explicit constexpr SplitMix64(std::uint64_t seed) noexcept : m_state(seed) {}

    constexpr std::uint64_t next() noexcept
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    /// A number in [0, n): the high 64 bits of next() * n. n > 0.
    constexpr std::uint64_t below(std::uint64_t n) noexcept
    {
        const std::uint64_t x = next();
        const std::uint64_t xl = x & 0xffffffffU, xh = x >> 32U, nl = n & 0xffffffffU, nh = n >> 32U;
        const std::uint64_t low = xl * nl;
        const std::uint64_t mid1 = xh * nl + (low >> 32U);
        const std::uint64_t mid2 = xl * nh + (mid1 & 0xffffffffU);
        return xh * nh + (mid1 >> 32U) + (mid2 >> 32U);
    }

    /// A number in [0, 1).
    constexpr double unit() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

private:
    std::uint64_t m_state;
};

} // namespace nia
