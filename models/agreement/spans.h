// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nia::agreement {

/// [start, end) in code points of the document, with the number of the span question's answer.
struct Span {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::int32_t answer = 0;
    auto operator<=>(const Span &) const = default;
};

/// One document: its length in code points and what each annotator marked; nothing: did not answer; empty: no span.
struct SpanDocument {
    std::int64_t length = 0;
    std::vector<std::optional<std::vector<Span>>> annotators;
};

// F1 of two answers to one document; both empty is 1 (domain/agreement.md section 7).
[[nodiscard]] double exactF1(const std::vector<Span> &a, const std::vector<Span> &b);
[[nodiscard]] double characterF1(const std::vector<Span> &a, const std::vector<Span> &b);
[[nodiscard]] double overlapF1(const std::vector<Span> &a, const std::vector<Span> &b);

/// Each character a unit with value 1 or 0 for this answer, alpha nominal over all documents.
[[nodiscard]] Figure characterAlpha(const std::vector<SpanDocument> &documents, std::int32_t answer);

/// What the line of `nia agreement` says about a span question. Documents are what is drawn again.
struct SpanReport {
    struct Pair {
        std::int32_t a = 0, b = 0;
        std::int64_t n = 0;
        Figure percent; ///< share of documents with equal sets of spans
        Figure exact;   ///< exact F1, micro over the documents both answered
    };
    std::int64_t records = 0;
    std::int64_t annotators = 0;
    std::int64_t pairs = 0;
    Figure percent;              ///< equal sets of (start, end, answer), item-averaged
    Figure alpha;                ///< character alpha, disorder summed over the answers
    std::vector<Figure> perAnswer; ///< character alpha of every declared answer
    Figure exact;                ///< F1 micro over documents and annotator pairs
    Figure character;
    Figure overlap;
    Figure anySpan;              ///< alpha nominal of "has any span"
    std::vector<Pair> annotatorPairs;
};
[[nodiscard]] SpanReport spanReport(const std::vector<SpanDocument> &documents, std::int32_t answers,
                                    const BootstrapOptions &options = {});

} // namespace nia::agreement
