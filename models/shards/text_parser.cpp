// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/text_parser.h"

#include "base/json.h"

#include <algorithm>
#include <utility>

#include <simdjson.h>

namespace nia::shards {

namespace {

/// A line that goes on is not waited for beyond this, to see whether it is blank.
constexpr std::size_t kLongestBlankLine = 4096;

bool isBlankText(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

std::optional<Split> splitFromName(std::string_view name)
{
    for (const Split split : {Split::Line, Split::Paragraph, Split::File}) {
        if (name == nameOf(split))
            return split;
    }
    return std::nullopt;
}

const char *nameOf(Split split)
{
    return split == Split::Line ? "line" : split == Split::Paragraph ? "paragraph" : "file";
}

TextParser::TextParser(ParserOptions options, Split split) : m_options(std::move(options)), m_split(split)
{
}

TextParser::Piece TextParser::line(const Window &window, std::size_t at) const
{
    const std::size_t feed = window.bytes.find('\n', at);
    if (feed == std::string_view::npos && !window.atEnd)
        return {};
    std::size_t end = std::min(feed, window.bytes.size());
    const std::size_t next = std::min(end + 1, window.bytes.size());
    if (end > at && window.bytes[end - 1] == '\r')
        --end;
    return {.end = end, .next = next, .whole = true};
}

/// What of the text begins at `at`, which is no blank line.
TextParser::Piece TextParser::piece(const Window &window, std::size_t at) const
{
    if (m_split == Split::Line)
        return line(window, at);
    if (m_split == Split::File)
        return {.end = window.bytes.size(), .next = window.bytes.size(), .whole = window.atEnd};
    Piece all{.end = at, .next = at};
    while (all.next < window.bytes.size()) {
        const Piece one = line(window, all.next);
        if (!one.whole)
            return {};
        if (isBlankText(window.bytes.substr(all.next, one.end - all.next))) {
            all.whole = true;
            return all;
        }
        all = one;
        all.whole = false;
    }
    all.whole = window.atEnd;
    return all;
}

Result<Record> TextParser::record(std::string_view text, Arena &arena)
{
    if (std::ssize(text) > m_options.maxLineBytes)
        return fail(Kind::LineTooLong, {std::to_string(m_options.maxLineBytes)});
    if (text.find('\0') != std::string_view::npos)
        return fail(Kind::NulCharacter);
    if (!simdjson::validate_utf8(text.data(), text.size()))
        return fail(Kind::NotUtf8);
    Record record{.text = text, .line = m_line + 1, .number = m_split == Split::Line ? m_line + 1 : m_number};
    record.id = fallbackId(arena, m_options.shardName, record.number);
    m_json = "{\"id\":";
    appendJsonString(m_json, record.id);
    m_json += ",\"text\":";
    record.textBegin = m_json.size();
    appendJsonString(m_json, text);
    record.textEnd = m_json.size();
    m_json += '}';
    record.raw = arena.keep(m_json);
    return record;
}

void TextParser::refuse(const Window &window, std::size_t at, std::size_t end, Error why, Batch &batch) const
{
    batch.bad.push_back({m_line + 1, window.offset + static_cast<std::int64_t>(at), std::move(why),
                         firstBytes(window.bytes.substr(at, end - at))});
}

void TextParser::add(const Window &window, std::size_t at, std::size_t end, Batch &batch)
{
    auto made = record(window.bytes.substr(at, end - at), batch.arena);
    if (!made)
        return refuse(window, at, end, std::move(made).error(), batch);
    made->byteOffset = window.offset + static_cast<std::int64_t>(at);
    batch.records.push_back(*made);
}

/// The end of what was too long; all of the window where it has none.
std::size_t TextParser::passOver(const Window &window, std::size_t at)
{
    const std::string_view bytes = window.bytes;
    while (m_passing && at < bytes.size()) {
        const std::size_t feed = bytes.find('\n', at);
        const bool ends = feed != std::string_view::npos;
        const std::string_view rest = bytes.substr(at);
        if (m_split == Split::Paragraph && !m_midLine && !ends && !window.atEnd && rest.size() < kLongestBlankLine
            && isBlankText(rest))
            break; // it may become a blank line
        const std::size_t next = ends ? feed + 1 : bytes.size();
        if (m_split == Split::Paragraph && !m_midLine && isBlankText(bytes.substr(at, next - at)))
            m_passing = false;
        m_passing = m_passing && !(m_split == Split::Line && ends);
        m_midLine = !ends;
        m_line += ends ? 1 : 0;
        at = next;
    }
    return at;
}

std::size_t TextParser::take(const Window &window, Batch &batch, std::int64_t maxRecords)
{
    const std::string_view bytes = window.bytes;
    std::size_t at = passOver(window, 0);
    while (!m_passing && at < bytes.size() && std::ssize(batch.records) < maxRecords) {
        const Piece first = line(window, at);
        if (first.whole && m_split != Split::File && isBlankText(bytes.substr(at, first.end - at))) {
            ++m_line;
            at = first.next;
            continue;
        }
        const Piece found = piece(window, at);
        if (!found.whole && std::ssize(bytes) - static_cast<std::int64_t>(at) <= m_options.maxLineBytes)
            return at;
        if (m_split == Split::File && found.whole && isBlankText(bytes.substr(at)))
            return bytes.size();
        ++m_number;
        if (!found.whole) {
            refuse(window, at, bytes.size(),
                   {.kind = Kind::LineTooLong, .arguments = {std::to_string(m_options.maxLineBytes)}}, batch);
            m_passing = true;
            m_midLine = false;
            return passOver(window, at);
        }
        add(window, at, found.end, batch);
        m_line += std::ranges::count(bytes.substr(at, found.next - at), '\n');
        at = found.next;
    }
    return at;
}

} // namespace nia::shards
