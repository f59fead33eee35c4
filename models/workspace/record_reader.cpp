// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/record_reader.h"

#include "base/path_text.h"
#include "workspace/stepping.h"
#include "workspace/store_private.h"

#include <limits>

namespace nia::workspace {

Result<RecordReader> RecordReader::open(Database &database)
{
    RecordReader reader(database);
    {
        NIA_ASSIGN(Statement forms, database.prepare("SELECT id,form FROM object_form"));
        while (true) {
            NIA_ASSIGN(const bool row, forms.step());
            if (!row)
                break;
            reader.m_forms.emplace(forms.integer(0), FormPieces(forms.text(1)));
        }
    }
    NIA_ASSIGN(Statement datasets, database.prepare("SELECT id,name FROM dataset"));
    while (true) {
        NIA_ASSIGN(const bool row, datasets.step());
        if (!row)
            break;
        reader.m_datasets.emplace(datasets.integer(0), datasets.text(1));
    }
    NIA_ASSIGN(Statement records, database.prepare("SELECT id,key,dataset,external_id,shard,form,rest FROM record "
                                                   "WHERE id>=? ORDER BY id"));
    NIA_ASSIGN(Statement bodies, database.prepare("SELECT id,text FROM record_body WHERE id>=? ORDER BY id"));
    NIA_ASSIGN(Statement parts, database.prepare("SELECT id,builder,parts FROM record_parts WHERE id>=? ORDER BY id"));
    reader.m_parts.rows.emplace(std::move(parts));
    reader.m_records.rows.emplace(std::move(records));
    reader.m_bodies.rows.emplace(std::move(bodies));
    return reader;
}

/// Goes to the row of that id; false: there is none.
Result<bool> RecordReader::seek(Walk &walk, std::int64_t id)
{
    constexpr std::int64_t kAfterAll = std::numeric_limits<std::int64_t>::max();
    const auto next = [&walk]() -> Result<void> {
        NIA_ASSIGN(const bool row, walk.rows->step());
        walk.at = row ? walk.rows->integer(0) : kAfterAll;
        return {};
    };
    if (walk.from == 0 || id < walk.from || (id > walk.at && id - walk.at > kNear)) {
        walk.rows->reset();
        walk.rows->bind(1, id);
        NIA_TRY(next());
    }
    while (walk.at < id)
        NIA_TRY(next());
    walk.from = id;
    return walk.at == id;
}

std::unexpected<Error> RecordReader::damaged(RecordId id) const
{
    return fail(Kind::Damaged, {"record " + std::to_string(number(id)) + " has no text"}, pathText(m_database->path()));
}

Result<bool> RecordReader::read(RecordId id, StoredRecord &out)
{
    NIA_ASSIGN(const bool found, seek(m_records, number(id)));
    if (!found)
        return false;
    const Statement &row = *m_records.rows;
    out.key = idFrom<RecordKey>(row.blob(1));
    out.dataset = row.integer(2);
    out.externalId = row.blob(3);
    out.shard = row.integer(4);
    out.rest = row.blob(6);
    out.form = nullptr;
    if (const std::int64_t form = row.integer(5); form != 0 || !row.isNull(5)) {
        if (!m_lastPieces || form != m_lastForm) {
            const auto pieces = m_forms.find(form);
            if (pieces == m_forms.end())
                return damaged(id);
            m_lastForm = form;
            m_lastPieces = &pieces->second;
        }
        out.form = m_lastPieces;
    }
    NIA_ASSIGN(const bool hasText, seek(m_bodies, number(id)));
    if (!hasText)
        return damaged(id);
    out.text = m_bodies.rows->blob(1);
    NIA_ASSIGN(const bool hasParts, seek(m_parts, number(id)));
    out.builder = hasParts ? m_parts.rows->blob(1) : std::string_view();
    out.parts = hasParts ? m_parts.rows->blob(2) : std::string_view();
    return true;
}

} // namespace nia::workspace
