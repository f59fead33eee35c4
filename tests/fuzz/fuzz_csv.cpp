// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables: any bytes, as a guess has them, as CSV and as TSV.

#include "fuzz/shard_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    const std::string_view bytes = bytesOf(data, size);
    requireShard(bytes, {.shardName = "fuzz.csv"});
    requireShard(bytes, {.format = "csv", .delimiter = ';', .header = false, .maxLineBytes = 300, .shardName = "f"});
    requireShard(bytes, {.format = "tsv", .header = true, .shardName = "f.tsv"});
    return 0;
}
