// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "bench/floor_merge.h"
#include "bench/harness.h"
#include "exchange/bundle.h"
#include "shards/writer.h"
#include "workspace/event.h"
#include "workspace/labels.h"
#include "workspace/store.h"

#include <format>

namespace nia::bench {

namespace {

struct Plan {
    int bundles = 0;
    std::int64_t events = 0; ///< in each

    [[nodiscard]] std::int64_t all() const { return bundles * events; }
};

Plan plan(const Bench &bench)
{
    return bench.quick ? Plan{20, 2500} : Plan{100, 10000};
}

std::vector<std::string> keysOf(const std::filesystem::path &workspace)
{
    auto store = must(workspace::Store::open(workspace, {.readOnly = true}));
    auto select = must(store.database().prepare("SELECT lower(hex(key)) FROM record ORDER BY id"));
    std::vector<std::string> keys;
    while (must(select.step()))
        keys.emplace_back(select.text(0));
    return keys;
}

/// Two annotators share their records, answer two questions about each, and agree on most.
std::vector<std::string> eventsOf(const Plan &plan, int bundle, const std::vector<std::string> &keys)
{
    static const std::vector<std::string> kQuality{"none", "minimal", "basic", "good", "excellent"};
    static const std::vector<std::string> kDialect{"standard", "north", "central", "south"};
    const std::string annotator = std::format("a{:02}", bundle);
    SplitMix64 random(static_cast<std::uint64_t>(bundle) + 1);
    std::vector<std::string> events;
    for (std::int64_t i = 0; i < plan.events; ++i) {
        const std::int64_t record =
            (bundle / 2 * (plan.events / 2) + i / 2) * 3 % static_cast<std::int64_t>(keys.size());
        const bool quality = i % 2 == 0;
        const auto &answers = quality ? kQuality : kDialect;
        const std::uint64_t usual = static_cast<std::uint64_t>(record) * 7 / 3;
        const std::uint64_t answer = (random.below(5) == 0 ? random.next() : usual) % answers.size();
        workspace::Event event{.kind = "label",
                               .annotator = annotator,
                               .device = "dev" + annotator,
                               .hlc = workspace::Hlc{.ms = 1764000000000 + static_cast<std::uint64_t>(i) * 4000,
                                                     .device = "dev" + annotator}
                                          .text(),
                               .time = rfc3339(1764000000000 + i * 4000),
                               .dataset = "main",
                               .record = keys[static_cast<std::size_t>(record)],
                               .question = quality ? "quality" : "dialect",
                               .schemaId = quality ? "vi-quality" : "vi-dialect",
                               .schemaVersion = "1.0.0",
                               .body = Json::object({{"answer", Json(answers[answer])}, {"seconds", Json(3.5)}}),
                               .program = "nia 0.1.0"};
        events.push_back(event.canonical());
    }
    return events;
}

std::filesystem::path bundlePath(const Bench &bench, int number)
{
    return bench.file("bundles") / std::format("a{:02}.niab", number);
}

/// Kept for the next run as long as the shard is the same.
void makeBundles(const Bench &bench, const Plan &plan)
{
    const std::filesystem::path folder = bench.file("bundles"), done = folder / "done";
    if (std::filesystem::exists(done)
        && std::filesystem::last_write_time(done) > std::filesystem::last_write_time(bench.shard()))
        return;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto keys = keysOf(bench.plainWorkspace());
    const std::filesystem::path path = bench.file("making.nia");
    removeWorkspace(path);
    {
        auto store = must(workspace::Store::create(path, {}, {.device = "bench"}));
        Progress progress;
        for (int i = 0; i < plan.bundles; ++i) {
            (void)must(store.merge(eventsOf(plan, i, keys), "made", progress));
            (void)must(exchange::createBundle(store, bundlePath(bench, i), {.annotator = std::format("a{:02}", i)},
                                              progress));
        }
    }
    removeWorkspace(path);
    must(shards::FileWriter::create(done, shards::Compressor::Kind::None)).finish().value();
}

void mergeAll(const Bench &bench, const Plan &plan, workspace::Store &store)
{
    Progress progress;
    std::int64_t added = 0;
    for (int i = 0; i < plan.bundles; ++i)
        added += must(exchange::mergeBundle(store, bundlePath(bench, i), progress)).receipt.added;
    if (added != plan.all())
        giveUp(std::format("{} of {} events were merged", added, plan.all()));
}

void merge(Bench &bench, const Plan &plan)
{
    std::vector<std::filesystem::path> bundles;
    for (int i = 0; i < plan.bundles; ++i)
        bundles.push_back(bundlePath(bench, i));
    const std::filesystem::path floor = bench.file("events.db");
    Pair pair;
    for (int i = 0; i < (bench.quick ? 3 : 1); ++i) {
        removeWorkspace(floor);
        const Watch first;
        if (floorMerge(bundles, floor) != plan.all())
            giveUp("the floor lost events");
        pair.floor.add(first.seconds());
        removeWorkspace(bench.labelledWorkspace());
        std::filesystem::copy_file(bench.plainWorkspace(), bench.labelledWorkspace());
        auto store = must(workspace::Store::open(bench.labelledWorkspace(), {.device = "bench"}));
        const Watch second;
        mergeAll(bench, plan, store);
        pair.ours.add(second.seconds());
    }
    const double most = 8.0 * static_cast<double>(plan.all()) / 1e6;
    bench.table.add({.id = "merge",
                     .name = std::format("merge {} bundles of {} events", plan.bundles, plan.events),
                     .figure = time(pair.ours.median()),
                     .other = "bare floor " + time(pair.floor.median()),
                     .ratio = pair.ratio(),
                     .budget = bench.quick ? std::format("< {} (8 s for 1 M)", time(most)) : "< 8 s",
                     .ok = pair.ours.median() < most,
                     .robust = true});
}

void fold(Bench &bench, const Plan &plan)
{
    auto store = must(workspace::Store::open(bench.labelledWorkspace(), {.device = "bench"}));
    const std::filesystem::path floor = bench.file("events.db");
    prepareFold(bench.plainWorkspace(), floor);
    const Pair pair = alternate(
        bench.quick ? 3 : 1,
        [&] {
            Progress progress;
            must(store.rebuild(progress));
        },
        [&] {
            if (floorFold(floor) != plan.all())
                giveUp("the floor lost events");
        });
    removeWorkspace(floor);
    const double most = 5.0 * static_cast<double>(plan.all()) / 1e6;
    bench.table.add({.id = "fold",
                     .name = std::format("fold {} events anew", plan.all()),
                     .figure = time(pair.ours.median()),
                     .other = "bare floor " + time(pair.floor.median()),
                     .ratio = pair.ratio(),
                     .budget = bench.quick ? std::format("< {} (5 s for 1 M)", time(most)) : "< 5 s",
                     .ok = pair.ours.median() < most,
                     .robust = true});
    const auto counts = must(workspace::counts(store));
    if (counts.events != plan.all() || counts.labels != plan.all() || counts.unknownRecords != 0)
        giveUp(std::format("{} events and {} labels after folding {} anew", counts.events, counts.labels, plan.all()));
}

} // namespace

void benchMerge(Bench &bench)
{
    const Plan what = plan(bench);
    makeBundles(bench, what);
    merge(bench, what);
    fold(bench, what);
}

} // namespace nia::bench
