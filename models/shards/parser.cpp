// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/parser.h"

#include <charconv>
#include <cstring>

namespace nia::shards {

const std::optional<Error> &Parser::broken() const
{
    static const std::optional<Error> kNothing;
    return kNothing;
}

std::string_view fallbackId(Arena &arena, std::string_view shardName, std::int64_t number)
{
    char digits[24];
    const char *end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    const auto count = static_cast<std::size_t>(end - digits);
    char *id = arena.take(shardName.size() + 1 + count);
    std::memcpy(id, shardName.data(), shardName.size());
    id[shardName.size()] = '#';
    std::memcpy(id + shardName.size() + 1, digits, count);
    return {id, shardName.size() + 1 + count};
}

std::string firstBytes(std::string_view line)
{
    if (line.size() <= kMaxBadRaw)
        return std::string(line);
    std::size_t end = kMaxBadRaw;
    for (int back = 0; back < 3 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80; ++back)
        --end;
    return std::string(line.substr(0, end));
}

} // namespace nia::shards
