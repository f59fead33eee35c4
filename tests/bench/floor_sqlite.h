// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "bench/harness.h"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

/// SQLite as bare as it can be had, for the floors: nothing of the house stands between.
namespace nia::bench {

class BareStatement
{
public:
    BareStatement(sqlite3 *database, const std::string &sql) : m_database(database)
    {
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &m_statement, nullptr) != SQLITE_OK)
            giveUp(sql + ": " + sqlite3_errmsg(database));
    }
    ~BareStatement() { sqlite3_finalize(m_statement); }
    BareStatement(const BareStatement &) = delete;
    BareStatement &operator=(const BareStatement &) = delete;

    void bind(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
    void bind(int index, std::string_view text)
    {
        sqlite3_bind_text(m_statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    void bindBlob(int index, std::string_view bytes)
    {
        sqlite3_bind_blob(m_statement, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    }
    [[nodiscard]] bool step()
    {
        const int code = sqlite3_step(m_statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            giveUp(sqlite3_errmsg(m_database));
        return code == SQLITE_ROW;
    }
    /// To its end, and ready again.
    void run()
    {
        while (step()) {
        }
        sqlite3_reset(m_statement);
    }
    void reset() { sqlite3_reset(m_statement); }
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement, column); }
    [[nodiscard]] std::string_view text(int column) const
    {
        const void *bytes = sqlite3_column_blob(m_statement, column);
        return {static_cast<const char *>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
    }
    [[nodiscard]] int columns() const { return sqlite3_column_count(m_statement); }

private:
    sqlite3 *m_database;
    sqlite3_stmt *m_statement = nullptr;
};

class BareDatabase
{
public:
    /// Memory, page size and log as a workspace has them, so that they are no part of the difference.
    explicit BareDatabase(const std::filesystem::path &path, const char *synchronous = "FULL")
    {
        if (sqlite3_open(path.string().c_str(), &m_database) != SQLITE_OK)
            giveUp(path.string() + ": cannot be opened");
        run("PRAGMA page_size=16384");
        run("PRAGMA journal_mode=WAL");
        run(std::string("PRAGMA synchronous=") + synchronous);
        run("PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000");
    }
    ~BareDatabase() { sqlite3_close(m_database); }
    BareDatabase(const BareDatabase &) = delete;
    BareDatabase &operator=(const BareDatabase &) = delete;

    void run(const std::string &sql)
    {
        char *message = nullptr;
        if (sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
            giveUp(sql + ": " + (message != nullptr ? message : "?"));
    }
    [[nodiscard]] std::int64_t number(const std::string &sql)
    {
        BareStatement statement(m_database, sql);
        return statement.step() ? statement.integer(0) : 0;
    }
    [[nodiscard]] sqlite3 *handle() const { return m_database; }

private:
    sqlite3 *m_database = nullptr;
};

} // namespace nia::bench
