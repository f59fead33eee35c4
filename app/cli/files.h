// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace nia::cli {

/// A whole small file. Errors: NotFound, IsFolder, Permission, Io.
[[nodiscard]] Result<std::string> readFile(const std::string &path);

/// "64MiB", "1000000", "2 GB"; `option` is named in a mistake.
[[nodiscard]] Result<std::int64_t> byteSize(const std::string &text, const std::string &option);

/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

} // namespace nia::cli
