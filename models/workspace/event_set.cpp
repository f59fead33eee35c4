// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event_set.h"

#include "base/sha256.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <limits>

namespace nia::workspace {

Result<void> eachEventById(Store &store, std::string_view annotator,
                           const std::function<Result<void>(const EventId &, std::string_view)> &onEvent)
{
    // Sorted here, 16 bytes for each event: as good as all differ in their first eight bytes.
    std::vector<std::pair<std::uint64_t, std::int64_t>> order;
    const auto head = [](std::string_view id) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8 && i < id.size(); ++i)
            value = value << 8U | static_cast<unsigned char>(id[i]);
        return value;
    };
    {
        NIA_ASSIGN(Statement select,
                   store.database().prepare(
                       annotator.empty()
                           ? "SELECT id,seq FROM event"
                           : "SELECT e.id,e.seq FROM event e JOIN annotator a ON a.id=e.annotator WHERE a.name=?1"));
        if (!annotator.empty())
            select.bind(1, annotator);
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                break;
            order.emplace_back(head(select.blob(0)), select.integer(1));
        }
    }
    std::ranges::sort(order);
    NIA_ASSIGN(Statement read, store.database().prepare("SELECT id,canon FROM event WHERE seq=?"));
    const auto give = [&](std::int64_t seq) -> Result<void> {
        NIA_TRY(read.bind(1, seq).step());
        NIA_TRY(onEvent(idFrom<EventId>(read.blob(0)), read.text(1)));
        read.reset();
        return {};
    };
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        for (end = begin + 1; end < order.size() && order[end].first == order[begin].first;)
            ++end;
        if (end - begin > 1) { // by the whole id
            std::vector<std::pair<EventId, std::int64_t>> same;
            for (std::size_t i = begin; i < end; ++i) {
                NIA_TRY(read.bind(1, order[i].second).step());
                same.emplace_back(idFrom<EventId>(read.blob(0)), order[i].second);
                read.reset();
            }
            std::ranges::sort(same);
            for (std::size_t i = begin; i < end; ++i)
                order[i].second = same[i - begin].second;
        }
        for (std::size_t i = begin; i < end; ++i)
            NIA_TRY(give(order[i].second));
    }
    return {};
}

namespace {

constexpr std::int64_t kIdsAtOnce = 2'000'000;
constexpr std::int64_t kEventsBetweenLooks = 16384;

std::uint64_t headOfId(const EventId &id)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8U | id.bytes[i];
    return head;
}

/// The ids whose heads lie in [from, to], sorted; the greatest clock of all events.
Result<std::vector<EventId>> idsBetween(Store &store, std::uint64_t from, std::uint64_t to, std::string &lastHlc,
                                        Progress &progress)
{
    std::vector<EventId> ids;
    std::int64_t rows = 0;
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT id,hlc FROM event"));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        if (++rows % kEventsBetweenLooks == 0 && progress.isCancelled())
            return fail(Kind::Interrupted);
        const EventId id = idFrom<EventId>(select.blob(0));
        if (const std::uint64_t head = headOfId(id); head >= from && head <= to)
            ids.push_back(id);
        if (const std::string_view hlc = select.text(1); hlc > lastHlc)
            lastHlc = hlc;
    }
    std::ranges::sort(ids, [](const EventId &a, const EventId &b) {
        const std::uint64_t x = headOfId(a), y = headOfId(b);
        return x != y ? x < y : a < b;
    });
    return ids;
}

} // namespace

Result<EventSummary> eventSummary(Store &store, Progress &progress)
{
    std::uint64_t passes = 1;
    {
        NIA_ASSIGN(Statement most, store.database().prepare("SELECT coalesce(max(seq),0) FROM event"));
        NIA_TRY(most.step());
        passes += static_cast<std::uint64_t>(most.integer(0) / kIdsAtOnce);
    }
    EventSummary out;
    Sha256 set;
    const std::uint64_t share = std::numeric_limits<std::uint64_t>::max() / passes;
    for (std::uint64_t pass = 0; pass < passes; ++pass) {
        const std::uint64_t from = pass * share;
        const std::uint64_t to =
            pass + 1 == passes ? std::numeric_limits<std::uint64_t>::max() : (pass + 1) * share - 1;
        NIA_ASSIGN(const std::vector<EventId> ids, idsBetween(store, from, to, out.lastHlc, progress));
        for (const EventId &id : ids)
            set.add(bytesOf(id));
        out.count += std::ssize(ids);
    }
    out.setHash = set.finish();
    return out;
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
    NIA_ASSIGN(
        Statement statement,
        store.database().prepare("SELECT json_extract(e.canon, '$.dataset') AS name, count(*) AS n FROM waiting w "
                                 "JOIN event e ON e.seq = w.event WHERE w.why = 1 "
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
