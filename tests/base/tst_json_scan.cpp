// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "base/json_scan.h"
#include "base/random.h"
#include "base/words.h"

#include <QTest>

using namespace nia;

class TestJsonScan : public QObject
{
    Q_OBJECT

private slots:
    void find_data();
    void find();
    void cut_data();
    void cut();
    void insert_data();
    void insert();
    void insertedIsCut();
    void check_data();
    void check();
    void checkAgreesWithParse();
};

void TestJsonScan::find_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("value"); // "-": nothing
    const QByteArray object =
        R"({"a": {"b":[1,{"c":2}], "x.y":7}, "n":-1.50 ,"s":"}\",\"n\":0","a.b":true,"e":{},"\u0061\u0062":3})";
    const auto row = [&](const char *path, const char *value) {
        QTest::newRow(path) << object << QByteArray(path) << QByteArray(value);
    };
    row("n", "-1.50");
    row("s", R"("}\",\"n\":0")");
    row("a.b", "true"); // the member of that very name wins
    row("a.x.y", "7");
    row("ab", "3");
    row("e", "{}");
    row("e.x", "-");
    row("n.x", "-");
    row("c", "-");
    row("", "-");
    QTest::newRow("the last of two") << QByteArray(R"({"a":1,"a":2})") << QByteArray("a") << QByteArray("2");
    QTest::newRow("empty object") << QByteArray("{}") << QByteArray("a") << QByteArray("-");
}

void TestJsonScan::find()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, path);
    const std::string kept = object.toStdString();
    const auto found = findMember(kept, path.toStdString());
    QTEST(found ? QByteArray(found->data(), std::ssize(*found)) : QByteArray("-"), "value");
}

void TestJsonScan::cut_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("only") << QByteArray(R"({"nia":{"a":1}})") << QByteArray("{}");
    QTest::newRow("first") << QByteArray(R"({"nia":1,"a":2})") << QByteArray(R"({"a":2})");
    QTest::newRow("last") << QByteArray(R"({"a":2,"nia":[",","}"]})") << QByteArray(R"({"a":2})");
    QTest::newRow("middle") << QByteArray(R"({"a":2, "nia":1 ,"b":3})") << QByteArray(R"({"a":2 ,"b":3})");
    QTest::newRow("three times") << QByteArray(R"({"nia":0,"a":2,"nia":1,"b":3,"nia":2})")
                                 << QByteArray(R"({"a":2,"b":3})");
    QTest::newRow("all of them") << QByteArray(R"({"nia":0,"nia":1})") << QByteArray("{}");
    QTest::newRow("none") << QByteArray(R"({"a":{"nia":1},"nia2":1})") << QByteArray(R"({"a":{"nia":1},"nia2":1})");
}

void TestJsonScan::cut()
{
    QFETCH(QByteArray, object);
    QTEST(QByteArray::fromStdString(cutMember(object.toStdString(), "nia")), "left");
}

void TestJsonScan::insert_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("usual") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"nia":0})");
    QTest::newRow("blanks") << QByteArray("{ \"a\" : 1 }") << QByteArray("{ \"a\" : 1 ,\"nia\":0}");
    QTest::newRow("empty") << QByteArray("{}") << QByteArray(R"({"nia":0})");
    QTest::newRow("empty with blanks") << QByteArray("{ }") << QByteArray(R"({ "nia":0})");
    QTest::newRow("brace in the last string") << QByteArray(R"({"a":"}"})") << QByteArray(R"({"a":"}","nia":0})");
}

void TestJsonScan::insert()
{
    QFETCH(QByteArray, object);
    QTEST(QByteArray::fromStdString(insertBeforeLastBrace(object.toStdString(), "\"nia\":0")), "more");
}

void TestJsonScan::insertedIsCut()
{
    // For every object: what an export puts in comes out without a trace.
    for (const char *object :
         {"{}", "{ }", R"({"a":1})", R"({ "a" : [ {} , {"nia":1} ] , "b":"\\" })", R"({"a":"\"nia\":1,"})"})
        QCOMPARE(cutMember(insertBeforeLastBrace(object, R"("nia":{"labels":{"q":[1,"},"]}})"), "nia"),
                 std::string(object));
}

void TestJsonScan::check_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kind"); // "": fine
    const auto row = [](const char *name, const QByteArray &text, const char *kind) {
        QTest::newRow(name) << text << QByteArray(kind);
    };
    row("all kinds", R"( {"a":[1,-0,2.5e-3,true,false,null,"x\u00e9\ud83d\ude00",[],{}], "a":{"b":{}}} )", "");
    row("number of any size", "123456789012345678901234567890e99999", "");
    row("1,000 levels", QByteArray(1000, '[') + QByteArray(1000, ']'), "");
    row("1,001 levels", QByteArray(1001, '[') + QByteArray(1001, ']'), "TooDeep");
    row("nothing", "", "NotJson");
    row("comma", "[1,]", "NotJson");
    row("no comma", "[1 2]", "NotJson");
    row("member without a value", R"({"a":})", "NotJson");
    row("wrong bracket", "[1}", "NotJson");
    row("two values", "1 2", "NotJson");
    row("plus", "+1", "NotJson");
    row("no fraction", "1.", "NotJson");
    row("leading zero", "01", "NotJson");
    row("control character", "\"\n\"", "NotJson");
    row("NUL in a string", QByteArray("\"\0\"", 3), "NulCharacter");
    row("NUL outside", QByteArray("[\0]", 3), "NulCharacter");
    row("NUL escaped", R"("\u0000")", "NulCharacter");
    row("half a pair", R"("\ud800x")", "LoneSurrogate");
    row("wrong pair", R"("\ud800\u0041")", "LoneSurrogate");
    row("second half", R"("\udc00")", "LoneSurrogate");
    row("overlong", "\"\xe0\x80\x80\"", "NotUtf8");
    row("over U+10FFFF", "\"\xf4\x90\x80\x80\"", "NotUtf8");
    row("cut character", "\"\xe1\xbb", "NotUtf8");
}

void TestJsonScan::check()
{
    QFETCH(QByteArray, text);
    const auto checked = checkJson(text.toStdString());
    QTEST(checked ? QByteArray() : QByteArray::fromStdString(kindName(checked.error().kind)), "kind");
}

void TestJsonScan::checkAgreesWithParse()
{
    // 30,000 damaged objects: the check says yes exactly where parsing does (which also refuses repeated names).
    SplitMix64 random(4);
    const std::string good = R"({"a":[1,-2.5e3,"\u1ec7\n\"",{"b":null}],"cệ":true,"d":"x😀","e":{}})";
    int accepted = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string text = good;
        for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
            const std::size_t at = random.below(text.size());
            if (random.below(2) == 0)
                text.erase(at, 1 + random.below(3));
            else
                text[at] = static_cast<char>(random.below(2) == 0
                                                 ? random.below(256)
                                                 : static_cast<unsigned char>(good[random.below(good.size())]));
            if (text.empty())
                text = "1";
        }
        const auto parsed = Json::parse(text);
        const auto checked = checkJson(text);
        const bool repeated = !parsed && parsed.error().kind == Kind::NotJson && !parsed.error().arguments.empty()
                              && parsed.error().arguments.front().find("twice") != std::string::npos;
        if (!repeated)
            QVERIFY2(parsed.has_value() == checked.has_value(), text.c_str());
        accepted += checked ? 1 : 0;
    }
    QVERIFY(accepted > 100);
}

QTEST_APPLESS_MAIN(TestJsonScan)
#include "tst_json_scan.moc"
