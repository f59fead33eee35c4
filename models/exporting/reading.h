// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/record_reader.h"
#include "workspace/said.h"
#include "workspace/store.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace nia::exporting {

/// Some records, and what was said about them, apart from the database: another thread may work on it.
class Batch
{
public:
    struct One {
        RecordId id{};
        workspace::StoredRecord record; ///< its views are of the batch
        const workspace::Said *said = nullptr;
    };
    [[nodiscard]] std::span<const One> all() const { return m_all; }
    void clear();

private:
    friend class Reading;
    [[nodiscard]] bool add(RecordId id, const workspace::StoredRecord &record, workspace::Said &said);
    [[nodiscard]] std::string_view keep(std::string_view bytes);
    std::string m_bytes; ///< never grows while views of it are about
    std::vector<One> m_all;
    std::vector<workspace::Said> m_said; ///< of those about whom something was said
    std::size_t m_saidCount = 0;
};

/// Reads the records of an export from the store, batch by batch, in the order of the ids given.
/// Threads: that of the store.
class Reading
{
public:
    [[nodiscard]] static Result<Reading> open(workspace::Store &store, std::span<const RecordId> ids);
    /// false: there are no more; the batch is empty then.
    [[nodiscard]] Result<bool> next(Batch &batch);
    [[nodiscard]] std::int64_t done() const { return static_cast<std::int64_t>(m_next); }
    [[nodiscard]] workspace::SaidReader &said() { return m_said; }
    [[nodiscard]] workspace::RecordReader &records() { return m_records; }

private:
    Reading(workspace::RecordReader records, workspace::SaidReader said, std::span<const RecordId> ids)
        : m_records(std::move(records)), m_said(std::move(said)), m_ids(ids)
    {
    }
    workspace::RecordReader m_records;
    workspace::SaidReader m_said;
    std::span<const RecordId> m_ids;
    std::size_t m_next = 0;
    workspace::StoredRecord m_record;
    workspace::Said m_about;
    bool m_waits = false; ///< m_record and m_about are read, but did not fit
};

} // namespace nia::exporting
