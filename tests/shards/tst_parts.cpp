// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include "base/json.h"
#include "base/record_key.h"
#include "text/utf8.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

/// Chats, instructions and preferences become one text with parts (formats.md 1.3).
class TestParts : public QObject
{
    Q_OBJECT

private slots:
    void joined_data();
    void joined();
    void refused_data();
    void refused();
    void precedence_data();
    void precedence();
    void offsets();
    void exportComesBack();
    void arrays();
    void tables();
};

void TestParts::joined_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("builder");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("parts");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &builder, const QByteArray &text,
                        const QByteArray &parts) { QTest::newRow(name) << line << builder << text << parts; };
    row("Alpaca", R"({"instruction":"Dịch","input":"cat","output":"mèo"})", "instruction-1", "Dịch\n\ncat\n\nmèo",
        R"([{"role":"instruction","begin":0,"end":4},{"role":"input","begin":6,"end":9},{"role":"output","begin":11,"end":14}])");
    row("Alpaca, empty input", R"({"instruction":"a","input":"","output":"b"})", "instruction-1", "a\n\nb",
        R"([{"role":"instruction","begin":0,"end":1},{"role":"output","begin":3,"end":4}])");
    row("context and response", R"({"response":"c","context":"b","instruction":"a"})", "instruction-1", "a\n\nb\n\nc",
        R"([{"role":"instruction","begin":0,"end":1},{"role":"context","begin":3,"end":4},{"role":"response","begin":6,"end":7}])");
    row("ShareGPT",
        R"({"conversations":[{"from":"system","value":"s"},{"from":"human","value":"h"},{"from":"gpt","value":"g"}]})",
        "chat-1", "s\n\nh\n\ng",
        R"([{"role":"system","begin":0,"end":1},{"role":"user","name":"human","begin":3,"end":4},{"role":"assistant","name":"gpt","begin":6,"end":7}])");
    row("ShareGPT's tools",
        R"({"conversations":[{"from":"function_call","value":"f"},{"from":"observation","value":"o"}]})", "chat-1",
        "f\n\no", R"([{"role":"function_call","begin":0,"end":1},{"role":"observation","begin":3,"end":4}])");
    row("messages",
        R"({"messages":[{"role":"user","name":"Lan","content":"chào 😀"},{"role":"assistant","content":"ừ"}]})",
        "chat-1", "chào 😀\n\nừ",
        R"([{"role":"user","name":"Lan","begin":0,"end":6},{"role":"assistant","begin":8,"end":9}])");
    row("blocks",
        R"({"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"u"}},{"type":"text","text":"b"}]}]})",
        "chat-1", "a\n\n[image_url]\n\nb",
        R"([{"role":"user","begin":0,"end":1},{"role":"user","begin":3,"end":14,"opaque":true},{"role":"user","begin":16,"end":17}])");
    row("tool calls and null",
        R"({"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"x"}]},{"role":"tool","content":"r"},{"role":"assistant","content":null}]})",
        "chat-1", "[tool_calls]\n\nr",
        R"([{"role":"assistant","begin":0,"end":12,"opaque":true},{"role":"tool","begin":14,"end":15}])");
    row("no tool calls", R"({"messages":[{"role":"assistant","content":"a","tool_calls":[],"function_call":null}]})",
        "chat-1", "a", R"([{"role":"assistant","begin":0,"end":1}])");
    row("an empty turn stays one", R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":""}]})",
        "chat-1", "a\n\n", R"([{"role":"user","begin":0,"end":1},{"role":"assistant","begin":3,"end":3}])");
    row("no turn", R"({"messages":[]})", "chat-1", "", "[]");
    row("no role", R"({"messages":[{"content":"a"}]})", "chat-1", "a", R"([{"role":"unknown","begin":0,"end":1}])");
    row("roles in conversations", R"({"conversations":[{"role":"user","content":"a"}]})", "chat-1", "a",
        R"([{"role":"user","begin":0,"end":1}])");
    row("preference", R"({"prompt":"p","chosen":"c","rejected":"r"})", "preference-1", "p\n\nc\n\nr",
        R"([{"role":"prompt","begin":0,"end":1},{"role":"chosen","begin":3,"end":4},{"role":"rejected","begin":6,"end":7}])");
    row("preference of messages",
        R"({"prompt":[{"role":"user","content":"p"}],"chosen":[{"role":"user","content":"p"},{"role":"assistant","content":"c"}],"rejected":[{"role":"assistant","content":"r"}]})",
        "preference-1", "p\n\np\n\nc\n\nr",
        R"([{"role":"prompt","begin":0,"end":1},{"role":"chosen","begin":3,"end":7},{"role":"rejected","begin":9,"end":10}])");
    row("prompt and completion", R"({"prompt":"p","completion":"c"})", "preference-1", "p\n\nc",
        R"([{"role":"prompt","begin":0,"end":1},{"role":"completion","begin":3,"end":4}])");
    row("escapes, NFD", R"({"instruction":"\u0065\u0302\u0323\n","output":"\ud83d\ude00"})", "instruction-1",
        "e\u0302\u0323\n\n\n😀", R"([{"role":"instruction","begin":0,"end":4},{"role":"output","begin":6,"end":7}])");
}

void TestParts::joined()
{
    QFETCH(QByteArray, line);
    const Reading read = readBytes(line.toStdString(), "s.jsonl");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QCOMPARE(read.records.size(), 1U);
    QCOMPARE(read.guess.textField, "parts");
    const OwnRecord &record = read.records[0];
    QTEST(QByteArray::fromStdString(record.builder), "builder");
    QTEST(QByteArray::fromStdString(record.text), "text");
    QTEST(QByteArray::fromStdString(record.parts), "parts");
    QCOMPARE(QByteArray::fromStdString(record.raw), line); // the object as it came
    QCOMPARE(record.literal, "");
    QCOMPARE(record.id, "s.jsonl#1");
}

void TestParts::refused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    QTest::newRow("a turn is a string") << QByteArray(R"({"messages":["a"]})") << static_cast<int>(Kind::WrongType);
    QTest::newRow("a content is a number")
        << QByteArray(R"({"messages":[{"role":"user","content":1}]})") << static_cast<int>(Kind::WrongType);
    QTest::newRow("a block is a number") << QByteArray(R"({"messages":[{"role":"user","content":[1]}]})")
                                         << static_cast<int>(Kind::WrongType);
    QTest::newRow("an output is a number")
        << QByteArray(R"({"instruction":"a","output":1})") << static_cast<int>(Kind::WrongType);
    QTest::newRow("none of them") << QByteArray(R"({"x":"a"})") << static_cast<int>(Kind::NoText);
    QTest::newRow("messages are null") << QByteArray(R"({"messages":null})") << static_cast<int>(Kind::NoText);
}

void TestParts::refused()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    const Reading read = readBytes((R"({"messages":[{"role":"user","content":"a"}]})"
                                    "\n"
                                    + line)
                                       .toStdString(),
                                   "s.jsonl", {.textField = "parts"});
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 1U);
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), kindName(static_cast<Kind>(kind)));
}

void TestParts::precedence_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("told"); // --text
    QTest::addColumn<QByteArray>("text");
    // cli.md: text wins over messages, conversations, instruction, prompt
    QByteArray members = R"("prompt":"p","chosen":"c","rejected":"r")";
    QTest::newRow("prompt") << "{" + members + "}" << QByteArray() << QByteArray("p\n\nc\n\nr");
    members += R"(,"instruction":"i")";
    QTest::newRow("instruction") << "{" + members + "}" << QByteArray() << QByteArray("i");
    members += R"(,"conversations":[{"from":"human","value":"h"}])";
    QTest::newRow("conversations") << "{" + members + "}" << QByteArray() << QByteArray("h");
    members += R"(,"messages":[{"role":"user","content":"m"}])";
    QTest::newRow("messages") << "{" + members + "}" << QByteArray() << QByteArray("m");
    members += R"(,"content":"no text by name")";
    QTest::newRow("over other texts") << "{" + members + "}" << QByteArray() << QByteArray("m");
    members += R"(,"text":"t")";
    QTest::newRow("text") << "{" + members + "}" << QByteArray() << QByteArray("t");
    QTest::newRow("parts are forced") << "{" + members + "}" << QByteArray("parts") << QByteArray("m");
    QTest::newRow("a field is told") << "{" + members + "}" << QByteArray("chosen") << QByteArray("c");
    QTest::newRow("messages that are none")
        << QByteArray(R"({"messages":null,"instruction":"i","output":"o"})") << QByteArray() << QByteArray("i\n\no");
    QTest::newRow("a prompt alone") << QByteArray(R"({"prompt":"p"})") << QByteArray() << QByteArray("p");
    QTest::newRow("a prompt and a text by another name")
        << QByteArray(R"({"prompt":"p","content":"c"})") << QByteArray() << QByteArray("c");
}

void TestParts::precedence()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, told);
    shards::ReadOptions options;
    if (!told.isEmpty())
        options.textField = told.toStdString();
    const Reading read = readBytes(line.toStdString(), "s.jsonl", options);
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 1U);
    QTEST(QByteArray::fromStdString(read.records[0].text), "text");
    // A shard may hold both: each record is read by the same rule.
    if (told.isEmpty()) {
        for (const char *other : {R"({"text":"a text"})", R"({"instruction":"a","output":"b"})"}) {
            const Reading mixed = readBytes((line + "\n" + other + "\n" + other).toStdString(), "s.jsonl");
            QVERIFY(!mixed.anyError());
            QVERIFY2(mixed.bad.empty(), mixed.bad.empty() ? "" : words(mixed.bad.front().reason).c_str());
            const bool text = QByteArray(other).contains("\"text\"");
            QCOMPARE(mixed.records[1].text, text ? "a text" : "a\n\nb");
            QCOMPARE(mixed.records[1].builder, text ? "" : "instruction-1");
        }
    }
}

void TestParts::offsets()
{
    // Every part's slice of the joined text, in code points, is what the turn said.
    const std::vector<std::string> said{"Chào 😀", "", "e\u0302\u0323", "𠀀\r\nNam", "x"};
    Json turns = Json::array();
    for (const std::string &one : said)
        turns.push(Json::object({{"role", "user"}, {"content", one}}));
    const Reading read = readBytes(Json::object({{"id", 1}, {"messages", turns}}).write(), "s.jsonl");
    QCOMPARE(read.records.size(), 1U);
    const auto parts = Json::parse(read.records[0].parts);
    QVERIFY(parts);
    QCOMPARE(parts->items().size(), said.size());
    const std::u32string text = QString::fromStdString(read.records[0].text).toStdU32String();
    for (std::size_t i = 0; i < said.size(); ++i) {
        const Json &part = parts->items()[i];
        const auto begin = static_cast<std::size_t>(part["begin"].integer());
        const auto end = static_cast<std::size_t>(part["end"].integer());
        QCOMPARE(QString::fromStdU32String(text.substr(begin, end - begin)), QString::fromStdString(said[i]));
    }
}

void TestParts::exportComesBack()
{
    const std::string object = R"({"id":"r1","text":"t","messages":[{"role":"user","content":"m"}])";
    const auto line = [&](std::string_view builder, std::string_view text, const char *field) {
        return object + R"(,"nia":{"key":")" + recordKey("main", "r1", builder, text).hex()
               + R"(","id":"r1","dataset":"main","fields":{"text":")" + field + R"(","id":"id"}}})";
    };
    // Forced parts come back as parts, and a text of a shard of parts as the text, whatever the dataset is called now.
    const Reading forced = readBytes(line("chat-1", "m", "parts"), "data.jsonl", {.dataset = "other"});
    QCOMPARE(forced.records.size(), 1U);
    QCOMPARE(forced.records[0].text, "m");
    QCOMPARE(forced.records[0].builder, "chat-1");
    QCOMPARE(forced.records[0].raw, object + "}");
    const Reading text = readBytes(line("", "t", "parts"), "data.jsonl", {.dataset = "other"});
    QCOMPARE(text.records[0].text, "t");
    QCOMPARE(text.records[0].literal, R"("t")");
    const Reading told = readBytes(line("", "t", "parts"), "data.jsonl", {.textField = "parts"});
    QCOMPARE(told.records[0].text, "m");
}

void TestParts::arrays()
{
    const Reading read =
        readBytes("[\n {\"conversations\": [\n  {\"from\":\"human\",\"value\":\"a\\nb\"}\n ]}\n]", "s.json");
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 1U);
    QCOMPARE(read.records[0].text, "a\nb");
    QCOMPARE(read.records[0].raw, R"({"conversations": [   {"from":"human","value":"a\nb"}  ]})");
    QCOMPARE(read.records[0].builder, "chat-1");
}

void TestParts::tables()
{
    const Reading read = readBytes("id,instruction,input,output\n1,a,,b\n2,\"c\nd\",e,\n", "t.csv");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.guess.textField, "parts");
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[0].text, "a\n\nb");
    QCOMPARE(read.records[0].id, "1");
    QCOMPARE(read.records[0].builder, "instruction-1");
    QCOMPARE(read.records[0].raw, R"({"id":"1","instruction":"a","input":"","output":"b"})");
    QCOMPARE(read.records[1].text, "c\nd\n\ne");
    // A list in a cell, as exports of chats have it.
    const Reading chat =
        readBytes("messages,n\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"x\"\"}]\",1\n", "t.csv");
    QVERIFY2(!chat.anyError(), chat.anyError() ? words(*chat.anyError()).c_str() : "");
    QCOMPARE(chat.records[0].text, "x");
    QCOMPARE(chat.records[0].builder, "chat-1");
    // What is told wins.
    const Reading told = readBytes("id,instruction,output\n1,a,b\n", "t.csv", {.textField = "output"});
    QCOMPARE(told.records[0].text, "b");
    const Reading forced = readBytes("text,instruction,output\nt,a,b\n", "t.csv", {.textField = "parts"});
    QCOMPARE(forced.records[0].text, "a\n\nb");
    QCOMPARE(readBytes("text,instruction,output\nt,a,b\n", "t.csv").records.at(0).text, "t");
    // An export comes back: of parts, and of a record with a text of its own in the same file.
    const std::string rows =
        "text,messages,nia_key,nia_id\n,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"x\"\"}]\","
        + recordKey("main", "a.jsonl#1", "chat-1", "x").hex() + ",a.jsonl#1\nt,,"
        + recordKey("main", "r2", {}, "t").hex() + ",r2\n";
    const Reading both = readBytes(rows, "t.csv", {.dataset = "main"});
    QVERIFY2(!both.anyError(), both.anyError() ? words(*both.anyError()).c_str() : "");
    QCOMPARE(both.records.size(), 2U);
    QCOMPARE(both.records[0].builder, "chat-1");
    QCOMPARE(both.records[0].text, "x");
    QCOMPARE(both.records[0].id, "a.jsonl#1");
    QCOMPARE(both.records[1].text, "t");
    QCOMPARE(both.records[1].builder, "");
    const Reading none = readBytes("a,b\n1,2\n", "t.csv", {.textField = "parts"});
    QVERIFY(none.anyError());
    QCOMPARE(kindName(none.anyError()->kind), "NoText");
}

QTEST_APPLESS_MAIN(TestParts)
#include "tst_parts.moc"
