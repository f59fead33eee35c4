// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "workspace/database.h"
#include "workspace/object_form.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nia::workspace {

/// A record as its columns have it. The views hold until the reader's next call.
struct StoredRecord {
    RecordKey key;
    std::int64_t dataset = 0, shard = 0;
    std::string_view externalId, text, rest, builder, parts; ///< the last two as in NewRecord
    const FormPieces *form = nullptr; ///< of the raw object; nullptr: the rest is the whole of it

    void appendRaw(std::string &out) const
    {
        form ? form->append(out, rest, externalId, text) : appendWholeObject(out, rest);
    }
};

/// Reads many records, best in the order of their ids: then the tables are walked once, without a search for each.
///
/// Errors:  Damaged where a text or a form is missing; those of the database.
/// Threads: one, inside one reading state of the store; forms are never changed, other threads may use them.
class RecordReader
{
public:
    [[nodiscard]] static Result<RecordReader> open(Database &database);
    /// false: there is no such record.
    [[nodiscard]] Result<bool> read(RecordId id, StoredRecord &out);
    /// The names of all datasets, by row.
    [[nodiscard]] const std::map<std::int64_t, std::string> &datasets() const { return m_datasets; }

private:
    explicit RecordReader(Database &database) : m_database(&database) {}
    struct Walk {
        std::optional<Statement> rows;
        std::int64_t at = 0; ///< the row it stands at
        std::int64_t from = 0; ///< no row lies in [from, at); 0: it stands nowhere
    };
    [[nodiscard]] Result<bool> seek(Walk &walk, std::int64_t id);
    [[nodiscard]] std::unexpected<Error> damaged(RecordId id) const;

    Database *m_database;
    std::map<std::int64_t, FormPieces> m_forms;
    std::map<std::int64_t, std::string> m_datasets;
    Walk m_records, m_bodies, m_parts;
    std::int64_t m_lastForm = 0;
    const FormPieces *m_lastPieces = nullptr; ///< neighbours mostly have the same
};

} // namespace nia::workspace
