// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "text/utf8.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace nia::text {

struct RegexOptions {
    bool ignoreCase = false;
    /// About this many milliseconds of matching for each text; 0: no limit.
    std::int64_t timeLimitMs = 500;
};

/// An ICU regular expression over code points of the text as stored (no folding, no normalising). `^` and `$` stand at
/// line ends.
///
/// Errors:  compile: Query {what, hint}, offset = code point in the pattern. find and matches: TooLarge where the time or
///          memory limit is reached; never longer than that.
/// Threads: one Regex each (it keeps working memory); clone() is cheap beside compiling.
class Regex
{
public:
    [[nodiscard]] static Result<Regex> compile(std::string_view pattern, const RegexOptions &options = {});

    Regex(Regex &&) noexcept;
    Regex &operator=(Regex &&) noexcept;
    ~Regex();
    [[nodiscard]] Regex clone() const;

    [[nodiscard]] Result<bool> matches(std::string_view text) const;
    /// All hits from the left, in code points; at most `limit`. Empty hits are left out.
    [[nodiscard]] Result<std::vector<Range>> find(std::string_view text, std::int64_t limit = -1) const;

private:
    struct Private;
    explicit Regex(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace nia::text
