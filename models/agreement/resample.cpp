// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/resample.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace nia::agreement {

Units unitsOf(std::span<const std::int32_t> classOfItem, std::span<const std::int64_t> blocks, std::size_t classCount)
{
    std::vector<std::vector<std::int32_t>> units;
    std::unordered_map<std::int64_t, std::size_t> unitOfBlock;
    for (std::size_t i = 0; i < classOfItem.size(); ++i) {
        std::size_t unit = units.size();
        if (i < blocks.size() && blocks[i] != -1)
            unit = unitOfBlock.try_emplace(blocks[i], units.size()).first->second;
        if (unit == units.size())
            units.emplace_back();
        units[unit].push_back(classOfItem[i]);
    }
    Units out{.classCount = classCount};
    for (const auto &unit : units) {
        out.classes.insert(out.classes.end(), unit.begin(), unit.end());
        out.begin.push_back(out.classes.size());
    }
    return out;
}

Units unitsOf(std::span<const std::int32_t> classOfItem, std::size_t classCount)
{
    Units out{.classes{classOfItem.begin(), classOfItem.end()}, .classCount = classCount};
    for (std::size_t i = 1; i <= classOfItem.size(); ++i)
        out.begin.push_back(i);
    return out;
}

namespace {

/// A processor waits for a count to be stored before it raises it anew: with few classes, draws that follow one another go
/// to different counts.
void drawItems(SplitMix64 &random, std::span<const std::int32_t> classes, std::vector<std::int64_t> &drawn)
{
    constexpr std::size_t kLanes = 4, kMostClasses = 256;
    const std::size_t n = classes.size(), count = drawn.size();
    const auto next = [&] { return static_cast<std::size_t>(classes[static_cast<std::size_t>(random.below(n))]); };
    std::size_t i = 0;
    if (count <= kMostClasses) {
        std::array<std::array<std::int64_t, kMostClasses>, kLanes> lanes{};
        for (; i + kLanes <= n; i += kLanes) {
            for (auto &lane : lanes)
                ++lane[next()];
        }
        for (std::size_t c = 0; c < count; ++c) {
            for (const auto &lane : lanes)
                drawn[c] += lane[c];
        }
    }
    for (; i < n; ++i)
        ++drawn[next()];
}

void draw(SplitMix64 &random, const Units &units, std::vector<std::int64_t> &drawn)
{
    std::ranges::fill(drawn, 0);
    const std::size_t n = units.count();
    if (n == units.classes.size()) { // an item is a unit
        drawItems(random, units.classes, drawn);
        return;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto unit = static_cast<std::size_t>(random.below(n));
        for (std::size_t item = units.begin[unit]; item < units.begin[unit + 1]; ++item)
            ++drawn[static_cast<std::size_t>(units.classes[item])];
    }
}

} // namespace

void addIntervals(std::span<Figure *const> figures, const Units &units, std::int64_t pairableItems,
                  const BootstrapOptions &options, const Replicate &replicate)
{
    if (options.replicates <= 0 || pairableItems < kMinItemsForInterval || figures.empty())
        return;
    SplitMix64 random(options.seed);
    std::vector<std::int64_t> drawn(units.classCount, 0);
    std::vector<Value> values(figures.size());
    std::vector<std::vector<double>> defined(figures.size());
    for (std::int64_t b = 0; b < options.replicates; ++b) {
        draw(random, units, drawn);
        std::ranges::fill(values, Value{});
        replicate(drawn, values);
        for (std::size_t f = 0; f < figures.size(); ++f) {
            if (!values[f].undefined)
                defined[f].push_back(values[f].x);
        }
    }
    const double tail = (1 - options.level) / 2;
    for (std::size_t f = 0; f < figures.size(); ++f) {
        if (!figures[f]->value)
            continue;
        figures[f]->undefinedReplicates = options.replicates - static_cast<std::int64_t>(defined[f].size());
        if (defined[f].empty())
            continue;
        std::ranges::sort(defined[f]);
        figures[f]->low = quantile(defined[f], tail);
        figures[f]->high = quantile(defined[f], 1 - tail);
    }
}

} // namespace nia::agreement
