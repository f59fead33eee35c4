// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/store.h"

#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Which records have which answer, state or flag: sets of record ids, kept as blocks of 4,096 records. A filter reads a few
/// hundred rows for a million records, and folding a thousand records writes a few rows instead of thousands. Derived.
namespace nia::workspace {

enum class MarkKind : std::int64_t {
    Choice = 1, ///< a shown label has this choice (single, scale) or member (multiple); by annotator
    Resolved = 2, ///< the answer by the policy best has this choice or member
    Disagreed = 3, ///< on this question
    Labelled = 4, ///< by annotator, as the columns of annotator_state
    Answered = 5,
    Skipped = 6,
    Flagged = 7,
    State = 8, ///< the annotator's place is a bit of RecordBits; bit kHasEvents: events speak of the record
};
inline constexpr std::int64_t kHasEventsBit = 15;

inline constexpr std::int64_t kMarkBlock = 4096; ///< records in a block; block 0 has the ids 1 to 4,096
using MarkWords = std::array<std::uint64_t, kMarkBlock / 64>;

/// The blob of a block: under 512 bytes a sorted list of places, 2 bytes each (little-endian); 512 bytes the bits.
[[nodiscard]] std::string packMarks(const MarkWords &words);
[[nodiscard]] bool unpackMarks(std::string_view blob, MarkWords &words); ///< false: not such a blob

/// One set: question and choice are "" and the annotator 0 where the kind has none.
struct MarkSet {
    MarkKind kind = MarkKind::State;
    std::string_view question, choice;
    std::int64_t annotator = 0;
};

/// Changes marks inside one transaction: set and clear, then flush once.
class MarkWriter
{
public:
    explicit MarkWriter(Database &database) : m_database(database) {}
    [[nodiscard]] Result<void> set(const MarkSet &place, RecordId record, bool on);
    [[nodiscard]] Result<bool> has(const MarkSet &place, RecordId record);
    /// The record's RecordBits, and whether events speak of it.
    struct Bits {
        unsigned bits = 0;
        bool known = false;
    };
    [[nodiscard]] Result<Bits> state(RecordId record);
    [[nodiscard]] Result<void> setState(RecordId record, Bits from, Bits to);
    [[nodiscard]] Result<void> flush();
    /// The table is empty: blocks need not be looked for.
    void assumeEmpty() { m_empty = true; }

private:
    struct Block {
        MarkWords words{};
        bool stored = false, changed = false;
    };
    struct Column { ///< of one set
        MarkKind kind{};
        std::string question, choice;
        std::int64_t annotator = 0;
        std::unordered_map<std::int64_t, Block> blocks;
        std::int64_t last = -1; ///< the block asked for last
        Block *lastBlock = nullptr;
    };
    [[nodiscard]] Column &column(const MarkSet &place);
    [[nodiscard]] Result<Block *> block(Column &column, std::int64_t number);
    [[nodiscard]] static bool bit(const Block &block, RecordId record);
    static void setBit(Block &block, RecordId record, bool on);

    Database &m_database;
    std::unordered_map<std::string, Column> m_columns;
    std::array<Column *, 16> m_states{};
    std::string m_name; ///< of a column; kept for its storage
    std::size_t m_blocks = 0;
    bool m_empty = false;
};

/// Every block of the sets of a kind, question and choice within [first, last] (ids), of any annotator (-1) or one.
[[nodiscard]] Result<void> eachMarkBlock(Database &database, const MarkSet &place, std::int64_t first,
                                         std::int64_t last,
                                         const std::function<void(std::int64_t block, const MarkWords &)> &onBlock);
/// The ids of one set, ascending.
[[nodiscard]] Result<std::vector<std::int64_t>> markedRecords(Database &database, const MarkSet &place);
/// The state of one record, read without a writer.
[[nodiscard]] Result<MarkWriter::Bits> markedState(Database &database, RecordId record);

/// Every mark, in the order of the table; for checks.
struct Mark {
    MarkKind kind{};
    std::string question, choice;
    std::int64_t annotator = 0;
    RecordId record{};
};
[[nodiscard]] Result<void> eachMark(Database &database, const std::function<void(const Mark &)> &onMark);

} // namespace nia::workspace
