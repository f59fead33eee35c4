// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

/// JSON arrays: an element at a time, whatever is broken among them.
class TestJsonArray : public QObject
{
    Q_OBJECT

private slots:
    void elements_data();
    void elements();
    void brokenElements_data();
    void brokenElements();
    void breaksOff_data();
    void breaksOff();
    void places();
    void anyPieces();
    void longElements();
    void largeArray();
    void limit();
    void exportComesBack();
};

void TestJsonArray::elements_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("raw"); // id, a blank, the object
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &raw) {
        QTest::newRow(name) << bytes << raw;
    };
    row("objects", R"([{"id":"a","text":"x"},{"id":"b","text":"y"}])",
        {R"(a {"id":"a","text":"x"})", R"(b {"id":"b","text":"y"})"});
    row("no ids", R"([{"text":"x"}, {"text":"y"}])", {R"(s.json#1 {"text":"x"})", R"(s.json#2 {"text":"y"})"});
    row("strings", R"( ["một", "h\u0061i\"]", ""])",
        {R"(s.json#1 {"text":"một"})", R"(s.json#2 {"text":"h\u0061i\"]"})", R"(s.json#3 {"text":""})"});
    row("line breaks outside of strings become blanks", "[\n  {\r\n    \"id\": 1,\n    \"text\": \"a\\nb\"\n  }\n]\n",
        {"1 {     \"id\": 1,     \"text\": \"a\\nb\"   }"});
    row("byte order mark", "\xef\xbb\xbf[{\"text\":\"x\"}]", {R"(s.json#1 {"text":"x"})"});
    row("a comma at the end, two, and none", "[{\"text\":\"a\"},,{\"text\":\"b\"} {\"text\":\"c\"},]",
        {R"(s.json#1 {"text":"a"})", R"(s.json#2 {"text":"b"})", R"(s.json#3 {"text":"c"})"});
    row("brackets in strings and inside", R"([{"m":[[{"a":"]}"}],"[{"],"text":"}],"}])",
        {R"(s.json#1 {"m":[[{"a":"]}"}],"[{"],"text":"}],"})"});
    row("numbers that no double holds", R"([{"text":"x","n":[1e999,-0.5E+3,12345678901234567890123]}])",
        {R"(s.json#1 {"text":"x","n":[1e999,-0.5E+3,12345678901234567890123]})"});
    row("the last of a repeated name", R"([{"text":"1","text":"2"}])", {R"(s.json#1 {"text":"1","text":"2"})"});
    row("nothing", "[ ]", {});
    row("NFD stays", "[{\"text\":\"e\u0302\u0323\"}]", {"s.json#1 {\"text\":\"e\u0302\u0323\"}"});
}

void TestJsonArray::elements()
{
    QFETCH(QByteArray, bytes);
    const Reading read = readBytes(bytes.toStdString(), "s.json");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QCOMPARE(read.guess.format, "json");
    QByteArrayList got;
    for (const OwnRecord &record : read.records)
        got += QByteArray::fromStdString(record.id + " " + record.raw);
    QTEST(got, "raw");
}

void TestJsonArray::brokenElements_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("pretty"); // each element in a line of its own
    const auto row = [](const char *name, const QByteArray &element, Kind kind, bool pretty = false) {
        QTest::newRow(name) << element << static_cast<int>(kind) << pretty;
    };
    row("a number", "12", Kind::NotObject);
    row("null", "null", Kind::NotObject);
    row("an array", R"([{"text":"x"}])", Kind::NotObject);
    row("no text", R"({"id":"x"})", Kind::NoText);
    row("text is a number", R"({"id":"x","text":1})", Kind::WrongType);
    row("not UTF-8", "{\"id\":\"x\",\"text\":\"\xff\"}", Kind::NotUtf8);
    row("half a surrogate pair", R"({"id":"x","text":"\ud800"})", Kind::LoneSurrogate);
    row("NUL", R"({"id":"x","text":"\u0000"})", Kind::NulCharacter);
    row("no such escape", R"({"id":"x","text":"\q"})", Kind::NotJson);
    row("no such word", R"({"id":"x","text":"a","n":nul})", Kind::NotJson);
    row("too deep", R"({"text":"x","a":)" + QByteArray(1000, '[') + QByteArray(1000, ']') + "}", Kind::TooDeep);
    // These break off, and the next element is known by how it begins.
    row("no closing brace", R"({"id":"x","text":"a")", Kind::NotJson);
    row("wrong bracket", R"({"id":"x","text":"a","l":[1})", Kind::NotJson);
    row("no quotation mark", R"({"id":"x","text":"a})", Kind::NotJson);
    row("no quotation mark in its line", R"({"id":"x","text":"a})", Kind::NotJson, true);
    row("a line break in a string", "{\"id\":\"x\",\"text\":\"a\nb\"}", Kind::NotJson, true);
    row("no colon", R"({"id" "x"})", Kind::NotJson);
    row("no comma", R"({"id":"x" "text":"a"})", Kind::NotJson, true);
    row("brackets that never close, objects like it inside",
        R"({"id":"x","text":"a","l":[{"id":1},)"
        "\n    {\"id\":2},\n    {\"id\":[}",
        Kind::NotJson, true);
    row("an odd byte", R"({"id":"x",'text':"a"})", Kind::NotJson);
}

void TestJsonArray::brokenElements()
{
    QFETCH(QByteArray, element);
    QFETCH(int, kind);
    QFETCH(bool, pretty);
    const QByteArray between = pretty ? ",\n  " : ",";
    const QByteArray before = pretty ? "[\n  " : "[";
    const QByteArray first = R"({"id":"g","text":"good"})";
    const QByteArray bytes = before + first + between + element + between + R"({"id":"h","text":"y"})" + between
                             + R"({"id":"i","text":"z"}])";
    const Reading read = readBytes(bytes.toStdString(), "s.json");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), kindName(static_cast<Kind>(kind)));
    QCOMPARE(read.bad[0].byteOffset, before.size() + first.size() + between.size());
    QCOMPARE(read.bad[0].line, pretty ? 3 : 1);
    QVERIFY(QByteArray::fromStdString(read.bad[0].raw).startsWith(element.left(5)));
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[1].id, "h");
    QCOMPARE(read.records[2].id, "i");
    QCOMPARE(read.records[2].number, 4);
}

void TestJsonArray::breaksOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("records");
    const auto row = [](const char *name, const QByteArray &bytes, Kind kind, qint64 offset, int records) {
        QTest::newRow(name) << bytes << static_cast<int>(kind) << offset << records;
    };
    row("in an element", R"([{"text":"a"},{"text":"b)", Kind::Truncated, 24, 1);
    row("between elements", R"([{"text":"a"},{"text":"b"})", Kind::Truncated, 26, 2);
    row("in an element that has elements like it", R"([{"text":"a"},{"text":"b","l":[{"text":"c"},{"text":"d"}])",
        Kind::Truncated, 57, 1);
    row("after a comma", "[{\"text\":\"a\"},\n", Kind::Truncated, 15, 1);
    row("at once", "[", Kind::Truncated, 1, 0);
    row("in a word", "[{\"text\":\"a\"},tru", Kind::Truncated, 17, 1);
    row("another array behind it", R"([{"text":"a"}] [{"text":"b"}])", Kind::Corrupt, 15, 1);
    row("a broken element, and none like it", R"([{"text":"a"},{"id":1]},{"text":"b"}])", Kind::Corrupt, 14, 1);
    row("no element at all", R"([{"text":"a"},}])", Kind::Corrupt, 14, 1);
}

void TestJsonArray::breaksOff()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    QFETCH(qint64, offset);
    QFETCH(int, records);
    const Reading read = readBytes(bytes.toStdString(), "s.json", {.format = "json"});
    QVERIFY(read.anyError());
    QCOMPARE(kindName(read.anyError()->kind), kindName(static_cast<Kind>(kind)));
    QCOMPARE(read.anyError()->offset, offset);
    QCOMPARE(read.anyError()->place, "s.json");
    QCOMPARE(std::ssize(read.records), records);
}

void TestJsonArray::places()
{
    const Reading read = readBytes("[\n{\"text\":\"a\"},\n{\"text\":\n\"b\"},{\"text\":\"c\"}\n]", "s.json");
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[1].line, 3);
    QCOMPARE(read.records[1].byteOffset, 16);
    QCOMPARE(read.records[2].line, 4);
    QCOMPARE(read.records[2].number, 3);
    QCOMPARE(read.records[2].literal, R"("c")");
}

void TestJsonArray::anyPieces()
{
    std::string bytes = "[";
    for (int i = 0; i < 3001; ++i) {
        bytes += i % 7 == 3 ? "{\"id\":\"" + std::to_string(i) + "\",\"text\":[}"
                            : "{\"id\":\"" + std::to_string(i) + "\",\"text\":\""
                                  + std::string(static_cast<std::size_t>(i % 900), 'x') + "\"}";
        bytes += " ,\n";
    }
    bytes += "\"cuối\"]";
    const Reading one = readBytes(bytes, "s.json");
    unsigned seed = 7;
    const Reading other =
        readBytes(bytes, "s.json", {}, [&seed] { return (seed = seed * 1103515245U + 12345U) % 5000; });
    QVERIFY(!one.anyError() && !other.anyError());
    QCOMPARE(one.bad.size(), 429U);
    QCOMPARE(one.records.size(), 2573U);
    QVERIFY(one.records == other.records);
}

void TestJsonArray::longElements()
{
    // Longer than a block, and longer than the limit: refused and passed over.
    const std::string bytes = R"([{"text":"a"},{"text":")" + std::string(3'000'000, 'x') + R"("},{"text":")"
                              + std::string(9'000'000, 'y') + R"(","l":["{"]},{"text":"d"}])";
    const Reading read = readBytes(bytes, "s.json", {.maxLineBytes = 4'000'000});
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 3U);
    QCOMPARE(read.records[1].text.size(), 3'000'000U);
    QCOMPARE(read.records[2].id, "s.json#4");
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "LineTooLong");
    QCOMPARE(read.bad[0].byteOffset, 14 + 3'000'012);
}

void TestJsonArray::largeArray()
{
    // Two hundred megabytes that nobody keeps: an element at a time.
    constexpr std::int64_t kElements = 400'000;
    const std::string element = R"({"text":")" + std::string(500, 'x') + R"("},)";
    std::int64_t given = -1;
    std::size_t at = 0;
    std::string piece = "[";
    auto source = shards::ByteSource::from(
        [&](char *to, std::size_t most) -> Result<std::size_t> {
            if (at == piece.size()) {
                if (++given > kElements)
                    return 0;
                piece = given == kElements ? R"("cuối"])" : element;
                at = 0;
            }
            const std::size_t count = piece.copy(to, most, at);
            at += count;
            return count;
        },
        "s.json", -1, 1 << 20);
    QVERIFY(source);
    auto reader = shards::Reader::open(std::move(*source), "s.json");
    QVERIFY(reader);
    std::int64_t records = 0;
    for (bool end = false; !end;) {
        const auto batch = reader->next();
        QVERIFY(batch);
        QVERIFY(batch->records.size() < 10'000);
        records += std::ssize(batch->records);
        end = batch->end;
    }
    QCOMPARE(records, kElements + 1);
}

void TestJsonArray::limit()
{
    const std::string bytes = R"([{"text":"a"},{"text":"b"},
 ])";
    auto all = shards::ByteSource::from(
        [bytes, at = std::size_t{0}](char *to, std::size_t most) mutable -> Result<std::size_t> {
            const std::size_t count = bytes.copy(to, most, at);
            at += count;
            return count;
        },
        "s.json", -1, 1 << 20);
    auto reader = shards::Reader::open(std::move(*all), "s.json", {.limit = 2});
    QVERIFY(reader);
    const auto batch = reader->next();
    QVERIFY(batch && batch->end);
    QCOMPARE(batch->records.size(), 2U);
    QVERIFY(!batch->more); // only the bracket follows
}

void TestJsonArray::exportComesBack()
{
    // Elements of an export that somebody put into an array.
    const Reading read =
        readBytes(R"([{"Comment":"x","nia":{"id":"old.json#3","fields":{"text":"Comment","id":null}}}])", "s.json");
    QVERIFY(!read.anyError());
    QCOMPARE(read.records[0].raw, R"({"Comment":"x"})");
    QCOMPARE(read.records[0].id, "old.json#3");
    QVERIFY(!read.records[0].idFromField);
}

QTEST_APPLESS_MAIN(TestJsonArray)
#include "tst_json_array.moc"
