// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace nia::text {

/// Vietnamese order (ICU locale `vi`): letters first (a < ă < â, d < đ), then tones, then case. Less than, equal to or
/// greater than 0. Threads: safe.
[[nodiscard]] int compareVietnamese(std::string_view a, std::string_view b);
/// Bytes whose plain order is that order, for many comparisons.
[[nodiscard]] std::string collationKey(std::string_view text);

} // namespace nia::text
