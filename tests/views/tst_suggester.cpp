// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "views/suggester.h"

#include "support/made_workspace.h"
#include "workspace/labels.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace nia;
using namespace nia::views;

/// The model follows each answer at once, between two trainings, and forgets what is taken back.
class TestSuggester : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path m_path;

    static std::string textOf(int record)
    {
        const std::string number = std::to_string(record);
        if (record > 24)
            return "Đêm rằm thả diều bên sông, trăng sáng quá chừng " + number;
        return record % 2 == 0 ? "Khuyến mãi cực sốc, giảm giá lần " + number + ", mua ngay kẻo hết hàng!"
                               : "Bài " + number + " giải thích vì sao cây xanh cần ánh sáng để quang hợp.";
    }

    static Result<void> addRecords(workspace::Store &store)
    {
        NIA_ASSIGN(workspace::RecordInserter inserter, workspace::RecordInserter::open(store));
        NIA_TRY(inserter.begin());
        NIA_ASSIGN(const DatasetId dataset, inserter.dataset("main"));
        for (int i = 1; i <= 40; ++i) {
            const std::string id = "r" + std::to_string(i), text = textOf(i);
            const std::string before = "{\"id\":\"" + id + "\",\"text\":"; // moc does not read raw strings of this kind
            const std::string literal = Json(text).write();
            const std::string raw = before + literal + "}";
            NIA_TRY(inserter.add(dataset, ShardId{1},
                                 {.key = recordKey("main", id, "", text),
                                  .externalId = id,
                                  .text = text,
                                  .raw = raw,
                                  .literalBegin = before.size(),
                                  .literalEnd = before.size() + literal.size(),
                                  .line = i,
                                  .chars = static_cast<std::int64_t>(text.size()),
                                  .textHash = static_cast<std::uint64_t>(i)}));
        }
        return inserter.commit();
    }

    /// 24 adverts and lessons, answered; then records of a third kind, which are not.
    void make(const char *name)
    {
        m_path = std::filesystem::path(m_folder.filePath(QString::fromLatin1(name)).toStdString());
        QVERIFY(test::makeWorkspace(m_path, 0));
        auto store = workspace::Store::open(m_path);
        QVERIFY(store);
        QVERIFY(addRecords(*store));
        std::vector<workspace::Draft> drafts;
        for (int record = 1; record <= 24; ++record)
            drafts.push_back(answer(record, record % 2 == 0 ? "none" : "good"));
        QVERIFY(store->append(drafts));
    }

    static workspace::Draft answer(std::int64_t record, const char *choice)
    {
        return {.annotator = "lan",
                .record = RecordId{record},
                .question = "quality",
                .answer = workspace::Answer::single(choice)};
    }

    /// What is stored for the record: how likely "good" is.
    double good(int record) const
    {
        auto store = workspace::Store::open(m_path);
        if (!store)
            return -1;
        const auto state = workspace::recordState(*store, RecordId{record});
        for (const workspace::StoredSuggestion &each : state->suggestions) {
            if (each.question == "quality")
                return each.distribution["good"].real(-1);
        }
        return -1;
    }
    std::string modelId() const
    {
        auto store = workspace::Store::open(m_path);
        const auto models = workspace::models(*store);
        return models && !models->empty() ? models->front().modelId : "";
    }
    static QList<qint64> from(int record)
    {
        QList<qint64> out;
        for (int i = record; i <= 40; ++i)
            out << i;
        return out;
    }

private slots:
    void followsEachAnswerAndForgetsWhatIsTakenBack()
    {
        make("follow.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        suggester.setAhead(from(25));
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy training(&suggester, &Suggester::trainingChanged);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        const double before = good(30);
        QVERIFY(before > 0 && before < 1);
        const std::string model = modelId();
        const qsizetype trainings = training.size();

        // The other way than the model thinks, so that there is something to follow.
        const bool up = before < .5;
        session.append({answer(25, up ? "good" : "none")});
        suggester.setAhead(from(26));
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 2, 20000);
        const double after = good(30);
        QVERIFY2(up ? after > before + .1 : after < before - .1, QByteArray::number(after - before));
        QVERIFY(std::abs(good(26) - before) < .2); // it is being looked at: not changed before one's eyes
        session.append({answer(26, up ? "good" : "none")});
        suggester.setAhead(from(27));
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 3, 20000);
        QVERIFY(up ? good(30) > after : good(30) < after);

        // Taken back: as if it had never been said.
        session.undo();
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 4, 20000);
        QCOMPARE(good(30), after);
        session.undo();
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 5, 20000);
        QCOMPARE(good(30), before);
        QCOMPARE(training.size(), trainings); // all without a training
        QCOMPARE(modelId(), model);
        auto store = workspace::Store::open(m_path);
        QCOMPARE(workspace::recordState(*store, RecordId{30})->suggestions.front().model, model);
    }

    /// What was said, taken back and said again is one answer, or none.
    void answersAreCountedByRecord()
    {
        make("count.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy answered(&session, &Session::answered);
        QSignalSpy undone(&session, &Session::undone);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        QCOMPARE(suggester.answers("quality"), 24);
        session.append({answer(25, "good")});
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(suggester.answers("quality"), 25);
        session.append({answer(3, "none")}); // another answer to a record that has one
        QTRY_COMPARE(answered.size(), 2);
        QCOMPARE(suggester.answers("quality"), 25);
        session.append({answer(26, "good")});
        QTRY_COMPARE(answered.size(), 3);
        session.undo();
        QTRY_COMPARE(undone.size(), 1);
        QCOMPARE(suggester.answers("quality"), 25);
    }

    /// Answers to a question that nothing can be learned of do not wake it up.
    void textsAreNotLearnedFrom()
    {
        make("texts.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy training(&suggester, &Suggester::trainingChanged);
        QSignalSpy answered(&session, &Session::answered);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        const qsizetype before = training.size();
        for (int record = 1; record <= Suggester::kEvery + 1; ++record)
            session.append({{.annotator = "lan",
                             .record = RecordId{record},
                             .question = "quality_note",
                             .answer = workspace::Answer{.kind = workspace::QuestionKind::Text, .text = "ghi chú"}}});
        QTRY_COMPARE(answered.size(), Suggester::kEvery + 1);
        QTest::qWait(1500);
        QCOMPARE(training.size(), before);
    }

    void whatWasStoppedIsLearnedOnceItMay()
    {
        make("stopped.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy training(&suggester, &Suggester::trainingChanged);
        connect(&suggester, &Suggester::trainingChanged, &suggester, [&](bool on) {
            if (on && training.size() <= 1)
                suggester.setEnabled(false); // at once, before the first is through
        });
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY_WITH_TIMEOUT(training.size() >= 2, 60000);
        QVERIFY(!suggester.isTraining());
        QTRY_VERIFY_WITH_TIMEOUT(tasks.running().isEmpty(), 60000);
        QCOMPARE(suggested.size(), 0);
        suggester.setEnabled(true);
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        QTRY_VERIFY(!suggester.isTraining());
        QVERIFY(good(30) > 0);
        for (qsizetype i = 0; i < training.size(); ++i) // begun, ended, begun, ended
            QCOMPARE(training.at(i).at(0).toBool(), i % 2 == 0);
    }

    void whatCouldNotBeFollowedIsFollowedLater()
    {
        make("late.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        suggester.setAhead(from(25));
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy answered(&session, &Session::answered);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        const double before = good(30);
        session.append({answer(25, before < .5 ? "good" : "none")});
        QTRY_COMPARE(answered.size(), 1);
        const std::filesystem::path elsewhere = m_path.string() + ".away";
        std::filesystem::rename(m_path, elsewhere); // whoever opens it now finds nothing
        QTest::qWait(1000);
        std::filesystem::rename(elsewhere, m_path);
        QCOMPARE(suggested.size(), 1);
        suggester.setEnabled(false);
        suggester.setEnabled(true);
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 2, 20000);
        QVERIFY(std::abs(good(30) - before) > .1);
    }

    /// Its own suggestions are seen as something that was written, and must not make it suggest again for ever.
    void whereNothingIsNewNothingIsWritten()
    {
        make("idle.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        int patient = 0;
        for (QTimer *timer : suggester.findChildren<QTimer *>()) {
            if (timer->interval() == Suggester::kPatienceMs) {
                timer->setInterval(100);
                ++patient;
            }
        }
        QCOMPARE(patient, 1);
        suggester.setSession(&session);
        suggester.setAhead(from(25));
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        QSignalSpy training(&suggester, &Suggester::trainingChanged);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(training.size() >= 4, 60000); // it has looked again
        QTest::qWait(2000);
        QCOMPARE(suggested.size(), 1);
        QVERIFY(training.size() <= 6);
    }

    void answersGivenAnewAreTrainedOn()
    {
        make("anew.nia");
        Session session;
        TaskList tasks;
        Suggester suggester(tasks);
        suggester.setSession(&session);
        suggester.setAhead(from(25));
        QSignalSpy suggested(&suggester, &Suggester::suggested);
        session.open({.path = m_path, .annotator = "lan"});
        QTRY_COMPARE_WITH_TIMEOUT(suggested.size(), 1, 60000);
        const std::string model = modelId();
        // As many answers as before, but others.
        for (int record = 1; record <= Suggester::kEvery; ++record)
            session.append({answer(record, record % 2 == 0 ? "good" : "none")});
        QTRY_VERIFY_WITH_TIMEOUT(modelId() != model, 60000);
        QTRY_VERIFY(!suggester.isTraining());
    }
};

QTEST_GUILESS_MAIN(TestSuggester)
#include "tst_suggester.moc"
