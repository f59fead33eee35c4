// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/counts.h"
#include "agreement/spans.h"

namespace nia::agreement {

/// What two answers share, as sums: F1 = 2 both / all; both empty is 1. Sums over documents give the micro average.
struct Shared {
    double both = 0;
    double all = 0;
    [[nodiscard]] double f1() const;
};
[[nodiscard]] Shared exactShared(const std::vector<Span> &a, const std::vector<Span> &b);
[[nodiscard]] Shared characterShared(const std::vector<Span> &a, const std::vector<Span> &b);
[[nodiscard]] Shared overlapShared(const std::vector<Span> &a, const std::vector<Span> &b);

/// The characters of a document as yes/no units of one answer. No walk over characters: stretches of equal marks at once.
[[nodiscard]] Binary charactersOf(const SpanDocument &document, std::int32_t answer);

} // namespace nia::agreement
