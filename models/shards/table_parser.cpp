// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/table_parser.h"

#include "base/json.h"
#include "base/record_key.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include <simdjson.h>

namespace nia::shards {

namespace {

constexpr std::int64_t kLeastOpenLimit = std::int64_t{64} << 10;

/// Most cells need no escape: those are copied as a whole.
void appendCell(std::string &out, std::string_view cell)
{
    const bool plain = std::ranges::none_of(cell, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
    });
    if (!plain) {
        appendJsonString(out, cell);
        return;
    }
    out += '"';
    out += cell;
    out += '"';
}

bool isCut(std::string_view name)
{
    return name == "nia" || name.starts_with("nia_");
}

/// A name that is no text would make every record's object one that cannot be read.
bool canBeName(std::string_view cell)
{
    return !cell.empty() && cell.find('\0') == std::string_view::npos
           && simdjson::validate_utf8(cell.data(), cell.size());
}

} // namespace

Columns Columns::ofHeader(const std::vector<std::string_view> &cells)
{
    Columns columns;
    std::set<std::string, std::less<>> taken;
    for (const std::string_view cell : cells)
        taken.emplace(cell);
    std::set<std::string, std::less<>> used;
    std::map<std::string, int> next; // the number tried next: a row of one name again and again must not take for ever
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (isCut(cells[i])) {
            if (cells[i] == "nia_id")
                columns.niaId = i;
            else if (cells[i] == "nia_key")
                columns.niaKey = i;
            columns.names.emplace_back();
            continue;
        }
        const std::string base = canBeName(cells[i]) ? std::string(cells[i]) : "column_" + std::to_string(i + 1);
        std::string name = base;
        int &n = next.try_emplace(base, 2).first->second;
        while (used.contains(name) || (name != cells[i] && taken.contains(name)))
            name = base + "_" + std::to_string(n++);
        used.insert(name);
        columns.names.push_back(std::move(name));
    }
    return columns;
}

Columns Columns::numbered(std::size_t count)
{
    return ofHeader(std::vector<std::string_view>(count));
}

std::optional<std::size_t> exportedText(const Columns &columns, const std::vector<std::string_view> &cells,
                                        std::string_view dataset, std::size_t first)
{
    if (!columns.niaKey || !columns.niaId || std::max(*columns.niaKey, *columns.niaId) >= cells.size())
        return std::nullopt;
    const auto key = RecordKey::fromHex(cells[*columns.niaKey]);
    if (!key)
        return std::nullopt;
    const auto isText = [&](std::size_t i) {
        return i < std::min(cells.size(), columns.names.size()) && !columns.names[i].empty()
               && recordKey(dataset, cells[*columns.niaId], {}, cells[i]) == *key;
    };
    if (isText(first))
        return first;
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        if (i != first && isText(i))
            return i;
    }
    return std::nullopt;
}

TableParser::TableParser(ParserOptions options, Dialect dialect, Columns columns, std::int64_t line)
    : m_options(std::move(options)),
      m_dialect(dialect),
      m_columns(std::move(columns)),
      m_line(line),
      m_openLimit(m_options.maxLineBytes),
      m_text(m_columns.text)
{
    for (const std::string &name : m_columns.names) {
        std::string key;
        if (!name.empty()) {
            appendJsonString(key, name);
            key += ':';
        }
        m_keys.push_back(std::move(key));
    }
}

TableParser::Found TableParser::find(const Window &window, std::size_t at)
{
    const std::string_view all = window.bytes;
    const auto within = [&](std::int64_t limit) {
        const bool cut = std::ssize(all) - static_cast<std::int64_t>(at) > limit;
        const std::string_view bytes = cut ? all.substr(0, at + static_cast<std::size_t>(limit)) : all;
        const RowState state = splitRow(bytes, at, window.atEnd && !cut, m_dialect, m_row);
        return Found{state, state != RowState::Whole && (cut || window.atEnd)};
    };
    if (m_dialect.rowsAreLines)
        return within(std::numeric_limits<std::int64_t>::max()); // its rows are never cut
    Found found = within(m_openLimit);
    if (found.tooLong && found.state == RowState::Partial && m_openLimit < m_options.maxLineBytes)
        found = within(m_options.maxLineBytes);
    return found;
}

/// Finds the text of m_row. A row of an export knows it; any other has it where it was told or guessed.
void TableParser::findExported()
{
    const bool told = m_options.textTold;
    const auto said = exportedText(m_columns, m_row.cells, m_options.dataset, told ? m_columns.text : m_text);
    m_exported = said && (!told || *said == m_columns.text);
    m_text = m_exported ? *said : m_columns.text;
    if (m_exported && !std::ranges::contains(m_texts, m_text))
        m_texts.push_back(m_text);
    if (m_exported || told || m_texts.empty())
        return;
    // Changed since: it is where the text of another row was, and says something.
    const auto &cells = m_row.cells;
    const auto empty = [&](std::size_t i) { return i >= cells.size() || cells[i].empty(); };
    const auto other = std::ranges::find_if_not(m_texts, empty);
    if (empty(m_text) && other != m_texts.end())
        m_text = *other;
}

/// Whether the key of this row, which came of an export, was made of that text.
bool TableParser::wasJoined(const JoinedText &joined) const
{
    const auto &cells = m_row.cells;
    if (!m_columns.niaKey || !m_columns.niaId || std::max(*m_columns.niaKey, *m_columns.niaId) >= cells.size())
        return false;
    const auto key = RecordKey::fromHex(cells[*m_columns.niaKey]);
    return key && recordKey(m_options.dataset, cells[*m_columns.niaId], joined.builder, joined.text) == *key;
}

/// The text of parts, where it is made of them: in such a table, and in a row that was exported so. False: it is a cell.
Result<bool> TableParser::join(Record &record, Arena &arena)
{
    const bool joins = m_columns.text == kNoColumn && !m_exported;
    const bool mayJoin = !m_exported && !m_options.textTold && m_columns.niaKey && m_row.cells[m_text].empty();
    if (!joins && !mayJoin)
        return false;
    auto joined = joinParts(record.raw, true);
    if (!joined && joins)
        return fail(std::move(joined).error());
    const bool exported = joined && !m_options.textTold && wasJoined(*joined);
    if (!joins && !exported)
        return false;
    m_exported = exported;
    record.text = arena.keep(joined->text);
    record.parts = arena.keep(joined->parts);
    record.builder = joined->builder;
    record.textBegin = record.textEnd = 0;
    return true;
}

std::string_view TableParser::idOf() const
{
    const auto cell = [this](std::optional<std::size_t> column) {
        return column && *column < m_row.cells.size() ? m_row.cells[*column] : std::string_view();
    };
    const std::string_view own = cell(m_columns.id);
    if (m_exported && !m_options.idTold)
        return cell(m_columns.niaId);
    return own.empty() ? cell(m_columns.niaId) : own;
}

/// Makes the object of m_row.
Result<Record> TableParser::record(std::string_view bytes, Arena &arena)
{
    if (std::ssize(bytes) > m_options.maxLineBytes)
        return fail(Kind::LineTooLong, {std::to_string(m_options.maxLineBytes)});
    if (bytes.find('\0') != std::string_view::npos)
        return fail(Kind::NulCharacter);
    if (!simdjson::validate_utf8(bytes.data(), bytes.size()))
        return fail(Kind::NotUtf8);
    auto &cells = m_row.cells;
    if (cells.size() == m_keys.size() + 1 && cells.back().empty())
        cells.pop_back(); // a delimiter at the end of the row
    if (cells.size() > m_keys.size())
        return fail(Kind::RaggedRow, {std::to_string(cells.size()), std::to_string(m_keys.size())});
    findExported();
    const bool joins = m_columns.text == kNoColumn && !m_exported;
    if (!joins && cells.size() <= m_text)
        return fail(Kind::NoText, {m_options.textField});
    Record record{.number = m_number};
    m_json = "{";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (m_keys[i].empty())
            continue;
        if (m_json.size() > 1)
            m_json += ',';
        m_json += m_keys[i];
        const std::size_t begin = m_json.size();
        appendCell(m_json, cells[i]);
        if (i == m_text && !joins) {
            record.textBegin = begin;
            record.textEnd = m_json.size();
        }
    }
    m_json += '}';
    record.raw = arena.keep(m_json);
    NIA_ASSIGN(const bool joined, join(record, arena));
    if (!joined) {
        const std::string_view &text = cells[m_text];
        const bool plain = record.textEnd - record.textBegin == text.size() + 2;
        record.text = plain ? record.raw.substr(record.textBegin + 1, text.size()) : arena.keep(text);
    }
    const std::string_view id = idOf();
    record.idFromField = m_columns.id && *m_columns.id < cells.size() && !id.empty() && cells[*m_columns.id] == id;
    record.id = id.empty() ? fallbackId(arena, m_options.shardName, m_number) : arena.keep(id);
    return record;
}

void TableParser::refuse(const Window &window, std::size_t at, std::size_t end, Error why, Batch &batch)
{
    std::string_view raw = window.bytes.substr(at, end - at);
    while (raw.ends_with('\n') || raw.ends_with('\r'))
        raw.remove_suffix(1);
    batch.bad.push_back({m_line + 1, window.offset + static_cast<std::int64_t>(at), std::move(why), firstBytes(raw)});
}

/// The end of the physical line at `at`; where the window has none, the rest is passed over.
std::size_t TableParser::passLine(const Window &window, std::size_t at)
{
    ++m_line;
    const std::size_t end = window.bytes.find('\n', at);
    m_insideTooLong = end == std::string_view::npos && !window.atEnd;
    return end == std::string_view::npos ? window.bytes.size() : end + 1;
}

std::size_t TableParser::take(const Window &window, Batch &batch, std::int64_t maxRecords)
{
    const std::string_view bytes = window.bytes;
    std::size_t at = 0;
    while (at < bytes.size() && std::ssize(batch.records) < maxRecords) {
        if (m_insideTooLong) {
            at = passLine(window, at);
            --m_line; // the line was counted where it began
            continue;
        }
        const std::size_t blank = bytes[at] == '\n' ? 1 : bytes.substr(at, 2) == "\r\n" ? 2 : 0;
        if (blank > 0) {
            ++m_line;
            at += blank;
            continue;
        }
        const Found found = find(window, at);
        if (found.state != RowState::Whole && !found.tooLong)
            return at;
        ++m_number;
        const bool whole = found.state == RowState::Whole;
        const bool open = whole ? m_row.messy && m_row.lines > 1 : found.state == RowState::Open;
        if (!whole || open) {
            const Error why =
                open ? Error{.kind = Kind::UnclosedQuote}
                     : Error{.kind = Kind::LineTooLong, .arguments = {std::to_string(m_options.maxLineBytes)}};
            refuse(window, at, std::min(bytes.find('\n', at), bytes.size()), why, batch);
            at = passLine(window, at);
            if (found.state == RowState::Open)
                m_openLimit = std::max(std::min(kLeastOpenLimit, m_options.maxLineBytes), m_openLimit / 2);
            continue;
        }
        auto made = record(bytes.substr(at, m_row.end - at), batch.arena);
        if (made) {
            made->line = m_line + 1;
            made->byteOffset = window.offset + static_cast<std::int64_t>(at);
            batch.records.push_back(*made);
        } else {
            refuse(window, at, m_row.end, std::move(made).error(), batch);
        }
        m_line += m_row.lines;
        at = m_row.end;
    }
    return at;
}

} // namespace nia::shards
