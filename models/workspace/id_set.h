// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace nia::workspace {

/// A set of record ids in [first, last], a bit for each: ids have no gaps, so a million records are 125 kB.
class IdSet
{
public:
    IdSet() = default;
    IdSet(std::int64_t first, std::int64_t last, bool full)
        : m_first(first),
          m_size(last < first ? 0 : last - first + 1),
          m_words(static_cast<std::size_t>((m_size + 63) / 64), full ? ~0ULL : 0ULL)
    {
        trim();
    }

    void insert(std::int64_t id)
    {
        const std::int64_t place = id - m_first;
        if (place >= 0 && place < m_size)
            m_words[static_cast<std::size_t>(place >> 6)] |= 1ULL << (place & 63);
    }
    [[nodiscard]] bool contains(std::int64_t id) const
    {
        const std::int64_t place = id - m_first;
        return place >= 0 && place < m_size
               && ((m_words[static_cast<std::size_t>(place >> 6)] >> (place & 63)) & 1U) != 0;
    }
    void keep(const IdSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
    }
    void add(const IdSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
    }
    void insertRange(std::int64_t first, std::int64_t last)
    {
        std::int64_t place = std::max(first, m_first) - m_first;
        const std::int64_t end = std::min(last - m_first + 1, m_size);
        while (place < end) {
            if (place % 64 == 0 && end - place >= 64) {
                m_words[static_cast<std::size_t>(place >> 6)] = ~0ULL;
                place += 64;
            } else {
                m_words[static_cast<std::size_t>(place >> 6)] |= 1ULL << (place & 63);
                ++place;
            }
        }
    }
    /// Adds a block of 64 × n ids that begins at firstId.
    void addWords(std::int64_t firstId, std::span<const std::uint64_t> words)
    {
        const std::int64_t begin = firstId - m_first;
        if (begin % 64 == 0 && begin >= 0) {
            const auto at = static_cast<std::size_t>(begin / 64);
            for (std::size_t i = 0; i < words.size() && at + i < m_words.size(); ++i)
                m_words[at + i] |= words[i];
            trim();
            return;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            for (std::uint64_t word = words[i]; word != 0; word &= word - 1)
                insert(firstId + static_cast<std::int64_t>(i) * 64 + std::countr_zero(word));
        }
    }
    void drop(const IdSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= ~other.m_words[i];
    }
    [[nodiscard]] bool operator==(const IdSet &) const = default;
    void turn()
    {
        for (std::uint64_t &word : m_words)
            word = ~word;
        trim();
    }
    [[nodiscard]] std::int64_t count() const
    {
        std::int64_t sum = 0;
        for (const std::uint64_t word : m_words)
            sum += std::popcount(word);
        return sum;
    }
    /// The greatest id that the set can have.
    [[nodiscard]] std::int64_t last() const { return m_first + m_size - 1; }
    /// The least member not below the id; -1: none.
    [[nodiscard]] std::int64_t from(std::int64_t id) const
    {
        std::int64_t place = id < m_first ? 0 : id - m_first;
        while (place < m_size) {
            const std::uint64_t word = m_words[static_cast<std::size_t>(place >> 6)] >> (place & 63);
            if (word != 0)
                return m_first + place + std::countr_zero(word);
            place = (place | 63) + 1;
        }
        return -1;
    }

private:
    void trim()
    {
        if (m_size % 64 != 0 && !m_words.empty())
            m_words.back() &= (1ULL << (m_size % 64)) - 1;
    }
    std::int64_t m_first = 1, m_size = 0;
    std::vector<std::uint64_t> m_words;
};

} // namespace nia::workspace
