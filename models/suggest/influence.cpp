// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/influence.h"

#include <cmath>

namespace nia::suggest {

namespace {

struct Wilson {
    double share = 0, low = 0, high = 0;
};

Wilson wilson(std::int64_t taken, std::int64_t all)
{
    constexpr double kZ = 1.959963984540054; // 97.5 % of the normal distribution
    const auto n = static_cast<double>(all);
    const double p = static_cast<double>(taken) / n;
    const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
    const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / (1 + kZ * kZ / n);
    return {p, middle - half, middle + half};
}

} // namespace

Influence influence(std::int64_t takenShown, std::int64_t shown, std::int64_t takenHidden, std::int64_t hidden)
{
    if (shown <= 0 || hidden <= 0)
        return {};
    const Wilson a = wilson(takenShown, shown);
    const Wilson b = wilson(takenHidden, hidden);
    const double d = a.share - b.share;
    return {a.share,
            b.share,
            d,
            d - std::hypot(a.share - a.low, b.high - b.share),
            d + std::hypot(a.high - a.share, b.share - b.low),
            true};
}

} // namespace nia::suggest
