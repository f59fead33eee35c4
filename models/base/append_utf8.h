// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace nia {

/// Appends the code point as UTF-8 (RFC 3629). `c` is at most 0x10FFFF; whether it is half of a pair is the caller's question.
inline void appendUtf8(std::string &out, unsigned c)
{
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 63U)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0U | (c >> 6U));
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0U | (c >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0U | (c >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace nia
