// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/workspace_fixture.h"
#include "workspace/migrations.h"

#include <array>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

std::int64_t number(Database &database, std::string_view sql)
{
    auto statement = must(database.prepare(sql));
    (void)must(statement.step());
    return statement.integer(0);
}

/// A file of version 1 with records and labels: what version 2 brought is taken back.
void makeVersion1(const std::filesystem::path &path, int records = 5)
{
    {
        Store store = makeStore(path);
        addRecords(store, records);
        (void)must(store.append(label("lan", RecordId{1}, "good")));
    }
    Database database = must(Database::open(path));
    must(database.execute("DROP TABLE record_lookup; CREATE INDEX record_by_key ON record(substr(key,1,4));"
                          "CREATE INDEX record_by_id_hash ON record(id_hash); PRAGMA user_version=1"));
}

/// A version 2 that only this test knows.
Migration step2()
{
    return {2, [](Database &database) {
                return database.execute(
                    "ALTER TABLE view ADD COLUMN colour TEXT; UPDATE setting SET value='tested' WHERE name='dataset'");
            }};
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void newestNeedsNothing();
    void version1IsBroughtUp();
    void version1IsBroughtUpByReading();
    void migrates();
    void failingStepChangesNothing();
    void readOnlyIsRefused();
    void newerIsRefused();
};

void TestMigrations::newestNeedsNothing()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    (void)makeStore(path);
    Database database = must(Database::open(path));
    must(migrate(database, path, true));
    QCOMPARE(number(database, "PRAGMA user_version"), kSchemaVersion);
}

void TestMigrations::version1IsBroughtUp()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path, 5000);
    Store store = must(Store::open(path));
    QCOMPARE(number(store.database(), "PRAGMA user_version"), 2);
    QCOMPARE(number(store.database(), "SELECT count(*) FROM record_lookup"), 2);
    QCOMPARE(number(store.database(), "SELECT count(*) FROM sqlite_master WHERE name LIKE 'record_by%'"), 0);
    QCOMPARE(must(findRecord(store, "r4100")), RecordId{4100});
    QCOMPARE(must(findRecord(store, "r7")), RecordId{7});
    mustBeClean(store);
    QVERIFY(std::filesystem::exists(in(folder, "a.nia.before-2")));
}

/// A command that only reads opens a file of an earlier version too: the file may be written.
void TestMigrations::version1IsBroughtUpByReading()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path);
    Store store = must(Store::open(path, {.readOnly = true}));
    QCOMPARE(must(findRecord(store, "r3")), RecordId{3});
}

void TestMigrations::migrates()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path);
    {
        Database database = must(Database::open(path));
        const std::array steps{
            step2(), Migration{3, [](Database &d) { return d.execute("ALTER TABLE view ADD COLUMN icon TEXT"); }}};
        must(migrate(database, path, false, steps));
        QCOMPARE(number(database, "PRAGMA user_version"), 3);
        QCOMPARE(number(database, "SELECT count(*) FROM pragma_table_info('view') WHERE name IN ('colour','icon')"), 2);
        QCOMPARE(number(database, "SELECT count(*) FROM event"), 1);
        QCOMPARE(number(database, "SELECT count(*) FROM record"), 5);
        must(migrate(database, path, false, steps)); // nothing is left to do
    }
    // The copy made before is a whole workspace of version 1.
    Store before = must(Store::open(in(folder, "a.nia.before-3")));
    QCOMPARE(before.defaultDataset(), std::string("main"));
    QCOMPARE(must(counts(before)).labelled, 1);
    mustBeClean(before);
}

void TestMigrations::failingStepChangesNothing()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path);
    {
        Database database = must(Database::open(path));
        const std::array steps{step2(), Migration{3, [](Database &d) { return d.execute("SELECT * FROM missing"); }}};
        const auto failed = migrate(database, path, false, steps);
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, Kind::Database);
    }
    Store store = must(Store::open(path));
    QCOMPARE(store.defaultDataset(), std::string("main"));
    QCOMPARE(must(counts(store)).labelled, 1);
    mustBeClean(store);
}

void TestMigrations::readOnlyIsRefused()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path);
    Database database = must(Database::open(path));
    const std::array steps{step2()};
    QCOMPARE(migrate(database, path, true, steps).error().kind, Kind::ReadOnly);
    QCOMPARE(number(database, "PRAGMA user_version"), 1);
}

void TestMigrations::newerIsRefused()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    makeVersion1(path);
    Database database = must(Database::open(path));
    must(database.execute("PRAGMA user_version=7"));
    const auto refused = migrate(database, path, false);
    QCOMPARE(refused.error().kind, Kind::NewerVersion);
    QCOMPARE(refused.error().arguments.at(0), std::string("7"));
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
