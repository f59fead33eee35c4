// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace nia::text::detail {

namespace {

bool isIgnorable(char32_t c)
{
    return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f)
           || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069)
           || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
}

bool isOddSpace(char32_t c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000
           || c == '\t' || c == '\n' || c == '\r';
}

/// The letter without its marks, where exactly one character is left; else the letter itself.
char32_t withoutMarks(char32_t c, const icu::Normalizer2 &nfc)
{
    icu::UnicodeString parts;
    if (!nfc.getDecomposition(static_cast<UChar32>(c), parts))
        return c;
    char32_t base = 0;
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const UChar32 part = parts.char32At(i);
        if (u_getCombiningClass(part) != 0)
            continue;
        if (base != 0)
            return c;
        base = static_cast<char32_t>(part);
    }
    return base;
}

char32_t halfWidth(char32_t c)
{
    return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + 0x21 : c;
}

} // namespace

Letter makeLetter(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
    Letter letter;
    const auto code = static_cast<UChar32>(c);
    const auto category = U_MASK(u_charType(code));
    const int combining = u_getCombiningClass(code);
    letter.nfcSafe = nfc && combining == 0 && nfc->hasBoundaryBefore(code)
                     && u_getIntPropertyValue(code, UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
    if (isIgnorable(c)) {
        letter.kind = Class::Ignorable;
        letter.simple = true;
        return letter;
    }
    if ((category & (U_GC_L_MASK | U_GC_N_MASK)) != 0)
        letter.kind = Class::Word;
    else if ((category & U_GC_M_MASK) != 0)
        letter.kind = Class::Mark;
    // eth and its like stand for đ in Vietnamese text that came through old converters
    const char32_t mended = c == 0xd0 || c == 0x189 || c == 0xf0 || c == 0x256 ? 0x111 : isOddSpace(c) ? U' ' : c;
    letter.lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(mended)));
    if (letter.lower == 0x3c2)
        letter.lower = 0x3c3; // final sigma
    const char32_t narrow = static_cast<char32_t>(u_tolower(static_cast<UChar32>(halfWidth(mended))));
    letter.folded = combining != 0 || !nfc ? 0 : withoutMarks(narrow, *nfc);
    if (letter.folded == 0x111)
        letter.folded = U'd';
    const bool inTable = c < 0x370 || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0x2000 && c <= 0x206f);
    letter.simple = inTable || letter.kind == Class::Separator;
    return letter;
}

char32_t makeLower(char32_t c)
{
    static const std::array<char32_t, 0x250> kLatin = [] {
        std::array<char32_t, 0x250> table{};
        for (char32_t i = 0; i < table.size(); ++i)
            table[i] = static_cast<char32_t>(u_tolower(static_cast<UChar32>(i)));
        return table;
    }();
    return c < kLatin.size() ? kLatin[c] : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

const LetterTable &letterTable()
{
    static const LetterTable kTable = [] {
        LetterTable table;
        for (char32_t c = 0; c < table.low.size(); ++c)
            table.low[c] = makeLetter(c);
        for (char32_t c = 0; c < table.vietnamese.size(); ++c)
            table.vietnamese[c] = makeLetter(0x1e00 + c);
        for (char32_t c = 0; c < table.punctuation.size(); ++c)
            table.punctuation[c] = makeLetter(0x2000 + c);
        return table;
    }();
    return kTable;
}

std::u32string toCodePoints(std::string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        out += decode(text, at);
    return out;
}

std::string toUtf8(std::u32string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : text)
        append(out, c);
    return out;
}

bool isWhiteSpace(char32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 9 && c <= 13);
    return u_isUWhiteSpace(static_cast<UChar32>(c));
}

TokenEnd tokenEnd(const LetterTable &table, std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    std::size_t at = begin;
    while (at < text.size()) {
        std::size_t next = at;
        const Class kind = letterOf(table, decode(text, next)).kind;
        if (kind == Class::Separator)
            break;
        at = next;
        if (kind != Class::Ignorable)
            end = at;
    }
    return {end, at};
}

std::size_t tokenBegin(const LetterTable &table, std::string_view text, std::size_t from)
{
    while (from < text.size()) {
        std::size_t next = from;
        if (letterOf(table, decode(text, next)).kind == Class::Word)
            return from;
        from = next;
    }
    return text.size();
}

} // namespace nia::text::detail
