// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"
#include "agreement/matrix.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace nia::agreement {

/// What the line of `nia agreement` says about one single-choice or scale question.
struct Report {
    struct Category {
        std::int32_t answer = 0;
        double share = 0;     ///< of all answers given
        Figure agreement;     ///< specific agreement S_k
        Figure fleiss;        ///< Fleiss on "this answer or not"
    };
    struct Pair {
        std::int32_t a = 0, b = 0;
        std::int64_t n = 0; ///< items both answered, more than 0
        Figure percent;
        Figure kappa; ///< Cohen; quadratic weights if the question is ordered
    };

    std::int64_t records = 0;    ///< items with two answers or more (n₂)
    std::int64_t annotators = 0; ///< who gave an answer to such an item
    std::int64_t pairs = 0;      ///< annotator pairs that share an item
    Figure percent;
    Metric metric = Metric::Nominal;
    Figure alpha;
    Figure fleiss;
    Figure ac1;
    std::vector<Category> categories;       ///< every declared answer
    std::vector<Pair> annotatorPairs;       ///< by (a, b), a < b
    std::vector<std::vector<std::int64_t>>
        confusion; ///< [answer of the annotator of lower number][of the other], all pairs
};

struct ReportOptions {
    Metric metric = Metric::Nominal;
    BootstrapOptions bootstrap;
};

/// All figures with intervals from one run of draws. Metric: nominal for single choice, ordinal for ordered (section 6).
/// Cost: items with equal answers are counted together; 1,000 draws of 10,000 items take a few tenths of a second.
[[nodiscard]] Report report(const Matrix &matrix, const ReportOptions &options = {});

} // namespace nia::agreement
