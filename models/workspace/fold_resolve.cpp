// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/fold_resolve.h"

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

/// At least two thirds.
bool passes(std::size_t votes, std::size_t of) { return 3 * votes >= 2 * of; }

std::optional<BestAnswer> bestChoice(const Question &question, const std::vector<const Answer *> &answers)
{
    Answer out{.kind = question.kind};
    if (question.resolveMedian) {
        std::vector<int> places;
        for (const Answer *a : answers)
            places.push_back(question.answerIndex(a->choice));
        std::ranges::sort(places);
        out.choice = question.answers[static_cast<std::size_t>(places[(places.size() - 1) / 2])].id;
        return BestAnswer{std::move(out), "majority"};
    }
    for (const Answer *a : answers) {
        const auto votes =
            static_cast<std::size_t>(std::ranges::count_if(answers, [&](const Answer *b) { return b->choice == a->choice; }));
        if (passes(votes, answers.size())) {
            out.choice = a->choice;
            return BestAnswer{std::move(out), "majority"};
        }
    }
    return std::nullopt;
}

std::optional<BestAnswer> bestSpans(const std::vector<const Answer *> &answers)
{
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::pair<std::size_t, const Span *>> votes;
    for (const Answer *a : answers) {
        for (const Span &span : a->spans) {
            auto &vote = votes[{span.start, span.end, span.answer}];
            ++vote.first;
            vote.second = &span;
        }
    }
    Answer out{.kind = QuestionKind::Span};
    for (const auto &[place, vote] : votes) {
        if (passes(vote.first, answers.size()))
            out.spans.push_back(*vote.second);
    }
    return BestAnswer{std::move(out), "majority"};
}

} // namespace

std::optional<BestAnswer> bestAnswer(const Question &question, const BestInput &input)
{
    if (input.contested)
        return std::nullopt;
    if (input.adjudicated)
        return BestAnswer{*input.adjudicated, "adjudicated"};
    if (input.answers.empty())
        return std::nullopt;
    const auto &answers = input.answers;
    if (std::ranges::all_of(answers, [&](const Answer *a) { return same(question.kind, *answers.front(), *a); }))
        return BestAnswer{*answers.front(), "unanimous"};
    Answer out{.kind = question.kind};
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return bestChoice(question, answers);
    case QuestionKind::Multiple:
        for (const AnswerOption &option : question.answers) {
            const auto votes = static_cast<std::size_t>(
                std::ranges::count_if(answers, [&](const Answer *a) { return std::ranges::contains(a->choices, option.id); }));
            const bool taken = passes(votes, answers.size());
            if (!taken && !passes(answers.size() - votes, answers.size()))
                return std::nullopt; // neither taken nor left out by two thirds
            if (taken)
                out.choices.push_back(option.id);
        }
        return BestAnswer{std::move(out), "majority"};
    case QuestionKind::Span: return bestSpans(answers);
    case QuestionKind::Text: return std::nullopt;
    }
    return std::nullopt;
}

bool differ(const Question &question, const std::vector<const Answer *> &answers)
{
    if (question.kind == QuestionKind::Text)
        return false;
    return std::ranges::any_of(answers, [&](const Answer *a) { return !same(question.kind, *answers.front(), *a); });
}

} // namespace nia::workspace
