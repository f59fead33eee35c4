// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/workspace_fixture.h"
#include "workspace/fold.h"

#include <algorithm>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

/// Events written short, one a line: ID TIME WHO KIND REST. REST is question=answer (label, adjudicate; then the ids seen),
/// the ids named (retract), the reason (skip), on or off (flag), a text (comment).
std::vector<FoldEvent> events(const QByteArray &script)
{
    std::vector<FoldEvent> out;
    const auto idOf = [](const QByteArray &name) {
        EventId id;
        for (qsizetype i = 0; i < name.size(); ++i)
            id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(name[i]);
        return id;
    };
    for (const QByteArray &line : script.split('\n')) {
        const auto words = line.simplified().split(' ');
        if (words.size() < 4)
            continue;
        FoldEvent event{.seq = static_cast<std::int64_t>(out.size()) + 1, .id = idOf(words[0])};
        event.hlc = "0000000000" + words[1].toStdString() + "-0000-d";
        event.annotator = words[2].toStdString();
        event.kind = words[3].toStdString();
        event.body = Json::object();
        const QByteArray rest = words.value(4);
        Json ids = Json::array();
        if (event.kind == "label" || event.kind == "adjudicate") {
            const qsizetype equal = rest.indexOf('=');
            event.question = rest.first(equal).toStdString();
            const std::string answer = rest.sliced(equal + 1).toStdString();
            event.body.set("answer", answer.starts_with('[') ? *Json::parse(answer) : Json(answer));
            event.schemaId = "test";
            event.schemaVersion = words.value(5) == "v9" ? "9.0.0" : "1.0.0";
            for (qsizetype i = 5; i < words.size(); ++i)
                ids.push(idOf(words[i]).hex());
            event.body.set("seen", std::move(ids));
        } else if (event.kind == "retract") {
            for (qsizetype i = 4; i < words.size(); ++i)
                ids.push(idOf(words[i]).hex());
            event.body.set("events", std::move(ids));
        } else if (event.kind == "skip") {
            event.body.set("reason", rest.toStdString());
        } else if (event.kind == "flag") {
            event.body.set("on", rest == "on");
        } else if (event.kind == "comment") {
            event.body.set("text", rest.toStdString());
        }
        out.push_back(std::move(event));
    }
    return out;
}

std::string letters(unsigned bits)
{
    std::string out;
    for (const auto &[bit, letter] : std::initializer_list<std::pair<unsigned, char>>{{kLabelled, 'L'},
                                                                                      {kComplete, 'C'},
                                                                                      {kDisagreed, 'D'},
                                                                                      {kContested, 'X'},
                                                                                      {kAdjudicated, 'A'},
                                                                                      {kFlagged, 'F'},
                                                                                      {kSkipped, 'S'}}) {
        if ((bits & bit) != 0)
            out += letter;
    }
    return out;
}

/// "lan.quality=good minh.topic=(hidden)… | resolved | bits".
std::string summary(const Folded &folded)
{
    std::string out;
    for (const FoldedLabel &label : folded.labels)
        out += label.annotator + "." + label.question + (label.hidden ? "~" : "=") + label.answer + " ";
    out += "|";
    for (const FoldedResolution &resolved : folded.resolved)
        out += " " + resolved.question + "=" + resolved.answer + ":" + resolved.by;
    return out + " | " + letters(folded.bits);
}

} // namespace

class TestFold : public QObject
{
    Q_OBJECT

private slots:
    void rules_data();
    void rules();
    void people();
    void waits();
};

void TestFold::rules_data()
{
    // Expected by hand from teamwork.md section 1 and cli.md, Meanings, Policies.
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *script, const char *expected) {
        QTest::newRow(name) << QByteArray(script) << QByteArray(expected);
    };
    row("nothing", "", "| | ");
    row("one label", "a 01 lan label quality=good", "lan.quality=\"good\" | quality=\"good\":unanimous | LC");
    row("the newest counts", "a 02 lan label quality=good\nb 01 lan label quality=bad",
        "lan.quality=\"good\" | quality=\"good\":unanimous | LC");
    row("same clock: the greater id", "a 01 lan label quality=bad\nb 01 lan label quality=good",
        "lan.quality=\"good\" | quality=\"good\":unanimous | LC");
    row("undo: the earlier answer counts again",
        "a 01 lan label quality=bad\nb 02 lan label quality=good\nc 03 lan retract b",
        "lan.quality=\"bad\" | quality=\"bad\":unanimous | LC");
    row("a retract older than what it names", "a 05 lan label quality=bad\nc 03 lan retract a", "| | ");
    row("a retract of another person's event", "a 01 lan label quality=bad\nc 03 minh retract a",
        "lan.quality=\"bad\" | quality=\"bad\":unanimous | LC");
    row("a retract cannot be retracted", "a 01 lan label quality=bad\nb 02 lan retract a\nc 03 lan retract b", "| | ");
    row("two differ", "a 01 lan label quality=bad\nb 01 minh label quality=good",
        "lan.quality=\"bad\" minh.quality=\"good\" | | LCD");
    row("two thirds suffice", "a 01 lan label quality=bad\nb 01 minh label quality=good\nc 01 hoa label quality=good",
        "hoa.quality=\"good\" lan.quality=\"bad\" minh.quality=\"good\" | quality=\"good\":majority | LCD");
    row("descriptive never differs nor resolves", "a 01 lan label mood=sad\nb 01 minh label mood=glad",
        "lan.mood=\"sad\" minh.mood=\"glad\" | | L");
    row("hidden counts nowhere", "a 01 lan label quality=bad\nb 01 lan label topic=[\"age\"]",
        "lan.quality=\"bad\" lan.topic~[\"age\"] | quality=\"bad\":unanimous | LC");
    row("hidden alone is no label", "b 01 lan label topic=[\"age\"]", "lan.topic~[\"age\"] | | ");
    row("the condition holds", "a 01 lan label quality=fair\nb 01 lan label topic=[\"place\",\"age\"]",
        "lan.quality=\"fair\" lan.topic=[\"age\",\"place\"] | quality=\"fair\":unanimous "
        "topic=[\"age\",\"place\"]:unanimous | LC");
    row("an unresolved parent hides its children",
        "a 01 lan label quality=fair\nb 01 lan label topic=[\"age\"]\nc 01 minh label quality=good\nd 01 minh label "
        "topic=[\"age\"]",
        "lan.quality=\"fair\" minh.quality=\"good\" lan.topic=[\"age\"] minh.topic=[\"age\"] | | LCD");
    row("sets: each member by two thirds",
        "a 01 lan label quality=good\nb 01 minh label quality=good\nc 01 hoa label quality=good\n"
        "d 01 lan label topic=[\"age\"]\ne 01 minh label topic=[\"age\",\"place\"]\nf 01 hoa label topic=[]",
        "hoa.quality=\"good\" lan.quality=\"good\" minh.quality=\"good\" hoa.topic=[] lan.topic=[\"age\"] "
        "minh.topic=[\"age\",\"place\"] | "
        "quality=\"good\":unanimous topic=[\"age\"]:majority | LCD");
    row("sets: a tie on a member",
        "a 01 lan label quality=good\nb 01 minh label quality=good\nd 01 lan label topic=[\"age\"]\ne 01 minh label "
        "topic=[]",
        "lan.quality=\"good\" minh.quality=\"good\" lan.topic=[\"age\"] minh.topic=[] | quality=\"good\":unanimous | "
        "LCD");
    row("texts never differ", "a 01 lan label note=x\nb 01 minh label note=y", "lan.note=\"x\" minh.note=\"y\" | | L");
    row("decided", "a 01 lan label quality=bad\nb 01 minh label quality=good\nc 02 hoa adjudicate quality=fair",
        "lan.quality=\"bad\" minh.quality=\"good\" | quality=\"fair\":adjudicated | LCA");
    row("decided alone is no label", "c 02 hoa adjudicate quality=fair", "| quality=\"fair\":adjudicated | A");
    row("overturned by one who saw it", "c 02 hoa adjudicate quality=fair\nd 01 minh adjudicate quality=good c",
        "| quality=\"good\":adjudicated | A");
    row("contested by one who did not", "c 02 hoa adjudicate quality=fair\nd 03 minh adjudicate quality=good", "| | X");
    row("contested: labels that agree give no answer either",
        "a 01 lan label quality=bad\nc 02 hoa adjudicate quality=fair\nd 03 minh adjudicate quality=good",
        "lan.quality=\"bad\" | | LCX");
    row("settled by one who saw both",
        "c 02 hoa adjudicate quality=fair\nd 03 minh adjudicate quality=good\ne 04 hoa adjudicate quality=bad c d",
        "| quality=\"bad\":adjudicated | A");
    row("two that saw only the first",
        "c 02 hoa adjudicate quality=fair\nd 03 minh adjudicate quality=good c\ne 03 lan adjudicate quality=bad c",
        "| | X");
    row("a decision taken back",
        "c 02 hoa adjudicate quality=fair\nd 03 minh adjudicate quality=good c\nr 04 minh retract d",
        "| quality=\"fair\":adjudicated | A");
    row("skipped", "a 01 lan skip cannot_tell", "| | S");
    row("a skip ends with the next label", "a 01 lan skip x\nb 02 lan label quality=good",
        "lan.quality=\"good\" | quality=\"good\":unanimous | LC");
    row("labels before a skip count", "a 02 lan skip x\nb 01 lan label quality=good",
        "lan.quality=\"good\" | quality=\"good\":unanimous | LCS");
    row("another's label does not end it", "a 01 lan skip x\nb 02 minh label quality=good",
        "minh.quality=\"good\" | quality=\"good\":unanimous | LCS");
    row("a skip taken back", "a 01 lan skip x\nb 02 lan retract a", "| | ");
    row("a retract of another's event ends no skip", "a 01 lan skip x\nm 01 minh label quality=bad\nb 02 lan retract m",
        "minh.quality=\"bad\" | quality=\"bad\":unanimous | LCS");
    row("flag on and off", "a 01 lan flag on\nb 02 lan flag off", "| | ");
    row("flag off taken back", "a 01 lan flag on\nb 02 lan flag off\nc 03 lan retract b", "| | F");
    row("unknown answer hides", "a 01 lan label quality=best", "lan.quality~\"best\" | | ");
    row("unknown version hides", "a 01 lan label quality=good v9", "lan.quality~\"good\" | | ");
    row("unknown kind is not folded", "a 01 lan gold quality=good", "| | ");
}

void TestFold::rules()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, expected);
    const Schema schema = must(Schema::compose({testSchema()}));
    const std::set<std::string, std::less<>> versions{versionName("test", "1.0.0")};
    const FoldContext context{.schema = &schema, .versions = &versions};
    auto set = events(script);
    const std::string first = summary(fold(set, context, ""));
    QCOMPARE(QByteArray::fromStdString(first), expected);
    SplitMix64 random(5);
    for (int round = 0; round < 20; ++round) {
        for (std::size_t i = set.size(); i > 1; --i)
            std::swap(set[i - 1], set[random.below(i)]);
        QCOMPARE(summary(fold(set, context, "")), first);
    }
}

void TestFold::people()
{
    const Schema schema = must(Schema::compose({testSchema()}));
    const std::set<std::string, std::less<>> versions{versionName("test", "1.0.0")};
    auto set =
        events("a 01 lan label quality=good\nb 02 lan label quality=bad\nc 03 lan comment một\nd 04 lan comment hai\n"
               "e 01 minh skip x\nf 05 lan label mood=sad");
    set[0].body.set("seconds", 1.5);
    set[1].body.set("seconds", 2.0);
    set[1].body.set("suggestion", Json::object({{"shown", Json(true)}}));
    const Folded folded = fold(set, {.schema = &schema, .versions = &versions}, "");
    QCOMPARE(folded.annotators.size(), std::size_t{2});
    QCOMPARE(folded.annotators[0].annotator, std::string("lan"));
    QCOMPARE(folded.annotators[0].comment, std::string("hai"));
    QCOMPARE(folded.annotators[0].seconds, 3.5);
    QVERIFY(folded.annotators[0].answered);
    QVERIFY(!folded.annotators[1].labelled);
    QCOMPARE(folded.annotators[1].skipped.value_or(""), std::string("x"));
    for (const FoldedLabel &label : folded.labels)
        QCOMPARE(label.blind, label.question == "mood"); // a suggestion was seen beside the other
}

void TestFold::waits()
{
    const Schema schema = must(Schema::compose({testSchema()}));
    const std::set<std::string, std::less<>> versions{versionName("test", "1.0.0")};
    const auto set = events("a 01 lan label quality=best\nb 02 lan label colour=red\nc 03 lan label quality=good\nd 04 "
                            "hoa adjudicate quality=best");
    const Folded folded = fold(set, {.schema = &schema, .versions = &versions}, "");
    QCOMPARE(folded.waiting, (std::vector<std::int64_t>{1, 2, 4}));
    QCOMPARE(folded.resolved.size(), std::size_t{1}); // the decision does not count yet, the label does
}

QTEST_APPLESS_MAIN(TestFold)
#include "tst_fold.moc"
