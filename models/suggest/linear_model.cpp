// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/linear_model.h"

#include "base/sha256.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace nia::suggest {

namespace {

void toProbabilities(std::span<const double> logits, bool multiple, std::vector<double> &p)
{
    p.resize(logits.size());
    if (multiple) {
        std::ranges::transform(logits, p.begin(), [](double z) { return 1 / (1 + std::exp(-z)); });
        return;
    }
    const double top = *std::ranges::max_element(logits);
    double sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k)
        sum += p[k] = std::exp(logits[k] - top);
    for (double &one : p)
        one /= sum;
}

} // namespace

LinearModel::LinearModel(Json card, LinearWeights weights)
    : m_card(std::move(card)),
      m_weights(std::move(weights)),
      m_question(m_card["question"].string()),
      m_multiple(m_card["multiple"].boolean()),
      m_calibrated(m_card["calibrated"].boolean())
{
    for (const Json &answer : m_card["answers"].items())
        m_answers.push_back(answer.string());
}

const std::string &LinearModel::id() const
{
    std::call_once(m_once, [this] { m_id = "sha256:" + Sha256::of(bytes()).hex(); });
    return m_id;
}

void LinearModel::logits(std::string_view text, Scratch &scratch) const
{
    logits(text, m_weights, scratch);
}

void LinearModel::logits(std::string_view text, const LinearWeights &weights, Scratch &scratch) const
{
    extract(text, scratch, weights.rarity);
    const std::size_t outputs = m_answers.size();
    scratch.logits.assign(weights.bias.begin(), weights.bias.end());
    double *z = scratch.logits.data();
    for (const Feature &feature : scratch.features.sparse) {
        const std::int32_t row = weights.row[feature.bucket];
        if (row < 0)
            continue;
        const float *w = weights.weights.data() + static_cast<std::size_t>(row) * outputs;
        for (std::size_t k = 0; k < outputs; ++k)
            z[k] += static_cast<double>(feature.value) * w[k];
    }
    for (std::size_t i = 0; i < kDenseFeatures; ++i) {
        const double value = denseValue(weights, scratch.features, i);
        for (std::size_t k = 0; k < outputs; ++k)
            z[k] += value * weights.dense[i * outputs + k];
    }
    for (double &one : scratch.logits)
        one *= weights.sharpness;
}

void LinearModel::predict(std::string_view text, Scratch &scratch, Prediction &out) const
{
    out.calibrated = m_calibrated;
    if (isBlankText(text)) {
        out.answer = -1;
        out.p.clear();
        return;
    }
    logits(text, scratch);
    toProbabilities(scratch.logits, m_multiple, out.p);
    out.answer = static_cast<int>(std::ranges::max_element(out.p) - out.p.begin());
}

Explanation LinearModel::explain(std::string_view text, Scratch &scratch) const
{
    Explanation out;
    const std::size_t outputs = m_answers.size();
    if (outputs == 0 || isBlankText(text))
        return out;
    logits(text, scratch);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(scratch.logits) - scratch.logits.begin());
    std::size_t second = best == 0 ? 1 : 0;
    for (std::size_t k = 0; k < outputs; ++k)
        if (k != best && scratch.logits[k] > scratch.logits[second])
            second = k;
    // Independent answers are explained against their own absence, which has no weights.
    const bool alone = m_multiple || outputs == 1;
    out.answer = static_cast<int>(best);
    out.against = alone ? -1 : static_cast<int>(second);
    const double total = scratch.logits[best] - (alone ? 0 : scratch.logits[second]);

    std::map<std::uint32_t, double> byBucket;
    for (const Feature &feature : scratch.features.sparse) {
        const std::int32_t row = m_weights.row[feature.bucket];
        if (row < 0)
            continue;
        const float *w = m_weights.weights.data() + static_cast<std::size_t>(row) * outputs;
        byBucket[feature.bucket] = m_weights.sharpness * feature.value * (w[best] - (alone ? 0 : w[second]));
    }
    const std::vector<FeatureSpan> spans = places(text, scratch);
    std::map<std::uint32_t, int> times;
    for (const FeatureSpan &span : spans)
        ++times[span.bucket];
    const auto length = static_cast<std::size_t>(scratch.places.back());
    std::vector<double> perPoint(length);
    for (const FeatureSpan &span : spans) {
        const auto found = byBucket.find(span.bucket);
        if (found == byBucket.end() || span.end <= span.begin)
            continue;
        const double share = found->second / times[span.bucket] / static_cast<double>(span.end - span.begin);
        for (auto i = span.begin; i < span.end; ++i)
            perPoint[static_cast<std::size_t>(i)] += share;
    }
    // One stretch per word: what people can read. White space inside a word pair counts for the word before it.
    std::vector<bool> white(length, false);
    for (std::size_t i = 0; i < scratch.folded.size(); ++i)
        for (auto at = scratch.places[i]; at < scratch.places[i + 1]; ++at)
            white[static_cast<std::size_t>(at)] = isWhite(scratch.folded[i]);
    double shown = 0;
    for (std::size_t begin = 0; begin < length;) {
        std::size_t last = begin;
        while (last < length && !white[last])
            ++last;
        std::size_t end = last;
        while (end < length && white[end])
            ++end;
        const double value = std::accumulate(perPoint.begin() + static_cast<std::ptrdiff_t>(begin),
                                             perPoint.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
        if (value != 0)
            out.spans.push_back({static_cast<std::int64_t>(begin), static_cast<std::int64_t>(last), value});
        shown += value;
        begin = end;
    }
    out.remainder = total - shown;
    return out;
}

/// A few gradient steps on one record alone.
void LinearModel::learn(const Lesson &lesson, LinearWeights &weights, Scratch &scratch) const
{
    constexpr int kSteps = 3;
    constexpr double kRate = 2;
    const std::size_t outputs = m_answers.size();
    logits(lesson.text, weights, scratch);
    for (const Feature &feature : scratch.features.sparse) {
        if (weights.row[feature.bucket] >= 0)
            continue;
        weights.row[feature.bucket] = static_cast<std::int32_t>(weights.weights.size() / outputs);
        weights.weights.resize(weights.weights.size() + outputs);
    }
    std::vector<double> z = scratch.logits, p, move(outputs);
    for (int step = 0; step < kSteps; ++step) {
        toProbabilities(z, m_multiple, p);
        for (std::size_t k = 0; k < outputs; ++k)
            move[k] = kRate * static_cast<double>(lesson.weight) * (static_cast<double>(lesson.target[k]) - p[k]);
        for (const Feature &feature : scratch.features.sparse) {
            float *w = weights.weights.data() + static_cast<std::size_t>(weights.row[feature.bucket]) * outputs;
            for (std::size_t k = 0; k < outputs; ++k)
                w[k] += static_cast<float>(move[k] * feature.value);
        }
        // The features have length one, so a step moves the logits by the step itself.
        for (std::size_t k = 0; k < outputs; ++k)
            z[k] += weights.sharpness * move[k];
    }
}

std::shared_ptr<const LinearModel> LinearModel::learned(std::span<const Lesson> lessons) const
{
    Scratch scratch;
    LinearWeights weights = m_weights;
    for (const Lesson &lesson : lessons)
        learn(lesson, weights, scratch);
    Json card = m_card;
    card.set("learnedSince", Json(card["learnedSince"].integer() + std::ssize(lessons)));
    return std::make_shared<LinearModel>(std::move(card), std::move(weights));
}

std::shared_ptr<const LinearModel> LinearModel::learned(std::string_view text, std::span<const float> target) const
{
    const Lesson lesson{text, target};
    return learned(std::span(&lesson, 1));
}

std::string labelSetHash(std::string_view question, bool multiple, const std::vector<std::string> &answers)
{
    std::string text(question);
    text += multiple ? "\nmultiple" : "\nsingle";
    for (const std::string &answer : answers)
        text += "\n" + answer;
    return "sha256:" + Sha256::of(text).hex();
}

} // namespace nia::suggest
