// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/fold.h"

#include "text/characters.h"
#include "text/normal.h"
#include "text/syllable.h"
#include "text/syllable_grammar.h"
#include "text/words.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace nia::text {

namespace detail {

namespace {

/// Cyrillic and Greek letters that look like Latin ones.
constexpr std::u32string_view kLooksLike = U"аеіорсухһԁѕјАВЕІКМНОРСТУХοαΑΒΕΙΚΜΝΟΡΤΥΧ";
constexpr std::u32string_view kIsLatin = U"aeiopcyxhdsjABEIKMHOPCTYXoaABEIKMNOPTYX";
static_assert(kLooksLike.size() == kIsLatin.size());

bool isLatin(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN;
}

/// Without what cannot be seen, in NFC, with look-alikes mended and in lower case; the tone where it was.
std::u32string cleaned(std::string_view token)
{
    const LetterTable &table = letterTable();
    std::string visible;
    for (std::size_t at = 0; at < token.size();) {
        const char32_t c = decode(token, at);
        if (letterOf(table, c).kind != Class::Ignorable)
            append(visible, c);
    }
    std::u32string letters = toCodePoints(nfc(visible));
    if (std::ranges::any_of(letters, [](char32_t c) { return c >= 0x370 && kLooksLike.contains(c); })
        && std::ranges::any_of(letters, isLatin)) {
        for (char32_t &c : letters) {
            if (const std::size_t index = kLooksLike.find(c); index != std::u32string_view::npos)
                c = kIsLatin[index];
        }
        letters = toCodePoints(nfc(toUtf8(letters)));
    }
    for (char32_t &c : letters)
        c = letterOf(table, c).lower;
    return letters;
}

std::string foldedOf(std::u32string_view letters)
{
    const LetterTable &table = letterTable();
    std::string out;
    out.reserve(letters.size());
    for (const char32_t c : letters) {
        if (const char32_t folded = letterOf(table, c).folded; folded != 0)
            append(out, folded);
    }
    return out;
}

} // namespace

std::string exactKey(std::string_view token)
{
    return withNewStyle(toUtf8(cleaned(token)));
}

std::string foldedKey(std::string_view token)
{
    return foldedOf(cleaned(token));
}

} // namespace detail

std::string fold(std::string_view text)
{
    const detail::LetterTable &table = detail::letterTable();
    std::string out;
    out.reserve(text.size());
    bool inToken = false;
    std::size_t tokenAt = 0, tokenOut = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = detail::decode(text, at);
        const detail::Letter letter = detail::letterOf(table, c);
        if (letter.kind == detail::Class::Word && !inToken) {
            inToken = true;
            tokenAt = here;
            tokenOut = out.size();
        } else if (letter.kind == detail::Class::Separator) {
            inToken = false;
        }
        if (!letter.simple && inToken) {
            // A character that counts on its neighbours: the whole token anew, in full.
            const detail::TokenEnd token = detail::tokenEnd(table, text, tokenAt);
            out.resize(tokenOut);
            out += detail::foldedKey(text.substr(tokenAt, token.end - tokenAt));
            at = token.next;
        } else if (letter.folded != 0) {
            detail::append(out, letter.folded);
        }
    }
    return out;
}

namespace {

/// The exact key of a token of letters that count on no neighbour; false (and nothing appended) where there is another.
bool appendPlainToken(const detail::LetterTable &table, std::string_view token, std::string &out)
{
    const std::size_t outBegin = out.size();
    int toned = 0;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < token.size(); ++letters) {
        const char32_t c = detail::decode(token, at);
        const detail::Letter letter = detail::letterOf(table, c);
        if (!letter.simple || !letter.nfcSafe || letter.kind != detail::Class::Word) {
            out.resize(outBegin);
            return false;
        }
        toned += letter.lower >= 0x80 && detail::toneLetterOf(letter.lower).tone != Tone::Ngang ? 1 : 0;
        detail::append(out, letter.lower);
    }
    constexpr std::size_t kLongestSyllable = 7; // nghiêng
    if (toned == 1 && letters > 1 && letters <= kLongestSyllable) {
        std::string placed = withNewStyle(std::string_view(out).substr(outBegin));
        out.resize(outBegin);
        out += placed;
    }
    return true;
}

} // namespace

std::string exactForm(std::string_view text)
{
    const detail::LetterTable &table = detail::letterTable();
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = detail::tokenBegin(table, text, at);
        while (at < begin) {
            const detail::Letter letter = detail::letterOf(table, detail::decode(text, at));
            if (letter.kind != detail::Class::Ignorable)
                detail::append(out, letter.lower);
        }
        if (begin == text.size())
            break;
        const detail::TokenEnd token = detail::tokenEnd(table, text, begin);
        const std::string_view word = text.substr(begin, token.end - begin);
        if (!appendPlainToken(table, word, out))
            out += detail::exactKey(word);
        at = token.next;
    }
    return out;
}

bool hasDiacritics(std::string_view word)
{
    for (const char32_t c : detail::toCodePoints(exactForm(word))) {
        const char32_t folded = detail::letterOf(detail::letterTable(), c).folded;
        if (folded != c && (c < 0xff01 || c > 0xff5e)) // width is no diacritic
            return true;
    }
    return false;
}

bool containsFolded(std::string_view text, std::string_view needle)
{
    if (!fold(text).contains(fold(needle)))
        return false;
    // Part of a syllable has no place of its own for the tone, so both spellings are looked at.
    return !hasDiacritics(needle) || exactForm(text).contains(exactForm(needle)) || lower(text).contains(lower(needle));
}

} // namespace nia::text
