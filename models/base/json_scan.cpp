// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json_scan.h"

#include "base/append_utf8.h"

#include <algorithm>
#include <cstdint>

namespace nia {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skipBlanks(std::string_view json, std::size_t at)
{
    while (at < json.size() && isBlank(json[at]))
        ++at;
    return at;
}

/// The end of the string literal that begins at `at`.
std::size_t skipString(std::string_view json, std::size_t at)
{
    std::size_t from = at + 1;
    while (from < json.size()) {
        const std::size_t quote = json.find('"', from);
        if (quote == std::string_view::npos)
            break;
        std::size_t first = quote;
        while (first > from && json[first - 1] == '\\')
            --first;
        if ((quote - first) % 2 == 0)
            return quote + 1;
        from = quote + 1;
    }
    return json.size();
}

unsigned hex4(std::string_view digits)
{
    unsigned code = 0;
    for (const char c : digits)
        code = (code << 4U) | static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return code;
}

/// Appends what the escape at `at` (its backslash) says; gives the place after it.
std::size_t appendEscape(std::string &out, std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size())
        return text.size();
    const char c = text[at + 1];
    switch (c) {
    case 'b': out += '\b'; return at + 2;
    case 'f': out += '\f'; return at + 2;
    case 'n': out += '\n'; return at + 2;
    case 'r': out += '\r'; return at + 2;
    case 't': out += '\t'; return at + 2;
    case 'u': break;
    default: out += c; return at + 2;
    }
    unsigned code = hex4(text.substr(at + 2, 4));
    at += 6;
    if (code >= 0xd800 && code < 0xdc00 && text.substr(at, 2) == "\\u") {
        const unsigned low = hex4(text.substr(at + 2, 4));
        code = 0x10000U + ((code - 0xd800U) << 10U) + ((low - 0xdc00U) & 0x3ffU);
        at += 6;
    }
    appendUtf8(out, code);
    return at;
}

} // namespace

std::size_t skipJsonValue(std::string_view json, std::size_t at)
{
    if (at >= json.size())
        return json.size();
    if (json[at] == '"')
        return skipString(json, at);
    if (json[at] != '{' && json[at] != '[') {
        while (at < json.size() && !isBlank(json[at]) && json[at] != ',' && json[at] != '}' && json[at] != ']')
            ++at;
        return at;
    }
    std::int64_t depth = 0;
    while (at < json.size()) {
        switch (json[at]) {
        case '"': at = skipString(json, at); continue;
        case '{':
        case '[': ++depth; break;
        case '}':
        case ']':
            if (--depth == 0)
                return at + 1;
            break;
        default: break;
        }
        ++at;
    }
    return at;
}

JsonMembers::JsonMembers(std::string_view object) : m_object(object)
{
    m_at = skipBlanks(object, 0);
    m_at = m_at < object.size() && object[m_at] == '{' ? m_at + 1 : object.size();
}

bool JsonMembers::next()
{
    m_at = skipBlanks(m_object, m_at);
    if (m_at < m_object.size() && m_object[m_at] == ',')
        m_at = skipBlanks(m_object, m_at + 1);
    if (m_at >= m_object.size() || m_object[m_at] != '"')
        return false;
    m_member.keyBegin = m_at;
    m_member.keyEnd = skipString(m_object, m_at);
    std::size_t at = skipBlanks(m_object, m_member.keyEnd);
    if (at < m_object.size() && m_object[at] == ':')
        at = skipBlanks(m_object, at + 1);
    m_member.valueBegin = at;
    m_member.valueEnd = m_at = skipJsonValue(m_object, at);
    return true;
}

bool jsonStringIs(std::string_view literal, std::string_view text)
{
    if (literal.size() < 2 || literal.front() != '"')
        return false;
    const std::string_view inside = literal.substr(1, literal.size() - 2);
    if (inside.size() == text.size())
        return inside == text && inside.find('\\') == std::string_view::npos;
    return inside.size() > text.size() && inside.find('\\') != std::string_view::npos && unescaped(literal) == text;
}

void appendUnescaped(std::string &out, std::string_view literal)
{
    const std::string_view inside = literal.size() < 2 ? std::string_view() : literal.substr(1, literal.size() - 2);
    std::size_t at = 0;
    while (at < inside.size()) {
        const std::size_t slash = inside.find('\\', at);
        out += inside.substr(at, slash == std::string_view::npos ? slash : slash - at);
        if (slash == std::string_view::npos)
            return;
        at = appendEscape(out, inside, slash);
    }
}

std::string unescaped(std::string_view literal)
{
    std::string out;
    out.reserve(literal.size());
    appendUnescaped(out, literal);
    return out;
}

std::optional<std::string_view> findMember(std::string_view object, std::string_view path)
{
    std::optional<std::string_view> found;
    for (JsonMembers members(object); members.next();) {
        if (jsonStringIs(members.keyLiteral(), path))
            found = members.value();
    }
    for (std::size_t dot = path.find('.'); !found && dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        const std::string_view first = path.substr(0, dot);
        std::optional<std::string_view> inner;
        for (JsonMembers members(object); members.next();) {
            if (jsonStringIs(members.keyLiteral(), first))
                inner = members.value();
        }
        if (inner && inner->starts_with('{'))
            found = findMember(*inner, path.substr(dot + 1));
    }
    return found;
}

std::string cutMember(std::string_view object, std::string_view name)
{
    std::string out;
    std::size_t kept = 0;          // everything before it is in out, or cut
    std::size_t previousEnd = 0;   // where the member before ended, 0 for none that stays
    bool cutFirst = false;         // the comma after is still to be cut
    for (JsonMembers members(object); members.next();) {
        const JsonMember &member = members.member();
        if (cutFirst) {
            const std::size_t comma = object.find(',', kept);
            kept = comma + 1;
            cutFirst = false;
        }
        if (!jsonStringIs(members.keyLiteral(), name)) {
            previousEnd = member.valueEnd;
            continue;
        }
        if (previousEnd > 0) {
            const std::size_t comma = object.find(',', std::max(previousEnd, kept));
            out += object.substr(kept, comma - kept);
        } else {
            out += object.substr(kept, member.keyBegin - kept);
            cutFirst = true;
        }
        kept = member.valueEnd;
    }
    out += object.substr(kept);
    return out;
}

std::string insertBeforeLastBrace(std::string_view object, std::string_view member)
{
    const std::size_t brace = object.rfind('}');
    if (brace == std::string_view::npos)
        return std::string(object);
    const std::size_t before = brace == 0 ? std::string_view::npos : object.find_last_not_of(" \t\r\n", brace - 1);
    const bool first = before != std::string_view::npos && object[before] == '{';
    std::string out;
    out.reserve(object.size() + member.size() + 1);
    out += object.substr(0, brace);
    if (!first)
        out += ',';
    out += member;
    out += object.substr(brace);
    return out;
}

} // namespace nia
