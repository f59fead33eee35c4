// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/fasttext.h"
#include "suggest/trainer.h"

#include <memory>
#include <string>
#include <vector>

namespace nia::suggest {

struct DistilOptions {
    std::int32_t buckets = 1 << 17;
    std::int64_t leastWordCount = 2; ///< rarer words are their character n-grams alone
    double strength = .03;           ///< λ·N
};

struct Distilled {
    std::shared_ptr<const FastText> model;
    Json
        card; ///< for the file beside it: "question", "answers", "labels", "normalisation": "none", the native model's id …
};

/// A fastText file that says what the native model says, as near as mean pooling can (domain/learning.md section 7, last
/// part, and section 9): trained on the native model's probabilities over the given texts, on bucket ids, so that
/// softmax of the file gives exactly what was trained. A text's line feeds become blanks; nothing is folded.
/// Errors: NotAllowed for multiple choice and for answers fastText cannot name; Interrupted.
[[nodiscard]] Result<Distilled> distil(const Model &native, const std::vector<std::string> &texts,
                                       const DistilOptions &options, Progress &progress);

} // namespace nia::suggest
