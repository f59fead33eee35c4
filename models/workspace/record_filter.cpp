// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_filter.h"

#include "workspace/store_private.h"

namespace nia::workspace {

namespace {

/// More rows than these are not read, so that an import begins at once.
constexpr std::int64_t kMostRead = 300'000;

} // namespace

std::uint64_t RecordFilter::placeOf(const RecordKey &key)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8U | key.bytes[i];
    return head % kBits;
}

std::uint64_t RecordFilter::placeOf(std::int64_t idHash)
{
    return static_cast<std::uint64_t>(idHash) * 0x9e3779b97f4a7c15U >> 38U;
}

void RecordFilter::add(const RecordKey &key, std::int64_t idHash)
{
    if (!m_on)
        return;
    set(m_keys, placeOf(key));
    set(m_ids, placeOf(idHash));
}

Result<void> RecordFilter::catchUp(Database &database)
{
    NIA_ASSIGN(Statement greatest, database.prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(greatest.step());
    const std::int64_t last = greatest.integer(0);
    if (last - m_upTo > kMostRead) {
        m_on = false;
        return {};
    }
    if (m_keys.empty()) {
        m_keys.resize(kBits / 64);
        m_ids.resize(kBits / 64);
    }
    m_on = true;
    if (last == m_upTo)
        return {};
    NIA_ASSIGN(Statement rows, database.prepare("SELECT key,id_hash FROM record WHERE id>?"));
    rows.bind(1, m_upTo);
    while (true) {
        NIA_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        add(idFrom<RecordKey>(rows.blob(0)), rows.integer(1));
    }
    m_upTo = last;
    return {};
}

} // namespace nia::workspace
