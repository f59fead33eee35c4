// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/fold.h"

#include <map>
#include <vector>

namespace nia::workspace {

/// What the policy best (cli.md, Policies) needs to know of one question of one record.
struct BestInput {
    std::vector<const Answer *> answers;    ///< shown labels
    const Answer *adjudicated = nullptr;    ///< the one decision that stands
    bool contested = false;
};

struct BestAnswer {
    Answer answer;
    const char *by = "";
};

/// Nothing: no answer by the policy best.
[[nodiscard]] std::optional<BestAnswer> bestAnswer(const Question &question, const BestInput &input);

/// Do the answers differ (single, scale: ids; multiple: sets; span: sets of start, end, answer)?
[[nodiscard]] bool differ(const Question &question, const std::vector<const Answer *> &answers);

} // namespace nia::workspace
