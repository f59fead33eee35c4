// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Plain text: any bytes, cut in every way.

#include "fuzz/shard_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    const std::string_view bytes = bytesOf(data, size);
    requireShard(bytes, {.shardName = "fuzz.txt"});
    for (const char *split : {"line", "paragraph", "file"})
        requireShard(bytes, {.format = "txt", .split = split, .maxLineBytes = 100, .shardName = "f"});
    return 0;
}
