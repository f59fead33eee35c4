// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/answer.h"
#include "workspace/event.h"

#include <QtTest>

using namespace nia;
using namespace nia::workspace;

namespace {

Event usual()
{
    return {.kind = "label",
            .annotator = "lan",
            .device = "devA",
            .hlc = "0019a3f0c2d1-0007-devA",
            .time = "2026-11-24T08:00:00Z",
            .dataset = "main",
            .record = "a2c77315df90750bac0d0b1aaec328bc",
            .question = "quality",
            .schemaId = "vi-quality",
            .schemaVersion = "1.0.0",
            .body = Json::object({{"seconds", Json(3.0)}, {"answer", Json("good")}}),
            .program = "nia 0.1.0"};
}

// Written by hand after RFC 8785: members sorted, no blanks, 3.0 as 3.
constexpr const char *kUsual =
    R"({"annotator":"lan","body":{"answer":"good","seconds":3},"dataset":"main","device":"devA","hlc":"0019a3f0c2d1-0007-devA",)"
    R"("kind":"label","program":"nia 0.1.0","question":"quality","record":"a2c77315df90750bac0d0b1aaec328bc",)"
    R"("schema":{"id":"vi-quality","version":"1.0.0"},"time":"2026-11-24T08:00:00Z","v":1})";

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private slots:
    void canonicalBytes();
    void idIsTheHash();
    void readsBack();
    void unsetMembersAreAbsent();
    void refuses_data();
    void refuses();
    void sizeLimit();
    void answers_data();
    void answers();
    void badAnswers_data();
    void badAnswers();
};

void TestEvents::canonicalBytes()
{
    QCOMPARE(usual().canonical(), std::string(kUsual));
}

void TestEvents::idIsTheHash()
{
    // printf '%s' '…' | sha256sum over the line above
    QCOMPARE(Event::idOf(kUsual).hex(),
             std::string("0a1238ca5a7b56af8da45e06669eed4b0eddc1ed18c76e93efff72645a0a10f5"));
}

void TestEvents::readsBack()
{
    const auto event = Event::parse(kUsual);
    QVERIFY(event);
    QCOMPARE(event->canonical(), std::string(kUsual));
    QCOMPARE(event->question, std::string("quality"));
    QCOMPARE(event->schemaVersion, std::string("1.0.0"));
    // A member of a later version survives in the bytes; reading is not disturbed by it.
    std::string later(kUsual);
    later.insert(later.find(R"("dataset")"), R"("cohort":"b",)");
    QVERIFY(Event::parse(later));
}

void TestEvents::unsetMembersAreAbsent()
{
    Event event = usual();
    event.kind = "flag";
    event.question.clear();
    event.schemaId.clear();
    event.body = Json::object({{"on", Json(true)}});
    const std::string bytes = event.canonical();
    QVERIFY(bytes.find("question") == std::string::npos);
    QVERIFY(bytes.find("schema") == std::string::npos);
    QVERIFY(Event::parse(bytes));
}

void TestEvents::refuses_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const char *from, const char *to, Kind kind) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << static_cast<int>(kind);
    };
    row("a blank after a comma", ",\"body\"", ", \"body\"", Kind::BadValue);
    row("members out of order", R"("answer":"good","seconds":3)", R"("seconds":3,"answer":"good")", Kind::BadValue);
    row("a number not as ECMAScript writes it", ":3}", ":3.0}", Kind::BadValue);
    row("an escape that is not needed", "good", "\\u0067ood", Kind::BadValue);
    row("no annotator", R"("annotator":"lan",)", "", Kind::BadValue);
    row("empty annotator", "\"lan\"", "\"\"", Kind::BadValue);
    row("annotator a number", "\"lan\"", "7", Kind::BadValue);
    row("no version", ",\"v\":1", "", Kind::BadValue);
    row("body a text", R"({"answer":"good","seconds":3})", "\"x\"", Kind::BadValue);
    row("clock too short", "0019a3f0c2d1-0007-devA", "0019a3f0c2d1-007-devA", Kind::BadValue);
    row("clock not lower case", "0019a3f0c2d1-", "0019A3F0C2D1-", Kind::BadValue);
    row("key too short", "a2c77315df90750bac0d0b1aaec328bc", "a2c7", Kind::BadValue);
    row("key in capitals", "a2c77315df90750bac0d0b1aaec328bc", "A2C77315DF90750BAC0D0B1AAEC328BC", Kind::BadValue);
    row("cut off", "\"v\":1}", "\"v\":", Kind::NotJson);
    row("a member twice", "\"v\":1", "\"v\":1,\"v\":1", Kind::NotJson);
    row("a lone surrogate", "good", "\\ud800", Kind::LoneSurrogate);
}

void TestEvents::refuses()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, kind);
    QByteArray bytes(kUsual);
    QVERIFY(bytes.contains(from));
    bytes.replace(from, to);
    const auto event = Event::parse(bytes.toStdString());
    QVERIFY(!event);
    QCOMPARE(static_cast<int>(event.error().kind), kind);
}

void TestEvents::sizeLimit()
{
    Event event = usual();
    const std::size_t rest = event.canonical().size() - 4; // without good
    event.body.set("answer", std::string(1048576 - rest, 'x'));
    QCOMPARE(event.canonical().size(), std::size_t{1048576});
    QVERIFY(Event::parse(event.canonical()));
    event.body.set("answer", std::string(1048577 - rest, 'x'));
    const auto over = Event::parse(event.canonical());
    QVERIFY(!over);
    QCOMPARE(over.error().kind, Kind::TooLarge);
}

void TestEvents::answers_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("again");
    const auto row = [](const char *name, QuestionKind kind, const char *json, const char *again) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(json) << QByteArray(again);
    };
    row("single", QuestionKind::Single, R"("good")", R"("good")");
    row("scale by a number's bytes", QuestionKind::Scale, "3", R"("3")");
    row("multiple", QuestionKind::Multiple, R"(["age","gender"])", R"(["age","gender"])");
    row("the empty set is an answer", QuestionKind::Multiple, "[]", "[]");
    row("text", QuestionKind::Text, R"("hổng \"biết\"")", R"("hổng \"biết\"")");
    row("empty text", QuestionKind::Text, R"("")", R"("")");
    row("spans in order", QuestionKind::Span,
        R"([{"start":5,"end":9,"text":"biết","answer":"b"},{"start":0,"end":4,"text":"hổng","answer":"a"}])",
        R"([{"start":0,"end":4,"text":"hổng","answer":"a"},{"start":5,"end":9,"text":"biết","answer":"b"}])");
    row("no spans is an answer", QuestionKind::Span, "[]", "[]");
}

void TestEvents::answers()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, again);
    const auto value = Json::parse(json.toStdString());
    QVERIFY(value);
    const auto answer = answerFromJson(static_cast<QuestionKind>(kind), *value);
    QVERIFY(answer);
    QCOMPARE(toJson(*answer).write(), again.toStdString());
}

void TestEvents::badAnswers_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, QuestionKind kind, const char *json, Kind error) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(json) << static_cast<int>(error);
    };
    row("single with a list", QuestionKind::Single, R"(["good"])", Kind::BadValue);
    row("single with nothing", QuestionKind::Single, "null", Kind::BadValue);
    row("multiple with a text", QuestionKind::Multiple, R"("age")", Kind::BadValue);
    row("multiple of objects", QuestionKind::Multiple, "[{}]", Kind::BadValue);
    row("text with a number", QuestionKind::Text, "3", Kind::BadValue);
    row("span without end", QuestionKind::Span, R"([{"start":0,"answer":"a"}])", Kind::BadSpan);
    row("span at half a character", QuestionKind::Span, R"([{"start":0.5,"end":2,"answer":"a"}])", Kind::BadSpan);
    row("span without answer", QuestionKind::Span, R"([{"start":0,"end":2}])", Kind::BadSpan);
    row("spans no list", QuestionKind::Span, "{}", Kind::BadSpan);
}

void TestEvents::badAnswers()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, json);
    QFETCH(int, error);
    const auto value = Json::parse(json.toStdString());
    QVERIFY(value);
    const auto answer = answerFromJson(static_cast<QuestionKind>(kind), *value);
    QVERIFY(!answer);
    QCOMPARE(static_cast<int>(answer.error().kind), error);
}

QTEST_APPLESS_MAIN(TestEvents)
#include "tst_events.moc"
