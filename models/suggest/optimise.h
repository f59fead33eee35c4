// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "suggest/features.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nia::suggest {

/// Examples as rows of columns: row i is [begin[i], begin[i+1]) of `cells`, whose bucket is the column.
struct Rows {
    std::uint32_t columns = 0;
    std::vector<std::size_t> begin{0};
    std::vector<Feature> cells;
    [[nodiscard]] std::size_t size() const { return begin.size() - 1; }
    [[nodiscard]] std::span<const Feature> operator[](std::size_t i) const
    {
        return std::span(cells).subspan(begin[i], begin[i + 1] - begin[i]);
    }
};

/// Some of the rows, the classes they should get, and how much each counts.
struct Problem {
    const Rows *rows = nullptr;     ///< several problems may share them
    std::vector<std::size_t> taken; ///< which rows
    int outputs = 0;
    bool independent = false;       ///< one logistic per output instead of one softmax
    std::vector<float> target;      ///< taken × outputs; softmax: each sums to 1
    std::vector<float> weight;      ///< taken × outputs; softmax reads the first of each only
    [[nodiscard]] double totalWeight() const;
};

struct Solution {
    std::vector<float> weights; ///< columns × outputs
    std::vector<float> bias;    ///< outputs
    int passes = 0;
};

/// Minimises (1/Σw) Σ w·CE(target, p) + strength/2 ‖W‖² (bias free) by L-BFGS from zero: convex, and
/// in a fixed order, so that equal input gives equal bytes. Errors: Interrupted.
[[nodiscard]] Result<Solution> minimise(const Problem &problem, double strength, Progress &progress);
/// What is minimised, at that place.
[[nodiscard]] double objective(const Problem &problem, double strength, const Solution &at);

} // namespace nia::suggest
