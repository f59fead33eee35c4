// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "shards/reader.h"
#include "workspace/store.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace nia::importing {

/// What the import command and the import dialog say; unset members are guessed.
struct ImportOptions {
    shards::ReadOptions read;
    std::string dataset; ///< "" is the workspace's
    bool recursive = false;
};

/// One shard of the answer of `nia import` (cli.md, Shapes).
struct ShardOutcome {
    std::filesystem::path path;
    std::string name;
    std::string sha256; ///< hex
    shards::Guess guess;
    std::int64_t records = 0, added = 0, already = 0, changed = 0, rejected = 0, bytes = 0;
    bool complete = false;      ///< read to its end; if not, and without an error, the limit was reached
    std::optional<Error> error; ///< the shard could not be read to its end
};

struct ImportOutcome {
    std::int64_t records = 0, added = 0, already = 0, changed = 0, rejected = 0;
    double seconds = 0;
    std::vector<ShardOutcome> shards;
};

struct ImportWatch {
    /// After each committed batch: how many records stand in the workspace now. Called on the importing thread.
    std::function<void(std::int64_t records)> onBatch;
    /// When a shard's format is known, before its first record goes in.
    std::function<void(const std::filesystem::path &, const shards::Guess &)> onGuess;
};

/// The files that a path stands for: itself, or the shards below a folder (recognised by README.md with configs: or data/,
/// or documents/; any other only with recursive). The second member is the shard's name (cli.md, Meanings, Id).
struct ShardFile {
    std::filesystem::path path; ///< "-" is standard input
    std::string name;
};
[[nodiscard]] Result<std::vector<ShardFile>> shardFiles(const std::filesystem::path &path, bool recursive);

/// Loads shards into a workspace: parsing on a thread of its own, hashing and inserting on the calling one, whole batches in
/// a transaction each, so that records can be labelled while it goes on; a batch commits after at most 25 ms of writing.
///
/// Errors: of the workspace (disk full …) and Interrupted end the whole; what was committed stays. A shard that cannot be
///         read to its end is in the outcome, the others are still taken.
/// Threads: blocks; call from a job. The store belongs to the calling thread meanwhile.
[[nodiscard]] Result<ImportOutcome> importShards(workspace::Store &store,
                                                 const std::vector<std::filesystem::path> &paths,
                                                 const ImportOptions &options, Progress &progress,
                                                 const ImportWatch &watch = {});

} // namespace nia::importing
