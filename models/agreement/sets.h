// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/bootstrap.h"
#include "agreement/matrix.h"

namespace nia::agreement {

/// Agreement on multiple choice questions (agreement.md, section 7). A set is a sorted list of members without repeats;
/// the empty set is an answer ("none apply"), not a missing one.
using Set = std::vector<int>;

/// 1 - |A n B| / |A u B|; two empty sets: 0.
[[nodiscard]] double jaccardDistance(const Set &a, const Set &b);
/// 1 - Jaccard times monotonicity: 1 equal, 2/3 one contains the other, 1/3 overlap, 0 disjoint.
[[nodiscard]] double masiDistance(const Set &a, const Set &b);

struct SetAnswer {
    int annotator = 0;
    Set set;
};

struct SetFigures {
    Figure percent;                 ///< item-averaged share of equal sets
    Figure masi;                    ///< the headline
    Figure jaccard;
    Figure exact;                   ///< alpha nominal on whole sets
    std::vector<Figure> perMember;  ///< alpha nominal of "chosen or not", one per declared member
};

/// items: the answers of each item. members: how many the schema declares.
/// Cost: O(V^2) per replicate for V different sets.
[[nodiscard]] SetFigures measureSets(const std::vector<std::vector<SetAnswer>> &items, int members, const Bootstrap &bootstrap = {});

/// Whole sets as answers of a Matrix (each different set an answer, in order of first appearance), for the pair matrix.
[[nodiscard]] Matrix setsAsAnswers(const std::vector<std::vector<SetAnswer>> &items, int annotators);

} // namespace nia::agreement
