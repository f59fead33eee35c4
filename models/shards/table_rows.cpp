// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/table_rows.h"

#include <algorithm>

namespace nia::shards {

namespace {

class Splitter
{
public:
    Splitter(std::string_view bytes, std::size_t at, bool atEnd, const Dialect &dialect, Row &row)
        : m_bytes(bytes), m_begin(at), m_at(at), m_atEnd(atEnd), m_dialect(dialect), m_row(row)
    {
        row.cells.clear();
        row.joined.clear();
        row.messy = false;
    }

    RowState split()
    {
        while (true) {
            m_parts.clear();
            const bool quoted = m_dialect.quoted && m_at < m_bytes.size() && m_bytes[m_at] == '"';
            if (quoted) {
                const RowState state = quotedPart();
                if (state != RowState::Whole)
                    return state;
            }
            const std::size_t end = plainEnd(m_at);
            if (end == m_bytes.size() && !m_atEnd)
                return RowState::Partial;
            const bool last = end == m_bytes.size() || m_bytes[end] == '\n';
            std::string_view rest = m_bytes.substr(m_at, end - m_at);
            if (last && rest.ends_with('\r'))
                rest.remove_suffix(1);
            m_row.messy = m_row.messy || (quoted && !rest.empty());
            addCell(rest);
            m_at = std::min(end + 1, m_bytes.size());
            if (last)
                return finish();
        }
    }

private:
    /// From the opening to the closing quotation mark; what it says goes to m_parts.
    RowState quotedPart()
    {
        std::size_t from = m_at + 1;
        while (true) {
            const std::size_t quote = m_bytes.find('"', from);
            if (quote == std::string_view::npos || (quote + 1 == m_bytes.size() && !m_atEnd))
                return RowState::Open;
            const bool escaped = quote + 1 < m_bytes.size() && m_bytes[quote + 1] == '"';
            m_parts.push_back(m_bytes.substr(from, quote - from + (escaped ? 1 : 0)));
            from = quote + (escaped ? 2 : 1);
            if (!escaped) {
                m_at = from;
                return RowState::Whole;
            }
        }
    }

    std::size_t plainEnd(std::size_t at) const
    {
        while (at < m_bytes.size() && m_bytes[at] != m_dialect.delimiter && m_bytes[at] != '\n')
            ++at;
        return at;
    }

    void addCell(std::string_view rest)
    {
        if (!rest.empty() || m_parts.empty())
            m_parts.push_back(rest);
        if (m_parts.size() == 1) {
            m_row.cells.push_back(m_parts.front());
            return;
        }
        std::string text;
        for (const std::string_view part : m_parts)
            text += part;
        m_row.cells.push_back({}); // points to its text once all of them stand
        m_row.joined.push_back(std::move(text));
        m_joinedCells.push_back(m_row.cells.size() - 1);
    }

    RowState finish()
    {
        for (std::size_t i = 0; i < m_joinedCells.size(); ++i)
            m_row.cells[m_joinedCells[i]] = m_row.joined[i];
        m_row.end = m_at;
        const std::string_view all = m_bytes.substr(m_begin, m_at - m_begin);
        m_row.lines = m_dialect.rowsAreLines ? 1 : std::ranges::count(all, '\n') + (all.ends_with('\n') ? 0 : 1);
        return RowState::Whole;
    }

    std::string_view m_bytes;
    std::size_t m_begin, m_at;
    bool m_atEnd;
    const Dialect &m_dialect;
    Row &m_row;
    std::vector<std::string_view> m_parts;
    std::vector<std::size_t> m_joinedCells;
};

} // namespace

RowState splitRow(std::string_view bytes, std::size_t at, bool atEnd, const Dialect &dialect, Row &row)
{
    return Splitter(bytes, at, atEnd, dialect, row).split();
}

} // namespace nia::shards
