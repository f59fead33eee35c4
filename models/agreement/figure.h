// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nia::agreement {

/// FIGURE of cli.md. Without a value `undefined` has the reason: no_pairable_items, no_shared_items, no_variation,
/// needs_two_annotators, one_category_declared, no_defined_pair.
struct Figure {
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    std::string undefined;
    std::int64_t undefinedReplicates = 0; ///< of the bootstrap; over 5 % of them: "interval not reliable"

    [[nodiscard]] static Figure of(double x) { return {.value = x}; }
    [[nodiscard]] static Figure none(std::string why) { return {.undefined = std::move(why)}; }
};

/// Percentile bootstrap over items or blocks (domain/agreement.md section 9).
struct BootstrapOptions {
    std::int64_t replicates = 1000; ///< 0: no intervals
    std::uint64_t seed = 20240601;
    double level = 0.95;
};

/// No interval below this many pairable items.
inline constexpr std::int64_t kMinItemsForInterval = 10;

enum class Metric { Nominal, Ordinal, Interval, Ratio };
enum class Weights { Identity, Linear, Quadratic };

/// Quantile by linear interpolation at h = (n − 1) p of values in rising order; n > 0.
[[nodiscard]] double quantile(const std::vector<double> &sorted, double p);

struct Interval {
    double low = 0;
    double high = 0;
};
/// Wilson's interval for `correct` of `n`; nothing for n = 0 (domain/agreement.md 11.6).
[[nodiscard]] std::optional<Interval> wilson(std::int64_t correct, std::int64_t n, double z = 1.959963984540054);

} // namespace nia::agreement
