// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/policies.h"

#include <algorithm>
#include <array>
#include <map>

namespace nia::agreement {

namespace {

constexpr double kSure = 0.9; // agreement.md, 11.4
constexpr std::array<std::pair<Policy, const char *>, 5> kPolicies{{{Policy::Adjudicated, "adjudicated"},
                                                                    {Policy::Unanimous, "unanimous"},
                                                                    {Policy::Majority, "majority"},
                                                                    {Policy::Best, "best"},
                                                                    {Policy::DawidSkene, "dawid-skene"}}};

enum class Threshold { OverHalf, TwoThirds };

bool passes(Threshold threshold, std::int64_t votes, std::int64_t of)
{
    return threshold == Threshold::OverHalf ? 2 * votes > of : votes > 0 && 3 * votes >= 2 * of;
}

Reason reasonOf(Threshold threshold)
{
    return threshold == Threshold::OverHalf ? Reason::OverHalf : Reason::TwoThirds;
}

void none(Decision &decision, Reason reason)
{
    decision.reason = reason;
}

void give(Decision &decision, Vote answer, By by, Reason reason)
{
    decision.answer = std::move(answer);
    decision.by = by;
    decision.reason = reason;
}

void decideMedian(Decision &decision, const Ballot &ballot)
{
    std::vector<int> places;
    for (const Vote &vote : ballot.votes)
        places.push_back(vote.choice);
    const auto middle = places.begin() + static_cast<std::ptrdiff_t>((places.size() - 1) / 2);
    std::ranges::nth_element(places, middle);
    give(decision, Vote{.choice = *middle}, By::Majority, Reason::Median);
}

void decideChoice(Decision &decision, const Ballot &ballot, Threshold threshold)
{
    std::map<int, std::int64_t> counts;
    for (const Vote &vote : ballot.votes)
        ++counts[vote.choice];
    const auto top = std::ranges::max_element(counts, {}, [](const auto &count) { return count.second; });
    if (passes(threshold, top->second, static_cast<std::int64_t>(ballot.votes.size())))
        return give(decision, Vote{.choice = top->first}, By::Majority, reasonOf(threshold));
    const auto firsts = std::ranges::count_if(counts, [&](const auto &count) { return count.second == top->second; });
    none(decision, firsts > 1 ? Reason::Tie : Reason::BelowThreshold);
}

void decideMembers(Decision &decision, const Ballot &ballot, Threshold threshold)
{
    const auto of = static_cast<std::int64_t>(ballot.votes.size());
    Vote answer;
    for (int member = 0; member < static_cast<int>(decision.tally.votes.size()); ++member) {
        const std::int64_t votes = decision.tally.votes[static_cast<std::size_t>(member)];
        const bool taken = passes(threshold, votes, of);
        if (!taken && !passes(threshold, of - votes, of))
            return none(decision, 2 * votes == of ? Reason::Tie : Reason::BelowThreshold);
        if (taken)
            answer.members.push_back(member);
    }
    give(decision, std::move(answer), By::Majority, reasonOf(threshold));
}

void decideSpans(Decision &decision, const Ballot &ballot, Threshold threshold)
{
    Vote answer;
    for (const auto &[span, votes] : decision.tally.spans) {
        if (passes(threshold, votes, static_cast<std::int64_t>(ballot.votes.size())))
            answer.spans.push_back(span);
    }
    give(decision, std::move(answer), By::Majority, reasonOf(threshold));
}

void decideByThreshold(Decision &decision, const Ballot &ballot, Threshold threshold)
{
    switch (ballot.shape) {
    case Shape::Single:
    case Shape::Scale:
        return ballot.median ? decideMedian(decision, ballot) : decideChoice(decision, ballot, threshold);
    case Shape::Multiple: return decideMembers(decision, ballot, threshold);
    case Shape::Span: return decideSpans(decision, ballot, threshold);
    case Shape::Text:
        return allEqual(ballot) ? give(decision, ballot.votes.front(), By::Unanimous, Reason::AllEqual)
                                : none(decision, Reason::NotUnanimous);
    }
}

void decideUnanimous(Decision &decision, const Ballot &ballot)
{
    if (allEqual(ballot))
        give(decision, ballot.votes.front(), By::Unanimous, Reason::AllEqual);
    else
        none(decision, Reason::NotUnanimous);
}

void decidePosterior(Decision &decision, const Ballot &ballot)
{
    decision.tally.distribution = ballot.posterior;
    Vote answer;
    if (ballot.shape == Shape::Multiple) {
        for (std::size_t member = 0; member < ballot.posterior.size(); ++member) {
            const double p = ballot.posterior[member];
            if (p < kSure && 1 - p < kSure)
                return none(decision, Reason::LowPosterior);
            if (p >= kSure)
                answer.members.push_back(static_cast<int>(member));
        }
    } else {
        const auto top = std::ranges::max_element(ballot.posterior);
        if (*top < kSure)
            return none(decision, Reason::LowPosterior);
        answer.choice = static_cast<int>(top - ballot.posterior.begin());
    }
    give(decision, std::move(answer), By::DawidSkene, Reason::Posterior);
}

bool hasPosterior(const Ballot &ballot)
{
    return !ballot.posterior.empty() && ballot.shape != Shape::Span && ballot.shape != Shape::Text;
}

/// Decides from votes only; there is at least one, and there are enough.
void decideByVotes(Decision &decision, Policy policy, const Ballot &ballot)
{
    switch (policy) {
    case Policy::Adjudicated: return none(decision, Reason::NotAdjudicated);
    case Policy::Unanimous: return decideUnanimous(decision, ballot);
    case Policy::Majority: return decideByThreshold(decision, ballot, Threshold::OverHalf);
    case Policy::DawidSkene:
        if (hasPosterior(ballot))
            return decidePosterior(decision, ballot);
        [[fallthrough]];
    case Policy::Best:
        return allEqual(ballot) ? decideUnanimous(decision, ballot)
                                : decideByThreshold(decision, ballot, Threshold::TwoThirds);
    }
}

void count(std::vector<std::int64_t> &counts, int place)
{
    if (place >= 0 && place < static_cast<int>(counts.size()))
        ++counts[static_cast<std::size_t>(place)];
}

void tallyTexts(Tally &out, const Ballot &ballot)
{
    std::vector<int> seen;
    for (const Vote &vote : ballot.votes) {
        const auto at = std::ranges::find(seen, vote.choice);
        if (at == seen.end()) {
            seen.push_back(vote.choice);
            out.votes.push_back(1);
        } else {
            ++out.votes[static_cast<std::size_t>(at - seen.begin())];
        }
    }
}

void tallySpans(Tally &out, const Ballot &ballot)
{
    std::map<SpanVote, std::int64_t> counts;
    for (const Vote &vote : ballot.votes) {
        std::vector<int> answers;
        for (const SpanVote &span : vote.spans) {
            ++counts[span];
            answers.push_back(span.answer);
        }
        std::ranges::sort(answers);
        const auto repeats = std::ranges::unique(answers);
        answers.erase(repeats.begin(), repeats.end());
        for (const int answer : answers)
            count(out.votes, answer);
    }
    out.spans.assign(counts.begin(), counts.end());
}

} // namespace

std::optional<Policy> policyNamed(std::string_view name)
{
    for (const auto &[policy, known] : kPolicies) {
        if (name == known)
            return policy;
    }
    return std::nullopt;
}

const char *policyName(Policy policy)
{
    return kPolicies[static_cast<std::size_t>(policy)].second;
}

const char *byName(By by)
{
    switch (by) {
    case By::Nothing: return "";
    case By::Adjudicated: return "adjudicated";
    case By::Unanimous: return "unanimous";
    case By::Majority: return "majority";
    case By::DawidSkene: return "dawid-skene";
    }
    return "";
}

bool sameVote(Shape shape, const Vote &a, const Vote &b)
{
    switch (shape) {
    case Shape::Single:
    case Shape::Scale:
    case Shape::Text: return a.choice == b.choice;
    case Shape::Multiple: return a.members == b.members;
    case Shape::Span: return a.spans == b.spans;
    }
    return false;
}

bool allEqual(const Ballot &ballot)
{
    return std::ranges::all_of(ballot.votes,
                               [&](const Vote &vote) { return sameVote(ballot.shape, vote, ballot.votes.front()); });
}

Tally tally(const Ballot &ballot)
{
    Tally out;
    if (ballot.shape == Shape::Text) {
        tallyTexts(out, ballot);
        return out;
    }
    out.votes.assign(static_cast<std::size_t>(std::max(ballot.answers, 0)), 0);
    if (ballot.shape == Shape::Span) {
        tallySpans(out, ballot);
    } else {
        for (const Vote &vote : ballot.votes) {
            if (ballot.shape != Shape::Multiple)
                count(out.votes, vote.choice);
            for (const int member : vote.members)
                count(out.votes, member);
        }
    }
    if (ballot.votes.empty())
        return out;
    const bool perMember = ballot.shape == Shape::Multiple || ballot.shape == Shape::Span;
    const double of = static_cast<double>(ballot.votes.size()) + 0.5 * (perMember ? 2 : ballot.answers);
    for (const std::int64_t votes : out.votes)
        out.distribution.push_back((static_cast<double>(votes) + 0.5) / of);
    return out;
}

Decision decide(Policy policy, const Ballot &ballot, std::int64_t minAnswers)
{
    Decision decision;
    decision.tally = tally(ballot);
    if (policy == Policy::Adjudicated || policy == Policy::Best || policy == Policy::DawidSkene) {
        if (ballot.contested) {
            none(decision, Reason::Contested);
            return decision;
        }
        if (ballot.adjudicated) {
            give(decision, *ballot.adjudicated, By::Adjudicated, Reason::Adjudicated);
            return decision;
        }
    }
    if (policy != Policy::Adjudicated && ballot.votes.empty())
        none(decision, Reason::NoAnswers);
    else if (policy != Policy::Adjudicated && static_cast<std::int64_t>(ballot.votes.size()) < minAnswers)
        none(decision, Reason::TooFewAnswers);
    else
        decideByVotes(decision, policy, ballot);
    return decision;
}

} // namespace nia::agreement
