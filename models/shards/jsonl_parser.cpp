// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/jsonl_parser.h"

#include <algorithm>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

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

JsonlParser::JsonlParser(ParserOptions options) : m_maxLineBytes(options.maxLineBytes), m_reader(std::move(options))
{
}

Result<Record> JsonlParser::record(std::string_view line, Arena &arena)
{
    if (std::ssize(line) > m_maxLineBytes)
        return fail(Kind::LineTooLong, {std::to_string(m_maxLineBytes)});
    NIA_TRY(m_check.check(line));
    NIA_ASSIGN(Record record, m_reader.read(line, m_line, arena));
    record.line = m_line;
    return record;
}

/// A line over the limit that has not ended in the window: it is refused, and everything up to its end passed over.
std::size_t JsonlParser::tooLong(const Window &window, std::size_t at, Batch &batch)
{
    ++m_line;
    batch.bad.push_back({.line = m_line,
                         .byteOffset = window.offset + static_cast<std::int64_t>(at),
                         .reason = {.kind = Kind::LineTooLong, .arguments = {std::to_string(m_maxLineBytes)}},
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
            if (std::ssize(bytes) - static_cast<std::int64_t>(at) > m_maxLineBytes)
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
