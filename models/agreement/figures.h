// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/bootstrap.h"
#include "agreement/matrix.h"

#include <string>

namespace nia::agreement {

/// Agreement weights of ordered answers (agreement.md, section 1) and distances of Krippendorff's alpha (section 6).
enum class Weights { Identity, Linear, Quadratic };
enum class Metric { Nominal, Ordinal, Interval, Ratio };

/// Formulas: agreement.md, sections 2 to 8.
enum class Coefficient {
    Percent,           ///< item-averaged percent agreement, weighted (the default of reports)
    PercentPairs,      ///< agreeing pairs over all pairs
    UnanimousShare,    ///< items with all answers equal over items with two or more
    Fleiss,            ///< Fleiss' kappa, item-weighted where answers are missing
    Gwet,              ///< AC1 (identity) and AC2; q is the declared number of answers
    Alpha,             ///< Krippendorff's alpha by the metric
    CategoryFleiss,    ///< Fleiss' kappa on "this answer or not"
    CategorySpecific,  ///< S_k: how often a second annotator confirms this answer
};

struct Statistic {
    Coefficient coefficient = Coefficient::Alpha;
    Weights weights = Weights::Identity; ///< Percent, Fleiss, Gwet
    Metric metric = Metric::Nominal;     ///< Alpha
    int answer = 0;                      ///< CategoryFleiss, CategorySpecific
};

/// Several figures at once over the same draws, in the order asked for. Never fails: what has no value says why.
/// Cost: O(items) per replicate, the rest on counts; 1000 replicates of 10,000 items take well under a second.
[[nodiscard]] std::vector<Figure> measure(const Matrix &matrix, const std::vector<Statistic> &statistics,
                                          const Bootstrap &bootstrap = {});
[[nodiscard]] Figure measure(const Matrix &matrix, const Statistic &statistic, const Bootstrap &bootstrap = {});

/// Two annotators: only items both answered, and only these are drawn for the interval.
enum class PairCoefficient { Percent, Cohen, Scott };
[[nodiscard]] Figure measurePair(const Matrix &matrix, int a, int b, PairCoefficient coefficient,
                                 Weights weights = Weights::Identity, const Bootstrap &bootstrap = {});
/// The same for the two annotators of a matrix; needs_two_annotators where there are not two.
[[nodiscard]] Figure measureTwo(const Matrix &matrix, PairCoefficient coefficient, Weights weights = Weights::Identity,
                                const Bootstrap &bootstrap = {});

/// One row of the pair matrix (section 8): grey it out below 20 shared items.
struct PairFigures {
    int a = 0;
    int b = 0;
    std::int64_t shared = 0;
    Figure percent;
    Figure kappa; ///< Cohen; quadratic weights where the answers are ordered
};
/// Every pair a < b, also those that share nothing.
[[nodiscard]] std::vector<PairFigures> pairMatrix(const Matrix &matrix, const Bootstrap &bootstrap = {});

/// Mean of the defined pairwise kappas.
struct LightKappa {
    Figure figure; ///< no interval
    std::int64_t definedPairs = 0;
    std::int64_t undefinedPairs = 0;
};
[[nodiscard]] LightKappa lightKappa(const Matrix &matrix, Weights weights = Weights::Identity);

/// counts[k * q + l]: how often a said k where b said l.
[[nodiscard]] std::vector<std::int64_t> confusion(const Matrix &matrix, int a, int b);
/// The same over all pairs, the annotator of the lower number in the row.
[[nodiscard]] std::vector<std::int64_t> confusion(const Matrix &matrix);
/// Against resolved values: row = resolved[item] (-1: none), column = the annotator's answer.
[[nodiscard]] std::vector<std::int64_t> confusion(const Matrix &matrix, int annotator, std::span<const int> resolved);

/// Wilson interval of c right out of n (section 11.6); nothing defined for n = 0 (no_pairable_items).
[[nodiscard]] Figure wilson(std::int64_t right, std::int64_t of, double z = 1.959963984540054);

} // namespace nia::agreement
