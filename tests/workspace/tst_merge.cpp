// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/workspace_fixture.h"

#include <algorithm>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

std::vector<std::string> eventsOf(Store &store)
{
    std::vector<std::string> out;
    must(eachEvent(store, {}, [&](const EventId &, std::string_view canonical) -> Result<void> {
        out.emplace_back(canonical);
        return {};
    }));
    return out;
}

template<typename T>
void shuffle(std::vector<T> &items, SplitMix64 &random)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(i)]);
}

std::vector<std::string> idsOf(Store &store, RecordId record, std::string_view kind)
{
    std::vector<std::string> ids;
    must(eachEvent(store, record, [&](const EventId &id, std::string_view canonical) -> Result<void> {
        if (Event::parse(canonical)->kind == kind)
            ids.push_back(id.hex());
        return {};
    }));
    return ids;
}

/// Something a person might do, at random; two machines may have people of the same name.
void act(Store &store, SplitMix64 &random)
{
    static const std::vector<std::string> kPeople{"lan", "minh", "hoa"};
    static const std::vector<std::string> kAnswers{"bad", "fair", "good"};
    const std::string who = kPeople[random.below(3)];
    const RecordId record{static_cast<std::int64_t>(1 + random.below(2))};
    switch (random.below(12)) {
    case 0: (void)store.undo(who); return;
    case 1: (void)store.clear(who, record, random.below(2) ? "quality" : "topic"); return;
    case 2:
        (void)must(store.append(Draft{.kind = "skip", .annotator = who, .record = record, .reason = "cannot_tell"}));
        return;
    case 3:
        (void)must(store.append(Draft{.kind = "flag", .annotator = who, .record = record, .on = random.below(2) == 0}));
        return;
    case 4:
        (void)must(store.append(Draft{
            .kind = "comment", .annotator = who, .record = record, .comment = kAnswers[random.below(3)]}));
        return;
    case 5: {
        Draft draft = label(who, record, kAnswers[random.below(3)]);
        draft.kind = "adjudicate";
        if (random.below(2) == 0)
            draft.events = idsOf(store, record, "adjudicate");
        (void)must(store.append(draft));
        return;
    }
    case 6: { // a retract of whatever is there, of other people's events too
        auto ids = idsOf(store, record, random.below(2) ? "label" : "skip");
        shuffle(ids, random);
        ids.resize(std::min<std::size_t>(ids.size(), 2));
        (void)must(store.append(Draft{.kind = "retract", .annotator = who, .record = record, .events = ids}));
        return;
    }
    case 7:
    case 8:
        (void)must(store.append(
            topics(who, record, random.below(2) ? std::vector<std::string>{"age"} : std::vector<std::string>{})));
        return;
    default: (void)must(store.append(label(who, record, kAnswers[random.below(3)]))); return;
    }
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private slots:
    void anyOrderGivesTheSame();
    void receipt();
    void unknownRecordsCountOnceTheyCome();
    void unknownAnswersCountOnceTheyAreKnown();
    void unknownKindsAreKept();
    void badBytesChangeNothing();
    void clocksMove();
};

/// ≥ 200 random histories, three machines with skewed clocks that exchange now and then; at the end every machine merges
/// everything in an order of its own, repeatedly, whole or in pieces.
void TestMerge::anyOrderGivesTheSame()
{
    const QTemporaryDir folder;
    constexpr int kHistories = 200;
    SetClock clocks[3];
    std::vector<Store> stores;
    for (int m = 0; m < 3; ++m) {
        const std::string name = "m" + std::to_string(m) + ".nia";
        stores.push_back(makeStore(in(folder, name.c_str()),
                                   {.device = "dev" + std::to_string(m), .clock = &clocks[m]}));
        // No fsync here: this test is about what is written, others are about when.
        must(stores.back().database().execute("PRAGMA synchronous=OFF"));
        addRecords(stores.back(), 2);
    }
    Progress progress;
    for (int history = 0; history < kHistories; ++history) {
        SplitMix64 random(1000U + static_cast<unsigned>(history));
        for (int m = 0; m < 3; ++m) {
            // A history starts from nothing: its own file would cost more than the test.
            must(stores[m].database().execute("DROP TRIGGER IF EXISTS event_no_delete; DELETE FROM event"));
            must(stores[m].rebuild(progress));
            clocks[m].ms = 1764000000000 + static_cast<std::int64_t>(random.below(7200000)) - 3600000; // ± an hour
        }
        const int steps = 6 + static_cast<int>(random.below(18));
        for (int step = 0; step < steps; ++step) {
            const auto m = random.below(3);
            clocks[m].ms += static_cast<std::int64_t>(random.below(3)) - (random.below(20) == 0 ? 100000 : 0);
            act(stores[m], random);
            if (random.below(6) == 0) {
                auto events = eventsOf(stores[random.below(3)]);
                (void)must(stores[m].merge(events, "some", progress));
            }
        }
        std::vector<std::string> all;
        for (Store &store : stores) {
            for (std::string &event : eventsOf(store))
                all.push_back(std::move(event));
        }
        std::string first;
        for (int m = 0; m < 3; ++m) {
            auto mine = all;
            shuffle(mine, random);
            if (m == 2) { // one by one
                for (const std::string &event : mine)
                    (void)must(stores[m].merge(std::span(&event, 1), "one", progress));
            } else {
                (void)must(stores[m].merge(mine, "all", progress));
                const auto again = must(stores[m].merge(mine, "all", progress));
                QCOMPARE(again.added, 0);
            }
            const std::string state = stateText(stores[m]);
            if (m == 0)
                first = state;
            QVERIFY2(state == first, ("history " + std::to_string(history) + ", machine " + std::to_string(m)).c_str());
        }
        // What grew event by event is what a rebuild makes.
        must(stores[2].rebuild(progress));
        QCOMPARE(stateText(stores[2]), first);
    }
}

void TestMerge::receipt()
{
    const QTemporaryDir folder;
    SetClock here;
    SetClock there;
    there.ms = here.ms + 120000;
    Store a = makeStore(in(folder, "a.nia"), {.device = "a", .clock = &here});
    Store b = makeStore(in(folder, "b.nia"), {.device = "b", .clock = &there});
    addRecords(a, 2);
    addRecords(b, 3);
    (void)must(b.append(label("lan", RecordId{1}, "good")));
    (void)must(b.append(label("lan", RecordId{3}, "good")));
    const auto events = eventsOf(b);
    Progress progress;
    const auto receipt = must(a.merge(events, "set", progress));
    QCOMPARE(receipt.events, 2);
    QCOMPARE(receipt.added, 2);
    QCOMPARE(receipt.already, 0);
    QCOMPARE(receipt.unknownRecords, 1);
    QCOMPARE(receipt.unknownAnswers, 0);
    QCOMPARE(receipt.clocksAhead, 2);
    QCOMPARE(receipt.touched.size(), std::size_t{1});
    const auto again = must(a.merge(events, "set", progress));
    QCOMPARE(again.already, 2);
    QCOMPARE(again.added, 0);
    QVERIFY(again.touched.empty());
    mustBeClean(a);
}

void TestMerge::unknownRecordsCountOnceTheyCome()
{
    const QTemporaryDir folder;
    Store a = makeStore(in(folder, "a.nia"), {.device = "a"});
    Store b = makeStore(in(folder, "b.nia"), {.device = "b"});
    addRecords(b, 3);
    (void)must(b.append(label("lan", RecordId{3}, "good")));
    Progress progress;
    (void)must(a.merge(eventsOf(b), "set", progress));
    QCOMPARE(must(counts(a)).unknownRecords, 1);
    QCOMPARE(must(counts(a)).labelled, 0);
    addRecords(a, 3);
    QCOMPARE(must(counts(a)).unknownRecords, 0);
    QCOMPARE(must(counts(a)).labelled, 1);
    QCOMPARE(stateText(a), stateText(b));
    mustBeClean(a);
}

void TestMerge::unknownAnswersCountOnceTheyAreKnown()
{
    const QTemporaryDir folder;
    const std::string wider = testSchema("1.1.0", R"(,{"id":"best","title":{"en":"Best","vi":"Nhất"}})");
    Store a = makeStore(in(folder, "a.nia"), {.device = "a"});
    Store b = must(Store::create(in(folder, "b.nia"), {.schemaFiles = {wider}}, {.device = "b"}));
    addRecords(a, 1);
    addRecords(b, 1);
    (void)must(b.append(label("lan", RecordId{1}, "best")));
    Progress progress;
    const auto receipt = must(a.merge(eventsOf(b), "set", progress));
    QCOMPARE(receipt.unknownAnswers, 1);
    QCOMPARE(must(counts(a)).unknownAnswers, 1);
    QCOMPARE(must(counts(a)).labelled, 0);
    QVERIFY(must(recordState(a, RecordId{1})).labels.at(0).hidden); // kept and listed
    must(a.setSchema({wider}));
    QCOMPARE(must(counts(a)).unknownAnswers, 0);
    QCOMPARE(must(counts(a)).labelled, 1);
    QCOMPARE(stateText(a), stateText(b));
    // Events of a version that was set before go on counting.
    (void)must(a.append(label("minh", RecordId{1}, "good")));
    must(a.setSchema({testSchema("2.0.0")}));
    QCOMPARE(must(counts(a)).labelled, 1);
    QCOMPARE(must(counts(a)).unknownAnswers, 1); // "best" is gone again
    mustBeClean(a);
}

void TestMerge::unknownKindsAreKept()
{
    const QTemporaryDir folder;
    Store a = makeStore(in(folder, "a.nia"));
    addRecords(a, 1);
    Event event{.kind = "gold",
                .annotator = "lan",
                .device = "z",
                .hlc = "0019a3f0c2d1-0007-z",
                .time = "2026-11-24T08:00:00Z",
                .dataset = "main",
                .record = must(recordRow(a, RecordId{1}))->key.hex(),
                .question = "quality",
                .body = Json::object({{"answer", Json("good")}})};
    const std::string bytes = event.canonical();
    Progress progress;
    (void)must(a.merge(std::span(&bytes, 1), "set", progress));
    QCOMPARE(eventsOf(a), std::vector<std::string>{bytes});
    QCOMPARE(must(counts(a)).labelled, 0);
    QCOMPARE(must(counts(a)).unknownAnswers, 0);
    mustBeClean(a);
}

void TestMerge::badBytesChangeNothing()
{
    const QTemporaryDir folder;
    Store a = makeStore(in(folder, "a.nia"), {.device = "a"});
    Store b = makeStore(in(folder, "b.nia"), {.device = "b"});
    addRecords(a, 1);
    addRecords(b, 1);
    (void)must(b.append(label("lan", RecordId{1}, "good")));
    auto events = eventsOf(b);
    events.push_back(events.front() + " ");
    Progress progress;
    const auto refused = a.merge(events, "set", progress);
    QVERIFY(!refused);
    QCOMPARE(refused.error().line, 2);
    QCOMPARE(must(counts(a)).events, 0);
    Progress stopped;
    stopped.cancel();
    events.pop_back();
    const auto cancelled = a.merge(events, "set", stopped);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, Kind::Interrupted);
    QCOMPARE(must(counts(a)).events, 0);
}

void TestMerge::clocksMove()
{
    const QTemporaryDir folder;
    SetClock here;
    SetClock ahead;
    ahead.ms = here.ms + 86400000;
    Store a = makeStore(in(folder, "a.nia"), {.device = "a", .clock = &here});
    Store b = makeStore(in(folder, "b.nia"), {.device = "b", .clock = &ahead});
    addRecords(a, 1);
    addRecords(b, 1);
    (void)must(b.append(label("lan", RecordId{1}, "bad")));
    Progress progress;
    (void)must(a.merge(eventsOf(b), "set", progress));
    // Lan answers again on the machine whose wall clock is a day behind: the later answer wins all the same.
    (void)must(a.append(label("lan", RecordId{1}, "good")));
    QVERIFY(must(ownLabels(a, RecordId{1}, "lan")).at("quality").answer == Answer::single("good"));
}

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
