// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "support/workspace_fixture.h"
#include "workspace/resolving.h"

#include <cmath>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

Json lineOf(Store &store, const char *question, AgreementOptions options = {},
            const std::vector<RecordId> *records = nullptr)
{
    Progress progress;
    options.question = question;
    const auto lines = must(agreementLines(store, records, options, progress));
    return lines.size() == 1 ? lines.front() : Json();
}

QStringList names(const Json &object)
{
    QStringList out;
    for (const auto &[name, value] : object.members())
        out << QString::fromStdString(name);
    return out;
}

bool near(const Json &figure, double value)
{
    return figure["value"].isNumber() && std::abs(figure["value"].real() - value) < 1e-9;
}

} // namespace

/// The agreement line of cli.md, section Shapes.
class TestAgreementLines : public QObject
{
    Q_OBJECT

private slots:
    void twoAnnotators();
    void copiesCountOnce();
    void blindAnswers();
    void decisionsDoNotCount();
    void setsSpansTexts();
    void groups();
    void wrongNames();
};

void TestAgreementLines::twoAnnotators()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 20);
    std::vector<Draft> drafts;
    // 12 records: bad/bad 4, good/good 5, bad/good 3; one more by lan alone.
    for (int i = 1; i <= 12; ++i) {
        drafts.push_back(label("lan", RecordId{i}, i <= 4 ? "bad" : i <= 9 ? "good" : "bad"));
        drafts.push_back(label("minh", RecordId{i}, i <= 4 ? "bad" : "good"));
    }
    drafts.push_back(label("lan", RecordId{13}, "fair"));
    (void)must(store.append(drafts));
    const Json line = lineOf(store, "quality", {.bootstrap = 50, .seed = 7});
    QCOMPARE(names(line),
             (QStringList{"question", "records", "annotators", "pairs", "percent", "alpha", "kappa", "ac1",
                          "categories", "annotatorPairs", "confusion", "blind", "by", "bootstrap", "seed"}));
    QCOMPARE(line["records"].integer(), 12);
    QCOMPARE(line["annotators"].integer(), 2);
    QCOMPARE(line["pairs"].integer(), 1);
    QVERIFY(near(line["percent"], 9.0 / 12));
    QCOMPARE(line["alpha"]["metric"].string(), "ordinal");
    QCOMPARE(line["kappa"]["kind"].string(), "fleiss");
    // Two values used: alpha ordinal is nominal. n_bad = 4·2 + 3 = 11, n_good = 13, n = 24; D_o = 6/24, D_e = 2·11·13/(24·23)
    QVERIFY(near(line["alpha"], 1 - (6.0 / 24) / (2.0 * 11 * 13 / (24.0 * 23))));
    QVERIFY(line["percent"]["low"].isNumber() && line["percent"]["high"].real() >= line["percent"]["value"].real());
    QCOMPARE(QString::fromStdString(line["confusion"].write()),
             R"({"answers":["bad","fair","good"],"counts":[[4,0,3],[0,0,0],[0,0,5]]})");
    QCOMPARE(line["annotatorPairs"].items().size(), 1U);
    const Json &pair = line["annotatorPairs"].items().front();
    QCOMPARE(pair["a"].string(), "lan");
    QCOMPARE(pair["b"].string(), "minh");
    QCOMPARE(pair["n"].integer(), 12);
    QVERIFY(near(pair["percent"], 0.75));
    QCOMPARE(line["categories"].items().size(), 3U);
    QCOMPARE(line["bootstrap"].integer(), 50);
    QCOMPARE(line["seed"].integer(), 7);
    // The same seed, the same line; below ten items no interval; without items the reason.
    QCOMPARE(lineOf(store, "quality", {.bootstrap = 50, .seed = 7}).write(), line.write());
    std::vector<RecordId> few{RecordId{1}, RecordId{2}, RecordId{5}, RecordId{10}};
    const Json small = lineOf(store, "quality", {}, &few);
    QCOMPARE(small["records"].integer(), 4);
    QVERIFY(near(small["percent"], 0.75) && small["percent"]["low"].isNull() && !small["percent"].has("undefined"));
    std::vector<RecordId> none;
    const Json empty = lineOf(store, "quality", {}, &none);
    QVERIFY(empty["percent"]["value"].isNull());
    QCOMPARE(empty["percent"]["undefined"].string(), "no_pairable_items");
}

void TestAgreementLines::copiesCountOnce()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                  .name = "x",
                                                  .path = "x",
                                                  .format = "jsonl",
                                                  .compression = "none",
                                                  .encoding = "utf-8",
                                                  .importedAt = "2026-11-24T08:00:00Z",
                                                  .complete = true}));
    std::vector<RecordKey> keys;
    // Strings that live on: a NewRecord only refers to what it was made from.
    for (const std::string id : {"one", "two", "three"}) {
        const std::string text = id == "three" ? "khác" : "giống nhau";
        const std::string raw = rawOf(id, text);
        const NewRecord record = newRecord(id, text, raw);
        keys.push_back(record.key);
        (void)must(inserter.add(dataset, shard, record));
    }
    must(inserter.commit());
    const int smaller = keys[0] < keys[1] ? 1 : 2; // of the two copies
    (void)must(store.append(std::vector<Draft>{label("lan", RecordId{smaller}, "good"),
                                               label("lan", RecordId{3 - smaller}, "bad"),
                                               label("minh", RecordId{3 - smaller}, "good"),
                                               label("lan", RecordId{3}, "bad"), label("minh", RecordId{3}, "bad")}));
    const Json line = lineOf(store, "quality");
    QCOMPARE(line["records"].integer(), 2);
    QVERIFY(near(line["percent"], 1.0)); // lan's answer on the copy with the smallest key agrees with minh's
}

void TestAgreementLines::blindAnswers()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 4);
    std::vector<Draft> drafts;
    for (int i = 1; i <= 4; ++i) {
        drafts.push_back(label("lan", RecordId{i}, "good"));
        drafts.push_back(label("minh", RecordId{i}, i == 1 ? "bad" : "good"));
        if (i > 2)
            drafts.back().suggestion =
                ShownSuggestion{.answer = Json("good"), .p = 0.9, .model = "sha256:1", .shown = true};
    }
    (void)must(store.append(drafts));
    const Json line = lineOf(store, "quality");
    QCOMPARE(line["records"].integer(), 4);
    QVERIFY(near(line["percent"], 0.75));
    QCOMPARE(line["blind"]["records"].integer(), 2);
    QVERIFY(near(line["blind"]["percent"], 0.5));
    QVERIFY(line["blind"].has("alpha") && line["blind"].has("annotatorPairs") && !line["blind"].has("blind"));
}

void TestAgreementLines::decisionsDoNotCount()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    (void)must(store.append(std::vector<Draft>{label("lan", RecordId{1}, "good"),
                                               {.kind = "adjudicate",
                                                .annotator = "ha",
                                                .record = RecordId{1},
                                                .question = "quality",
                                                .answer = Answer::single("bad")}}));
    QCOMPARE(lineOf(store, "quality")["records"].integer(), 0);
}

void TestAgreementLines::setsSpansTexts()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 2);
    const auto mark = [](const char *who, int record, std::vector<Span> spans) {
        return Draft{.annotator = who,
                     .record = RecordId{record},
                     .question = "mark",
                     .answer = Answer{.kind = QuestionKind::Span, .spans = std::move(spans)}};
    };
    const auto note = [](const char *who, int record, const char *text) {
        return Draft{.annotator = who,
                     .record = RecordId{record},
                     .question = "note",
                     .answer = Answer{.kind = QuestionKind::Text, .text = text}};
    };
    const Span word{.start = 0, .end = 3, .quote = "văn", .answer = "word"},
        other{.start = 4, .end = 7, .quote = "bản", .answer = "word"};
    std::vector<Draft> drafts;
    for (const char *who : {"lan", "minh"}) {
        for (int record : {1, 2})
            drafts.push_back(label(who, RecordId{record}, "good"));
    }
    drafts.insert(drafts.end(),
                  {topics("lan", RecordId{1}, {"age"}), topics("minh", RecordId{1}, {"age"}),
                   topics("lan", RecordId{2}, {}), topics("minh", RecordId{2}, {"gender"}), mark("lan", 1, {word}),
                   mark("minh", 1, {word}), mark("lan", 2, {word}), mark("minh", 2, {other}), note("lan", 1, "hòa"),
                   note("minh", 1, "ho\u0300a "), note("lan", 2, "a"), note("minh", 2, "b")});
    (void)must(store.append(drafts));
    const Json topic = lineOf(store, "topic");
    QCOMPARE(topic["alpha"]["metric"].string(), "masi");
    QVERIFY(topic.has("alphaJaccard"));
    QCOMPARE(topic["perAnswer"].items().size(), 3U);
    QCOMPARE(topic["perAnswer"].items()[0]["answer"].string(), "age");
    QVERIFY(near(topic["percent"], 0.5));
    const Json spans = lineOf(store, "mark");
    QVERIFY(near(spans["spanF1"]["exact"], 0.5)); // one of two
    QVERIFY(spans["spanF1"].has("character") && spans["spanF1"].has("overlap") && spans.has("anySpan"));
    const Json notes = lineOf(store, "note");
    QVERIFY(near(notes["percent"], 0.5)); // equal after NFC and trimming
    QVERIFY(!notes.has("alpha"));
    QCOMPARE(notes["records"].integer(), 2);
    QCOMPARE(notes["pairs"].integer(), 1);
}

void TestAgreementLines::groups()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 3);
    (void)must(store.append(std::vector<Draft>{label("lan", RecordId{1}, "good"), label("minh", RecordId{1}, "good"),
                                               label("minh", RecordId{2}, "bad"), label("hoa", RecordId{2}, "good"),
                                               label("lan", RecordId{3}, "bad")}));
    const Json people = lineOf(store, "quality", {.by = "annotator"})["by"];
    QCOMPARE(people.items().size(), 3U);
    QCOMPARE(people.items()[1]["group"].string(), "lan");
    QCOMPARE(people.items()[1]["n"].integer(), 1);
    QVERIFY(near(people.items()[1]["percent"], 1));
    QVERIFY(near(people.items()[2]["percent"], 0.5));
    const Json answers = lineOf(store, "quality", {.by = "category"})["by"];
    QCOMPARE(answers.items().size(), 3U);
    QCOMPARE(answers.items()[2]["group"].string(), "good");
    QCOMPARE(answers.items()[2]["n"].integer(), 2);
    QCOMPARE(lineOf(store, "quality", {.by = "round"})["by"].items().size(), 1U);
    Progress progress;
    QCOMPARE(must(agreementLines(store, nullptr, {}, progress)).size(), store.schema().questions().size());
}

void TestAgreementLines::wrongNames()
{
    QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    Progress progress;
    const auto question = agreementLines(store, nullptr, {.question = "qualiti"}, progress);
    QVERIFY(!question);
    QCOMPARE(question.error().kind, Kind::UnknownQuestion);
    const auto by = agreementLines(store, nullptr, {.by = "colour"}, progress);
    QVERIFY(!by);
    QCOMPARE(by.error().kind, Kind::Usage);
}

QTEST_APPLESS_MAIN(TestAgreementLines)
#include "tst_agreement_lines.moc"
