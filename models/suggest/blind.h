// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"

#include <string_view>

namespace nia::suggest {

inline constexpr double kBlindShare = .25;
inline constexpr double kLeastBlindShare = .10;

/// Whether the suggestion for this record is hidden from this annotator: the first 8 bytes (little-endian) of SHA-256 over
/// workspace id, NUL, annotator, NUL, record key in hex, as a part of 2^64, lie below the share. The same on every
/// machine; a larger share hides what a smaller one hid. `share` is kept in [kLeastBlindShare, 1]; gold is always hidden.
[[nodiscard]] bool isBlind(std::string_view workspaceId, std::string_view annotator, const RecordKey &key,
                           double share = kBlindShare, bool gold = false);

} // namespace nia::suggest
