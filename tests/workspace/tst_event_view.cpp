// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/event.h"
#include "workspace/event_view.h"

#include <QtTest>

using namespace nia;
using namespace nia::workspace;

namespace {

Event labelEvent(SplitMix64 &random)
{
    static const std::vector<Json> kBodies{
        Json::object({{"answer", Json("good")}, {"seconds", Json(3.5)}}),
        Json::object({{"answer", Json("good")}, {"seconds", Json(0.1)}, {"comment", Json("một \"hai\"\n")}}),
        Json::object({{"answer", Json::array({Json("age"), Json("place")})}, {"seconds", Json(12)}}),
        Json::object(
            {{"spans",
              Json::array({Json::object(
                  {{"start", Json(0)}, {"end", Json(3)}, {"text", Json("văn")}, {"answer", Json("word")}})})}}),
        Json::object({{"answer", Json("x")},
                      {"suggestion",
                       Json::object({{"p", Json(0.000123)}, {"shown", Json(true)}, {"answer", Json(nullptr)}})}}),
        Json::object()};
    return {.kind = "label",
            .annotator = random.below(2) == 0 ? "lan" : "tuấn",
            .device = "dev",
            .hlc = "0019a3f0c2d1-0007-dev",
            .time = "2026-11-24T08:00:00Z",
            .dataset = random.below(3) == 0 ? "" : "main",
            .record = random.below(4) == 0 ? "" : "a2c77315df90750bac0d0b1aaec328bc",
            .question = random.below(4) == 0 ? "" : "quality",
            .schemaId = random.below(3) == 0 ? "" : "vi-quality",
            .schemaVersion = "1.0.0",
            .body = kBodies[random.below(kBodies.size())],
            .program = random.below(2) == 0 ? "nia 0.1.0" : ""};
}

void sameAsEvent(const EventView &view, const Event &event)
{
    QCOMPARE(std::string(view.kind), event.kind);
    QCOMPARE(std::string(view.annotator), event.annotator);
    QCOMPARE(std::string(view.device), event.device);
    QCOMPARE(std::string(view.hlc), event.hlc);
    QCOMPARE(std::string(view.time), event.time);
    QCOMPARE(std::string(view.dataset), event.dataset);
    QCOMPARE(std::string(view.record), event.record);
    QCOMPARE(std::string(view.question), event.question);
    QCOMPARE(std::string(view.schemaId), event.schemaId);
    if (!event.schemaId.empty())
        QCOMPARE(std::string(view.schemaVersion), event.schemaVersion);
    QCOMPARE(Json::parse(view.body).value_or(Json()).write(), event.body.write());
}

} // namespace

class TestEventView : public QObject
{
    Q_OBJECT

private slots:
    void canonical_data();
    void canonical();
    void agreesWithEvents();
    void takesNothingThatEventsRefuse();
};

/// RFC 8785 by hand: what is canonical and plain, and what is not.
void TestEventView::canonical_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("plain");
    const auto row = [](const char *json, bool plain) { QTest::newRow(json) << QByteArray(json) << plain; };
    row("{}", true);
    row(R"({"a":1,"b":[true,false,null,"x"]})", true);
    row(R"({"a":3.5,"b":0.1,"c":-2,"d":0,"e":0.000001})", true);
    row(R"({"a":"văn bản"})", true);
    row(R"({"b":1,"a":1})", false);
    row(R"({"a":1,"a":1})", false);
    row(R"({"a": 1})", false);
    row(R"({"a":1} )", false);
    row(R"({"a":1.0})", false);
    row(R"({"a":1.50})", false);
    row(R"({"a":01})", false);
    row(R"({"a":-0})", false);
    row(R"({"a":1e3})", false);
    row(R"({"a":+1})", false);
    row(R"({"a":.5})", false);
    row(R"({"a":1.})", false);
    row(R"({"a":--1})", false);
    row(R"({"a":0.1000000000000000055511151231257827})", false);
    row(R"({"a":"\n"})", false); // canonical, and left to the slow way
    row("{\"a\":\"\n\"}", false);
    row("{\"a\":\"\xff\"}", false);
    row(R"({"a":1,})", false);
    row(R"([1,])", false);
    row(R"({"a")", false);
    row("", false);
}

void TestEventView::canonical()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, plain);
    const std::string_view bytes(json.data(), static_cast<std::size_t>(json.size()));
    QCOMPARE(isPlainlyCanonical(bytes), plain);
    if (plain)
        QCOMPARE(Json::parse(bytes).value_or(Json()).writeCanonical(), std::string(bytes));
}

void TestEventView::agreesWithEvents()
{
    SplitMix64 random(3);
    int taken = 0;
    for (int i = 0; i < 500; ++i) {
        const Event event = labelEvent(random);
        const std::string canonical = event.canonical();
        const auto parsed = Event::parse(canonical);
        QVERIFY(parsed.has_value());
        if (const auto view = EventView::check(canonical)) {
            ++taken;
            sameAsEvent(*view, *parsed);
        }
        if (const auto view = EventView::read(canonical))
            sameAsEvent(*view, *parsed);
    }
    QVERIFY(taken > 300);
}

void TestEventView::takesNothingThatEventsRefuse()
{
    SplitMix64 random(5);
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string bytes = labelEvent(random).canonical();
        const std::size_t at = random.below(bytes.size());
        constexpr std::string_view kBytes = "\"\\{}[]:,0aA .-e\n\xff";
        switch (random.below(3)) {
        case 0: bytes[at] = kBytes[random.below(kBytes.size())]; break;
        case 1: bytes.erase(at, 1 + random.below(3)); break;
        default: bytes.insert(at, 1, kBytes[random.below(kBytes.size())]); break;
        }
        const bool good = Event::parse(bytes).has_value();
        refused += good ? 0 : 1;
        if (!good)
            QVERIFY2(!EventView::check(bytes), bytes.c_str());
    }
    QVERIFY(refused > 5000);
}

QTEST_GUILESS_MAIN(TestEventView)
#include "tst_event_view.moc"
