// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/sink.h"

namespace nia::exporting {

namespace {

shards::Compressor::Kind compressionOf(const Plan &plan)
{
    return plan.compression == "gz"    ? shards::Compressor::Kind::Gz
           : plan.compression == "zst" ? shards::Compressor::Kind::Zst
                                       : shards::Compressor::Kind::None;
}

/// A row for the preview, with the quoting of shards::TableWriter.
std::string rowText(const std::vector<std::string> &cells, char delimiter)
{
    std::string row;
    for (const std::string &cell : cells) {
        if (&cell != &cells.front())
            row += delimiter;
        if (cell.empty())
            continue;
        row += '"';
        for (const char c : cell) {
            row += c;
            if (c == '"')
                row += c;
        }
        row += '"';
    }
    return row;
}

} // namespace

Result<Sink> Sink::toFile(const std::filesystem::path &path, const Plan &plan, const LineMaker &lines)
{
    Sink sink(lines, plan.format != "jsonl");
    if (sink.m_table) {
        const shards::TableOptions options{.delimiter = plan.format == "tsv" ? '\t' : ','};
        NIA_ASSIGN(auto writer, shards::TableWriter::create(path, compressionOf(plan), lines.header(), options));
        sink.m_rows.emplace(std::move(writer));
    } else {
        NIA_ASSIGN(auto writer, shards::JsonlWriter::create(path, compressionOf(plan)));
        sink.m_jsonl.emplace(std::move(writer));
    }
    return sink;
}

Sink Sink::toMemory(const Plan &plan, const LineMaker &lines, std::int64_t most)
{
    Sink sink(lines, plan.format != "jsonl");
    sink.m_most = most;
    if (sink.m_table)
        sink.m_kept.push_back(rowText(lines.header(), plan.format == "tsv" ? '\t' : ','));
    return sink;
}

Result<void> Sink::add(const workspace::Record &record, const std::vector<workspace::Resolution> &resolutions)
{
    if (m_rows)
        return m_rows->add(m_lines->cells(record, resolutions));
    if (m_jsonl)
        return m_jsonl->add(m_lines->jsonLine(record, resolutions));
    if (std::ssize(m_kept) < m_most)
        m_kept.push_back(m_table ? rowText(m_lines->cells(record, resolutions), ',')
                                 : m_lines->jsonLine(record, resolutions));
    return {};
}

Result<shards::Written> Sink::finish()
{
    return m_rows ? m_rows->finish() : m_jsonl->finish();
}

} // namespace nia::exporting
