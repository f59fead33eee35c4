// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "exchange/bundle.h"
#include "importing/import_job.h"
#include "support/review_window.h"
#include "widgets/bundle_dialogs.h"
#include "widgets/controls.h"
#include "widgets/query_box.h"
#include "widgets/review_foot.h"
#include "workspace/records.h"

#include <QAbstractItemView>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace nia;
using namespace nia::test;
using widgets::ReviewPlace;

/// What stands in Review's list and what does not: steps, a query, nothing there, what a merge brings; and how it looks.
class TestReviewQueue : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_own = std::make_unique<OwnSettings>(); }
    void cleanup() { m_own.reset(); }
    void stepsOverRecords();
    void narrowsByAQuery();
    void saysWhatItIsFor();
    void seesWhatIsMerged();
    void pictures_data();
    void pictures();

private:
    std::unique_ptr<OwnSettings> m_own;
};

void TestReviewQueue::stepsOverRecords()
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

void TestReviewQueue::narrowsByAQuery()
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

void TestReviewQueue::saysWhatItIsFor()
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
void TestReviewQueue::seesWhatIsMerged()
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

void TestReviewQueue::pictures_data()
{
    looks();
}

/// Whatever the theme, the language and the size: all of it is there, and nothing is pushed out of the window.
void TestReviewQueue::pictures()
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

QTEST_MAIN(TestReviewQueue)
#include "tst_review_queue.moc"
