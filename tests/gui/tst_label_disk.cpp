// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/label_window.h"
#include "support/made_workspace.h"
#include "support/vfs_shim.h"

#include "widgets/label_bar.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "workspace/labels.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <functional>

using namespace nia;

namespace {

/// What the turns of the event loop do: how long this thread computed in them, and how long it was blocked (by the disk,
/// by another thread). The time in which other programs had the processor is neither.
class Turns
{
public:
    void measure(const std::function<void()> &turn)
    {
        QElapsedTimer clock;
        const Times before = times();
        clock.start();
        turn();
        const double wall = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        const Times after = times();
        m_computed.push_back(after.computed - before.computed);
        m_blocked.push_back(wall - (after.computed - before.computed) - (after.ready - before.ready));
    }
    [[nodiscard]] double mostComputed() const { return *std::ranges::max_element(m_computed); }
    /// The part of the turns that were blocked for longer than that.
    [[nodiscard]] double shareBlocked(double ms) const
    {
        return static_cast<double>(std::ranges::count_if(m_blocked, [ms](double each) { return each > ms; }))
               / static_cast<double>(m_blocked.size());
    }
    [[nodiscard]] std::size_t count() const { return m_computed.size(); }

private:
    struct Times {
        double computed = 0, ready = 0; ///< ms; ready: waiting for a processor
    };
    static Times times()
    {
        Times now;
        if (std::ifstream file("/proc/thread-self/schedstat"); file >> now.computed >> now.ready)
            return {now.computed / 1e6, now.ready / 1e6};
        return {static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC, 0};
    }
    std::vector<double> m_computed, m_blocked;
};

} // namespace

class TestLabelDisk : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    test::VfsShim m_vfs{"nia-label"};
    std::filesystem::path m_path;

    void make(int records)
    {
        static int made = 0;
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("d%1.nia").arg(++made)).toStdString());
        QVERIFY(test::makeWorkspace(m_path, records));
    }

private slots:
    void aSlowDiskHoldsNothingUp_data()
    {
        QTest::addColumn<int>("syncMs");
        for (const int ms : {5, 50, 500})
            QTest::addRow("%d ms", ms) << ms;
    }
    /// 300 keys at 40 ms while every xSync takes longer: each lands on the record it was meant for, nothing waits.
    void aSlowDiskHoldsNothingUp()
    {
        QFETCH(int, syncMs);
        constexpr int kKeys = 300, kEveryMs = 40, kPerRecord = 5;
        make(kKeys / kPerRecord + 2);
        m_vfs.setSyncDelay(std::chrono::milliseconds(syncMs));
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan", .vfs = m_vfs.name()});
            QTRY_VERIFY_WITH_TIMEOUT(window.isAt(1), 20000);
            QTest::qWait(300);
            Turns turns;
            QElapsedTimer since;
            since.start();
            for (int i = 0; i < kKeys; ++i) {
                const int record = i / kPerRecord + 1;
                const std::array<char, 4> answers{static_cast<char>('1' + record % 5), '1',
                                                  static_cast<char>('1' + record % 6),
                                                  static_cast<char>('1' + record % 3)};
                turns.measure([&] {
                    if (i % kPerRecord < 4)
                        window.type(answers[static_cast<std::size_t>(i % kPerRecord)]);
                    else
                        window.key(Qt::Key_Return);
                });
                while (since.elapsed() < static_cast<qint64>(i + 1) * kEveryMs) {
                    turns.measure([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
                    QThread::msleep(1);
                }
            }
            qInfo("%d turns: %.2f ms computed at most, %.4f blocked over 16 ms", static_cast<int>(turns.count()),
                  turns.mostComputed(), turns.shareBlocked(16));
            QVERIFY2(turns.mostComputed() < 16, qPrintable(QString::number(turns.mostComputed())));
            // Who waited for the disk would be blocked at each key, 8 turns in 100; a busy machine blocks some for others.
            QVERIFY(turns.shareBlocked(16) < .02);
            // What waits is written on closing; a minute of it at 500 ms shows nothing more.
            m_vfs.setSyncDelay(std::chrono::milliseconds(std::min(syncMs, 50)));
        }
        m_vfs.setSyncDelay({});
        auto store = workspace::Store::open(m_path);
        QVERIFY(store);
        const std::vector<std::string> quality{"none", "minimal", "basic", "good", "excellent"};
        const std::vector<std::string> dialect{"standard", "north", "central", "south", "mixed", "other"};
        for (int record = 1; record <= kKeys / kPerRecord; ++record) {
            const auto own = workspace::ownLabels(*store, RecordId{record}, "lan");
            QVERIFY(own);
            QVERIFY2(own->contains("quality") && own->contains("dialect_confidence"),
                     qPrintable(QString::number(record)));
            QCOMPARE(own->at("quality").answer.choice, quality[static_cast<std::size_t>(record % 5)]);
            QCOMPARE(own->at("bias").answer.choice, "no");
            QCOMPARE(own->at("dialect").answer.choice, dialect[static_cast<std::size_t>(record % 6)]);
            QCOMPARE(own->at("dialect_confidence").answer.choice, std::to_string(1 + record % 3));
        }
    }

    void aFailedWriteBringsTheRecordBack()
    {
        make(5);
        test::LabelWindow window({.path = m_path, .annotator = "lan", .vfs = m_vfs.name()});
        QTRY_VERIFY(window.isAt(1));
        QTest::qWait(200);
        m_vfs.failWrite(1, SQLITE_FULL);
        window.type('4');
        window.key(Qt::Key_Down);
        window.type('2');
        QTRY_VERIFY(!window.place().bar().notice().isEmpty());
        QTRY_VERIFY(window.isAt(1));
        QVERIFY2(window.place().bar().notice().contains(QStringLiteral("not saved")),
                 qPrintable(window.place().bar().notice()));
        QTRY_VERIFY(window.place().labelling().flow().answers().empty());
        QCOMPARE(window.session().saving(), views::Session::Saving::Failed);
        m_vfs.failWrite(0, 0);
        window.type('5'); // there is room again
        QTRY_COMPARE(window.session().saving(), views::Session::Saving::Saved);
        QTRY_VERIFY(window.place().bar().notice().isEmpty());
        QCOMPARE(window.place().labelling().flow().answer("quality")->choice, "excellent");
    }

    /// Ten megabytes of text, in lines and as a single one: shown and scrolled without holding anything up.
    void longTextsDoNotFreeze_data()
    {
        QTest::addColumn<bool>("lines");
        QTest::newRow("in lines") << true;
        QTest::newRow("a single line") << false;
    }
    void longTextsDoNotFreeze()
    {
        QFETCH(bool, lines);
        const std::string piece =
            "Chợ nổi Cái Răng họp từ lúc trời còn tối, ghe bán gì treo nấy trên cây bẹo, khách đi ngang "
            "ngó lên là biết liền. ";
        std::string text;
        while (text.size() < 10'000'000) {
            text += piece;
            if (lines && text.size() % 7 == 0)
                text += '\n';
        }
        make(3);
        QVERIFY(test::addRecord(m_path, "long", text));
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        Turns turns;
        const auto spin = [&](int ms) {
            QElapsedTimer since;
            since.start();
            while (since.elapsed() < ms) {
                turns.measure([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
                QThread::msleep(1);
            }
        };
        turns.measure([&] { window.place().openRecord(RecordId{4}); });
        for (int i = 0; i < 200 && !window.isAt(4); ++i)
            spin(50);
        QVERIFY(window.isAt(4));
        QScrollBar &bar = *window.place().pane().reader().verticalScrollBar();
        QVERIFY(bar.maximum() > 1'000'000);
        for (int page = 0; page < 10; ++page) {
            turns.measure([&] { window.key(Qt::Key_PageDown); });
            spin(20);
        }
        const int before = bar.value();
        QVERIFY(before > 3000);
        bar.setValue(bar.maximum() / 2); // anywhere at once
        spin(50);
        turns.measure([&] { window.key(Qt::Key_PageUp); });
        spin(50);
        qInfo("turns: %.2f ms computed at most", turns.mostComputed());
        QVERIFY2(turns.mostComputed() < 60,
                 qPrintable(QString::number(turns.mostComputed()))); // unoptimised builds too
    }
};

QTEST_MAIN(TestLabelDisk)
#include "tst_label_disk.moc"
