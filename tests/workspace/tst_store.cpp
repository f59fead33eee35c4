// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/workspace_fixture.h"

#include <filesystem>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

class TestStore : public QObject
{
    Q_OBJECT

private slots:
    void createsAndOpens();
    void closedFileStandsAlone();
    void recordsComeBackAsTheyCame_data();
    void recordsComeBackAsTheyCame();
    void insertingTwice();
    void rollbackLeavesNothing();
    void finds();
    void rejects();
    void twoConnections();
    void backupStandsAlone();
    void checkOnlyReads();
    void checkFindsAndRepairs();
    void checkNotesCutCharacters();
};

void TestStore::createsAndOpens()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    std::string id;
    {
        Store store = makeStore(path);
        id = store.workspaceId();
        QCOMPARE(id.size(), std::size_t{32});
        QCOMPARE(store.defaultDataset(), std::string("main"));
        QCOMPARE(store.schemaVersion(), std::string("1.0.0"));
        must(store.setSetting("who", "lan"));
        must(store.nameAnnotator("lan", "Lan", "north"));
        must(store.nameAnnotator("lan", "Lan Nguyễn"));
    }
    const auto again = Store::create(path, {.schemaFiles = {testSchema()}});
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Kind::Exists);
    Store store = must(Store::open(path));
    QCOMPARE(store.workspaceId(), id);
    QCOMPARE(must(store.setting("who")).value_or(""), std::string("lan"));
    QVERIFY(!must(store.setting("nothing")));
    const auto people = must(annotators(store));
    QCOMPARE(people.size(), std::size_t{1});
    QCOMPARE(people[0].display, std::string("Lan Nguyễn"));
    QCOMPARE(people[0].region, std::string("north"));
}

void TestStore::closedFileStandsAlone()
{
    const QTemporaryDir folder;
    {
        Store store = makeStore(in(folder, "a.nia"));
        addRecords(store, 3);
        (void)must(store.append(label("lan", RecordId{1}, "good")));
        QVERIFY(std::filesystem::exists(in(folder, "a.nia-wal")));
        must(store.checkpoint());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.nia")});
}

void TestStore::recordsComeBackAsTheyCame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("literal"); // as it stood in the object
    QTest::newRow("plain") << QByteArray("Tiếng Việt") << QByteArray("\"Tiếng Việt\"");
    QTest::newRow("escapes JSON demands") << QByteArray("a\"b\\c\nd") << QByteArray(R"("a\"b\\c\nd")");
    QTest::newRow("escapes nobody needs") << QByteArray("Tiếng/") << QByteArray(R"("Ti\u1ebfng\/")");
    QTest::newRow("control") << QByteArray("a\x01z") << QByteArray(R"("a\u0001z")");
    QTest::newRow("control in capitals") << QByteArray("a\x1fz") << QByteArray(R"("a\u001Fz")");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
    QTest::newRow("long") << QByteArray(9000, 'x') << ('"' + QByteArray(9000, 'x') + '"');
}

void TestStore::recordsComeBackAsTheyCame()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, literal);
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    const std::string raw = R"({ "id": "r1", "text":)" + literal.toStdString() + R"( , "n":1.0})";
    const std::size_t at = raw.find("\"text\":") + 7;
    const std::string plain = text.toStdString();
    {
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        const DatasetId dataset = must(inserter.dataset("main"));
        const ShardId shard = must(inserter.addShard(
            {.dataset = dataset, .name = "s", .format = "jsonl", .compression = "none", .encoding = "utf-8"}));
        QVERIFY(must(inserter.add(dataset, shard,
                                  {.key = recordKey("main", "r1", "", plain),
                                   .externalId = "r1",
                                   .text = plain,
                                   .raw = raw,
                                   .literalBegin = at,
                                   .literalEnd = at + literal.size(),
                                   .line = 7,
                                   .chars = 3}))
                == Added::New);
        must(inserter.commit());
    }
    const auto found = must(record(store, RecordId{1}));
    QVERIFY(found);
    QCOMPARE(found->raw, raw);
    QCOMPARE(found->text, plain);
    QCOMPARE(found->raw.substr(found->literalBegin, found->literalEnd - found->literalBegin), literal.toStdString());
    QCOMPARE(found->line, 7);
    const auto row = must(recordRow(store, RecordId{1}));
    QVERIFY(row->preview.size() <= 8192);
    QVERIFY(plain.starts_with(row->preview));
    QVERIFY(!must(record(store, RecordId{2})));
    mustBeClean(store);
}

void TestStore::insertingTwice()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 3);
    addRecords(store, 5);
    QCOMPARE(must(recordCount(store)), 5);
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const std::string raw = rawOf("r1", "khác");
    const std::string text = "khác";
    QVERIFY(must(inserter.add(dataset, ShardId{1}, newRecord("r1", text, raw))) == Added::Changed);
    QVERIFY(must(inserter.add(dataset, ShardId{1}, newRecord("r1", text, raw))) == Added::Already);
    must(inserter.commit());
    QCOMPARE(must(recordCount(store)), 6);
}

void TestStore::rollbackLeavesNothing()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("other"));
    const ShardId shard = must(inserter.addShard(
        {.dataset = dataset, .name = "s", .format = "jsonl", .compression = "none", .encoding = "utf-8"}));
    const std::string text = "x";
    const std::string raw = rawOf("r1", text);
    (void)must(inserter.add(dataset, shard, newRecord("r1", text, raw)));
    inserter.rollback();
    QCOMPARE(must(recordCount(store)), 0);
    QVERIFY(must(shards(store)).empty());
    QVERIFY(!inserter.commit());
}

void TestStore::finds()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 300);
    const std::string key = must(recordRow(store, RecordId{7}))->key.hex();
    QVERIFY(must(findRecord(store, "r7")) == RecordId{7});
    QVERIFY(must(findRecord(store, key)) == RecordId{7});
    QVERIFY(must(findRecord(store, key.substr(0, 12))) == RecordId{7});
    QVERIFY(must(findRecord(store, key.substr(0, 13))) == RecordId{7}); // an odd number of digits
    QVERIFY(must(findRecord(store, "r7", "main")) == RecordId{7});
    QCOMPARE(findRecord(store, "r7", "other").error().kind, Kind::UnknownRecord);
    QCOMPARE(findRecord(store, "nobody").error().kind, Kind::UnknownRecord);
    QCOMPARE(findRecord(store, key.substr(0, 5)).error().kind, Kind::UnknownRecord); // too short for a prefix
    {
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        const std::string text = "khác";
        const std::string raw = rawOf("r7", text);
        (void)must(inserter.add(DatasetId{1}, ShardId{1}, newRecord("r7", text, raw)));
        must(inserter.commit());
    }
    const auto two = findRecord(store, "r7");
    QCOMPARE(two.error().kind, Kind::Ambiguous);
    QVERIFY(two.error().arguments.at(2).find(key) != std::string::npos);
}

void TestStore::rejects()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    {
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        must(inserter.reject(ShardId{1}, 812, 99120, Error{.kind = Kind::NotUtf8}, "\xff\xfe"));
        must(inserter.reject(ShardId{1}, 813, 99130,
                             Error{.kind = Kind::WrongType, .arguments = {"text", "a string", "a number"}}, "{}"));
        must(inserter.reject(ShardId{1}, 812, 99120, Error{.kind = Kind::NotUtf8}, "\xff\xfe")); // read again
        must(inserter.commit());
    }
    std::vector<RejectedLine> lines;
    must(rejectedLines(store, [&](const RejectedLine &line) -> Result<void> {
        lines.push_back(line);
        return {};
    }));
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0].line, 812);
    QCOMPARE(lines[0].byte, 99120);
    QCOMPARE(reason(lines[0].reason), std::string("not valid UTF-8"));
    QVERIFY(lines[0].raw == "\xff\xfe");
    QCOMPARE(reason(lines[1].reason), std::string("“text” should be a string but is a number"));
}

void TestStore::twoConnections()
{
    const QTemporaryDir folder;
    Store one = makeStore(in(folder, "a.nia"), {.device = "one"});
    addRecords(one, 1);
    Store two = must(Store::open(in(folder, "a.nia"), {.device = "two"}));
    const auto before = must(two.dataVersion());
    (void)must(one.append(label("lan", RecordId{1}, "bad")));
    QVERIFY(must(two.dataVersion()) != before);
    (void)must(two.append(label("lan", RecordId{1}, "good")));
    QVERIFY(must(ownLabels(one, RecordId{1}, "lan")).at("quality").answer == Answer::single("good"));
    must(one.setSchema({testSchema("1.0.1")}));
    QCOMPARE(two.schemaVersion(), std::string("1.0.0"));
    must(two.refresh());
    QCOMPARE(two.schemaVersion(), std::string("1.0.1"));
}

void TestStore::backupStandsAlone()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 50);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    Progress progress;
    must(store.backup(in(folder, "b.nia"), progress));
    QVERIFY(!std::filesystem::exists(in(folder, "b.nia-wal")));
    Store copy = must(Store::open(in(folder, "b.nia")));
    QCOMPARE(stateText(copy), stateText(store));
    mustBeClean(copy);
    QCOMPARE(store.backup(in(folder, "b.nia"), progress).error().kind, Kind::Exists);
    Progress stopped;
    stopped.cancel();
    QCOMPARE(store.backup(in(folder, "c.nia"), stopped).error().kind, Kind::Interrupted);
    QVERIFY(!std::filesystem::exists(in(folder, "c.nia")));
}

/// Who only looks needs not wait for who writes, and keeps nobody waiting.
void TestStore::checkOnlyReads()
{
    const QTemporaryDir folder;
    Store writer = makeStore(in(folder, "a.nia"));
    addRecords(writer, 3);
    (void)must(writer.append(label("lan", RecordId{1}, "good")));
    auto transaction = must(Transaction::begin(writer.database()));
    Progress progress;
    for (const bool readOnly : {false, true}) {
        Store store = must(Store::open(in(folder, "a.nia"), {.readOnly = readOnly, .busyTimeoutMs = 1}));
        for (int round = 0; round < 2; ++round) { // nothing of the first is in the way of the second
            const CheckReport report = must(store.check(false, progress));
            QVERIFY(report.ok);
            QCOMPARE(report.notes.size(), std::size_t{0});
        }
        QCOMPARE(must(counts(store)).labelled, 1);
        QVERIFY(!store.check(true, progress));
    }
    int written = 0; // while it looks, others write
    Store store = must(Store::open(in(folder, "a.nia")));
    transaction.rollback();
    Progress during([&](const Progress::State &) {
        written += writer.append(label("lan", RecordId{2}, "good")).has_value() ? 1 : 0;
    });
    QVERIFY(must(store.check(false, during)).ok);
    QVERIFY(written > 0);
}

void TestStore::checkFindsAndRepairs()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 3);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    const std::string state = stateText(store);
    must(store.database().execute(
        "UPDATE label SET answer='\"bad\"'; UPDATE state_count SET records=7; DELETE FROM mark WHERE kind=8"));
    Progress progress;
    auto report = must(store.check(false, progress));
    QVERIFY(!report.ok);
    QCOMPARE(report.problems.size(), std::size_t{3});
    QVERIFY(stateText(store) != state); // looking changes nothing
    report = must(store.check(true, progress));
    QVERIFY(report.ok);
    QCOMPARE(report.repaired, 3);
    QCOMPARE(stateText(store), state);
    mustBeClean(store);
    must(store.database().execute(
        "UPDATE record_body SET text='other' WHERE id=2; UPDATE shard SET complete=0, error_offset=12"));
    report = must(store.check(false, progress));
    QCOMPARE(report.problems.size(), std::size_t{1});
    QCOMPARE(report.problems[0].what, std::string("record-key"));
    QCOMPARE(report.notes.size(), std::size_t{1});
    must(store.database().execute("DROP TRIGGER event_no_update; UPDATE event SET canon=replace(canon,'good','fair')"));
    report = must(store.check(false, progress));
    QVERIFY(std::ranges::any_of(report.problems, [](const CheckItem &item) { return item.what == "event-id"; }));
}

void TestStore::checkNotesCutCharacters()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const std::string text = "e\xcc\x81m"; // e, combining acute, m
    const std::string raw = rawOf("r2", text);
    (void)must(inserter.add(must(inserter.dataset("main")), ShardId{1}, newRecord("r2", text, raw)));
    must(inserter.commit());
    const auto mark = [&](std::int64_t start, std::int64_t end) {
        (void)must(store.append({.annotator = "lan",
                                 .record = RecordId{2},
                                 .question = "mark",
                                 .answer = Answer{.kind = QuestionKind::Span,
                                                  .spans = {{.start = start, .end = end, .answer = "word"}}}}));
    };
    Progress progress;
    mark(0, 2);
    QCOMPARE(must(store.check(false, progress)).notes.size(), std::size_t{0});
    mark(1, 3);
    const auto report = must(store.check(false, progress));
    QVERIFY(report.ok); // other programs make such spans: noted, and no fault
    QCOMPARE(report.notes.size(), std::size_t{1});
    QCOMPARE(report.notes[0].what, std::string("span"));
    QVERIFY(report.notes[0].detail.contains("mark of lan: 1–3"));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
