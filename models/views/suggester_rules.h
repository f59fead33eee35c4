// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/trainer.h"
#include "views/suggester.h"
#include "workspace/schema.h"

#include <cstdint>
#include <string>

/// When the suggester learns what.
namespace nia::views {

[[nodiscard]] inline bool canLearn(const workspace::Question &question)
{
    return question.kind != workspace::QuestionKind::Span && question.kind != workspace::QuestionKind::Text;
}

/// `changes`: records answered, answered differently or taken back since.
[[nodiscard]] inline bool isDue(std::int64_t answers, std::int64_t learned, std::size_t changes, bool hasModel,
                                bool patient)
{
    if (answers < suggest::kFirstModelAnswers || (answers == learned && changes == 0))
        return false;
    if (!hasModel && learned == 0)
        return true;
    return patient || answers - learned >= Suggester::kEvery || changes >= Suggester::kEvery;
}

template<typename Since>
[[nodiscard]] std::size_t changesOf(const Since &since, const std::string &question)
{
    const auto found = since.find(question);
    return found == since.end() ? 0 : found->second.size();
}

} // namespace nia::views
