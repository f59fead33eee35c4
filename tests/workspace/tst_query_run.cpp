// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "support/workspace_fixture.h"
#include "workspace/query.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

/// Eight records with text, metadata and labels by hand.
void fill(Store &store)
{
    static const std::vector<std::pair<std::string, std::string>> kRecords{
        {"tiếng Việt hay lắm", R"("url":"https://vnexpress.test/1","year":2019,"tags":["a","b"])"},
        {"tiềng lạ", R"("url":"https://tuoitre.test/2","year":2020,"metadata":{"lang":"vi","year":1999})"},
        {"Hòa bình ở Hà Nội", R"("year":"2021","meta":{"lang":"en"})"},
        {"hoà hoãn", R"("year":3,"ok":true)"},
        {"một câu văn", R"("note":"12:30","day":"2026-11-24T08:00:00Z")"},
        {"một câu văn", R"("day":"2026-11-25T08:00:00Z")"},
        {"a rất dài: a b c d e f", R"("x":null)"},
        {"", R"("x":{"y":{"z":"sâu"}})"},
    };
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    int number = 0;
    for (const char *dataset : {"main", "news"}) {
        const DatasetId id = must(inserter.dataset(dataset));
        const ShardId shard = must(inserter.addShard({.dataset = id,
                                                      .name = std::string(dataset) + ".jsonl",
                                                      .path = "x",
                                                      .format = "jsonl",
                                                      .compression = "none",
                                                      .textField = "text",
                                                      .idField = "id",
                                                      .encoding = "utf-8",
                                                      .importedAt = "2026-11-24T08:00:00Z",
                                                      .complete = true}));
        for (int i = 0; i < 4; ++i, ++number) {
            const auto &[text, rest] = kRecords[static_cast<std::size_t>(number)];
            const std::string name = (number < 4 ? "r" : "s") + std::to_string(number + 1);
            std::string raw = rawOf(name, text);
            raw.insert(raw.size() - 1, "," + rest);
            NewRecord record = newRecord(name, text, raw);
            record.key = recordKey(dataset, name, "", text);
            record.chars = QString::fromStdString(text).size();
            record.textHash = textHash(text);
            (void)must(inserter.add(id, shard, record));
        }
    }
    must(inserter.commit());
    const auto id = [](int n) { return RecordId{n}; };
    std::vector<Draft> drafts{
        label("lan", id(1), "good"), label("minh", id(1), "good"), topics("lan", id(1), {"age", "place"}),
        label("lan", id(2), "bad"),  label("minh", id(2), "good"), label("lan", id(3), "fair"),
        topics("lan", id(3), {}),    label("minh", id(4), "bad")};
    drafts.push_back({.kind = "skip", .annotator = "lan", .record = id(4), .reason = "cannot_tell"});
    drafts.push_back({.kind = "flag", .annotator = "minh", .record = id(5)});
    drafts.push_back({.annotator = "lan",
                      .record = id(6),
                      .question = "note",
                      .answer = Answer{.kind = QuestionKind::Text, .text = "Xin chào"}});
    drafts.push_back({.annotator = "lan",
                      .record = id(7),
                      .question = "mark",
                      .answer = Answer{.kind = QuestionKind::Span,
                                       .spans = {{.start = 0, .end = 1, .quote = "a", .answer = "word"}}}});
    drafts.push_back({.annotator = "hoa", .record = id(7), .question = "mood", .answer = Answer::single("sad")});
    (void)must(store.append(drafts));
    (void)must(store.append({.kind = "adjudicate",
                             .annotator = "ha",
                             .record = id(2),
                             .question = "quality",
                             .answer = Answer::single("fair")}));
    must(addModel(store,
                  {.question = "quality",
                   .modelId = "sha256:1",
                   .form = "native",
                   .card = "{}",
                   .madeAt = "2026-11-24T08:00:00Z",
                   .labels = 4},
                  "m"));
    must(storeSuggestions(store, "sha256:1", "quality",
                          {{id(5), {.answer = Json("good"), .p = 0.9}},
                           {id(6), {.answer = Json("bad"), .p = 0.5}},
                           {id(8), {.answer = Json("good"), .p = 0.7}}}));
}

QString join(const std::vector<RecordId> &ids)
{
    QStringList out;
    for (const RecordId id : ids)
        out << QString::number(nia::number(id));
    return out.join(' ');
}

} // namespace

class TestQueryRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_store.emplace(makeStore(in(m_folder, "q.nia")));
        fill(*m_store);
    }
    void found_data();
    void found();
    void paging();
    void hits();
    void valuesAreBound();
    void cancelling();
    void manyRecords();

private:
    QTemporaryDir m_folder;
    std::optional<Store> m_store;
};

void TestQueryRun::found_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *query, const char *expected) {
        QTest::newRow(*query ? query : "all") << QString(query) << QString(expected);
    };
    row("", "1 2 3 4 5 6 7 8");
    row("tieng", "1 2");
    row("tiếng", "1");
    row("hòa", "3 4");
    row("=hòa", "");
    row("=Hòa", "3");
    row("\"cau van\"", "5 6");
    row("\"van cau\"", "");
    row("van cau", "5 6");
    row("-mot -tieng", "3 4 7 8");
    row("tieng or hoa", "1 2 3 4");
    row("(tieng or hoa) not ha", "1 2 4");
    row("is:labeled", "1 2 3 4 6 7");
    row("is:unlabeled", "5 8");
    row("not is:labeled", "5 8");
    row("is:complete", "1 2 3 4");
    row("is:todo", "5 6 7 8");
    row("is:mine", "1 2 3 6 7");
    row("is:disagreed", "");
    row("is:adjudicated", "2");
    row("is:contested", "");
    row("is:skipped", "4");
    row("is:flagged", "5");
    row("is:gold", "");
    row("is:assigned", "1 2 3 4 5 6 7 8");
    row("is:duplicate", "5 6");
    row("quality=good", "1 2");
    row("label.quality=good", "1 2");
    row("quality>=fair", "1 2 3");
    row("quality<good", "2 3 4");
    row("quality!=good", "2 3 4");
    row("not quality=good", "3 4 5 6 7 8");
    row("by:lan", "1 2 3 6 7");
    row("by:lan quality=good", "1");
    row("by:lan (quality=good or quality=bad)", "1 2");
    row("(by:lan quality=bad) (by:minh quality=good)", "2");
    row("(by:lan) quality=good", "1 2");
    row("by:lan -quality=good", "2 3 6 7");
    row("by:lan quality=good or quality=bad", "1 2 4");
    row("by:lan by:minh quality=good", "1");
    row("by:nobody", "");
    row("topic=age", "1");
    row("topic!=age", "3");
    row("topic=", "3");
    row("topic!=\"\"", "1");
    row("mark=word", "7");
    row("mark=name", "");
    row("note=\"Xin chào\"", "6");
    row("note~chao", "6");
    row("note~/^Xin/", "6");
    row("note!=x", "6");
    row("mood=sad", "7");
    row("resolved.quality=good", "1");
    row("resolved.quality=fair", "2 3");
    row("resolved.quality!=good", "2 3 4");
    row("resolved.quality<=fair", "2 3 4");
    row("resolved.topic=place", "1");
    row("suggest.quality=good", "5 8");
    row("p.quality>0.5", "5 8");
    row("p.quality<=0.5", "6");
    row("p.quality!=0.9", "6 8");
    row("meta.url~vnexpress", "1");
    row("meta.url~/tuoitre|vnexpress/", "1 2");
    row("meta.year>=2020", "2 3");
    row("meta.year=2021", "3");
    row("meta.year=\"2021\"", "3");
    row("meta.year<2020", "1 4");
    row("meta.lang=vi", "2");
    row("meta.lang!=vi", "3");
    row("meta.metadata.year=1999", "2");
    row("meta.tags=b", "1");
    row("meta.ok=true", "4");
    row("meta.x.y.z=sâu", "8");
    row("meta.x=null", "");
    row("meta.note=\"12:30\"", "5");
    row("meta.day<2026-11-25", "5");
    row("meta.text~cau", "");
    row("meta.id=r1", "");
    row("dataset:main", "1 2 3 4");
    row("dataset:news", "5 6 7 8");
    row("dataset:old", "");
    row("shard:news.jsonl", "5 6 7 8");
    row("id:r1", "1");
    row("id:s*", "5 6 7 8");
    row("id:*", "1 2 3 4 5 6 7 8");
    row("id:\"s*\"", "");
    row("text~ieng", "1 2");
    row("text~iếng", "1");
    row("text~/^[hH]o/", "4");
    row("text=\"\"", "8");
    row("text!=\"một câu văn\"", "1 2 3 4 7 8");
    row("sort:-length", "7 1 3 5 6 2 4 8");
    row("sort:length id:r*", "2 4 3 1");
    row("sort:-id", "8 7 6 5 4 3 2 1");
    row("sort:p.quality", "6 8 5 1 2 3 4 7");
    row("sort:-p.quality", "5 8 6 1 2 3 4 7");
    row("sort:meta.year", "4 1 2 3 5 6 7 8");
}

void TestQueryRun::found()
{
    QFETCH(QString, query);
    QFETCH(QString, expected);
    const auto parsed = Query::parse(query.toStdString(), m_store->schema(), {.annotator = "lan"});
    QVERIFY2(parsed, parsed ? "" : words(parsed.error()).c_str());
    Progress progress;
    const std::vector<RecordId> found = must(ids(*m_store, *parsed, -1, 0, progress));
    QCOMPARE(join(found), expected);
    QCOMPARE(must(count(*m_store, *parsed, progress)), static_cast<std::int64_t>(found.size()));
    for (int id = 1; id <= 8; ++id)
        QCOMPARE(must(matches(*m_store, *parsed, RecordId{id})), std::ranges::contains(found, RecordId{id}));
}

void TestQueryRun::paging()
{
    Progress progress;
    const auto page = [&](const char *text, int limit, int offset) {
        return join(must(ids(*m_store, must(Query::parse(text, m_store->schema())), limit, offset, progress)));
    };
    QCOMPARE(page("", 3, 2), "3 4 5");
    QCOMPARE(page("tieng or hoa", 2, 1), "2 3");
    QCOMPARE(page("sort:-id", 2, 1), "7 6");
    QCOMPARE(page("tieng", 5, 7), "");
    QCOMPARE(page("tieng", 0, 0), "");
    // A shuffled order is a permutation, the same each time and another for another seed.
    const QString once = page("sort:random(7)", -1, 0);
    QCOMPARE(page("sort:random(7)", -1, 0), once);
    QVERIFY(page("sort:random(8)", -1, 0) != once);
    QStringList sorted = once.split(' ');
    sorted.sort();
    QCOMPARE(sorted.join(' '), "1 2 3 4 5 6 7 8");
}

void TestQueryRun::hits()
{
    const Query query = must(Query::parse("tieng -hay (text~/Vi.t/ or quality=good)", m_store->schema()));
    const std::vector<std::pair<std::int64_t, std::int64_t>> expected{{0, 5}, {6, 10}};
    QCOMPARE(query.hits("tiếng Việt hay"), expected); // what is left out is not marked
    QVERIFY(query.hits("").empty());
}

void TestQueryRun::valuesAreBound()
{
    Progress progress;
    for (const char *text : {"id:\"' OR 1=1 --\"", "by:\"x') OR 1=1 --\"", "dataset:\"'; DROP TABLE record; --\"",
                             "meta.\"x=1", "\"' OR '1'='1\"", "note=\"' OR 1=1\"", "shard:\"%\"", "id:%", "id:_1"}) {
        const auto query = Query::parse(text, m_store->schema());
        if (query)
            QCOMPARE(must(count(*m_store, *query, progress)), 0);
    }
    QCOMPARE(must(recordCount(*m_store)), 8);
}

void TestQueryRun::cancelling()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "c.nia"));
    addRecords(store, 2000);
    Progress progress;
    progress.cancel();
    const Query query = must(Query::parse("van", store.schema()));
    const auto counted = count(store, query, progress);
    QVERIFY(!counted);
    QCOMPARE(counted.error().kind, Kind::Interrupted);
    Progress next;
    QCOMPARE(must(count(store, query, next)), 2000); // nothing is left behind by the one that stopped
}

void TestQueryRun::manyRecords()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "m.nia"));
    addRecords(store, 20000);
    std::vector<Draft> drafts;
    for (int i = 1; i <= 20000; i += 2)
        drafts.push_back(label("lan", RecordId{i}, i % 3 == 0 ? "good" : "bad"));
    (void)must(store.append(drafts));
    Progress progress;
    const auto counted = [&](const char *text) {
        return must(count(store, must(Query::parse(text, store.schema(), {.annotator = "lan"})), progress));
    };
    QCOMPARE(counted("is:labeled"), 10000);
    QCOMPARE(counted("is:todo"), 10000);
    QCOMPARE(counted("quality=good"), 3333);
    QCOMPARE(counted("quality=bad is:todo"), 0);
    QCOMPARE(counted("7777"), 1);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(counted("is:labeled"), 10000);
    QVERIFY2(timer.elapsed() < 50, "a count of a state needs no scan");
    timer.restart();
    QCOMPARE(must(ids(store, must(Query::parse("so", store.schema())), 50, 0, progress)).size(), 50U);
    QVERIFY2(timer.elapsed() < 200, "the first hits do not wait for the last");
}

QTEST_APPLESS_MAIN(TestQueryRun)
#include "tst_query_run.moc"
