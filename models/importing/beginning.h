// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "shards/reader.h"
#include "workspace/records.h"

#include <filesystem>
#include <optional>

namespace nia::importing {

/// Whether a shard that was begun earlier may be the beginning of one that was read to its end just now: made for the same
/// dataset, and read in the same way (format, fields, delimiter, header).
[[nodiscard]] bool mayBeBeginning(const workspace::ShardRow &row, const workspace::ShardRow &whole);

/// The row as one that is complete, with the counts of what its bytes say, where the file begins with those bytes and
/// every record of them stands in the workspace under the id that the row's own name gives it. Nothing where not. The
/// lines that are no records go to the rejected ones of the row.
/// Errors: of the workspace, and Interrupted; a file that cannot be read is no such file.
[[nodiscard]] Result<std::optional<workspace::ShardRow>> completedBy(
    const std::filesystem::path &file, workspace::ShardRow row, const shards::ReadOptions &options,
    workspace::Store &store, workspace::RecordInserter &inserter, Progress &progress);

} // namespace nia::importing
