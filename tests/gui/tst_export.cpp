// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "base/json.h"
#include "support/place_window.h"
#include "widgets/controls.h"
#include "widgets/export_parts.h"
#include "widgets/export_place.h"
#include "widgets/query_box.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>

using namespace nia;
using namespace nia::test;
using widgets::ExportPlace;

/// Export in a window, on the sample of 60 records.
class TestExport : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void countsWhileTyping();
    void showsAMistakeAtItsPlace();
    void previewsWhatIsWritten();
    void thePolicyCountsWhatHasNone();
    void keepsAFileOfThatName();
    void leavesOutWhatHasNoAnswer();
    void takesAnotherForm();
    void saysWhatItIsFor();
    void stacksWhereItIsNarrow();
    void pictures_data();
    void pictures();

private:
    void open(const QSize &size = {1352, 840});
    [[nodiscard]] static QByteArray bytesOf(const QString &path);
    [[nodiscard]] QLabel *label(const QString &text) const;

    std::unique_ptr<OwnSettings> m_own;
    std::unique_ptr<views::TaskList> m_tasks;
    std::unique_ptr<views::Session> m_session;
    std::unique_ptr<PlaceWindow> m_window;
    ExportPlace *m_place = nullptr;
};

void TestExport::init()
{
    m_own = std::make_unique<OwnSettings>();
    makeSampleAt(m_own->file("sample.nia"));
    m_tasks = std::make_unique<views::TaskList>();
}

void TestExport::open(const QSize &size)
{
    m_session = openSession(m_own->file("sample.nia"), "hanh");
    m_place = new ExportPlace(m_own->settings(), *m_tasks);
    m_window = std::make_unique<PlaceWindow>(m_place, size);
    m_place->setSession(m_session.get());
    QTRY_VERIFY(m_place->preview().preview().has_value());
}

void TestExport::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_tasks.reset();
    m_own.reset();
}

QByteArray TestExport::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QLabel *TestExport::label(const QString &text) const
{
    for (QLabel *each : m_place->findChildren<QLabel *>()) {
        if (each->isVisible() && each->text() == text)
            return each;
    }
    return nullptr;
}

void TestExport::countsWhileTyping()
{
    open();
    QTRY_VERIFY(label(QStringLiteral("60")) != nullptr);
    auto *box = m_place->findChild<widgets::QueryBox *>();
    box->field().setFocus();
    m_window->type(QStringLiteral("is:labeled")); // no Enter
    // 40 of Lan, 40 of Minh, 28 by both: 52 (resources/sample/README.md).
    QTRY_COMPARE(m_place->preview().preview()->matching, std::int64_t(52));
    QTRY_VERIFY(label(QStringLiteral("52")) != nullptr);
}

void TestExport::showsAMistakeAtItsPlace()
{
    open();
    auto *box = m_place->findChild<widgets::QueryBox *>();
    box->field().setFocus();
    m_window->type(QStringLiteral("is:labeled nofield:3"));
    QTRY_VERIFY(m_place->preview().error().has_value());
    QTRY_VERIFY(!box->mistake().isEmpty());
    QVERIFY(m_place->preview().error()->offset >= 11); // where "nofield" begins
    for (const auto *button : m_place->findChildren<widgets::ActionButton *>()) {
        if (button->text().startsWith(QStringLiteral("Write")))
            QVERIFY(!button->isEnabled());
    }
    picture(*m_window, QStringLiteral("export-mistake"));
    m_place->setQuery(QStringLiteral("is:labeled"));
    QTRY_VERIFY(!m_place->preview().error().has_value());
}

void TestExport::previewsWhatIsWritten()
{
    open();
    m_place->setOnlyResolved(false);
    m_place->setQuery(QStringLiteral("is:labeled"));
    QTRY_COMPARE(m_place->preview().preview()->matching, std::int64_t(52));
    auto *lines = m_place->findChild<widgets::LinesView *>();
    QTRY_VERIFY(lines->toPlainText().count(u'\n') >= 1);
    const QString first = lines->toPlainText().section(u'\n', 0, 0);

    const QString out = m_own->path(QStringLiteral("subset.jsonl"));
    m_place->setOut(out);
    QSignalSpy written(m_place, &ExportPlace::written);
    QSignalSpy said(m_place, &ExportPlace::said);
    m_place->write();
    QVERIFY(!written.isEmpty() || written.wait(20000));
    const QByteArray bytes = bytesOf(out);
    QCOMPARE(bytes.count('\n'), 52);
    QCOMPARE(QString::fromUtf8(bytes.split('\n').front()), first); // to the letter
    QVERIFY(QFile::exists(m_own->path(QStringLiteral("subset.manifest.json")))
            || QFile::exists(out + QStringLiteral(".manifest.json")));
    QVERIFY2(m_place->message().contains(QStringLiteral("subset.jsonl"))
                 && m_place->message().contains(QStringLiteral("52")),
             qPrintable(m_place->message()));
    QCOMPARE(said.size(), 1);
    QTRY_VERIFY(m_tasks->running().isEmpty());
    bool folder = false;
    for (const auto *button : m_place->findChildren<widgets::ActionButton *>())
        folder = folder || (button->isVisible() && button->text() == QStringLiteral("Open the folder"));
    QVERIFY(folder);
    picture(*m_window, QStringLiteral("export-written"));
}

void TestExport::thePolicyCountsWhatHasNone()
{
    open();
    m_place->setQuery(QStringLiteral("is:labeled"));
    QSignalSpy shared(&m_place->preview(), &views::ExportPreview::shared);
    QTRY_COMPARE(m_place->preview().shareRecords(), std::int64_t(52));
    const auto none = [&] {
        std::int64_t sum = 0;
        for (const views::AnswerShare &share : m_place->preview().shares()) {
            if (share.adjudicated + share.unanimous + share.majority + share.none != 52)
                return std::int64_t(-1);
            sum += share.none;
        }
        return sum;
    };
    const std::int64_t best = none();
    QVERIFY(best > 0); // eight disagreements
    m_place->setPolicy(QStringLiteral("adjudicated"));
    QCOMPARE(m_place->policy(), QStringLiteral("adjudicated"));
    // Nobody has decided anything: none has an answer.
    QTRY_COMPARE(none(), static_cast<std::int64_t>(52 * m_place->preview().shares().size()));
    QVERIFY(none() > best);
}

void TestExport::keepsAFileOfThatName()
{
    open();
    const QString out = m_own->path(QStringLiteral("there.jsonl"));
    QFile file(out);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    m_place->setOut(out);
    m_place->write();
    QTRY_VERIFY(m_place->message().contains(QStringLiteral("there.jsonl")));
    QVERIFY(!m_place->message().contains(QStringLiteral("--overwrite")));
    QCOMPARE(bytesOf(out), QByteArray("mine"));
    QTRY_VERIFY(m_tasks->running().isEmpty());
    m_place->setOverwrite(true);
    m_place->write();
    QTRY_VERIFY(bytesOf(out) != QByteArray("mine"));
    QTRY_VERIFY(m_tasks->running().isEmpty());
}

void TestExport::leavesOutWhatHasNoAnswer()
{
    open();
    m_place->setQuery(QStringLiteral("is:disagreed"));
    QTRY_COMPARE(m_place->preview().preview()->matching, std::int64_t(8));
    m_place->setOnlyResolved(true);
    QTRY_VERIFY(m_place->preview().preview()->written < 8);
    const auto expected = m_place->preview().preview()->written;
    m_place->setOut(m_own->path(QStringLiteral("resolved.jsonl")));
    QSignalSpy written(m_place, &ExportPlace::written);
    m_place->write();
    QVERIFY(!written.isEmpty() || written.wait(20000));
    QCOMPARE(bytesOf(m_own->path(QStringLiteral("resolved.jsonl"))).count('\n'), qsizetype(expected));
}

void TestExport::takesAnotherForm()
{
    open();
    m_place->setFormat(QStringLiteral(".csv"));
    auto *lines = m_place->findChild<widgets::LinesView *>();
    QTRY_VERIFY2(lines->toPlainText().contains(QStringLiteral("nia_key")), qPrintable(lines->toPlainText().left(80)));
    QSignalSpy written(m_place, &ExportPlace::written);
    m_place->write(); // to the name that was proposed
    QVERIFY(!written.isEmpty() || written.wait(20000));
    QVERIFY2(written.front().front().toString().endsWith(QStringLiteral("sample-subset.csv")),
             qPrintable(written.front().front().toString()));
}

void TestExport::saysWhatItIsFor()
{
    auto *place = new ExportPlace(m_own->settings(), *m_tasks);
    const PlaceWindow window(place);
    bool said = false;
    for (const QLabel *each : place->findChildren<QLabel *>())
        said = said || (each->isVisible() && each->text() == QStringLiteral("No workspace is open"));
    QVERIFY(said);
}

void TestExport::stacksWhereItIsNarrow()
{
    open({936, 504});
    const auto left = [&](const QString &text) {
        const QLabel *heading = label(text);
        return heading == nullptr ? QPoint(-1, -1) : heading->mapTo(m_place, QPoint());
    };
    QCOMPARE(left(QStringLiteral("Which records")).x(), left(QStringLiteral("Which answer")).x());
    QVERIFY(left(QStringLiteral("Which records")).y() < left(QStringLiteral("Which answer")).y());
    QCOMPARE(m_window->size(), QSize(936, 504));
    m_window->resize(1352, 840);
    QTRY_COMPARE(left(QStringLiteral("Which records")).y(), left(QStringLiteral("Which answer")).y());
}

void TestExport::pictures_data()
{
    looks();
}

void TestExport::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    widgets::applyTheme(*qApp, dark ? widgets::ThemeChoice::Dark : widgets::ThemeChoice::Light);
    std::unique_ptr<Vietnamese> vietnamese;
    if (language == QStringLiteral("vi"))
        vietnamese = std::make_unique<Vietnamese>();
    open(size);
    m_place->setLanguage(language);
    m_place->setQuery(QStringLiteral("is:labeled"));
    QTRY_COMPARE(m_place->preview().shareRecords(), std::int64_t(52));
    QTest::qWait(50);
    QCOMPARE(m_window->size(), size); // nothing pushes the window
    picture(*m_window, QStringLiteral("export-") + QLatin1String(QTest::currentDataTag()));
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
