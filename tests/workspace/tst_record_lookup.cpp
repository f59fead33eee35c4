// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/workspace_fixture.h"
#include "workspace/query.h"
#include "workspace/record_lookup_rows.h"
#include "workspace/store_private.h"

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

/// Records are found by key and by id wherever they stand: in segments, in blocks, behind them, and in this transaction.
class TestRecordLookup : public QObject
{
    Q_OBJECT

    static constexpr int kMany = 2 * static_cast<int>(kLookupSegment) + 9000;

    static std::string idOf(int number) { return "r" + std::to_string(number); }
    static RecordKey keyOf(int number)
    {
        return recordKey("main", idOf(number), "", "văn bản số " + std::to_string(number));
    }
    static std::int64_t count(Store &store, const char *where)
    {
        auto select = must(store.database().prepare(std::string("SELECT count(*) FROM record_lookup WHERE ") + where));
        (void)must(select.step());
        return select.integer(0);
    }
    static std::string inSegments() { return "place<" + std::to_string(blockPlace(RecordLookup::By::Key, 0)); }

    static void findsAll(Store &store, int records, int looks = 3000)
    {
        SplitMix64 random(7);
        for (int i = 0; i < looks; ++i) {
            const int number = static_cast<int>(random.below(static_cast<std::uint64_t>(records))) + 1;
            QCOMPARE(must(findRecord(store, idOf(number))), RecordId{number});
            QCOMPARE(must(recordByKey(store, keyOf(number))), std::optional(RecordId{number}));
        }
        for (const int edge : {1, 4080, 4081, 61200, 61201, records}) {
            if (edge <= records)
                QCOMPARE(must(findRecord(store, keyOf(edge).hex().substr(0, 16))), RecordId{edge});
        }
        QVERIFY(!must(recordByKey(store, keyOf(records + 1))));
        QCOMPARE(findRecord(store, idOf(records + 1)).error().kind, Kind::UnknownRecord);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void wherever_data()
    {
        QTest::addColumn<int>("records");
        QTest::addColumn<int>("segments");
        QTest::addColumn<int>("blocks");
        QTest::newRow("one") << 1 << 0 << 0;
        QTest::newRow("before a block") << 4079 << 0 << 0;
        QTest::newRow("a block") << 4080 << 0 << 1;
        QTest::newRow("before a segment") << 61199 << 0 << 14;
        QTest::newRow("a segment") << 61200 << 1 << 0;
        QTest::newRow("segments, blocks and more") << kMany << 2 << 2;
    }
    void wherever()
    {
        QFETCH(const int, records);
        Store store = makeStore(in(*m_folder, "w.nia"));
        for (int done = 0; done < records;) { // batches as an import has them
            const int batch = std::min(5000, records - done);
            addRecords(store, batch, done + 1);
            done += batch;
        }
        QTEST(static_cast<int>(count(store, (inSegments()).c_str()) / 512), "segments");
        QTEST(static_cast<int>(count(store, ("NOT " + inSegments()).c_str()) / 2), "blocks");
        findsAll(store, records);
        Store other = must(Store::open(in(*m_folder, "w.nia")));
        findsAll(other, records, 300);
        QVERIFY(!must(checkLookup(store.database(), false)));
    }

    /// One batch that fills more than a segment: the next ones catch up.
    void aGreatBatchIsCaughtUp()
    {
        Store store = makeStore(in(*m_folder, "w.nia"));
        addRecords(store, kMany);
        findsAll(store, kMany, 300);
        addRecords(store, 10, kMany + 1);
        addRecords(store, 10, kMany + 11);
        QCOMPARE(count(store, inSegments().c_str()), 2 * 512);
        findsAll(store, kMany + 20, 300);
        QVERIFY(!must(checkLookup(store.database(), false)));
    }

    /// Another connection adds records while this one remembers; segments come and blocks go.
    void anotherAdds()
    {
        Store store = makeStore(in(*m_folder, "w.nia"));
        Store reader = must(Store::open(in(*m_folder, "w.nia"), {.readOnly = true}));
        int records = 0;
        for (const int batch : {10, 4100, 57000, 100, 62000, 4000}) {
            addRecords(store, batch, records + 1);
            records += batch;
            findsAll(reader, records, 50);
        }
    }

    void whatWasRolledBackIsForgotten()
    {
        Store store = makeStore(in(*m_folder, "w.nia"));
        addRecords(store, 10);
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        const DatasetId dataset = must(inserter.dataset("main"));
        const auto add = [&](int number) {
            const std::string id = idOf(number), text = "văn bản số " + std::to_string(number), raw = rawOf(id, text);
            return must(inserter.add(dataset, ShardId{1}, newRecord(id, text, raw)));
        };
        QCOMPARE(add(20), Added::New);
        QCOMPARE(must(recordByKey(store, keyOf(20))), std::optional(RecordId{11})); // seen inside
        QCOMPARE(add(20), Added::Already);
        inserter.rollback();
        QVERIFY(!must(recordByKey(store, keyOf(20))));
        must(inserter.begin());
        QCOMPARE(add(30), Added::New);
        must(inserter.commit());
        QCOMPARE(must(recordByKey(store, keyOf(30))), std::optional(RecordId{11}));
        QVERIFY(!must(recordByKey(store, keyOf(20))));
    }

    /// The same id with another text is told from a new id, and the same record is not taken twice, at any size.
    void importsTellNewFromKnown()
    {
        Store store = makeStore(in(*m_folder, "w.nia"));
        for (int done = 0; done < 70000; done += 10000)
            addRecords(store, 10000, done + 1);
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        const DatasetId dataset = must(inserter.dataset("main"));
        int already = 0;
        for (int i = 0; i < 2; ++i) {
            for (int number = 1; number <= 70000; number += 7) {
                const std::string id = idOf(number), text = "văn bản số " + std::to_string(number);
                const std::string raw = rawOf(id, text);
                already += must(inserter.add(dataset, ShardId{1}, newRecord(id, text, raw))) == Added::Already ? 1 : 0;
            }
        }
        QCOMPARE(already, 20000);
        const std::string id = idOf(65000), text = "khác", raw = rawOf(id, text);
        QCOMPARE(must(inserter.add(dataset, ShardId{1}, newRecord(id, text, raw))), Added::Changed);
        const std::string fresh = "mới", freshRaw = rawOf(fresh, text);
        QCOMPARE(must(inserter.add(dataset, ShardId{1}, newRecord(fresh, text, freshRaw))), Added::New);
        must(inserter.commit());
    }

    void damageIsFoundAndMended_data()
    {
        QTest::addColumn<QString>("damage");
        const auto row = [](const char *name, const char *damage) { QTest::newRow(name) << QString(damage); };
        row("an entry",
            "UPDATE record_lookup SET bytes=substr(bytes,1,length(bytes)-5)||x'0102030405' WHERE place=3<<24");
        row("a row", "UPDATE record_lookup SET bytes=x'01' WHERE place=1<<40");
        row("a missing row", "DELETE FROM record_lookup WHERE place=77<<24");
        row("a block", "UPDATE record_lookup SET bytes=zeroblob(16320) WHERE place=(3<<40)+15");
        row("a segment too many", "INSERT INTO record_lookup SELECT place+1,bytes FROM record_lookup WHERE place=0");
        row("a row of nothing", "INSERT INTO record_lookup VALUES(9<<40,x'')");
    }
    void damageIsFoundAndMended()
    {
        QFETCH(const QString, damage);
        if (!m_whole.isValid() || !std::filesystem::exists(in(m_whole, "w.nia"))) {
            Store store = makeStore(in(m_whole, "w.nia"));
            for (int done = 0; done < 66000; done += 6000)
                addRecords(store, 6000, done + 1);
        }
        std::filesystem::copy_file(in(m_whole, "w.nia"), in(*m_folder, "w.nia"));
        Store store = must(Store::open(in(*m_folder, "w.nia")));
        must(store.database().execute(damage.toStdString()));
        store.inside().lookup.forget();
        Progress progress;
        const CheckReport found = must(store.check(false, progress));
        QVERIFY(!found.ok);
        QCOMPARE(found.problems.front().where, std::string("record_lookup"));
        const CheckReport mended = must(store.check(true, progress));
        QVERIFY(mended.repaired > 0);
        mustBeClean(store);
        findsAll(store, 66000, 100);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_whole; ///< a workspace to be damaged
};

QTEST_APPLESS_MAIN(TestRecordLookup)
#include "tst_record_lookup.moc"
