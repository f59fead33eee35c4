// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"

#include <string_view>

namespace nia {

/// The key of a record, the same on every machine: the first 16 bytes of SHA-256 over the five fields
/// "nia-rec-1", dataset, external id, builder (empty for plain text) and raw text (UTF-8 bytes exactly as they came),
/// each preceded by its length in bytes as 8 bytes little-endian. Threads: safe.
[[nodiscard]] RecordKey recordKey(std::string_view dataset, std::string_view externalId, std::string_view builder,
                                  std::string_view text);

/// The first 8 bytes (little-endian) of SHA-256 of the text: equal texts have equal hashes.
[[nodiscard]] std::uint64_t textHash(std::string_view text);

} // namespace nia
