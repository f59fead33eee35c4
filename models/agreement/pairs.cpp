// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/pairs.h"

#include <algorithm>
#include <map>
#include <utility>

namespace nia::agreement {

std::vector<std::int64_t> tableOf(const Matrix &matrix, std::int32_t a, std::int32_t b)
{
    const auto q = static_cast<std::size_t>(matrix.answers());
    std::vector<std::int64_t> table(q * q, 0);
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        std::int32_t first = -1;
        std::int32_t second = -1;
        for (const Vote &vote : matrix.item(i)) {
            if (vote.annotator == a)
                first = vote.value;
            if (vote.annotator == b)
                second = vote.value;
        }
        if (first >= 0 && second >= 0)
            ++table[static_cast<std::size_t>(first) * q + static_cast<std::size_t>(second)];
    }
    return table;
}

std::vector<PairTable> pairTables(const Matrix &matrix)
{
    const std::int32_t q = matrix.answers();
    std::map<std::pair<std::int32_t, std::int32_t>, PairTable> pairs;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        for (const Vote &x : matrix.item(i)) {
            for (const Vote &y : matrix.item(i)) {
                if (x.annotator >= y.annotator)
                    continue;
                PairTable &pair = pairs[{x.annotator, y.annotator}];
                pair.cells.push_back(x.value * q + y.value);
                pair.blocks.push_back(matrix.block(i));
            }
        }
    }
    std::vector<PairTable> out;
    for (auto &[who, pair] : pairs) {
        pair.a = who.first;
        pair.b = who.second;
        pair.table.assign(static_cast<std::size_t>(q) * static_cast<std::size_t>(q), 0);
        for (const std::int32_t cell : pair.cells)
            ++pair.table[static_cast<std::size_t>(cell)];
        out.push_back(std::move(pair));
    }
    return out;
}

std::vector<SharedItems> sharedItems(const Matrix &matrix)
{
    std::map<std::pair<std::int32_t, std::int32_t>, SharedItems> pairs;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        for (const Vote &x : matrix.item(i)) {
            for (const Vote &y : matrix.item(i)) {
                if (x.annotator >= y.annotator)
                    continue;
                SharedItems &pair = pairs[{x.annotator, y.annotator}];
                pair.equal.push_back(x.value == y.value ? 1 : 0);
                pair.items.push_back(i);
            }
        }
    }
    std::vector<SharedItems> out;
    for (auto &[who, pair] : pairs) {
        pair.a = who.first;
        pair.b = who.second;
        out.push_back(std::move(pair));
    }
    return out;
}

std::int64_t annotatorsOfPairableItems(const Matrix &matrix)
{
    std::vector<bool> seen(static_cast<std::size_t>(matrix.annotators()), false);
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        if (matrix.item(i).size() < 2)
            continue;
        for (const Vote &vote : matrix.item(i))
            seen[static_cast<std::size_t>(vote.annotator)] = true;
    }
    return std::ranges::count(seen, true);
}

std::vector<double> valuesOf(const Matrix &matrix)
{
    std::vector<double> values;
    for (std::int32_t answer = 0; answer < matrix.answers(); ++answer)
        values.push_back(matrix.value(answer));
    return values;
}

} // namespace nia::agreement
