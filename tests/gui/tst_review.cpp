// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "exchange/bundle.h"
#include "importing/import_job.h"
#include "support/review_window.h"
#include "widgets/answer_dialog.h"
#include "widgets/bundle_dialogs.h"
#include "widgets/controls.h"
#include "widgets/query_box.h"
#include "widgets/raw_view.h"
#include "widgets/review_card.h"
#include "widgets/review_comment.h"
#include "widgets/review_differences.h"
#include "widgets/review_foot.h"
#include "widgets/review_place.h"
#include "workspace/labels.h"
#include "workspace/records.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace nia;
using namespace nia::test;
using widgets::ReviewPlace;

/// Review in a window, driven by keys alone.
class TestReview : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void decidesByKeys();
    void showsTheObjectAsItCame();
    void needsACardAndAGround();
    void citesOnlyAChosenClause();
    void takesARecentReason();
    void givesAnotherAnswer();
    void showsLettersUntilDecided();
    void ownAnswersAreForOthers();
    void keyboardProgramsLeaveNoTrace();
    void commentsAndFlags();

private:
    std::unique_ptr<OwnSettings> m_own;
};

void TestReview::init()
{
    m_own = std::make_unique<OwnSettings>();
}

void TestReview::cleanup()
{
    m_own.reset();
}

void TestReview::decidesByKeys()
{
    Review review(*m_own, m_own->settings());
    QTRY_COMPARE(review.place->queue().count(), kDisagreed);
    QTRY_VERIFY(review.ready());
    const RecordId record = review.place->queue().item()->id;
    const views::Difference before = *review.place->queue().current();
    QVERIFY(before.cards.size() >= 2);

    QVERIFY(review.decide(Qt::Key_2, QStringLiteral("nghe ra giọng miền Tây")));
    const workspace::RecordState state = review.state(record);
    QCOMPARE(state.decisions.size(), std::size_t(1));
    QCOMPARE(state.decisions.front().question, before.question);
    QCOMPARE(state.decisions.front().answer, before.cards[1].answer);
    QCOMPARE(state.decisions.front().reviewer, std::string("hanh"));
    QCOMPARE(state.decisions.front().reason, std::string("nghe ra giọng miền Tây"));
    QVERIFY(state.decisions.front().clauses.empty());
    QVERIFY(!std::ranges::contains(state.disagreed, before.question));
    QTRY_COMPARE(review.place->queue().decidedCount(), std::int64_t(1));
}

void TestReview::showsTheObjectAsItCame()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const auto *raw = review.place->findChild<widgets::RawView *>();
    QVERIFY(raw != nullptr && !raw->isVisible());
    review.window->press(Qt::Key_U, Qt::ControlModifier);
    QVERIFY(raw->isVisible());
    const auto idShown = [&] {
        const QString id = QString::fromStdString(review.place->queue().item()->open->record.externalId);
        return raw->toPlainText().contains(QStringLiteral("\"id\": \"%1\"").arg(id));
    };
    QTRY_VERIFY(idShown());
    const RecordId first = review.place->queue().item()->id;
    review.window->press(Qt::Key_Down);
    QTRY_VERIFY(review.ready() && review.place->queue().item()->id != first);
    QTRY_VERIFY(idShown()); // the next one's, too
}

void TestReview::needsACardAndAGround()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    review.window->press(Qt::Key_Return);
    QVERIFY(review.place->message().contains(QStringLiteral("card")));
    review.window->press(Qt::Key_9); // there is no such card
    QVERIFY(!review.place->chosen());
    review.window->press(Qt::Key_1);
    QVERIFY(review.place->chosen().has_value());
    const auto cards = review.place->panel().cards();
    QVERIFY(cards.front()->isChecked() && !cards.back()->isChecked());
    review.window->press(Qt::Key_Return);
    QVERIFY(review.place->message().contains(QStringLiteral("reason")));
    QVERIFY(review.place->foot().field().hasFocus()); // where it is to be written
    QVERIFY(review.place->queue().current()->decisions.empty());
}

void TestReview::citesOnlyAChosenClause()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const RecordId record = review.place->queue().item()->id;
    const std::string question = review.place->queue().current()->question;
    review.window->press(Qt::Key_1);
    QCOMPARE(review.place->foot().clause(), QString()); // taking an answer chooses none

    QSignalSpy decided(&review.place->queue(), &views::ReviewQueue::decided);
    review.window->press(Qt::Key_G, Qt::ControlModifier);
    auto *box = review.place->foot().findChild<QComboBox *>();
    QVERIFY(box->view()->isVisible());
    QTest::keyClick(box->view(), Qt::Key_Down);
    QTest::keyClick(box->view(), Qt::Key_Return);
    const std::string clause = review.place->foot().clause().toStdString();
    const workspace::Clause *found = review.session->schema().clause(clause);
    QVERIFY(found != nullptr);
    QVERIFY(std::ranges::any_of(found->about, [&](const auto &about) { return about.starts_with(question + "."); }));
    review.window->press(Qt::Key_Return);
    QVERIFY(!decided.isEmpty() || decided.wait(10000));
    QCOMPARE(review.state(record).decisions.front().clauses, std::vector{clause});
    QCOMPARE(review.state(record).decisions.front().reason, std::string());
    QCOMPARE(review.place->foot().clause(), QString()); // the next one begins empty
}

void TestReview::takesARecentReason()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const QString reason = QStringLiteral("trích lời người khác");
    QVERIFY(review.decide(Qt::Key_1, reason));
    QTRY_VERIFY(review.place->foot().reason().isEmpty());
    review.window->press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(review.place->foot().field().hasFocus());
    review.window->press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(review.place->foot().reason(), reason);
    // Never over what was written.
    review.place->foot().field().clear();
    review.window->type(QStringLiteral("khác"));
    review.window->press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(review.place->foot().reason(), QStringLiteral("khác"));

    // Another time it is still known.
    review.place->setSession(nullptr);
    review.session = openSession(review.path, "hanh");
    review.place->setSession(review.session.get());
    QTRY_VERIFY(review.ready());
    QCOMPARE(QString::fromStdString(review.place->queue().reasons().front()), reason);
}

void TestReview::givesAnotherAnswer()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    while (review.session->schema().question(review.place->queue().current()->question)->kind
           != workspace::QuestionKind::Single)
        QVERIFY(review.place->act(QStringLiteral("next-difference"), nullptr));
    const workspace::Question question = *review.session->schema().question(review.place->queue().current()->question);
    review.window->press(Qt::Key_F2);
    auto *dialog = review.place->findChild<widgets::AnswerDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
        QVERIFY(!button->isChecked()); // nothing stands there as if it were chosen
    QCOMPARE(dialog->answer().choice, std::string());
    QTest::keyClick(dialog, Qt::Key_2);
    QCOMPARE(dialog->answer().choice, question.answers[1].id);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(review.place->chosen().has_value());
    QCOMPARE(review.place->chosen()->choice, question.answers[1].id);
}

void TestReview::showsLettersUntilDecided()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const auto spoken = [&] {
        QString all;
        for (const widgets::ReviewCard *card : review.place->panel().cards())
            all += card->accessibleName() + QLatin1Char('\n');
        return all;
    };
    QVERIFY2(!spoken().contains(QStringLiteral("lan"), Qt::CaseInsensitive), qPrintable(spoken()));
    QVERIFY2(spoken().contains(QStringLiteral("given by A")) && spoken().contains(QStringLiteral("given by B")),
             qPrintable(spoken()));
    const RecordId first = review.place->queue().item()->id;
    const auto differences = review.place->queue().item()->differences.size();
    for (std::size_t i = 0; i < differences; ++i)
        QVERIFY(review.decide(Qt::Key_1, QStringLiteral("rõ")));
    if (review.place->queue().item()->id != first)
        review.window->press(Qt::Key_Up);
    QTRY_COMPARE(review.place->queue().item()->id, first);
    QTRY_VERIFY2(spoken().contains(QStringLiteral("lan"), Qt::CaseInsensitive), qPrintable(spoken()));
}

void TestReview::ownAnswersAreForOthers()
{
    Review review(*m_own, m_own->settings());
    review.place->setSession(nullptr);
    review.session = openSession(review.path, "lan");
    review.place->setSession(review.session.get());
    QTRY_VERIFY(review.ready());
    QVERIFY(review.place->queue().current()->own);
    review.window->press(Qt::Key_1);
    review.place->foot().setReason(QStringLiteral("tôi nói vậy"));
    review.window->press(Qt::Key_Return);
    QVERIFY(review.place->message().contains(QStringLiteral("somebody else")));
    QVERIFY(review.place->queue().current()->decisions.empty());
}

void TestReview::keyboardProgramsLeaveNoTrace()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    QSignalSpy said(review.place, &ReviewPlace::said);
    const RecordId record = review.place->queue().item()->id;
    QWidget *receiver = review.window->receiver();
    QTest::keyClick(receiver, Qt::Key_A);
    QTest::keyClick(receiver, Qt::Key_Backspace);
    QTest::sendKeyEvent(QTest::Press, receiver, Qt::Key_unknown, QStringLiteral("á"), Qt::NoModifier);
    QTest::keyClick(receiver, Qt::Key_Delete);
    QCOMPARE(said.size(), 1); // the hint, once
    QVERIFY(!review.place->chosen());
    QCOMPARE(review.place->queue().item()->id, record);
    QCOMPARE(review.place->queue().difference(), 0);
    // In the field they are words.
    review.window->press(Qt::Key_R, Qt::ControlModifier);
    review.window->type(QStringLiteral("1á"));
    QCOMPARE(review.place->foot().reason(), QStringLiteral("1á"));
    QVERIFY(!review.place->chosen());
    review.window->press(Qt::Key_Escape);
    QVERIFY(!review.place->foot().field().hasFocus());
}

void TestReview::commentsAndFlags()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const RecordId record = review.place->queue().item()->id;
    const auto mine = [&] {
        for (const workspace::AnnotatorState &each : review.state(record).annotators) {
            if (each.annotator == "hanh")
                return each;
        }
        return workspace::AnnotatorState{};
    };
    review.window->press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(mine().flagged);
    QTRY_VERIFY(review.place->queue().item()->open->state.annotators.size() == 3);
    review.window->press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(!mine().flagged);

    review.window->press(Qt::Key_M, Qt::ControlModifier);
    auto *dialog = review.place->findChild<widgets::CommentDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    dialog->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("hỏi lại nhóm"));
    QTest::keyClick(dialog->findChild<QPlainTextEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(QString::fromStdString(mine().comment), QStringLiteral("hỏi lại nhóm"));
}

QTEST_MAIN(TestReview)
#include "tst_review.moc"
