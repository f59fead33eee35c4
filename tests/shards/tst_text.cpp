// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

/// Plain text: a line, a paragraph or a file is a record.
class TestText : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void guesses_data();
    void guesses();
    void refused_data();
    void refused();
    void badPieces_data();
    void badPieces();
    void places();
    void anyPieces();
    void tooLong_data();
    void tooLong();
    void options();
};

void TestText::records_data()
{
    QTest::addColumn<QByteArray>("split");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("raw");
    const auto row = [](const char *name, const QByteArray &split, const QByteArray &bytes, const QByteArrayList &raw) {
        QTest::newRow(name) << split << bytes << raw;
    };
    row("lines", "line", "một\nhai\n", {R"({"id":"t.txt#1","text":"một"})", R"({"id":"t.txt#2","text":"hai"})"});
    row("CRLF, byte order mark, no line end at the end", "line", "\xef\xbb\xbfmột\r\nhai",
        {R"({"id":"t.txt#1","text":"một"})", R"({"id":"t.txt#2","text":"hai"})"});
    row("blank lines count and are no records", "line", "\n \t\r\na\n\n\nb\n",
        {R"({"id":"t.txt#3","text":"a"})", R"({"id":"t.txt#6","text":"b"})"});
    row("blanks and quotation marks stay", "line", "  \"a\"\t\\ \n", {R"({"id":"t.txt#1","text":"  \"a\"\t\\ "})"});
    row("NFD stays", "line", "e\u0302\u0323\n", {"{\"id\":\"t.txt#1\",\"text\":\"e\u0302\u0323\"}"});
    row("a form feed and U+2028 end no line", "line", "a\f\u2028b\n",
        {"{\"id\":\"t.txt#1\",\"text\":\"a\\f\u2028b\"}"});
    row("paragraphs", "paragraph", "\na\n b\n\n\nc\n \nd",
        {R"({"id":"t.txt#1","text":"a\n b"})", R"({"id":"t.txt#2","text":"c"})", R"({"id":"t.txt#3","text":"d"})"});
    row("paragraphs, CRLF", "paragraph", "a\r\nb\r\n\r\nc\r\n",
        {R"({"id":"t.txt#1","text":"a\r\nb"})", R"({"id":"t.txt#2","text":"c"})"});
    row("the file", "file", "\n a\n\nb\r\n", {R"({"id":"t.txt#1","text":"\n a\n\nb\r\n"})"});
    row("the file, byte order mark", "file", "\xef\xbb\xbf[Đoạn một]", {R"({"id":"t.txt#1","text":"[Đoạn một]"})"});
    row("only blanks", "file", " \n\n", {});
    row("nothing", "paragraph", "", {});
    row("JSON and rows, if told", "line", "{\"text\":\"a\"}\n1,2\n",
        {R"({"id":"t.txt#1","text":"{\"text\":\"a\"}"})", R"({"id":"t.txt#2","text":"1,2"})"});
}

void TestText::records()
{
    QFETCH(QByteArray, split);
    QFETCH(QByteArray, bytes);
    const Reading read = readBytes(bytes.toStdString(), "t.txt", {.split = split.toStdString()});
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QCOMPARE(read.guess.format, "txt");
    QCOMPARE(read.guess.split, split.toStdString());
    QByteArrayList got;
    for (const OwnRecord &record : read.records) {
        got += QByteArray::fromStdString(record.raw);
        QVERIFY(!record.idFromField);
    }
    QTEST(got, "raw");
}

void TestText::guesses_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("guess"); // format and split
    const auto row = [](const char *what, const QByteArray &name, const QByteArray &bytes, const QByteArray &guess) {
        QTest::newRow(what) << name << bytes << guess;
    };
    row("lines", "a.txt", "Một câu.\nHai câu.\n", "txt line");
    row("one line", "a.txt", "Một, hai", "txt line");
    row("lines with commas", "a.txt", "Một, hai\nba, bốn\nnăm, sáu\n", "txt line");
    row("Markdown", "a.md", "# Một\n\nHai\n", "txt line");
    row("blank lines between single lines", "a.txt", "a\n\nb\n\nc\n\nd\n", "txt line");
    row("paragraphs of lines", "a.txt", "a\nb\n\nc\nd\ne\n\nf\ng\n", "txt paragraph");
    row("two paragraphs are few", "a.txt", "a\nb\n\nc\nd\n", "txt line");
    row("begins with a bracket", "a.txt", "[Điệp khúc]\nla la\n", "txt line");
    row("begins with a brace", "a.txt", "{x} la la\n", "txt line");
    row("nothing", "a.txt", "", "txt line");
    row("rows with names", "a.txt", "id;text\n1;a\n", "csv -");
    row("tabs with names", "a.txt", "id\ttext\n1\ta\n", "tsv -");
    row("objects", "a.txt", "{\"text\":\"a\"}\n", "jsonl -");
    row("an array", "a.txt", "[\"a\"]", "json -");
}

void TestText::guesses()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    const Reading read = readBytes(bytes.toStdString(), name.toStdString());
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    const std::string said = read.guess.format + " " + (read.guess.split.empty() ? "-" : read.guess.split);
    QTEST(QByteArray::fromStdString(said), "guess");
    QVERIFY(!read.guess.reasons.empty());
}

void TestText::refused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *what, const QByteArray &name, const QByteArray &bytes, const QByteArray &says) {
        QTest::newRow(what) << name << bytes << says;
    };
    row("UTF-16, little end first", "a.txt",
        QByteArray("\xff\xfe"
                   "a\0\n\0",
                   6),
        "UTF-16; save it as UTF-8");
    row("UTF-16, big end first", "a.txt", QByteArray("\xfe\xff\0a\0\n", 6), "UTF-16; save it as UTF-8");
    row("UTF-16 without a mark", "a.txt", QByteArray("X\0i\0n\0 \0c\0h\0", 12), "UTF-16; save it as UTF-8");
    row("TCVN3", "a.txt", "Ti\xd5ng Vi\xd6t\nm\xe9t\n", "older encoding");
    row("Windows-1258 from Excel", "a.csv", "id,text\r\n1,Ti\xea\xecng Vi\xea\xf2t\r\n2,\xd0\xf4i\r\n",
        "older encoding");
    row("tabs", "a.tsv", "id\ttext\n1\tTi\xea\xecng\n", "save it as UTF-8");
    row("NULs", "a.txt", QByteArray(100, '\0'), "binary");
    row("a program", "a.txt",
        "\x7f"
        "ELF....",
        "a program");
}

void TestText::refused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    const Reading read = readBytes(bytes.toStdString(), name.toStdString());
    QVERIFY(read.openError);
    QCOMPARE(kindName(read.openError->kind), "NotThisFormat");
    const QByteArray message = QByteArray::fromStdString(words(*read.openError));
    QVERIFY2(message.startsWith(name) && message.contains(says), message);
}

void TestText::badPieces_data()
{
    QTest::addColumn<QByteArray>("split");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("kind");
    QTest::newRow("not UTF-8") << QByteArray("line") << QByteArray("a\xff") << static_cast<int>(Kind::NotUtf8);
    QTest::newRow("NUL") << QByteArray("line") << QByteArray("a\0b", 3) << static_cast<int>(Kind::NulCharacter);
    QTest::newRow("too long") << QByteArray("line") << QByteArray(200, 'x') << static_cast<int>(Kind::LineTooLong);
    QTest::newRow("paragraph: not UTF-8")
        << QByteArray("paragraph") << QByteArray("a\nb\xff\nc") << static_cast<int>(Kind::NotUtf8);
    QTest::newRow("paragraph: too long") << QByteArray("paragraph") << QByteArray(90, 'x') + "\n" + QByteArray(90, 'y')
                                         << static_cast<int>(Kind::LineTooLong);
}

void TestText::badPieces()
{
    QFETCH(QByteArray, split);
    QFETCH(QByteArray, piece);
    QFETCH(int, kind);
    const Reading read = readBytes(("một\n\nhai\n\n" + piece + "\n\nba\n").toStdString(), "t.txt",
                                   {.split = split.toStdString(), .maxLineBytes = 100});
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), kindName(static_cast<Kind>(kind)));
    QCOMPARE(read.bad[0].line, 5);
    QCOMPARE(read.bad[0].byteOffset, 12);
    QCOMPARE(QByteArray::fromStdString(read.bad[0].raw), piece);
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[2].text, "ba");
    QCOMPARE(read.records[2].line, 7 + piece.count('\n'));
    QCOMPARE(read.records[2].number, split == "line" ? 7 : 4);
}

void TestText::places()
{
    const Reading read = readBytes("\xef\xbb\xbf"
                                   "a\r\nb\r\n\r\n\r\nc\nd\n",
                                   "dir/t.txt", {.split = "paragraph"});
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[0].byteOffset, 3);
    QCOMPARE(read.records[1].line, 5);
    QCOMPARE(read.records[1].byteOffset, 13);
    QCOMPARE(read.records[1].id, "t.txt#2");
    QCOMPARE(read.records[1].literal, R"("c\nd")");
}

void TestText::anyPieces()
{
    std::string bytes;
    for (int i = 0; i < 4000; ++i)
        bytes += std::string(static_cast<std::size_t>(i * 37 % 1100), 'x') + (i % 5 == 0 ? "\r\n \r\n" : "\n");
    for (const char *split : {"line", "paragraph", "file"}) {
        unsigned seed = 7;
        const Reading one = readBytes(bytes, "t.txt", {.split = split});
        const Reading other = readBytes(bytes, "t.txt", {.split = split},
                                        [&seed] { return (seed = seed * 1103515245U + 12345U) % 5000; });
        QVERIFY(!one.anyError() && !one.records.empty());
        QVERIFY(one.records == other.records);
    }
}

void TestText::tooLong_data()
{
    QTest::addColumn<QByteArray>("split");
    QTest::addColumn<int>("records");
    QTest::addRow("line") << QByteArray("line") << 3;
    QTest::addRow("paragraph") << QByteArray("paragraph") << 2;
    QTest::addRow("file") << QByteArray("file") << 0;
}

void TestText::tooLong()
{
    // Five megabytes in one line: refused without being kept, and what follows is read.
    QFETCH(QByteArray, split);
    QFETCH(int, records);
    const std::string bytes = "a\n\n" + std::string(5'000'000, 'x') + "\nb\n\nc\n";
    const Reading read = readBytes(bytes, "t.txt", {.split = split.toStdString(), .maxLineBytes = 1'000'000});
    QCOMPARE(read.anyError() != nullptr, split == "file");
    QCOMPARE(std::ssize(read.records), records);
    if (read.anyError()) {
        QVERIFY(words(*read.anyError()).find("--max-line") != std::string::npos);
        return;
    }
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "LineTooLong");
    QCOMPARE(read.bad[0].line, 3);
    QCOMPARE(read.records.back().text, "c");
    QCOMPARE(read.records.back().line, 6);
}

void TestText::options()
{
    const auto error = [](const shards::ReadOptions &told, const char *name = "a.txt") {
        const Reading read = readBytes("a\nb\n", name, told);
        return read.openError ? kindName(read.openError->kind) : std::string("none");
    };
    QCOMPARE(error({.split = "sentence"}), "BadValue");
    QCOMPARE(error({.textField = "body"}), "Usage");
    QCOMPARE(error({.idField = "row"}), "Usage");
    QCOMPARE(error({.textField = "text", .idField = ""}), "none");
    QCOMPARE(error({.format = "jsonl", .split = "line"}), "Usage");
    QCOMPARE(error({.format = "txt"}, "anything"), "none");
    QCOMPARE(error({.split = "file"}, "anything"), "none");
    // A split does not make text of what is none.
    QCOMPARE(readBytes("{\"text\":\"a\"}\n", "a.jsonl", {.split = "line"}).guess.format, "jsonl");
}

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
