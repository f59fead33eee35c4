// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nia::text {

/// The beginning of a text on one line: every run of white space is one blank, none at the ends; at most maxCodePoints
/// code points, shortened between grapheme clusters and without an ellipsis. Reads no further than it needs.
[[nodiscard]] std::string preview(std::string_view text, std::int64_t maxCodePoints);

} // namespace nia::text
