// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where tokens may begin that a search looks for, found with a look at each byte; private to the room.
namespace nia::text::detail {

/// Nothing but ASCII, letters of U+00C0–01BF and U+1E80–1EFF, × and ÷, and what begins with the bytes C2, E2 and F0 (signs
/// mostly, at which TokenStarts looks closer).
[[nodiscard]] bool isUsualText(std::string_view text);

/// Walks the places of a usual text where a token begins with the letter, or with one outside of ASCII.
class TokenStarts
{
public:
    /// For a small letter or a digit of ASCII, the first of the folded token that is looked for; nullptr: it is none.
    [[nodiscard]] static const TokenStarts *of(char letter);

    enum class Next { Start, End, Unusual };
    /// Moves `at` on to the next such place. `boundary`: a token may begin right at `at`. Unusual: the text holds something
    /// of which nothing is known here; it has to be searched in the slow way.
    [[nodiscard]] Next next(std::string_view text, std::size_t &at, bool boundary) const;

private:
    explicit TokenStarts(char letter);

    std::array<std::uint8_t, 256> m_classes{};
};

} // namespace nia::text::detail
