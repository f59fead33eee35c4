// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

namespace nia::suggest {

/// How far shown suggestions move labels: adoption where shown against adoption where hidden.
struct Influence {
    double shown = 0, hidden = 0;             ///< shares of labels equal to the suggestion
    double effect = 0, low = 0, high = 0;     ///< shown − hidden, with Newcombe's 95 % interval
    bool defined = false;                     ///< false: an arm has no labels
};

/// Newcombe 1998 from the ends of Wilson's intervals (domain/learning.md section 4). Counts are labels.
[[nodiscard]] Influence influence(std::int64_t takenShown, std::int64_t shown, std::int64_t takenHidden,
                                  std::int64_t hidden);

} // namespace nia::suggest
