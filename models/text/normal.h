// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace nia::text {

/// Whether the text is in Unicode normal form C. Text must be UTF-8.
[[nodiscard]] bool isNfc(std::string_view text);

/// The text in normal form C; for search, signals and the model, never for what is stored. Bytes that are not UTF-8
/// become U+FFFD.
[[nodiscard]] std::string nfc(std::string_view text);

/// Without white space (Unicode White_Space) at either end.
[[nodiscard]] std::string trimmed(std::string_view text);

} // namespace nia::text
