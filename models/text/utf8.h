// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::text {

/// A stretch [begin, end) of a text, in code points unless its owner says otherwise.
struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool operator==(const Range &) const = default;
};

/// The byte of the first fault, nothing if the text is valid UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF). Cost: a word at a time over ASCII. Threads: all functions here are safe.
[[nodiscard]] std::optional<std::size_t> findInvalidUtf8(std::string_view text);
[[nodiscard]] inline bool isValidUtf8(std::string_view text) { return !findInvalidUtf8(text); }
/// The text with every maximal faulty part replaced by U+FFFD, as browsers do it.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

/// Why bytes are refused as the text of a record.
enum class TextFault { NotUtf8, LoneSurrogate, Nul };
struct FaultAt {
    TextFault fault = TextFault::NotUtf8;
    std::size_t byte = 0;
};
/// The first fault: invalid UTF-8, a surrogate written as three bytes (ED A0..BF xx), U+0000.
[[nodiscard]] std::optional<FaultAt> findFault(std::string_view text);

// The functions below take valid UTF-8; over faulty text they stay inside it, but the numbers mean nothing.

/// Number of code points.
[[nodiscard]] std::int64_t codePoints(std::string_view text);
/// Number of UTF-16 units.
[[nodiscard]] std::int64_t utf16Units(std::string_view text);
/// The byte where code point number `codePoint` begins; the size of the text for its end and beyond.
[[nodiscard]] std::size_t byteOfCodePoint(std::string_view text, std::int64_t codePoint);
/// Number of code points that begin before `byte`.
[[nodiscard]] std::int64_t codePointOfByte(std::string_view text, std::size_t byte);
/// The bytes of code points [begin, end), cut to the text.
[[nodiscard]] std::string_view substring(std::string_view text, std::int64_t begin, std::int64_t end);

/// One code point and where the next begins. Faulty bytes are read one by one as U+FFFD.
struct Decoded {
    char32_t c = 0;
    std::size_t next = 0;
};
[[nodiscard]] Decoded decode(std::string_view text, std::size_t byte);
void appendCodePoint(std::string &out, char32_t c);

/// Converts places of one text between its three units: bytes of UTF-8, code points, UTF-16 units (what QString counts).
///
/// Shape:   each conversion is monotonic; places outside are cut to [0, length]; a place inside a character counts as
///          its beginning.
/// Cost:    built in one pass, 24 bytes for each 256 code points, nothing for ASCII; a query looks at one such block.
/// Threads: const is safe. Keeps a view of the text: the text must outlive it.
class OffsetMap
{
public:
    OffsetMap() = default;
    explicit OffsetMap(std::string_view text);

    [[nodiscard]] std::int64_t codePoints() const { return m_codePoints; }
    [[nodiscard]] std::int64_t utf16Units() const { return m_utf16; }
    [[nodiscard]] std::int64_t bytes() const { return static_cast<std::int64_t>(m_text.size()); }

    [[nodiscard]] std::int64_t byteOf(std::int64_t codePoint) const;
    [[nodiscard]] std::int64_t codePointOfByte(std::int64_t byte) const;
    [[nodiscard]] std::int64_t utf16Of(std::int64_t codePoint) const;
    [[nodiscard]] std::int64_t codePointOfUtf16(std::int64_t unit) const;
    [[nodiscard]] std::string_view substring(std::int64_t begin, std::int64_t end) const;

private:
    struct Mark {
        std::int64_t byte = 0;
        std::int64_t codePoint = 0;
        std::int64_t utf16 = 0;
    };
    [[nodiscard]] Mark walk(std::int64_t Mark::*unit, std::int64_t place) const;

    std::string_view m_text;
    std::vector<Mark> m_marks; ///< at code points 0, 256, 512 …; empty for ASCII
    std::int64_t m_codePoints = 0;
    std::int64_t m_utf16 = 0;
};

/// Whether a cut at this code point would part a user-perceived character (UAX 29 extended grapheme cluster).
[[nodiscard]] bool cutsGrapheme(std::string_view text, std::int64_t codePoint);
/// Whether [begin, end) cuts one at either end.
[[nodiscard]] bool cutsGrapheme(std::string_view text, Range range);
/// The last grapheme boundary at or before / the first at or after the code point.
[[nodiscard]] std::int64_t graphemeFloor(std::string_view text, std::int64_t codePoint);
[[nodiscard]] std::int64_t graphemeCeil(std::string_view text, std::int64_t codePoint);

} // namespace nia::text
