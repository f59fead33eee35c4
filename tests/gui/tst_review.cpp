// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "exchange/bundle.h"
#include "importing/import_job.h"
#include "support/place_window.h"
#include "widgets/answer_dialog.h"
#include "widgets/bundle_dialogs.h"
#include "widgets/controls.h"
#include "widgets/query_box.h"
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

namespace {

constexpr int kDisagreed = 8; // records of the sample that Lan and Minh answer differently (resources/sample/README.md)

/// Review on the sample, as a reviewer who answered nothing herself.
struct Review {
    explicit Review(const OwnSettings &own, widgets::Settings &settings, const QSize &size = {1352, 840})
        : path(own.file("sample.nia"))
    {
        if (!std::filesystem::exists(path))
            makeSampleAt(path);
        session = openSession(path, "hanh");
        place = new ReviewPlace(settings);
        window = std::make_unique<PlaceWindow>(place, size);
        place->setLanguage(QStringLiteral("en"));
        place->setSession(session.get());
    }
    ~Review() { place->setSession(nullptr); }
    [[nodiscard]] bool ready() const { return place->queue().item() != nullptr; }
    /// Decides what stands there by keys; false where it was not saved.
    bool decide(Qt::Key card, const QString &reason)
    {
        QSignalSpy decided(&place->queue(), &views::ReviewQueue::decided);
        window->press(card);
        if (!place->chosen())
            return false;
        window->press(Qt::Key_R, Qt::ControlModifier);
        window->type(reason);
        window->press(Qt::Key_Return);
        return !decided.isEmpty() || decided.wait(10000);
    }
    [[nodiscard]] workspace::RecordState state(RecordId record) const
    {
        auto store = workspace::Store::open(path);
        return store ? workspace::recordState(*store, record).value_or(workspace::RecordState{})
                     : workspace::RecordState{};
    }

    std::filesystem::path path;
    std::unique_ptr<views::Session> session;
    ReviewPlace *place = nullptr;
    std::unique_ptr<PlaceWindow> window;
};

} // namespace

/// Review in a window, driven by keys alone.
class TestReview : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void decidesByKeys();
    void needsACardAndAGround();
    void citesOnlyAChosenClause();
    void takesARecentReason();
    void givesAnotherAnswer();
    void stepsOverRecords();
    void showsLettersUntilDecided();
    void ownAnswersAreForOthers();
    void keyboardProgramsLeaveNoTrace();
    void narrowsByAQuery();
    void commentsAndFlags();
    void saysWhatItIsFor();
    void seesWhatIsMerged();
    void pictures_data();
    void pictures();

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

void TestReview::stepsOverRecords()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const RecordId first = review.place->queue().item()->id;
    int steps = 0;
    while (review.place->queue().item()->id == first && steps < 20) {
        review.window->press(Qt::Key_F8);
        QTest::qWait(20);
        ++steps;
    }
    QVERIFY(review.place->queue().item()->id != first);
    QCOMPARE(review.place->queue().difference(), 0);
    review.window->press(Qt::Key_F7);
    QTRY_COMPARE(review.place->queue().item()->id, first);
    QCOMPARE(review.place->queue().difference(),
             static_cast<int>(review.place->queue().item()->differences.size()) - 1);
    review.window->press(Qt::Key_Down);
    QTRY_COMPARE(review.place->queue().row(), 1);
    review.window->press(Qt::Key_Up);
    QTRY_COMPARE(review.place->queue().row(), 0);
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

void TestReview::narrowsByAQuery()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    review.window->press(Qt::Key_Slash);
    QVERIFY(review.place->query().field().hasFocus());
    review.window->type(QStringLiteral("meta.source=forum")); // three of the eight
    review.window->press(Qt::Key_Return);
    QTRY_COMPARE(review.place->queue().count(), 3);
    QVERIFY(!review.place->query().field().hasFocus());
    auto store = workspace::Store::open(review.path);
    QVERIFY(store.has_value());
    for (int row = 0; row < review.place->queue().count(); ++row) {
        const auto record = workspace::record(*store, *review.place->queue().idAt(row));
        QVERIFY(record && *record && (*record)->raw.contains("\"source\": \"forum\""));
    }
    // Nothing found: the box stays, so that it can be emptied.
    review.window->press(Qt::Key_Slash);
    review.place->query().field().clear();
    review.window->type(QStringLiteral("khongcotunaynhuvay"));
    review.window->press(Qt::Key_Return);
    QTRY_COMPARE(review.place->queue().count(), 0);
    QVERIFY(review.place->query().isVisible());
    review.place->query().field().setFocus();
    review.place->query().field().clear();
    review.window->press(Qt::Key_Return);
    QTRY_COMPARE(review.place->queue().count(), kDisagreed);
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

void TestReview::saysWhatItIsFor()
{
    auto *place = new ReviewPlace(m_own->settings());
    PlaceWindow window(place);
    picture(window, QStringLiteral("review-empty-no-workspace"));
    const auto visible = [&](const QString &words) {
        for (const QLabel *label : place->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    };
    QVERIFY(visible(QStringLiteral("No workspace is open")));
    const auto made = workspace::Store::create(m_own->file("empty.nia"), {});
    QVERIFY(made.has_value());
    const auto session = openSession(m_own->file("empty.nia"), "hanh");
    place->setSession(session.get());
    QTRY_VERIFY(visible(QStringLiteral("Nothing to review")));
    QSignalSpy merge(place, &ReviewPlace::mergeWanted);
    for (auto *button : place->findChildren<widgets::ActionButton *>()) {
        if (button->isVisible())
            button->click();
    }
    QCOMPARE(merge.size(), 1);
    picture(window, QStringLiteral("review-empty"));
    place->setSession(nullptr);
}

/// Section 6: after a merge the disagreements show in Review, without another visit.
void TestReview::seesWhatIsMerged()
{
    const std::filesystem::path path = m_own->file("alone.nia");
    for (const char *name : {"mien-man.jsonl", "lan.niab", "minh.niab"})
        QVERIFY(QFile::copy(QStringLiteral(":/nia/sample/") + QLatin1String(name), m_own->path(QLatin1String(name))));
    {
        auto store = workspace::Store::create(path, {});
        QVERIFY(store.has_value());
        Progress progress;
        QVERIFY(importing::importShards(*store, {m_own->file("mien-man.jsonl")}, {}, progress).has_value());
        QVERIFY(exchange::mergeBundle(*store, m_own->file("lan.niab"), progress).has_value());
    }
    views::TaskList tasks;
    const auto session = openSession(path, "hanh");
    auto *place = new ReviewPlace(m_own->settings());
    PlaceWindow window(place);
    place->setSession(session.get());
    QTRY_VERIFY(place->queue().isListed());
    QCOMPARE(place->queue().count(), 0);

    widgets::BundleActions actions(tasks, &window);
    QSignalSpy merged(&actions, &widgets::BundleActions::merged);
    auto *dialog = actions.merge(*session, {m_own->path(QStringLiteral("minh.niab"))});
    QVERIFY(!merged.isEmpty() || merged.wait(20000));
    QCOMPARE(merged.front().at(1).toLongLong(), qint64(kDisagreed));
    QTRY_COMPARE(place->queue().count(), kDisagreed);
    QTRY_VERIFY(place->queue().item() != nullptr);
    picture(*dialog, QStringLiteral("merge-dialog"));
    dialog->close();
    place->setSession(nullptr);
}

void TestReview::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << "en" << QSize(1352, 840);
    QTest::newRow("dark") << true << "en" << QSize(1352, 840);
    QTest::newRow("vi") << false << "vi" << QSize(1352, 840);
    QTest::newRow("narrow") << false << "vi" << QSize(936, 504);
}

/// Whatever the theme, the language and the size: all of it is there, and nothing is pushed out of the window.
void TestReview::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    widgets::applyTheme(*qApp, dark ? widgets::ThemeChoice::Dark : widgets::ThemeChoice::Light);
    std::unique_ptr<Vietnamese> vietnamese;
    if (language == QStringLiteral("vi"))
        vietnamese = std::make_unique<Vietnamese>();
    Review review(*m_own, m_own->settings(), size);
    review.place->setLanguage(language);
    QTRY_VERIFY(review.ready());
    picture(*review.window, QStringLiteral("review-open-") + QLatin1String(QTest::currentDataTag()));
    QVERIFY(review.decide(Qt::Key_1, QStringLiteral("nghe là biết")));
    review.window->press(Qt::Key_2);
    QTest::qWait(100);
    const QRect inside = review.place->rect();
    for (const QWidget *part :
         {static_cast<QWidget *>(&review.place->foot()), static_cast<QWidget *>(&review.place->foot().field())}) {
        const QRect rect(part->mapTo(review.place, QPoint()), part->size());
        QVERIFY2(inside.contains(rect), part->metaObject()->className());
    }
    QCOMPARE(review.window->size(), size);
    picture(*review.window, QStringLiteral("review-") + QLatin1String(QTest::currentDataTag()));
}

QTEST_MAIN(TestReview)
#include "tst_review.moc"
