// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace nia::bench {

/// The bare floor of merging bundles: zstd, SHA-256 of every event, and id and bytes into a table with a unique id; a
/// transaction a bundle, waiting for the disk. Nothing is checked, parsed or folded. Gives the number of events.
[[nodiscard]] std::int64_t floorMerge(const std::vector<std::filesystem::path> &bundles,
                                      const std::filesystem::path &database);

/// The bare floor of folding, over the database that floorMerge() made: every event is read, parsed by simdjson, its record
/// looked up by key, and one row of record, question, annotator and answer put into a table with that key; one
/// transaction. No clock is compared, nothing retracted, counted, resolved or compared. Gives the number of events.
[[nodiscard]] std::int64_t floorFold(const std::filesystem::path &database);
/// Once before: the keys and ids of the workspace's records, in a table of their own.
void prepareFold(const std::filesystem::path &workspace, const std::filesystem::path &database);

} // namespace nia::bench
