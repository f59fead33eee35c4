// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nia::agreement {

struct DawidSkeneOptions {
    double smoothing = 0.01; ///< s; 0 is the paper of 1979
    double tolerance = 1e-12;
    std::int64_t maxRounds = 2000;
};

struct DawidSkene {
    std::vector<std::vector<double>> posterior;              ///< [item][answer]
    std::vector<double> prevalence;                          ///< [answer]
    std::vector<std::vector<std::vector<double>>> confusion; ///< [annotator][true answer][given answer]
    double logLikelihood = 0;
    std::int64_t rounds = 0;
};

/// EM of Dawid and Skene (domain/agreement.md 11.1). Repeats of an annotator on an item are allowed. Sums run in a fixed
/// order, so that runs repeat bit for bit.
[[nodiscard]] DawidSkene dawidSkene(const Matrix &matrix, const DawidSkeneOptions &options = {});

struct PosteriorChoice {
    std::int32_t answer = 0;
    double p = 0;
    bool tie = false; ///< another answer was as likely (difference below 1e−9)
};
/// The most likely answer of an item; ties go to the larger vote share, then to the first in schema order.
[[nodiscard]] PosteriorChoice choose(const std::vector<double> &posterior, std::span<const Vote> votes);

/// ≥ 3 answers per item on average (items with an answer), ≥ 50 such items, ≥ 20 answers of every annotator who answered.
[[nodiscard]] bool dawidSkeneApplies(const Matrix &matrix);

struct MaceOptions {
    std::int64_t rounds = 50;
    std::int64_t restarts = 10;
    double smoothing = -1; ///< −1: 0.01 / q
    bool variational = true; ///< false: plain EM
    bool noiselessStart = false; ///< one run from competence .5 and uniform strategies
    std::uint64_t seed = 20240601;
};

struct Mace {
    std::vector<std::vector<double>> posterior; ///< [item][answer]
    std::vector<double> competence; ///< [annotator]
    std::vector<double> entropy; ///< [item], natural logarithm
    double logLikelihood = 0;
};
/// MACE of Hovy et al. 2013 (domain/agreement.md 11.2).
[[nodiscard]] Mace mace(const Matrix &matrix, const MaceOptions &options = {});

} // namespace nia::agreement
