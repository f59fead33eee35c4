// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/token_starts.h"

#include "text/characters.h"

#include <vector>

namespace nia::text::detail {

namespace {

// Bits of the class of a byte. Without any it goes on with a token, or begins one that is not looked for.
constexpr std::uint8_t kBoundary = 1; ///< ends tokens
constexpr std::uint8_t kFirst = 2;    ///< may be the first byte of what is looked for
constexpr std::uint8_t kLook = 4;     ///< begins or ends a character that has to be looked at

bool isAsciiWord(unsigned byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

} // namespace

bool isUsualText(std::string_view text)
{
    // Without branches, so that compilers make it sixteen bytes at a time.
    const auto *const bytes = reinterpret_cast<const unsigned char *>(text.data());
    const std::size_t size = text.size();
    if (size == 0)
        return true;
    const auto within = [](unsigned char byte, unsigned char first, unsigned char last) {
        return static_cast<unsigned char>(byte - first) <= static_cast<unsigned char>(last - first);
    };
    bool odd = false;
    for (std::size_t i = 0; i + 1 < size; ++i) {
        const unsigned char byte = bytes[i];
        odd |= (byte == 0xe1) & !within(bytes[i + 1], 0xba, 0xbb);
        odd |=
            within(byte, 0xc0, 0xc1) | within(byte, 0xc7, 0xe0) | within(byte, 0xe3, 0xef) | within(byte, 0xf1, 0xff);
    }
    return !odd && bytes[size - 1] < 0xc0;
}

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
{
    for (unsigned byte = 0; byte < 0x80; ++byte)
        m_classes[byte] = isAsciiWord(byte) ? 0 : kBoundary;
    const auto small = static_cast<unsigned char>(letter);
    m_classes[small] = kFirst;
    if (small >= 'a' && small <= 'z')
        m_classes[small - 32U] = kFirst;
    for (const unsigned lead : {0xc3U, 0xc4U, 0xc5U, 0xc6U, 0xe1U})
        m_classes[lead] = kFirst;
    for (const unsigned lead : {0xc2U, 0xe2U, 0xf0U})
        m_classes[lead] = kLook;
    for (const unsigned last : {0x97U, 0xb7U}) // × and ÷ are C3 97 and C3 B7
        m_classes[last] = kLook;
}

TokenStarts::Next TokenStarts::next(std::string_view text, std::size_t &at, bool boundary) const
{
    unsigned before = boundary ? 1 : 0;
    for (std::size_t i = at; i < text.size(); ++i) {
        const unsigned byte = static_cast<unsigned char>(text[i]);
        const unsigned kind = m_classes[byte];
        if (((kind >> 1U & before) | (kind & kLook)) != 0) {
            if ((kind & kLook) == 0) {
                at = i;
                return Next::Start;
            }
            if (byte < 0xc0) {
                before = i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xc3 ? 1 : 0;
                continue;
            }
            std::size_t behind = i;
            if (letterOf(letterTable(), decode(text, behind)).kind != Class::Separator)
                return Next::Unusual;
            i = behind - 1;
            before = 1;
            continue;
        }
        before = kind & kBoundary;
    }
    at = text.size();
    return Next::End;
}

} // namespace nia::text::detail
