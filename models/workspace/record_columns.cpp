// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_columns.h"

#include "base/path_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace nia::workspace {

namespace {

constexpr std::int64_t kColumns = 3;
constexpr std::int64_t kMostAtOnce = 8; ///< blocks, so that nobody waits for a batch

using Values = std::vector<std::uint32_t>;

/// One, two or four bytes for each value, the fewest that do; all ones stand for kNotKept.
std::string pack(const Values &values, std::size_t widest)
{
    std::uint32_t greatest = 0;
    for (const std::uint32_t value : values) {
        if (value != kNotKept)
            greatest = std::max(greatest, value);
    }
    const std::size_t width = widest == 4 ? 4 : greatest < 0xffU || widest == 1 ? 1 : 2;
    std::string out(values.size() * width, '\0');
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t byte = 0; byte < width; ++byte)
            out[i * width + byte] = static_cast<char>(values[i] >> (8 * byte) & 0xffU);
    }
    return out;
}

template<typename T>
void unpackInto(std::string_view blob, Values &out)
{
    constexpr T kAll = static_cast<T>(~T{0});
    const auto *bytes = reinterpret_cast<const unsigned char *>(blob.data());
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::uint32_t value = 0;
        for (std::size_t byte = 0; byte < sizeof(T); ++byte)
            value |= static_cast<std::uint32_t>(bytes[i * sizeof(T) + byte]) << (8 * byte);
        out[i] = sizeof(T) < 4 && value == kAll ? kNotKept : value;
    }
}

bool unpack(std::string_view blob, Values &out)
{
    out.resize(static_cast<std::size_t>(kColumnBlock));
    switch (blob.size() / out.size()) {
    case 1: unpackInto<std::uint8_t>(blob, out); break;
    case 2: unpackInto<std::uint16_t>(blob, out); break;
    case 4: unpackInto<std::uint32_t>(blob, out); break;
    default: return false;
    }
    return blob.size() % out.size() == 0;
}

std::int64_t place(std::int64_t block, RecordColumn column)
{
    return block * kColumns + static_cast<std::int64_t>(column);
}

std::uint32_t narrow(std::int64_t value)
{
    return value >= 0 && value < 0xffff ? static_cast<std::uint32_t>(value) : kNotKept;
}

using Blobs = std::array<std::string, kColumns>;

/// The blobs of one block by the records themselves; none where a record of it is missing, which `check` tells by itself.
Result<std::optional<Blobs>> blockOf(Database &database, std::int64_t block)
{
    std::array<Values, kColumns> columns;
    NIA_ASSIGN(Statement select, database.prepare("SELECT coalesce(form,-1),chars,text_hash,id FROM record "
                                                  "WHERE id BETWEEN ? AND ? ORDER BY id"));
    const std::int64_t first = block * kColumnBlock + 1;
    select.bind(1, first).bind(2, first + kColumnBlock - 1);
    for (std::int64_t id = first; id < first + kColumnBlock; ++id) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row || select.integer(3) != id)
            return std::optional<Blobs>();
        columns[0].push_back(narrow(select.integer(0)));
        columns[1].push_back(narrow(select.integer(1)));
        columns[2].push_back(static_cast<std::uint32_t>(static_cast<std::uint64_t>(select.integer(2))));
    }
    return Blobs{pack(columns[0], 2), pack(columns[1], 2), pack(columns[2], 4)};
}

Result<std::int64_t> blocksKept(Database &database)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT max(place) FROM record_column"));
    NIA_TRY(select.step());
    return select.isNull(0) ? 0 : (select.integer(0) + 1) / kColumns;
}

Result<std::int64_t> wholeBlocks(Database &database)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT max(id) FROM record"));
    NIA_TRY(select.step());
    return select.integer(0) / kColumnBlock;
}

Result<void> keepBlock(Database &database, std::int64_t block, const Blobs &blobs)
{
    NIA_ASSIGN(Statement insert, database.prepare("INSERT OR REPLACE INTO record_column(place,bytes) VALUES(?,?)"));
    for (std::int64_t column = 0; column < kColumns; ++column) {
        insert.bind(1, block * kColumns + column);
        NIA_TRY(insert.bindKeptBlob(2, blobs[static_cast<std::size_t>(column)]).run());
    }
    return {};
}

Result<std::int64_t> columnsEnd(Database &database)
{
    NIA_ASSIGN(Statement exists, database.prepare("SELECT 1 FROM sqlite_master WHERE name='record_column'"));
    NIA_ASSIGN(const bool there, exists.step());
    if (!there)
        return 0;
    NIA_ASSIGN(const std::int64_t blocks, blocksKept(database));
    return blocks * kColumnBlock;
}

} // namespace

Result<ColumnReader> ColumnReader::open(Database &database, RecordColumn column)
{
    NIA_ASSIGN(const std::int64_t end, columnsEnd(database));
    return ColumnReader(database, column, end);
}

Result<void> ColumnReader::load(std::int64_t id)
{
    if (id > m_end || id < 1)
        return {};
    const std::int64_t block = (id - 1) / kColumnBlock;
    NIA_ASSIGN(Statement select, m_database->prepare("SELECT bytes FROM record_column WHERE place=?"));
    NIA_ASSIGN(const bool row, select.bind(1, place(block, m_column)).step());
    if (!row || !unpack(select.blob(0), m_values))
        return fail(Kind::Damaged, {"a column of the records"}, pathText(m_database->path()));
    m_first = block * kColumnBlock + 1;
    return {};
}

Result<ShardWalk> ShardWalk::open(Database &database)
{
    ShardWalk walk;
    NIA_ASSIGN(Statement select, database.prepare("SELECT first,last,shard FROM shard_run ORDER BY first"));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return walk;
        walk.m_runs.push_back({.first = select.integer(0), .last = select.integer(1), .shard = select.integer(2)});
    }
}

Result<void> keepColumns(Database &database)
{
    NIA_ASSIGN(const std::int64_t whole, wholeBlocks(database));
    if (whole == 0)
        return {};
    NIA_ASSIGN(const std::int64_t end, columnsEnd(database));
    const std::int64_t kept = end / kColumnBlock;
    if (kept == whole)
        return {};
    // Files of earlier programs lack it, and catch up a little with every batch.
    NIA_TRY(
        database.execute("CREATE TABLE IF NOT EXISTS record_column(place INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"));
    for (std::int64_t block = kept; block < std::min(whole, kept + kMostAtOnce); ++block) {
        NIA_ASSIGN(const auto blobs, blockOf(database, block));
        if (!blobs)
            return {}; // queries read the records themselves from here on
        NIA_TRY(keepBlock(database, block, *blobs));
    }
    return {};
}

Result<std::int64_t> checkColumns(Database &database, bool mend)
{
    NIA_ASSIGN(const std::int64_t end, columnsEnd(database));
    NIA_ASSIGN(const std::int64_t whole, wholeBlocks(database));
    if (end == 0)
        return 0;
    NIA_ASSIGN(Statement select, database.prepare("SELECT bytes FROM record_column WHERE place=?"));
    std::int64_t wrong = 0;
    for (std::int64_t block = 0; block < std::min(end / kColumnBlock, whole); ++block) {
        NIA_ASSIGN(const auto blobs, blockOf(database, block));
        bool same = true;
        for (std::int64_t column = 0; column < kColumns && same; ++column) {
            select.reset();
            NIA_ASSIGN(const bool row, select.bind(1, block * kColumns + column).step());
            same = row && blobs && select.blob(0) == (*blobs)[static_cast<std::size_t>(column)];
        }
        select.reset();
        if (same)
            continue;
        ++wrong;
        if (mend && blobs)
            NIA_TRY(keepBlock(database, block, *blobs));
    }
    return wrong;
}

} // namespace nia::workspace
