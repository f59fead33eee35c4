// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/progress.h"
#include "suggest/distil.h"
#include "suggest/score_model.h"
#include "suggest/trainer.h"
#include "workspace/store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

/// The suggest room against a workspace. All calls block (disk, training): call them from a job, with a store of its own.

struct TrainOutcome {
    Json line; ///< the `train` line of cli.md
    std::shared_ptr<const Model> model;
    std::string modelId;
};
struct TrainQuestionOptions {
    TrainOptions training;
    std::vector<RecordId> exclude; ///< gold and the test share: never trained on
    std::int64_t backgroundRecords = 3000; ///< unlabelled records that say how rare a feature is
    bool keep = true; ///< store the model in the workspace
};

/// Trains on the current shown labels and decisions of a single, scale or multiple question. A decision stands for its
/// record alone; else each annotator's answer counts 1, .5 where a suggestion was seen before answering; a record with
/// several answers has shares. Errors: UnknownQuestion; NotAllowed for span and text questions and for too few answers.
[[nodiscard]] Result<TrainOutcome> trainQuestion(workspace::Store &store, std::string_view question,
                                                 const TrainQuestionOptions &options, Progress &progress);

/// The examples that trainQuestion() would use, in record order; of these records only, if some are given.
[[nodiscard]] Result<std::vector<Example>> examplesOf(workspace::Store &store, std::string_view question,
                                                      const std::vector<RecordId> &exclude,
                                                      const std::vector<RecordId> *only = nullptr);

/// How to train again after a few more answers: the strength and temperature of the model before, whose card that is, so
/// that 10,000 examples take a second or two. Where these are few or have grown by a quarter, all is chosen anew.
[[nodiscard]] TrainOptions optionsAfter(const Json &card, std::int64_t examples);

/// The model with what is answered now about these records learned on top, at once (domain/learning.md section 6). What
/// was taken back meanwhile is no answer any more. Answers that the model has no example of wait for the next training.
[[nodiscard]] Result<std::shared_ptr<const Model>> learnedAtOnce(workspace::Store &store,
                                                                 const std::shared_ptr<const Model> &model,
                                                                 const std::vector<RecordId> &records);

/// The newest stored model of the question. Errors: NotFound where there is none, Damaged.
[[nodiscard]] Result<std::shared_ptr<const Model>> loadModel(workspace::Store &store, std::string_view question);

/// Scores records (nullptr: all) and stores what the model suggests. Gives how many were stored; texts without
/// anything to read get none.
[[nodiscard]] Result<std::int64_t> suggestRecords(workspace::Store &store, std::string_view question,
                                                  const std::vector<RecordId> *records, Progress &progress);

/// The same with a model that is at hand. What is stored names the snapshot `modelId`, which the workspace has.
[[nodiscard]] Result<std::int64_t> suggestWith(workspace::Store &store, const Model &model, std::string_view modelId,
                                               const std::vector<RecordId> *records, Progress &progress);

/// `model export --form native|fasttext`: the bytes of the file and of the card beside it (FILE with .json).
struct ExportedModel {
    std::string bytes, card;
};
[[nodiscard]] Result<ExportedModel> exportModel(workspace::Store &store, std::string_view question, bool fastText,
                                                Progress &progress);

/// What the window shows beside a question.
struct Suggestion {
    std::vector<std::string> answers; ///< one (single, scale) or the set (multiple, may be empty)
    double p = 0; ///< of the answer; multiple: of the set
    bool calibrated = false; ///< false: show `band` instead of p
    enum class Band { Low, Medium, High } band = Band::Low; ///< below .5, below .8, from .8 on
    std::string model; ///< "sha256:…"
    std::vector<std::pair<std::string, double>> distribution; ///< likeliest first
};
/// Nothing where the text is blank. Threads: safe with a Scratch per thread.
[[nodiscard]] std::optional<Suggestion> suggestionFor(const Model &model, std::string_view text, Scratch &scratch);
/// The members of a label line's or query line's suggestion: {"answer","p","model","distribution","band"}.
[[nodiscard]] Json suggestionJson(const Suggestion &suggestion, bool multiple);

} // namespace nia::suggest
