// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/path_text.h"
#include "workspace/store_private.h"

#include <sqlite3.h>

#include <system_error>

namespace nia::workspace {

Result<void> Store::backup(const std::filesystem::path &to, Progress &progress) const
{
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(to, ignored)))
        return fail(Kind::Exists, {pathText(to)}, pathText(to));
    const auto remove = [&] { std::filesystem::remove(to, ignored); };
    const auto copy = [&]() -> Result<void> {
        NIA_TRY(progress.step(0));
        NIA_ASSIGN(Database target, Database::open(to, {.create = true, .vfs = d->options.vfs}));
        sqlite3_backup *backup = sqlite3_backup_init(target.handle(), "main", d->database.handle(), "main");
        if (!backup)
            return fail(target.error(sqlite3_errcode(target.handle())));
        // All pages in one read transaction's view, a step at a time so that it can be stopped.
        int code = SQLITE_OK;
        Result<void> going;
        {
            NIA_ASSIGN(Transaction reading, Transaction::begin(d->database, false));
            NIA_ASSIGN(Statement first, d->database.prepare("SELECT count(*) FROM setting"));
            NIA_TRY(first.step());
            while (going && (code = sqlite3_backup_step(backup, 256)) == SQLITE_OK) {
                progress.setTotal(sqlite3_backup_pagecount(backup));
                going = progress.step(sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup));
            }
        }
        sqlite3_backup_finish(backup);
        NIA_TRY(going);
        if (code != SQLITE_DONE)
            return fail(target.error(code));
        // A copy that stands alone wherever it is put.
        return target.execute("PRAGMA journal_mode=DELETE; PRAGMA journal_mode=WAL");
    };
    auto done = copy();
    if (!done)
        remove();
    return done;
}

} // namespace nia::workspace
