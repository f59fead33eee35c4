// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/workspace_fixture.h"
#include "workspace/query.h"

#include <filesystem>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

/// is:duplicate is worked out once for a connection: what it keeps is of that file and of those records alone.
class TestQueryDuplicates : public QObject
{
    Q_OBJECT

    static void addTexts(Store &store, const std::vector<std::string> &texts)
    {
        auto inserter = must(RecordInserter::open(store));
        must(inserter.begin());
        const DatasetId dataset = must(inserter.dataset("main"));
        const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                      .name = "made.jsonl",
                                                      .path = "made.jsonl",
                                                      .format = "jsonl",
                                                      .compression = "none",
                                                      .encoding = "utf-8",
                                                      .importedAt = "2026-11-24T08:00:00Z",
                                                      .complete = true}));
        const std::int64_t before = must(recordCount(store));
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string id = "r" + std::to_string(before + static_cast<std::int64_t>(i) + 1);
            const std::string raw = rawOf(id, texts[i]);
            (void)must(inserter.add(dataset, shard, newRecord(id, texts[i], raw)));
        }
        must(inserter.commit());
    }
    static std::vector<std::int64_t> duplicates(Store &store)
    {
        Progress progress;
        const auto found = must(ids(store, must(Query::parse("is:duplicate", store.schema())), -1, 0, progress));
        std::vector<std::int64_t> out;
        for (const RecordId id : found)
            out.push_back(number(id));
        return out;
    }
    using Ids = std::vector<std::int64_t>;

private slots:
    /// A copy of the workspace went its own way and is put in its place: same name, same id, as many records.
    void aCopyInItsPlaceHasItsOwn()
    {
        QTemporaryDir folder;
        const auto path = in(folder, "w.nia"), copy = in(folder, "copy.nia");
        (void)makeStore(path);
        std::filesystem::copy_file(path, copy);
        {
            Store store = must(Store::open(path));
            addTexts(store, {"một", "một", "hai"});
            QCOMPARE(duplicates(store), (Ids{1, 2}));
            QCOMPARE(duplicates(store), (Ids{1, 2}));
            Store other = must(Store::open(copy));
            QCOMPARE(store.workspaceId(), other.workspaceId());
            addTexts(other, {"một", "hai", "hai"});
        }
        std::filesystem::rename(copy, path);
        Store store = must(Store::open(path));
        QCOMPARE(duplicates(store), (Ids{2, 3}));
    }

    void moreRecordsAreSeen()
    {
        QTemporaryDir folder;
        const auto path = in(folder, "w.nia");
        Store store = makeStore(path);
        QCOMPARE(duplicates(store), Ids{});
        addTexts(store, {"một", "hai"});
        QCOMPARE(duplicates(store), Ids{});
        Store elsewhere = must(Store::open(path));
        addTexts(elsewhere, {"hai"});
        QCOMPARE(duplicates(store), (Ids{2, 3}));
        {
            // What has not been committed is seen here, but may never come to be: nothing is kept of it.
            Transaction transaction = must(Transaction::begin(store.database()));
            must(
                store.database().execute("INSERT INTO record(id,key,dataset,external_id,id_hash,chars,text_hash) "
                                         "SELECT 4,zeroblob(16),dataset,'x',0,chars,text_hash FROM record WHERE id=1"));
            QCOMPARE(duplicates(store), (Ids{1, 2, 3, 4}));
            transaction.rollback();
        }
        QCOMPARE(duplicates(store), (Ids{2, 3}));
        addTexts(store, {"ba"});
        QCOMPARE(duplicates(store), (Ids{2, 3}));
        addTexts(store, {"một"});
        QCOMPARE(duplicates(store), (Ids{1, 2, 3, 5}));
    }
};

QTEST_APPLESS_MAIN(TestQueryDuplicates)
#include "tst_query_duplicates.moc"
