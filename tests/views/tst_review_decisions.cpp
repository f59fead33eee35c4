// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Decisions: taken back, given again, and one key quickly after the other.
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/differing.h"
#include "support/vfs_shim.h"
#include "workspace/decisions.h"

#include <QSignalSpy>
#include <QTest>

using namespace nia;
using namespace nia::views;
using namespace nia::test;

namespace {

class SetClock : public Clock
{
public:
    std::int64_t ms = 4000000000000; // after what makes the workspace
    [[nodiscard]] std::int64_t nowMs() const override { return ms; }
};

} // namespace

class TestReviewDecisions : public QObject
{
    Q_OBJECT

    DifferingWorkspaces m_made;

    std::filesystem::path make(int differing) { return m_made.make(differing); }
    /// Opens the record and decides it, and waits until that is written.
    static bool decide(ReviewQueue &queue, std::int64_t record, const char *reason)
    {
        const auto shows = [&] { return queue.item() != nullptr && queue.item()->id == RecordId{record}; };
        if (!QTest::qWaitFor([&] { return queue.rowOf(RecordId{record}) >= 0; }))
            return false;
        queue.open(queue.rowOf(RecordId{record}));
        QSignalSpy decided(&queue, &ReviewQueue::decided);
        return QTest::qWaitFor(shows) && queue.decide(workspace::Answer::single("good"), reason, {}).has_value()
               && QTest::qWaitFor([&] { return decided.size() == 1; });
    }

private slots:
    /// Take back, again, and the decision before; also one of an earlier day. Labels are left alone.
    void aDecisionIsTakenBack()
    {
        const auto path = make(3);
        {
            auto session = begin(path);
            ReviewQueue queue;
            queue.setSession(session.get());
            QTRY_VERIFY(queue.item() != nullptr);
            session->append({workspace::Draft{
                .record = RecordId{9}, .question = "quality", .answer = workspace::Answer::single("good")}});
            QSignalSpy decided(&queue, &ReviewQueue::decided), undone(&queue, &ReviewQueue::undone),
                nothing(&queue, &ReviewQueue::nothingToUndo);
            QVERIFY(queue.decide(workspace::Answer::single("good"), "rõ", {}));
            QTRY_COMPARE(queue.current()->decisions.size(), std::size_t(1));
            QVERIFY(queue.decide(workspace::Answer::single("basic"), "nghĩ lại", {}));
            QTRY_COMPARE(decided.size(), 2);
            queue.open(1);
            QTRY_COMPARE(queue.item()->id, RecordId{2});

            queue.undo();
            QTRY_COMPARE(undone.size(), 1);
            QTRY_COMPARE(queue.item()->id, RecordId{1});
            QCOMPARE(decisions(path, RecordId{1}).size(), std::size_t(1)); // what was decided before counts again
            QCOMPARE(decisions(path, RecordId{1}).front().reason, std::string("rõ"));
            QVERIFY(queue.redo());
            QTRY_COMPARE(decided.size(), 3);
            QCOMPARE(decisions(path, RecordId{1}).front().reason, std::string("nghĩ lại"));
            queue.undo();
            queue.undo();
            QTRY_COMPARE(undone.size(), 3);
            QVERIFY(decisions(path, RecordId{1}).empty());
            QTRY_VERIFY(queue.current() != nullptr && queue.current()->isOpen());
            queue.undo();
            QTRY_COMPARE(nothing.size(), 1);
            QVERIFY(queue.redo());
            QTRY_COMPARE(decided.size(), 4);
            QTRY_COMPARE(queue.current()->decisions.size(), std::size_t(1));
            QVERIFY(queue.decide(workspace::Answer::single("basic"), "khác", {}));
            QVERIFY(!queue.redo()); // something was decided since
            QTRY_COMPARE(decided.size(), 5);
        }
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        QCOMPARE(queue.rowOf(RecordId{1}), -1); // decided: no longer listed
        queue.undo();
        QTRY_COMPARE(queue.rowOf(RecordId{1}), 0); // the one before counts again, so it is here by this wish alone
        QTRY_COMPARE(queue.item()->id, RecordId{1});
        QVERIFY(showsItsRow(queue));
        queue.undo();
        QTRY_VERIFY(decisions(path, RecordId{1}).empty());
        auto store = workspace::Store::open(path);
        QCOMPARE(workspace::ownLabels(*store, RecordId{9}, "hanh")->size(), std::size_t(1));
    }

    /// One key after the other, while the last decision is not there any more: the others are taken back all the same.
    void quickUndosAfterOneThatFindsNothing()
    {
        const auto path = make(4);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QSignalSpy undone(&queue, &ReviewQueue::undone), nothing(&queue, &ReviewQueue::nothingToUndo);
        for (int record = 1; record <= 3; ++record)
            QVERIFY(decide(queue, record, "rõ"));
        {
            auto elsewhere = workspace::Store::open(path, {.device = "other"});
            QVERIFY(elsewhere);
            QVERIFY(elsewhere->append(workspace::Draft{.kind = "retract",
                                                       .annotator = "hanh",
                                                       .record = RecordId{3},
                                                       .question = "quality",
                                                       .events = {decisions(path, RecordId{3}).front().event.hex()}}));
        }
        for (int i = 0; i < 3; ++i)
            queue.undo();
        QTRY_COMPARE(undone.size(), 2);
        QCOMPARE(nothing.size(), 1);
        QVERIFY(decisions(path, RecordId{1}).empty() && decisions(path, RecordId{2}).empty());
        QVERIFY(queue.redo());
        QTRY_COMPARE(decisions(path, RecordId{1}).size(), std::size_t(1));
        QVERIFY(decisions(path, RecordId{2}).empty());
    }

    /// What a full disk refuses stands as before, in the order in which it was decided.
    void refusedUndosKeepTheOrder()
    {
        const auto path = make(3);
        constexpr int kFull = 13; // SQLITE_FULL
        test::VfsShim disk;
        Session session;
        session.open({.path = path, .device = "test", .annotator = "hanh", .vfs = disk.name()});
        ReviewQueue queue;
        queue.setSession(&session);
        for (int record = 1; record <= 3; ++record)
            QVERIFY(decide(queue, record, "rõ"));
        QSignalSpy undone(&queue, &ReviewQueue::undone), refused(&queue, &ReviewQueue::refused);
        disk.failWrite(1, kFull);
        queue.undo();
        queue.undo();
        QTRY_COMPARE(refused.size(), 2);
        disk.failWrite(0, 0);
        QVERIFY(!queue.redo());
        queue.undo();
        QTRY_COMPARE(undone.size(), 1);
        QCOMPARE(undone.front().front().toLongLong(), 3);
        // And what was never written is not taken back instead of what was.
        refused.clear();
        queue.open(0);
        QTRY_COMPARE(queue.item()->id, RecordId{1});
        disk.failWrite(1, kFull);
        QVERIFY(queue.decide(workspace::Answer::single("basic"), "khác", {}));
        queue.undo();
        QTRY_COMPARE(refused.size(), 2);
        disk.failWrite(0, 0);
        queue.undo();
        QTRY_COMPARE(undone.size(), 2);
        QCOMPARE(undone.back().front().toLongLong(), 2);
    }

    /// Redo gives what the last undo took back: where that is of an earlier day, nothing.
    void redoAfterADecisionOfAnEarlierDay()
    {
        const auto path = make(4);
        {
            auto session = begin(path);
            ReviewQueue queue;
            queue.setSession(session.get());
            QVERIFY(decide(queue, 2, "hôm qua"));
        }
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QVERIFY(decide(queue, 1, "hôm nay"));
        QSignalSpy undone(&queue, &ReviewQueue::undone);
        queue.undo();
        QTRY_COMPARE(undone.size(), 1);
        queue.undo();
        QTRY_COMPARE(undone.size(), 2);
        QCOMPARE(undone.back().front().toLongLong(), 2);
        QVERIFY(!queue.redo());
        QTest::qWait(50);
        QVERIFY(decisions(path, RecordId{1}).empty() && decisions(path, RecordId{2}).empty());
    }

    /// A decision that is made while an undo is on its way is the newer one.
    void redoDoesNotOverrideANewerDecision()
    {
        const auto path = make(2);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QVERIFY(decide(queue, 1, "rõ"));
        QSignalSpy undone(&queue, &ReviewQueue::undone), decided(&queue, &ReviewQueue::decided);
        queue.undo();
        QVERIFY(!queue.redo()); // it is still on its way
        QVERIFY(queue.decide(workspace::Answer::single("basic"), "nghĩ lại", {}));
        QTRY_COMPARE(decided.size(), 1);
        QCOMPARE(undone.size(), 1);
        QVERIFY(!queue.redo());
        QCOMPARE(decisions(path, RecordId{1}).size(), std::size_t(1));
        QCOMPARE(decisions(path, RecordId{1}).front().reason, std::string("nghĩ lại"));
    }

    /// Decided twice before the first is written, and given again after two were taken back: one decision stands.
    void nobodyIsContestedWithHerself()
    {
        const auto path = make(2);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        QSignalSpy undone(&queue, &ReviewQueue::undone), decided(&queue, &ReviewQueue::decided);
        QVERIFY(queue.decide(workspace::Answer::single("good"), "rõ", {}));
        QVERIFY(queue.decide(workspace::Answer::single("basic"), "nghĩ lại", {}));
        QTRY_COMPARE(decided.size(), 2);
        const auto standing = [&] { return decisions(path, RecordId{1}); };
        QCOMPARE(standing().size(), std::size_t(1));
        QCOMPARE(standing().front().reason, std::string("nghĩ lại"));
        queue.undo();
        queue.undo();
        QTRY_COMPARE(undone.size(), 2);
        QVERIFY(standing().empty());
        QVERIFY(queue.redo());
        QVERIFY(queue.redo());
        QTRY_COMPARE(decided.size(), 4);
        QCOMPARE(standing().size(), std::size_t(1));
        QCOMPARE(standing().front().reason, std::string("nghĩ lại"));
    }

    /// What a colleague decides meanwhile has not been seen: that stays contested.
    void othersAreContestedStill()
    {
        const auto path = make(2);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        {
            auto elsewhere = workspace::Store::open(path, {.device = "other"});
            QVERIFY(elsewhere);
            QVERIFY(elsewhere->append(workspace::Draft{.kind = "adjudicate",
                                                       .annotator = "mai",
                                                       .record = RecordId{1},
                                                       .question = queue.current()->question,
                                                       .answer = workspace::Answer::single("none"),
                                                       .reason = "khác"}));
        }
        QSignalSpy decided(&queue, &ReviewQueue::decided);
        QVERIFY(queue.decide(workspace::Answer::single("good"), "rõ", {}));
        QVERIFY(queue.decide(workspace::Answer::single("basic"), "nghĩ lại", {}));
        QTRY_COMPARE(decided.size(), 2);
        const auto both = decisions(path, RecordId{1});
        QCOMPARE(both.size(), std::size_t(2));
        QVERIFY(both.front().contested && both.back().contested);
    }

    /// The newest is the newest by the events' clock, also where the machine's was set back in between; of two at the same
    /// place the one that stands; other reviewers' do not count.
    void theLastDecisionIsTheNewestByClock()
    {
        const auto path = make(4);
        SetClock clock;
        auto store = workspace::Store::open(path, {.device = "test", .clock = &clock});
        QVERIFY(store);
        const auto decide = [&](std::int64_t record, const char *who, std::vector<std::string> seen = {}) {
            return store->append(workspace::Draft{.kind = "adjudicate",
                                                  .annotator = who,
                                                  .record = RecordId{record},
                                                  .question = "quality",
                                                  .answer = workspace::Answer::single("good"),
                                                  .reason = "rõ",
                                                  .events = std::move(seen)});
        };
        const auto last = [&] {
            const auto found = workspace::lastDecision(*store, "hanh");
            return found && *found ? number((*found)->first) : found ? 0 : -1;
        };
        QCOMPARE(last(), 0);
        const auto first = decide(3, "hanh");
        QVERIFY(first);
        QCOMPARE(last(), 3);
        clock.ms -= std::int64_t{3600} * 1000;
        const auto second = decide(1, "hanh");
        QVERIFY(second);
        QVERIFY(decide(2, "mai"));
        QCOMPARE(last(), 1);
        QCOMPARE(workspace::lastDecision(*store, "hanh")->value().second, std::string("quality"));
        QVERIFY(decide(1, "mai", {second->id.hex()})); // replaced: it stands no more
        QCOMPARE(last(), 3);
        QVERIFY(store->append(workspace::Draft{.kind = "retract",
                                               .annotator = "hanh",
                                               .record = RecordId{3},
                                               .question = "quality",
                                               .events = {first->id.hex()}}));
        QCOMPARE(last(), 0);
    }
};

QTEST_GUILESS_MAIN(TestReviewDecisions)
#include "tst_review_decisions.moc"
