// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The records to review while other things go on: another workspace is opened, reads are slow, others write, a decision
// is taken back.
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/made_workspace.h"
#include "views/review_queue.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace nia;
using namespace nia::views;

namespace {

constexpr int kRecords = 12;

/// Lan and Minh answer the first `differing` records differently.
Result<void> makeDiffering(const std::filesystem::path &path, int differing)
{
    NIA_TRY(test::makeWorkspace(path, kRecords));
    NIA_ASSIGN(workspace::Store store, workspace::Store::open(path));
    for (int id = 1; id <= differing; ++id) {
        for (const auto &[who, answer] : {std::pair{"lan", "good"}, {"minh", "basic"}}) {
            NIA_TRY(store.append(workspace::Draft{.annotator = who,
                                                  .record = RecordId{id},
                                                  .question = "quality",
                                                  .answer = workspace::Answer::single(answer)}));
        }
    }
    return {};
}

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

    QTemporaryDir m_folder;
    int m_made = 0;

    std::filesystem::path make(int differing)
    {
        const auto path =
            std::filesystem::path(m_folder.filePath(QStringLiteral("w%1.nia").arg(++m_made)).toStdString());
        if (const auto made = makeDiffering(path, differing); !made)
            qFatal("no workspace");
        return path;
    }
    static std::unique_ptr<Session> begin(const std::filesystem::path &path)
    {
        auto session = std::make_unique<Session>();
        session->open({.path = path, .device = "test", .annotator = "hanh"});
        return session;
    }
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
    static std::vector<workspace::Decision> decisions(const std::filesystem::path &path, RecordId record)
    {
        auto store = workspace::Store::open(path);
        auto state = store ? workspace::recordState(*store, record) : Result<workspace::RecordState>();
        return state ? state->decisions : std::vector<workspace::Decision>();
    }
    static bool showsItsRow(const ReviewQueue &queue)
    {
        return queue.item() != nullptr && queue.idAt(queue.row()) == queue.item()->id;
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
};

QTEST_GUILESS_MAIN(TestReviewList)
#include "tst_review_list.moc"
