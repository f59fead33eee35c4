// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/tar_header.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace nia::exchange {

namespace {

// Offsets of the ustar header (POSIX.1-1988).
constexpr std::size_t kNameAt = 0, kNameSize = 100, kModeAt = 100, kSizeAt = 124, kTimeAt = 136, kSumAt = 148,
                      kTypeAt = 156, kMagicAt = 257, kPrefixAt = 345, kPrefixSize = 155;

void octal(TarHeader &header, std::size_t at, int digits, std::uint64_t value)
{
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%0*llo", digits, static_cast<unsigned long long>(value));
    std::memcpy(header.data() + at, text.data(), static_cast<std::size_t>(digits) + 1);
}

std::optional<std::int64_t> readOctal(const TarHeader &header, std::size_t at, std::size_t size)
{
    std::int64_t value = 0;
    bool any = false;
    for (std::size_t i = at; i < at + size; ++i) {
        const char c = header[i];
        if (c == '\0' || c == ' ') {
            if (any)
                break;
            continue;
        }
        if (c < '0' || c > '7')
            return std::nullopt;
        value = value * 8 + (c - '0');
        any = true;
    }
    return any ? std::optional(value) : std::nullopt;
}

unsigned checksum(const TarHeader &header)
{
    unsigned sum = 0;
    for (std::size_t i = 0; i < header.size(); ++i)
        sum += i >= kSumAt && i < kSumAt + 8 ? ' ' : static_cast<unsigned char>(header[i]);
    return sum;
}

std::string field(const TarHeader &header, std::size_t at, std::size_t size)
{
    const char *first = header.data() + at;
    return {first, std::find(first, first + size, '\0')};
}

bool isSafeName(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos
        || name.find(':') != std::string_view::npos)
        return false;
    while (!name.empty()) {
        const std::size_t slash = name.find('/');
        if (name.substr(0, slash) == "..")
            return false;
        name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
    }
    return true;
}

} // namespace

TarHeader tarHeader(std::string_view name, std::int64_t sizeBytes)
{
    TarHeader header{};
    std::memcpy(header.data() + kNameAt, name.data(), std::min(name.size(), kNameSize));
    octal(header, kModeAt, 7, 0644);
    octal(header, kModeAt + 8, 7, 0);
    octal(header, kModeAt + 16, 7, 0);
    octal(header, kSizeAt, 11, static_cast<std::uint64_t>(sizeBytes));
    octal(header, kTimeAt, 11, 0);
    header[kTypeAt] = '0';
    std::memcpy(header.data() + kMagicAt, "ustar\00000", 8);
    octal(header, kSumAt, 6, checksum(header));
    header[kSumAt + 7] = ' ';
    return header;
}

std::optional<TarMember> parseTarHeader(const TarHeader &header)
{
    const auto sum = readOctal(header, kSumAt, 8);
    const auto size = readOctal(header, kSizeAt, 12);
    if (!sum || !size || *sum != static_cast<std::int64_t>(checksum(header)))
        return std::nullopt;
    TarMember member{.name = field(header, kNameAt, kNameSize), .sizeBytes = *size};
    if (const std::string prefix = field(header, kPrefixAt, kPrefixSize); !prefix.empty())
        member.name = prefix + "/" + member.name;
    member.regular = header[kTypeAt] == '0' || header[kTypeAt] == '\0';
    return isSafeName(member.name) ? std::optional(member) : std::nullopt;
}

bool isZeroBlock(const TarHeader &header)
{
    return std::ranges::all_of(header, [](char c) { return c == '\0'; });
}

} // namespace nia::exchange
