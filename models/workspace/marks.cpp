// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/marks.h"

#include "base/path_text.h"

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr std::size_t kBitmapBytes = kMarkBlock / 8;
constexpr std::size_t kMostBlocks = 30000; ///< kept by a writer before it writes them: 16 MB

std::int64_t blockOf(RecordId record)
{
    return (number(record) - 1) / kMarkBlock;
}
std::size_t placeOf(RecordId record)
{
    return static_cast<std::size_t>((number(record) - 1) % kMarkBlock);
}

} // namespace

std::string packMarks(const MarkWords &words)
{
    std::size_t count = 0;
    for (const std::uint64_t word : words)
        count += static_cast<std::size_t>(std::popcount(word));
    std::string out;
    if (count * 2 < kBitmapBytes) {
        out.reserve(count * 2);
        for (std::size_t w = 0; w < words.size(); ++w) {
            for (std::uint64_t word = words[w]; word != 0; word &= word - 1) {
                const std::size_t place = w * 64 + static_cast<std::size_t>(std::countr_zero(word));
                out += static_cast<char>(place & 0xffU);
                out += static_cast<char>(place >> 8U);
            }
        }
        return out;
    }
    out.reserve(kBitmapBytes);
    for (const std::uint64_t word : words) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            out += static_cast<char>((word >> shift) & 0xffU);
    }
    return out;
}

bool unpackMarks(std::string_view blob, MarkWords &words)
{
    words.fill(0);
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(blob[i])); };
    if (blob.size() == kBitmapBytes) {
        for (std::size_t i = 0; i < kBitmapBytes; ++i)
            words[i / 8] |= byte(i) << (8 * (i % 8));
        return true;
    }
    if (blob.size() > kBitmapBytes || blob.size() % 2 != 0)
        return false;
    for (std::size_t i = 0; i < blob.size(); i += 2) {
        const std::uint64_t place = byte(i) | (byte(i + 1) << 8U);
        if (place >= static_cast<std::uint64_t>(kMarkBlock))
            return false;
        words[place / 64] |= std::uint64_t{1} << (place % 64);
    }
    return true;
}

// ------------------------------------------------------------------------------------------------------ MarkWriter

MarkWriter::Column &MarkWriter::column(const MarkSet &place)
{
    m_name.clear();
    m_name += static_cast<char>('0' + static_cast<int>(place.kind));
    m_name += place.question;
    m_name += '\0';
    m_name += place.choice;
    m_name += '\0';
    for (auto rest = static_cast<std::uint64_t>(place.annotator); rest != 0; rest >>= 8U)
        m_name += static_cast<char>(rest & 0xffU);
    const auto [found, added] = m_columns.try_emplace(m_name);
    if (added) {
        found->second.kind = place.kind;
        found->second.question = place.question;
        found->second.choice = place.choice;
        found->second.annotator = place.annotator;
    }
    return found->second;
}

Result<MarkWriter::Block *> MarkWriter::block(Column &column, std::int64_t number)
{
    if (column.last == number)
        return column.lastBlock;
    const auto [found, added] = column.blocks.try_emplace(number);
    Block &block = found->second;
    if (added) {
        ++m_blocks;
        if (!m_empty) {
            NIA_ASSIGN(Statement select, m_database.prepare("SELECT bits FROM mark WHERE kind=? AND question=? AND "
                                                            "choice=? AND block=? AND annotator=?"));
            select.bind(1, static_cast<std::int64_t>(column.kind)).bindKept(2, column.question);
            select.bindKept(3, column.choice).bind(4, number).bind(5, column.annotator);
            NIA_ASSIGN(const bool row, select.step());
            block.stored = row;
            if (row && !unpackMarks(select.blob(0), block.words))
                return fail(Kind::Damaged, {"a block of marks cannot be read; nia check --repair makes it anew"},
                            pathText(m_database.path()));
        }
    }
    column.last = number;
    column.lastBlock = &block; // nodes of the map stay where they are
    return &block;
}

bool MarkWriter::bit(const Block &block, RecordId record)
{
    const std::size_t place = placeOf(record);
    return ((block.words[place / 64] >> (place % 64)) & 1U) != 0;
}

void MarkWriter::setBit(Block &block, RecordId record, bool on)
{
    const std::size_t place = placeOf(record);
    std::uint64_t &word = block.words[place / 64];
    const std::uint64_t mask = std::uint64_t{1} << (place % 64);
    const std::uint64_t now = on ? word | mask : word & ~mask;
    block.changed = block.changed || now != word;
    word = now;
}

Result<void> MarkWriter::set(const MarkSet &place, RecordId record, bool on)
{
    NIA_ASSIGN(Block *const found, block(column(place), blockOf(record)));
    setBit(*found, record, on);
    return {};
}

Result<bool> MarkWriter::has(const MarkSet &place, RecordId record)
{
    NIA_ASSIGN(const Block *const found, block(column(place), blockOf(record)));
    return bit(*found, record);
}

Result<MarkWriter::Bits> MarkWriter::state(RecordId record)
{
    Bits out;
    for (std::int64_t i : {0, 1, 2, 3, 4, 5, 6, 7, static_cast<int>(kHasEventsBit)}) {
        Column *&known = m_states[static_cast<std::size_t>(i)];
        if (!known)
            known = &column({.kind = MarkKind::State, .question = {}, .choice = {}, .annotator = i});
        NIA_ASSIGN(const Block *const found, block(*known, blockOf(record)));
        if (!bit(*found, record))
            continue;
        if (i == kHasEventsBit)
            out.known = true;
        else
            out.bits |= 1U << static_cast<unsigned>(i);
    }
    return out;
}

Result<void> MarkWriter::setState(RecordId record, Bits from, Bits to)
{
    for (unsigned i = 0; i < 8; ++i) {
        if (((from.bits ^ to.bits) >> i & 1U) != 0)
            NIA_TRY(set({.kind = MarkKind::State, .question = {}, .choice = {}, .annotator = std::int64_t{i}}, record,
                        ((to.bits >> i) & 1U) != 0));
    }
    if (from.known != to.known)
        NIA_TRY(set({.kind = MarkKind::State, .question = {}, .choice = {}, .annotator = kHasEventsBit}, record,
                    to.known));
    return m_blocks > kMostBlocks ? flush() : Result<void>();
}

Result<void> MarkWriter::flush()
{
    NIA_ASSIGN(Statement put,
               m_database.prepare(
                   "INSERT OR REPLACE INTO mark(kind,question,choice,block,annotator,bits) VALUES(?,?,?,?,?,?)"));
    NIA_ASSIGN(Statement drop, m_database.prepare("DELETE FROM mark WHERE kind=? AND question=? AND choice=? AND "
                                                  "block=? AND annotator=?"));
    for (auto &[name, column] : m_columns) {
        std::vector<std::int64_t> changed;
        for (const auto &[number, block] : column.blocks) {
            if (block.changed)
                changed.push_back(number);
        }
        std::ranges::sort(changed);
        for (const std::int64_t number : changed) {
            const std::string bits = packMarks(column.blocks.find(number)->second.words);
            Statement &run = bits.empty() ? drop : put;
            run.bind(1, static_cast<std::int64_t>(column.kind)).bindKept(2, column.question);
            run.bindKept(3, column.choice).bind(4, number).bind(5, column.annotator);
            if (!bits.empty())
                run.bindKeptBlob(6, bits);
            NIA_TRY(run.run());
        }
    }
    m_columns.clear();
    m_states.fill(nullptr);
    m_blocks = 0;
    m_empty = false; // what was written must be read again
    return {};
}

// --------------------------------------------------------------------------------------------------------- reading

Result<void> eachMarkBlock(Database &database, const MarkSet &place, std::int64_t first, std::int64_t last,
                           const std::function<void(std::int64_t, const MarkWords &)> &onBlock)
{
    NIA_ASSIGN(Statement greatest, database.prepare("SELECT coalesce(max(block),-1) FROM mark"));
    NIA_TRY(greatest.step());
    // The rows of a block stand together, so that a label changes one or two pages; a set is read block by block.
    NIA_ASSIGN(Statement select, database.prepare("SELECT bits,annotator FROM mark WHERE block=? AND kind=? AND "
                                                  "question=? AND choice=?"));
    const std::int64_t end = std::min((std::max<std::int64_t>(last, 1) - 1) / kMarkBlock, greatest.integer(0));
    MarkWords words;
    for (std::int64_t block = (std::max<std::int64_t>(first, 1) - 1) / kMarkBlock; block <= end; ++block) {
        select.bind(1, block).bind(2, static_cast<std::int64_t>(place.kind));
        select.bindKept(3, place.question).bindKept(4, place.choice);
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                break;
            if (place.annotator >= 0 && select.integer(1) != place.annotator)
                continue;
            if (!unpackMarks(select.blob(0), words))
                return fail(Kind::Damaged, {"a block of marks cannot be read; nia check --repair makes it anew"},
                            pathText(database.path()));
            onBlock(block, words);
        }
        select.reset();
    }
    return {};
}

Result<std::vector<std::int64_t>> markedRecords(Database &database, const MarkSet &place)
{
    std::vector<std::int64_t> out;
    NIA_TRY(eachMarkBlock(database, place, 1, INT64_MAX, [&](std::int64_t block, const MarkWords &words) {
        for (std::size_t w = 0; w < words.size(); ++w) {
            for (std::uint64_t word = words[w]; word != 0; word &= word - 1)
                out.push_back(block * kMarkBlock + static_cast<std::int64_t>(w) * 64 + std::countr_zero(word) + 1);
        }
    }));
    std::ranges::sort(out);
    const auto same = std::ranges::unique(out);
    out.erase(same.begin(), same.end());
    return out;
}

Result<MarkWriter::Bits> markedState(Database &database, RecordId record)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT annotator,bits FROM mark WHERE kind=? AND question='' AND "
                                                  "choice='' AND block=?"));
    select.bind(1, static_cast<std::int64_t>(MarkKind::State)).bind(2, blockOf(record));
    MarkWriter::Bits out;
    MarkWords words;
    const std::size_t place = placeOf(record);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return out;
        if (!unpackMarks(select.blob(1), words))
            return fail(Kind::Damaged, {"a block of marks cannot be read; nia check --repair makes it anew"},
                        pathText(database.path()));
        if (((words[place / 64] >> (place % 64)) & 1U) == 0)
            continue;
        if (select.integer(0) == kHasEventsBit)
            out.known = true;
        else
            out.bits |= 1U << static_cast<unsigned>(select.integer(0));
    }
}

Result<void> eachMark(Database &database, const std::function<void(const Mark &)> &onMark)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT kind,question,choice,annotator,block,bits FROM mark ORDER BY "
                                                  "block,kind,question,choice,annotator"));
    MarkWords words;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        if (!unpackMarks(select.blob(5), words))
            return fail(Kind::Damaged, {"a block of marks cannot be read"}, pathText(database.path()));
        Mark mark{.kind = MarkKind{select.integer(0)},
                  .question = std::string(select.text(1)),
                  .choice = std::string(select.text(2)),
                  .annotator = select.integer(3)};
        for (std::int64_t place = 0; place < kMarkBlock; ++place) {
            if (((words[static_cast<std::size_t>(place / 64)] >> (place % 64)) & 1U) == 0)
                continue;
            mark.record = RecordId{select.integer(4) * kMarkBlock + place + 1};
            onMark(mark);
        }
    }
}

} // namespace nia::workspace
