// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "suggest/fasttext.h"
#include "suggest/model.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

/// A model file of either form, with the card beside it (m.bin and m.json). Immutable; shared by threads.
class ScoreModel
{
public:
    struct Working {
        FastText::Working fast;
        Scratch scratch;
        Prediction prediction;
        std::string line;
    };

    /// Errors: Io, Damaged, NotAllowed, NewerVersion with the path; NotAllowed where the card names other answers.
    [[nodiscard]] static Result<ScoreModel> read(const std::filesystem::path &path);

    [[nodiscard]] const std::string &id() const { return m_id; }   ///< "sha256:…" of the file
    [[nodiscard]] const std::string &key() const
    {
        return m_key;
    } ///< question of the card, of the model, else the file's stem
    [[nodiscard]] const std::vector<std::string> &answers() const { return m_answers; }
    [[nodiscard]] bool multiple() const { return m_native && m_native->multiple(); }
    /// Probabilities by answer; empty: nothing to score.
    [[nodiscard]] bool predict(std::string_view text, Working &working, std::vector<float> &p) const;
    /// `nia model info` (cli.md, Shapes).
    [[nodiscard]] Json info() const;

private:
    std::shared_ptr<const FastText> m_fast;
    std::shared_ptr<const Model> m_native;
    std::vector<std::string> m_answers;
    std::string m_id, m_key;
    Json m_card;
    std::int64_t m_bytes = 0;
};

} // namespace nia::suggest
