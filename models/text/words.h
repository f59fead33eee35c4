// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nia::text {

/// [begin, end) in bytes.
struct ByteRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const ByteRange &) const = default;
};

/// Walks the tokens of a text: maximal runs of letters, digits and combining marks that begin with a letter or digit.
/// Invisible characters inside a token do not end it; everything else does ("_" and apostrophes too). In Vietnamese these are
/// syllables. No allocation.
///     for (WordScanner words(text); words.next();) use(words.word());
class WordScanner
{
public:
    explicit WordScanner(std::string_view text) : m_text(text) {}
    [[nodiscard]] bool next();
    [[nodiscard]] ByteRange range() const { return m_range; }
    [[nodiscard]] std::string_view word() const { return m_text.substr(m_range.begin, m_range.end - m_range.begin); }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    ByteRange m_range;
};

[[nodiscard]] std::vector<ByteRange> wordRanges(std::string_view text);
[[nodiscard]] std::int64_t wordCount(std::string_view text);

/// Normal form C and lower case (simple case mapping, independent of the system's language).
[[nodiscard]] std::string lower(std::string_view text);

} // namespace nia::text
