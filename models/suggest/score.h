// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace nia::suggest {

/// The flags of `nia score` (domain/distributed.md section 2).
struct ScoreOptions {
    enum class Emit { Inline, Sidecar, Labels, Dolma };
    enum class OnError { Line, Skip, Stop };
    std::filesystem::path model;
    bool textInput = false; ///< --in-format text
    std::string textField = "text", idField = "id", name, key;
    Emit emission = Emit::Inline;
    OnError onError = OnError::Line;
    int topLabels = 0; ///< 0: all
    double threshold = 0;
    int precision = 6, threads = 1;
    std::int64_t maxLineBytes = 64LL * 1024 * 1024;
    std::chrono::milliseconds flushAfter{100}; ///< 0: after each line
    double maxErrorRate = 0.01;
};

/// Reads at most `size` bytes; waits at most `wait` for the first. Gives the count, 0 at the end, -1 when time ran out.
using ScoreInput = std::function<std::int64_t(char *to, std::int64_t size, std::chrono::milliseconds wait)>;
/// false: the reader has gone (a closed pipe), which ends the work quietly with 141.
using ScoreOutput = std::function<bool(std::string_view bytes)>;

/// The exit status 0, 1, 3, 4, 5 or 141; every other than 0 and 141 says why in one line "nia score: …" to `messages`,
/// which also gets the line of statistics.
[[nodiscard]] int runScore(const ScoreOptions &options, const ScoreInput &input, const ScoreOutput &output,
                           const ScoreOutput &messages);

} // namespace nia::suggest
