// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// labelling_child WORKSPACE RECORDS: labels records in turn for ever, and prints the event's id after each commit. It is
// made to be killed.

#include "base/words.h"
#include "workspace/store.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    using namespace nia;
    using namespace nia::workspace;
    if (argc != 3)
        return 2;
    auto store = Store::open(argv[1], {.device = "child"});
    if (!store) {
        std::fprintf(stderr, "%s\n", words(store.error()).c_str());
        return 1;
    }
    static const char *const kAnswers[] = {"bad", "fair", "good"};
    const std::int64_t records = std::atoll(argv[2]);
    for (std::int64_t i = 0;; ++i) {
        const auto done = store->append(Draft{.annotator = "lan",
                                              .record = RecordId{1 + i % records},
                                              .question = "quality",
                                              .answer = Answer::single(kAnswers[i % 3])});
        if (!done) {
            std::fprintf(stderr, "%s\n", words(done.error()).c_str());
            return 1;
        }
        std::printf("%s\n", done->id.hex().c_str());
        std::fflush(stdout);
    }
}
