// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/fold_resolve.h"

#include "workspace/resolving_question.h"

#include <algorithm>
#include <tuple>

namespace nia::workspace {

namespace {

bool sameSpans(const std::vector<Span> &a, const std::vector<Span> &b)
{
    return std::ranges::equal(a, b, [](const Span &x, const Span &y) {
        return std::tie(x.start, x.end, x.answer) == std::tie(y.start, y.end, y.answer);
    });
}

bool same(QuestionKind kind, const Answer &a, const Answer &b)
{
    switch (kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return a.choice == b.choice;
    case QuestionKind::Multiple: return a.choices == b.choices;
    case QuestionKind::Span: return sameSpans(a.spans, b.spans);
    case QuestionKind::Text: return a.text == b.text;
    }
    return false;
}

} // namespace

std::optional<BestAnswer> bestAnswer(const Question &question, const BestInput &input)
{
    auto outcome =
        resolveQuestion(question,
                        {.answers = input.answers, .adjudicated = input.adjudicated, .contested = input.contested}, {});
    if (!outcome.answer)
        return std::nullopt;
    return BestAnswer{*std::move(outcome.answer), agreement::by(outcome.because)};
}

bool differ(const Question &question, const std::vector<const Answer *> &answers)
{
    if (question.kind == QuestionKind::Text)
        return false;
    return std::ranges::any_of(answers, [&](const Answer *a) { return !same(question.kind, *answers.front(), *a); });
}

} // namespace nia::workspace
