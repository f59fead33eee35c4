// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace nia::text {

/// A word of a text: bytes [begin, end), a run of letters, digits and combining marks (vietnamese-text.md section 2.2).
/// Invisible characters (soft hyphen, U+200B …) inside a word belong to it; a hyphen, an apostrophe, `_` separate.
struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Word &) const = default;
};

/// Walks the words of a text without allocating:  for (Words words(text); words.next(word);)  …
/// Takes valid UTF-8; faulty bytes separate. Threads: one each; keeps a view of the text.
class Words
{
public:
    explicit Words(std::string_view text)
        : m_text(text)
    {
    }
    bool next(Word &word);

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

[[nodiscard]] std::vector<Word> wordsOf(std::string_view text);
[[nodiscard]] std::int64_t wordCount(std::string_view text);

} // namespace nia::text
