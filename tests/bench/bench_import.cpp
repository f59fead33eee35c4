// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_import.h"
#include "bench/harness.h"
#include "bench/volume.h"
#include "importing/import_job.h"
#include "workspace/store.h"

#include <format>

namespace nia::bench {

namespace {

constexpr std::uint64_t kSeed = 20240601;

workspace::Store freshStore(const std::filesystem::path &path)
{
    removeWorkspace(path);
    return must(workspace::Store::create(path, {}, {.device = "bench"}));
}

void importAll(const std::filesystem::path &shard, const std::filesystem::path &path, std::int64_t records)
{
    auto store = freshStore(path);
    Progress progress;
    const auto outcome = must(importing::importShards(store, {shard}, {}, progress));
    if (outcome.added != records)
        giveUp(std::format("{} of {} records were imported", outcome.added, records));
}

/// From the call to the moment when the first record stands in the workspace; then the import is cancelled.
double firstRecord(const std::filesystem::path &shard, const std::filesystem::path &path)
{
    auto store = freshStore(path);
    Progress progress;
    std::optional<double> seconds;
    const Watch watch;
    (void)importing::importShards(store, {shard}, {}, progress, {.onBatch = [&](std::int64_t) {
                                      if (!seconds)
                                          seconds = watch.seconds();
                                      progress.cancel();
                                  }});
    if (!seconds)
        giveUp("no record was imported");
    return *seconds;
}

void whole(Bench &bench)
{
    const std::filesystem::path floor = bench.bareLines();
    const Pair pair = alternate(
        bench.repeats, [&] { importAll(bench.shard(), bench.plainWorkspace(), bench.records); },
        [&] {
            removeWorkspace(floor);
            if (floorImport(bench.shard(), floor) != bench.records)
                giveUp("the floor lost records");
        });
    const auto perSecond = [&](const Samples &samples) {
        return std::format("{:.0f} k/s", static_cast<double>(bench.records) / samples.median() / 1000);
    };
    bench.table.add({.id = "import.jsonl",
                     .name = "import JSONL, records labelable",
                     .figure = perSecond(pair.ours),
                     .other = "bare floor " + perSecond(pair.floor),
                     .ratio = pair.ratio(),
                     .budget = "≥ 0.8 × floor",
                     .ok = pair.ratio() >= 0.8,
                     .robust = true});
}

void first(Bench &bench, const char *what, const std::filesystem::path &shard)
{
    const std::filesystem::path path = bench.file("first.nia");
    Samples samples;
    for (int i = 0; i < bench.repeats; ++i)
        samples.add(firstRecord(shard, path));
    removeWorkspace(path);
    bench.table.add({.id = std::string("import.first.") + what,
                     .name = std::format("first record labelable, {}", what),
                     .figure = time(samples.median()),
                     .other = megabytes(static_cast<double>(std::filesystem::file_size(shard))) + " shard",
                     .budget = "< 1 s",
                     .ok = samples.median() < 1});
}

void size(Bench &bench)
{
    const auto plain = static_cast<double>(std::filesystem::file_size(bench.shard()));
    const auto bytes = static_cast<double>(std::filesystem::file_size(bench.plainWorkspace()));
    bench.table.add({.id = "size.plain",
                     .name = "size of the workspace / plain bytes",
                     .figure = std::format("{:.2f} ×", bytes / plain),
                     .other = "plain " + megabytes(plain),
                     .ratio = plain / bytes,
                     .budget = "≤ 1.2 × plain",
                     .ok = bytes <= 1.2 * plain,
                     .robust = true});
}

} // namespace

void benchImport(Bench &bench)
{
    const std::filesystem::path csv = bench.file("records.csv");
    makeJsonl(bench.shard(), bench.records, kSeed, "m");
    makeCsv(csv, bench.records / 2, kSeed, "m");
    whole(bench);
    first(bench, "JSONL", bench.shard());
    first(bench, "CSV", csv);
    size(bench);
}

} // namespace nia::bench
