// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// JSONL, plain or compressed: any bytes.

#include "fuzz/shard_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    const std::string_view bytes = bytesOf(data, size);
    requireShard(bytes, {.shardName = "fuzz.jsonl"});
    requireShard(bytes, {.format = "jsonl", .maxLineBytes = 200, .shardName = "f"});
    return 0;
}
