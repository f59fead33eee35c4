// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace nia::text {

/// Order of lists for people, by ICU's Vietnamese collation (letters of the alphabet, then tones, then case): negative,
/// zero or positive. Texts that collate equal but differ are ordered by bytes, so that the order is total. Threads: safe.
[[nodiscard]] int compare(std::string_view a, std::string_view b);

/// For std::ranges::sort and maps.
struct Less {
    bool operator()(std::string_view a, std::string_view b) const { return compare(a, b) < 0; }
};

} // namespace nia::text
