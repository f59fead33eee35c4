// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/matrix.h"

#include <cstdint>
#include <vector>

namespace nia::agreement {

/// What annotators a < b said on the items both answered.
struct PairTable {
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::vector<std::int64_t> table;     ///< q x q counts, row: a
    std::vector<std::int32_t> cells;     ///< of each shared item: its place in the table
    std::vector<std::int64_t> blocks;    ///< of each shared item
};

/// Counts of one pair, row: a; for any order of a and b.
[[nodiscard]] std::vector<std::int64_t> tableOf(const Matrix &matrix, std::int32_t a, std::int32_t b);
/// All pairs that share an item, by (a, b). One walk over the items.
[[nodiscard]] std::vector<PairTable> pairTables(const Matrix &matrix);
/// Where only "equal or not" counts: 1 or 0 of each item that a < b share, by (a, b). No table, so that values may be many.
struct SharedItems {
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::vector<std::int32_t> equal;
    std::vector<std::int64_t> items; ///< their numbers
};
[[nodiscard]] std::vector<SharedItems> sharedItems(const Matrix &matrix);
/// Who gave an answer to an item with two answers or more.
[[nodiscard]] std::int64_t annotatorsOfPairableItems(const Matrix &matrix);
/// The numbers that the answers stand for.
[[nodiscard]] std::vector<double> valuesOf(const Matrix &matrix);

} // namespace nia::agreement
