// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include "base/json.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

namespace {

const QByteArray kGood = R"({"id":"g","text":"good"})";

QByteArray nested(int levels) // the object itself is one of them
{
    return R"({"text":"deep","x":)" + QByteArray(levels - 1, '[') + QByteArray(levels - 1, ']') + "}";
}

} // namespace

class TestJsonl : public QObject
{
    Q_OBJECT

private slots:
    void goodLines_data();
    void goodLines();
    void badLines_data();
    void badLines();
    void objectAsItCame_data();
    void objectAsItCame();
    void places();
    void veryLongLine();
    void tooLongLineIsPassedOver();
    void tooLongLineFirst();
    void limit();
};

void TestJsonl::goodLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("idFromField");
    QTest::addColumn<QByteArray>("text");
    // cli.md, Meanings, Id: a string that is not empty, or a number by its bytes; anything else is no id
    QTest::newRow("usual") << QByteArray(R"({"id":"a","text":"Đường về"})") << QByteArray("a") << true
                           << QByteArray("Đường về");
    QTest::newRow("number") << QByteArray(R"({"id":1.50,"text":"x"})") << QByteArray("1.50") << true << QByteArray("x");
    QTest::newRow("huge number") << QByteArray(R"({"id":123456789012345678901234567890,"text":"x"})")
                                 << QByteArray("123456789012345678901234567890") << true << QByteArray("x");
    QTest::newRow("number beyond doubles")
        << QByteArray(R"({"id":"a","n":1e999,"text":"x"})") << QByteArray("a") << true << QByteArray("x");
    QTest::newRow("empty id") << QByteArray(R"({"id":"","text":"x"})") << QByteArray("s.jsonl#2") << false
                              << QByteArray("x");
    QTest::newRow("null id") << QByteArray(R"({"id":null,"text":"x"})") << QByteArray("s.jsonl#2") << false
                             << QByteArray("x");
    QTest::newRow("list as id") << QByteArray(R"({"id":["a"],"text":"x"})") << QByteArray("s.jsonl#2") << false
                                << QByteArray("x");
    QTest::newRow("no id") << QByteArray(R"({"text":"x"})") << QByteArray("s.jsonl#2") << false << QByteArray("x");
    QTest::newRow("escaped id") << QByteArray(R"({"id":"a\"\u00e9","text":"x"})") << QByteArray("a\"é") << true
                                << QByteArray("x");
    QTest::newRow("empty text") << QByteArray(R"({"id":"a","text":""})") << QByteArray("a") << true << QByteArray("");
    QTest::newRow("escapes") << QByteArray(R"({"id":"a","text":"\"\\\/\b\f\n\r\t\u1ec7\ud83d\ude00"})")
                             << QByteArray("a") << true << QByteArray("\"\\/\b\f\n\r\tệ😀");
    QTest::newRow("escaped backslash before u0000")
        << QByteArray(R"({"id":"a","text":"\\u0000"})") << QByteArray("a") << true << QByteArray("\\u0000");
    QTest::newRow("escaped name") << QByteArray(R"({"\u0069d":"a","t\u0065xt":"x"})") << QByteArray("a") << true
                                  << QByteArray("x");
    QTest::newRow("repeated: the last, as in Python")
        << QByteArray(R"({"text":"1","id":"a","text":"2","id":"b"})") << QByteArray("b") << true << QByteArray("2");
    QTest::newRow("text inside other members does not count")
        << QByteArray(R"({"m":{"text":"no","id":"no"},"l":["\"}",{"text":1}],"id":"a","text":"x"})") << QByteArray("a")
        << true << QByteArray("x");
    QTest::newRow("blanks") << QByteArray(" \t{ \"id\" : \"a\" , \"text\" : \"x\" } \t") << QByteArray("a") << true
                            << QByteArray("x");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"id\":\"a\",\"text\":\"x\"}") << QByteArray("a")
                                     << true << QByteArray("x");
    QTest::newRow("CRLF") << QByteArray("{\"id\":\"a\",\"text\":\"x\"}\r") << QByteArray("a") << true
                          << QByteArray("x");
    QTest::newRow("NFD stays NFD") << QByteArray("{\"id\":\"a\",\"text\":\"e\u0302\u0323\"}") << QByteArray("a") << true
                                   << QByteArray("e\u0302\u0323");
    QTest::newRow("1,000 levels") << nested(1000) << QByteArray("s.jsonl#2") << false << QByteArray("deep");
    QTest::newRow("id of an export") << QByteArray(R"({"text":"x","nia":{"id":"old#7"}})") << QByteArray("old#7")
                                     << false << QByteArray("x");
    QTest::newRow("own id wins") << QByteArray(R"({"id":"a","text":"x","nia":{"id":"old#7"}})") << QByteArray("a")
                                 << true << QByteArray("x");
}

void TestJsonl::goodLines()
{
    QFETCH(QByteArray, line);
    const Reading read = readBytes((kGood + "\n" + line + "\n").toStdString(), "s.jsonl");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QCOMPARE(read.records.size(), 2U);
    const OwnRecord &record = read.records.back();
    QTEST(QByteArray::fromStdString(record.id), "id");
    QTEST(record.idFromField, "idFromField");
    QTEST(QByteArray::fromStdString(record.text), "text");
    QCOMPARE(record.line, 2);
    // The literal says the text.
    const auto literal = Json::parse(record.literal);
    QVERIFY(literal);
    QCOMPARE(literal->string(), record.text);
}

void TestJsonl::badLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &line, Kind kind) {
        QTest::newRow(name) << line << static_cast<int>(kind);
    };
    row("cut off", R"({"text":"x)", Kind::NotJson);
    row("no comma", R"({"text":"x" "id":1})", Kind::NotJson);
    row("comma at the end", R"({"text":"x",})", Kind::NotJson);
    row("two objects", R"({"text":"x"}{"text":"y"})", Kind::NotJson);
    row("words", "hello", Kind::NotJson);
    row("raw tab in a string", "{\"text\":\"a\tb\"}", Kind::NotJson);
    row("unknown escape", R"({"text":"\x"})", Kind::NotJson);
    row("number with a zero in front", R"({"text":"x","n":01})", Kind::NotJson);
    row("NaN", R"({"text":"x","n":NaN})", Kind::NotJson);
    row("bad in a part nobody needs", R"({"text":"x","m":{"a":[1,2,}]}})", Kind::NotJson);
    row("list", R"(["text"])", Kind::NotObject);
    row("string", R"("text")", Kind::NotObject);
    row("number", "12", Kind::NotObject);
    row("null", "null", Kind::NotObject);
    row("no text", R"({"id":"a"})", Kind::NoText);
    row("empty object", "{}", Kind::NoText);
    row("text is a number", R"({"text":1})", Kind::WrongType);
    row("text is a list", R"({"text":["a"]})", Kind::WrongType);
    row("text is an object", R"({"text":{"a":"b"}})", Kind::WrongType);
    row("text is null", R"({"text":null})", Kind::WrongType);
    row("invalid UTF-8", "{\"text\":\"\xc3(\"}", Kind::NotUtf8);
    row("overlong UTF-8", "{\"text\":\"\xc0\xaf\"}", Kind::NotUtf8);
    row("surrogate in UTF-8", "{\"text\":\"\xed\xa0\x80\"}", Kind::NotUtf8);
    row("invalid UTF-8 elsewhere", "{\"text\":\"x\",\"m\":[\"\xff\"]}", Kind::NotUtf8);
    row("raw NUL in the text", QByteArray("{\"text\":\"a\0b\"}", 14), Kind::NulCharacter);
    row("raw NUL between members", QByteArray("{\"text\":\"a\",\0\"b\":1}", 19), Kind::NulCharacter);
    row("escaped NUL", R"({"text":"a\u0000b"})", Kind::NulCharacter);
    row("escaped NUL elsewhere", R"({"text":"x","m":{"a\\\u0000":1}})", Kind::NulCharacter);
    row("lone high surrogate", R"({"text":"\ud83d"})", Kind::LoneSurrogate);
    row("lone low surrogate", R"({"text":"\ude00x"})", Kind::LoneSurrogate);
    row("two high surrogates", R"({"text":"\ud83d\ud83d"})", Kind::LoneSurrogate);
    row("lone surrogate elsewhere", R"({"text":"x","m":"\udfff"})", Kind::LoneSurrogate);
    row("1,001 levels", nested(1001), Kind::TooDeep);
    row("5,000 levels", nested(5000), Kind::TooDeep);
    row("5,000 levels, never closed", R"({"text":"x","x":)" + QByteArray(5000, '['), Kind::TooDeep);
}

void TestJsonl::badLines()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    const Reading read = readBytes((kGood + "\n\n" + line + "\n" + kGood).toStdString(), "s.jsonl");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records.back().line, 4);
    QCOMPARE(read.bad.size(), 1U);
    const shards::BadLine &bad = read.bad.front();
    QCOMPARE(kindName(bad.reason.kind), kindName(static_cast<Kind>(kind)));
    QCOMPARE(bad.line, 3);
    QCOMPARE(bad.byteOffset, kGood.size() + 2);
    QCOMPARE(QByteArray::fromStdString(bad.raw), line.first(std::min<qsizetype>(line.size(), 1024)));
    QVERIFY(!reason(bad.reason).empty());
}

void TestJsonl::objectAsItCame_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("raw");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &raw) {
        QTest::newRow(name) << line << raw;
    };
    row("unchanged", R"({ "text": "x" ,"n": 1.0e5 })", R"({ "text": "x" ,"n": 1.0e5 })");
    row("blanks around it", "  {\"text\":\"x\"} \r", R"({"text":"x"})");
    row("return between members", "{\"text\":\"x\",\r\"a\":1}", R"({"text":"x", "a":1})");
    row("nia last", R"({"text":"x","nia":{"key":"k","a":[1,"}"]}})", R"({"text":"x"})");
    row("nia last, blank before the brace", R"({"text":"x" ,"nia":{} })", R"({"text":"x"  })");
    row("nia first", R"({"nia":{"a":1},"text":"x"})", R"({"text":"x"})");
    row("nia in the middle", R"({"a":1,"nia":null, "text":"x"})", R"({"a":1, "text":"x"})");
    row("nia twice", R"({"nia":1,"nia":2,"text":"x","nia":3})", R"({"text":"x"})");
    row("nia by an escaped name", R"({"text":"x","n\u0069a":1})", R"({"text":"x"})");
    row("nia inside stays", R"({"text":"x","m":{"nia":1}})", R"({"text":"x","m":{"nia":1}})");
}

void TestJsonl::objectAsItCame()
{
    QFETCH(QByteArray, line);
    const Reading read = readBytes((line + "\n").toStdString(), "s.jsonl");
    QCOMPARE(read.records.size(), 1U);
    QTEST(QByteArray::fromStdString(read.records.front().raw), "raw");
    QCOMPARE(read.records.front().literal, "\"x\"");
}

void TestJsonl::places()
{
    const Reading read =
        readBytes("\xef\xbb\xbf{\"text\":\"a\"}\r\n\r\n  {\"text\":\"b\"}\n   \nbroken\n{\"text\":\"c\"}",
                  "dir/p.jsonl.gz");
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[0].byteOffset, 3);
    QCOMPARE(read.records[1].line, 3);
    QCOMPARE(read.records[1].byteOffset, 21); // 3 + (12 + 2) + 2 + 2: mark, first line with CRLF, CRLF, two blanks
    QCOMPARE(read.records[1].id, "p.jsonl#3");
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(read.bad[0].line, 5);
    QCOMPARE(read.records[2].line, 6);
}

void TestJsonl::veryLongLine()
{
    const std::string text(12 << 20, 'x');
    const Reading read = readBytes("{\"text\":\"a\"}\n{\"text\":\"" + text + "\"}\n{\"text\":\"b\"}\n", "l.jsonl");
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 3U);
    QVERIFY(read.records[1].text == text);
    QCOMPARE(read.records[2].line, 3);
}

void TestJsonl::tooLongLineIsPassedOver()
{
    // 200 MB that are never in memory at once: the input makes them.
    constexpr std::int64_t kLong = 200'000'000;
    const std::string head = "{\"text\":\"a\"}\n{\"text\":\"", tail = "\"}\n{\"text\":\"b\"}\n";
    auto at = std::make_shared<std::int64_t>(0);
    const auto total = static_cast<std::int64_t>(head.size() + tail.size()) + kLong;
    auto source = shards::ByteSource::from(
        [=](char *to, std::size_t most) -> Result<std::size_t> {
            const auto count =
                static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(most), total - *at));
            std::memset(to, 'y', count);
            for (std::size_t i = 0; i < count; ++i) {
                const std::int64_t place = *at + static_cast<std::int64_t>(i);
                if (place < std::ssize(head))
                    to[i] = head[static_cast<std::size_t>(place)];
                else if (place >= std::ssize(head) + kLong)
                    to[i] = tail[static_cast<std::size_t>(place - std::ssize(head) - kLong)];
            }
            *at += static_cast<std::int64_t>(count);
            return count;
        },
        "long.jsonl", total, 1 << 20);
    QVERIFY(source);
    const Reading read = drain(shards::Reader::open(std::move(*source), "long.jsonl"));
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[1].line, 3);
    QCOMPARE(read.records[1].byteOffset, std::ssize(head) + kLong + 3);
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "LineTooLong");
    QCOMPARE(read.bad[0].reason.arguments.front(), "67108864");
    QCOMPARE(read.bad[0].line, 2);
    QCOMPARE(read.bad[0].byteOffset, 13);
    QCOMPARE(read.bad[0].raw.size(), 1024U);
}

void TestJsonl::tooLongLineFirst()
{
    const std::string first = "{\"text\":\"" + std::string(40 << 20, 'z') + "\"}\n";
    const Reading read = readBytes(first + "{\"text\":\"b\"}\n", "f.jsonl", {.maxLineBytes = 1 << 20});
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 1U);
    QCOMPARE(read.records[0].id, "f.jsonl#2");
    QCOMPARE(read.bad.size(), 1U);
}

void TestJsonl::limit()
{
    std::string bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += "{\"text\":\"" + std::to_string(i) + "\"}\n";
    const Reading read = readBytes(bytes, "l.jsonl", {.limit = 10});
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 10U);
    QCOMPARE(read.records.back().text, "9");
}

QTEST_APPLESS_MAIN(TestJsonl)
#include "tst_jsonl.moc"
