// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nia::text {

enum class Tone : std::uint8_t { Ngang, Huyen, Hoi, Nga, Sac, Nang };
/// Where the tone stands in open oa, oe, uy: hòa (old) or hoà (new). Any: the two styles do not differ.
enum class ToneStyle : std::uint8_t { Any, Old, New };
enum class SyllableFault : std::uint8_t { None, NotLetters, TwoTones, NoParse, ToneCoda, TonePlace };

/// What the spelling of Vietnamese says of one token (domain/vietnamese-text.md section 4). Parts are lower case, NFC.
struct Syllable {
    SyllableFault fault = SyllableFault::None;
    bool rare = false; ///< sound words, regional words, loans; meant only where it could be parsed
    std::string onset; ///< "" without one or where it could not be parsed
    std::string rhyme; ///< without tone
    Tone tone = Tone::Ngang;
    ToneStyle style = ToneStyle::Any;

    [[nodiscard]] bool valid() const { return fault == SyllableFault::None; }
};

/// Any case and normal form. Threads: safe.
[[nodiscard]] Syllable checkSyllable(std::string_view token);

/// A toneless lower-case syllable (NFC) with a tone at its place of that style; Any is New.
[[nodiscard]] std::string placeTone(std::string_view base, Tone tone, ToneStyle style = ToneStyle::New);

/// A lower-case NFC token with its tone moved to the place of the new style (hòa to hoà, qúa to quá); as it was where it is
/// no syllable with exactly one tone.
[[nodiscard]] std::string withNewStyle(std::string_view token);

} // namespace nia::text
