// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/syllable.h"

#include "text/characters.h"
#include "text/syllable_grammar.h"
#include "text/words.h"

namespace nia::text {

namespace {

using detail::grammar;

/// A token taken apart: its letters without tone, and the tones.
struct Apart {
    std::u32string base;
    std::size_t toneAt = 0;
    Tone tone = Tone::Ngang;
    int tones = 0;
    bool letters = true;
};

Apart takeApart(std::u32string_view token)
{
    Apart apart;
    apart.base.reserve(token.size());
    for (const char32_t c : token) {
        const detail::ToneLetter letter = detail::toneLetterOf(c);
        if (letter.bare == 0) {
            apart.letters = false;
            apart.base += c;
            continue;
        }
        if (letter.tone != Tone::Ngang) {
            apart.toneAt = apart.base.size();
            if (apart.tones++ == 0)
                apart.tone = letter.tone;
        }
        apart.base += letter.bare;
    }
    return apart;
}

/// Index of the letter that carries the tone; npos where there is no vowel (section 3 of the page).
std::size_t toneIndex(std::u32string_view base, ToneStyle style)
{
    std::size_t first = 0;
    while (first < base.size() && !detail::isVowel(base[first]))
        ++first;
    if (base.size() > 2 && (base.starts_with(U"qu") || base.starts_with(U"gi")) && detail::isVowel(base[2]))
        first = 2;
    std::size_t end = first;
    while (end < base.size() && detail::isVowel(base[end]))
        ++end;
    const std::u32string_view vowels = base.substr(first, end - first);
    if (vowels.empty())
        return std::u32string_view::npos;
    if (const std::size_t marked = vowels.find_last_of(U"ăâêôơư"); marked != std::u32string_view::npos)
        return first + marked;
    if (vowels.size() == 1)
        return first;
    if (vowels.size() == 3 || end < base.size())
        return first + 1;
    if (vowels == U"oa" || vowels == U"oe" || vowels == U"uy")
        return style == ToneStyle::Old ? first : first + 1;
    return first;
}

std::u32string placed(std::u32string base, Tone tone, ToneStyle style)
{
    const std::size_t at = tone == Tone::Ngang ? std::u32string::npos : toneIndex(base, style);
    if (at != std::u32string::npos)
        base[at] = detail::withTone(base[at], tone);
    return base;
}

} // namespace

Syllable checkSyllable(std::string_view token)
{
    const Apart apart = takeApart(detail::toCodePoints(lower(token)));
    Syllable syllable;
    syllable.tone = apart.tone;
    if (!apart.letters || apart.base.empty()) {
        syllable.fault = SyllableFault::NotLetters;
        return syllable;
    }
    if (apart.tones > 1) {
        syllable.fault = SyllableFault::TwoTones;
        return syllable;
    }
    const detail::Parse *parse = grammar().find(apart.base);
    if (!parse) {
        syllable.fault = SyllableFault::NoParse;
        return syllable;
    }
    syllable.rare = parse->rare;
    syllable.onset = detail::toUtf8(parse->onset);
    syllable.rhyme = detail::toUtf8(parse->rhyme);
    if (parse->stopped && apart.tone != Tone::Sac && apart.tone != Tone::Nang) {
        syllable.fault = SyllableFault::ToneCoda;
    } else if (apart.tones == 1) {
        const std::size_t old = toneIndex(apart.base, ToneStyle::Old);
        const std::size_t newer = toneIndex(apart.base, ToneStyle::New);
        if (apart.toneAt != old && apart.toneAt != newer)
            syllable.fault = SyllableFault::TonePlace;
        else if (old != newer)
            syllable.style = apart.toneAt == old ? ToneStyle::Old : ToneStyle::New;
    }
    return syllable;
}

std::string placeTone(std::string_view base, Tone tone, ToneStyle style)
{
    return detail::toUtf8(placed(detail::toCodePoints(base), tone, style));
}

std::string withNewStyle(std::string_view token)
{
    Apart apart = takeApart(detail::toCodePoints(token));
    if (!apart.letters || apart.tones != 1)
        return std::string(token);
    const std::size_t place = toneIndex(apart.base, ToneStyle::New);
    if (place == apart.toneAt || place == std::u32string_view::npos)
        return std::string(token);
    const detail::Parse *parse = grammar().find(apart.base);
    if (!parse || (parse->stopped && apart.tone != Tone::Sac && apart.tone != Tone::Nang))
        return std::string(token);
    return detail::toUtf8(placed(std::move(apart.base), apart.tone, ToneStyle::New));
}

} // namespace nia::text
