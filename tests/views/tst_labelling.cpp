// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/made_workspace.h"
#include "support/vfs_shim.h"
#include "views/labelling.h"
#include "views/review_queue.h"
#include "views/task_list.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace nia;
using namespace nia::views;

namespace {

class SetClock : public Clock
{
public:
    std::int64_t ms = 1764000000000;
    [[nodiscard]] std::int64_t nowMs() const override { return ms; }
};

/// How long the turns of the event loop take by the clock. Where a turn waits for the disk, all that do take its time.
class Turns
{
public:
    void measure(const std::function<void()> &turn)
    {
        QElapsedTimer clock;
        clock.start();
        turn();
        m_ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    [[nodiscard]] double typical() const
    {
        std::vector<double> sorted = m_ms;
        std::ranges::sort(sorted);
        return sorted[sorted.size() / 2];
    }
    [[nodiscard]] double shareOver(double ms) const
    {
        return static_cast<double>(std::ranges::count_if(m_ms, [ms](double each) { return each > ms; }))
               / static_cast<double>(m_ms.size());
    }

private:
    std::vector<double> m_ms;
};

bool press(Labelling &labelling, char digit)
{
    return labelling.key(Qt::Key_0 + (digit - '0'), Qt::NoModifier, QString(QChar::fromLatin1(digit)), false);
}

} // namespace

class TestLabelling : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path fresh(const char *name, int records)
    {
        const auto path = std::filesystem::path(m_folder.filePath(QString::fromLatin1(name)).toStdString());
        if (!test::makeWorkspace(path, records))
            qFatal("no workspace");
        return path;
    }

private slots:
    void keysThatComeEarlyWaitForTheirRecord()
    {
        const auto path = fresh("early.nia", 3);
        Session session;
        Labelling labelling;
        labelling.setSession(&session);
        QSignalSpy opened(&session, &Session::opened);
        session.open({.path = path, .annotator = "lan"});
        QVERIFY(opened.wait());
        labelling.open(RecordId{2});
        QVERIFY(press(labelling, '2'));
        QVERIFY(labelling.flow().answers().empty()); // not read yet
        QTRY_VERIFY(labelling.flow().answer("quality") != nullptr);
        QTRY_COMPARE(session.saving(), Session::Saving::Saved);
        QSignalSpy lacks(&labelling, &Labelling::lacks);
        labelling.confirm();
        QCOMPARE(lacks.size(), 1);
        labelling.open(RecordId{1});
        labelling.open(RecordId{2});
        QTRY_VERIFY(labelling.shown() != nullptr && number(labelling.shown()->record.id) == 2);
        QCOMPARE(labelling.flow().answer("quality")->choice, std::string("minimal"));
    }

    void pausesAreCut()
    {
        ActiveTime time;
        time.restart(0);
        time.touch(2000);
        time.touch(200000); // a pause of 198 s counts 60
        time.setActive(false, 201000);
        time.setActive(true, 900000);
        QCOMPARE(time.take(901000), 2.0 + 60.0 + 1.0 + 1.0);
        QCOMPARE(time.take(901500), 0.5); // anew from here
        QCOMPARE(time.take(901000), 0.0); // a clock that goes back stands still
    }

    void secondsCountOnlyWhileTheWindowIsActive()
    {
        const auto path = fresh("seconds.nia", 2);
        SetClock clock;
        {
            Session session;
            Labelling labelling(nullptr, &clock);
            labelling.setSession(&session);
            QSignalSpy opened(&session, &Session::opened);
            session.open({.path = path, .annotator = "lan"});
            QVERIFY(opened.wait());
            labelling.open(RecordId{1});
            QTRY_VERIFY(labelling.shown() != nullptr);
            clock.ms += 3000; // reading
            labelling.setActive(false);
            clock.ms += 100000; // elsewhere
            labelling.setActive(true);
            clock.ms += 2500;
            QVERIFY(press(labelling, '3'));
            clock.ms += 1250; // the next answer took this long
            labelling.choose("bias", "no");
            QTRY_COMPARE(session.saving(), Session::Saving::Saved);
        }
        auto store = workspace::Store::open(path);
        QVERIFY(store);
        const auto own = workspace::ownLabels(*store, RecordId{1}, "lan");
        QVERIFY(own);
        QCOMPARE(own->at("quality").seconds.value_or(-1), 5.5);
        QCOMPARE(own->at("bias").seconds.value_or(-1), 1.25);
    }

    /// Keys at 40 ms while each sync takes longer: every one lands on the record that was shown, and no turn of the event
    /// loop waits for the disk.
    void aSlowDiskHoldsNoKeyUp_data()
    {
        QTest::addColumn<int>("syncMs");
        QTest::addColumn<int>("keys");
        QTest::newRow("5 ms") << 5 << 300;
        QTest::newRow("50 ms") << 50 << 100; // the window's own test has 300
        QTest::newRow("500 ms") << 500 << 30;
    }
    void aSlowDiskHoldsNoKeyUp()
    {
        QFETCH(int, syncMs);
        QFETCH(int, keys);
        constexpr int kEveryMs = 40;
        test::VfsShim shim;
        const auto path = fresh(QByteArray("slow" + QByteArray::number(syncMs) + ".nia").constData(), keys);
        Turns turns;
        std::vector<std::string> answers;
        {
            Session session;
            Labelling labelling;
            labelling.setSession(&session);
            QSignalSpy opened(&session, &Session::opened);
            session.open({.path = path, .annotator = "lan", .vfs = shim.name()});
            QVERIFY(opened.wait(20000));
            for (const workspace::AnswerOption &answer : session.schema().question("quality")->answers)
                answers.push_back(answer.id);
            shim.setSyncDelay(std::chrono::milliseconds(syncMs));
            QElapsedTimer since;
            since.start();
            for (int i = 1; i <= keys; ++i) {
                turns.measure([&] {
                    labelling.open(RecordId{i});
                    labelling.prefetch({i + 1, i + 2, i + 3});
                    QVERIFY(press(labelling, static_cast<char>('1' + i % 5)));
                });
                while (since.elapsed() < static_cast<qint64>(i) * kEveryMs) {
                    turns.measure([] { QCoreApplication::processEvents(); });
                    QThread::msleep(1);
                }
            }
            QTRY_COMPARE_WITH_TIMEOUT(session.saving(), Session::Saving::Saved, 60000);
            shim.setSyncDelay(std::chrono::milliseconds(0));
        }
        auto store = workspace::Store::open(path);
        QVERIFY(store);
        for (int i = 1; i <= keys; ++i) {
            const auto own = workspace::ownLabels(*store, RecordId{i}, "lan");
            QVERIFY(own && own->contains("quality"));
            QCOMPARE(own->at("quality").answer.choice, answers[static_cast<std::size_t>(i % 5)]);
        }
        // A busy machine takes the processor away now and then; a turn that waits would do so at every key.
        QVERIFY2(turns.typical() < 16, qPrintable(QString::number(turns.typical())));
        QVERIFY2(turns.shareOver(std::max(16.0, 0.9 * syncMs)) < 0.05,
                 qPrintable(QString::number(turns.shareOver(std::max(16.0, 0.9 * syncMs)))));
    }

    void differencesAreDecided()
    {
        const auto path = fresh("review.nia", 2);
        {
            auto store = workspace::Store::open(path);
            QVERIFY(store);
            for (const auto &[who, answer] : {std::pair{"lan", "good"}, {"minh", "basic"}, {"mai", "good"}}) {
                QVERIFY(store->append(workspace::Draft{.annotator = who,
                                                       .record = RecordId{2},
                                                       .question = "quality",
                                                       .answer = workspace::Answer::single(answer)}));
            }
        }
        Session session;
        ReviewQueue queue;
        queue.setSession(&session);
        session.open({.path = path, .annotator = "hanh"});
        QTRY_VERIFY(queue.item() != nullptr);
        QCOMPARE(queue.count(), 1);
        QCOMPARE(queue.current()->cards.size(), 2U);
        QCOMPARE(queue.current()->cards[0].answer.choice, std::string("good")); // two gave it
        QVERIFY(!queue.decide(queue.current()->cards[0].answer, "", {})); // neither reason nor clause
        QVERIFY(queue.decide(queue.current()->cards[0].answer, "clear steps", {}));
        QTRY_VERIFY(queue.current() != nullptr && queue.current()->decisions.size() == 1);
        QVERIFY(!queue.current()->disagreed);
    }

    void tasksEndAndAreCancelled()
    {
        TaskList tasks;
        int got = 0;
        tasks.start<int>(
            QStringLiteral("t"), [](Progress &) -> Result<int> { return 7; }, this,
            [&](Result<int> result) { got = result.value_or(0); });
        QTRY_COMPARE(got, 7);
        Kind kind = Kind::Internal;
        Task *task = tasks.start<int>(
            QStringLiteral("endless"),
            [](Progress &progress) -> Result<int> {
                while (true) {
                    NIA_TRY(progress.step(1));
                    QThread::msleep(1);
                }
            },
            this, [&](Result<int> result) { kind = result ? Kind::Internal : result.error().kind; });
        task->cancel();
        QTRY_COMPARE(kind, Kind::Interrupted);
        QTRY_VERIFY(tasks.running().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLabelling)
#include "tst_labelling.moc"
