// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"

#include "base/append_utf8.h"

#include <algorithm>
#include <unordered_set>

namespace nia {

namespace {

constexpr int kMaxDepth = 1000;

class Parser
{
public:
    explicit Parser(std::string_view text, bool lenient = false) : m_text(text), m_lenient(lenient) {}

    Result<Json> document()
    {
        blanks();
        NIA_ASSIGN(Json json, value(0));
        blanks();
        if (m_at != m_text.size())
            return bad("something follows the value");
        return json;
    }

private:
    std::unexpected<Error> bad(std::string what) const { return bad(Kind::NotJson, {std::move(what)}); }
    std::unexpected<Error> bad(Kind kind, std::vector<std::string> arguments = {}) const
    {
        return fail(kind, std::move(arguments), {}, static_cast<std::int64_t>(m_at));
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

    Result<Json> value(int depth)
    {
        if (depth >= kMaxDepth && (peek() == '{' || peek() == '['))
            return bad(Kind::TooDeep, {std::to_string(kMaxDepth)});
        switch (peek()) {
        case '{': return object(depth);
        case '[': return array(depth);
        case '"': {
            NIA_ASSIGN(std::string text, string());
            return Json(std::move(text));
        }
        case 't':
            if (take("true"))
                return Json(true);
            break;
        case 'f':
            if (take("false"))
                return Json(false);
            break;
        case 'n':
            if (take("null"))
                return Json();
            break;
        default: return number();
        }
        return bad("an unknown word");
    }

    Result<Json> object(int depth)
    {
        Json::Object members;
        std::unordered_set<std::string> names; // filled only where looking through the members would take long
        ++m_at;
        blanks();
        if (take("}"))
            return Json(std::move(members));
        while (true) {
            blanks();
            if (peek() != '"')
                return bad("a member name is missing");
            NIA_ASSIGN(std::string name, string());
            const bool repeated = isRepeated(members, names, name);
            if (repeated && !m_lenient)
                return bad("the member “" + name + "” stands twice");
            blanks();
            if (!take(":"))
                return bad("a colon is missing");
            blanks();
            NIA_ASSIGN(Json member, value(depth + 1));
            if (repeated)
                std::ranges::find(members, name, &Json::Member::first)->second = std::move(member);
            else
                members.emplace_back(std::move(name), std::move(member));
            blanks();
            if (take("}"))
                return Json(std::move(members));
            if (!take(","))
                return bad("a comma or } is missing");
        }
    }

    static bool isRepeated(const Json::Object &members, std::unordered_set<std::string> &names, const std::string &name)
    {
        constexpr std::size_t kFew = 16;
        if (members.size() < kFew)
            return std::ranges::find(members, name, &Json::Member::first) != members.end();
        if (names.empty()) {
            for (const Json::Member &member : members)
                names.insert(member.first);
        }
        return !names.insert(name).second;
    }

    Result<Json> array(int depth)
    {
        Json::Array items;
        ++m_at;
        blanks();
        if (take("]"))
            return Json(std::move(items));
        while (true) {
            blanks();
            NIA_ASSIGN(Json item, value(depth + 1));
            items.push_back(std::move(item));
            blanks();
            if (take("]"))
                return Json(std::move(items));
            if (!take(","))
                return bad("a comma or ] is missing");
        }
    }

    bool digits()
    {
        const std::size_t first = m_at;
        while (peek() >= '0' && peek() <= '9' && m_at < m_text.size())
            ++m_at;
        return m_at > first;
    }

    Result<Json> number();
    Result<std::string> string();
    Result<void> escape(std::string &out);
    Result<unsigned> hex4();
    Result<void> checkUtf8();

    std::string_view m_text;
    bool m_lenient = false;
    std::size_t m_at = 0;
};

Result<Json> Parser::number()
{
    const std::size_t first = m_at;
    if (peek() == '-')
        ++m_at;
    if (peek() == '0')
        ++m_at;
    else if (!digits())
        return bad("a value is missing");
    if (peek() == '.') {
        ++m_at;
        if (!digits())
            return bad("digits are missing after the decimal point");
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!digits())
            return bad("digits are missing in the exponent");
    }
    return Json(Json::Number{std::string(m_text.substr(first, m_at - first))});
}

Result<unsigned> Parser::hex4()
{
    unsigned code = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const char c = peek();
        code <<= 4U;
        if (c >= '0' && c <= '9')
            code |= static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            code |= static_cast<unsigned>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            code |= static_cast<unsigned>(c - 'A' + 10);
        else
            return bad("four hex digits are missing");
    }
    return code;
}

Result<void> Parser::escape(std::string &out)
{
    if (m_at == m_text.size())
        return bad("a string is not closed");
    const char c = peek();
    ++m_at;
    switch (c) {
    case '"': out += '"'; return {};
    case '\\': out += '\\'; return {};
    case '/': out += '/'; return {};
    case 'b': out += '\b'; return {};
    case 'f': out += '\f'; return {};
    case 'n': out += '\n'; return {};
    case 'r': out += '\r'; return {};
    case 't': out += '\t'; return {};
    case 'u': break;
    default: return bad("an unknown escape");
    }
    NIA_ASSIGN(unsigned code, hex4());
    if (code == 0)
        return bad(Kind::NulCharacter);
    if (code >= 0xdc00 && code < 0xe000)
        return bad(Kind::LoneSurrogate);
    if (code >= 0xd800 && code < 0xdc00) {
        if (!take("\\u"))
            return bad(Kind::LoneSurrogate);
        NIA_ASSIGN(const unsigned low, hex4());
        if (low < 0xdc00 || low > 0xdfff)
            return bad(Kind::LoneSurrogate);
        code = 0x10000U + ((code - 0xd800U) << 10U) + (low - 0xdc00U);
    }
    appendUtf8(out, code);
    return {};
}

/// Passes one multi-byte character after checking it (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
Result<void> Parser::checkUtf8()
{
    const auto lead = static_cast<unsigned char>(peek());
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || m_at + length > m_text.size())
        return bad(Kind::NotUtf8);
    for (std::size_t i = 1; i < length; ++i) {
        const auto c = static_cast<unsigned char>(m_text[m_at + i]);
        unsigned char low = 0x80, high = 0xbf;
        if (i == 1) {
            low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : low;
            high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : high;
        }
        if (c < low || c > high)
            return bad(Kind::NotUtf8);
    }
    m_at += length;
    return {};
}

Result<std::string> Parser::string()
{
    std::string out;
    ++m_at;
    std::size_t run = m_at; // where the characters begin that are copied as they stand
    while (m_at < m_text.size()) {
        const auto c = static_cast<unsigned char>(m_text[m_at]);
        if (c == '"' || c == '\\') {
            out += m_text.substr(run, m_at - run);
            ++m_at;
            if (c == '"')
                return out;
            NIA_TRY(escape(out));
            run = m_at;
        } else if (c == 0) {
            return bad(Kind::NulCharacter);
        } else if (c < 0x20) {
            return bad("a control character stands in a string");
        } else if (c < 0x80) {
            ++m_at;
        } else {
            NIA_TRY(checkUtf8());
        }
    }
    return bad("a string is not closed");
}

} // namespace

Result<Json> Json::parse(std::string_view text)
{
    return Parser(text).document();
}

Result<Json> Json::parseLenient(std::string_view text)
{
    return Parser(text, true).document();
}

} // namespace nia
