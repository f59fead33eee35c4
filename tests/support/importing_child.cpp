// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// importing_child WORKSPACE SHARD: imports, and prints how many records stand in the workspace after each commit. It is made to
// be killed.

#include "base/words.h"
#include "importing/import_job.h"

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace nia;
    if (argc != 3)
        return 2;
    auto store = workspace::Store::open(argv[1], {.device = "child"});
    if (!store) {
        std::fprintf(stderr, "%s\n", words(store.error()).c_str());
        return 1;
    }
    Progress progress;
    const auto done = importing::importShards(*store, {argv[2]}, {}, progress, {.onBatch = [](std::int64_t records) {
        std::printf("%lld\n", static_cast<long long>(records));
        std::fflush(stdout);
    }});
    if (!done) {
        std::fprintf(stderr, "%s\n", words(done.error()).c_str());
        return 1;
    }
    std::printf("end\n");
    return 0;
}
