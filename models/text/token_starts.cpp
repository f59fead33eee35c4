// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/token_starts.h"

#include "text/characters.h"

#include <algorithm>
#include <vector>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define NIA_SSE2 1
#else
#define NIA_SSE2 0
#endif

namespace nia::text::detail {

namespace {

// Bits of the class of a byte. Without any it goes on with a token, or begins one that is not looked for.
constexpr std::uint8_t kBoundary = 1; ///< ends tokens
constexpr std::uint8_t kFirst = 2;    ///< may be the first byte of what is looked for
constexpr std::uint8_t kLook = 4;     ///< a character that has to be looked at
constexpr std::uint8_t kTimes = 8;    ///< the last byte of × or ÷, behind C3

constexpr std::size_t kBlock = 16;

bool isAsciiWord(unsigned byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool isByte(std::string_view text, std::size_t at, unsigned first, unsigned last)
{
    return at < text.size() && static_cast<unsigned char>(text[at]) >= first
           && static_cast<unsigned char>(text[at]) <= last;
}

} // namespace

const TokenStarts *TokenStarts::of(char letter)
{
    static const std::vector<TokenStarts> kAll = [] {
        std::vector<TokenStarts> all;
        for (char one = '0'; one <= '9'; ++one)
            all.push_back(TokenStarts(one));
        for (char one = 'a'; one <= 'z'; ++one)
            all.push_back(TokenStarts(one));
        return all;
    }();
    if (letter >= '0' && letter <= '9')
        return &kAll[static_cast<std::size_t>(letter - '0')];
    return letter >= 'a' && letter <= 'z' ? &kAll[static_cast<std::size_t>(10 + letter - 'a')] : nullptr;
}

TokenStarts::TokenStarts(char letter)
    : m_letter(static_cast<unsigned char>(letter)), m_case(letter >= 'a' && letter <= 'z' ? 0x20 : 0)
{
    for (unsigned byte = 0; byte < 0x80; ++byte)
        m_classes[byte] = isAsciiWord(byte) ? 0 : kBoundary;
    m_classes[m_letter] = kFirst;
    m_classes[m_letter & ~unsigned{m_case}] = kFirst;
    for (unsigned byte = 0xc0; byte <= 0xff; ++byte)
        m_classes[byte] = byte >= 0xc3 && byte <= 0xc6 ? kFirst : kLook;
    m_classes[0x97] = m_classes[0xb7] = kTimes; // × and ÷ are C3 97 and C3 B7
}

std::uint32_t TokenStarts::nextByBytes(std::string_view text, Place &place) const
{
    std::uint32_t starts = 0;
    place.block = place.at;
    const std::size_t end = std::min(text.size(), place.at + kBlock);
    for (std::size_t i = place.at; i < end; ++i) {
        const unsigned kind = m_classes[static_cast<unsigned char>(text[i])];
        bool first = (kind & kFirst) != 0, boundary = (kind & kBoundary) != 0;
        std::size_t last = i;
        if ((kind & kTimes) != 0) {
            boundary = i > 0 && isByte(text, i - 1, 0xc3, 0xc3);
        } else if (isByte(text, i, 0xe1, 0xe1)) {
            first = true;
            place.unusual = !isByte(text, i + 1, 0xba, 0xbb);
        } else if ((kind & kLook) != 0) {
            std::size_t behind = i;
            boundary = letterOf(letterTable(), decode(text, behind)).kind == Class::Separator;
            place.unusual = !boundary;
            last = behind - 1;
        }
        if (place.unusual)
            return starts;
        if (first && place.boundary)
            starts |= 1U << (i - place.block);
        place.boundary = boundary;
        i = last;
        place.at = i + 1;
    }
    return starts;
}

#if NIA_SSE2

std::uint32_t TokenStarts::next(std::string_view text, Place &place) const
{
    const auto all = [](unsigned byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
    const auto load = [&](std::size_t at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + at)); // anywhere
    };
    const auto within = [&](__m128i bytes, unsigned first, unsigned last) {
        const __m128i above = _mm_sub_epi8(bytes, all(first));
        return _mm_cmpeq_epi8(_mm_min_epu8(above, all(last - first)), above);
    };
    const auto bits = [](__m128i mask) { return static_cast<std::uint32_t>(_mm_movemask_epi8(mask)); };
    const __m128i letter = all(m_letter), openCase = all(m_case);
    while (place.at + kBlock + 1 <= text.size()) {
        const __m128i bytes = load(place.at), following = load(place.at + 1);
        const std::uint32_t beyond = bits(bytes); // not ASCII
        const __m128i lead = within(bytes, 0xc0, 0xff);
        if (beyond != 0) {
            const __m128i vietnamese = _mm_and_si128(_mm_cmpeq_epi8(bytes, all(0xe1)), within(following, 0xba, 0xbb));
            const __m128i latin = within(bytes, 0xc3, 0xc6);
            const __m128i times =
                _mm_and_si128(_mm_cmpeq_epi8(bytes, all(0xc3)),
                              _mm_or_si128(_mm_cmpeq_epi8(following, all(0x97)), _mm_cmpeq_epi8(following, all(0xb7))));
            // Of × the first byte may have been the last one of the block before.
            const bool cut = place.at > 0 && isByte(text, place.at - 1, 0xc3, 0xc3)
                             && (isByte(text, place.at, 0x97, 0x97) || isByte(text, place.at, 0xb7, 0xb7));
            if (cut || bits(_mm_or_si128(_mm_andnot_si128(_mm_or_si128(vietnamese, latin), lead), times)) != 0)
                return nextByBytes(text, place);
        }
        const __m128i small = _mm_or_si128(bytes, all(0x20));
        const std::uint32_t word = bits(_mm_or_si128(within(small, 'a', 'z'), within(bytes, '0', '9'))) | beyond;
        const std::uint32_t first = bits(_mm_or_si128(_mm_cmpeq_epi8(_mm_or_si128(bytes, openCase), letter), lead));
        const std::uint32_t boundary = ~word & 0xffffU;
        const std::uint32_t starts = first & (boundary << 1U | (place.boundary ? 1U : 0U));
        place.block = place.at;
        place.at += kBlock;
        place.boundary = (boundary >> (kBlock - 1) & 1U) != 0;
        if (starts != 0)
            return starts;
    }
    return place.at < text.size() ? nextByBytes(text, place) : 0;
}

#else

std::uint32_t TokenStarts::next(std::string_view text, Place &place) const
{
    return nextByBytes(text, place);
}

#endif

} // namespace nia::text::detail
