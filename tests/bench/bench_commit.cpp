// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "bench/floor_sqlite.h"
#include "bench/harness.h"
#include "bench/system.h"
#include "bench/volume.h"
#include "importing/import_job.h"
#include "workspace/store.h"

#include <atomic>
#include <format>
#include <thread>

namespace nia::bench {

namespace {

constexpr std::uint64_t kSeedOfMore = 77;
constexpr auto kBetweenAnswers = std::chrono::milliseconds(5);

struct Measured {
    Samples cpu, wall;
};

/// Answers one question after the other about records all over the workspace.
class Answering
{
public:
    Answering(workspace::Store &store, std::int64_t records) : m_store(store), m_records(records) {}

    void answer(Measured &measured)
    {
        static constexpr const char *kAnswers[] = {"none", "minimal", "basic", "good", "excellent"};
        const workspace::Draft draft{
            .annotator = "lan",
            .record = RecordId{1 + static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(m_records)))},
            .question = "quality",
            .answer = workspace::Answer::single(kAnswers[m_random.below(std::size(kAnswers))]),
            .seconds = 2.5};
        const double before = threadCpuSeconds();
        const Watch watch;
        (void)must(m_store.append(draft));
        measured.wall.add(watch.seconds());
        measured.cpu.add(threadCpuSeconds() - before);
    }

private:
    workspace::Store &m_store;
    std::int64_t m_records;
    SplitMix64 m_random{5};
};

/// One row of an event's size with an index, committed and waited for.
Measured bareCommits(const Bench &bench, int times)
{
    const std::filesystem::path path = bench.file("floor.db");
    removeWorkspace(path);
    Measured measured;
    {
        BareDatabase database(path);
        database.run("CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB UNIQUE, canon TEXT)");
        BareStatement insert(database.handle(), "INSERT INTO event(id,canon) VALUES(randomblob(32),?)");
        const std::string canon(420, 'x');
        for (int i = 0; i < times; ++i) {
            const double before = threadCpuSeconds();
            const Watch watch;
            database.run("BEGIN IMMEDIATE");
            insert.bind(1, canon);
            insert.run();
            database.run("COMMIT");
            measured.wall.add(watch.seconds());
            measured.cpu.add(threadCpuSeconds() - before);
        }
    }
    removeWorkspace(path);
    return measured;
}

void quiet(Bench &bench, Answering &answering)
{
    const int times = bench.quick ? 300 : 500;
    Measured ours;
    for (int i = 0; i < times; ++i)
        answering.answer(ours);
    const Measured bare = bareCommits(bench, times);
    Samples syncs;
    for (const double seconds : bareSyncs(bench.folder, 200))
        syncs.add(seconds);
    bench.table.add({.id = "commit.cpu",
                     .name = "commit path, own processor time, p99",
                     .figure = time(ours.cpu.p99()),
                     .other = "bare transaction " + time(bare.cpu.p99()),
                     .ratio = bare.cpu.p99() / ours.cpu.p99(),
                     .budget = "< 2 ms",
                     .ok = ours.cpu.p99() < 0.002});
    bench.table.add({.id = "commit.cpu.median",
                     .name = "commit path, own processor time, median",
                     .figure = time(ours.cpu.median()),
                     .other = "bare transaction " + time(bare.cpu.median()),
                     .ratio = bare.cpu.median() / ours.cpu.median()});
    bench.table.add({.id = "commit.wall",
                     .name = "commit path, until it is on the disk, p99",
                     .figure = time(ours.wall.p99()),
                     .other = syncs.count() > 0 ? "bare fsync " + time(syncs.p99()) : "",
                     .ratio = syncs.count() > 0 ? std::optional(syncs.p99() / ours.wall.p99()) : std::nullopt});
}

void besideImport(Bench &bench, const std::filesystem::path &workspace, Answering &answering)
{
    const std::filesystem::path more = bench.file("more.jsonl");
    const std::int64_t count = bench.quick ? 100000 : 300000;
    makeJsonl(more, count, kSeedOfMore, "x");
    std::atomic<bool> done{false}, begun{false};
    std::thread import([&] {
        auto store = must(workspace::Store::open(workspace, {.device = "bench-import"}));
        Progress progress;
        (void)must(importing::importShards(store, {more}, {.dataset = "more"}, progress,
                                           {.onBatch = [&](std::int64_t) { begun = true; }}));
        done = true;
    });
    Measured ours;
    while (!done) {
        if (begun)
            answering.answer(ours);
        std::this_thread::sleep_for(kBetweenAnswers);
    }
    import.join();
    bench.table.add({.id = "commit.import",
                     .name = std::format("the same while an import runs, p99 of {}", ours.wall.count()),
                     .figure = time(ours.wall.p99()),
                     .other = "median " + time(ours.wall.median()),
                     .budget = "< 60 ms",
                     .ok = ours.wall.p99() < 0.06});
}

} // namespace

void benchCommit(Bench &bench)
{
    const std::filesystem::path path = bench.file("commit.nia");
    removeWorkspace(path);
    std::filesystem::copy_file(bench.labelledWorkspace(), path);
    {
        auto store = must(workspace::Store::open(path, {.device = "bench"}));
        Answering answering(store, bench.records);
        Measured warm;
        for (int i = 0; i < 20; ++i)
            answering.answer(warm);
        quiet(bench, answering);
        besideImport(bench, path, answering);
    }
    removeWorkspace(path);
}

} // namespace nia::bench
