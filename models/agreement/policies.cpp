// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/policies.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nia::agreement {

namespace {

constexpr double kSure = 0.9; // domain/agreement.md 11.4

constexpr std::array<std::pair<Policy, const char *>, 5> kPolicies{{{Policy::Adjudicated, "adjudicated"},
                                                                    {Policy::Unanimous, "unanimous"},
                                                                    {Policy::Majority, "majority"},
                                                                    {Policy::Best, "best"},
                                                                    {Policy::DawidSkene, "dawid-skene"}}};

bool passes(Because threshold, std::int64_t votes, std::int64_t of)
{
    return threshold == Because::MoreThanHalf ? 2 * votes > of : 3 * votes >= 2 * of;
}

/// What is settled before any vote is looked at; nothing: the votes decide.
std::optional<Because> beforeVotes(Adjudication adjudication, std::int64_t votes, const PolicyOptions &options)
{
    const bool reviewersCount = options.policy != Policy::Unanimous && options.policy != Policy::Majority;
    if (reviewersCount && adjudication == Adjudication::Contested)
        return Because::Contested;
    if (reviewersCount && adjudication == Adjudication::Standing)
        return Because::Adjudicated;
    if (options.policy == Policy::Adjudicated)
        return Because::NotAdjudicated;
    if (votes == 0)
        return Because::NoAnswers;
    if (votes < options.minAnswers)
        return Because::TooFewAnswers;
    return std::nullopt;
}

/// Unanimous: answers are equal or nothing is; else the threshold that stands in for what is not unanimous. Dawid-Skene
/// without a posterior goes by strict majority.
Because thresholdOf(Policy policy)
{
    switch (policy) {
    case Policy::Majority:
    case Policy::DawidSkene: return Because::MoreThanHalf;
    case Policy::Best: return Because::TwoThirds;
    case Policy::Adjudicated:
    case Policy::Unanimous: break;
    }
    return Because::Unanimous;
}

/// Is "unanimous" a step of the policy of its own? A strict majority includes it.
bool unanimousFirst(Policy policy)
{
    return policy == Policy::Best || policy == Policy::Unanimous;
}

std::vector<double> shares(const std::vector<std::int64_t> &votes, std::size_t answered, double perAnswer)
{
    std::vector<double> out;
    if (answered == 0)
        return out;
    for (const std::int64_t count : votes)
        out.push_back((static_cast<double>(count) + 0.5) / (static_cast<double>(answered) + perAnswer));
    return out;
}

void decideByPosterior(Resolved &out, const std::vector<double> &posterior)
{
    out.distribution = posterior;
    const auto top = std::ranges::max_element(posterior);
    if (top == posterior.end() || *top < kSure) {
        out.because = Because::Unsure;
        return;
    }
    out.answer = static_cast<std::int32_t>(top - posterior.begin());
    out.because = Because::Posterior;
}

std::int32_t lowerMedian(std::span<const std::int32_t> votes)
{
    std::vector<std::int32_t> places(votes.begin(), votes.end());
    const auto middle = places.begin() + static_cast<std::ptrdiff_t>((places.size() - 1) / 2);
    std::ranges::nth_element(places, middle);
    return *middle;
}

void decideByThreshold(Resolved &out, std::int64_t answered, Because threshold)
{
    const auto top = std::ranges::max_element(out.votes);
    if (top == out.votes.end()) {
        out.because = Because::NoMajority;
    } else if (passes(threshold, *top, answered)) {
        out.answer = static_cast<std::int32_t>(top - out.votes.begin());
        out.because = threshold;
    } else {
        out.because = std::ranges::count(out.votes, *top) > 1 ? Because::Tie : Because::NoMajority;
    }
}

/// One more for a number in [0, size); others count nowhere.
void countOne(std::vector<std::int64_t> &counts, std::int32_t number)
{
    if (number >= 0 && static_cast<std::size_t>(number) < counts.size())
        ++counts[static_cast<std::size_t>(number)];
}

std::vector<std::int64_t> countVotes(std::span<const std::int32_t> votes, std::int32_t count)
{
    std::vector<std::int64_t> out(static_cast<std::size_t>(std::max(count, 0)), 0);
    for (const std::int32_t vote : votes)
        countOne(out, vote);
    return out;
}

/// What resolveMultiple and resolveSpans share; true: it is settled.
bool beginSets(ResolvedSet &out, std::span<const std::vector<std::int32_t>> votes, std::int32_t members,
               Adjudication adjudication, const PolicyOptions &options)
{
    out.votes.assign(static_cast<std::size_t>(std::max(members, 0)), 0);
    for (const auto &vote : votes) {
        for (const std::int32_t member : vote)
            countOne(out.votes, member);
    }
    out.distribution = shares(out.votes, votes.size(), 1.0); // each member is a question of two answers
    if (const auto settled = beforeVotes(adjudication, static_cast<std::int64_t>(votes.size()), options)) {
        out.because = *settled;
        return true;
    }
    const bool equal = !differ(votes);
    if (unanimousFirst(options.policy) && equal) {
        out.because = Because::Unanimous;
        out.members = votes.front();
        return true;
    }
    if (options.policy == Policy::Unanimous) {
        out.because = Because::NotUnanimous;
        return true;
    }
    return false;
}

} // namespace

std::optional<Policy> policyFromName(std::string_view name)
{
    for (const auto &[policy, known] : kPolicies) {
        if (name == known)
            return policy;
    }
    return std::nullopt;
}

const char *name(Policy policy)
{
    return kPolicies.at(static_cast<std::size_t>(policy)).second;
}

const char *name(Because because)
{
    switch (because) {
    case Because::Adjudicated: return "adjudicated";
    case Because::Unanimous: return "unanimous";
    case Because::TwoThirds: return "two_thirds";
    case Because::MoreThanHalf: return "more_than_half";
    case Because::Median: return "median";
    case Because::Posterior: return "posterior";
    case Because::NotAdjudicated: return "not_adjudicated";
    case Because::Contested: return "contested";
    case Because::NoAnswers: return "no_answers";
    case Because::TooFewAnswers: return "too_few_answers";
    case Because::NotUnanimous: return "not_unanimous";
    case Because::Tie: return "tie";
    case Because::NoMajority: return "no_majority";
    case Because::Unsure: return "unsure";
    }
    return "";
}

const char *by(Because because)
{
    switch (because) {
    case Because::Adjudicated: return "adjudicated";
    case Because::Unanimous: return "unanimous";
    case Because::TwoThirds:
    case Because::MoreThanHalf:
    case Because::Median: return "majority";
    case Because::Posterior: return "dawid-skene";
    default: return "";
    }
}

bool hasAnswer(Because because)
{
    return *by(because) != '\0';
}

Resolved resolveSingle(std::span<const std::int32_t> votes, std::int32_t answers, Adjudication adjudication,
                       const PolicyOptions &options, const std::vector<double> *posterior)
{
    Resolved out;
    out.votes = countVotes(votes, answers);
    out.distribution = shares(out.votes, votes.size(), 0.5 * answers);
    if (const auto settled = beforeVotes(adjudication, static_cast<std::int64_t>(votes.size()), options)) {
        out.because = *settled;
        return out;
    }
    const bool equal = !differ(votes);
    if (options.policy == Policy::DawidSkene && posterior) {
        decideByPosterior(out, *posterior);
    } else if (unanimousFirst(options.policy) && equal) {
        out.answer = votes.front();
        out.because = Because::Unanimous;
    } else if (options.policy == Policy::Unanimous) {
        out.because = Because::NotUnanimous;
    } else if (options.median) {
        out.answer = lowerMedian(votes);
        out.because = Because::Median;
    } else {
        decideByThreshold(out, static_cast<std::int64_t>(votes.size()), thresholdOf(options.policy));
    }
    return out;
}

ResolvedSet resolveMultiple(std::span<const std::vector<std::int32_t>> votes, std::int32_t answers,
                            Adjudication adjudication, const PolicyOptions &options)
{
    ResolvedSet out;
    if (beginSets(out, votes, answers, adjudication, options))
        return out;
    const Because threshold = thresholdOf(options.policy);
    const auto of = static_cast<std::int64_t>(votes.size());
    for (std::size_t member = 0; member < out.votes.size(); ++member) {
        const std::int64_t taken = out.votes[member];
        if (passes(threshold, taken, of)) {
            out.members.push_back(static_cast<std::int32_t>(member));
        } else if (!passes(threshold, of - taken, of)) {
            // Neither taken nor left out: half a set would be an answer that nobody gave.
            out.members.clear();
            out.because = 2 * taken == of ? Because::Tie : Because::NoMajority;
            return out;
        }
    }
    out.because = threshold;
    return out;
}

ResolvedSet resolveSpans(std::span<const std::vector<std::int32_t>> votes, std::int32_t spans,
                         Adjudication adjudication, const PolicyOptions &options)
{
    ResolvedSet out;
    if (beginSets(out, votes, spans, adjudication, options))
        return out;
    const Because threshold = thresholdOf(options.policy);
    for (std::size_t span = 0; span < out.votes.size(); ++span) {
        if (passes(threshold, out.votes[span], static_cast<std::int64_t>(votes.size())))
            out.members.push_back(static_cast<std::int32_t>(span));
    }
    out.because = threshold;
    return out;
}

Resolved resolveText(std::span<const std::int32_t> votes, std::int32_t texts, Adjudication adjudication,
                     const PolicyOptions &options)
{
    Resolved out;
    out.votes = countVotes(votes, texts);
    if (const auto settled = beforeVotes(adjudication, static_cast<std::int64_t>(votes.size()), options)) {
        out.because = *settled;
    } else if (differ(votes)) {
        out.because = Because::NotUnanimous;
    } else {
        out.answer = votes.front();
        out.because = Because::Unanimous;
    }
    return out;
}

bool differ(std::span<const std::int32_t> votes)
{
    return std::ranges::any_of(votes, [&](std::int32_t vote) { return vote != votes.front(); });
}

bool differ(std::span<const std::vector<std::int32_t>> votes)
{
    return std::ranges::any_of(votes, [&](const auto &vote) { return vote != votes.front(); });
}

} // namespace nia::agreement
