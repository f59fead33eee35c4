// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_sqlite.h"
#include "bench/harness.h"
#include "workspace/records.h"
#include "workspace/store.h"

namespace nia::bench {

namespace {

/// What the list needs at once: how many there are, and the first rows with their first lines.
constexpr std::int64_t kRowsOfFirstPage = 40;

void openOurs(const Bench &bench)
{
    auto store = must(workspace::Store::open(bench.labelledWorkspace(), {.device = "bench"}));
    if (must(workspace::recordCount(store)) != bench.records)
        giveUp("records are missing");
    for (std::int64_t id = 1; id <= kRowsOfFirstPage; ++id)
        (void)must(workspace::recordRow(store, RecordId{id}));
    if (!must(workspace::record(store, RecordId{1})))
        giveUp("no first record");
}

void openBare(const Bench &bench)
{
    BareDatabase database(bench.labelledWorkspace());
    if (database.number("SELECT max(id) FROM record") != bench.records)
        giveUp("records are missing");
    BareStatement rows(database.handle(), "SELECT b.text,r.external_id FROM record r JOIN record_body b ON b.id=r.id "
                                          "WHERE r.id<=? ORDER BY r.id");
    rows.bind(1, kRowsOfFirstPage);
    rows.run();
}

} // namespace

void benchOpen(Bench &bench)
{
    const Pair pair = alternate(21, [&] { openOurs(bench); }, [&] { openBare(bench); });
    bench.table.add({.id = "open",
                     .name = "open a workspace, first rows and record read",
                     .figure = time(pair.ours.median()),
                     .other = "bare floor " + time(pair.floor.median()),
                     .ratio = pair.ratio(),
                     .budget = "< 0.3 s",
                     .ok = pair.ours.median() < 0.3});
}

} // namespace nia::bench
