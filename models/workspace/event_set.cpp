// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event_set.h"

#include <algorithm>

namespace nia::workspace {

Result<void> eachEventById(Store &store, std::string_view annotator,
                           const std::function<Result<void>(const EventId &, std::string_view)> &onEvent)
{
    const char *all = "SELECT id, canon FROM event ORDER BY id";
    const char *one =
        "SELECT e.id, e.canon FROM event e JOIN annotator a ON a.id = e.annotator WHERE a.name = ?1 ORDER BY e.id";
    NIA_ASSIGN(Statement statement, store.database().prepare(annotator.empty() ? all : one));
    if (!annotator.empty())
        statement.bind(1, annotator);
    while (true) {
        NIA_ASSIGN(const bool row, statement.step());
        if (!row)
            return {};
        EventId id;
        const std::string_view bytes = statement.blob(0);
        if (bytes.size() == id.bytes.size())
            std::ranges::transform(bytes, id.bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
        NIA_TRY(onEvent(id, statement.text(1)));
    }
}

Result<void> eachSchemaFile(
    Store &store, const std::function<Result<void>(std::string_view, std::string_view, std::string_view)> &onFile)
{
    NIA_ASSIGN(Statement statement,
               store.database().prepare("SELECT section, version, json FROM schema_file ORDER BY id"));
    while (true) {
        NIA_ASSIGN(const bool row, statement.step());
        if (!row)
            return {};
        NIA_TRY(onFile(statement.text(0), statement.text(1), statement.text(2)));
    }
}

Result<std::vector<WaitingDataset>> waitingDatasets(Store &store)
{
    NIA_ASSIGN(Statement statement,
               store.database().prepare("SELECT json_extract(canon, '$.dataset') AS name, count(*) AS n FROM event e "
                                        "WHERE record_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record r WHERE "
                                        "substr(r.key,1,4)=substr(e.record_key,1,4) AND r.key=e.record_key) "
                                        "GROUP BY name ORDER BY n DESC, name"));
    std::vector<WaitingDataset> out;
    while (true) {
        NIA_ASSIGN(const bool row, statement.step());
        if (!row)
            return out;
        out.push_back({std::string(statement.text(0)), statement.integer(1)});
    }
}

Result<std::vector<std::pair<std::string, std::int64_t>>> datasetCounts(Store &store)
{
    NIA_ASSIGN(Statement statement,
               store.database().prepare("SELECT d.name, (SELECT count(*) FROM record r WHERE r.dataset = d.id) "
                                        "FROM dataset d ORDER BY d.id"));
    std::vector<std::pair<std::string, std::int64_t>> out;
    while (true) {
        NIA_ASSIGN(const bool row, statement.step());
        if (!row)
            return out;
        out.emplace_back(statement.text(0), statement.integer(1));
    }
}

} // namespace nia::workspace
