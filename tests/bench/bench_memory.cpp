// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/harness.h"
#include "bench/system.h"
#include "bench/volume.h"

#include <format>

namespace nia::bench {

namespace {

constexpr double kMost = 150e6;

void measure(Bench &bench, const char *id, const std::string &name, const std::vector<std::string> &command)
{
    const auto bytes = peakMemory(command);
    if (!bytes) {
        bench.table.absent(id, name, "not told by this system");
        return;
    }
    bench.table.add({.id = id,
                     .name = name,
                     .figure = megabytes(*bytes),
                     .ratio = kMost / *bytes,
                     .budget = "≤ 150 MB",
                     .ok = *bytes <= kMost,
                     .robust = true});
}

} // namespace

void benchMemory(Bench &bench)
{
    const std::filesystem::path made = bench.file("memory.nia"), out = bench.file("memory.jsonl");
    removeWorkspace(made);
    const std::string labelled = bench.labelledWorkspace().string();
    (void)peakMemory({NIA_PROGRAM, "new", made.string()});
    measure(bench, "memory.import", "peak memory of nia import",
            {NIA_PROGRAM, "import", made.string(), bench.shard().string()});
    removeWorkspace(made);
    measure(bench, "memory.query", "peak memory of nia query, words",
            {NIA_PROGRAM, "query", labelled, std::format("\"{}\"", kRareWords)});
    measure(bench, "memory.query.label", "peak memory of nia query, is:labeled",
            {NIA_PROGRAM, "query", labelled, "is:labeled"});
    measure(bench, "memory.export", "peak memory of nia export",
            {NIA_PROGRAM, "export", labelled, out.string(), "--overwrite"});
    std::filesystem::remove(out);
    std::filesystem::remove(out.string() + ".manifest.json");
}

} // namespace nia::bench
