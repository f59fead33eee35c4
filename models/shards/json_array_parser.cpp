// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/json_array_parser.h"

#include <algorithm>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::string_view kJsonBlanks = " \t\r\n";
/// What is kept of a line's beginning and of an element's, to know the next one by.
constexpr std::size_t kIndentKept = 64;
constexpr std::size_t kHeadKept = 256;
/// Bytes left in front of a place where an element may begin, to see what stands before it.
constexpr std::size_t kContext = 1024;

/// An object's bytes up to the end of its first name; a string's first quotation mark; "" where neither begins here.
std::string_view headOf(std::string_view element)
{
    if (element.starts_with('"'))
        return element.substr(0, 1);
    const std::size_t open = element.find('"');
    const std::size_t close = open == std::string_view::npos ? open : element.find('"', open + 1);
    if (!element.starts_with('{') || close == std::string_view::npos || close >= kHeadKept
        || element.substr(1, open - 1).find_first_not_of(kJsonBlanks) != std::string_view::npos)
        return {};
    return element.substr(0, close + 1);
}

} // namespace

JsonArrayParser::JsonArrayParser(ParserOptions options, std::int64_t line)
    : m_maxLineBytes(options.maxLineBytes), m_reader(std::move(options)), m_line(line), m_indent("[")
{
}

/// Counts the lines that are passed and keeps what the last one begins with.
void JsonArrayParser::consume(const Window &window, std::size_t to)
{
    const std::string_view passed = window.bytes.substr(m_at, to - m_at);
    m_line += std::ranges::count(passed, '\n');
    const std::size_t last = passed.rfind('\n');
    if (last != std::string_view::npos)
        m_indent.clear();
    if (m_indent.size() < kIndentKept)
        m_indent +=
            passed.substr(last == std::string_view::npos ? 0 : last + 1).substr(0, kIndentKept - m_indent.size());
    m_at = to;
}

void JsonArrayParser::refuse(const Window &window, std::size_t end, Error why, Batch &batch)
{
    batch.bad.push_back({m_line + 1, window.offset + static_cast<std::int64_t>(m_at), std::move(why),
                         firstBytes(window.bytes.substr(m_at, end - m_at))});
}

Result<Record> JsonArrayParser::record(std::string_view element, Arena &arena)
{
    if (std::ssize(element) > m_maxLineBytes)
        return fail(Kind::LineTooLong, {std::to_string(m_maxLineBytes)});
    if (element.starts_with('"')) {
        m_scratch = "{\"text\":";
        m_scratch += element;
        m_scratch += '}';
        m_scratch.reserve(m_scratch.size() + kPadding);
        NIA_TRY(m_check.check(m_scratch));
        return m_reader.read(arena.keep(m_scratch), m_number, arena);
    }
    NIA_TRY(m_check.check(element));
    return m_reader.read(element, m_number, arena);
}

/// Takes the element that ends there.
void JsonArrayParser::element(const Window &window, std::size_t end, Batch &batch)
{
    auto made = record(window.bytes.substr(m_at, end - m_at), batch.arena);
    if (made) {
        made->line = m_line + 1;
        made->byteOffset = window.offset + static_cast<std::int64_t>(m_at);
        batch.records.push_back(*made);
    } else {
        refuse(window, end, std::move(made).error(), batch);
    }
    consume(window, end);
    m_state = State::Between;
}

void JsonArrayParser::between(const Window &window)
{
    const std::string_view bytes = window.bytes;
    std::size_t at = std::min(bytes.find_first_not_of(kJsonBlanks, m_at), bytes.size());
    if (at < bytes.size() && bytes[at] == ']')
        m_state = State::Closed;
    const bool sign = at < bytes.size() && (bytes[at] == ',' || bytes[at] == ']');
    consume(window, sign ? at + 1 : at);
    if (sign || at == bytes.size())
        return;
    ++m_number;
    m_end.reset();
    m_scanned = 0;
    m_state = State::Inside;
}

/// From here on the array is searched for an element that begins as the broken one did.
void JsonArrayParser::lose(std::size_t brokenAt)
{
    m_searched = brokenAt - m_at;
    m_state = State::Lost;
    if (m_head.empty())
        m_broken = Error{.kind = Kind::Corrupt, .offset = m_lostAt, .arguments = {"what stands there is no JSON"}};
}

bool JsonArrayParser::inside(const Window &window, Batch &batch)
{
    std::size_t at = m_at + m_scanned;
    const JsonEnd::Found found = m_end.scan(window.bytes, at);
    m_scanned = at - m_at;
    if (found == JsonEnd::Found::Whole) {
        element(window, at, batch);
        return true;
    }
    const bool tooLong = static_cast<std::int64_t>(m_scanned) > m_maxLineBytes;
    if (found == JsonEnd::Found::More && !tooLong)
        return false;
    m_head = headOf(window.bytes.substr(m_at, kHeadKept));
    m_headIndent = m_indent;
    m_lostAt = window.offset + static_cast<std::int64_t>(m_at);
    if (tooLong) {
        refuse(window, at, {.kind = Kind::LineTooLong, .arguments = {std::to_string(m_maxLineBytes)}}, batch);
        if (found == JsonEnd::Found::More) {
            consume(window, at);
            m_state = State::PassingOver;
            return true;
        }
    } else {
        // The check says it better than the scan, which saw no more than that it cannot go on.
        Error why{.kind = Kind::NotJson, .arguments = {"it breaks off"}};
        if (auto checked = m_check.check(window.bytes.substr(m_at, at + 1 - m_at)); !checked)
            why = std::move(checked).error();
        why.offset = -1;
        refuse(window, at, std::move(why), batch);
    }
    // An element that lies in the bytes that were scanned is found, too.
    lose(m_at + 1);
    return true;
}

bool JsonArrayParser::passOver(const Window &window)
{
    std::size_t at = m_at;
    const JsonEnd::Found found = m_end.scan(window.bytes, at);
    consume(window, at);
    if (found == JsonEnd::Found::Whole)
        m_state = State::Between;
    else if (found == JsonEnd::Found::Broken)
        lose(at);
    return found != JsonEnd::Found::More;
}

/// Whether an element begins there like the one that broke off.
bool JsonArrayParser::search(const Window &window)
{
    const std::string_view bytes = window.bytes;
    const bool ownLine = m_headIndent.find_first_not_of(" \t") == std::string::npos;
    std::size_t at = m_at + m_searched;
    while ((at = bytes.find(m_head, at)) != std::string_view::npos) {
        const std::string_view before = bytes.substr(m_at, at - m_at);
        const std::size_t sign = before.find_last_not_of(kJsonBlanks);
        const std::size_t lineEnd = before.rfind('\n');
        const bool follows = sign != std::string_view::npos && before[sign] == ',';
        const bool alike =
            !ownLine || (lineEnd != std::string_view::npos && before.substr(lineEnd + 1) == m_headIndent);
        if (follows && alike) {
            consume(window, at);
            m_state = State::Between;
            return true;
        }
        ++at;
    }
    if (window.atEnd) {
        m_broken = Error{.kind = Kind::Corrupt,
                         .offset = m_lostAt,
                         .arguments = {"an element breaks off, and none like it follows"}};
        return false;
    }
    // A head that begins here may end in the next bytes; what stands before it must be seen then.
    const std::size_t seen = std::max(bytes.size() - std::min(bytes.size(), m_head.size() - 1), m_at + m_searched);
    consume(window, std::max(m_at, seen - std::min(seen, kContext)));
    m_searched = seen - m_at;
    return false;
}

/// False where more bytes are needed, or the array is broken.
bool JsonArrayParser::step(const Window &window, Batch &batch)
{
    switch (m_state) {
    case State::Between: between(window); return true;
    case State::Inside: return inside(window, batch);
    case State::PassingOver: return passOver(window);
    case State::Lost: return search(window);
    case State::Closed: break;
    }
    consume(window, std::min(window.bytes.find_first_not_of(kJsonBlanks, m_at), window.bytes.size()));
    if (m_at < window.bytes.size())
        m_broken = Error{.kind = Kind::Corrupt,
                         .offset = window.offset + static_cast<std::int64_t>(m_at),
                         .arguments = {"something stands behind the end of its JSON array"}};
    return false;
}

std::size_t JsonArrayParser::take(const Window &window, Batch &batch, std::int64_t maxRecords)
{
    m_at = 0;
    while (!m_broken && m_at < window.bytes.size() && std::ssize(batch.records) < maxRecords && step(window, batch)) {
    }
    const bool stopped = std::ssize(batch.records) >= maxRecords;
    if (window.atEnd && !m_broken && !stopped && m_state != State::Closed)
        m_broken = Error{.kind = Kind::Truncated,
                         .offset = window.offset + static_cast<std::int64_t>(window.bytes.size()),
                         .arguments = {"JSON"}};
    return m_broken ? window.bytes.size() : m_at;
}

} // namespace nia::shards
