// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/database.h"

#include "base/path_text.h"
#include "workspace/waiting.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>
#include <unordered_map>

namespace nia::workspace {

namespace {

Kind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL: return Kind::NoSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Kind::Busy;
    case SQLITE_READONLY: return Kind::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Kind::Damaged;
    case SQLITE_PERM:
    case SQLITE_AUTH: return Kind::Permission;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: return Kind::Io;
    case SQLITE_INTERRUPT: return Kind::Interrupted;
    default: return Kind::Database;
    }
}

Error databaseError(sqlite3 *handle, int code, std::string place)
{
    Error error{.kind = kindOf(code), .place = std::move(place)};
    const char *text = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    if (error.kind == Kind::Io)
        error.arguments = {(code & 0xff) == SQLITE_CANTOPEN ? "open it" : "read or write it", text};
    else if (error.kind == Kind::Damaged || error.kind == Kind::Database)
        error.arguments = {text};
    error.detail = "SQLite " + std::to_string(code) + ": " + text;
    return error;
}

/// How long one call has waited for another writer.
struct Waiting {
    std::chrono::milliseconds atMost{};
    std::chrono::steady_clock::time_point since;
    bool said = false;
};

/// SQLite's own waiting looks ever more rarely, up to every tenth of a second, and so misses the moments an import leaves
/// between its batches; this one looks at a steady, short interval.
int lookAgain(void *argument, int times)
{
    constexpr auto kInterval = std::chrono::microseconds(500);
    constexpr auto kSilence = std::chrono::seconds(1); // people notice by then, and wonder
    auto &waiting = *static_cast<Waiting *>(argument);
    const auto now = std::chrono::steady_clock::now();
    if (times == 0) {
        waiting.since = now;
        waiting.said = false;
    }
    if (now - waiting.since >= waiting.atMost)
        return 0;
    if (!waiting.said && now - waiting.since >= kSilence) {
        waiting.said = true;
        sayThatItWaits();
    }
    std::this_thread::sleep_for(kInterval);
    return 1;
}

/// 192 MB. A commit that comes over it waits until all of the log is in the file; Nia does that when idle and on closing,
/// and an import does it itself from far fewer pages on, so that no label's commit has to.
constexpr int kCheckpointPages = 12000;

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

} // namespace

/// A prepared statement with the SQL it is kept under.
struct Database::Cached {
    Private *owner = nullptr;
    sqlite3_stmt *statement = nullptr;
    std::vector<std::unique_ptr<Cached>> *home = nullptr; ///< where it goes back to
};

struct Database::Private {
    std::filesystem::path path;
    std::string pathText;
    sqlite3 *handle = nullptr;
    Waiting waiting;
    std::unordered_map<std::string, std::vector<std::unique_ptr<Cached>>, StringHash, std::equal_to<>> cache;

    ~Private()
    {
        for (auto &[sql, free] : cache) {
            for (auto &cached : free)
                sqlite3_finalize(cached->statement);
        }
        sqlite3_close_v2(handle);
    }

    [[nodiscard]] Error error(int code) const { return databaseError(handle, code, pathText); }
};

Database::Database(std::unique_ptr<Private> p) : d(std::move(p))
{
}
Database::~Database() = default;
Database::Database(Database &&) noexcept = default;
Database &Database::operator=(Database &&) noexcept = default;

Result<Database> Database::open(const std::filesystem::path &path, const DatabaseOptions &options)
{
    auto d = std::make_unique<Private>();
    d->path = path;
    d->pathText = nia::pathText(path);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= options.readOnly && !options.create ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    std::string name = d->pathText;
    if (options.create)
        flags |= SQLITE_OPEN_CREATE;
    if (options.immutable) {
        flags |= SQLITE_OPEN_URI;
        name = "file:";
        static constexpr char kHex[] = "0123456789ABCDEF";
        for (const char c : d->pathText) {
            if (c == '%' || c == '?' || c == '#') {
                name += '%';
                name += kHex[static_cast<unsigned char>(c) >> 4U];
                name += kHex[static_cast<unsigned char>(c) & 15U];
            } else {
                name += c;
            }
        }
        name += "?immutable=1";
    }
    const int code =
        sqlite3_open_v2(name.c_str(), &d->handle, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (code != SQLITE_OK)
        return fail(d->error(code));
    d->waiting.atMost = std::chrono::milliseconds(options.busyTimeoutMs);
    sqlite3_busy_handler(d->handle, lookAgain, &d->waiting);
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    Database database(std::move(d));
    // No memory map: an unplugged drive must be an error, not a signal. Caches are small, the system's own does the rest.
    NIA_TRY(database.execute("PRAGMA synchronous=FULL; PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1;"
                             "PRAGMA cache_size=-16384; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
                             "PRAGMA journal_size_limit=16777216;"));
    NIA_TRY(database.execute("PRAGMA wal_autocheckpoint=" + std::to_string(kCheckpointPages)));
    return database;
}

Result<void> Database::execute(std::string_view sql)
{
    const char *at = sql.data();
    const char *end = at + sql.size();
    while (at < end) {
        sqlite3_stmt *statement = nullptr;
        const char *tail = nullptr;
        int code = sqlite3_prepare_v3(d->handle, at, static_cast<int>(end - at), 0, &statement, &tail);
        if (code != SQLITE_OK)
            return fail(d->error(code));
        at = tail;
        if (!statement)
            continue;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        }
        if (code != SQLITE_DONE) {
            Error error = d->error(code);
            sqlite3_finalize(statement);
            return fail(std::move(error));
        }
        sqlite3_finalize(statement);
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    auto found = d->cache.find(sql);
    if (found == d->cache.end())
        found = d->cache.emplace(std::string(sql), std::vector<std::unique_ptr<Cached>>{}).first;
    auto &home = found->second;
    if (!home.empty()) {
        auto cached = std::move(home.back());
        home.pop_back();
        return Statement(std::move(cached));
    }
    auto cached = std::make_unique<Cached>(Cached{.owner = d.get(), .home = &home});
    const int code = sqlite3_prepare_v3(d->handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &cached->statement, nullptr);
    if (code != SQLITE_OK)
        return fail(d->error(code));
    return Statement(std::move(cached));
}

std::int64_t Database::lastInsertRowId() const
{
    return sqlite3_last_insert_rowid(d->handle);
}
std::int64_t Database::changes() const
{
    return sqlite3_changes64(d->handle);
}
bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(d->handle) == 0;
}
const std::filesystem::path &Database::path() const
{
    return d->path;
}
sqlite3 *Database::handle() const
{
    return d->handle;
}
void Database::interrupt() const
{
    sqlite3_interrupt(d->handle);
}
Error Database::error(int code) const
{
    return d->error(code);
}

// ------------------------------------------------------------------------------------------------------- Statement

Statement::Statement(std::unique_ptr<Database::Cached> cached)
    : m_cached(std::move(cached)), m_statement(m_cached->statement)
{
}

Statement::~Statement()
{
    if (!m_cached)
        return;
    reset();
    auto &home = *m_cached->home;
    home.push_back(std::move(m_cached));
}

Statement::Statement(Statement &&) noexcept = default;

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_cached, other.m_cached);
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement &Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement &Statement::bind(int index, double value)
{
    sqlite3_bind_double(m_statement, index, value);
    return *this;
}

Statement &Statement::bind(int index, std::string_view text)
{
    const char *data = text.data() ? text.data() : "";
    sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindBlob(int index, std::string_view bytes)
{
    const char *data = bytes.data() ? bytes.data() : "";
    sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bindKept(int index, std::string_view text)
{
    const char *data = text.data() ? text.data() : "";
    sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindKeptBlob(int index, std::string_view bytes)
{
    const char *data = bytes.data() ? bytes.data() : "";
    sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int index)
{
    sqlite3_bind_null(m_statement, index);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return fail(m_cached->owner->error(code));
}

Result<void> Statement::run()
{
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW)
        code = sqlite3_step(m_statement);
    if (code != SQLITE_DONE) {
        Error error = m_cached->owner->error(code);
        reset();
        return fail(std::move(error));
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const
{
    const void *data = sqlite3_column_text(m_statement, column);
    return data ? std::string_view(static_cast<const char *>(data),
                                   static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

std::string_view Statement::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return data ? std::string_view(static_cast<const char *>(data),
                                   static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement);
}

// ----------------------------------------------------------------------------------------------------- Transaction

Result<Transaction> Transaction::begin(Database &database, bool writing)
{
    NIA_ASSIGN(Statement statement, database.prepare(writing ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"));
    NIA_TRY(statement.run());
    return Transaction(database.handle());
}

Transaction::Transaction(Transaction &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr))
{
}

Transaction::~Transaction()
{
    rollback();
}

Result<void> Transaction::commit()
{
    const char *place = sqlite3_db_filename(m_handle, "main");
    const int code = sqlite3_exec(m_handle, "COMMIT", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        Error error = databaseError(m_handle, code, place ? place : "");
        rollback();
        return fail(std::move(error));
    }
    m_handle = nullptr;
    return {};
}

void Transaction::rollback()
{
    // After some errors (disk full, I/O) SQLite has rolled back by itself.
    if (m_handle && sqlite3_get_autocommit(m_handle) == 0)
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    m_handle = nullptr;
}

} // namespace nia::workspace
