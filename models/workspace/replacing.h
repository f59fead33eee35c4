// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "workspace/store.h"

#include <filesystem>

namespace nia::workspace {

/// Whether a file bears the mark of a workspace, of whatever version. false for what cannot be read.
[[nodiscard]] bool isWorkspaceFile(const std::filesystem::path &path);

/// Whether a file that Nia writes may take the place of what is at `path`. `overwrite` is the user's leave to replace a
/// file of that name; it is no leave to lose what Nia itself keeps or works from.
///
/// Errors: Exists, "replaceable" (without overwrite); IsFolder, NotAllowed (a workspace, or a shard of `store`) also with it.
[[nodiscard]] Result<void> mayReplaceFile(Store &store, const std::filesystem::path &path, bool overwrite);

/// The same for a folder: only an empty one may be replaced, or one that holds an export (a manifest.json of Nia's and its
/// data file) and nothing else.
[[nodiscard]] Result<void> mayReplaceFolder(Store &store, const std::filesystem::path &path, bool overwrite);

} // namespace nia::workspace
