// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/database.h"

#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

/// What filters and sorts ask of every record, apart from the records: a blob for each column and block of records, so that
/// a million records are a few hundred rows. Derived from the table record, whose rows never change.
namespace nia::workspace {

enum class RecordColumn : std::int64_t {
    Form = 0, ///< record.form; kNotKept: it has none, or a number too great for the column
    Chars = 1, ///< record.chars; kNotKept: too many for the column
    TextHash = 2, ///< the lower 32 bits of record.text_hash
};

inline constexpr std::int64_t kColumnBlock = 4080; ///< records: two bytes for each of them fill half a page
inline constexpr std::uint32_t kNotKept = 0xffffffffU; ///< the record itself has to be asked

/// Reads one column, best in the order of ids. Whole blocks only: of later records it has nothing.
class ColumnReader
{
public:
    [[nodiscard]] static Result<ColumnReader> open(Database &database, RecordColumn column);

    /// The last record that it has; 0: none.
    [[nodiscard]] std::int64_t end() const { return m_end; }
    /// The value of a record, kNotKept behind the end.
    [[nodiscard]] Result<std::uint32_t> value(std::int64_t id)
    {
        if (id < m_first || id >= m_first + std::ssize(m_values))
            NIA_TRY(load(id));
        return id > m_end ? kNotKept : m_values[static_cast<std::size_t>(id - m_first)];
    }
    /// The values of the block that has the record, which is not behind the end; holds until the next call.
    struct Block {
        std::int64_t first = 0; ///< the id of the first value
        std::span<const std::uint32_t> values;
    };
    [[nodiscard]] Result<Block> block(std::int64_t id)
    {
        if (id < m_first || id >= m_first + std::ssize(m_values))
            NIA_TRY(load(id));
        return Block{.first = m_first, .values = m_values};
    }

private:
    ColumnReader(Database &database, RecordColumn column, std::int64_t end)
        : m_database(&database), m_column(column), m_end(end)
    {
    }
    [[nodiscard]] Result<void> load(std::int64_t id);

    Database *m_database;
    RecordColumn m_column;
    std::int64_t m_end, m_first = 0;
    std::vector<std::uint32_t> m_values;
};

/// The shard of each record by the table of runs, for ids that ascend.
class ShardWalk
{
public:
    [[nodiscard]] static Result<ShardWalk> open(Database &database);
    /// 0: it came without one.
    [[nodiscard]] std::int64_t shard(std::int64_t id)
    {
        while (m_at < m_runs.size() && m_runs[m_at].last < id)
            ++m_at;
        return m_at < m_runs.size() && m_runs[m_at].first <= id ? m_runs[m_at].shard : 0;
    }

private:
    struct Run {
        std::int64_t first = 0, last = 0, shard = 0;
    };
    std::vector<Run> m_runs;
    std::size_t m_at = 0;
};

/// Adds the blocks that are whole by now. Inside a transaction; costs nothing where no block has become whole.
[[nodiscard]] Result<void> keepColumns(Database &database);
/// How many blocks are not what the records say; `mend` makes them anew.
[[nodiscard]] Result<std::int64_t> checkColumns(Database &database, bool mend);

} // namespace nia::workspace
