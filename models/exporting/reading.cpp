// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/reading.h"

#include <algorithm>

namespace nia::exporting {

namespace {

constexpr std::size_t kBatchBytes = std::size_t{512} << 10;
constexpr std::size_t kMostRecords = 2048;

} // namespace

void Batch::clear()
{
    m_bytes.clear();
    m_all.clear();
    m_saidCount = 0;
}

std::string_view Batch::keep(std::string_view bytes)
{
    const std::size_t begin = m_bytes.size();
    m_bytes += bytes;
    return std::string_view(m_bytes).substr(begin);
}

/// false: it is full.
bool Batch::add(RecordId id, const workspace::StoredRecord &record, workspace::Said &said)
{
    const std::size_t needed = record.externalId.size() + record.text.size() + record.rest.size()
                               + record.builder.size() + record.parts.size();
    if (m_all.empty()) {
        m_bytes.reserve(std::max(kBatchBytes, needed));
        m_said.resize(kMostRecords);
    }
    if (m_all.size() == kMostRecords || m_bytes.size() + needed > m_bytes.capacity())
        return false;
    One &one = m_all.emplace_back(One{.id = id, .record = record});
    one.record.externalId = keep(record.externalId);
    one.record.text = keep(record.text);
    one.record.rest = keep(record.rest);
    one.record.builder = keep(record.builder);
    one.record.parts = keep(record.parts);
    static const workspace::Said kNothing;
    one.said = &kNothing;
    if (!said.all.empty()) {
        workspace::Said &kept = m_said[m_saidCount++];
        std::swap(kept, said);
        one.said = &kept;
    }
    return true;
}

Result<Reading> Reading::open(workspace::Store &store, std::span<const RecordId> ids)
{
    NIA_ASSIGN(workspace::RecordReader records, workspace::RecordReader::open(store.database()));
    NIA_ASSIGN(workspace::SaidReader said, workspace::SaidReader::open(store.database(), store.schema()));
    return Reading(std::move(records), std::move(said), ids);
}

Result<bool> Reading::next(Batch &batch)
{
    batch.clear();
    for (; m_next < m_ids.size(); ++m_next) {
        const RecordId id = m_ids[m_next];
        if (!m_waits) {
            NIA_ASSIGN(const bool found, m_records.read(id, m_record));
            if (!found)
                continue;
            NIA_TRY(m_said.read(id, m_about));
        }
        m_waits = !batch.add(id, m_record, m_about);
        if (m_waits)
            break;
    }
    return !batch.all().empty();
}

} // namespace nia::exporting
