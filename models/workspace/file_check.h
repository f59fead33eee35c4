// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <filesystem>

namespace nia::workspace {

struct FileFacts {
    bool writable = true; ///< the file and its folder, as far as one can say without writing
    bool hasWal = false;  ///< somebody has it open, or a crash left it
};

/// Looks at a file's header without touching it. Errors: NotFound, IsFolder, Permission, Io, NotWorkspace (not SQLite,
/// or another application's), NewerVersion, Damaged (a header that contradicts the file), ReadOnly (unless asked for).
[[nodiscard]] Result<FileFacts> checkFile(const std::filesystem::path &path, bool readOnly);

} // namespace nia::workspace
