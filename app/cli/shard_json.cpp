// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/shard_json.h"

namespace nia::cli {

Json shardJson(const workspace::ShardRow &shard)
{
    Json json = Json::object({{"path", shard.path},
                              {"name", shard.name},
                              {"sha256", shard.sha256.hex()},
                              {"dataset", shard.datasetName},
                              {"format", shard.format},
                              {"compression", shard.compression},
                              {"text", shard.textField},
                              {"id", shard.idField.empty() ? Json() : Json(shard.idField)},
                              {"encoding", shard.encoding},
                              {"records", shard.records},
                              {"rejected", shard.rejected},
                              {"complete", shard.complete}});
    if (!shard.error.empty())
        json.set("error", shard.error);
    return json;
}

} // namespace nia::cli
