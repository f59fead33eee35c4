// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/review_window.h"
#include "widgets/review_foot.h"

#include <QLineEdit>

using namespace nia;
using namespace nia::test;

/// Ctrl+Z in Review takes back what was decided there, by keys alone.
class TestReviewUndo : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_own = std::make_unique<OwnSettings>(); }
    void cleanup() { m_own.reset(); }
    void takesTheLastDecisionBack();
    void bringsBackWhatWasListedNoMore();
    void theFieldHasItsOwnUndo();

private:
    std::unique_ptr<OwnSettings> m_own;
};

void TestReviewUndo::takesTheLastDecisionBack()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const RecordId record = review.place->queue().item()->id;
    const std::string question = review.place->queue().current()->question;
    review.window->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(review.place->message(), QStringLiteral("There is no decision of yours."));

    QVERIFY(review.decide(Qt::Key_2, QStringLiteral("nhầm")));
    QCOMPARE(review.state(record).decisions.size(), std::size_t(1));
    review.window->press(Qt::Key_Down); // further on
    review.window->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(review.state(record).decisions.empty());
    QTRY_COMPARE(review.place->queue().item()->id, record);
    QCOMPARE(review.place->queue().current()->question, question);
    QTRY_VERIFY(review.place->queue().current()->isOpen());
    QVERIFY2(review.place->message().startsWith(QStringLiteral("The decision is taken back: ")),
             qPrintable(review.place->message()));
    QVERIFY(std::ranges::contains(review.state(record).disagreed, question));
    QTRY_COMPARE(review.place->queue().decidedCount(), std::int64_t(0));

    review.window->press(Qt::Key_Y, Qt::ControlModifier);
    QTRY_COMPARE(review.state(record).decisions.size(), std::size_t(1));
    QCOMPARE(review.state(record).decisions.front().reason, std::string("nhầm"));
    review.window->press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(review.place->message(), QStringLiteral("Nothing to do again"));
}

void TestReviewUndo::bringsBackWhatWasListedNoMore()
{
    RecordId first{};
    {
        Review review(*m_own, m_own->settings());
        QTRY_VERIFY(review.ready());
        first = review.place->queue().item()->id;
        const auto differences = review.place->queue().item()->differences.size();
        for (std::size_t i = 0; i < differences; ++i)
            QVERIFY(review.decide(Qt::Key_1, QStringLiteral("rõ")));
        review.place->entered(); // another visit: what is decided is gone
        QTRY_COMPARE(review.place->queue().count(), kDisagreed - 1);
        QTRY_VERIFY(review.ready() && review.place->queue().item()->id != first);
        review.window->press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(review.place->queue().count(), kDisagreed);
        QTRY_VERIFY(review.ready() && review.place->queue().item()->id == first);
        QVERIFY(review.place->queue().current()->isOpen());
        picture(*review.window, QStringLiteral("review-undone"));
        QVERIFY(review.decide(Qt::Key_1, QStringLiteral("rõ")));
    }
    // And on another day.
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    QCOMPARE(review.place->queue().count(), kDisagreed - 1);
    review.window->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(review.place->queue().count(), kDisagreed);
    QTRY_VERIFY(review.ready() && review.place->queue().item()->id == first);
    QCOMPARE(review.place->queue().row(), review.place->queue().rowOf(first));
}

void TestReviewUndo::theFieldHasItsOwnUndo()
{
    Review review(*m_own, m_own->settings());
    QTRY_VERIFY(review.ready());
    const RecordId record = review.place->queue().item()->id;
    QVERIFY(review.decide(Qt::Key_1, QStringLiteral("rõ")));
    review.window->press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(review.place->foot().field().hasFocus());
    review.window->type(QStringLiteral("xoa"));
    review.window->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(review.place->foot().reason(), QString());
    QTest::qWait(100);
    QCOMPARE(review.state(record).decisions.size(), std::size_t(1));
}

QTEST_MAIN(TestReviewUndo)
#include "tst_review_undo.moc"
