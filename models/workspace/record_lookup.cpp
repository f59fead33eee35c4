// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_lookup.h"

#include "base/path_text.h"
#include "workspace/record_lookup_rows.h"

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr std::size_t kMostKept = 12'000'000; ///< entries, eight bytes each
constexpr std::size_t kMostFresh = 4096;      ///< looked through one by one

std::uint32_t headIn(std::uint64_t entry)
{
    return static_cast<std::uint32_t>(entry >> 32U);
}
std::int64_t rowIn(std::uint64_t entry)
{
    return static_cast<std::int64_t>(entry & 0xffffffffU);
}

void collect(std::span<const std::uint64_t> sorted, std::uint32_t first, std::uint32_t last,
             std::vector<std::int64_t> &out)
{
    for (auto at = std::ranges::lower_bound(sorted, first, {}, headIn); at != sorted.end() && headIn(*at) <= last; ++at)
        out.push_back(rowIn(*at));
}

} // namespace

std::uint32_t headOf(std::string_view keyBytes)
{
    std::uint32_t head = 0;
    for (std::size_t i = 0; i < 4; ++i)
        head = head << 8U | (i < keyBytes.size() ? static_cast<unsigned char>(keyBytes[i]) : 0U);
    return head;
}

void RecordLookup::Tail::sort()
{
    const auto middle = static_cast<std::ptrdiff_t>(sorted.size());
    std::ranges::sort(fresh);
    sorted.insert(sorted.end(), fresh.begin(), fresh.end());
    std::inplace_merge(sorted.begin(), sorted.begin() + middle, sorted.end());
    fresh.clear();
}

void RecordLookup::forget()
{
    for (Tail &tail : m_tails)
        tail = {};
    m_ranges.clear();
    m_kept = 0;
    m_segments = 0;
    m_upTo = 0;
}

void RecordLookup::add(By by, std::uint32_t head, std::int64_t row)
{
    m_tails[static_cast<std::size_t>(by)].fresh.push_back(std::uint64_t{head} << 32U | static_cast<std::uint64_t>(row));
}

Result<void> RecordLookup::catchUp()
{
    NIA_ASSIGN(Statement greatest, m_database.prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(greatest.step());
    const std::int64_t last = greatest.integer(0);
    if (last == m_upTo)
        return {};
    if (last < m_upTo)
        forget();
    if (m_upTo == 0 || last - m_segments * kLookupSegment >= 2 * kLookupSegment) { // the tail has become too long
        NIA_ASSIGN(const std::int64_t segments, lookupSegments(m_database));
        if (segments != m_segments) {
            forget();
            m_segments = segments;
            m_upTo = segments * kLookupSegment;
        }
    }
    NIA_TRY(readBlocks(last));
    NIA_TRY(readRecords());
    for (Tail &tail : m_tails) {
        if (tail.fresh.size() > kMostFresh)
            tail.sort();
    }
    return {};
}

/// The tail as far as it stands in blocks.
Result<void> RecordLookup::readBlocks(std::int64_t last)
{
    while (m_upTo % kLookupBlock == 0 && m_upTo + kLookupBlock <= last) {
        for (const By by : {By::Key, By::Id}) {
            NIA_ASSIGN(const auto heads, lookupBlock(m_database, by, m_upTo / kLookupBlock));
            if (!heads)
                return {};
            for (std::size_t i = 0; i < heads->size(); ++i)
                add(by, (*heads)[i], m_upTo + static_cast<std::int64_t>(i) + 1);
        }
        m_upTo += kLookupBlock;
    }
    return {};
}

Result<void> RecordLookup::readRecords()
{
    NIA_ASSIGN(Statement select, m_database.prepare("SELECT id,key,id_hash FROM record WHERE id>? ORDER BY id"));
    select.bind(1, m_upTo);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        m_upTo = select.integer(0);
        add(By::Key, headOf(select.blob(1)), m_upTo);
        add(By::Id, headOf(select.integer(2)), m_upTo);
    }
}

Result<const RecordLookup::Entries *> RecordLookup::range(By by, std::uint32_t range)
{
    const std::int64_t place = lookupPlace(by, range, 0);
    if (const auto found = m_ranges.find(place); found != m_ranges.end())
        return &found->second;
    if (m_kept > kMostKept) {
        m_ranges.clear();
        m_kept = 0;
    }
    Entries entries;
    NIA_ASSIGN(Statement select,
               m_database.prepare("SELECT place,bytes FROM record_lookup WHERE place BETWEEN ? AND ?"));
    select.bind(1, place).bind(2, place + m_segments - 1);
    std::int64_t segment = 0;
    for (; segment < m_segments; ++segment) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row || select.integer(0) != place + segment || !readEntries(select.blob(1), range, segment, entries))
            return fail(Kind::Damaged, {"the lookup of the records; nia check --repair makes it anew"},
                        pathText(m_database.path()));
    }
    std::ranges::sort(entries);
    m_kept += entries.size();
    return &m_ranges.emplace(place, std::move(entries)).first->second;
}

Result<std::vector<std::int64_t>> RecordLookup::rows(By by, std::uint32_t first, std::uint32_t last)
{
    NIA_TRY(catchUp());
    std::vector<std::int64_t> out;
    for (std::uint32_t at = first >> 24U; m_segments > 0 && at <= last >> 24U; ++at) {
        NIA_ASSIGN(const Entries *entries, range(by, at));
        collect(*entries, first, last, out);
    }
    const Tail &tail = m_tails[static_cast<std::size_t>(by)];
    collect(tail.sorted, first, last, out);
    for (const std::uint64_t entry : tail.fresh) {
        if (headIn(entry) >= first && headIn(entry) <= last)
            out.push_back(rowIn(entry));
    }
    std::ranges::sort(out);
    return out;
}

Result<std::optional<std::int64_t>> RecordLookup::byKey(std::string_view keyBytes)
{
    const std::uint32_t head = headOf(keyBytes);
    NIA_ASSIGN(const std::vector<std::int64_t> candidates, rows(By::Key, head, head));
    if (candidates.empty())
        return std::optional<std::int64_t>();
    NIA_ASSIGN(Statement select, m_database.prepare("SELECT key FROM record WHERE id=?"));
    for (const std::int64_t row : candidates) {
        NIA_ASSIGN(const bool there, select.bind(1, row).step());
        if (there && select.blob(0) == keyBytes)
            return std::optional(row);
        select.reset();
    }
    return std::optional<std::int64_t>();
}

Result<void> RecordLookup::eachHead(std::int64_t row, const std::function<void(By, std::uint32_t)> &onHead)
{
    std::int64_t next = row;
    if (row == 0) {
        NIA_ASSIGN(const std::int64_t segments, lookupSegments(m_database));
        NIA_TRY(eachSegmentHead(m_database, segments, onHead));
        next = segments * kLookupSegment;
    }
    NIA_ASSIGN(Statement select, m_database.prepare("SELECT key,id_hash FROM record WHERE id>?"));
    select.bind(1, next);
    while (true) {
        NIA_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        onHead(By::Key, headOf(select.blob(0)));
        onHead(By::Id, headOf(select.integer(1)));
    }
}

} // namespace nia::workspace
