// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nia {

/// Row numbers inside one workspace. They never leave it: files that travel name records by RecordKey.
enum class RecordId : std::int64_t {};
enum class ShardId : std::int64_t {};
enum class DatasetId : std::int64_t {};
enum class EventSeq : std::int64_t {};

template<typename Id>
[[nodiscard]] constexpr std::int64_t number(Id id) noexcept
{
    return static_cast<std::int64_t>(id);
}

/// A fixed number of bytes, written as lower-case hex.
template<std::size_t N>
struct Bytes {
    std::array<std::uint8_t, N> bytes{};

    auto operator<=>(const Bytes &) const = default;

    [[nodiscard]] std::string hex() const
    {
        static constexpr char kDigits[] = "0123456789abcdef";
        std::string out;
        out.reserve(2 * N);
        for (const std::uint8_t byte : bytes) {
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
        return out;
    }

    /// Nothing if the text is not exactly 2 N hex digits (either case).
    [[nodiscard]] static std::optional<Bytes> fromHex(std::string_view text)
    {
        if (text.size() != 2 * N)
            return std::nullopt;
        Bytes out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            int digit = -1;
            if (c >= '0' && c <= '9')
                digit = c - '0';
            else if (c >= 'a' && c <= 'f')
                digit = c - 'a' + 10;
            else if (c >= 'A' && c <= 'F')
                digit = c - 'A' + 10;
            if (digit < 0)
                return std::nullopt;
            out.bytes[i / 2] = static_cast<std::uint8_t>((out.bytes[i / 2] << 4U) | static_cast<std::uint8_t>(digit));
        }
        return out;
    }
};

/// Names a record on every machine: the first 16 bytes of SHA-256 over dataset, external id, builder and raw text
/// (base/record_key.h).
using RecordKey = Bytes<16>;
/// SHA-256 of an event's canonical bytes.
using EventId = Bytes<32>;
using Sha256Digest = Bytes<32>;

} // namespace nia
