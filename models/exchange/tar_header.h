// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nia::exchange {

inline constexpr std::int64_t kTarBlock = 512;
using TarHeader = std::array<char, 512>;

/// A POSIX ustar header of a regular file, owner 0, time 0, so that equal content gives equal bytes.
[[nodiscard]] TarHeader tarHeader(std::string_view name, std::int64_t sizeBytes);

struct TarMember {
    std::string name;
    std::int64_t sizeBytes = 0;
    bool regular = true;
};

/// Nothing if the checksum or a number is wrong, or the name is not relative (a leading /, a drive, a part "..").
[[nodiscard]] std::optional<TarMember> parseTarHeader(const TarHeader &header);

/// Two of these end an archive.
[[nodiscard]] bool isZeroBlock(const TarHeader &header);

} // namespace nia::exchange
