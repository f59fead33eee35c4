// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace nia::text {

/// Whether the text is in Unicode normal form C. Cost: Vietnamese and other common text is decided from its bytes, ICU is
/// asked only where a character may compose. Takes valid UTF-8. Threads: safe.
[[nodiscard]] bool isNfc(std::string_view text);
/// The text in normal form C.
[[nodiscard]] std::string nfc(std::string_view text);
/// Normal form C and lower case (simple mappings, root locale): what features and comparisons read.
[[nodiscard]] std::string lowered(std::string_view text);
/// Without white space (Unicode White_Space) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace nia::text
