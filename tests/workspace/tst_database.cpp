// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/database.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace nia;
using namespace nia::workspace;

namespace {

Database opened(const QTemporaryDir &folder, const char *name = "a.db")
{
    auto database = Database::open(std::filesystem::path(folder.path().toStdString()) / name,
                                   {.create = true, .busyTimeoutMs = 50});
    if (!database)
        qFatal("%s", database.error().detail.c_str());
    return std::move(*database);
}

std::int64_t number(Database &database, std::string_view sql)
{
    auto statement = database.prepare(sql);
    if (!statement || !statement->step())
        return -1;
    return statement->integer(0);
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private slots:
    void bindsAndReads();
    void promises_data();
    void promises();
    void statementsAreKept();
    void transactionRollsBack();
    void errors();
    void secondWriterIsBusy();
    void interruptStops();
};

void TestDatabase::bindsAndReads()
{
    const QTemporaryDir folder;
    Database database = opened(folder);
    QVERIFY(database.execute("CREATE TABLE t(a INTEGER, b REAL, c TEXT, d BLOB, e)"));
    const std::string blob("\0\xff\0", 3);
    {
        auto insert = database.prepare("INSERT INTO t VALUES(?,?,?,?,?)");
        QVERIFY(insert);
        insert->bind(1, std::int64_t{1} << 60)
            .bind(2, 0.1)
            .bind(3, std::string_view("hổng"))
            .bindBlob(4, blob)
            .bindNull(5);
        QVERIFY(insert->run());
    }
    auto select = database.prepare("SELECT * FROM t");
    QVERIFY(select && *select->step());
    QCOMPARE(select->columns(), 5);
    QCOMPARE(select->integer(0), std::int64_t{1} << 60);
    QCOMPARE(select->real(1), 0.1);
    QVERIFY(select->text(2) == "hổng");
    QVERIFY(select->blob(3) == blob);
    QVERIFY(select->isNull(4));
    QVERIFY(!*select->step());
}

void TestDatabase::promises_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("value");
    QTest::newRow("every commit reaches the disk") << QByteArray("PRAGMA synchronous") << 2; // FULL
    QTest::newRow("foreign keys") << QByteArray("PRAGMA foreign_keys") << 1;
    QTest::newRow("macOS flushes the drive") << QByteArray("PRAGMA fullfsync") << 1;
    QTest::newRow("schema is not trusted") << QByteArray("PRAGMA trusted_schema") << 0;
}

void TestDatabase::promises()
{
    QFETCH(QByteArray, sql);
    QFETCH(int, value);
    const QTemporaryDir folder;
    Database database = opened(folder);
    QCOMPARE(number(database, sql.constData()), value);
}

void TestDatabase::statementsAreKept()
{
    const QTemporaryDir folder;
    Database database = opened(folder);
    QVERIFY(database.execute("CREATE TABLE t(a)"));
    for (int i = 0; i < 3; ++i) {
        auto insert = database.prepare("INSERT INTO t VALUES(?)");
        QVERIFY(insert);
        if (i != 1)
            insert->bind(1, std::int64_t{i});
        QVERIFY(insert->run());
    }
    // The second run had no binding: nothing is left of the first one.
    QCOMPARE(number(database, "SELECT count(*) FROM t WHERE a IS NULL"), 1);
    // Two of one SQL at the same time do not meet.
    auto one = database.prepare("SELECT a FROM t ORDER BY rowid");
    auto two = database.prepare("SELECT a FROM t ORDER BY rowid");
    QVERIFY(*one->step());
    QVERIFY(*two->step());
    QVERIFY(*two->step());
    QCOMPARE(one->integer(0), 0);
    QVERIFY(two->isNull(0));
}

void TestDatabase::transactionRollsBack()
{
    const QTemporaryDir folder;
    Database database = opened(folder);
    QVERIFY(database.execute("CREATE TABLE t(a)"));
    {
        auto transaction = Transaction::begin(database);
        QVERIFY(transaction && database.inTransaction());
        QVERIFY(database.execute("INSERT INTO t VALUES(1)"));
    }
    QVERIFY(!database.inTransaction());
    QCOMPARE(number(database, "SELECT count(*) FROM t"), 0);
    auto transaction = Transaction::begin(database);
    QVERIFY(database.execute("INSERT INTO t VALUES(1)"));
    QVERIFY(transaction->commit());
    QCOMPARE(number(database, "SELECT count(*) FROM t"), 1);
}

void TestDatabase::errors()
{
    const QTemporaryDir folder;
    Database database = opened(folder);
    const auto unknown = database.execute("SELECT * FROM missing");
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, Kind::Database);
    QVERIFY(unknown.error().place.ends_with("a.db"));
    QVERIFY(unknown.error().arguments.at(0).find("missing") != std::string::npos);
    QVERIFY(!database.prepare("SELECT \"text\"")); // a name in quotes is never a string by mistake
    const auto nowhere =
        Database::open(std::filesystem::path(folder.path().toStdString()) / "no" / "b.db", {.create = true});
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, Kind::Io);
}

void TestDatabase::secondWriterIsBusy()
{
    const QTemporaryDir folder;
    Database first = opened(folder);
    QVERIFY(first.execute("PRAGMA journal_mode=WAL; CREATE TABLE t(a)"));
    Database second = opened(folder);
    auto writing = Transaction::begin(first);
    QVERIFY(writing);
    const auto waiting = Transaction::begin(second);
    QVERIFY(!waiting);
    QCOMPARE(waiting.error().kind, Kind::Busy);
    QCOMPARE(number(second, "SELECT count(*) FROM t"), 0); // reading goes on
    QVERIFY(writing->commit());
    QVERIFY(Transaction::begin(second));
}

void TestDatabase::interruptStops()
{
    const QTemporaryDir folder;
    Database database = opened(folder);
    std::atomic<bool> over = false;
    std::jthread other([&] {
        while (!over) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            database.interrupt();
        }
    });
    const auto endless =
        database.execute("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT sum(x) FROM c");
    over = true;
    QVERIFY(!endless);
    QCOMPARE(endless.error().kind, Kind::Interrupted);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
