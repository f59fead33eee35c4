// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/utf8.h"

#include "text/characters.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace nia::text {

namespace {

constexpr std::int64_t kEvery = 256;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

std::uint64_t eightBytes(const char *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Number of bytes in eight that continue a character: 10xxxxxx.
int continuing(std::uint64_t word)
{
    return std::popcount(word & ~(word << 1U) & kHighBits);
}

/// UTF-16 units of the character that begins with this byte.
int unitsOf(char lead)
{
    return static_cast<unsigned char>(lead) >= 0xf0 ? 2 : 1;
}

std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && detail::continues(text[at]))
        ++at;
    return at;
}

/// Length of the well-formed character at `at`, 0 where there is none (RFC 3629, table of well-formed sequences).
std::size_t wellFormed(std::string_view bytes, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.size())
        return 0;
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!detail::continues(bytes[at + i]))
            return 0;
    }
    return length;
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        while (at + 8 <= bytes.size() && (eightBytes(bytes.data() + at) & kHighBits) == 0)
            at += 8;
        if (at >= bytes.size())
            break;
        const std::size_t length = wellFormed(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::int64_t codePoints(std::string_view text)
{
    std::int64_t other = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8)
        other += continuing(eightBytes(text.data() + at));
    for (; at < text.size(); ++at)
        other += detail::continues(text[at]) ? 1 : 0;
    return static_cast<std::int64_t>(text.size()) - other;
}

OffsetMap::OffsetMap(std::string_view text) : m_text(text)
{
    if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        m_codePoints = m_utf16 = static_cast<std::int64_t>(text.size());
        return;
    }
    m_points.reserve(text.size() / static_cast<std::size_t>(kEvery) + 1);
    for (std::size_t at = 0; at < text.size(); at = nextCharacter(text, at)) {
        if (m_codePoints % kEvery == 0)
            m_points.push_back({static_cast<std::int64_t>(at), m_utf16});
        ++m_codePoints;
        m_utf16 += unitsOf(text[at]);
    }
}

OffsetMap::Point OffsetMap::at(std::int64_t codePoint) const
{
    codePoint = std::clamp<std::int64_t>(codePoint, 0, m_codePoints);
    if (ascii())
        return {codePoint, codePoint};
    if (codePoint == m_codePoints)
        return {bytes(), m_utf16};
    Point point = m_points[static_cast<std::size_t>(codePoint / kEvery)];
    auto byte = static_cast<std::size_t>(point.byte);
    for (std::int64_t left = codePoint % kEvery; left > 0; --left) {
        point.utf16 += unitsOf(m_text[byte]);
        byte = nextCharacter(m_text, byte);
    }
    point.byte = static_cast<std::int64_t>(byte);
    return point;
}

std::int64_t OffsetMap::byteOf(std::int64_t codePoint) const
{
    return at(codePoint).byte;
}

std::int64_t OffsetMap::utf16Of(std::int64_t codePoint) const
{
    return at(codePoint).utf16;
}

std::int64_t OffsetMap::codePointOfByte(std::int64_t byte) const
{
    byte = std::clamp<std::int64_t>(byte, 0, bytes());
    if (ascii())
        return byte;
    if (byte == bytes())
        return m_codePoints;
    const auto after = std::ranges::upper_bound(m_points, byte, {}, &Point::byte);
    const auto index = std::max<std::int64_t>(0, (after - m_points.begin()) - 1);
    std::int64_t codePoint = index * kEvery;
    auto here = static_cast<std::size_t>(m_points[static_cast<std::size_t>(index)].byte);
    while (true) {
        const std::size_t next = nextCharacter(m_text, here);
        if (static_cast<std::int64_t>(next) > byte)
            return codePoint;
        here = next;
        ++codePoint;
    }
}

std::int64_t OffsetMap::codePointOfUtf16(std::int64_t unit) const
{
    unit = std::clamp<std::int64_t>(unit, 0, m_utf16);
    if (ascii())
        return unit;
    if (unit == m_utf16)
        return m_codePoints;
    const auto after = std::ranges::upper_bound(m_points, unit, {}, &Point::utf16);
    const auto index = std::max<std::int64_t>(0, (after - m_points.begin()) - 1);
    std::int64_t codePoint = index * kEvery;
    std::int64_t units = m_points[static_cast<std::size_t>(index)].utf16;
    auto here = static_cast<std::size_t>(m_points[static_cast<std::size_t>(index)].byte);
    while (units + unitsOf(m_text[here]) <= unit) {
        units += unitsOf(m_text[here]);
        here = nextCharacter(m_text, here);
        ++codePoint;
    }
    return codePoint;
}

namespace {

/// The byte `count` characters behind `from`; skips eight bytes at a time.
std::size_t advance(std::string_view text, std::size_t from, std::int64_t count)
{
    while (count > 8 && from + 8 <= text.size()) {
        count -= 8 - continuing(eightBytes(text.data() + from));
        from += 8;
    }
    // Eight bytes may end inside a character, which is then counted already.
    while (from < text.size() && detail::continues(text[from]))
        ++from;
    for (; count > 0 && from < text.size(); --count)
        from = nextCharacter(text, from);
    return from;
}

} // namespace

std::string_view slice(std::string_view text, std::int64_t begin, std::int64_t end)
{
    begin = std::max<std::int64_t>(begin, 0);
    if (begin >= end)
        return {};
    const std::size_t first = advance(text, 0, begin);
    return text.substr(first, advance(text, first, end - begin) - first);
}

bool cutsGrapheme(std::string_view text, std::int64_t begin, std::int64_t end)
{
    begin = std::max<std::int64_t>(begin, 0);
    end = std::max(begin, end);
    const std::size_t first = advance(text, 0, begin);
    return !isGraphemeBoundary(text, first) || !isGraphemeBoundary(text, advance(text, first, end - begin));
}

} // namespace nia::text
