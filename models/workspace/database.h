// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace nia::workspace {

class Statement;

struct DatabaseOptions {
    bool readOnly = false;
    bool create = false;      ///< made where it is missing
    bool immutable = false;   ///< nobody can write it (a read-only folder): no locks, no -wal, no -shm
    std::string vfs;          ///< "" is the system's; tests hand in their own
    int busyTimeoutMs = 5000; ///< how long a writer waits for another
};

/// One connection to one SQLite file: WAL, synchronous=FULL (macOS: fullfsync), foreign keys on, statements cached.
/// Errors: NotWorkspace is the Store's; here Io, Permission, NoSpace, Busy, ReadOnly, Damaged, Interrupted, Database,
/// each with the path as place. Threads: one thread at a time; interrupt() from any.
class Database
{
public:
    [[nodiscard]] static Result<Database> open(const std::filesystem::path &path, const DatabaseOptions &options = {});
    ~Database();
    Database(Database &&) noexcept;
    Database &operator=(Database &&) noexcept;

    [[nodiscard]] Result<void> execute(std::string_view sql); ///< one or more statements without values
    /// A cached, reset statement without bindings. It must not outlive the database nor be prepared again while in use.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    [[nodiscard]] std::int64_t lastInsertRowId() const;
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] const std::filesystem::path &path() const;
    [[nodiscard]] sqlite3 *handle() const;
    void interrupt() const;
    [[nodiscard]] Error error(int code) const; ///< SQLite's result code as an Error

private:
    friend class Statement;
    struct Private;
    struct Cached;
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// A prepared statement taken from the cache; goes back on destruction. Parameters and columns count from 1 and 0 as in
/// SQLite. The views that columns give hold until the next step().
class Statement
{
public:
    ~Statement();
    Statement(Statement &&) noexcept;
    Statement &operator=(Statement &&) noexcept;

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, double value);
    Statement &bind(int index, std::string_view text);
    Statement &bindBlob(int index, std::string_view bytes);
    Statement &bindNull(int index);
    /// Without a copy: the bytes must stay where they are until the statement has run. For hot paths.
    Statement &bindKept(int index, std::string_view text);
    Statement &bindKeptBlob(int index, std::string_view bytes);

    [[nodiscard]] Result<bool> step(); ///< true: a row stands ready
    [[nodiscard]] Result<void> run(); ///< steps to the end, then resets
    void reset(); ///< ready to bind and run again; bindings are cleared

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] int columns() const;

private:
    friend class Database;
    explicit Statement(std::unique_ptr<Database::Cached> cached);
    std::unique_ptr<Database::Cached> m_cached; ///< nullptr: moved away
    sqlite3_stmt *m_statement = nullptr;
};

/// BEGIN IMMEDIATE (or DEFERRED for reading); rolls back unless committed.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &database, bool writing = true);
    ~Transaction();
    Transaction(Transaction &&) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    [[nodiscard]] Result<void> commit();
    void rollback();

private:
    explicit Transaction(sqlite3 *handle) : m_handle(handle) {}
    sqlite3 *m_handle; ///< nullptr: over
};

} // namespace nia::workspace
