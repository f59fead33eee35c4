// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "workspace/event.h"
#include "workspace/store.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

/// A current label as people and files see it.
struct LabelRow {
    RecordId record{};
    std::string question, annotator;
    Answer answer;
    bool hidden = false;
    EventId event;
    std::string time, comment;
    std::optional<double> seconds;
    std::optional<ShownSuggestion> suggestion;
    bool flag = false;
};

/// What one annotator did with a record.
struct AnnotatorState {
    std::string annotator;
    bool labelled = false, answered = false, flagged = false;
    std::optional<std::string> skipped; ///< the reason
    std::string comment;
    double seconds = 0;
};

struct Decision {
    std::string question, reviewer, reason, time;
    Answer answer;
    std::vector<std::string> clauses;
    EventId event;
    bool contested = false;
};

struct Resolved {
    std::string question, by; ///< adjudicated, unanimous, majority
    Answer answer;
};

struct StoredSuggestion {
    std::string question;
    Json answer;
    double p = 0;
    Json distribution; ///< object answer → p, or null
    std::string model; ///< "sha256:…"
};

/// Everything known about one record, in one read.
struct RecordState {
    std::vector<LabelRow> labels; ///< all annotators; hidden ones too
    std::vector<AnnotatorState> annotators;
    std::vector<Decision> decisions;
    std::vector<Resolved> resolved; ///< by the policy best
    std::vector<StoredSuggestion> suggestions;
    std::vector<std::string> disagreed; ///< question ids
    unsigned bits = 0; ///< RecordBits
};

enum RecordBits : unsigned {
    kLabelled = 1,
    kComplete = 2,
    kDisagreed = 4,
    kContested = 8,
    kAdjudicated = 16,
    kFlagged = 32,
    kSkipped = 64
};

[[nodiscard]] Result<RecordState> recordState(Store &store, RecordId record);
/// The annotator's own current answers on a record, by question id (hidden ones too).
[[nodiscard]] Result<std::map<std::string, LabelRow, std::less<>>> ownLabels(Store &store, RecordId record,
                                                                             std::string_view annotator);
/// Every current label, ordered by record, question in schema order, annotator.
struct LabelFilter {
    std::string annotator;                     ///< "" is all
    bool hidden = false;                       ///< only hidden ones instead of only shown ones
    const std::vector<RecordId> *records = nullptr; ///< nullptr is all
};
[[nodiscard]] Result<void> eachLabel(Store &store, const LabelFilter &filter,
                                     const std::function<Result<void>(const LabelRow &)> &onLabel);
/// The label line of cli.md.
[[nodiscard]] Result<Json> labelLine(Store &store, const LabelRow &label);

/// Events, oldest first by clock; of one record or of all. Gives id and canonical bytes.
[[nodiscard]] Result<void> eachEvent(
    Store &store, std::optional<RecordId> record,
    const std::function<Result<void>(const EventId &, std::string_view canonical)> &onEvent);
/// The history line: the event with "id", and "externalId" where the record is here.
[[nodiscard]] Result<Json> historyLine(Store &store, const EventId &id, std::string_view canonical);

struct AnnotatorRow {
    std::string id, display, region;
    std::int64_t labels = 0;
};
[[nodiscard]] Result<std::vector<AnnotatorRow>> annotators(Store &store);

struct Counts {
    std::int64_t records = 0, labelled = 0, complete = 0, disagreed = 0, contested = 0, adjudicated = 0, labels = 0,
                 events = 0, unknownRecords = 0, unknownAnswers = 0;
};
[[nodiscard]] Result<Counts> counts(Store &store);
/// Done and left for one annotator: answered or skipped, and all records.
struct OwnProgress {
    std::int64_t answered = 0, skipped = 0, flagged = 0, records = 0;
};
[[nodiscard]] Result<OwnProgress> ownProgress(Store &store, std::string_view annotator);

/// Suggestions and models (the suggest room makes them).
struct ModelRow {
    std::int64_t id = 0;
    std::string question, modelId, form, card, madeAt;
    std::int64_t labels = 0;
};
[[nodiscard]] Result<std::vector<ModelRow>> models(Store &store); ///< the newest of each question
[[nodiscard]] Result<std::optional<std::string>> modelData(Store &store, std::string_view question); ///< the newest
[[nodiscard]] Result<void> addModel(Store &store, const ModelRow &model, std::string_view data);
[[nodiscard]] Result<void> storeSuggestions(Store &store, std::string_view modelId, std::string_view question,
                                            const std::vector<std::pair<RecordId, StoredSuggestion>> &suggestions);

} // namespace nia::workspace
