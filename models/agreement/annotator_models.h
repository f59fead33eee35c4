// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/matrix.h"

#include <vector>

namespace nia::agreement {

/// Dawid and Skene 1979 by EM (agreement.md, section 11.1).
struct DawidSkeneOptions {
    double smoothing = 0.01; ///< s; 0 reproduces the paper
    int rounds = 2000;
};

struct DawidSkene {
    std::vector<std::vector<double>> posterior;              ///< items x q
    std::vector<double> prevalence;                          ///< q
    std::vector<std::vector<std::vector<double>>> confusion; ///< annotators x true class x answer
    double logLikelihood = 0;
    int rounds = 0;
};

/// items: answers of each item; an annotator may stand several times in one item. answers: q > 0.
/// Sums run in a fixed order (items, annotators by number), so that runs repeat bit for bit.
[[nodiscard]] DawidSkene dawidSkene(const std::vector<std::vector<Cell>> &items, int annotators, int answers,
                                    const DawidSkeneOptions &options = {});
[[nodiscard]] DawidSkene dawidSkene(const Matrix &matrix, const DawidSkeneOptions &options = {});

/// Does the model have enough to stand on: 3 annotators per item on average, 50 items, 20 answers of each annotator?
/// Below that show the majority.
[[nodiscard]] bool dawidSkeneHolds(const Matrix &matrix);

/// The class of the largest posterior; classes within 1e-9 of it: the one of more votes, then the first in the schema.
struct Chosen {
    int answer = 0;
    bool tie = false;
};
[[nodiscard]] Chosen chooseClass(const std::vector<double> &posterior, const std::vector<std::int64_t> &votes);

/// Hovy et al. 2013 (section 11.2), by EM with fixed rounds.
struct MaceOptions {
    int rounds = 50;
    int restarts = 10;          ///< the run of the largest log likelihood is kept
    bool noise = true;          ///< false: one run from competence 0.5 and uniform strategies
    bool variational = true;    ///< false: plain EM with smoothing 0.01 / q
    std::uint64_t seed = 20240601;
};

struct Mace {
    std::vector<std::vector<double>> posterior; ///< items x q
    std::vector<double> competence;             ///< of each annotator: the share of answers known, not guessed
    std::vector<double> entropy;                ///< of each item's posterior, in nats
    double logLikelihood = 0;
};
[[nodiscard]] Mace mace(const Matrix &matrix, const MaceOptions &options = {});

} // namespace nia::agreement
