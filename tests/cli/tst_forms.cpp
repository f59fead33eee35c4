// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "support/command_line.h"
#include "support/zip_making.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::test;

/// Shards of every form through the command line: in, shown, out as they came, and in again.
class TestForms : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void parts();
    void spansKnowTheirPart();
    void bundlesCarryParts();
    void folders();
    void usage();
};

void TestForms::roundTrip_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("objects"); // as they came, each without its last brace
    QTest::addColumn<QByteArray>("last");        // the last record's id and text
    QTest::newRow("JSON array") << "a.json"
                                << QByteArray("[\n {\"id\": 7,\n  \"text\": \"một\"},\n {\"text\":\"hai\"}\n]")
                                << QByteArrayList{R"({"id": 7,   "text": "một")", R"({"text":"hai")"}
                                << QByteArray("a.json#2 hai");
    QTest::newRow("strings") << "a.json" << QByteArray(R"(["một","hai"])")
                             << QByteArrayList{R"({"text":"một")", R"({"text":"hai")"} << QByteArray("a.json#2 hai");
    QTest::newRow("lines") << "a.txt" << QByteArray("một\n\nhai\n")
                           << QByteArrayList{R"({"id":"a.txt#1","text":"một")", R"({"id":"a.txt#3","text":"hai")"}
                           << QByteArray("a.txt#3 hai");
    QTest::newRow("chat")
        << "a.jsonl"
        << QByteArray(
               R"({"id":"r1", "messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}],"n":1}
{"text":"plain"}
)")
        << QByteArrayList{R"({"id":"r1", "messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}],"n":1)",
                          R"({"text":"plain")"}
        << QByteArray("a.jsonl#2 plain");
    const std::string rows =
        "<row><c t=\"str\"><v>mã</v></c><c t=\"str\"><v>text</v></c><c t=\"str\"><v>n</v></c></row><row><c><v>7</v></c>"
        "<c t=\"str\"><v>một\n\"hai\"</v></c></row>";
    QTest::newRow("sheet") << "a.xlsx" << QByteArray::fromStdString(zipOf(workbookMembers({.rows = rows})))
                           << QByteArrayList{R"({"mã":"7","text":"một\n\"hai\"","n":"")"}
                           << QByteArray("a.xlsx#1 một\n\"hai\"");
    const std::string body = "<w:p><w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>";
    QTest::newRow("document") << "a.docx" << QByteArray::fromStdString(zipOf(documentMembers(body)))
                              << QByteArrayList{R"({"id":"a.docx#1","text":"một")", R"({"id":"a.docx#2","text":"hai")"}
                              << QByteArray("a.docx#2 hai");
    QTest::newRow("instructions") << "a.csv" << QByteArray("instruction,input,output\nDịch,cat,mèo\n")
                                  << QByteArrayList{R"({"instruction":"Dịch","input":"cat","output":"mèo")"}
                                  << QByteArray("a.csv#1 Dịch\n\ncat\n\nmèo");
}

void TestForms::roundTrip()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, objects);
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia"), shard = folder.write(name, bytes);
    QCOMPARE(runNia({"new", ws}).status, 0);
    const Ran imported = runNia({"import", ws, shard, "--json"});
    QVERIFY2(imported.status == 0, imported.err.c_str());
    QCOMPARE(imported.json()["new"].integer(), objects.size());
    const auto lines = runNia({"query", ws, "", "--fields", "id,text,key"}).lines();
    QCOMPARE(std::ssize(lines), objects.size());
    QTEST(QByteArray::fromStdString(lines.back()["id"].string() + " " + lines.back()["text"].string()), "last");
    QCOMPARE(runNia({"check", ws}).status, 0);

    for (const char *form : {"jsonl", "csv"}) {
        const std::string out = folder.at(QString("out.%1").arg(form));
        const Ran exported = runNia({"export", ws, out});
        QVERIFY2(exported.status == 0, exported.err.c_str());
        if (std::string_view(form) == "jsonl") {
            QFile file(QString::fromStdString(out));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QByteArray &object : objects) {
                const QByteArray line = file.readLine();
                QVERIFY2(line.startsWith(object + ",\"nia\":{"), line);
            }
        }
        const Json again = runNia({"import", ws, out, "--json"}).json();
        QCOMPARE(again["already"].integer(), objects.size());
        QCOMPARE(again["new"].integer(), 0);
        // Elsewhere the same records come of it, with the same keys.
        const std::string other = folder.at(QString("other-%1.nia").arg(form));
        QCOMPARE(runNia({"new", other}).status, 0);
        QCOMPARE(runNia({"import", other, out}).status, 0);
        const auto theirs = runNia({"query", other, "", "--fields", "id,text,key"}).lines();
        QVERIFY(theirs == lines);
    }
}

namespace {
const QByteArray kChat =
    R"({"id":"c1","messages":[{"role":"user","name":"Lan","content":"Chào 😀"},{"role":"assistant","content":[{"type":"text","text":"Ừ hổng sao"},{"type":"image_url"}]}]})";
}

void TestForms::parts()
{
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia"), shard = folder.write("a.jsonl", kChat);
    QCOMPARE(runNia({"new", ws}).status, 0);
    const Ran imported = runNia({"import", ws, shard, "--json"});
    QVERIFY2(imported.status == 0, imported.err.c_str());
    QCOMPARE(imported.json()["shards"].items().at(0)["text"].string(), "parts");
    const std::string wanted =
        R"([{"role":"user","name":"Lan","begin":0,"end":6},{"role":"assistant","begin":8,"end":18},{"role":"assistant","begin":20,"end":31,"opaque":true}])";
    const Json shown = runNia({"show", ws, "c1", "--json"}).json();
    QCOMPARE(shown["parts"].write(), wanted);
    QCOMPARE(shown["text"].string(), "Chào 😀\n\nỪ hổng sao\n\n[image_url]");
    QCOMPARE(shown["raw"].write(), kChat.toStdString());
    QCOMPARE(runNia({"query", ws, "", "--fields", "parts"}).lines().at(0)["parts"].write(), wanted);
    // The builder stands in the key: the same text without parts is another record.
    const std::string plain = folder.write("b.jsonl", R"({"id":"c1","text":"Chào 😀\n\nỪ hổng sao\n\n[image_url]"})");
    QCOMPARE(runNia({"import", ws, plain, "--json"}).json()["changed"].integer(), 1);
    QCOMPARE(runNia({"query", ws, "", "--fields", "parts"}).lines().at(1)["parts"].write(), "[]");
}

void TestForms::spansKnowTheirPart()
{
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia"), shard = folder.write("a.jsonl", kChat);
    QCOMPARE(runNia({"new", ws}).status, 0);
    QCOMPARE(runNia({"import", ws, shard}).status, 0);
    const Ran labelled = runNia({"label", ws, "--annotator", "lan", "c1", "dialect_markers=10:14:function"});
    QVERIFY2(labelled.status == 0, labelled.err.c_str());
    const std::string wanted =
        R"([{"start":10,"end":14,"text":"hổng","answer":"function","part":1,"partStart":2,"partEnd":6}])";
    const auto lines = runNia({"labels", ws}).lines();
    QCOMPARE(lines.at(0)["spans"].write(), wanted);
    QCOMPARE(runNia({"query", ws, "", "--fields", "labels"}).lines().at(0)["labels"]["dialect_markers"]["lan"].write(),
             wanted);
    QCOMPARE(runNia({"resolve", ws}).lines().at(0)["spans"].write(), wanted);
    const std::string out = folder.at("out.jsonl");
    QCOMPARE(runNia({"export", ws, out}).status, 0);
    QFile file(QString::fromStdString(out));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto line = Json::parse(file.readAll().trimmed().toStdString());
    QVERIFY(line);
    QCOMPARE((*line)["nia"]["labels"]["dialect_markers"]["spans"].write(), wanted);
    // A label line comes back as it is.
    const std::string from = folder.write("labels.jsonl", QByteArray::fromStdString(lines.at(0).write()));
    QCOMPARE(runNia({"label", ws, "--from", from, "--json"}).json()["already"].integer(), 1);
}

void TestForms::bundlesCarryParts()
{
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia"), other = folder.at("b.nia");
    const std::string bundle = folder.at("a.niab");
    QCOMPARE(runNia({"new", ws}).status, 0);
    QCOMPARE(runNia({"new", other}).status, 0);
    QCOMPARE(runNia({"import", ws, folder.write("a.jsonl", kChat)}).status, 0);
    QCOMPARE(runNia({"bundle", "create", ws, bundle, "--with-records"}).status, 0);
    const Ran merged = runNia({"bundle", "merge", other, bundle, "--json"});
    QVERIFY2(merged.status == 0, merged.err.c_str());
    const auto shown = [](const std::string &path) {
        const Json line = runNia({"query", path, "", "--fields", "id,key,text,parts,raw"}).lines().at(0);
        return line.write();
    };
    QCOMPARE(shown(other), shown(ws));
    QCOMPARE(runNia({"check", other}).status, 0);
}

void TestForms::folders()
{
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia");
    QCOMPARE(runNia({"new", ws}).status, 0);
    QVERIFY(QDir(folder.path()).mkpath("in/sub"));
    folder.write("in/a.txt", "một\n");
    folder.write("in/README.txt", "about it\n"); // no shard
    folder.write("in/~$b.xlsx", "lock"); // what Office lays beside an open file
    folder.write("in/sub/b.xlsx",
                 QByteArray::fromStdString(zipOf(workbookMembers(
                     {.rows = "<row><c t=\"str\"><v>text</v></c></row><row><c t=\"str\"><v>hai</v></c></row>"}))));
    folder.write("in/sub/c.docx",
                 QByteArray::fromStdString(zipOf(documentMembers("<w:p><w:r><w:t>ba</w:t></w:r></w:p>"))));
    folder.write("in/sub/d.json", R"([{"text":"bốn"}])");
    const Ran ran = runNia({"import", ws, folder.at("in"), "--recursive", "--split", "paragraph", "--json"});
    QVERIFY2(ran.status == 0, ran.err.c_str());
    std::string ids;
    for (const Json &line : runNia({"query", ws, "", "--fields", "id"}).lines())
        ids += line["id"].string() + " ";
    QCOMPARE(ids, "a.txt#1 sub/b.xlsx#1 sub/c.docx#1 sub/d.json#1 ");
}

void TestForms::usage()
{
    const CommandFolder folder;
    const std::string ws = folder.at("a.nia");
    QCOMPARE(runNia({"new", ws}).status, 0);
    const std::string text = folder.write("a.txt", "một\nhai\n\nba\n");
    QCOMPARE(runNia({"import", ws, text, "--split", "paragraph", "--json"}).json()["new"].integer(), 2);
    QCOMPARE(runNia({"import", ws, text, "--split", "file", "--json"}).json()["changed"].integer(), 1); // a.txt#1 again
    QCOMPARE(runNia({"import", ws, text, "--split", "word"}).status, 2);
    QCOMPARE(runNia({"import", ws, text, "--format", "csv", "--split", "line"}).status, 2);
    const std::string book = folder.write("a.xlsx", QByteArray::fromStdString(zipOf(workbookMembers({.rows = {}}))));
    QCOMPARE(runNia({"import", ws, book, "--sheet", "Hai", "--json"}).json()["new"].integer(), 1);
    const Ran sheet = runNia({"import", ws, book, "--sheet", "Ba"});
    QCOMPARE(sheet.status, 2);
    QVERIFY2(sheet.err.find("the sheets are Một, Hai") != std::string::npos, sheet.err.c_str());
    const std::string utf16 = folder.write("b.txt", QByteArray("\xff\xfe"
                                                               "a\0\n\0",
                                                               6));
    const Ran refused = runNia({"import", ws, utf16});
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.find("save it as UTF-8") != std::string::npos, refused.err.c_str());
}

QTEST_APPLESS_MAIN(TestForms)
#include "tst_forms.moc"
