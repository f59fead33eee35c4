// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/migrations.h"

#include "workspace/record_lookup.h"
#include "workspace/store.h"
#include "workspace/store_private.h"

#include <sqlite3.h>

#include <array>
#include <limits>
#include <system_error>

namespace nia::workspace {

namespace embedded {
extern const std::string_view kSchema01;
extern const std::string_view kSchema02;
} // namespace embedded

namespace {

Result<std::int64_t> pragma(Database &database, std::string_view sql)
{
    NIA_ASSIGN(Statement statement, database.prepare(sql));
    NIA_TRY(statement.step());
    return statement.integer(0);
}

/// A copy of the file as it is, "" where the disk has no room for one.
Result<void> copyFirst(Database &database, const std::filesystem::path &path, int version)
{
    std::error_code code;
    const auto bytes = std::filesystem::file_size(path, code);
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const auto space = std::filesystem::space(folder, code);
    if (code || space.available < 2 * bytes)
        return {};
    std::filesystem::path copy = path;
    copy += ".before-" + std::to_string(version);
    std::filesystem::remove(copy, code);
    NIA_ASSIGN(Statement statement, database.prepare("VACUUM INTO ?"));
    return statement.bind(1, pathText(copy)).run();
}

Result<void> toVersion2(Database &database)
{
    NIA_TRY(database.execute(embedded::kSchema02));
    return keepLookup(database, std::numeric_limits<std::int64_t>::max());
}

} // namespace

Result<void> createTables(Database &database)
{
    NIA_TRY(database.execute("PRAGMA application_id=" + std::to_string(kApplicationId)));
    NIA_TRY(database.execute("PRAGMA user_version=" + std::to_string(kSchemaVersion)));
    NIA_TRY(database.execute(embedded::kSchema01));
    return database.execute(embedded::kSchema02);
}

std::span<const Migration> migrations()
{
    static const std::array kSteps{Migration{2, toVersion2}};
    return kSteps;
}

Result<void> migrate(Database &database, const std::filesystem::path &path, bool readOnly,
                     std::span<const Migration> steps)
{
    const int newest = steps.empty() ? kSchemaVersion : steps.back().to;
    NIA_ASSIGN(const std::int64_t application, pragma(database, "PRAGMA application_id"));
    if (application != kApplicationId)
        return fail(Kind::NotWorkspace, {}, pathText(path));
    NIA_ASSIGN(const std::int64_t version, pragma(database, "PRAGMA user_version"));
    if (version > newest)
        return fail(Kind::NewerVersion, {std::to_string(version), std::to_string(newest)}, pathText(path));
    if (version == newest)
        return {};
    if (readOnly)
        return fail(Kind::ReadOnly, {}, pathText(path));
    NIA_TRY(copyFirst(database, path, newest));
    NIA_ASSIGN(Transaction transaction, Transaction::begin(database));
    NIA_ASSIGN(const std::int64_t now, pragma(database, "PRAGMA user_version")); // another may have been quicker
    for (const Migration &step : steps) {
        if (step.to > now)
            NIA_TRY(step.run(database));
    }
    NIA_TRY(database.execute("PRAGMA user_version=" + std::to_string(newest)));
    return transaction.commit();
}

} // namespace nia::workspace
