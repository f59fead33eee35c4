// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What the room text knows of single characters; private to the room.
namespace nia::text::detail {

enum class Class : std::uint8_t { Separator, Word, Mark, Ignorable };

/// One character for search. Simple: folded and lower-cased alone it gives what the whole token would give; the others
/// (look-alikes, what composes with its neighbour) are worked out token by token.
struct Letter {
    char32_t lower = 0;
    char32_t folded = 0; ///< 0: vanishes
    Class kind = Class::Separator;
    bool simple = false;
    bool nfcSafe = false; ///< may stand anywhere in a text of normal form C
};

/// Asks ICU.
[[nodiscard]] Letter makeLetter(char32_t c);

/// The blocks of Vietnamese text: Latin up to the combining marks, Latin Extended Additional, General Punctuation.
struct LetterTable {
    std::array<Letter, 0x370> low;
    std::array<Letter, 0x100> vietnamese; ///< U+1E00–1EFF
    std::array<Letter, 0x70> punctuation; ///< U+2000–206F
};
[[nodiscard]] const LetterTable &letterTable();

[[nodiscard]] inline Letter letterOf(const LetterTable &table, char32_t c)
{
    if (c < 0x370)
        return table.low[c];
    if (c - 0x1e00U < 0x100U)
        return table.vietnamese[c - 0x1e00U];
    if (c - 0x2000U < 0x70U)
        return table.punctuation[c - 0x2000U];
    return makeLetter(c);
}

/// Simple lower case of one character as it stands (Letter::lower mends look-alikes, too).
[[nodiscard]] char32_t makeLower(char32_t c);
[[nodiscard]] inline char32_t lowerOf(char32_t c)
{
    if (c < 0x80)
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    if (c >= 0x1ea0 && c <= 0x1ef9)
        return c | 1U; // capitals are even, small letters odd
    return makeLower(c);
}

[[nodiscard]] inline bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// The character at `at`, which moves behind it. Broken bytes are one U+FFFD up to the next byte that begins a character;
/// never reads outside the text. at < text.size().
[[nodiscard]] inline char32_t decode(std::string_view text, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    char32_t c = lead & (0x7fU >> length);
    std::size_t i = 1;
    for (; i < length && at + i < text.size() && continues(text[at + i]); ++i)
        c = (c << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    at += i;
    if (i == length && lead >= 0xc2 && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff))
        return c;
    while (at < text.size() && continues(text[at]))
        ++at;
    return 0xfffd;
}

inline void append(std::string &out, char32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    if (c < 0x800) {
        out += static_cast<char>(0xc0U | (c >> 6U));
    } else {
        if (c < 0x10000) {
            out += static_cast<char>(0xe0U | (c >> 12U));
        } else {
            out += static_cast<char>(0xf0U | (c >> 18U));
            out += static_cast<char>(0x80U | ((c >> 12U) & 0x3fU));
        }
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3fU));
    }
    out += static_cast<char>(0x80U | (c & 0x3fU));
}

[[nodiscard]] std::u32string toCodePoints(std::string_view text);
[[nodiscard]] std::string toUtf8(std::u32string_view text);
[[nodiscard]] bool isWhiteSpace(char32_t c);

/// The token that begins at `begin` (a letter or digit): end is behind its last letter, digit or mark; next is where to look
/// for the next one (invisible characters behind it are passed).
struct TokenEnd {
    std::size_t end = 0;
    std::size_t next = 0;
};
[[nodiscard]] TokenEnd tokenEnd(const LetterTable &table, std::string_view text, std::size_t begin);
/// Where the next token begins, or text.size().
[[nodiscard]] std::size_t tokenBegin(const LetterTable &table, std::string_view text, std::size_t from);

/// Keys of one token, worked out in full.
[[nodiscard]] std::string exactKey(std::string_view token);
[[nodiscard]] std::string foldedKey(std::string_view token);

} // namespace nia::text::detail
