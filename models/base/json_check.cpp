// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json_scan.h"

#include <vector>

namespace nia {

namespace {

/// Walks a text once without building anything and without recursion.
class Checker
{
public:
    Checker(std::string_view text, int maxDepth) : m_text(text), m_maxDepth(maxDepth) {}

    Result<void> document()
    {
        NIA_TRY(value());
        while (!m_open.empty()) {
            blanks();
            const char closing = m_open.back() == '{' ? '}' : ']';
            if (peek() == closing) {
                ++m_at;
                m_open.pop_back();
                continue;
            }
            if (peek() != ',')
                return bad(closing == '}' ? "a comma or } is missing" : "a comma or ] is missing");
            ++m_at;
            NIA_TRY(item());
        }
        blanks();
        if (m_at != m_text.size())
            return bad("something follows the value");
        return {};
    }

private:
    std::unexpected<Error> bad(Kind kind, std::vector<std::string> arguments = {}) const
    {
        return fail(kind, std::move(arguments), {}, static_cast<std::int64_t>(m_at));
    }
    std::unexpected<Error> bad(std::string what) const
    {
        if (m_at < m_text.size() && m_text[m_at] == '\0')
            return bad(Kind::NulCharacter);
        return bad(Kind::NotJson, {std::move(what)});
    }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks()
    {
        while (m_at < m_text.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }
    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }

    /// What stands after an opening bracket or a comma.
    Result<void> item()
    {
        if (m_open.back() == '{') {
            blanks();
            if (peek() != '"')
                return bad("a member name is missing");
            NIA_TRY(string());
            blanks();
            if (!take(":"))
                return bad("a colon is missing");
        }
        return value();
    }

    /// A scalar, or everything up to the first scalar or empty bracket inside.
    Result<void> value()
    {
        while (true) {
            blanks();
            const char c = peek();
            if (c != '{' && c != '[')
                return scalar(c);
            if (std::ssize(m_open) >= m_maxDepth)
                return bad(Kind::TooDeep, {std::to_string(m_maxDepth)});
            m_open.push_back(c);
            ++m_at;
            blanks();
            if (peek() == (c == '{' ? '}' : ']'))
                return {}; // closed by document()
            if (c == '{') {
                if (peek() != '"')
                    return bad("a member name is missing");
                NIA_TRY(string());
                blanks();
                if (!take(":"))
                    return bad("a colon is missing");
            }
        }
    }

    Result<void> scalar(char c)
    {
        if (c == '"')
            return string();
        if (c == '-' || (c >= '0' && c <= '9'))
            return number();
        if (take("true") || take("false") || take("null"))
            return {};
        return bad("a value is missing");
    }

    bool digits()
    {
        const std::size_t first = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > first;
    }
    Result<void> number()
    {
        take("-");
        if (!take("0") && !digits())
            return bad("digits are missing");
        if (take(".") && !digits())
            return bad("digits are missing after the decimal point");
        if (take("e") || take("E")) {
            if (!take("+"))
                take("-");
            if (!digits())
                return bad("digits are missing in the exponent");
        }
        return {};
    }

    Result<unsigned> hex4()
    {
        unsigned code = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = peek();
            const char lower = static_cast<char>(c | 0x20);
            if (c >= '0' && c <= '9')
                code = (code << 4U) | static_cast<unsigned>(c - '0');
            else if (lower >= 'a' && lower <= 'f')
                code = (code << 4U) | static_cast<unsigned>(lower - 'a' + 10);
            else
                return bad("four hex digits are missing");
        }
        return code;
    }
    Result<void> escape()
    {
        ++m_at;
        const char c = peek();
        if (c == '\0' || std::string_view("\"\\/bfnrtu").find(c) == std::string_view::npos)
            return bad("an unknown escape");
        ++m_at;
        if (c != 'u')
            return {};
        NIA_ASSIGN(const unsigned code, hex4());
        if (code == 0)
            return bad(Kind::NulCharacter);
        if (code < 0xd800 || code > 0xdfff)
            return {};
        if (code >= 0xdc00 || !take("\\u"))
            return bad(Kind::LoneSurrogate);
        NIA_ASSIGN(const unsigned low, hex4());
        if (low < 0xdc00 || low > 0xdfff)
            return bad(Kind::LoneSurrogate);
        return {};
    }

    /// One multi-byte character by RFC 3629: no overlong forms, no surrogates, at most U+10FFFF.
    Result<void> utf8()
    {
        const auto byte = [this](std::size_t i) { return static_cast<unsigned char>(m_text[m_at + i]); };
        const unsigned char lead = byte(0);
        const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || m_at + length > m_text.size())
            return bad(Kind::NotUtf8);
        const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (byte(1) < low || byte(1) > high)
            return bad(Kind::NotUtf8);
        for (std::size_t i = 2; i < length; ++i) {
            if ((byte(i) & 0xc0U) != 0x80)
                return bad(Kind::NotUtf8);
        }
        m_at += length;
        return {};
    }
    Result<void> string()
    {
        ++m_at;
        while (m_at < m_text.size()) {
            const auto c = static_cast<unsigned char>(m_text[m_at]);
            if (c == '"') {
                ++m_at;
                return {};
            }
            if (c == '\\')
                NIA_TRY(escape());
            else if (c < 0x20)
                return bad("a control character stands in a string");
            else if (c < 0x80)
                ++m_at;
            else
                NIA_TRY(utf8());
        }
        return bad("a string is not closed");
    }

    std::string_view m_text;
    int m_maxDepth;
    std::size_t m_at = 0;
    std::string m_open; ///< the brackets that are open
};

} // namespace

Result<void> checkJson(std::string_view text, int maxDepth)
{
    return Checker(text, maxDepth).document();
}

} // namespace nia
