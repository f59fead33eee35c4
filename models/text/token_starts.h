// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where tokens may begin that a search looks for, sixteen bytes at a time; private to the room.
namespace nia::text::detail {

/// Skims over usual texts: ASCII, letters of U+00C0–01BF and U+1E80–1EFF, × and ÷, and what begins with the bytes C2, E2
/// and F0 as far as it ends tokens (signs, emoji). Anything else is unusual: it has to be searched in the slow way.
class TokenStarts
{
public:
    enum class Outcome { Found, None, Unusual };

    /// For a small letter or a digit of ASCII, the first of the folded token that is looked for; nullptr: it is none.
    [[nodiscard]] static const TokenStarts *of(char letter);

    /// Asks `fits` at each place where a token begins with the letter, or with one outside of ASCII, until it says true.
    template<typename Fits>
    [[nodiscard]] Outcome find(std::string_view text, Fits fits) const
    {
        Place place;
        while (place.at < text.size()) {
            const std::uint32_t starts = next(text, place);
            for (std::uint32_t left = starts; left != 0; left &= left - 1) {
                if (fits(place.block + static_cast<std::size_t>(std::countr_zero(left))))
                    return Outcome::Found;
            }
            if (place.unusual)
                return Outcome::Unusual;
        }
        return Outcome::None;
    }

private:
    struct Place {
        std::size_t at = 0; ///< where to go on
        std::size_t block = 0; ///< what the bits of starts count from
        bool boundary = true; ///< a token may begin right here
        bool unusual = false;
    };
    explicit TokenStarts(char letter);
    /// The starts of the next few bytes, a bit for each place.
    [[nodiscard]] std::uint32_t next(std::string_view text, Place &place) const;
    [[nodiscard]] std::uint32_t nextByBytes(std::string_view text, Place &place) const;

    std::array<std::uint8_t, 256> m_classes{};
    unsigned char m_letter = 0, m_case = 0; ///< m_case: the bit that the case of the letter leaves open
};

} // namespace nia::text::detail
