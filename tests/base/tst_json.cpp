// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "base/random.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace nia;

class TestJson : public QObject
{
    Q_OBJECT
private slots:
    void canonicalNumbers_data();
    void canonicalNumbers();
    void canonicalOrder();
    void canonicalStrings();
    void numbersKeepTheirBytes_data();
    void numbersKeepTheirBytes();
    void randomDoublesComeBack();
    void escapes_data();
    void escapes();
    void refuses_data();
    void refuses();
    void depth();
    void repeatedNames();
    void values();
    void writes();
};

// RFC 8785, appendix B: IEEE 754 bits and what ECMAScript writes.
void TestJson::canonicalNumbers_data()
{
    QTest::addColumn<quint64>("bits");
    QTest::addColumn<QByteArray>("expected");
    const std::pair<quint64, const char *> kVectors[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (const auto &[bits, expected] : kVectors)
        QTest::addRow("%s", expected) << bits << QByteArray(expected);
}

void TestJson::canonicalNumbers()
{
    QFETCH(quint64, bits);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(Json(std::bit_cast<double>(bits)).writeCanonical()), expected);
    // Read in another spelling, it is written the same.
    const auto parsed = Json::parse(QByteArray::number(std::bit_cast<double>(bits), 'e', 17).toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(QByteArray::fromStdString(parsed->writeCanonical()), expected);
}

void TestJson::canonicalOrder()
{
    // RFC 8785 section 3.2.3: by UTF-16 units, so the emoji (a surrogate pair) stands before U+FB33.
    const auto parsed =
        Json::parse(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
                    R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
                    R"("\u00f6":"Latin Small Letter O With Diaeresis"})");
    QVERIFY(parsed.has_value());
    const auto sorted = Json::parse(parsed->writeCanonical());
    QVERIFY(sorted.has_value());
    QStringList values;
    for (const auto &[name, value] : sorted->members())
        values << QString::fromStdString(value.string());
    QCOMPARE(values,
             (QStringList{QStringLiteral("Carriage Return"), QStringLiteral("One"), QStringLiteral("Control"),
                          QStringLiteral("Latin Small Letter O With Diaeresis"), QStringLiteral("Euro Sign"),
                          QStringLiteral("Emoji: Grinning Face"), QStringLiteral("Hebrew Letter Dalet With Dagesh")}));
    QCOMPARE(Json::parse(R"({"ab":1,"a":2,"b":{"d":1,"c":2}})")->writeCanonical(),
             std::string(R"({"a":2,"ab":1,"b":{"c":2,"d":1}})"));
}

void TestJson::canonicalStrings()
{
    // RFC 8785 section 3.2.2, the example.
    const auto parsed =
        Json::parse(R"({ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] })");
    QVERIFY(parsed.has_value());
    QCOMPARE(QString::fromStdString(parsed->writeCanonical()),
             QStringLiteral(R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
                            R"("string":"€$\u000f\nA'B\"\\\\\"/"})"));
}

void TestJson::numbersKeepTheirBytes_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<double>("real");
    QTest::addColumn<bool>("integer");
    QTest::addColumn<qint64>("value"); // -1: not one
    QTest::newRow("integer") << QByteArray("12") << 12.0 << true << qint64(12);
    QTest::newRow("point zero") << QByteArray("3.0") << 3.0 << true << qint64(3);
    QTest::newRow("exponent") << QByteArray("3E0") << 3.0 << true << qint64(3);
    QTest::newRow("minus zero") << QByteArray("-0") << 0.0 << true << qint64(0);
    QTest::newRow("half") << QByteArray("0.50") << 0.5 << false << qint64(-1);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << 9223372036854775808.0 << true
                             << qint64(9223372036854775807);
    QTest::newRow("over it") << QByteArray("9223372036854775808") << 9223372036854775808.0 << true << qint64(-1);
    QTest::newRow("id of 30 digits") << QByteArray("123456789012345678901234567890") << 123456789012345678901234567890.0
                                     << true << qint64(-1);
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("too large") << QByteArray("1e400") << infinity << false << qint64(-1);
    QTest::newRow("too large below zero") << QByteArray("-1e400") << -infinity << false << qint64(-1);
    QTest::newRow("too large, long") << QByteArray("1" + QByteArray(400, '0')) << infinity << false << qint64(-1);
    QTest::newRow("too small") << QByteArray("1e-400") << 0.0 << true << qint64(0);
    QTest::newRow("too small, long") << QByteArray("0." + QByteArray(400, '0') + "1") << 0.0 << true << qint64(0);
    QTest::newRow("exponent beyond count") << QByteArray("1e99999999999999999999") << infinity << false << qint64(-1);
}

void TestJson::numbersKeepTheirBytes()
{
    QFETCH(QByteArray, written);
    QFETCH(double, real);
    QFETCH(bool, integer);
    QFETCH(qint64, value);
    const auto parsed = Json::parse(written.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(QByteArray::fromStdString(parsed->write()), written);
    QCOMPARE(QByteArray::fromStdString(parsed->idText().value_or("")), written);
    QVERIFY(parsed->real() == real);
    QCOMPARE(parsed->isInteger(), integer);
    QCOMPARE(qint64(parsed->integer(-1)), value);
}

void TestJson::randomDoublesComeBack()
{
    SplitMix64 random(8785);
    for (int i = 0; i < 20000; ++i) {
        const auto value = std::bit_cast<double>(random.next());
        if (!std::isfinite(value))
            continue;
        const auto parsed = Json::parse(Json(value).write());
        QVERIFY(parsed.has_value());
        QVERIFY(parsed->real() == value);
    }
    QVERIFY(Json(std::numeric_limits<double>::quiet_NaN()).isNull());
    QCOMPARE(Json::decimal(3).write(), std::string("3.0"));
    QCOMPARE(Json::decimal(1e21).write(), std::string("1e+21"));
}

void TestJson::escapes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray(R"("Tiếng Việt 👍")") << QByteArray("Tiếng Việt 👍")
                           << QByteArray(R"("Tiếng Việt 👍")");
    QTest::newRow("short ones") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QByteArray("\"\\/\b\f\n\r\t")
                                << QByteArray(R"("\"\\/\b\f\n\r\t")");
    QTest::newRow("between runs") << QByteArray(R"("a\nbc\u1ebfd")") << QByteArray("a\nbcếd")
                                  << QByteArray(R"("a\nbcếd")");
    QTest::newRow("pair") << QByteArray(R"("\uD83D\uDC4D")") << QByteArray("👍") << QByteArray(R"("👍")");
    QTest::newRow("control") << QByteArray(R"("\u0001\u001f\u007f")") << QByteArray("\x01\x1f\x7f")
                             << QByteArray("\"\\u0001\\u001f\x7f\"");
    QTest::newRow("separators stay") << QByteArray("\"\u2028\"") << QByteArray("\u2028") << QByteArray("\"\u2028\"");
    QTest::newRow("last character") << QByteArray(R"("\udbff\udfff")") << QByteArray("\U0010ffff")
                                    << QByteArray("\"\U0010ffff\"");
    QTest::newRow("empty") << QByteArray(R"("")") << QByteArray("") << QByteArray(R"("")");
}

void TestJson::escapes()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    const auto parsed = Json::parse(json.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(QByteArray::fromStdString(parsed->string()), text);
    QCOMPARE(QByteArray::fromStdString(parsed->write()), written);
}

void TestJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *name, QByteArray json, Kind kind, int offset) {
        QTest::newRow(name) << std::move(json) << kind << offset;
    };
    row("empty", "", Kind::NotJson, 0);
    row("blanks", "  ", Kind::NotJson, 2);
    row("word", "nul", Kind::NotJson, 0);
    row("two values", "1 2", Kind::NotJson, 2);
    row("leading zero", "01", Kind::NotJson, 1);
    row("plus", "+1", Kind::NotJson, 0);
    row("no digits behind the point", "1.", Kind::NotJson, 2);
    row("no exponent", "1e", Kind::NotJson, 2);
    row("NaN", "NaN", Kind::NotJson, 0);
    row("comma at the end", "[1,]", Kind::NotJson, 3);
    row("comma in the object", R"({"a":1,})", Kind::NotJson, 7);
    row("no colon", R"({"a" 1})", Kind::NotJson, 5);
    row("name without quotes", "{a:1}", Kind::NotJson, 1);
    row("open array", "[1", Kind::NotJson, 2);
    row("open string", R"("ab)", Kind::NotJson, 3);
    row("ends in an escape", R"("ab\)", Kind::NotJson, 4);
    row("unknown escape", R"("\x")", Kind::NotJson, 3);
    row("short escape", R"("\u12")", Kind::NotJson, 5);
    row("tab in a string", "\"a\tb\"", Kind::NotJson, 2);
    row("comment", "1 // one", Kind::NotJson, 2);
    row("lone high", R"("\ud800")", Kind::LoneSurrogate, 7);
    row("lone low", R"("\udc00")", Kind::LoneSurrogate, 7);
    row("high before a letter", R"("\ud800\u0041")", Kind::LoneSurrogate, 13);
    row("NUL escaped", R"("a\u0000")", Kind::NulCharacter, 8);
    row("NUL raw", QByteArray("\"a\0\"", 4), Kind::NulCharacter, 2);
    row("overlong", "\"\xc0\xaf\"", Kind::NotUtf8, 1);
    row("surrogate in UTF-8", "\"a\xed\xa0\x80\"", Kind::NotUtf8, 2);
    row("over the last", "\"\xf4\x90\x80\x80\"", Kind::NotUtf8, 1);
    row("cut", "\"\xe1\xba", Kind::NotUtf8, 1);
    row("stands twice", R"({"a":1,"a":2})", Kind::NotJson, 10);
}

void TestJson::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(Kind, kind);
    QFETCH(int, offset);
    const auto parsed = Json::parse(std::string_view(json.constData(), json.size()));
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().kind, kind);
    QCOMPARE(parsed.error().offset, offset);
}

void TestJson::depth()
{
    const auto nested = [](int levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    QVERIFY(Json::parse(nested(1000)).has_value());
    for (const int levels : {1001, 5000, 1'000'000}) {
        const auto parsed = Json::parse(nested(levels));
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().kind, Kind::TooDeep);
        QCOMPARE(parsed.error().offset, 1000);
        QCOMPARE(parsed.error().arguments, std::vector<std::string>{"1000"});
    }
    std::string objects;
    for (int i = 0; i < 5000; ++i)
        objects += R"({"a":)";
    QCOMPARE(Json::parse(objects).error().kind, Kind::TooDeep);
}

void TestJson::repeatedNames()
{
    const auto parsed = Json::parseLenient(R"({"a":1,"b":2,"a":3,"c":{"d":1,"d":[]}})");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->write(), std::string(R"({"a":3,"b":2,"c":{"d":[]}})"));
    QVERIFY(!Json::parseLenient("{").has_value());
    // More members than are looked through one by one.
    std::string many = "{";
    for (int i = 0; i < 100; ++i)
        many += "\"m" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    QVERIFY(!Json::parse(many + "\"m0\":1}").has_value());
    QVERIFY(!Json::parse(many + "\"m99\":1}").has_value());
    QCOMPARE(Json::parseLenient(many + "\"m50\":-1}")->find("m50")->integer(), -1);
    QCOMPARE(Json::parse(many + "\"n\":1}")->members().size(), std::size_t(101));
}

void TestJson::values()
{
    Json json;
    json.set("text", "a").set("list", Json::array()).set("text", "b");
    json.set("none", nullptr).set("yes", true).set("number", 7);
    QCOMPARE(json.members().size(), std::size_t(5));
    QCOMPARE(json["text"].string(), std::string("b"));
    QVERIFY(json["none"].isNull() && json.has("none") && !json.has("nothing") && json["nothing"].isNull());
    QVERIFY(json["yes"].boolean() && !json["text"].boolean() && json["text"].boolean(true));
    QCOMPARE(json["number"].idText(), std::optional<std::string>("7"));
    QCOMPARE(json["yes"].idText(), std::nullopt);
    json.remove("none");
    QVERIFY(!json.has("none"));
    Json list;
    list.push(1).push("x");
    QCOMPARE(list.write(), std::string(R"([1,"x"])"));
    QVERIFY(Json::parse(" [1 , \"x\"]\n").value_or(Json()) == list);
    QVERIFY(Json(3.0).isInteger() && Json("3").items().empty() && Json("3").members().empty());
}

void TestJson::writes()
{
    const auto json = Json::parse(R"({"b":[],"a":{},"c":[1,{"d":null}]})");
    QVERIFY(json.has_value());
    QCOMPARE(json->write(), std::string(R"({"b":[],"a":{},"c":[1,{"d":null}]})"));
    QCOMPARE(json->writePretty(),
             std::string("{\n  \"b\": [],\n  \"a\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": null\n    }\n  ]\n}"));
    QVERIFY(Json::parse(json->writePretty()).value_or(Json()) == *json);
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
