// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "suggest/linear_model.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::suggest {

inline constexpr int kFirstModelAnswers = 20;   ///< fewer give no model
inline constexpr int kCalibratedAnswers = 50;   ///< fewer give words instead of numbers

/// One record with its answers. Single choice: shares that sum to 1; multiple: the share that took each.
struct Example {
    std::string text;
    std::vector<float> target; ///< one per answer of the question
    float weight = 1;
};

struct TrainOptions {
    std::uint64_t seed = 20240601;
    double strength = 0;  ///< λ·N; 0: chosen by folds from 100 answers on, else kUsualStrength
    int folds = 5;        ///< below 2: no held-out figures, no temperature
    int bootstrap = 1000;
    double sharpness = 0; ///< with folds below 2: of the model before, whose strength is kept; 0: not calibrated
    std::int64_t chosenFrom = 0; ///< with folds below 2: how many examples strength and sharpness were found on
    int threads = 0; ///< 0: one per core; the result is the same for any number
};
inline constexpr double kUsualStrength = .3;

struct AnswerFigure {
    std::string answer;
    std::optional<double> f1; ///< none: no examples yet
    std::int64_t n = 0;
};
/// Out-of-fold figures. macroF1 is over the answers that have examples; the interval is a percentile bootstrap over records.
struct HeldOut {
    std::int64_t records = 0;
    double macroF1 = 0, low = 0, high = 0, ece = 0, logLoss = 0;
    double baseline = 0; ///< macro-F1 of always giving the most frequent answer (multiple: none)
    std::vector<AnswerFigure> perAnswer;
};
struct Trained {
    std::shared_ptr<const LinearModel> model;
    HeldOut heldOut;
    double strength = 0;
};

/// Trains from zero: the same examples in the same order give the same bytes (domain/learning.md sections 1 and 2).
/// Answers without an example are left out. `background` are texts without labels, for rarity alone.
/// Errors: NotAllowed for fewer than kFirstModelAnswers examples or fewer than two different answers; Interrupted.
[[nodiscard]] Result<Trained> train(const std::string &question, const std::vector<std::string> &answers, bool multiple,
                                    const std::vector<Example> &examples, const std::vector<std::string> &background,
                                    const TrainOptions &options, Progress &progress);

// -- figures, also for tests. `gold` and `p` have one row per record.
/// a = 1/T that minimises the log loss of softmax(a z) (or of the logistics), by Newton from 1, kept in [.05, 20].
[[nodiscard]] double fitSharpness(const std::vector<std::vector<double>> &logits,
                                  const std::vector<std::vector<float>> &targets, bool multiple);
/// Expected calibration error of the top answer: 10 bins of equal mass below 2,000 items, else 15 of equal width.
[[nodiscard]] double calibrationError(std::vector<std::pair<double, bool>> confidenceAndRight);
/// Which answers stand for a record: one row of 0 and 1 per record.
using Taken = std::vector<std::vector<std::uint8_t>>;
/// F1 of each answer; `times` says how often each record counts (empty: once).
[[nodiscard]] std::vector<double> f1PerAnswer(std::size_t answers, const Taken &gold, const Taken &predicted,
                                              const std::vector<int> &times = {});
/// Everything of HeldOut from out-of-fold logits (already sharpened), answers by name.
[[nodiscard]] HeldOut heldOutFigures(const std::vector<std::string> &answers,
                                     const std::vector<std::vector<double>> &logits,
                                     const std::vector<std::vector<float>> &targets, bool multiple,
                                     const TrainOptions &options);

} // namespace nia::suggest
