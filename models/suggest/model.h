// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "suggest/features.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

struct Prediction {
    int answer = -1;                ///< index into Model::answers(), -1: empty text
    std::vector<double> p;          ///< one per answer, sum 1 (multiple choice: each in [0, 1])
    bool calibrated = false;        ///< false: show low, medium, high instead of numbers
};

struct Contribution {
    std::int64_t begin = 0, end = 0; ///< code points of the text, [begin, end)
    double value = 0;                ///< part of z_best − z_second
};
struct Explanation {
    int answer = -1, against = -1;
    std::vector<Contribution> spans; ///< in text order, not overlapping
    double remainder = 0;            ///< bias and dense signals; with the spans the exact difference
};

/// A trained model of one question. Immutable; shared by threads, each with its own Scratch.
class Model
{
public:
    virtual ~Model() = default;
    [[nodiscard]] virtual const std::string &id() const = 0; ///< "sha256:…" of the bytes
    [[nodiscard]] virtual const std::string &question() const = 0;
    [[nodiscard]] virtual const std::vector<std::string> &answers() const = 0;
    [[nodiscard]] virtual const Json &card()
        const = 0; ///< question, answers, labels, label-set hash, seed, settings, temperature
    [[nodiscard]] virtual bool multiple() const = 0;
    virtual void predict(std::string_view text, Scratch &scratch, Prediction &out) const = 0;
    [[nodiscard]] virtual Explanation explain(std::string_view text, Scratch &scratch) const = 0;
    [[nodiscard]] virtual std::string bytes() const = 0; ///< the native file form
};

/// Reads the native form. Errors: Damaged, NewerVersion.
[[nodiscard]] Result<std::shared_ptr<const Model>> readModel(std::string_view bytes);

} // namespace nia::suggest
