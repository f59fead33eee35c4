// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/jsonl_parser.h"

#include "base/json_scan.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

const char *typeOf(std::string_view value)
{
    switch (value.empty() ? '\0' : value.front()) {
    case '{': return "an object";
    case '[': return "an array";
    case '"': return "a string";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: return "a number";
    }
}

/// What a string literal says; a view of it where nothing is escaped.
std::string_view said(std::string_view literal, Arena &arena)
{
    const std::string_view inside = literal.substr(1, literal.size() - 2);
    return inside.find('\\') == std::string_view::npos ? inside : arena.keep(unescaped(literal));
}

/// An id is a string that is not empty, or a number as it is written; anything else is no id.
std::string_view idOf(std::string_view value, Arena &arena)
{
    if (value.starts_with('"'))
        return said(value, arena);
    const bool number = !value.empty() && (value.front() == '-' || (value.front() >= '0' && value.front() <= '9'));
    return number ? value : std::string_view();
}

/// Carriage returns in a valid line stand outside strings: each becomes one blank.
std::string withoutReturns(std::string_view object)
{
    std::string out(object);
    std::ranges::replace(out, '\r', ' ');
    return out;
}

} // namespace

std::string_view trimmedLine(std::string_view line)
{
    if (line.starts_with(kByteOrderMark))
        line.remove_prefix(kByteOrderMark.size());
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1);
}

SaidFields saidBy(std::string_view nia)
{
    SaidFields said;
    const auto fields = nia.starts_with('{') ? findMember(nia, "fields") : std::nullopt;
    if (!fields || !fields->starts_with('{'))
        return said;
    const auto text = findMember(*fields, "text"), id = findMember(*fields, "id");
    if (text && text->starts_with('"'))
        said.text = unescaped(*text);
    if (id && id->starts_with('"'))
        said.id = unescaped(*id);
    else if (id && *id == "null")
        said.id = "";
    return said;
}

JsonlParser::JsonlParser(ParserOptions options)
    : m_options(std::move(options)), m_names{m_options.textField, m_options.idField}
{
}

/// Finds text and id among the members of record.raw.
Result<void> JsonlParser::fields(Record &record, Arena &arena, const SaidFields &names) const
{
    std::optional<JsonMember> text;
    std::string_view id, nia;
    for (JsonMembers members(record.raw); members.next();) {
        const std::string_view key = members.keyLiteral();
        if (jsonStringIs(key, *names.text))
            text = members.member();
        if (!names.id->empty() && jsonStringIs(key, *names.id))
            id = members.value();
        if (jsonStringIs(key, "nia"))
            nia = members.value();
    }
    if (!nia.empty())
        return fieldsOfExport(record, arena, nia);
    record.id = idOf(id, arena);
    record.idFromField = !record.id.empty();
    if (!text)
        return fail(Kind::NoText, {*names.text});
    const std::string_view literal = record.raw.substr(text->valueBegin, text->valueEnd - text->valueBegin);
    if (!literal.starts_with('"'))
        return fail(Kind::WrongType, {*names.text, "a string", typeOf(literal)});
    record.text = said(literal, arena);
    record.textBegin = text->valueBegin;
    record.textEnd = text->valueEnd;
    return {};
}

/// An export may hold the records of several shards: each line says where its own text and id stood.
Result<void> JsonlParser::fieldsOfExport(Record &record, Arena &arena, std::string_view nia) const
{
    SaidFields names = saidBy(nia);
    if (!names.text || m_options.textTold)
        names.text = m_names.text;
    if (!names.id || m_options.idTold)
        names.id = m_names.id;
    const auto id = nia.starts_with('{') ? findMember(nia, "id") : std::nullopt;
    const std::string_view own = idOf(id.value_or(std::string_view()), arena);
    const std::string_view kept = own.empty() ? own : arena.keep(own); // the object is about to be copied without it
    record.raw = arena.keep(cutMember(record.raw, "nia"));
    NIA_TRY(fields(record, arena, names));
    if (record.id.empty())
        record.id = kept;
    return {};
}

Result<Record> JsonlParser::record(std::string_view line, Arena &arena)
{
    if (std::ssize(line) > m_options.maxLineBytes)
        return fail(Kind::LineTooLong, {std::to_string(m_options.maxLineBytes)});
    NIA_TRY(m_check.check(line));
    Record record{.raw = line, .line = m_line, .number = m_line};
    if (line.find('\r') != std::string_view::npos)
        record.raw = arena.keep(withoutReturns(line));
    NIA_TRY(fields(record, arena, m_names));
    if (record.id.empty())
        record.id = fallbackId(arena, m_options.shardName, m_line);
    return record;
}

/// A line over the limit that has not ended in the window: it is refused, and everything up to its end passed over.
std::size_t JsonlParser::tooLong(const Window &window, std::size_t at, Batch &batch)
{
    ++m_line;
    batch.bad.push_back({.line = m_line,
                         .byteOffset = window.offset + static_cast<std::int64_t>(at),
                         .reason = {.kind = Kind::LineTooLong, .arguments = {std::to_string(m_options.maxLineBytes)}},
                         .raw = firstBytes(window.bytes.substr(at))});
    m_insideTooLong = true;
    return window.bytes.size();
}

std::size_t JsonlParser::take(const Window &window, Batch &batch, std::int64_t maxRecords)
{
    const std::string_view bytes = window.bytes;
    std::size_t at = 0;
    while (at < bytes.size() && std::ssize(batch.records) < maxRecords) {
        std::size_t end = bytes.find('\n', at);
        if (m_insideTooLong) {
            m_insideTooLong = end == std::string_view::npos && !window.atEnd;
            at = end == std::string_view::npos ? bytes.size() : end + 1;
            continue;
        }
        if (end == std::string_view::npos && !window.atEnd) {
            if (std::ssize(bytes) - static_cast<std::int64_t>(at) > m_options.maxLineBytes)
                return tooLong(window, at, batch);
            return at;
        }
        end = std::min(end, bytes.size());
        ++m_line;
        const std::string_view line = trimmedLine(bytes.substr(at, end - at));
        if (!line.empty()) {
            auto made = record(line, batch.arena);
            const std::int64_t offset = window.offset + (line.data() - bytes.data());
            if (made) {
                made->byteOffset = offset;
                batch.records.push_back(*made);
            } else {
                batch.bad.push_back({m_line, offset, std::move(made).error(), firstBytes(line)});
            }
        }
        at = std::min(end + 1, bytes.size());
    }
    return at;
}

} // namespace nia::shards
