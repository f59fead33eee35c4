// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "views/record_list_model.h"
#include "views/session.h"

#include "support/made_workspace.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::views;

class TestSession : public QObject
{
    Q_OBJECT
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
