// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Chats, instructions and preferences: any object that is JSON, and any bytes as lines.

#include "base/json_scan.h"
#include "fuzz/shard_check.h"
#include "shards/parts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia;
    using namespace nia::fuzz;
    const std::string_view bytes = bytesOf(data, size);
    requireShard(bytes, {.textField = "parts", .shardName = "f.jsonl"});
    if (!bytes.starts_with('{') || !checkJson(bytes))
        return 0;
    for (const bool inStrings : {false, true}) {
        const auto joined = shards::joinParts(bytes, inStrings);
        require(!joined || shards::partsShape(bytes, inStrings) != shards::PartsShape::None, "joined of nothing");
        if (!joined)
            continue;
        requireParts(joined->text, joined->parts);
    }
    return 0;
}
