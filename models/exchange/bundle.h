// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "workspace/store.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace nia::exchange {

struct BundleOptions {
    std::string annotator;    ///< only events of this annotator; "" is all
    bool withRecords = false; ///< the texts too
    bool overwrite = false;
};

struct BundleReceipt {
    std::int64_t events = 0, records = 0, bytes = 0;
    std::string setHash; ///< hex SHA-256 over the sorted event ids: equal sets have equal hashes
};

/// What bundle.json says.
struct BundleInfo {
    std::string format; ///< nia-bundle/1
    std::string program, created, setHash;
    std::int64_t events = 0, records = 0;
    std::vector<std::string> annotators;
};

struct MergeOutcome {
    workspace::MergeReceipt receipt;
    std::int64_t records = 0; ///< new records that came with it
    BundleInfo info;
    std::vector<std::string> otherDatasets; ///< datasets here that have the ids of unknown records, by name
};

/// Writes a .niab: one zstd stream of a tar with bundle.json first (format, counts, size and SHA-256 of every member), then
/// events.jsonl sorted by id, schemas/, and records.jsonl if asked (domain/teamwork.md section 2). Written aside and renamed.
/// Errors: Exists without overwrite, those of files and of the store. Threads: blocks; the store belongs to the caller.
[[nodiscard]] Result<BundleReceipt> createBundle(workspace::Store &store, const std::filesystem::path &path,
                                                 const BundleOptions &options, Progress &progress);

/// Reads and checks the whole file (recognised by content): every member's size and hash, every event's bytes and id.
/// Errors: NotBundle, Truncated, Corrupt, TooLarge (over 4 GiB unpacked, an event over 1 MiB). Nothing is changed.
[[nodiscard]] Result<BundleInfo> inspectBundle(const std::filesystem::path &path, Progress &progress);

/// Checks the whole bundle first, then takes it in; a damaged or foreign one changes nothing. Order and repetition of merges
/// do not matter.
[[nodiscard]] Result<MergeOutcome> mergeBundle(workspace::Store &store, const std::filesystem::path &path,
                                               Progress &progress);

} // namespace nia::exchange
