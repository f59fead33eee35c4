// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_lookup_rows.h"

#include "base/path_text.h"

#include <algorithm>
#include <array>
#include <string>

namespace nia::workspace {

namespace {

using By = RecordLookup::By;
using Heads = std::vector<std::uint32_t>;

constexpr std::array kBoth{By::Key, By::Id};
constexpr std::size_t kEntryBytes = 5;
constexpr std::int64_t kSegmentBlocks = kLookupSegment / kLookupBlock; ///< of a segment
constexpr std::int64_t kMostLookupBlocks = (std::int64_t{1} << 40U) - 1;

struct BothHeads {
    std::array<Heads, 2> heads;
    Heads &of(By by) { return heads[static_cast<std::size_t>(by)]; }
};

unsigned byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

std::string packHeads(const Heads &heads)
{
    std::string out;
    out.reserve(heads.size() * 4);
    for (const std::uint32_t head : heads) {
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            out += static_cast<char>(head >> shift & 0xffU);
    }
    return out;
}

/// The rows of a segment, one for each range of heads.
std::vector<std::string> packSegment(const Heads &heads)
{
    std::vector<std::uint64_t> entries;
    entries.reserve(heads.size());
    for (std::size_t i = 0; i < heads.size(); ++i)
        entries.push_back(std::uint64_t{heads[i]} << 16U | i);
    std::ranges::sort(entries);
    std::vector<std::string> rows(kLookupRanges);
    for (const std::uint64_t entry : entries) {
        std::string &row = rows[entry >> 40U];
        for (const unsigned shift : {32U, 24U, 16U, 8U, 0U})
            row += static_cast<char>(entry >> shift & 0xffU);
    }
    return rows;
}

/// By the records themselves; fewer heads than asked for where a record is missing, which `check` tells by itself.
Result<BothHeads> headsOf(Database &database, std::int64_t first, std::int64_t count)
{
    BothHeads out;
    NIA_ASSIGN(Statement select,
               database.prepare("SELECT id,key,id_hash FROM record WHERE id BETWEEN ? AND ? ORDER BY id"));
    select.bind(1, first).bind(2, first + count - 1);
    for (std::int64_t id = first; id < first + count; ++id) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row || select.integer(0) != id)
            return out;
        out.of(By::Key).push_back(headOf(select.blob(1)));
        out.of(By::Id).push_back(headOf(select.integer(2)));
    }
    return out;
}

Result<void> putLookup(Database &database, std::int64_t place, std::string_view bytes)
{
    NIA_ASSIGN(Statement insert, database.prepare("INSERT OR REPLACE INTO record_lookup(place,bytes) VALUES(?,?)"));
    return insert.bind(1, place).bindKeptBlob(2, bytes).run();
}

Result<void> keepLookupBlock(Database &database, std::int64_t block, const BothHeads &both)
{
    for (const By by : kBoth)
        NIA_TRY(putLookup(database, blockPlace(by, block), packHeads(both.heads[static_cast<std::size_t>(by)])));
    return {};
}

/// Writes the segment, and drops its blocks.
Result<void> keepSegment(Database &database, std::int64_t segment, const BothHeads &both)
{
    NIA_ASSIGN(Statement drop, database.prepare("DELETE FROM record_lookup WHERE place BETWEEN ? AND ?"));
    for (const By by : kBoth) {
        const std::vector<std::string> rows = packSegment(both.heads[static_cast<std::size_t>(by)]);
        for (std::uint32_t range = 0; range < kLookupRanges; ++range)
            NIA_TRY(putLookup(database, lookupPlace(by, range, segment), rows[range]));
        const std::int64_t first = blockPlace(by, segment * kSegmentBlocks);
        NIA_TRY(drop.bind(1, first).bind(2, first + kSegmentBlocks - 1).run());
    }
    return {};
}

/// Of a segment, from its blocks where they are there.
Result<BothHeads> segmentHeads(Database &database, std::int64_t segment)
{
    BothHeads out;
    for (std::int64_t block = segment * kSegmentBlocks; block < (segment + 1) * kSegmentBlocks; ++block) {
        for (const By by : kBoth) {
            NIA_ASSIGN(const auto heads, lookupBlock(database, by, block));
            if (!heads)
                return headsOf(database, segment * kLookupSegment + 1, kLookupSegment);
            out.of(by).insert(out.of(by).end(), heads->begin(), heads->end());
        }
    }
    return out;
}

/// The block after the last one that the table has, in a segment or for itself.
Result<std::int64_t> lookupBlocksKept(Database &database, std::int64_t segments)
{
    NIA_ASSIGN(Statement last, database.prepare("SELECT max(place) FROM record_lookup WHERE place BETWEEN ? AND ?"));
    const std::int64_t first = blockPlace(By::Id, 0);
    NIA_TRY(last.bind(1, first).bind(2, first + kMostLookupBlocks).step());
    return last.isNull(0) ? segments * kSegmentBlocks : last.integer(0) - first + 1;
}

Result<std::int64_t> wholeLookupBlocks(Database &database)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(select.step());
    return select.integer(0) / kLookupBlock;
}

bool full(const BothHeads &both, std::int64_t count)
{
    return static_cast<std::int64_t>(both.heads[0].size()) == count;
}

/// Is each of the rows there, and as it should be?
Result<bool> sameRows(Database &database, const std::vector<std::pair<std::int64_t, std::string>> &rows)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT bytes FROM record_lookup WHERE place=?"));
    for (const auto &[place, bytes] : rows) {
        NIA_ASSIGN(const bool row, select.bind(1, place).step());
        if (!row || select.blob(0) != bytes)
            return false;
        select.reset();
    }
    return true;
}

Result<bool> sameSegment(Database &database, std::int64_t segment)
{
    NIA_ASSIGN(const BothHeads both, headsOf(database, segment * kLookupSegment + 1, kLookupSegment));
    std::vector<std::pair<std::int64_t, std::string>> rows;
    for (const By by : kBoth) {
        const std::vector<std::string> packed = packSegment(both.heads[static_cast<std::size_t>(by)]);
        for (std::uint32_t range = 0; range < kLookupRanges; ++range)
            rows.emplace_back(lookupPlace(by, range, segment), packed[range]);
    }
    return sameRows(database, rows);
}

Result<bool> sameBlock(Database &database, std::int64_t block)
{
    NIA_ASSIGN(const BothHeads both, headsOf(database, block * kLookupBlock + 1, kLookupBlock));
    std::vector<std::pair<std::int64_t, std::string>> rows;
    for (const By by : kBoth)
        rows.emplace_back(blockPlace(by, block), packHeads(both.heads[static_cast<std::size_t>(by)]));
    return sameRows(database, rows);
}

Result<std::int64_t> rowsKept(Database &database)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT count(*) FROM record_lookup"));
    NIA_TRY(select.step());
    return select.integer(0);
}

} // namespace

Result<std::int64_t> lookupSegments(Database &database)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT max(place) FROM record_lookup WHERE place<?"));
    NIA_TRY(select.bind(1, lookupPlace(By::Key, 1, 0)).step());
    return select.isNull(0) ? 0 : select.integer(0) + 1;
}

Result<std::optional<Heads>> lookupBlock(Database &database, By by, std::int64_t block)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT bytes FROM record_lookup WHERE place=?"));
    NIA_ASSIGN(const bool row, select.bind(1, blockPlace(by, block)).step());
    if (!row)
        return std::optional<Heads>();
    const std::string_view bytes = select.blob(0);
    if (bytes.size() != static_cast<std::size_t>(kLookupBlock) * 4)
        return fail(Kind::Damaged, {"the lookup of the records; nia check --repair makes it anew"},
                    pathText(database.path()));
    Heads heads;
    heads.reserve(static_cast<std::size_t>(kLookupBlock));
    for (std::size_t at = 0; at < bytes.size(); at += 4)
        heads.push_back(headOf(bytes.substr(at, 4)));
    return heads;
}

bool readEntries(std::string_view bytes, std::uint32_t range, std::int64_t segment, std::vector<std::uint64_t> &out)
{
    if (bytes.size() % kEntryBytes != 0)
        return false;
    for (std::size_t at = 0; at < bytes.size(); at += kEntryBytes) {
        const std::uint32_t head =
            range << 24U | byteAt(bytes, at) << 16U | byteAt(bytes, at + 1) << 8U | byteAt(bytes, at + 2);
        const std::int64_t place = byteAt(bytes, at + 3) << 8U | byteAt(bytes, at + 4);
        out.push_back(std::uint64_t{head} << 32U | static_cast<std::uint64_t>(segment * kLookupSegment + place + 1));
    }
    return true;
}

Result<void> eachSegmentHead(Database &database, std::int64_t segments,
                             const std::function<void(By, std::uint32_t)> &onHead)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT place,bytes FROM record_lookup WHERE place<?"));
    select.bind(1, blockPlace(By::Key, 0));
    std::vector<std::uint64_t> entries;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        const std::int64_t place = select.integer(0);
        if ((place & 0xffffff) >= segments)
            continue;
        entries.clear();
        if (!readEntries(select.blob(1), static_cast<std::uint32_t>(place >> 24U) & 0xffU, 0, entries))
            return fail(Kind::Damaged, {"the lookup of the records; nia check --repair makes it anew"},
                        pathText(database.path()));
        for (const std::uint64_t entry : entries)
            onHead(By{place >> 40U}, static_cast<std::uint32_t>(entry >> 32U));
    }
}

Result<void> keepLookup(Database &database, std::int64_t mostSegments)
{
    NIA_ASSIGN(const std::int64_t whole, wholeLookupBlocks(database));
    NIA_ASSIGN(std::int64_t segments, lookupSegments(database));
    for (const std::int64_t most = segments + mostSegments;
         segments < most && (segments + 1) * kSegmentBlocks <= whole;) {
        NIA_ASSIGN(const BothHeads both, segmentHeads(database, segments));
        if (!full(both, kLookupSegment))
            return {};
        NIA_TRY(keepSegment(database, segments++, both));
    }
    if (whole - segments * kSegmentBlocks > kSegmentBlocks)
        return {}; // segments first, a batch each
    NIA_ASSIGN(std::int64_t block, lookupBlocksKept(database, segments));
    for (; block < whole; ++block) {
        NIA_ASSIGN(const BothHeads both, headsOf(database, block * kLookupBlock + 1, kLookupBlock));
        if (!full(both, kLookupBlock))
            return {};
        NIA_TRY(keepLookupBlock(database, block, both));
    }
    return {};
}

Result<bool> checkLookup(Database &database, bool mend)
{
    NIA_ASSIGN(const std::int64_t whole, wholeLookupBlocks(database));
    NIA_ASSIGN(const std::int64_t segments, lookupSegments(database));
    NIA_ASSIGN(const std::int64_t blocks, lookupBlocksKept(database, segments));
    bool wrong = segments * kSegmentBlocks > whole || blocks > whole;
    for (std::int64_t segment = 0; segment < segments && !wrong; ++segment) {
        NIA_ASSIGN(const bool good, sameSegment(database, segment));
        wrong = !good;
    }
    for (std::int64_t block = segments * kSegmentBlocks; block < blocks && !wrong; ++block) {
        NIA_ASSIGN(const bool good, sameBlock(database, block));
        wrong = !good;
    }
    NIA_ASSIGN(const std::int64_t rows, rowsKept(database));
    const std::int64_t expected =
        2 * (segments * kLookupRanges + std::max<std::int64_t>(blocks - segments * kSegmentBlocks, 0));
    wrong = wrong || rows != expected;
    if (wrong && mend) {
        NIA_TRY(database.execute("DELETE FROM record_lookup"));
        NIA_TRY(keepLookup(database, whole));
    }
    return wrong;
}

} // namespace nia::workspace
