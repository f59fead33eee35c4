// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/workspace_fixture.h"
#include "workspace/marks.h"

#include <set>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

class TestMarks : public QObject
{
    Q_OBJECT

private slots:
    void packs_data();
    void packs();
    void refusesOtherBlobs();
    void writesSets();
    void statesOfRecords();
};

void TestMarks::packs_data()
{
    QTest::addColumn<int>("members");
    QTest::addColumn<int>("bytes");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("one") << 1 << 2;
    QTest::newRow("the most that a list holds") << 255 << 510;
    QTest::newRow("the least that bits hold") << 256 << 512;
    QTest::newRow("all") << 4096 << 512;
}

void TestMarks::packs()
{
    QFETCH(int, members);
    QFETCH(int, bytes);
    MarkWords words{};
    SplitMix64 random(7);
    for (int set = 0; set < members;) {
        const std::uint64_t place = members == 4096 ? static_cast<std::uint64_t>(set) : random.below(4096);
        std::uint64_t &word = words[place / 64];
        const std::uint64_t mask = std::uint64_t{1} << (place % 64);
        set += (word & mask) == 0 ? 1 : 0;
        word |= mask;
    }
    const std::string blob = packMarks(words);
    QCOMPARE(blob.size(), static_cast<std::size_t>(bytes));
    MarkWords back;
    back.fill(~std::uint64_t{0});
    QVERIFY(unpackMarks(blob, back));
    QVERIFY(back == words);
}

void TestMarks::refusesOtherBlobs()
{
    MarkWords words;
    QVERIFY(!unpackMarks("\x01", words));
    QVERIFY(!unpackMarks(std::string_view("\x00\x10", 2), words)); // place 4,096
    QVERIFY(!unpackMarks(std::string(514, 'x'), words));
}

void TestMarks::writesSets()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    SplitMix64 random(11);
    std::set<std::tuple<std::string, std::int64_t, std::int64_t>> expected; // choice, annotator, record
    for (int round = 0; round < 20; ++round) {
        Transaction transaction = must(Transaction::begin(store.database()));
        MarkWriter writer(store.database());
        for (int i = 0; i < 300; ++i) {
            const std::string choice = random.below(2) == 0 ? "good" : "bad";
            const auto annotator = static_cast<std::int64_t>(random.below(3)) + 1;
            const auto record = static_cast<std::int64_t>(random.below(9000)) + 1;
            const bool on = random.below(3) != 0;
            const MarkSet place{
                .kind = MarkKind::Choice, .question = "quality", .choice = choice, .annotator = annotator};
            must(writer.set(place, RecordId{record}, on));
            if (on)
                expected.emplace(choice, annotator, record);
            else
                expected.erase({choice, annotator, record});
            QCOMPARE(must(writer.has(place, RecordId{record})), on);
        }
        must(writer.flush());
        must(transaction.commit());
    }
    std::set<std::tuple<std::string, std::int64_t, std::int64_t>> found;
    must(eachMark(store.database(), [&](const Mark &mark) {
        QCOMPARE(mark.question, std::string("quality"));
        found.emplace(mark.choice, mark.annotator, number(mark.record));
    }));
    QVERIFY(found == expected);
    for (const std::int64_t annotator : {std::int64_t{-1}, std::int64_t{2}}) {
        std::set<std::int64_t> ids;
        for (const auto &[choice, who, record] : expected) {
            if (choice == "good" && (annotator < 0 || who == annotator))
                ids.insert(record);
        }
        const auto read = must(
            markedRecords(store.database(),
                          {.kind = MarkKind::Choice, .question = "quality", .choice = "good", .annotator = annotator}));
        QVERIFY(read == std::vector<std::int64_t>(ids.begin(), ids.end()));
    }
    // Sets that have lost all members leave no row.
    {
        Transaction transaction = must(Transaction::begin(store.database()));
        MarkWriter writer(store.database());
        for (const auto &[choice, annotator, record] : expected)
            must(writer.set({.kind = MarkKind::Choice, .question = "quality", .choice = choice, .annotator = annotator},
                            RecordId{record}, false));
        must(writer.flush());
        must(transaction.commit());
    }
    auto rows = must(store.database().prepare("SELECT count(*) FROM mark"));
    (void)must(rows.step());
    QCOMPARE(rows.integer(0), 0);
}

void TestMarks::statesOfRecords()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    addRecords(store, 3);
    QVERIFY(!must(markedState(store.database(), RecordId{1})).known);
    (void)must(store.append(label("lan", RecordId{1}, "good")));
    (void)must(store.append(label("tuấn", RecordId{1}, "bad")));
    const auto state = must(markedState(store.database(), RecordId{1}));
    QVERIFY(state.known);
    QCOMPARE(state.bits & kDisagreed, unsigned{kDisagreed});
    QCOMPARE(state.bits & kAdjudicated, 0U);
    QVERIFY(!must(markedState(store.database(), RecordId{2})).known);
    const auto progress = must(ownProgress(store, "lan"));
    QCOMPARE(progress.records, 3);
    (void)must(store.append({.kind = "skip", .annotator = "lan", .record = RecordId{2}, .reason = "unclear"}));
    (void)must(store.append({.kind = "flag", .annotator = "lan", .record = RecordId{3}}));
    QCOMPARE(must(ownProgress(store, "lan")).skipped, 1);
    QCOMPARE(must(ownProgress(store, "lan")).flagged, 1);
    QCOMPARE(must(ownProgress(store, "nobody")).skipped, 0);
    (void)must(store.undo("lan"));
    QCOMPARE(must(ownProgress(store, "lan")).skipped, 0);
    mustBeClean(store);
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
