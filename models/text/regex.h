// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "text/utf8.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nia::text {

struct RegexOptions {
    bool ignoreCase = false;                      ///< (?i) in the pattern does the same
    std::chrono::milliseconds timeLimit{500};     ///< for one text, roughly
};

/// A regular expression of ICU over code points, as text~/…/ of the query language has it.
///
/// Units:   code points of the text; ranges do not overlap; an empty match is a range of length 0.
/// Errors:  compile(): Query with what is wrong and offset = code point in the pattern. matches(), find(): Query where
///          one text takes longer than the time limit or too much memory (catastrophic backtracking).
/// Threads: one object per thread (it holds the state of a search); clone() for another.
class Regex
{
public:
    [[nodiscard]] static Result<Regex> compile(std::string_view pattern, RegexOptions options = {});
    ~Regex();
    Regex(Regex &&) noexcept;
    Regex &operator=(Regex &&) noexcept;
    Regex(const Regex &) = delete;
    Regex &operator=(const Regex &) = delete;
    [[nodiscard]] Regex clone() const;

    [[nodiscard]] Result<bool> matches(std::string_view text);
    [[nodiscard]] Result<std::vector<Range>> find(std::string_view text,
                                                  std::int64_t limit = std::numeric_limits<std::int64_t>::max());

private:
    struct Engine;
    explicit Regex(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

} // namespace nia::text
