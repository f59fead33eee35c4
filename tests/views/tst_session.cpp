// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "views/record_list_model.h"
#include "views/session.h"

#include "support/made_workspace.h"
#include "support/vfs_shim.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::views;

class TestSession : public QObject
{
    Q_OBJECT
    static std::vector<workspace::Draft> good(std::int64_t id)
    {
        return {workspace::Draft{
            .record = RecordId{id}, .question = "quality", .answer = workspace::Answer::single("good")}};
    }
    static QList<quint64> tickets(const QSignalSpy &spy)
    {
        QList<quint64> out;
        for (const QList<QVariant> &each : spy)
            out << each.front().toULongLong();
        return out;
    }

private slots:
    void listsLabelsUndoes()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(test::makeWorkspace(path, 200));
        {
            Session session;
            RecordListModel model;
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            model.setSession(&session);
            QSignalSpy loaded(&model, &RecordListModel::loaded);
            session.open({.path = path, .annotator = "lan"});
            QVERIFY(loaded.wait());
            QCOMPARE(model.rowCount(), 200);
            const QModelIndex far = model.index(150);
            QTRY_COMPARE(far.data(RecordListModel::PreviewRole).toString(), QStringLiteral("Câu số 151."));

            QSignalSpy confirmed(&session, &Session::confirmed);
            const auto label = [](std::int64_t id, const char *answer) {
                return std::vector{workspace::Draft{
                    .record = RecordId{id}, .question = "quality", .answer = workspace::Answer::single(answer)}};
            };
            session.append(label(151, "good"));
            session.append(label(152, "none"));
            QCOMPARE(session.saving(), Session::Saving::Busy);
            QTRY_COMPARE(confirmed.size(), 2);
            QCOMPARE(session.saving(), Session::Saving::Saved);
            QTRY_COMPARE(far.data(RecordListModel::AnswersRole).toString(), QStringLiteral("Good"));
            session.undo();
            QTRY_VERIFY(session.canRedo());
            QTRY_COMPARE(confirmed.size(), 3);
            QVERIFY(session.redo() != 0);
            session.append(label(153, "basic"));
        } // what waits is written on closing
        auto store = workspace::Store::open(path);
        QVERIFY(store);
        for (const auto &[id, answer] : {std::pair{151, "good"}, {152, "none"}, {153, "basic"}}) {
            const auto own = workspace::ownLabels(*store, RecordId{id}, "lan");
            QVERIFY(own);
            QCOMPARE(own->at("quality").answer.choice, answer);
        }
    }

    void aRefusedAnswerIsSaid()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(test::makeWorkspace(path, 2));
        Session session;
        QSignalSpy opened(&session, &Session::opened);
        session.open({.path = path, .annotator = "lan"});
        QVERIFY(opened.wait());
        QSignalSpy refused(&session, &Session::refused);
        session.append({workspace::Draft{
            .record = RecordId{99}, .question = "quality", .answer = workspace::Answer::single("good")}});
        QVERIFY(refused.wait());
        QCOMPARE(session.saving(), Session::Saving::Failed);
    }

    /// Nothing to take back or to clear: that is said of it alone, and what was given after it is written.
    void whatFollowsAnUndoOfNothingIsWritten()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(test::makeWorkspace(path, 5));
        Session session;
        QSignalSpy opened(&session, &Session::opened);
        session.open({.path = path, .annotator = "lan"});
        QVERIFY(opened.wait());
        QSignalSpy refused(&session, &Session::refused), confirmed(&session, &Session::confirmed),
            saving(&session, &Session::savingChanged);
        const QList<quint64> nothing{session.undo(), session.undoDecision(), session.clear(RecordId{1}, "quality")};
        const auto first = session.append(good(1)), second = session.append(good(2));
        QTRY_COMPARE(refused.size() + confirmed.size(), 5);
        QCOMPARE(tickets(refused), nothing);
        QCOMPARE(tickets(confirmed), (QList<quint64>{first, second}));
        QCOMPARE(session.saving(), Session::Saving::Saved);
        QCOMPARE(saving.size(), 2); // Busy, and Saved when all of it was done
        session.undo();
        session.undo();
        session.undo();
        QTRY_COMPARE(refused.size(), 4);
        QCOMPARE(confirmed.size(), 4);
        QCOMPARE(session.saving(), Session::Saving::Saved);
    }

    /// A disk that is full brings everything back that waits, in order, whatever it was.
    void whatFollowsAFailedWriteIsRefused()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(test::makeWorkspace(path, 5));
        constexpr int kFull = 13; // SQLITE_FULL
        test::VfsShim disk;
        Session session;
        QSignalSpy opened(&session, &Session::opened);
        session.open({.path = path, .annotator = "lan", .vfs = disk.name()});
        QVERIFY(opened.wait());
        QSignalSpy refused(&session, &Session::refused), confirmed(&session, &Session::confirmed);
        session.append(good(1));
        QTRY_COMPARE(confirmed.size(), 1);
        disk.failWrite(1, kFull);
        const QList<quint64> given{session.append(good(2)), session.undo(), session.append(good(3)),
                                   session.clear(RecordId{4}, "quality"), session.undoDecision()};
        QTRY_COMPARE(refused.size(), 5);
        QCOMPARE(tickets(refused), given);
        QCOMPARE(session.saving(), Session::Saving::Failed);
        disk.failWrite(0, 0);
        session.append(good(5));
        QTRY_COMPARE(confirmed.size(), 2);
        QCOMPARE(session.saving(), Session::Saving::Saved);
        QCOMPARE(refused.size(), 5);
    }

    /// What was answered while an undo was on its way is newer than what the undo took back.
    void redoDoesNotOverrideANewerAnswer()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(test::makeWorkspace(path, 2));
        Session session;
        QSignalSpy opened(&session, &Session::opened), confirmed(&session, &Session::confirmed);
        session.open({.path = path, .annotator = "lan"});
        QVERIFY(opened.wait());
        session.append(good(1));
        session.undo();
        session.append({workspace::Draft{
            .record = RecordId{1}, .question = "quality", .answer = workspace::Answer::single("basic")}});
        QTRY_COMPARE(confirmed.size(), 3);
        QVERIFY(!session.canRedo());
    }

    void notAWorkspace()
    {
        Session session;
        QSignalSpy failed(&session, &Session::openFailed);
        session.open({.path = "/nowhere/at/all.nia", .annotator = "lan"});
        QVERIFY(failed.wait());
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
