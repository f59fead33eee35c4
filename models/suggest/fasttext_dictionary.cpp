// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/fasttext_dictionary.h"

#include <algorithm>
#include <array>
#include <bit>

namespace nia::suggest {

namespace {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f' || c == '\0';
}

constexpr auto kSpaces = [] {
    std::array<bool, 256> table{};
    for (int i = 0; i < 256; ++i)
        table[static_cast<std::size_t>(i)] = isSpace(static_cast<char>(i));
    return table;
}();

/// int32 sign-extended to uint64, as the original's types do it.
std::uint64_t widened(std::int32_t hash)
{
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(hash));
}

} // namespace

std::uint32_t fastTextHash(std::string_view bytes, std::uint32_t hash)
{
    for (const char c : bytes) {
        hash ^= static_cast<std::uint32_t>(static_cast<std::int32_t>(static_cast<std::int8_t>(c)));
        hash *= 16777619U;
    }
    return hash;
}

FastTextDictionary::FastTextDictionary(const FastText::Shape &shape, std::vector<Entry> entries)
    : m_shape(shape), m_entries(std::move(entries))
{
    m_table.assign(std::bit_ceil(m_entries.size() * 2 + 2), -1);
    const std::size_t mask = m_table.size() - 1;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const std::string_view word = m_entries[i].word;
        std::size_t at = fastTextHash(word) & mask;
        while (m_table[at] >= 0 && m_entries[static_cast<std::size_t>(m_table[at])].word != word)
            at = (at + 1) & mask;
        if (m_table[at] < 0)
            m_table[at] = static_cast<std::int32_t>(i);
        m_words += m_entries[i].type == 0 ? 1 : 0;
    }
    m_subwords.resize(static_cast<std::size_t>(m_words));
    for (std::size_t i = 0; i < m_subwords.size(); ++i) {
        m_subwords[i].push_back(static_cast<std::int64_t>(i));
        if (m_entries[i].word != kEndWord && m_shape.maxn > 0)
            subwords(m_entries[i].word, m_subwords[i]);
    }
}

std::int32_t FastTextDictionary::find(std::string_view word, std::uint32_t hash) const
{
    const std::size_t mask = m_table.size() - 1;
    for (std::size_t at = hash & mask; m_table[at] >= 0; at = (at + 1) & mask)
        if (m_entries[static_cast<std::size_t>(m_table[at])].word == word)
            return m_table[at];
    return -1;
}

void FastTextDictionary::subwords(std::string_view word, std::vector<std::int64_t> &ids) const
{
    if (m_shape.bucket <= 0)
        return;
    thread_local std::string marked;
    marked.assign(1, '<').append(word).append(1, '>');
    const std::size_t size = marked.size();
    const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(marked[i]) & 0xC0U) == 0x80; };
    for (std::size_t start = 0; start < size; ++start) {
        if (continues(start))
            continue;
        std::uint32_t hash = fastTextHash({});
        std::size_t at = start;
        for (std::int32_t n = 1; at < size && n <= m_shape.maxn; ++n) {
            const std::size_t begin = at++;
            while (at < size && continues(at))
                ++at;
            hash = fastTextHash(std::string_view(marked).substr(begin, at - begin), hash);
            if (n >= m_shape.minn && !(n == 1 && (start == 0 || at == size)))
                ids.push_back(m_words + static_cast<std::int64_t>(hash % static_cast<std::uint32_t>(m_shape.bucket)));
        }
    }
}

bool FastTextDictionary::take(std::string_view token, FastText::Working &working) const
{
    const std::uint32_t hash = fastTextHash(token);
    const std::int32_t known = find(token, hash);
    const bool label =
        known < 0 ? token.starts_with(kLabelPrefix) : m_entries[static_cast<std::size_t>(known)].type == 1;
    if (!label) {
        if (known >= 0)
            working.ids.insert(working.ids.end(), m_subwords[static_cast<std::size_t>(known)].begin(),
                               m_subwords[static_cast<std::size_t>(known)].end());
        else if (token != kEndWord)
            subwords(token, working.ids);
        working.hashes.push_back(static_cast<std::int32_t>(hash));
    }
    return token == kEndWord;
}

void FastTextDictionary::ids(std::string_view line, FastText::Working &working) const
{
    working.ids.clear();
    working.hashes.clear();
    bool ended = false;
    for (std::size_t at = 0; at < line.size() && !ended;) {
        if (kSpaces[static_cast<unsigned char>(line[at])]) {
            if (line[at++] == '\n')
                break;
            continue;
        }
        const std::size_t begin = at;
        while (at < line.size() && !kSpaces[static_cast<unsigned char>(line[at])])
            ++at;
        ended = take(line.substr(begin, at - begin), working);
    }
    if (!ended)
        (void)take(kEndWord, working);
    if (m_shape.bucket <= 0)
        return;
    const auto &hashes = working.hashes;
    const auto order = static_cast<std::size_t>(std::max(m_shape.wordNgrams, 1));
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        std::uint64_t hash = widened(hashes[i]);
        for (std::size_t j = i + 1; j < hashes.size() && j < i + order; ++j) {
            hash = hash * 116049371U + widened(hashes[j]);
            working.ids.push_back(m_words
                                  + static_cast<std::int64_t>(hash % static_cast<std::uint64_t>(m_shape.bucket)));
        }
    }
}

} // namespace nia::suggest
