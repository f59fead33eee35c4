// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event_view.h"

#include "base/json_scan.h"
#include "text/utf8.h"
#include "workspace/event.h"

#include <charconv>
#include <cmath>
#include <functional>
#include <utility>

namespace nia::workspace {

namespace {

/// Walks JSON and stops at the first thing that is not plainly canonical.
class CanonicalWalk
{
public:
    /// Told of each member of the outermost object; false stops the walk.
    using OnMember = std::function<bool(std::string_view name, std::string_view value)>;

    explicit CanonicalWalk(std::string_view json, OnMember onMember = {})
        : m_json(json), m_onMember(std::move(onMember))
    {
    }

    bool whole() { return value(0) && m_at == m_json.size() && (!m_foreign || text::isUtf8(m_json)); }

private:
    static constexpr int kDeepest = 32;

    [[nodiscard]] char here() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    bool take(char c)
    {
        if (here() != c)
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(std::string_view word)
    {
        if (!m_json.substr(m_at).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }

    bool value(int depth)
    {
        if (depth > kDeepest)
            return false;
        switch (here()) {
        case '{': return object(depth);
        case '[': return array(depth);
        case '"': return string();
        case 't': return takeWord("true");
        case 'f': return takeWord("false");
        case 'n': return takeWord("null");
        default: return number();
        }
    }

    bool object(int depth)
    {
        ++m_at;
        if (take('}'))
            return true;
        std::string_view last;
        bool first = true;
        while (true) {
            const std::size_t begin = m_at + 1;
            if (here() != '"' || !string())
                return false;
            // The order is that of UTF-16 units: for ASCII that of the bytes.
            const std::string_view name = m_json.substr(begin, m_at - 1 - begin);
            for (const char c : name) {
                if (static_cast<unsigned char>(c) >= 0x80)
                    return false;
            }
            if ((!first && name <= last) || !take(':'))
                return false;
            const std::size_t from = m_at;
            if (!value(depth + 1))
                return false;
            if (depth == 0 && m_onMember && !m_onMember(name, m_json.substr(from, m_at - from)))
                return false;
            first = false;
            last = name;
            if (take('}'))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool array(int depth)
    {
        ++m_at;
        if (take(']'))
            return true;
        while (value(depth + 1)) {
            if (take(']'))
                return true;
            if (!take(','))
                return false;
        }
        return false;
    }

    bool string()
    {
        unsigned all = 0;
        for (++m_at; m_at < m_json.size(); ++m_at) {
            const auto c = static_cast<unsigned char>(m_json[m_at]);
            if (c == '"') {
                ++m_at;
                m_foreign = m_foreign || all >= 0x80;
                return true;
            }
            if (c < 0x20 || c == '\\')
                return false;
            all |= c;
        }
        return false;
    }

    bool number()
    {
        const std::size_t begin = m_at;
        bool whole = true;
        for (; m_at < m_json.size(); ++m_at) {
            const char c = m_json[m_at];
            if (c == '.')
                whole = false;
            else if (c != '-' && (c < '0' || c > '9'))
                break;
        }
        const std::string_view written = m_json.substr(begin, m_at - begin);
        const std::string_view digits = written.starts_with('-') ? written.substr(1) : written;
        if (whole)
            return !digits.empty() && digits.size() <= 15 && !digits.contains('-')
                   && (digits[0] != '0' || (digits.size() == 1 && digits.size() == written.size()));
        double number = 0;
        const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
        // Outside of this range ECMAScript writes an exponent, which is left to the slow way.
        if (fault != std::errc() || end != written.data() + written.size() || std::abs(number) < 1e-6
            || std::abs(number) >= 1e15)
            return false;
        char shortest[64];
        const auto made = std::to_chars(shortest, shortest + sizeof shortest, number, std::chars_format::fixed);
        return made.ec == std::errc()
               && written == std::string_view(shortest, static_cast<std::size_t>(made.ptr - shortest));
    }

    std::string_view m_json;
    OnMember m_onMember;
    std::size_t m_at = 0;
    bool m_foreign = false; ///< some string is not ASCII
};

/// The inside of a string literal without escapes.
bool plainString(std::string_view literal, std::string_view &out)
{
    if (literal.size() < 2 || literal.front() != '"')
        return false;
    out = literal.substr(1, literal.size() - 2);
    return !out.contains('\\');
}

bool readSchema(std::string_view object, EventView &out)
{
    for (JsonMembers members(object); members.next();) {
        if (members.keyLiteral() == "\"id\"" && !plainString(members.value(), out.schemaId))
            return false;
        if (members.keyLiteral() == "\"version\"" && !plainString(members.value(), out.schemaVersion))
            return false;
    }
    return !out.schemaId.empty() && !out.schemaVersion.empty();
}

/// Where a member goes that is a string; nothing for other members.
std::string_view *memberOf(EventView &event, std::string_view name)
{
    switch (name.empty() ? '\0' : name.front()) {
    case 'a': return name == "annotator" ? &event.annotator : nullptr;
    case 'd': return name == "dataset" ? &event.dataset : name == "device" ? &event.device : nullptr;
    case 'h': return name == "hlc" ? &event.hlc : nullptr;
    case 'k': return name == "kind" ? &event.kind : nullptr;
    case 'q': return name == "question" ? &event.question : nullptr;
    case 'r': return name == "record" ? &event.record : nullptr;
    case 't': return name == "time" ? &event.time : nullptr;
    default: return nullptr;
    }
}

} // namespace

bool isPlainlyCanonical(std::string_view json)
{
    return CanonicalWalk(json).whole();
}

std::optional<EventView> EventView::read(std::string_view canonical)
{
    EventView out;
    for (JsonMembers members(canonical); members.next();) {
        const std::string_view literal = members.keyLiteral();
        const std::string_view name = literal.size() < 2 ? literal : literal.substr(1, literal.size() - 2);
        if (std::string_view *const place = memberOf(out, name)) {
            if (!plainString(members.value(), *place) || place->empty())
                return std::nullopt;
        } else if (name == "body") {
            out.body = members.value();
        } else if (name == "schema") {
            if (!members.value().starts_with('{') || !readSchema(members.value(), out))
                return std::nullopt;
        }
    }
    if (out.kind.empty() || out.annotator.empty() || out.hlc.empty() || !out.body.starts_with('{'))
        return std::nullopt;
    return out;
}

std::optional<EventView> EventView::check(std::string_view canonical)
{
    if (canonical.size() > 1048576 || !canonical.starts_with('{'))
        return std::nullopt;
    EventView out;
    bool version = false;
    const auto onMember = [&](std::string_view name, std::string_view value) {
        if (std::string_view *const place = memberOf(out, name))
            return plainString(value, *place) && !place->empty();
        if (name == "body")
            out.body = value;
        else if (name == "schema")
            return value.starts_with('{') && readSchema(value, out);
        else if (name == "program")
            return value.starts_with('"') && value.size() > 2;
        else if (name == "v")
            version = value.find_first_not_of("0123456789") == std::string_view::npos;
        return true;
    };
    if (!CanonicalWalk(canonical, onMember).whole() || !version || out.kind.empty() || out.annotator.empty()
        || out.device.empty() || out.time.empty() || !out.body.starts_with('{') || !Hlc::parse(out.hlc))
        return std::nullopt;
    if (!out.record.empty()
        && (!RecordKey::fromHex(out.record) || out.record.find_first_of("ABCDEF") != std::string_view::npos))
        return std::nullopt;
    return out;
}

} // namespace nia::workspace
