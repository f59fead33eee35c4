// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace nia::agreement {

/// A multiple-choice answer: numbers of the chosen answers, rising. Empty is an answer ("none").
using Set = std::vector<std::int32_t>;

enum class SetDistance { Masi, Jaccard, Exact };
[[nodiscard]] double distance(const Set &a, const Set &b, SetDistance kind);

struct SetVote {
    std::int32_t annotator = 0;
    Set value;
};
/// One item: what each annotator who answered chose.
using SetItem = std::vector<SetVote>;

/// Krippendorff's alpha with the distance in place of δ² (domain/agreement.md section 7).
[[nodiscard]] Figure setAlpha(const std::vector<SetItem> &items, SetDistance kind);
/// Alpha nominal of "chosen or not" for one answer.
[[nodiscard]] Figure memberAlpha(const std::vector<SetItem> &items, std::int32_t answer);

/// What the line of `nia agreement` says about a multiple-choice question.
struct SetReport {
    struct Pair {
        std::int32_t a = 0, b = 0;
        std::int64_t n = 0;
        Figure percent; ///< share of equal sets
    };
    std::int64_t records = 0;
    std::int64_t annotators = 0;
    std::int64_t pairs = 0;
    Figure percent; ///< share of equal sets, item-averaged
    Figure alphaMasi;
    Figure alphaJaccard;
    std::vector<Figure> perAnswer; ///< memberAlpha of every declared answer
    std::vector<double> shares;    ///< of the answers given, how many chose this one
    std::vector<Pair> annotatorPairs;
};
[[nodiscard]] SetReport setReport(const std::vector<SetItem> &items, std::int32_t answers,
                                  const BootstrapOptions &options = {});

} // namespace nia::agreement
