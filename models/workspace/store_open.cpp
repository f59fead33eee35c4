// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/file_check.h"
#include "workspace/migrations.h"
#include "workspace/store_private.h"

#include "base/path_text.h"

#include <sqlite3.h>

#include <random>
#include <system_error>

namespace nia::workspace {

namespace {

std::string randomHex()
{
    std::random_device device;
    RecordKey key;
    for (auto &byte : key.bytes)
        byte = static_cast<std::uint8_t>(device());
    return key.hex();
}

void removeFiles(const std::filesystem::path &path)
{
    std::error_code ignored;
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::path file = path;
        file += suffix;
        std::filesystem::remove(file, ignored);
    }
}

/// An error of the file as a whole, in the words that fit opening.
Error opening(Error error)
{
    if (error.kind == Kind::Database)
        error.kind = Kind::Damaged;
    return error;
}

} // namespace

std::string Store::Private::place() const
{
    return pathText(path);
}

const Section *Store::Private::sectionOf(const Question &question) const
{
    for (const Section &section : schema.sections()) {
        if (section.id == question.section)
            return &section;
    }
    return nullptr;
}

Store::Store(std::unique_ptr<Private> p) : d(std::move(p))
{
}
Store::~Store() = default; // SQLite checkpoints when the last connection closes
Store::Store(Store &&) noexcept = default;
Store &Store::operator=(Store &&) noexcept = default;

Result<Store> Store::create(const std::filesystem::path &path, const CreateOptions &create, const StoreOptions &options)
{
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
        return fail(Kind::Exists, {pathText(path)}, pathText(path));
    std::vector<std::string> files = create.schemaFiles;
    if (files.empty()) {
        for (const char *name : {"vi-quality", "vi-bias", "vi-dialect"})
            files.emplace_back(builtInSchema(name).value_or(""));
    }
    NIA_TRY(Schema::compose(files)); // a faulty schema leaves no file behind
    const auto make = [&]() -> Result<Store> {
        NIA_ASSIGN(Database database,
                   Database::open(path, {.create = true, .vfs = options.vfs, .busyTimeoutMs = options.busyTimeoutMs}));
        auto d = std::make_unique<Private>(std::move(database));
        d->path = path;
        d->options = options;
        NIA_TRY(d->database.execute("PRAGMA page_size=16384"));
        NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
        NIA_TRY(createTables(d->database));
        NIA_TRY(d->setSetting("workspace_id", randomHex()));
        NIA_TRY(d->setSetting("dataset", create.dataset));
        NIA_ASSIGN(Statement dataset, d->database.prepare("INSERT INTO dataset(name) VALUES(?)"));
        NIA_TRY(dataset.bind(1, create.dataset).run());
        NIA_TRY(d->addSchema(files));
        NIA_TRY(transaction.commit());
        NIA_TRY(d->database.execute("PRAGMA journal_mode=WAL"));
        NIA_TRY(d->load());
        return Store(std::move(d));
    };
    auto made = make();
    if (!made)
        removeFiles(path);
    return made;
}

Result<Store> Store::open(const std::filesystem::path &path, const StoreOptions &options)
{
    NIA_ASSIGN(const FileFacts facts, checkFile(path, options.readOnly)); // before SQLite can write anything
    DatabaseOptions how{.vfs = options.vfs, .busyTimeoutMs = options.busyTimeoutMs};
    if (options.readOnly && !facts.writable) {
        how.readOnly = true;
        how.immutable = !facts.hasWal;
    }
    auto opened = Database::open(path, how);
    if (!opened)
        return fail(opening(std::move(opened).error()));
    auto d = std::make_unique<Private>(std::move(*opened));
    d->path = path;
    d->options = options;
    if (!options.readOnly && sqlite3_db_readonly(d->database.handle(), "main") == 1)
        return fail(Kind::ReadOnly, {}, pathText(path));
    if (auto migrated = migrate(d->database, path, how.readOnly); !migrated)
        return fail(opening(std::move(migrated).error()));
    if (auto loaded = d->load(); !loaded)
        return fail(opening(std::move(loaded).error()));
    if (options.readOnly)
        NIA_TRY(d->database.execute("PRAGMA query_only=1"));
    return Store(std::move(d));
}

Result<void> Store::Private::load()
{
    NIA_ASSIGN(auto id, setting("workspace_id"));
    workspaceId = id.value_or("");
    NIA_ASSIGN(auto dataset, setting("dataset"));
    defaultDataset = dataset.value_or("main");
    return loadSchema();
}

Database &Store::database() const
{
    return d->database;
}
const std::filesystem::path &Store::path() const
{
    return d->path;
}
const Schema &Store::schema() const
{
    return d->schema;
}
const std::string &Store::schemaVersion() const
{
    return d->schemaVersion;
}
const std::string &Store::defaultDataset() const
{
    return d->defaultDataset;
}
const std::string &Store::workspaceId() const
{
    return d->workspaceId;
}
const StoreOptions &Store::options() const
{
    return d->options;
}

Result<std::int64_t> Store::dataVersion() const
{
    NIA_ASSIGN(Statement statement, d->database.prepare("PRAGMA data_version"));
    NIA_TRY(statement.step());
    return statement.integer(0);
}

Result<void> Store::refresh()
{
    NIA_ASSIGN(Statement statement, d->database.prepare("SELECT max(number) FROM schema_set"));
    NIA_TRY(statement.step());
    if (statement.integer(0) == d->schemaNumber)
        return {};
    statement.reset();
    return d->loadSchema();
}

Result<void> Store::checkpoint()
{
    // PASSIVE never waits: what readers still need stays in the -wal file until the next time.
    const int code =
        sqlite3_wal_checkpoint_v2(d->database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        return fail(d->database.error(code));
    return {};
}

} // namespace nia::workspace
