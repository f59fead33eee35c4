// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event_view.h"

#include "base/json_scan.h"
#include "text/utf8.h"
#include "workspace/event.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace nia::workspace {

namespace {

/// Walks JSON and stops at the first thing that is not plainly canonical.
class CanonicalWalk
{
public:
    explicit CanonicalWalk(std::string_view json) : m_json(json) {}

    bool whole() { return value(0) && m_at == m_json.size(); }

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
            if ((!first && name <= last) || !take(':') || !value(depth + 1))
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
        for (++m_at; m_at < m_json.size(); ++m_at) {
            const auto c = static_cast<unsigned char>(m_json[m_at]);
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c < 0x20 || c == '\\')
                return false;
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
    std::size_t m_at = 0;
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

} // namespace

bool isPlainlyCanonical(std::string_view json)
{
    return CanonicalWalk(json).whole() && text::isUtf8(json);
}

std::optional<EventView> EventView::read(std::string_view canonical)
{
    EventView out;
    const std::pair<std::string_view, std::string_view *> strings[] = {
        {"\"annotator\"", &out.annotator}, {"\"dataset\"", &out.dataset},
        {"\"device\"", &out.device},       {"\"hlc\"", &out.hlc},
        {"\"kind\"", &out.kind},           {"\"question\"", &out.question},
        {"\"record\"", &out.record},       {"\"time\"", &out.time}};
    for (JsonMembers members(canonical); members.next();) {
        const std::string_view key = members.keyLiteral();
        if (key == "\"body\"") {
            out.body = members.value();
        } else if (key == "\"schema\"") {
            if (!members.value().starts_with('{') || !readSchema(members.value(), out))
                return std::nullopt;
        } else {
            for (const auto &[name, place] : strings) {
                if (key != name)
                    continue;
                if (!plainString(members.value(), *place) || place->empty())
                    return std::nullopt;
                break;
            }
        }
    }
    if (out.kind.empty() || out.annotator.empty() || out.hlc.empty() || !out.body.starts_with('{'))
        return std::nullopt;
    return out;
}

std::optional<EventView> EventView::check(std::string_view canonical)
{
    if (canonical.size() > 1048576 || !canonical.starts_with('{') || !isPlainlyCanonical(canonical))
        return std::nullopt;
    auto out = read(canonical);
    if (!out || out->device.empty() || out->time.empty())
        return std::nullopt;
    if (!out->record.empty()) {
        const auto key = RecordKey::fromHex(out->record);
        if (!key || out->record.find_first_of("ABCDEF") != std::string_view::npos)
            return std::nullopt;
    }
    bool version = false;
    for (JsonMembers members(canonical); members.next();) {
        if (members.keyLiteral() == "\"v\"")
            version = members.value().find_first_not_of("0123456789") == std::string_view::npos;
        if (members.keyLiteral() == "\"program\"" && (members.value().front() != '"' || members.value().size() < 3))
            return std::nullopt;
    }
    if (!version || !Hlc::parse(out->hlc))
        return std::nullopt;
    return out;
}

} // namespace nia::workspace
