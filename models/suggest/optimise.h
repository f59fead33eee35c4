// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"

#include <cstdint>
#include <vector>

namespace nia::suggest {

/// Examples in rows of columns, the classes they should get, and how much each counts.
struct Problem {
    int outputs = 0;
    bool independent = false;          ///< one logistic per output instead of one softmax
    std::uint32_t columns = 0;
    std::vector<std::size_t> begin{0}; ///< row i is [begin[i], begin[i+1]) of column and value
    std::vector<std::uint32_t> column;
    std::vector<float> value;
    std::vector<float> target;         ///< rows × outputs; softmax: each row sums to 1
    std::vector<float> weight;         ///< rows × outputs; softmax reads the first of each row only
    [[nodiscard]] std::size_t rows() const { return begin.size() - 1; }
};

struct Solution {
    std::vector<float> weights; ///< columns × outputs
    std::vector<float> bias;    ///< outputs
    int passes = 0;
};

/// Minimises (1/Σw) Σ w·CE(target, p) + strength/2 ‖W‖² (bias free) by L-BFGS from zero, or from `start` if it fits:
/// convex, and in a fixed order, so that equal input gives equal bytes. Errors: Interrupted.
[[nodiscard]] Result<Solution> minimise(const Problem &problem, double strength, Progress &progress,
                                        const Solution *start = nullptr);

} // namespace nia::suggest
