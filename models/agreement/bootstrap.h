// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nia::agreement {

/// A figure with its interval. undefined is a reason code of agreement.md, section 1, and filled only where value is none:
/// no_pairable_items, no_shared_items, no_variation, needs_two_annotators, one_category_declared, no_defined_pair.
struct Figure {
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    std::string undefined;
    std::int64_t undefinedReplicates = 0;
    bool reliable = true; ///< false: more than 5 % of the replicates were undefined ("interval not reliable")

    [[nodiscard]] static Figure none(std::string reason) { return {.undefined = std::move(reason)}; }
};

/// Percentile bootstrap (agreement.md, section 9). replicates 0: no interval. Equal seeds give equal intervals on every machine.
struct Bootstrap {
    std::int64_t replicates = 0;
    std::uint64_t seed = 20240601;
    double level = 0.95;
};
inline constexpr std::int64_t kLeastPairableItems = 10; ///< below this there is no interval

/// Quantile of sorted numbers by linear interpolation at h = (n-1)p (type 7). Not for an empty list.
[[nodiscard]] double quantile(std::span<const double> sorted, double p);

/// The engine of all intervals. Units (items, or blocks of them) are drawn with replacement, as many as there are; each
/// unit stands for one or more classes, and `compute` gets how often each class was drawn and writes one value (or none)
/// per figure. Only low, high, undefinedReplicates and reliable of `figures` are written.
/// unitClasses: the classes of each unit, a class for each of its items.
void addIntervals(std::vector<Figure> &figures, const std::vector<std::vector<int>> &unitClasses, std::size_t classes,
                  const Bootstrap &bootstrap,
                  const std::function<void(std::span<const std::int64_t> drawn, std::span<std::optional<double>> out)> &compute);

} // namespace nia::agreement
