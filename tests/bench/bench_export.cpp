// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_sqlite.h"
#include "bench/harness.h"
#include "exporting/subset.h"

#include <fstream>

namespace nia::bench {

namespace {

/// As the sqlite3 shell dumps rows, from a table that holds each line as it came: no line is put together, no hash made, nothing
/// waited for.
void dumpRows(const Bench &bench, const std::filesystem::path &out, const std::string &which)
{
    BareDatabase database(bench.bareLines());
    BareStatement rows(database.handle(), "SELECT name,hash,line FROM record " + which + " ORDER BY id");
    std::ofstream file(out, std::ios::binary | std::ios::trunc);
    while (rows.step()) {
        for (int column = 0; column < rows.columns(); ++column) {
            const std::string_view text = rows.text(column);
            file.write(text.data(), static_cast<std::streamsize>(text.size()));
            file.put('|');
        }
        file.put('\n');
    }
}

void exportRows(workspace::Store &store, const std::filesystem::path &out, const std::string &query,
                std::int64_t records)
{
    Progress progress;
    const auto receipt = must(exporting::writeSubset(store, out, {.query = query, .overwrite = true}, progress));
    if (receipt.records != records)
        giveUp("the export lacks records");
}

void measure(Bench &bench, workspace::Store &store, const char *id, const char *name, const std::string &query,
             const std::string &sql, std::int64_t records)
{
    const std::filesystem::path ours = bench.file("export.jsonl"), dump = bench.file("dump.txt");
    const Pair pair = alternate(
        bench.quick ? bench.repeats : 2, [&] { exportRows(store, ours, query, records); },
        [&] { dumpRows(bench, dump, sql); });
    std::filesystem::remove(ours);
    std::filesystem::remove(ours.string() + ".manifest.json");
    std::filesystem::remove(dump);
    bench.table.add({.id = id,
                     .name = name,
                     .figure = time(pair.ours.median()),
                     .other = "bare dump " + time(pair.floor.median()),
                     .ratio = pair.ratio(),
                     .budget = "≥ 0.5 × dump",
                     .ok = pair.ratio() >= 0.5,
                     .robust = true});
}

} // namespace

void benchExport(Bench &bench)
{
    auto store = must(workspace::Store::open(bench.labelledWorkspace(), {.device = "bench"}));
    std::int64_t labelled = 0;
    {
        BareDatabase bare(bench.bareLines());
        bare.run("ATTACH '" + bench.labelledWorkspace().string() + "' AS w");
        bare.run("DROP TABLE IF EXISTS labelled; CREATE TABLE labelled(id INTEGER PRIMARY KEY);"
                 "INSERT INTO labelled SELECT DISTINCT record FROM w.label WHERE hidden=0");
        labelled = bare.number("SELECT count(*) FROM labelled");
        bare.run("DETACH w");
    }
    measure(bench, store, "export.all", "export JSONL, all records", "", "", bench.records);
    measure(bench, store, "export.labelled", "export JSONL, is:labeled", "is:labeled",
            "WHERE id IN (SELECT id FROM labelled)", labelled);
}

} // namespace nia::bench
