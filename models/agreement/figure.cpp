// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/figure.h"

#include <algorithm>
#include <cmath>

namespace nia::agreement {

double quantile(const std::vector<double> &sorted, double p)
{
    const double h = static_cast<double>(sorted.size() - 1) * p;
    const auto low = static_cast<std::size_t>(std::floor(h));
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (h - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

std::optional<Interval> wilson(std::int64_t correct, std::int64_t n, double z)
{
    if (n <= 0)
        return std::nullopt;
    const auto of = static_cast<double>(n);
    const double p = static_cast<double>(correct) / of;
    const double scale = 1 + z * z / of;
    const double centre = (p + z * z / (2 * of)) / scale;
    const double half = z * std::sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / scale;
    return Interval{.low = std::max(0.0, centre - half), .high = std::min(1.0, centre + half)};
}

} // namespace nia::agreement
