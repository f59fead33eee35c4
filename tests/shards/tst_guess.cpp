// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include <QDir>
#include <QTest>

using namespace nia;
using namespace nia::test;

/// What a shard is taken for, from its name and its first megabyte.
class TestGuess : public QObject
{
    Q_OBJECT

private slots:
    void shards_data();
    void shards();
    void refused_data();
    void refused();
    void empty_data();
    void empty();
    void optionsWin();
    void wrongOptions_data();
    void wrongOptions();
    void names();
    void realData_data();
    void realData();
};

void TestGuess::shards_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("guess"); // format text id delimiter header
    const auto row = [](const char *what, const QByteArray &name, const QByteArray &bytes, const QByteArray &guess) {
        QTest::newRow(what) << name << bytes << guess;
    };
    row("text and id", "a.jsonl", R"({"id":"1","body":"long long long","text":"t"})", "jsonl text id - -");
    row("content", "a.jsonl", R"({"url":"http://a.very.long.address","content":"t"})", "jsonl content - - -");
    row("any case", "a.jsonl", R"({"ID":1,"Text":"t"})", "jsonl Text ID - -");
    row("the very name first", "a.jsonl", R"({"Text":"t","text":"t"})", "jsonl text - - -");
    row("the longest", "a.jsonl", R"({"a":"short","b":"a good deal longer","c":[1]})", "jsonl b - - -");
    row("text that is no string: the next", "a.jsonl", R"({"text":{"a":1},"comment":"c"})", "jsonl comment - - -");
    row("uid that differs", "a.jsonl", "{\"uid\":1,\"text\":\"a\"}\n{\"uid\":2,\"text\":\"b\"}", "jsonl text uid - -");
    row("uid that repeats", "a.jsonl", "{\"uid\":1,\"text\":\"a\"}\n{\"uid\":1,\"text\":\"b\"}", "jsonl text - - -");
    row("id may repeat", "a.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}", "jsonl text id - -");
    row("a field called parts is none", "a.jsonl", R"({"parts":"a good deal longer","b":"short"})", "jsonl b - - -");
    row("an export says it", "a.jsonl",
        R"({"id":"1","text":"t","Comment":"c","nia":{"id":"x","fields":{"text":"Comment","id":null}}})",
        "jsonl Comment - - -");
    row("an export says it, too", "a.jsonl",
        R"({"id":"1","row":"r","text":"t","nia":{"fields":{"text":"text","id":"row"}}})", "jsonl text row - -");
    row("chat", "a.jsonl", R"({"id":"1","messages":[{"role":"user","content":"xin chào"}]})", "jsonl parts id - -");
    row("no ending, an object", "shard", R"({"text":"t"})", "jsonl text - - -");
    row("json", "a.json", R"({"text":"t"})", "jsonl text - - -");
    row("called csv, is JSONL", "a.csv", "{\"text\":\"t, u\"}\n", "jsonl text - - -");
    row("csv that begins with a brace", "a.csv", "{x},text\n1,t\n", "csv text - , yes");
    row("csv", "a.csv", "id,text\n1,t\n", "csv text id , yes");
    row("no ending, rows", "shard", "id;text\n1;t\n2;u\n", "csv text id ; yes");
    row("txt with tabs", "a.txt", "id\ttext\n1\tt\n2\tu\n", "tsv text id \t yes");
    row("tsv", "a.tsv", "id\ttext\n1\ta,b,c\n", "tsv text id \t yes");
    row("csv with tabs", "a.csv", "id\ttext\n1\tt\n", "tsv text id \t yes");
    row("commas in semicolon rows", "a.csv", "id;text\n1;a, b, c\n2;d, e\n", "csv text id ; yes");
    row("ViCTSD", "a.csv", ",Comment,Toxicity,Title\n6252,Người,1,Một cái tên dài hơn\n9,x,0,y\n",
        "csv Comment column_1 , yes");
    row("pandas index that repeats", "a.csv", ",Comment\n1,a\n1,b\n", "csv Comment - , yes");
    row("no header: numbers", "a.csv", "1,một câu\n2,hai câu\n", "csv column_2 column_1 , no");
    row("no header: sentences", "a.csv", "Một câu.,x\nHai câu.,y\n", "csv column_1 - , no");
    row("a name is missing, one stands twice", "a.csv", "text,id,,a,a\n\"xin, chào\",r1,x,1,2\n", "csv text id , yes");
    row("names are missing", "a.csv", ",text,,label\n0,xin chào,x,1\n1,chào,y,0\n", "csv text column_1 , yes");
    row("no header: a cell is missing", "a.csv", "rất hay,,tốt\nrất dở,x,xấu\n", "csv column_1 - , no");
    row("no header: a value called like a field", "a.csv", "date,When did Elvis die?\nhuman,Who was Galileo?\n",
        "csv column_2 column_1 , no");
    row("no header: that value again", "a.csv", "date,Khi nào?,x\ndate,Hôm nay,y\nnơi,Hà Nội,z\n",
        "csv column_2 - , no");
    row("no header: nothing but that row", "a.csv", "date,When did Elvis die?\n", "csv column_2 column_1 , no");
    row("a question as a name", "a.csv", "text,Hay không?\nPhim này dở quá.,không\n", "csv text - , yes");
    row("a question as a name, over answers in sentences", "a.csv", "date,Bạn nghĩ gì?\n2024-01-02,Phim dở quá.\n",
        "csv Bạn nghĩ gì? - , yes");
    row("an export with a question as a name", "a.csv", "Hay không?,nia_key,nia_id\nhay,k,r1\n",
        "csv Hay không? - , yes");
}

void TestGuess::shards()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    const Reading read = readBytes(bytes.toStdString(), name.toStdString());
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    const auto orDash = [](const std::string &text) { return text.empty() ? std::string("-") : text; };
    const shards::Guess &guess = read.guess;
    const std::string said = guess.format + " " + orDash(guess.textField) + " " + orDash(guess.idField) + " "
                             + orDash(guess.delimiter) + " " + (guess.header ? *guess.header ? "yes" : "no" : "-");
    QTEST(QByteArray::fromStdString(said), "guess");
    QVERIFY(!guess.reasons.empty());
    QVERIFY(!read.records.empty());
}

void TestGuess::refused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *what, const QByteArray &name, const QByteArray &bytes, Kind kind,
                        const QByteArray &says) {
        QTest::newRow(what) << name << bytes << static_cast<int>(kind) << says;
    };
    row("Parquet", "a.jsonl", "PAR1....", Kind::NotThisFormat, "Parquet");
    row("zip that is none", "a.csv", "PK\x03\x04....", Kind::Truncated, "ZIP");
    row("UTF-16 with mark", "a.csv", QByteArray("\xff\xfei\0d\0", 6), Kind::NotThisFormat, "UTF-16");
    row("UTF-16 without", "a.jsonl", QByteArray("{\0\"\0t\0e\0x\0t\0\"\0", 14), Kind::NotThisFormat, "UTF-16");
    row("zeros", "a.csv", QByteArray(500, '\0'), Kind::NotThisFormat, "binary");

    row("prose", "a", "Một câu.\nHai câu.\n", Kind::NotThisFormat, "--format txt");
    row("no line is JSON", "a.jsonl", "Một câu.\nHai câu.\n", Kind::NotThisFormat, "line 1: not JSON");
    row("one pretty object", "a.jsonl", "{\n  \"text\": \"a\"\n}\n", Kind::NotThisFormat, "line 1: not JSON");
    row("all in an old encoding", "a.jsonl", "{\"text\":\"\xe2\xfe\"}\n{\"text\":\"\xfe\"}\n", Kind::NotThisFormat,
        "not valid UTF-8");
    row("numbers only", "a.jsonl", R"({"a":1,"b":[2]})", Kind::NoText, "text");
    row("gzip that is none", "a.jsonl.gz",
        "\x1f\x8b"
        "not gzip at all",
        Kind::Corrupt, "gzip");
    row("zstd that is none", "a.jsonl.zst",
        "\x28\xb5\x2f\xfd"
        "\xff\xff not zstd at all",
        Kind::Corrupt, "zstd");
}

void TestGuess::refused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    QFETCH(QByteArray, says);
    const Reading read = readBytes(bytes.toStdString(), name.toStdString());
    QVERIFY(read.anyError());
    QCOMPARE(kindName(read.anyError()->kind), kindName(static_cast<Kind>(kind)));
    // The message names the file and the reason; no record went out before it.
    const QByteArray message = QByteArray::fromStdString(words(*read.anyError()));
    QVERIFY2(message.startsWith(name) && message.contains(says), message);
    QVERIFY(read.records.empty() && read.batches == 0);
}

void TestGuess::empty_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("jsonl") << QByteArray("a.jsonl") << QByteArray();
    QTest::newRow("csv") << QByteArray("a.csv") << QByteArray();
    QTest::newRow("no ending") << QByteArray("a") << QByteArray();
    QTest::newRow("blank lines") << QByteArray("a.jsonl") << QByteArray("\n \r\n\n");
    QTest::newRow("byte order mark") << QByteArray("a.csv") << QByteArray("\xef\xbb\xbf");
    QTest::newRow("header only") << QByteArray("a.csv") << QByteArray("id,text\r\n");
    QTest::newRow("gz of nothing") << QByteArray("a.jsonl.gz")
                                   << QByteArray::fromStdString(compressed("", nia::shards::Compressor::Kind::Gz));
    QTest::newRow("zst of nothing") << QByteArray("a.jsonl.zst")
                                    << QByteArray::fromStdString(compressed("", nia::shards::Compressor::Kind::Zst));
}

void TestGuess::empty()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    const Reading read = readBytes(bytes.toStdString(), name.toStdString());
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY(read.records.empty() && read.bad.empty());
    QCOMPARE(read.batches, 1);
}

void TestGuess::optionsWin()
{
    const std::string line =
        R"({"id":"1","row":"r","text":"t","Comment":"c","nia":{"fields":{"text":"text","id":"id"}}})";
    const Reading read = readBytes(line, "a.jsonl", {.textField = "Comment", .idField = "row"});
    QCOMPARE(read.records.at(0).text, "c");
    QCOMPARE(read.records.at(0).id, "r");
    const Reading none = readBytes(R"({"id":"1","text":"t"})", "a.jsonl", {.idField = ""});
    QCOMPARE(none.records.at(0).id, "a.jsonl#1");
    const Reading table =
        readBytes("a,b;c\nd,e;f\n", "a.csv", {.textField = "column_2", .delimiter = ';', .header = false});
    QCOMPARE(table.records.size(), 2U);
    QCOMPARE(table.records[0].raw, R"({"column_1":"a,b","column_2":"c"})");
    QCOMPARE(readBytes("{\"a\":1}\n{\"b\":2}", "a.jsonl", {.format = "csv", .header = false}).guess.format, "csv");
}

void TestGuess::wrongOptions_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<int>("kind");
    QTest::newRow("format") << QByteArray("xml") << static_cast<int>(Kind::BadValue);
    QTest::newRow("encoding") << QByteArray("tcvn3") << static_cast<int>(Kind::BadValue);
    QTest::newRow("text") << QByteArray("Comment") << static_cast<int>(Kind::Usage);
    QTest::newRow("id") << QByteArray("row") << static_cast<int>(Kind::Usage);
}

void TestGuess::wrongOptions()
{
    QFETCH(QByteArray, option);
    QFETCH(int, kind);
    shards::ReadOptions options;
    const QByteArray which = QTest::currentDataTag();
    (which == "format"     ? options.format
     : which == "encoding" ? options.encoding
     : which == "text"     ? options.textField
                           : options.idField) = option.toStdString();
    const Reading read = readBytes("id,text\n1,t\n", "a.csv", options);
    QVERIFY(read.openError);
    QCOMPARE(kindName(read.openError->kind), kindName(static_cast<Kind>(kind)));
    QVERIFY(words(*read.openError).find(option.toStdString()) != std::string::npos);
    // In JSONL as well, where no record of the first megabyte has it.
    if (which == "text" || which == "id") {
        const Reading lines = readBytes(R"({"text":"t","comment":"c"})", "a.jsonl", options);
        QVERIFY(lines.openError);
        QCOMPARE(kindName(lines.openError->kind), "Usage");
        QCOMPARE(lines.openError->place, "a.jsonl");
        if (which == "text")
            QVERIFY(words(*lines.openError).ends_with("did you mean comment?"));
        QVERIFY(!readBytes("", "a.jsonl", options).anyError()); // no record, no mistake
        QCOMPARE(
            readBytes("{\"text\":\"t\"}\n{\"text\":\"t\",\"row\":1,\"Comment\":\"c\"}", "a.jsonl", options).anyError(),
            nullptr);
    }
}

void TestGuess::names()
{
    QCOMPARE(shards::shardNameOf("x/y/a.jsonl.gz"), "a.jsonl");
    QCOMPARE(shards::shardNameOf("a.csv.zst"), "a.csv");
    QCOMPARE(shards::shardNameOf("a.csv"), "a.csv");
    QCOMPARE(shards::shardNameOf("-"), "stdin");
}

void TestGuess::realData_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<qint64>("records"); // counted by Python's csv and json modules
    QTest::newRow("ViCTSD") << QStringLiteral("UIT-ViCTSD/ViCTSD_test.csv") << QByteArray("Comment")
                            << QByteArray("column_1") << qint64{1000};
    QTest::newRow("ViSFD") << QStringLiteral("UIT-ViSFD/Dev.csv") << QByteArray("comment") << QByteArray("index")
                           << qint64{1112};
    QTest::newRow("wiki") << QStringLiteral("volume/wiki-01.jsonl.gz") << QByteArray("text") << QByteArray("id")
                          << qint64{34490};
    QTest::newRow("news") << QStringLiteral("volume/news-01.jsonl.gz") << QByteArray("text") << QByteArray("id")
                          << qint64{8569};
}

void TestGuess::realData()
{
    QFETCH(QString, file);
    QFETCH(qint64, records);
    const QString shared = qEnvironmentVariable("NIA_SHARED", QStringLiteral(NIA_SOURCE_DIR "/../shared"));
    const QString path = QDir(shared).filePath(QStringLiteral("data/") + file);
    if (!QFile::exists(path))
        QSKIP("the shared data are not here");
    const Reading read = drain(shards::Reader::open(path.toStdString()));
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QTEST(QByteArray::fromStdString(read.guess.textField), "text");
    QTEST(QByteArray::fromStdString(read.guess.idField), "id");
    QCOMPARE(static_cast<qint64>(read.records.size()), records);
}

QTEST_APPLESS_MAIN(TestGuess)
#include "tst_guess.moc"
