// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/json_end.h"

#include <array>

namespace nia::shards {

namespace {

constexpr std::size_t kDeepest = std::size_t{1} << 20; ///< deeper is no data; a record may have far less

enum class Sign : unsigned char { Other, Blank, Word, Quote, Bracket };

constexpr std::array<Sign, 256> kSigns = [] {
    std::array<Sign, 256> signs{};
    for (const char c : std::string_view(" \t\r\n"))
        signs[static_cast<unsigned char>(c)] = Sign::Blank;
    for (const char c : std::string_view("0123456789+-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        signs[static_cast<unsigned char>(c)] = Sign::Word;
    for (const char c : std::string_view("{}[],:"))
        signs[static_cast<unsigned char>(c)] = Sign::Bracket;
    signs['"'] = Sign::Quote;
    return signs;
}();

/// What a string's bytes may be without further thought.
constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 256; ++c)
        plain[c] = c != '"' && c != '\\';
    return plain;
}();

} // namespace

void JsonEnd::reset()
{
    m_open.clear();
    m_next = Next::Value;
    m_inString = m_escaped = m_inWord = false;
}

/// Inside a string: true where it ended.
bool JsonEnd::string(std::string_view bytes, std::size_t &at, bool &broken)
{
    for (; at < bytes.size(); ++at) {
        const auto c = static_cast<unsigned char>(bytes[at]);
        if (m_escaped) {
            m_escaped = false;
            broken = c < 0x20;
        } else if (kPlain[c]) {
            continue;
        } else if (c == '"') {
            ++at;
            m_inString = false;
            return true;
        } else {
            m_escaped = c == '\\';
            broken = c != '\\';
        }
        if (broken)
            return false;
    }
    return false;
}

/// A bracket, comma or colon: whether it fits here.
bool JsonEnd::sign(char c)
{
    switch (c) {
    case '{':
    case '[':
        if ((m_next != Next::Value && m_next != Next::ValueOrEnd) || m_open.size() >= kDeepest)
            return false;
        m_open += c;
        m_next = c == '{' ? Next::KeyOrEnd : Next::ValueOrEnd;
        return true;
    case '}':
    case ']': {
        const Next empty = c == '}' ? Next::KeyOrEnd : Next::ValueOrEnd;
        if (m_open.empty() || m_open.back() != (c == '}' ? '{' : '[')
            || (m_next != Next::CommaOrEnd && m_next != empty))
            return false;
        m_open.pop_back();
        valueEnds();
        return true;
    }
    case ',':
        if (m_next != Next::CommaOrEnd)
            return false;
        m_next = m_open.back() == '{' ? Next::Key : Next::Value;
        return true;
    default: // a colon
        if (m_next != Next::Colon)
            return false;
        m_next = Next::Value;
        return true;
    }
}

JsonEnd::Found JsonEnd::scan(std::string_view bytes, std::size_t &at)
{
    while (at < bytes.size()) {
        if (m_inString) {
            bool broken = false;
            if (!string(bytes, at, broken))
                return broken ? Found::Broken : Found::More;
            m_next = m_next == Next::Key ? Next::Colon : Next::CommaOrEnd;
        }
        if (!m_inWord && m_next == Next::CommaOrEnd && m_open.empty())
            return Found::Whole;
        if (at == bytes.size())
            break;
        const char c = bytes[at];
        const Sign kind = kSigns[static_cast<unsigned char>(c)];
        if (m_inWord && kind != Sign::Word) {
            m_inWord = false;
            valueEnds();
            continue;
        }
        const bool value = m_next == Next::Value || m_next == Next::ValueOrEnd;
        const bool key = m_next == Next::Key || m_next == Next::KeyOrEnd;
        switch (kind) {
        case Sign::Blank: break;
        case Sign::Word:
            if (!m_inWord && !value)
                return Found::Broken;
            m_inWord = true;
            break;
        case Sign::Quote:
            if (!value && !key)
                return Found::Broken;
            m_inString = true;
            m_next = key ? Next::Key : Next::Value;
            break;
        case Sign::Bracket:
            if (!sign(c))
                return Found::Broken;
            break;
        case Sign::Other: return Found::Broken;
        }
        ++at;
    }
    const bool whole = !m_inString && !m_inWord && m_next == Next::CommaOrEnd && m_open.empty();
    return whole ? Found::Whole : Found::More;
}

} // namespace nia::shards
