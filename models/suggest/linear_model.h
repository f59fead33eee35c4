// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/model.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace nia::suggest {

/// What training finds. K answers; rows only for buckets that training has seen.
struct LinearWeights {
    std::vector<std::int32_t> row = std::vector<std::int32_t>(kFeatureBuckets, -1); ///< bucket → row, -1: none
    std::vector<float> weights; ///< rows × K
    std::vector<float> bias;    ///< K
    std::vector<float> dense;   ///< kDenseFeatures × K, on denseValue()
    std::array<float, kDenseFeatures> mean{}, deviation{1, 1, 1, 1};
    Rarity rarity;
    double sharpness = 1; ///< a = 1 / temperature
};
/// A dense signal as the model takes it: standardised, kept within three deviations (a record unlike all that were seen
/// must not be judged by its length alone), scaled.
[[nodiscard]] inline float denseValue(const LinearWeights &weights, const FeatureVector &features, std::size_t i)
{
    constexpr float kScale = .3F, kMost = 3;
    return std::clamp((features.dense[i] - weights.mean[i]) / weights.deviation[i], -kMost, kMost) * kScale;
}

/// The native model: z = b + W x, softmax(a z), or one logistic per answer for multiple choice.
/// Card: {"format":"nia-model/1","question","answers","multiple","labels","labelSet","seed","settings","calibrated",
/// "sharpness","normalisation"}. File: "NIAMODEL", uint32 1, uint32 bytes of the card, card, then little-endian arrays.
class LinearModel final : public Model
{
public:
    LinearModel(Json card, LinearWeights weights);

    [[nodiscard]] const std::string &id() const override;
    [[nodiscard]] const std::string &question() const override { return m_question; }
    [[nodiscard]] const std::vector<std::string> &answers() const override { return m_answers; }
    [[nodiscard]] const Json &card() const override { return m_card; }
    [[nodiscard]] bool multiple() const override { return m_multiple; }
    void predict(std::string_view text, Scratch &scratch, Prediction &out) const override;
    [[nodiscard]] Explanation explain(std::string_view text, Scratch &scratch) const override;
    [[nodiscard]] std::string bytes() const override;

    /// The logits a z go to scratch.logits.
    void logits(std::string_view text, Scratch &scratch) const;
    /// A model that has learned from one more answer at once (a few gradient steps on this record alone), until the next
    /// training. `target` has one value per answer. Cost: a copy of the weights, below 10 ms.
    [[nodiscard]] std::shared_ptr<const LinearModel> learned(std::string_view text,
                                                             std::span<const float> target) const;
    /// The same from several answers, one after the other.
    struct Lesson {
        std::string_view text;
        std::span<const float> target;
        float weight = 1;
    };
    [[nodiscard]] std::shared_ptr<const LinearModel> learned(std::span<const Lesson> lessons) const;

private:
    void logits(std::string_view text, const LinearWeights &weights, Scratch &scratch) const;
    void learn(const Lesson &lesson, LinearWeights &weights, Scratch &scratch) const;

    Json m_card;
    LinearWeights m_weights;
    std::string m_question;
    std::vector<std::string> m_answers;
    bool m_multiple = false, m_calibrated = false;
    mutable std::once_flag m_once; ///< the id is made when it is first asked for
    mutable std::string m_id;
};

/// SHA-256 over question, kind and answers: models of other label sets are told apart.
[[nodiscard]] std::string labelSetHash(std::string_view question, bool multiple,
                                       const std::vector<std::string> &answers);

} // namespace nia::suggest
