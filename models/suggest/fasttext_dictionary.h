// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/fasttext.h"

#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

/// Words that fastText itself gives a meaning: the end of a line, and what labels begin with.
inline constexpr std::string_view kEndWord = "</s>", kLabelPrefix = "__label__";

/// Words and labels of a fastText file and how a line becomes ids (domain/learning.md section 7).
class FastTextDictionary
{
public:
    struct Entry {
        std::string word;
        std::int64_t count = 0;
        std::int8_t type = 0; ///< 0 word, 1 label
    };

    FastTextDictionary() = default;
    /// Words first, then labels. After this the dictionary does not change.
    FastTextDictionary(const FastText::Shape &shape, std::vector<Entry> entries);

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] std::int32_t words() const { return m_words; }
    void ids(std::string_view line, FastText::Working &working) const;

private:
    [[nodiscard]] std::int32_t find(std::string_view word, std::uint32_t hash) const; ///< -1: unknown
    /// Ids of the character n-grams of <word>.
    void subwords(std::string_view word, std::vector<std::int64_t> &ids) const;
    /// One token; true: it ends the line.
    bool take(std::string_view token, FastText::Working &working) const;

    FastText::Shape m_shape;
    std::vector<Entry> m_entries;
    std::int32_t m_words = 0;
    std::vector<std::int32_t> m_table;          ///< open addressing, a power of two
    std::vector<std::vector<std::int64_t>> m_subwords; ///< of each known word, its own id first
};

} // namespace nia::suggest
