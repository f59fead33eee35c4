// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_filter.h"

namespace nia::workspace {

Result<void> RecordFilter::catchUp(Database &database, RecordLookup &lookup)
{
    NIA_ASSIGN(Statement greatest, database.prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(greatest.step());
    const std::int64_t last = greatest.integer(0);
    if (m_keys.empty()) {
        m_keys.resize((std::size_t{1} << kLog) / 64);
        m_ids.resize(m_keys.size());
    }
    if (last <= m_upTo)
        return {};
    NIA_TRY(lookup.eachHead(m_upTo, [this](RecordLookup::By by, std::uint32_t head) {
        set(by == RecordLookup::By::Key ? m_keys : m_ids, head);
    }));
    m_upTo = last;
    return {};
}

} // namespace nia::workspace
