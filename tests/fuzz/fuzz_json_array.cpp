// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// JSON arrays: any bytes, as they come and inside of brackets.

#include "fuzz/shard_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    const std::string_view bytes = bytesOf(data, size);
    requireShard(bytes, {.shardName = "fuzz.json"}, Lines::Shared);
    const std::string array = "[{\"text\":\"x\"}," + std::string(bytes) + "]";
    requireShard(array, {.format = "json", .textField = "text", .maxLineBytes = 200, .shardName = "f"}, Lines::Shared);
    return 0;
}
