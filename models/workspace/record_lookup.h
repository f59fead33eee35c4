// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"
#include "workspace/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Finds records by their key or their external id. Keys and hashes lie anywhere: an index of SQLite would write a page of
/// its own for nearly every record of a batch. So rows are added to it many at a time, in the order of what they are found
/// by, and the few that came since are looked through.
namespace nia::workspace {

/// The first four bytes of a key, as a number in the order of keys.
[[nodiscard]] std::uint32_t headOf(std::string_view keyBytes);
/// What an external id is found by; `idHash` as in records.h.
[[nodiscard]] inline std::uint32_t headOf(std::int64_t idHash)
{
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(idHash));
}

/// Of one connection. The table record_lookup holds, for each head, the rows of the records that have it:
///   segments  of 61,200 records: a row for each of 256 ranges of heads, its entries in order: the head's lower three
///             bytes, then the record's place in the segment (two bytes), all with the greatest byte first;
///   blocks    of 4,080 records that are in no segment yet: the heads as they come, four bytes each.
/// Of later records the table of records itself is asked. Derived: `check` makes it anew.
/// Cost: two or three pages for the first of many, memory for the others: 8 bytes a record, at most 96 MB.
class RecordLookup
{
public:
    enum class By : std::int64_t { Key = 0, Id = 1 };

    explicit RecordLookup(Database &database) : m_database(database) {}

    /// The rows whose heads are from `first` to `last`, ascending. Who asks compares the whole key or id.
    [[nodiscard]] Result<std::vector<std::int64_t>> rows(By by, std::uint32_t first, std::uint32_t last);
    [[nodiscard]] Result<std::optional<std::int64_t>> byKey(std::string_view keyBytes);
    /// All heads of the records after `row`, in any order.
    [[nodiscard]] Result<void> eachHead(std::int64_t row, const std::function<void(By, std::uint32_t)> &onHead);
    /// A transaction that added records was rolled back: what is remembered of them is not true.
    void forget();

private:
    using Entries = std::vector<std::uint64_t>; ///< the head above, the row below
    struct Tail {
        Entries sorted, fresh;
        void sort();
    };
    [[nodiscard]] Result<void> catchUp();
    [[nodiscard]] Result<void> readBlocks(std::int64_t last);
    [[nodiscard]] Result<void> readRecords();
    [[nodiscard]] Result<const Entries *> range(By by, std::uint32_t range);
    void add(By by, std::uint32_t head, std::int64_t row);

    Database &m_database;
    std::int64_t m_segments = 0; ///< that are known; the tail begins behind them
    std::int64_t m_upTo = 0; ///< the last record of the tail
    Tail m_tails[2];
    std::unordered_map<std::int64_t, Entries> m_ranges; ///< of the segments
    std::size_t m_kept = 0; ///< entries in m_ranges
};

/// Takes in the blocks and segments that are whole by now, at most `mostSegments` of these. Inside a transaction; costs
/// nothing where none has become whole.
[[nodiscard]] Result<void> keepLookup(Database &database, std::int64_t mostSegments = 1);
/// Is any of it not what the records say? `mend` makes all of it anew then.
[[nodiscard]] Result<bool> checkLookup(Database &database, bool mend);

} // namespace nia::workspace
