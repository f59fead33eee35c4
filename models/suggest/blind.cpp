// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/blind.h"

#include "base/record_key.h"

#include <algorithm>
#include <string>

namespace nia::suggest {

bool isBlind(std::string_view workspaceId, std::string_view annotator, const RecordKey &key, double share, bool gold)
{
    if (gold)
        return true;
    std::string bytes(workspaceId);
    bytes += '\0';
    bytes += annotator;
    bytes += '\0';
    bytes += key.hex();
    return static_cast<double>(textHash(bytes) >> 11U) * 0x1.0p-53 < std::clamp(share, kLeastBlindShare, 1.0);
}

} // namespace nia::suggest
