// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/models.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace nia::agreement {

/// cli.md, Policies.
enum class Policy { Adjudicated, Unanimous, Majority, Best, DawidSkene };
[[nodiscard]] std::optional<Policy> policyFromName(std::string_view name);
[[nodiscard]] const char *name(Policy policy);

/// What reviewers decided: nothing, one standing decision, or two that do not know each other.
enum class Adjudication { None, Standing, Contested };

/// Which rule gave the answer, or why there is none. Machine readable; words are made above.
enum class Because {
    // there is an answer
    Adjudicated,  ///< a reviewer decided
    Unanimous,    ///< all equal
    TwoThirds,    ///< at least two thirds
    MoreThanHalf, ///< strictly more than half
    Median,       ///< lower median of an ordered question
    Posterior,    ///< Dawid-Skene, probability at least .9
    // there is none
    NotAdjudicated, ///< the policy takes reviewers' decisions only
    Contested,      ///< two decisions stand against each other
    NoAnswers,
    TooFewAnswers,  ///< fewer than --min-answers
    NotUnanimous,
    Tie,            ///< the first two are equally frequent, or half chose a member and half did not
    NoMajority,     ///< none reaches the threshold of the policy
    Unsure,         ///< Dawid-Skene, probability below .9
};
[[nodiscard]] const char *name(Because because); ///< "two_thirds"
/// The member "by" of a resolve line: adjudicated, unanimous, majority, dawid-skene; "" where there is no answer.
[[nodiscard]] const char *by(Because because);
[[nodiscard]] bool hasAnswer(Because because);

struct PolicyOptions {
    Policy policy = Policy::Best;
    std::int64_t minAnswers = 1; ///< below that annotators' answers give none; decisions of reviewers are not counted
    bool median = false;         ///< ordered questions with "resolve":"median"
};

/// Single choice and scale. With `Because::Adjudicated` the caller takes the reviewer's answer; `answer` is -1 then.
struct Resolved {
    std::int32_t answer = -1; ///< -1: none
    Because because = Because::NoAnswers;
    std::vector<std::int64_t> votes;  ///< per declared answer
    std::vector<double> distribution; ///< (r + .5) / (n + .5 q), or the posterior where Dawid-Skene decided
};
/// `votes`: the current, shown answers of annotators as numbers in [0, answers). posterior: of this item, or nullptr where
/// Dawid-Skene does not apply (then the policy goes by strict majority in its place).
[[nodiscard]] Resolved resolveSingle(std::span<const std::int32_t> votes, std::int32_t answers,
                                     Adjudication adjudication, const PolicyOptions &options,
                                     const std::vector<double> *posterior = nullptr);

/// Multiple choice: sets of members (rising numbers), member by member where the sets differ.
struct ResolvedSet {
    std::vector<std::int32_t> members; ///< rising; counts only where hasAnswer(because) and it is not Adjudicated
    Because because = Because::NoAnswers;
    std::vector<std::int64_t> votes; ///< annotators per member
    std::vector<double> distribution; ///< (votes + .5) / (n + 1) of each member
};
[[nodiscard]] ResolvedSet resolveMultiple(std::span<const std::vector<std::int32_t>> votes, std::int32_t answers,
                                          Adjudication adjudication, const PolicyOptions &options);
/// Spans: the caller numbers each different (start, end, answer) of the record from 0; `spans` is how many there are. None
/// passing the threshold is the empty answer.
[[nodiscard]] ResolvedSet resolveSpans(std::span<const std::vector<std::int32_t>> votes, std::int32_t spans,
                                       Adjudication adjudication, const PolicyOptions &options);

/// Text: `votes` are numbers of strings that are equal after NFC and trimming (the caller numbers them from 0 to texts − 1).
/// Unanimous or adjudicated, nothing between.
[[nodiscard]] Resolved resolveText(std::span<const std::int32_t> votes, std::int32_t texts, Adjudication adjudication,
                                   const PolicyOptions &options);

/// is:disagreed of one question: two answers differ.
[[nodiscard]] bool differ(std::span<const std::int32_t> votes);
[[nodiscard]] bool differ(std::span<const std::vector<std::int32_t>> votes);

} // namespace nia::agreement
