// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::agreement {

/// How the answers of several annotators to one question of one record become one (cli.md, section Policies).
///
/// Shape:   answers are integers. Single, Scale: the place of the answer in the schema, 0..answers-1. Text: any number,
///          equal for strings that are equal after NFC and trimming. Multiple: sorted places without repeats. Span: sorted
///          triples without repeats. One vote is one annotator's newest standing, shown answer; missing ones are left out.
/// Errors:  none; a policy that gives no answer says why by its reason.
/// Threads: pure functions.
enum class Policy { Adjudicated, Unanimous, Majority, Best, DawidSkene };
enum class Shape { Single, Multiple, Scale, Span, Text };

/// "adjudicated", "unanimous", "majority", "best", "dawid-skene"; nothing for any other name.
[[nodiscard]] std::optional<Policy> policyNamed(std::string_view name);
[[nodiscard]] const char *policyName(Policy policy);

/// [start, end) in code points and the place of the answer in the schema.
struct SpanVote {
    std::int64_t start = 0;
    std::int64_t end = 0;
    int answer = 0;
    auto operator<=>(const SpanVote &) const = default;
};

/// One answer. Which member counts is said by the shape: Single, Scale, Text: choice; Multiple: members; Span: spans.
struct Vote {
    int choice = 0;
    std::vector<int> members;
    std::vector<SpanVote> spans;
    bool operator==(const Vote &) const = default;
};

/// All that a policy has to know about one question of one record.
struct Ballot {
    Shape shape = Shape::Single;
    int answers = 0;                  ///< q: how many answers the schema declares (0 for Text)
    bool median = false;              ///< the schema says "resolve":"median" (Scale, and ordered Single)
    std::vector<Vote> votes;          ///< of annotators; reviewers' decisions are no votes
    std::optional<Vote> adjudicated;  ///< the one decision that stands
    bool contested = false;           ///< two decisions that do not know each other: none stands
    /// Dawid-Skene, only where its conditions hold (agreement.md, 11.1), else empty. Single, Scale: P(answer k), q long.
    /// Multiple: P(member k is taken), q long.
    std::vector<double> posterior;
};

enum class By { Nothing, Adjudicated, Unanimous, Majority, DawidSkene };
/// "", "adjudicated", "unanimous", "majority", "dawid-skene".
[[nodiscard]] const char *byName(By by);

enum class Reason {
    // there is an answer
    Adjudicated,    ///< a reviewer decided
    AllEqual,       ///< all answers are equal
    OverHalf,       ///< strictly more than half (policy majority)
    TwoThirds,      ///< at least two thirds (policy best)
    Median,         ///< the lower median
    Posterior,      ///< posterior of at least 0.9
    // there is none
    Contested,      ///< two reviewers decided without knowing each other
    NotAdjudicated, ///< policy adjudicated, and nobody decided
    NoAnswers,      ///< no annotator answered
    TooFewAnswers,  ///< fewer than minAnswers
    NotUnanimous,   ///< the answers differ (policy unanimous; texts under every policy)
    Tie,            ///< two answers, or taking and not taking a member, have equally many votes
    BelowThreshold, ///< no answer has enough votes
    LowPosterior,   ///< no posterior of at least 0.9
};

/// What the annotators said, counted. Soft labels are the shares of agreement.md, 11.4.
struct Tally {
    /// Single, Scale: annotators per answer; Multiple: per member; Span: annotators with a span of that answer; q long.
    /// Text: per choice, choices in order of first appearance.
    std::vector<std::int64_t> votes;
    /// Single, Scale: (r_k + .5) / (r + .5 q); Multiple, Span: per member (r_k + .5) / (r + 1), as each member is a
    /// yes/no question; under the policy dawid-skene the posterior. Empty where nobody answered, and for Text.
    std::vector<double> distribution;
    std::vector<std::pair<SpanVote, std::int64_t>> spans; ///< Span: annotators per span, sorted
};

struct Decision {
    std::optional<Vote> answer;
    By by = By::Nothing;
    Reason reason = Reason::NoAnswers;
    Tally tally;
};

/// The answer by a policy.
/// - Adjudicated: a reviewer's decision only.
/// - Unanimous: at least minAnswers answers, all equal. A lone answer is unanimous.
/// - Majority: strictly more than half; decisions of reviewers do not count.
/// - Best: adjudicated, else unanimous, else at least two thirds (exactly two thirds counts).
/// - DawidSkene: adjudicated, else the posterior if it is at least 0.9; without posteriors as Best.
/// minAnswers is the least number of annotators behind every answer that is made from votes; an adjudication needs none.
/// Multiple: equal sets, else each member is taken or left out by the same threshold over all who answered; one member for
/// which neither side passes (a tie) leaves the whole question without answer.
/// Span: equal sets, else the spans that pass the threshold; none passing is the empty set. Text: equal only.
/// Ballot::median: the lower median stands in the place of majority and of two thirds; it always gives an answer.
[[nodiscard]] Decision decide(Policy policy, const Ballot &ballot, std::int64_t minAnswers = 1);

[[nodiscard]] Tally tally(const Ballot &ballot);
/// Are all votes equal? True also for none and one. (is:disagreed is the contrary, except for Text.)
[[nodiscard]] bool allEqual(const Ballot &ballot);
[[nodiscard]] bool sameVote(Shape shape, const Vote &a, const Vote &b);

} // namespace nia::agreement
