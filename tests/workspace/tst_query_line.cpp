// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "support/workspace_fixture.h"
#include "workspace/query.h"

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

/// The query line of cli.md, section Shapes.
class TestQueryLine : public QObject
{
    Q_OBJECT

private slots:
    void shape();
    void fields_data();
    void fields();
    void unknownFields_data();
    void unknownFields();
    void metadataOf_data();
    void metadataOf();
};

namespace {

Store filled(const QTemporaryDir &folder)
{
    Store store = makeStore(in(folder, "l.nia"));
    addRecords(store, 1);
    (void)must(store.append(std::vector<Draft>{
        label("lan", RecordId{1}, "good"),
        label("minh", RecordId{1}, "good"),
        topics("lan", RecordId{1}, {"age"}),
        topics("hoa", RecordId{1}, {"place"}),
        {.annotator = "lan",
         .record = RecordId{1},
         .question = "mark",
         .answer = Answer{.kind = QuestionKind::Span,
                          .spans = {{.start = 0, .end = 3, .quote = "văn", .answer = "word"}}}}}));
    must(addModel(store,
                  {.question = "quality",
                   .modelId = "sha256:1",
                   .form = "native",
                   .card = "{}",
                   .madeAt = "2026-11-24T08:00:00Z",
                   .labels = 1},
                  "m"));
    must(storeSuggestions(store, "sha256:1", "quality", {{RecordId{1}, {.answer = Json("good"), .p = 0.83}}}));
    return store;
}

} // namespace

void TestQueryLine::shape()
{
    QTemporaryDir folder;
    Store store = filled(folder);
    const std::string key = recordKey("main", "r1", "", "văn bản số 1").hex();
    // hoa's topics are hidden: her own quality is missing.
    const std::string expected =
        R"({"id":"r1","dataset":"main","key":")" + key
        + R"(","text":"văn bản số 1","meta":{},"signals":{},"labels":{"quality":{"lan":"good","minh":"good"},"topic":{"lan":["age"]},)"
          R"("mark":{"lan":[{"start":0,"end":3,"text":"văn","answer":"word"}]}},"suggestions":{"quality":{"answer":"good","p":0.83}},)"
          R"("resolved":{"quality":"good","topic":["age"],"mark":[{"start":0,"end":3,"text":"văn","answer":"word"}]}})";
    QCOMPARE(QString::fromStdString(must(queryLine(store, RecordId{1}, {})).write()), QString::fromStdString(expected));
    const auto none = queryLine(store, RecordId{2}, {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Kind::UnknownRecord);
}

void TestQueryLine::fields_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("expected");
    QTest::newRow("id") << QStringList{"id"} << R"({"id":"r1"})";
    QTest::newRow("two") << QStringList{"text", "id"} << R"({"id":"r1","text":"văn bản số 1"})";
    QTest::newRow("labels of one") << QStringList{"labels.topic"} << R"({"labels":{"topic":{"lan":["age"]}}})";
    QTest::newRow("resolved of one")
        << QStringList{"resolved.quality", "suggestions.quality"}
        << R"({"suggestions":{"quality":{"answer":"good","p":0.83}},"resolved":{"quality":"good"}})";
    QTest::newRow("raw") << QStringList{"raw", "parts"} << R"({"parts":[],"raw":{"id":"r1","text":"văn bản số 1"}})";
    QTest::newRow("none") << QStringList{"labels.note"} << R"({"labels":{}})";
}

void TestQueryLine::fields()
{
    QFETCH(QStringList, fields);
    QFETCH(QString, expected);
    QTemporaryDir folder;
    Store store = filled(folder);
    std::vector<std::string> names;
    for (const QString &field : fields)
        names.push_back(field.toStdString());
    QCOMPARE(QString::fromStdString(must(queryLine(store, RecordId{1}, names)).write()), expected);
}

void TestQueryLine::unknownFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("said");
    QTest::newRow("spelling") << "txt" << "did you mean text?";
    QTest::newRow("question") << "labels.qualty" << "did you mean labels.quality?";
    QTest::newRow("signal") << "signals.x" << "no such signal";
    QTest::newRow("nothing like it") << "zzzzzzz" << "fields are id";
}

void TestQueryLine::unknownFields()
{
    QFETCH(QString, field);
    QFETCH(QString, said);
    const Schema schema = must(Schema::compose({testSchema()}));
    const auto checked = checkFields({"id", field.toStdString()}, schema);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, Kind::Usage);
    QVERIFY2(QString::fromStdString(words(checked.error())).contains(said), words(checked.error()).c_str());
}

void TestQueryLine::metadataOf_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << R"({"id":"1","text":"a","url":"x","n":1.50})" << "text" << "id"
                           << R"({"url":"x","n":1.50})";
    QTest::newRow("other names") << R"({"Comment":"a","row":7,"id":"kept","text":"kept"})" << "Comment" << "row"
                                 << R"({"id":"kept","text":"kept"})";
    QTest::newRow("nia is ours") << R"({"text":"a","nia":{"key":"x"},"y":[1]})" << "text" << "" << R"({"y":[1]})";
    QTest::newRow("inner stays") << R"({"text":"a","metadata":{"text":"b"}})" << "text" << "id"
                                 << R"({"metadata":{"text":"b"}})";
    QTest::newRow("no object") << R"([1])" << "text" << "id" << "{}";
}

void TestQueryLine::metadataOf()
{
    QFETCH(QString, raw);
    QFETCH(QString, text);
    QFETCH(QString, id);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(metadata(raw.toStdString(), text.toStdString(), id.toStdString()).write()),
             expected);
}

QTEST_APPLESS_MAIN(TestQueryLine)
#include "tst_query_line.moc"
