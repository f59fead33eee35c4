// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/counts.h"
#include "agreement/figure.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace nia::agreement {

/// What is drawn: units (items, or blocks of items), each standing for the classes of its items.
struct Units {
    std::vector<std::int32_t> classes;  ///< of all items, unit by unit
    std::vector<std::size_t> begin{0};  ///< where each unit begins in classes
    std::size_t classCount = 0;

    [[nodiscard]] std::size_t count() const { return begin.size() - 1; }
};
/// blocks: a number per item, -1 for items that stand alone; units keep the order of their first items.
[[nodiscard]] Units unitsOf(std::span<const std::int32_t> classOfItem, std::span<const std::int64_t> blocks,
                            std::size_t classCount);
/// Each item is a unit.
[[nodiscard]] Units unitsOf(std::span<const std::int32_t> classOfItem, std::size_t classCount);

/// Writes the values of one replicate; drawn[c] says how often an item of class c was drawn.
using Replicate = std::function<void(std::span<const std::int64_t> drawn, std::span<Value> values)>;

/// Percentile bootstrap: fills low, high and undefinedReplicates of the figures that have a value. Does nothing without
/// replicates or below kMinItemsForInterval pairable items.
void addIntervals(std::span<Figure *const> figures, const Units &units, std::int64_t pairableItems,
                  const BootstrapOptions &options, const Replicate &replicate);

} // namespace nia::agreement
