// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/progress.h"
#include "workspace/resolving.h"
#include "workspace/store.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nia::exporting {

/// A curated subset: which records, which answer, which form (cli.md: export, Output, Policies).
struct SubsetOptions {
    std::string query;
    std::string annotator; ///< for is:todo and is:mine
    workspace::ResolveOptions resolve;
    std::string format;      ///< "" is told by the name of OUT; jsonl, csv, tsv
    std::string compression; ///< "" is told by the name of OUT; none, gz, zst
    bool onlyResolved = false;
    std::vector<std::string> onlyResolvedQuestions; ///< empty: all required ones
    bool overwrite = false;
};

struct SubsetReceipt {
    std::int64_t records = 0;
    std::map<std::string, std::int64_t> skipped; ///< reason → records
    std::filesystem::path data, manifest;
    std::string sha256;
    std::int64_t bytes = 0;
};

/// The first lines exactly as they will be written and the manifest as far as it is known beforehand.
struct SubsetPreview {
    std::vector<std::string> lines; ///< a CSV's header is the first
    Json manifest;
    std::int64_t matching = 0; ///< records of the query
    std::int64_t written = 0;  ///< of the first `examined` records, how many would be written
    std::int64_t examined = 0;
};

/// Options from a manifest (--like): query, policy and options, so that the data file comes out byte for byte equal.
[[nodiscard]] Result<SubsetOptions> optionsFromManifest(const std::filesystem::path &manifest);

/// Checks query, questions, policy, format against OUT's name. Errors: Usage, Query, UnknownQuestion.
[[nodiscard]] Result<void> checkOptions(workspace::Store &store, const SubsetOptions &options,
                                        const std::filesystem::path &out);

/// Writes data and manifest aside and renames them at the end. Errors: those of checkOptions, Exists, Io, NoSpace,
/// Interrupted; nothing is left behind then. Threads: blocks; the store belongs to the caller.
[[nodiscard]] Result<SubsetReceipt> writeSubset(workspace::Store &store, const std::filesystem::path &out,
                                                const SubsetOptions &options, Progress &progress);

/// By the same writer as writeSubset, into memory. `count` lines at most.
[[nodiscard]] Result<SubsetPreview> previewSubset(workspace::Store &store, const std::filesystem::path &out,
                                                  const SubsetOptions &options, std::int64_t count, Progress &progress);

} // namespace nia::exporting
