// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "workspace/records.h"

namespace nia::cli {

/// A shard as import and info print it (member "shards").
[[nodiscard]] Json shardJson(const workspace::ShardRow &shard);

} // namespace nia::cli
