// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/bootstrap.h"
#include "agreement/policies.h"

namespace nia::agreement {

/// Agreement on span questions (agreement.md, section 7). Units: code points of the exact text, [start, end).
using Spans = std::vector<SpanVote>;

/// What goes into an F1: 2 * both / all, all = size of a + size of b. Sums of these give micro averages.
struct Overlap {
    std::int64_t both = 0;
    std::int64_t all = 0;
    [[nodiscard]] double f1() const { return all == 0 ? 1.0 : 2.0 * static_cast<double>(both) / static_cast<double>(all); }
};
[[nodiscard]] Overlap exactOverlap(const Spans &a, const Spans &b);     ///< equal (start, end, answer)
[[nodiscard]] Overlap characterOverlap(const Spans &a, const Spans &b); ///< (position, answer) pairs
/// Greedy one-to-one matching of overlapping spans of one answer, longest overlap first, then earlier start.
[[nodiscard]] Overlap matchedOverlap(const Spans &a, const Spans &b);

struct SpanAnswer {
    int annotator = 0;
    Spans spans; ///< empty: "none", an answer
};
struct SpanDocument {
    std::int64_t length = 0;          ///< code points of the text
    std::vector<SpanAnswer> answers;  ///< of those who saw it
};

struct SpanFigures {
    Figure percent;   ///< item-averaged share of equal span sets
    Figure exact;     ///< F1, micro over documents and annotator pairs
    Figure character;
    Figure overlap;
    /// Character alpha over all answers: 1 - sum of observed / sum of expected disagreement of the answers. Where each
    /// character has one answer at most this is near the nominal alpha; with one answer it is that answer's alpha.
    Figure alpha;
    std::vector<Figure> alphaPerAnswer;
    Figure anySpan;   ///< alpha nominal on "any span at all"
};

/// answers: how many the schema declares. Intervals draw documents, never characters.
[[nodiscard]] SpanFigures measureSpans(const std::vector<SpanDocument> &documents, int answers, const Bootstrap &bootstrap = {});

} // namespace nia::agreement
