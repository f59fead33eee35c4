// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nia::text {

/// One line for a list: white space and control characters collapsed to single blanks, none at the ends, at most
/// `maxCodePoints` code points with "…" as the last where something was left out. Never cuts a grapheme cluster; reads only
/// as much of the text as it needs. Faulty bytes show as U+FFFD. Threads: safe.
[[nodiscard]] std::string snippet(std::string_view text, std::int64_t maxCodePoints);

} // namespace nia::text
