// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/service.h"

#include <algorithm>

namespace nia::suggest {

std::optional<Suggestion> suggestionFor(const Model &model, std::string_view text, Scratch &scratch)
{
    constexpr double kMedium = .5, kHigh = .8;
    Prediction prediction;
    model.predict(text, scratch, prediction);
    if (prediction.answer < 0)
        return std::nullopt;
    Suggestion out;
    const auto &answers = model.answers();
    const auto best = static_cast<std::size_t>(prediction.answer);
    if (model.multiple()) {
        out.p = 1;
        for (std::size_t k = 0; k < answers.size(); ++k) {
            if (prediction.p[k] >= .5)
                out.answers.push_back(answers[k]);
            out.p *= std::max(prediction.p[k], 1 - prediction.p[k]);
        }
    } else {
        out.answers = {answers[best]};
        out.p = prediction.p[best];
    }
    out.calibrated = prediction.calibrated;
    out.band = out.p < kMedium ? Suggestion::Band::Low
               : out.p < kHigh ? Suggestion::Band::Medium
                               : Suggestion::Band::High;
    out.model = model.id();
    for (std::size_t k = 0; k < answers.size(); ++k)
        out.distribution.emplace_back(answers[k], prediction.p[k]);
    std::ranges::stable_sort(out.distribution, [](const auto &a, const auto &b) { return a.second > b.second; });
    return out;
}

Json suggestionJson(const Suggestion &suggestion, bool multiple)
{
    static constexpr const char *kBands[] = {"low", "medium", "high"};
    Json answer;
    if (multiple) {
        answer = Json::array();
        for (const std::string &one : suggestion.answers)
            answer.push(one);
    } else {
        answer = suggestion.answers.front();
    }
    Json distribution = Json::object();
    for (const auto &[name, p] : suggestion.distribution)
        distribution.set(name, p);
    Json out = Json::object();
    out.set("answer", answer).set("p", suggestion.p).set("model", suggestion.model).set("distribution", distribution);
    out.set("band", kBands[static_cast<int>(suggestion.band)]);
    return out;
}

} // namespace nia::suggest
