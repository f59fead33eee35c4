// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/workspace_fixture.h"

#include <filesystem>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

/// What annotators do: labels, retracts, refusals, label lines, suggestions beside them.
class TestLabels : public QObject
{
    Q_OBJECT

private slots:
    void appendingNothingChangesNothing();
    void labelsAndUndo();
    void clearNamesAll();
    void appendIsAllOrNothing();
    void refusals_data();
    void refusals();
    void eventsAreNeverChanged();
    void labelLines();
    void suggestions();
};

void TestLabels::appendingNothingChangesNothing()
{
    const QTemporaryDir folder;
    auto store = makeStore(in(folder, "nothing.nia"));
    QVERIFY(must(store.append(std::span<const Draft>())).empty());
    addRecords(store, 1);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
}

void TestLabels::labelsAndUndo()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 2);
    const auto answer = [&]() -> std::string {
        const auto own = must(ownLabels(store, RecordId{1}, "lan"));
        return own.contains("quality") ? own.at("quality").answer.choice : "none";
    };
    (void)must(store.append(label("lan", RecordId{1}, "bad")));
    (void)must(store.append(label("minh", RecordId{1}, "fair")));
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    QCOMPARE(answer(), std::string("good"));
    const auto undone = must(store.undo("lan"));
    QVERIFY(undone.record == RecordId{1});
    QCOMPARE(undone.question, std::string("quality"));
    QCOMPARE(undone.retracted.size(), std::size_t{1});
    QCOMPARE(answer(), std::string("bad")); // the earlier answer counts again
    (void)must(store.append(Draft{.kind = "skip", .annotator = "lan", .record = RecordId{2}, .reason = "cannot_tell"}));
    QCOMPARE(must(ownProgress(store, "lan")).skipped, 1);
    (void)must(store.undo("lan")); // the skip
    QCOMPARE(must(ownProgress(store, "lan")).skipped, 0);
    (void)must(store.undo("lan"));
    QCOMPARE(answer(), std::string("none"));
    QCOMPARE(store.undo("lan").error().kind, Kind::NotFound);
    QCOMPARE(must(ownLabels(store, RecordId{1}, "minh")).size(), std::size_t{1});
    mustBeClean(store);
}

void TestLabels::clearNamesAll()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    for (const char *choice : {"bad", "fair", "good"})
        (void)must(store.append(label("lan", RecordId{1}, choice)));
    (void)must(store.append(topics("lan", RecordId{1}, {"age"})));
    const auto cleared = must(store.clear("lan", RecordId{1}, "quality"));
    QCOMPARE(cleared.retracted.size(), std::size_t{3});
    const auto own = must(ownLabels(store, RecordId{1}, "lan"));
    QVERIFY(!own.contains("quality"));
    QVERIFY(own.at("topic").hidden); // its condition does not hold any more
    QCOMPARE(must(counts(store)).labelled, 0);
    QCOMPARE(store.clear("lan", RecordId{1}, "quality").error().kind, Kind::NotFound);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    QVERIFY(!must(ownLabels(store, RecordId{1}, "lan")).at("topic").hidden); // and counts again
    mustBeClean(store);
}

void TestLabels::appendIsAllOrNothing()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    const std::vector<Draft> drafts{label("new", RecordId{1}, "good"), label("new", RecordId{9}, "good")};
    QCOMPARE(store.append(drafts).error().kind, Kind::UnknownRecord);
    QCOMPARE(must(counts(store)).events, 0);
    QVERIFY(must(annotators(store)).empty());
    const std::vector<Draft> good{label("new", RecordId{1}, "good"), topics("new", RecordId{1}, {"age"})};
    QCOMPARE(must(store.append(good)).size(), std::size_t{2});
    QCOMPARE(must(counts(store)).labels, 2);
}

void TestLabels::refusals_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("annotator");
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<int>("error");
    QTest::newRow("no annotator") << QByteArray("label") << QByteArray("") << QByteArray("quality")
                                  << static_cast<int>(Kind::BadValue);
    QTest::newRow("no such question") << QByteArray("label") << QByteArray("lan") << QByteArray("qualty")
                                      << static_cast<int>(Kind::UnknownQuestion);
    QTest::newRow("descriptive") << QByteArray("adjudicate") << QByteArray("lan") << QByteArray("mood")
                                 << static_cast<int>(Kind::NotAllowed);
}

void TestLabels::refusals()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, annotator);
    QFETCH(QByteArray, question);
    QFETCH(int, error);
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    Draft draft = label(annotator.toStdString(), RecordId{1}, "good", question.toStdString());
    draft.kind = kind.toStdString();
    const auto refused = store.append(draft);
    QVERIFY(!refused);
    QCOMPARE(static_cast<int>(refused.error().kind), error);
    QCOMPARE(must(counts(store)).events, 0);
}

void TestLabels::eventsAreNeverChanged()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 1);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    QVERIFY(!store.database().execute("UPDATE event SET kind='x'"));
    QVERIFY(!store.database().execute("DELETE FROM event"));
    QCOMPARE(must(counts(store)).events, 1);
}

void TestLabels::labelLines()
{
    const QTemporaryDir folder;
    SetClock clock;
    Store store = makeStore(in(folder, "a.nia"), {.clock = &clock});
    addRecords(store, 1);
    Draft draft = label("lan", RecordId{1}, "good");
    draft.seconds = 3.2;
    draft.comment = "rõ";
    draft.time = "2026-11-24T08:00:00Z";
    draft.suggestion = ShownSuggestion{.answer = Json("good"), .p = 0.83, .model = "sha256:00", .shown = true};
    (void)must(store.append(draft));
    (void)must(store.append(Draft{.kind = "flag", .annotator = "lan", .record = RecordId{1}}));
    std::string line;
    must(eachLabel(store, {}, [&](const LabelRow &row) -> Result<void> {
        line += must(labelLine(store, row)).write();
        return {};
    }));
    const std::string key = must(recordRow(store, RecordId{1}))->key.hex();
    // The shape of cli.md.
    QCOMPARE(
        line,
        R"({"id":"r1","dataset":"main","key":")" + key
            + R"(","annotator":"lan","question":"quality","answer":"good","time":"2026-11-24T08:00:00Z","seconds":3.2,)"
              R"("comment":"rõ","flag":true,"suggestion":{"answer":"good","p":0.83,"model":"sha256:00","shown":true}})");
}

void TestLabels::suggestions()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 2);
    must(addModel(store,
                  {.question = "quality",
                   .modelId = "sha256:01",
                   .form = "linear",
                   .card = "{}",
                   .madeAt = "2026-11-24T08:00:00Z",
                   .labels = 20},
                  "one"));
    must(storeSuggestions(store, "sha256:01", "quality", {{RecordId{1}, {.answer = Json("good"), .p = 0.83}}}));
    must(addModel(store,
                  {.question = "quality",
                   .modelId = "sha256:02",
                   .form = "linear",
                   .card = "{}",
                   .madeAt = "2026-11-24T08:00:00Z",
                   .labels = 30},
                  "two"));
    QCOMPARE(must(models(store)).size(), std::size_t{1});
    QCOMPARE(must(models(store))[0].modelId, std::string("sha256:02"));
    QCOMPARE(must(modelData(store, "quality")).value_or(""), std::string("two"));
    const auto state = must(recordState(store, RecordId{1}));
    QCOMPARE(state.suggestions.size(), std::size_t{1});
    QCOMPARE(state.suggestions[0].model, std::string("sha256:01"));
    QCOMPARE(state.suggestions[0].p, 0.83);
    QVERIFY(!storeSuggestions(store, "sha256:99", "quality", {}));
    mustBeClean(store);
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
