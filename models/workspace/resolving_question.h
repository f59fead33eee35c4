// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/policies.h"
#include "workspace/schema.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nia::workspace {

/// What was said about one question of one record.
struct QuestionBallot {
    std::vector<const Answer *> answers;   ///< shown labels of annotators, by annotator
    const Answer *adjudicated = nullptr;   ///< the one decision that stands
    bool contested = false;
};

struct QuestionOutcome {
    std::optional<Answer> answer;
    agreement::Because because = agreement::Because::NoAnswers;
    std::vector<std::pair<std::string, std::int64_t>> votes; ///< what nobody chose is left out; spans as "0:4:function"
    std::vector<std::pair<std::string, double>> distribution; ///< of every declared answer, or span; texts have none
};

/// The one place where answers become one: the derived table `resolution`, resolve, export and Review all come here.
/// posterior: of Dawid-Skene for this item, in schema order, or nullptr.
[[nodiscard]] QuestionOutcome resolveQuestion(const Question &question, const QuestionBallot &ballot,
                                              const agreement::PolicyOptions &options,
                                              const std::vector<double> *posterior = nullptr);

} // namespace nia::workspace
