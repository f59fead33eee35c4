// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::text {

/// [first, second) in code points of the text that was searched.
using Range = std::pair<std::int64_t, std::int64_t>;

/// Whether the bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view bytes);

/// Number of code points: bytes that do not continue a character. O(bytes), several GB/s.
[[nodiscard]] std::int64_t codePoints(std::string_view text);

/// Converts between the three ways of counting into one text: code points (what Nia keeps), bytes of UTF-8 and UTF-16
/// units (what Qt counts).
///
/// Shape:   keeps a checkpoint every 256 code points, none for pure ASCII. The text is viewed, not copied: it must live
///          as long as the map.
/// Units:   positions lie between characters, 0 … size; what lies outside is moved to the nearest end. A position inside
///          a character (in bytes or UTF-16) is moved to the character's start.
/// Errors:  none; text that is not UTF-8 gives positions inside it, nothing more.
/// Threads: immutable after construction.
/// Cost:    O(bytes) to make, O(256 + log size) per question.
class OffsetMap
{
public:
    explicit OffsetMap(std::string_view text);

    [[nodiscard]] std::int64_t codePoints() const { return m_codePoints; }
    [[nodiscard]] std::int64_t bytes() const { return static_cast<std::int64_t>(m_text.size()); }
    [[nodiscard]] std::int64_t utf16Units() const { return m_utf16; }

    [[nodiscard]] std::int64_t byteOf(std::int64_t codePoint) const;
    [[nodiscard]] std::int64_t utf16Of(std::int64_t codePoint) const;
    [[nodiscard]] std::int64_t codePointOfByte(std::int64_t byte) const;
    [[nodiscard]] std::int64_t codePointOfUtf16(std::int64_t unit) const;

private:
    struct Point {
        std::int64_t byte = 0;
        std::int64_t utf16 = 0;
    };
    [[nodiscard]] bool ascii() const { return m_points.empty(); }
    [[nodiscard]] Point at(std::int64_t codePoint) const;

    std::string_view m_text;
    std::int64_t m_codePoints = 0;
    std::int64_t m_utf16 = 0;
    std::vector<Point> m_points; ///< of code points 0, 256, 512 …
};

/// The stretch [begin, end) in code points; ends outside the text are moved to its ends; "" where begin >= end.
[[nodiscard]] std::string_view slice(std::string_view text, std::int64_t begin, std::int64_t end);

/// Whether a position (bytes) lies between two grapheme clusters (UAX #29, extended); the ends of the text do.
[[nodiscard]] bool isGraphemeBoundary(std::string_view text, std::size_t byte);

/// Whether a stretch [begin, end) in code points begins or ends inside a grapheme cluster (between a letter and its mark,
/// inside an emoji family, between CR and LF).
[[nodiscard]] bool cutsGrapheme(std::string_view text, std::int64_t begin, std::int64_t end);

} // namespace nia::text
