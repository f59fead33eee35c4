// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nia::shards {

/// Finds where a JSON value ends, in bytes that come in pieces. It follows brackets, commas, colons and strings, so a value
/// that breaks off is noticed where the next sign does not fit; what stands in words, numbers and strings is not its matter.
/// Cost: O(bytes), each looked at once; memory for the nesting.
class JsonEnd
{
public:
    enum class Found {
        More, ///< the value goes on behind these bytes
        Whole, ///< `at` is right behind it
        Broken ///< `at` is at what does not fit
    };
    /// Goes on at bytes[at], which must be the value's first byte after construction or reset().
    [[nodiscard]] Found scan(std::string_view bytes, std::size_t &at);
    void reset();

private:
    enum class Next { Value, ValueOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd };
    [[nodiscard]] bool string(std::string_view bytes, std::size_t &at, bool &broken);
    [[nodiscard]] bool sign(char c);
    void valueEnds() { m_next = Next::CommaOrEnd; }

    std::string m_open; ///< brackets
    Next m_next = Next::Value;
    bool m_inString = false, m_escaped = false, m_inWord = false;
};

} // namespace nia::shards
