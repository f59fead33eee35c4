// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/resolving_question.h"

#include "text/normal.h"

#include <algorithm>
#include <format>
#include <map>
#include <tuple>

namespace nia::workspace {

namespace {

using agreement::Adjudication;
using agreement::Because;
using agreement::PolicyOptions;

std::int32_t count(std::size_t size)
{
    return static_cast<std::int32_t>(size);
}

template<typename Outcome, typename Name>
void copyCounts(QuestionOutcome &out, const Outcome &from, Name nameOf)
{
    for (std::size_t i = 0; i < from.votes.size(); ++i) {
        if (from.votes[i] > 0)
            out.votes.emplace_back(nameOf(i), from.votes[i]);
    }
    for (std::size_t i = 0; i < from.distribution.size(); ++i)
        out.distribution.emplace_back(nameOf(i), from.distribution[i]);
    out.because = from.because;
}

void choices(QuestionOutcome &out, const Question &question, const QuestionBallot &ballot, Adjudication adjudication,
             const PolicyOptions &options, const std::vector<double> *posterior)
{
    std::vector<std::int32_t> votes;
    for (const Answer *answer : ballot.answers)
        votes.push_back(question.answerIndex(answer->choice));
    std::erase(votes, -1);
    const auto resolved =
        agreement::resolveSingle(votes, count(question.answers.size()), adjudication, options, posterior);
    copyCounts(out, resolved, [&](std::size_t i) { return question.answers[i].id; });
    if (resolved.answer >= 0)
        out.answer =
            Answer{.kind = question.kind, .choice = question.answers[static_cast<std::size_t>(resolved.answer)].id};
}

void sets(QuestionOutcome &out, const Question &question, const QuestionBallot &ballot, Adjudication adjudication,
          const PolicyOptions &options)
{
    std::vector<std::vector<std::int32_t>> votes;
    for (const Answer *answer : ballot.answers) {
        std::vector<std::int32_t> &members = votes.emplace_back();
        for (const std::string &choice : answer->choices)
            members.push_back(question.answerIndex(choice));
        std::erase(members, -1);
        std::ranges::sort(members);
    }
    const auto resolved = agreement::resolveMultiple(votes, count(question.answers.size()), adjudication, options);
    copyCounts(out, resolved, [&](std::size_t i) { return question.answers[i].id; });
    if (agreement::hasAnswer(resolved.because)) {
        out.answer = Answer{.kind = question.kind};
        for (const std::int32_t member : resolved.members)
            out.answer->choices.push_back(question.answers[static_cast<std::size_t>(member)].id);
    }
}

void spans(QuestionOutcome &out, const Question &question, const QuestionBallot &ballot, Adjudication adjudication,
           const PolicyOptions &options)
{
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, const Span *> places;
    for (const Answer *answer : ballot.answers) {
        for (const Span &span : answer->spans)
            places.emplace(std::tuple{span.start, span.end, span.answer}, &span);
    }
    std::vector<const Span *> known;
    for (const auto &[place, span] : places)
        known.push_back(span);
    std::vector<std::vector<std::int32_t>> votes;
    for (const Answer *answer : ballot.answers) {
        std::vector<std::int32_t> &members = votes.emplace_back();
        for (const Span &span : answer->spans)
            members.push_back(count(static_cast<std::size_t>(
                std::distance(places.begin(), places.find({span.start, span.end, span.answer})))));
        std::ranges::sort(members);
        const auto doubled = std::ranges::unique(members);
        members.erase(doubled.begin(), doubled.end());
    }
    const auto resolved = agreement::resolveSpans(votes, count(known.size()), adjudication, options);
    copyCounts(out, resolved, [&](std::size_t i) {
        return std::format("{}:{}:{}", known[i]->start, known[i]->end, known[i]->answer);
    });
    if (agreement::hasAnswer(resolved.because)) {
        out.answer = Answer{.kind = question.kind};
        for (const std::int32_t member : resolved.members)
            out.answer->spans.push_back(*known[static_cast<std::size_t>(member)]);
    }
}

void texts(QuestionOutcome &out, const Question &question, const QuestionBallot &ballot, Adjudication adjudication,
           const PolicyOptions &options)
{
    std::vector<std::string> known;
    std::vector<std::int32_t> votes;
    for (const Answer *answer : ballot.answers) {
        std::string form = text::trimmed(text::nfc(answer->text));
        auto found = std::ranges::find(known, form);
        if (found == known.end())
            found = known.insert(known.end(), std::move(form));
        votes.push_back(count(static_cast<std::size_t>(found - known.begin())));
    }
    const auto resolved = agreement::resolveText(votes, count(known.size()), adjudication, options);
    copyCounts(out, resolved, [&](std::size_t i) { return known[i]; });
    out.distribution.clear();
    if (resolved.answer >= 0)
        out.answer =
            Answer{.kind = question.kind, .text = ballot.answers.front()->text}; // as the first annotator wrote it
}

} // namespace

QuestionOutcome resolveQuestion(const Question &question, const QuestionBallot &ballot, const PolicyOptions &asked,
                                const std::vector<double> *posterior)
{
    PolicyOptions options = asked;
    options.median = question.resolveMedian;
    const Adjudication adjudication = ballot.contested     ? Adjudication::Contested
                                      : ballot.adjudicated ? Adjudication::Standing
                                                           : Adjudication::None;
    QuestionOutcome out;
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: choices(out, question, ballot, adjudication, options, posterior); break;
    case QuestionKind::Multiple: sets(out, question, ballot, adjudication, options); break;
    case QuestionKind::Span: spans(out, question, ballot, adjudication, options); break;
    case QuestionKind::Text: texts(out, question, ballot, adjudication, options); break;
    }
    if (out.because == Because::Adjudicated)
        out.answer = ballot.adjudicated ? std::optional(*ballot.adjudicated) : std::nullopt;
    return out;
}

} // namespace nia::workspace
