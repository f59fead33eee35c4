// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/record.h"

#include <algorithm>
#include <cstring>

namespace nia::shards {

char *Arena::take(std::size_t bytes)
{
    constexpr std::size_t kBlock = std::size_t{64} << 10;
    if (bytes > m_left) {
        const std::size_t size = std::max(bytes, kBlock);
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(size));
        m_at = m_blocks.back().get();
        m_left = size;
    }
    char *taken = m_at;
    m_at += bytes;
    m_left -= bytes;
    return taken;
}

std::string_view Arena::keep(std::string_view text)
{
    if (text.empty())
        return {};
    char *to = take(text.size());
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
}

} // namespace nia::shards
