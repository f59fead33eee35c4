// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Every version of the questions is kept, and labels keep the version they were given under.
#include "support/workspace_fixture.h"
#include "workspace/labels.h"

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

std::vector<std::string> kept(Store &store)
{
    std::vector<std::string> all;
    auto select =
        must(store.database().prepare("SELECT section||' '||version||' '||json FROM schema_file ORDER BY id"));
    while (must(select.step()))
        all.emplace_back(select.text(0));
    return all;
}

} // namespace

class TestSchemaVersions : public QObject
{
    Q_OBJECT

private slots:
    void everyVersionIsKept();
    void settingTheSameAgainKeepsOneCopy();
    void labelsKeepTheirVersion();
    void anAnswerOfAnOlderVersionWaits();
    void anotherConnectionSeesTheNewOne();
    void aFaultySchemaChangesNothing();
};

void TestSchemaVersions::everyVersionIsKept()
{
    const QTemporaryDir folder;
    {
        Store store = makeStore(in(folder, "a.nia"));
        must(store.setSchema({testSchema("1.1.0", R"(,{"id":"superb","title":{"en":"Superb","vi":"Tuyệt"}})")}));
        must(store.setSchema({testSchema("2.0.0")}));
        QCOMPARE(store.schema().sections()[0].version, std::string("2.0.0"));
    }
    Store store = must(Store::open(in(folder, "a.nia")));
    QCOMPARE(store.schema().sections()[0].version, std::string("2.0.0")); // the newest counts
    const auto all = kept(store);
    QCOMPARE(all.size(), 3U);
    // The files themselves, byte for byte.
    QCOMPARE(all[0], "test 1.0.0 " + testSchema());
    QVERIFY(all[1].starts_with("test 1.1.0 ") && all[1].find("superb") != std::string::npos);
    QCOMPARE(all[2], "test 2.0.0 " + testSchema("2.0.0"));
    auto sets = must(store.database().prepare("SELECT count(DISTINCT number) FROM schema_set"));
    QVERIFY(must(sets.step()));
    QCOMPARE(sets.integer(0), 3);
    mustBeClean(store);
}

void TestSchemaVersions::settingTheSameAgainKeepsOneCopy()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    must(store.setSchema({testSchema("1.1.0")}));
    must(store.setSchema({testSchema()})); // back to the first
    QCOMPARE(kept(store).size(), 2U);
    QCOMPARE(store.schema().sections()[0].version, std::string("1.0.0"));
}

void TestSchemaVersions::labelsKeepTheirVersion()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 2);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    must(store.setSchema({testSchema("1.1.0")}));
    (void)must(store.append(label("lan", RecordId{2}, "good")));
    std::vector<std::string> versions;
    must(eachEvent(store, {}, [&](const EventId &, std::string_view bytes) -> Result<void> {
        const Json event = must(Json::parse(bytes));
        versions.push_back(event["schema"].write());
        return {};
    }));
    QCOMPARE(versions.size(), 2U);
    QVERIFY2(versions[0].find("1.0.0") != std::string::npos, versions[0].c_str());
    QVERIFY2(versions[1].find("1.1.0") != std::string::npos, versions[1].c_str());
    QCOMPARE(must(counts(store)).labels, 2); // both count: the answer is known in both
}

void TestSchemaVersions::anAnswerOfAnOlderVersionWaits()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    must(store.setSchema({testSchema("1.1.0", R"(,{"id":"superb","title":{"en":"Superb","vi":"Tuyệt"}})")}));
    (void)must(store.append(label("lan", RecordId{1}, "superb")));
    const std::string before = stateText(store);
    must(store.setSchema({testSchema("2.0.0")})); // superb is gone
    QCOMPARE(must(counts(store)).labels, 0);
    QCOMPARE(must(counts(store)).events, 1);
    must(store.setSchema({testSchema("2.1.0", R"(,{"id":"superb","title":{"en":"Superb","vi":"Tuyệt"}})")}));
    QCOMPARE(stateText(store), before); // and counts again
    mustBeClean(store);
}

void TestSchemaVersions::anotherConnectionSeesTheNewOne()
{
    const QTemporaryDir folder;
    Store one = makeStore(in(folder, "a.nia"));
    Store two = must(Store::open(in(folder, "a.nia")));
    must(one.setSchema({testSchema("1.1.0")}));
    must(two.refresh());
    QCOMPARE(two.schema().sections()[0].version, std::string("1.1.0"));
    QCOMPARE(two.schemaVersion(), one.schemaVersion());
}

void TestSchemaVersions::aFaultySchemaChangesNothing()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    const std::string version = store.schemaVersion();
    QVERIFY(!store.setSchema({"{\"format\":\"nia-schema/1\"}"}));
    QCOMPARE(kept(store).size(), 1U);
    QCOMPARE(store.schemaVersion(), version);
}

QTEST_GUILESS_MAIN(TestSchemaVersions)
#include "tst_schema_versions.moc"
