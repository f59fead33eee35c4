// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "workspace/answer.h"
#include "workspace/schema.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the events about one record add up to (domain/teamwork.md section 1; cli.md, Meanings). Pure functions of the
/// set of events, the schema and the text: neither the order of the events nor the machine matters.
namespace nia::workspace {

/// The members of an event that folding needs.
struct FoldEvent {
    std::int64_t seq = 0;
    EventId id{};
    std::string kind, annotator, hlc, question, schemaId, schemaVersion;
    Json body;

    /// Reads bytes that are known to be an event's (they were checked when they came).
    [[nodiscard]] static Result<FoldEvent> read(std::int64_t seq, const EventId &id, std::string_view canonical);
    [[nodiscard]] bool before(const FoldEvent &other) const
    {
        const int order = hlc.compare(other.hlc);
        return order != 0 ? order < 0 : id < other.id;
    }
};

struct FoldContext {
    const Schema *schema = nullptr;
    /// versionName() of every section version this workspace has or had.
    const std::set<std::string, std::less<>> *versions = nullptr;
};
[[nodiscard]] std::string versionName(std::string_view section, std::string_view version);

struct FoldedLabel {
    std::string question, annotator;
    std::int64_t event = 0;
    std::string answer; ///< canonical JSON
    bool hidden = false, blind = true;
    std::vector<std::string> choices; ///< of shown labels: the choice, or the members
};

struct FoldedAnnotator {
    std::string annotator;
    bool labelled = false, answered = false, flagged = false;
    std::optional<std::string> skipped;
    std::string comment;
    double seconds = 0; ///< spent on all answers, corrected ones too
};

struct FoldedDecision {
    std::string question, reviewer;
    std::int64_t event = 0;
    std::string answer; ///< canonical JSON
    bool contested = false;
};

struct FoldedResolution {
    std::string question, answer, by;
    bool operator==(const FoldedResolution &) const = default;
};

struct Folded {
    std::vector<FoldedLabel> labels;         ///< by question, annotator
    std::vector<FoldedAnnotator> annotators; ///< by annotator
    std::vector<FoldedDecision> decisions;   ///< by question, event id; several where contested
    std::vector<std::string> disagreed;      ///< question ids in schema order
    std::vector<FoldedResolution> resolved;  ///< by the policy best, in schema order
    std::vector<std::int64_t> waiting;       ///< events whose question, answer or version is unknown here
    unsigned bits = 0;                       ///< RecordBits of labels.h
};

/// Whether fold() will look at the text (spans are checked against it).
[[nodiscard]] bool needsText(std::span<const FoldEvent> events, const Schema &schema);
[[nodiscard]] Folded fold(std::span<const FoldEvent> events, const FoldContext &context, std::string_view text);

/// Which events no retract of their own annotator names; retracts themselves cannot be retracted. Same order as given.
[[nodiscard]] std::vector<bool> standing(std::span<const FoldEvent> events);
/// The skip that stands for that annotator, -1: none. `live` is what standing() gave.
[[nodiscard]] std::ptrdiff_t standingSkip(std::span<const FoldEvent> events, const std::vector<bool> &live,
                                          std::string_view annotator);

} // namespace nia::workspace
