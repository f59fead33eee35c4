// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/decisions.h"

#include "workspace/database.h"

namespace nia::workspace {

Result<std::optional<std::pair<RecordId, std::string>>> lastDecision(Store &store, std::string_view reviewer)
{
    // The plus keeps SQLite on the index of the reviewer's events by clock: it goes down from the newest and stops at the
    // first that is among the standing decisions.
    NIA_ASSIGN(Statement select,
               store.database().prepare(
                   "WITH me(id) AS (SELECT id FROM annotator WHERE name=?1) "
                   "SELECT record,question FROM adjudication WHERE reviewer=(SELECT id FROM me) AND event=("
                   "SELECT e.seq FROM event e WHERE e.annotator=(SELECT id FROM me) AND +e.seq IN "
                   "(SELECT event FROM adjudication WHERE reviewer=(SELECT id FROM me)) "
                   "ORDER BY e.hlc DESC,e.id DESC LIMIT 1)"));
    NIA_ASSIGN(const bool row, select.bind(1, reviewer).step());
    if (!row)
        return std::nullopt;
    return std::pair(RecordId{select.integer(0)}, std::string(select.text(1)));
}

} // namespace nia::workspace
