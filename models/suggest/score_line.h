// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/score.h"
#include "suggest/score_model.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nia::suggest {

/// Turns one line into one line (domain/distributed.md section 2). One per thread.
class LineScorer
{
public:
    LineScorer(const ScoreOptions &options, const ScoreModel &model);
    ~LineScorer();

    /// Appends the output of the line, its line feed included. false: it was an error, whose code and detail are in
    /// `why`; then what is appended is the error line, or nothing with --on-error skip and stop.
    bool score(std::string_view line, std::int64_t number, std::string &out, std::string &why);
    /// The error line for a line that is not even kept.
    bool tooLong(std::int64_t number, std::string &out, std::string &why);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A probability kept in [0, 1]: the shortest digits that read back as the same float32, at most `precision` decimals.
void appendProbability(std::string &out, float p, int precision);

} // namespace nia::suggest
