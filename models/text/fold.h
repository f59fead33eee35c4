// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "text/utf8.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nia::text {

// Search keys as domain/vietnamese-text.md section 2.2 has them. All functions take valid UTF-8. Threads: safe.

/// Without regard to diacritics: lower case, no combining marks, đ → d, look-alikes of đ repaired, full-width forms as
/// ASCII, invisible characters dropped, odd spaces as U+0020. "Đường" → "duong". Takes whole texts as well as words.
[[nodiscard]] std::string fold(std::string_view text);

/// With regard to diacritics: as fold, but normal form C with all marks kept, and the tone of a Vietnamese syllable in its
/// new-style place: "Hòa" → "hoà", "qúa" → "quá". Takes whole texts as well as words.
[[nodiscard]] std::string exactForm(std::string_view text);

/// Whether the word carries a diacritic or is written with đ: such a query word is matched on its exact form.
[[nodiscard]] bool hasDiacritic(std::string_view word);

/// Finds one query word or phrase in texts (cli.md, "The query language"; cases: tables/folding_cases.tsv).
///
/// A pattern is cut into words (runs of letters, digits and combining marks); it matches a run of as many adjacent words of
/// the text, whole words only. A word of the pattern without diacritics matches folded, one typed with diacritics
/// exactly up to normal form, case and tone placement. In a literal pattern (`=hòa`) each word must be the same
/// characters, up to normal form and invisible ones: case, marks and tone placement count.
/// A pattern without any word matches nothing.
/// Cost: one pass over the bytes, no allocation where the text is Latin.
/// Threads: const is safe.
class Matcher
{
public:
    enum class Mode {
        Words,   ///< a word or phrase, by the rule above
        Literal, ///< `=hòa`
        Folded,  ///< every word folded, whatever was typed
    };

    explicit Matcher(std::string_view pattern, Mode mode = Mode::Words);

    [[nodiscard]] bool empty() const { return m_words.empty(); }
    [[nodiscard]] bool matches(std::string_view text) const;
    /// All hits that do not overlap, from the left, in code points; at most `limit`.
    [[nodiscard]] std::vector<Range> find(std::string_view text, std::int64_t limit = -1) const;

private:
    struct Word {
        std::u32string folded; ///< every hit has this folded key
        std::string key;       ///< exact or literal key, "" where the folded one is enough
    };
    [[nodiscard]] bool scan(std::string_view text, std::int64_t limit, std::vector<Range> *out) const;
    [[nodiscard]] bool accepts(const Word &word, std::string_view token) const;

    std::vector<Word> m_words;
    Mode m_mode = Mode::Words;
};

/// Finds a stretch of characters anywhere, also inside words: the operator `~` ("contains, folded like words"). Typed without
/// diacritics it is found folded; typed with diacritics on exact forms. An empty pattern is in every text.
/// Threads: const is safe.
class Containing
{
public:
    explicit Containing(std::string_view pattern);
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    std::string m_key;
    bool m_exact = false;
};

} // namespace nia::text
