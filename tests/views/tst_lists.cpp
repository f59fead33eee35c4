// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The list of records at size, records read ahead, the preview of an export, and the file when nobody writes.
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/made_workspace.h"
#include "views/export_preview.h"
#include "views/record_cache.h"
#include "views/record_list_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::views;

class TestLists : public QObject
{
    Q_OBJECT

    static constexpr int kMany = 100000;
    QTemporaryDir m_folder;
    std::filesystem::path m_many;

    std::filesystem::path at(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    static void openWait(Session &session, const std::filesystem::path &path)
    {
        QSignalSpy opened(&session, &Session::opened);
        session.open({.path = path, .annotator = "lan"});
        QVERIFY(opened.wait(20000));
    }
    static std::vector<workspace::Draft> label(std::int64_t id, const char *answer)
    {
        return {workspace::Draft{
            .record = RecordId{id}, .question = "quality", .answer = workspace::Answer::single(answer)}};
    }

private slots:
    void initTestCase()
    {
        m_many = at("many.nia");
        QVERIFY(test::makeWorkspace(m_many, kMany));
    }

    /// All rows are there at once and hold nothing; any of them is read when it is looked at, with its page only.
    void anyRowIsReachedAtOnce()
    {
        Session session;
        RecordListModel model;
        model.setSession(&session);
        openWait(session, m_many);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), kMany, 20000);
        QVERIFY(model.isEverything());
        for (const int row : {kMany - 1, 0, kMany / 2, 77777}) {
            QElapsedTimer clock;
            clock.start();
            const QModelIndex index = model.index(row);
            QCOMPARE(model.idAt(row), RecordId{row + 1});
            QCOMPARE(model.rowOf(RecordId{row + 1}), row);
            QVERIFY(!index.data(RecordListModel::PreviewRole).isValid()); // asked for; nothing waits
            QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
            QTRY_COMPARE(index.data(RecordListModel::PreviewRole).toString(),
                         QStringLiteral("Câu số %1.").arg(row + 1));
        }
        QVERIFY(!model.index(20000).data(RecordListModel::PreviewRole).isValid()); // no other page was read
    }

    void aQueryListsWhatMatches()
    {
        Session session;
        RecordListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSession(&session);
        openWait(session, m_many);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), kMany, 20000);
        QSignalSpy failed(&model, &RecordListModel::queryFailed);
        model.setQuery(QStringLiteral("id:r9999*"));
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 11, 20000); // r9999, r99990 … r99999
        QVERIFY(!model.isEverything());
        QCOMPARE(model.idAt(0), RecordId{9999});
        QCOMPARE(model.rowOf(RecordId{99995}), 6);
        QCOMPARE(model.rowOf(RecordId{1}), -1);
        model.setQuery(QStringLiteral("qualty=good"));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(qvariant_cast<nia::Error>(failed[0][0]).kind, Kind::Query);
        model.setQuery(QString());
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), kMany, 20000);
    }

    void recordsAreReadAhead()
    {
        const auto path = at("ahead.nia");
        QVERIFY(test::makeWorkspace(path, 10));
        Session session;
        RecordCache cache;
        cache.setSession(&session);
        openWait(session, path);
        QVERIFY(!cache.peek(RecordId{3}));
        cache.prefetch({3, 4});
        QTRY_VERIFY(cache.peek(RecordId{3}) && cache.peek(RecordId{4}));
        QCOMPARE(cache.peek(RecordId{3})->record.text, std::string("Câu số 3."));
        int got = 0;
        cache.get(RecordId{4}, [&](Result<RecordCache::Read> read) { got = read ? 4 : -1; });
        QCOMPARE(got, 4); // at once
        // Of several wishes the newest is answered.
        std::vector<std::int64_t> answered;
        for (const std::int64_t id : {7, 8}) {
            cache.get(RecordId{id}, [&](Result<RecordCache::Read> read) {
                if (read)
                    answered.push_back(number((*read)->record.id));
            });
        }
        QTRY_COMPARE(answered, std::vector<std::int64_t>{8});
        // An answer makes what was read before it old.
        session.append(label(4, "good"));
        QTRY_COMPARE(session.saving(), Session::Saving::Saved);
        bool fresh = false;
        cache.get(RecordId{4},
                  [&](Result<RecordCache::Read> read) { fresh = read && (*read)->state.labels.size() == 1; });
        QTRY_VERIFY(fresh);
    }

    void thePreviewFollowsItsOptions()
    {
        const auto path = at("preview.nia");
        QVERIFY(test::makeWorkspace(path, 30));
        Session session;
        ExportPreview preview;
        preview.setSession(&session);
        openWait(session, path);
        session.append(label(5, "good"));
        QTRY_COMPARE(session.saving(), Session::Saving::Saved);
        preview.setOptions({.query = "quality=good"}, at("out.jsonl"));
        QTRY_VERIFY_WITH_TIMEOUT(preview.preview().has_value() && preview.preview()->matching == 1, 10000);
        QCOMPARE(preview.preview()->lines.size(), 1U);
        QVERIFY(preview.preview()->lines[0].find(R"("quality":{"answer":"good","by":"unanimous"})")
                != std::string::npos);
        QCOMPARE(preview.preview()->manifest["query"].string(), std::string("quality=good"));
        preview.setOptions({.query = "quality=goood"}, at("out.jsonl"));
        QTRY_VERIFY_WITH_TIMEOUT(preview.error().has_value(), 10000);
        QCOMPARE(preview.error()->kind, Kind::Query);
        QCOMPARE(preview.preview()->matching, 1); // the last good one stays
        preview.setOptions({}, at("out.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(!preview.error() && preview.preview()->matching == 30, 10000);
        QVERIFY(!QFile::exists(QString::fromStdString(at("out.jsonl").string())));
    }

    /// Checkpoint after 5 s without an answer and on closing: then the file alone has everything.
    void aFileStandsAloneWhenIdleAndWhenClosed()
    {
        const auto path = at("idle.nia");
        QVERIFY(test::makeWorkspace(path, 3));
        const auto fileAlone = [&](int number) {
            const auto copy = at(QByteArray("copy" + QByteArray::number(number) + ".nia").constData());
            std::filesystem::copy_file(path, copy); // without -wal
            auto store = workspace::Store::open(copy);
            return store ? workspace::counts(*store).value_or(workspace::Counts{}).labels : -1;
        };
        {
            Session session;
            openWait(session, path);
            session.append(label(1, "good"));
            QTRY_COMPARE(session.saving(), Session::Saving::Saved);
            QCOMPARE(fileAlone(1), 0); // it is in the -wal, on the disk
            QTest::qWait(2000);
            session.append(label(2, "good")); // the five seconds begin anew
            QTRY_COMPARE(session.saving(), Session::Saving::Saved);
            QElapsedTimer idle;
            idle.start();
            int number = 2;
            QTRY_VERIFY_WITH_TIMEOUT(fileAlone(++number) == 2, 15000);
            QVERIFY2(idle.elapsed() > 4500, qPrintable(QString::number(idle.elapsed())));
            session.append(label(3, "good"));
            QTRY_COMPARE(session.saving(), Session::Saving::Saved);
        }
        QVERIFY(!std::filesystem::exists(path.string() + "-wal"));
        QVERIFY(!std::filesystem::exists(path.string() + "-shm"));
        QCOMPARE(fileAlone(1000), 3);
    }
};

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
