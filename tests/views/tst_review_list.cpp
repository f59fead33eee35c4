// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The records to review while other things go on: another workspace is opened, reads are slow, others write.
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/differing.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace nia;
using namespace nia::views;
using namespace nia::test;

namespace {

/// A colleague answers in another program, so that the window hears that anything may have changed.
Result<void> writeElsewhere(const std::filesystem::path &path, std::int64_t id)
{
    NIA_ASSIGN(workspace::Store store, workspace::Store::open(path, {.device = "other"}));
    NIA_TRY(store.append(workspace::Draft{
        .kind = "comment", .annotator = "minh", .record = RecordId{id}, .comment = "lần " + std::to_string(id)}));
    return {};
}

} // namespace

class TestReviewList : public QObject
{
    Q_OBJECT

    DifferingWorkspaces m_made;

    std::filesystem::path make(int differing) { return m_made.make(differing); }
    /// The thread does nothing else until the semaphore is released.
    static void hold(Session &session, QObject &context, const std::shared_ptr<QSemaphore> &until, bool reader)
    {
        const std::function<bool(workspace::Store &)> job = [until](workspace::Store &) {
            until->acquire();
            return true;
        };
        if (reader)
            session.read<bool>(&context, job, [](bool) {});
        else
            session.scan<bool>(&context, job, [](bool) {});
    }

private slots:
    /// The list of the workspace that was open before arrives when the next one is set but not open yet: its first record
    /// was asked for then, from a thread without a store, and never again.
    void theFormerListOpensNothing()
    {
        const auto first = make(6), second = make(3);
        ReviewQueue queue;
        auto session = begin(first);
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        queue.refresh();
        QSemaphore listed;
        session->scan<bool>(
            &queue,
            [&listed](workspace::Store &) {
                listed.release();
                return true;
            },
            [](bool) {});
        listed.acquire(); // the list is made, and on its way to this thread, which has not seen it
        queue.setSession(nullptr);
        session.reset();
        auto next = begin(second);
        queue.setSession(next.get());
        QTRY_VERIFY(queue.isListed());
        QTRY_VERIFY(showsItsRow(queue));
        QCOMPARE(queue.count(), 3);
        QVERIFY(next->isOpen());
    }

    /// What is asked before the workspace is open is answered when it is.
    void anEarlyQuestionIsAnswered()
    {
        const auto path = make(1);
        auto session = begin(path);
        RecordCache cache;
        cache.setSession(session.get());
        std::vector<std::int64_t> got;
        cache.get(RecordId{2},
                  [&](Result<RecordCache::Read> read) { got.push_back(read ? number((*read)->record.id) : -1); });
        QVERIFY(!session->isOpen());
        QTRY_COMPARE(got, std::vector<std::int64_t>{2});
    }

    /// The list comes anew while another record is being read: that one is shown, in its row.
    void aNewListDoesNotLoseWhatIsBeingOpened()
    {
        const auto path = make(8);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        const auto held = std::make_shared<QSemaphore>();
        hold(*session, queue, held, true);
        QSignalSpy listed(&queue, &ReviewQueue::listed);
        queue.open(6);
        queue.refresh();
        QTRY_COMPARE(listed.size(), 1);
        QCOMPARE(queue.row(), 6);
        held->release();
        QTRY_COMPARE(queue.item()->id, RecordId{7});
        QVERIFY(showsItsRow(queue));
        // And what is written now is seen in it.
        QVERIFY(queue.decide(workspace::Answer::single("good"), "rõ", {}));
        QTRY_COMPARE(queue.current()->decisions.size(), std::size_t(1));
    }

    /// Others write while the list is being made: it is finished all the same, and made again.
    void aListIsFinishedThoughOthersWrite()
    {
        const auto path = make(4);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setSession(session.get());
        QTRY_VERIFY(queue.item() != nullptr);
        const auto held = std::make_shared<QSemaphore>();
        hold(*session, queue, held, false);
        queue.refresh();
        QSignalSpy listed(&queue, &ReviewQueue::listed), changed(session.get(), &Session::changed);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(writeElsewhere(path, i));
            session->look();
            QTRY_COMPARE(changed.size(), i);
        }
        QCOMPARE(listed.size(), 0);
        held->release();
        QTRY_COMPARE(listed.size(), 2); // the one that was under way, and one more for all that came meanwhile
        QTest::qWait(50);
        QCOMPARE(listed.size(), 2);
        QVERIFY(showsItsRow(queue));
    }

    /// Steps, lists, decisions and others' writing in all orders, while reads and lists take their time: at the end a
    /// record is shown, in its row.
    void whateverTheOrderARecordIsShown()
    {
        const auto path = make(8);
        for (unsigned order = 0; order < 24; ++order) {
            auto session = begin(path);
            ReviewQueue queue;
            queue.setSession(session.get());
            if (order % 2 == 0)
                QTRY_VERIFY(queue.item() != nullptr);
            unsigned seed = order * 7919 + 13;
            for (int act = 0; act < 12; ++act) {
                seed = seed * 1103515245 + 12345;
                switch ((seed >> 16) % 6) {
                case 0: queue.refresh(); break;
                case 1: queue.step(1); break;
                case 2: queue.step(-1); break;
                case 3: static_cast<void>(queue.stepDifference(1)); break;
                case 4:
                    QVERIFY(writeElsewhere(path, 1 + act % 8));
                    session->look();
                    break;
                case 5:
                    if (session->isOpen()) {
                        session->read<bool>(
                            &queue,
                            [](workspace::Store &) {
                                QThread::msleep(5);
                                return true;
                            },
                            [](bool) {});
                    }
                    break;
                }
                QTest::qWait(static_cast<int>((seed >> 8) % 4));
            }
            QTRY_VERIFY2(showsItsRow(queue), qPrintable(QString::number(order)));
            QTest::qWait(20);
            QVERIFY2(showsItsRow(queue), qPrintable(QString::number(order)));
        }
    }

    /// While nobody looks nothing is listed; then at once.
    void nothingIsListedWhileNobodyLooks()
    {
        const auto path = make(2);
        auto session = begin(path);
        ReviewQueue queue;
        queue.setActive(false);
        queue.setSession(session.get());
        QSignalSpy opened(session.get(), &Session::opened);
        QVERIFY(opened.wait());
        QTest::qWait(100);
        QVERIFY(!queue.isListed());
        queue.setActive(true);
        QTRY_VERIFY(showsItsRow(queue));
    }
};

QTEST_GUILESS_MAIN(TestReviewList)
#include "tst_review_list.moc"
