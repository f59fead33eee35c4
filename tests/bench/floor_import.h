// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>

namespace nia::bench {

/// The bare floor of importing JSONL: one thread reads and parses every line with simdjson (id and text), one makes the
/// SHA-256 of every line, one inserts id, hash and line into a table without any index but its row id; ten thousand lines
/// in a transaction, the log on, no waiting for the disk. Nothing is checked, guessed, rejected, folded or shown.
/// Gives the number of records. `database` must not exist.
[[nodiscard]] std::int64_t floorImport(const std::filesystem::path &shard, const std::filesystem::path &database);

} // namespace nia::bench
