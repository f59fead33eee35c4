// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/optimise.h"
#include "suggest/trainer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nia::suggest {

/// The examples as features, answers without examples left out. Each text is read once.
struct Prepared {
    std::vector<std::string> answers;
    Rows rows;                         ///< columns: the buckets in use, then the dense signals
    std::vector<std::vector<float>> targets;
    std::vector<float> weights;
    std::vector<std::uint64_t> hashes; ///< of the texts
    LinearWeights frame;               ///< rows, rarity and scaling, no weights yet
    std::uint32_t buckets = 0;         ///< how many are in use
    std::vector<float> factors; ///< of the columns: what the cells were multiplied by for learning, weights must be too
};

/// The same whatever the number of threads. Errors: Interrupted.
[[nodiscard]] Result<Prepared> prepare(const std::vector<std::string> &answers, const std::vector<std::size_t> &kept,
                                       const std::vector<Example> &examples, const std::vector<std::string> &background,
                                       const TrainOptions &options, Progress &progress);

} // namespace nia::suggest
