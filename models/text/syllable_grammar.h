// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "text/syllable.h"

#include <string>
#include <string_view>
#include <unordered_map>

/// Which onsets and rhymes go together (domain/vietnamese-text.md section 4); private to the room.
namespace nia::text::detail {

/// A small Vietnamese letter (or f j w z) taken apart; bare = 0: no such letter.
struct ToneLetter {
    char32_t bare = 0;
    Tone tone = Tone::Ngang;
};
[[nodiscard]] ToneLetter toneLetterOf(char32_t c);
[[nodiscard]] bool isVowel(char32_t c); ///< one of the twelve, without tone
[[nodiscard]] char32_t withTone(char32_t vowel, Tone tone);

struct Parse {
    std::u32string onset;
    std::u32string rhyme;
    bool rare = false;
    bool stopped = false; ///< ends in p t c ch: only sắc and nặng
};

/// Every toneless syllable that the rules of spelling allow, with the reading that goes first.
class Grammar
{
public:
    Grammar();
    [[nodiscard]] const Parse *find(const std::u32string &base) const
    {
        const auto found = m_parses.find(base);
        return found == m_parses.end() ? nullptr : &found->second;
    }

private:
    void add(std::u32string_view onset, std::u32string_view letters, std::u32string_view rhyme, bool rare);
    void addOrdinary(std::u32string_view onset, std::u32string_view rhyme, bool rare);

    std::unordered_map<std::u32string, Parse> m_parses;
};
[[nodiscard]] const Grammar &grammar();

} // namespace nia::text::detail
