// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/record_key.h"
#include "support/shard_reading.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

/// CSV and TSV: RFC 4180 and what formats.md 1.2 says of the wild.
class TestTable : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void badRows_data();
    void badRows();
    void ids();
    void exportComesBack();
    void exportOfSeveralShardsComesBack();
    void openQuoteSwallowsNothing();
    void openQuotesCostLittle();
    void tooLongRow();
};

void TestTable::rows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("raw");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &raw) {
        QTest::newRow(name) << bytes << raw;
    };
    row("LF", "id,text\n1,a\n2,b\n", {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b"})"});
    row("CRLF, no line end at the end", "id,text\r\n1,a\r\n2,b",
        {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b"})"});
    row("byte order mark", "\xef\xbb\xbfid,text\n1,a\n", {R"({"id":"1","text":"a"})"});
    row("quotes", "id,text\n1,\"a, \"\"b\"\"\"\n", {R"({"id":"1","text":"a, \"b\""})"});
    row("line breaks in quotes stay", "id,text\n1,\"a\r\nb\n\"\n2,c\n",
        {R"({"id":"1","text":"a\r\nb\n"})", R"({"id":"2","text":"c"})"});
    row("unquoted quotation marks", "id,text\n1,he said \"hi\" twice\n",
        {R"({"id":"1","text":"he said \"hi\" twice"})"});
    row("text after a closing quotation mark", "id,text\n1,\"a\"b\n", {R"({"id":"1","text":"ab"})"});
    row("semicolons", "id;text;n\n1;a,b;1,5\n2;c;2\n",
        {R"({"id":"1","text":"a,b","n":"1,5"})", R"({"id":"2","text":"c","n":"2"})"});
    row("bars", "id|text\n1|a\n2|b, c\n", {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b, c"})"});
    row("tabs", "id\ttext\n1\ta, b\n", {R"({"id":"1","text":"a, b"})"});
    row("tabs and quotes", "id\ttext\n1\t\"a\tb\"\n", {R"({"id":"1","text":"a\tb"})"});
    row("tabs, quotation marks mean nothing", "id\ttext\n1\t\"Ối\n2\tx\" y\n",
        {R"({"id":"1","text":"\"Ối"})", R"({"id":"2","text":"x\" y"})"});
    row("sep=", "sep=;\r\nid;text\r\n1;a\r\n", {R"({"id":"1","text":"a"})"});
    row("sep= after a byte order mark", "\xef\xbb\xbfsep=;\r\nid;text\r\n1;\"a;b\"\r\n",
        {R"({"id":"1","text":"a;b"})"});
    row("sep= with a tab", "sep=\t\nid\ttext\n1\ta, b\n", {R"({"id":"1","text":"a, b"})"});
    row("sep= wins over what looks likelier", "sep=,\nid,text\n1,a;b;c\n2,d;e;f\n",
        {R"({"id":"1","text":"a;b;c"})", R"({"id":"2","text":"d;e;f"})"});
    row("tabs, quotation marks inside of cells", "id\ttext\n1\tmột \"hai\" ba\n",
        {R"({"id":"1","text":"một \"hai\" ba"})"});
    row("tabs, a quoted cell with a line break", "id\ttext\n1\t\"a\nb\"\n", {R"({"id":"1","text":"a\nb"})"});
    row("delimiter at the end", "id,text\n1,a,\n2,b,\n", {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b"})"});
    row("blank lines", "id,text\n\n1,a\n\r\n2,b\n\n", {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b"})"});
    row("missing cells", "id,text,n,m\n1,a\n2,b,3\n", {R"({"id":"1","text":"a"})", R"({"id":"2","text":"b","n":"3"})"});
    row("NULL stays what it is", "id,text,n\n1,NULL,\\N\n", {R"({"id":"1","text":"NULL","n":"\\N"})"});
    row("numbers stay what they were", "id,text\n0012,1E5\n", {R"({"id":"0012","text":"1E5"})"});
    row("blanks stay", "id,text\n1, a \n", {R"({"id":"1","text":" a "})"});
    row("empty header", ",text,\n1,a,b\n", {R"({"column_1":"1","text":"a","column_3":"b"})"});
    row("repeated header", "text,n,n,n\na,1,2,3\n", {R"({"text":"a","n":"1","n_2":"2","n_3":"3"})"});
    row("repeated header that would clash", "text,n,n,n_2\na,1,2,3\n", {R"({"text":"a","n":"1","n_3":"2","n_2":"3"})"});
    row("no header", "1,một câu dài hơn\n2,câu hai\n",
        {R"({"column_1":"1","column_2":"một câu dài hơn"})", R"({"column_1":"2","column_2":"câu hai"})"});
    row("nia columns are cut", "nia_key,text,nia_quality,n\nk,a,good,1\n", {R"({"text":"a","n":"1"})"});
    row("empty text", "id,text\n1,\n2,\"\"\n3,c\n",
        {R"({"id":"1","text":""})", R"({"id":"2","text":""})", R"({"id":"3","text":"c"})"});
    row("one column", "text\na b\n\"\"\n", {R"({"text":"a b"})", R"({"text":""})"});
    row("control character",
        "id,text\n1,a\x1c"
        "b\n",
        {R"({"id":"1","text":"a\u001cb"})"});
}

void TestTable::rows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, raw);
    const Reading read = readBytes(bytes.toStdString(), "t.csv");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QByteArrayList got;
    for (const OwnRecord &record : read.records)
        got += QByteArray::fromStdString(record.raw);
    QCOMPARE(got, raw);
}

void TestTable::badRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("kind");
    QTest::newRow("too many cells") << QByteArray("1,a,b,c") << static_cast<int>(Kind::RaggedRow);
    QTest::newRow("no text cell") << QByteArray("1") << static_cast<int>(Kind::NoText);
    QTest::newRow("invalid UTF-8") << QByteArray("1,\xe1\xbb,x") << static_cast<int>(Kind::NotUtf8);
    QTest::newRow("NUL") << QByteArray("1,a\0b,x", 7) << static_cast<int>(Kind::NulCharacter);
    QTest::newRow("quote closed in the next row") << QByteArray("1,\"abc,x") << static_cast<int>(Kind::UnclosedQuote);
}

void TestTable::badRows()
{
    QFETCH(QByteArray, row);
    QFETCH(int, kind);
    const Reading read = readBytes(("id,text,n\n0,\"a\nb\",1\n" + row + "\n2,\"c\",3\n").toStdString(), "t.csv");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), kindName(static_cast<Kind>(kind)));
    QCOMPARE(read.bad[0].line, 4); // physical: header, two lines of the first row
    QCOMPARE(read.bad[0].byteOffset, 20); // 10 each: header, first row
    QCOMPARE(QByteArray::fromStdString(read.bad[0].raw), row);
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[1].id, "2");
    QCOMPARE(read.records[1].line, 5);
    QCOMPARE(read.records[1].number, 3);
}

void TestTable::ids()
{
    const std::string bytes = "id,text\n,a\n\"x\ny\",b\n\n7,c\n";
    const Reading read = readBytes(bytes, "dir/t.csv.gz");
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[0].id, "t.csv#1"); // the row, not the line
    QVERIFY(!read.records[0].idFromField);
    QCOMPARE(read.records[1].id, "x\ny");
    QCOMPARE(read.records[2].number, 3);
    QCOMPARE(read.records[2].line, 6);
    const Reading other = readBytes(bytes, "t.csv", {.idField = "", .shardName = "sub/t.csv"});
    QCOMPARE(other.records[2].id, "sub/t.csv#3");
}

void TestTable::exportComesBack()
{
    // An export of records whose id was the column "row" (given with --id) although there is one called id.
    const Reading read =
        readBytes("row,id,text,nia_key,nia_id,nia_quality\nr1,a,x,k1,r1,good\nr2,a,y,k2,r2,\n", "data.csv");
    QCOMPARE(read.guess.idField, "row");
    QCOMPARE(read.records[1].id, "r2");
    // Records without an id of their own keep the one they had.
    const Reading none = readBytes("text,nia_id\nx,old.csv#4\ny,old.csv#9\n", "data.csv");
    QCOMPARE(none.records[0].id, "old.csv#4");
    QVERIFY(!none.records[0].idFromField);
    QCOMPARE(none.records[1].raw, R"({"text":"y"})");
    // Also where a column looks like an id that they never had.
    const Reading looks = readBytes("uid,text,nia_id\n1,x,old.csv#1\n2,y,old.csv#2\n", "data.csv");
    QCOMPARE(looks.guess.idField, "");
    QCOMPARE(looks.records[1].id, "old.csv#2");
}

void TestTable::exportOfSeveralShardsComesBack()
{
    const auto key = [](const char *id, const char *text) { return recordKey("main", id, {}, text).hex(); };
    // The shards had their texts in other columns, and one of them had no ids.
    const std::string bytes = "id,text,row,Comment,nia_key,nia_id\n"
                              "r1,một,,,"
                              + key("r1", "một") + ",r1\n,,7,hai," + key("b.csv#1", "hai") + ",b.csv#1\n,,8,,"
                              + key("b.csv#2", "") + ",b.csv#2\nr2,changed,,," + key("r2", "ba") + ",r2\n";
    const Reading read = readBytes(bytes, "data.csv", {.dataset = "main"});
    QCOMPARE(read.records.size(), 4U);
    QCOMPARE(read.guess.textField, "Comment"); // of most rows
    QCOMPARE(read.guess.idField, "id");
    const std::vector<std::pair<std::string, std::string>> wanted{
        {"r1", "một"}, {"b.csv#1", "hai"}, {"b.csv#2", ""}, {"r2", "changed"}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        QCOMPARE(read.records[i].id, wanted[i].first);
        QCOMPARE(read.records[i].text, wanted[i].second);
        QCOMPARE(read.records[i].literal, "\"" + wanted[i].second + "\"");
    }
    // What is told wins.
    const Reading told = readBytes(bytes, "data.csv", {.textField = "Comment", .idField = "row", .dataset = "main"});
    QCOMPARE(told.records[0].text, "");
    QCOMPARE(told.records[1].id, "7");
}

void TestTable::openQuoteSwallowsNothing()
{
    const Reading read = readBytes("id,text\n1,a\n2,\"open\n3,c\n4,d\n", "t.csv");
    QVERIFY(!read.anyError());
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "UnclosedQuote");
    QCOMPARE(read.bad[0].line, 3);
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[2].id, "4");
    QCOMPARE(read.records[2].line, 5);
}

void TestTable::openQuotesCostLittle()
{
    // 20 MB after an open quotation mark, and a small limit: memory and time stay small, nothing but that line is lost.
    std::string bytes = "id,text\n1,a\n2,\"open\n";
    const std::size_t before = bytes.size();
    for (int i = 3; bytes.size() < (std::size_t{20} << 20); ++i)
        bytes += std::to_string(i) + ",một dòng như mọi dòng\n";
    const auto lines = std::count(bytes.begin() + static_cast<std::ptrdiff_t>(before), bytes.end(), '\n');
    const Reading read = readBytes(bytes, "t.csv", {.maxLineBytes = 1 << 20});
    QVERIFY(!read.anyError());
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(std::ssize(read.records), lines + 1);
}

void TestTable::tooLongRow()
{
    const Reading read = readBytes("id,text\n1,a\n2," + std::string(std::size_t{5} << 20, 'x') + "\n3,\""
                                       + std::string(std::size_t{2} << 20, 'y') + "\"\n4,d\n",
                                   "t.csv", {.maxLineBytes = 1 << 20});
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[1].id, "4");
    QCOMPARE(read.records[1].line, 5);
    QCOMPARE(read.bad.size(), 2U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "LineTooLong");
    QCOMPARE(read.bad[1].line, 4);
}

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
