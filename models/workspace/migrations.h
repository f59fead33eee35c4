// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/database.h"

#include <filesystem>
#include <functional>
#include <span>

namespace nia::workspace {

/// One step from version `to - 1` to `to`, run inside the transaction of the whole migration.
struct Migration {
    int to = 0;
    std::function<Result<void>(Database &)> run;
};

/// Application id, version and all tables of the newest version, in an empty file; the caller's transaction.
[[nodiscard]] Result<void> createTables(Database &database);

/// The steps this program knows, by version. Version 1 is the first.
[[nodiscard]] std::span<const Migration> migrations();

/// Brings the file to the newest version: first a copy beside it ("NAME.nia.before-2") if there is space for one, then
/// all steps and the new user_version in one transaction; where a step fails nothing is changed.
/// Errors: NewerVersion, NotWorkspace, ReadOnly (an older file that may not be written), those of the steps.
[[nodiscard]] Result<void> migrate(Database &database, const std::filesystem::path &path, bool readOnly,
                                   std::span<const Migration> steps = migrations());

} // namespace nia::workspace
