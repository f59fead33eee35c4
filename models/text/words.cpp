// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/words.h"

#include "text/characters.h"
#include "text/normal.h"

namespace nia::text {

bool WordScanner::next()
{
    const detail::LetterTable &table = detail::letterTable();
    const std::size_t begin = detail::tokenBegin(table, m_text, m_at);
    if (begin == m_text.size()) {
        m_at = begin;
        return false;
    }
    const detail::TokenEnd token = detail::tokenEnd(table, m_text, begin);
    m_range = {begin, token.end};
    m_at = token.next;
    return true;
}

std::vector<ByteRange> wordRanges(std::string_view text)
{
    std::vector<ByteRange> ranges;
    for (WordScanner words(text); words.next();)
        ranges.push_back(words.range());
    return ranges;
}

std::int64_t wordCount(std::string_view text)
{
    std::int64_t count = 0;
    for (WordScanner words(text); words.next();)
        ++count;
    return count;
}

std::string lower(std::string_view text)
{
    std::string composed;
    if (!isNfc(text)) {
        composed = nfc(text);
        text = composed;
    }
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t at = 0; at < text.size();)
        detail::append(out, detail::lowerOf(detail::decode(text, at)));
    return out;
}

} // namespace nia::text
