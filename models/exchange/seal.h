// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <filesystem>
#include <string>

namespace nia::exchange {

/// The end of a bundle: a skippable frame of zstd (RFC 8878, section 3.1.2), which other programs pass over, with the SHA-256
/// of every byte before it. The checksum of the zstd frame covers what is unpacked; a changed byte that unpacks to the same
/// is noticed by this one alone.
[[nodiscard]] std::string sealOf(const Sha256Digest &before);

enum class Seal { None, Fits, Broken };
/// Reads the whole file. None: it does not end with a seal.
[[nodiscard]] Result<Seal> checkSeal(const std::filesystem::path &path);

} // namespace nia::exchange
