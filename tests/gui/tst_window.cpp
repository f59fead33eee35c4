// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

// The frame of the real window: the first start's question, places by key, the table of keys, recents, dropped files.

#include "widgets/export_place.h"
#include "widgets/import_dialog.h"
#include "widgets/keys.h"
#include "widgets/label_place.h"
#include "widgets/language.h"
#include "widgets/main_window.h"
#include "widgets/palette.h"
#include "widgets/review_place.h"
#include "widgets/start_place.h"
#include "widgets/status_line.h"
#include "widgets/welcome_page.h"
#include "workspace/labels.h"
#include "workspace/store.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace nia;
using widgets::Keys;
using widgets::MainWindow;

class TestWindow : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_configs = 0;

    void freshSettings()
    {
        const QString folder = m_folder.filePath(QStringLiteral("config%1").arg(++m_configs));
        QDir().mkpath(folder);
        qputenv("NIA_CONFIG", folder.toLocal8Bit());
        qputenv("XDG_DATA_HOME", folder.toLocal8Bit());
    }
    static std::unique_ptr<MainWindow> shown()
    {
        auto window = std::make_unique<MainWindow>();
        window->resize(1200, 800);
        window->show();
        window->activateWindow();
        (void)QTest::qWaitForWindowActive(window.get());
        return window;
    }
    static void key(const MainWindow &window, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focus = window.focusWidget();
        QTest::keyClick(focus == nullptr ? const_cast<MainWindow *>(&window) : focus, static_cast<Qt::Key>(key),
                        modifiers);
    }
    QString sampleShard() const
    {
        const QString shard = m_folder.filePath(QStringLiteral("mien-man.jsonl"));
        if (!QFile::exists(shard))
            QFile::copy(QStringLiteral(":/nia/sample/mien-man.jsonl"), shard);
        return shard;
    }

private slots:
    void init() { freshSettings(); }

    void firstStartAsksWhoYouAre()
    {
        {
            auto window = shown();
            QVERIFY(!window->settings().knowsUser());
            auto *name = window->start().findChild<widgets::WelcomePage *>()->findChild<QLineEdit *>();
            QVERIFY(name->isVisible());
            QTRY_VERIFY(name->hasFocus());
            name->clear();
            key(*window, Qt::Key_Return); // without a name nothing goes on
            QVERIFY(!window->settings().knowsUser());
            name->setText(QStringLiteral("Nguyễn Thị Đào"));
            key(*window, Qt::Key_Return);
            QCOMPARE(window->settings().annotator(), QStringLiteral("nguyen-thi-dao"));
            // The sample is made and opened, ready to be labelled.
            QTRY_VERIFY_WITH_TIMEOUT(window->label().isShowing(), 20000);
            QCOMPARE(window->place()->id(), QStringLiteral("label"));
            QTRY_COMPARE(window->label().records().rowCount(), 60);
            QCOMPARE(window->session()->options().annotator, std::string("nguyen-thi-dao"));
        }
        // The workspace knows the name behind the id.
        const QString sample = QString::fromLocal8Bit(qgetenv("XDG_DATA_HOME"));
        QString file;
        for (const QString &folder : {sample, sample + QStringLiteral("/tst_gui_window")}) {
            if (QFile::exists(folder + QStringLiteral("/sample.nia")))
                file = folder + QStringLiteral("/sample.nia");
        }
        QVERIFY(!file.isEmpty());
        QVERIFY(!QFile::exists(file + QStringLiteral("-wal"))); // closed, it stands alone
        auto store = workspace::Store::open(file.toStdString());
        QVERIFY(store.has_value());
        const auto people = workspace::annotators(*store);
        QVERIFY(people.has_value());
        bool found = false;
        for (const auto &person : *people)
            found = found || (person.id == "nguyen-thi-dao" && person.display == "Nguyễn Thị Đào");
        QVERIFY(found);
        // Asked once.
        auto again = shown();
        QVERIFY(again->settings().knowsUser());
        QVERIFY(!again->start().findChild<widgets::WelcomePage *>()->isVisible());
        QCOMPARE(again->settings().recents().size(), 1);
    }

    void aFileWaitsUntilTheUserIsKnown()
    {
        const QString path = m_folder.filePath(QStringLiteral("waits.nia"));
        {
            auto maker = shown();
            maker->imports().newWorkspace(path);
            QTRY_VERIFY(QFile::exists(path) && maker->tasks().running().isEmpty());
        }
        freshSettings();
        auto window = shown();
        window->openFiles({path});
        QVERIFY(window->session() == nullptr); // no label without a name
        auto *name = window->start().findChild<widgets::WelcomePage *>()->findChild<QLineEdit *>();
        QTRY_VERIFY(name->isVisible());
        name->setText(QStringLiteral("Minh"));
        key(*window, Qt::Key_Return);
        QTRY_VERIFY(window->session() != nullptr && window->session()->isOpen());
        QCOMPARE(window->session()->options().annotator, std::string("minh"));
        QVERIFY(window->session()->options().path.filename() == "waits.nia");
    }

    void idsOfNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("two words") << QStringLiteral("Lan Anh") << QStringLiteral("lan-anh");
        QTest::newRow("đ and marks") << QStringLiteral("Đặng Thuỳ Trâm") << QStringLiteral("dang-thuy-tram");
        QTest::newRow("decomposed") << QStringLiteral("Ánh").normalized(QString::NormalizationForm_D)
                                    << QStringLiteral("anh");
        QTest::newRow("signs") << QStringLiteral("  k.h. 2 ") << QStringLiteral("k-h-2");
        QTest::newRow("nothing left") << QStringLiteral("…") << QString();
    }
    void idsOfNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        QCOMPARE(widgets::annotatorIdOf(name), id);
    }

    void placesByKey_data()
    {
        QTest::addColumn<int>("pressed");
        QTest::addColumn<QString>("place");
        QTest::newRow("label") << int(Qt::Key_2) << QStringLiteral("label");
        QTest::newRow("review") << int(Qt::Key_3) << QStringLiteral("review");
        QTest::newRow("export") << int(Qt::Key_6) << QStringLiteral("export");
        QTest::newRow("start") << int(Qt::Key_1) << QStringLiteral("start");
    }
    void placesByKey()
    {
        QFETCH(int, pressed);
        QFETCH(QString, place);
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        window->goTo(place == QStringLiteral("start") ? QStringLiteral("label") : QStringLiteral("start"));
        key(*window, pressed, Qt::ControlModifier);
        QCOMPARE(window->place()->id(), place);
    }

    void everyActionOfTheTableMeansSomething()
    {
        // Each action of everywhere and of a place is either carried out or needs what is not there now; none is unknown to the
        // window. Those that open a system dialog or end the program are not called.
        const QStringList leftOut{QStringLiteral("open"),   QStringLiteral("new"),          QStringLiteral("quit"),
                                  QStringLiteral("import"), QStringLiteral("bundle-merge"), QStringLiteral("sample")};
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        window->act(QStringLiteral("sample"));
        QTRY_VERIFY_WITH_TIMEOUT(window->label().isShowing(), 20000);
        for (const Keys::Row &row : Keys::table().rows()) {
            if (row.place == QStringLiteral("text field") || leftOut.contains(row.action))
                continue;
            if (row.place != QStringLiteral("everywhere"))
                window->goTo(row.place);
            if (row.place == QStringLiteral("review"))
                QTRY_VERIFY_WITH_TIMEOUT(window->review().queue().item() != nullptr, 20000);
            QVERIFY2(!row.titles.value(QStringLiteral("en")).isEmpty()
                         && !row.titles.value(QStringLiteral("vi")).isEmpty(),
                     qPrintable(row.action));
            const bool known = row.place == QStringLiteral("everywhere") ? window->act(row.action)
                                                                         : window->place()->act(row.action, nullptr);
            QVERIFY2(known, qPrintable(row.place + u'/' + row.action));
            QTest::qWait(5);
            while (QWidget *popup = QApplication::activePopupWidget())
                popup->close();
            for (QDialog *dialog : window->findChildren<QDialog *>())
                dialog->close();
        }
    }

    void keysTypedIntoFieldsStayThere()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        window->act(QStringLiteral("sample"));
        QTRY_VERIFY_WITH_TIMEOUT(window->label().isShowing(), 20000);
        key(*window, Qt::Key_Slash);
        QWidget *field = window->focusWidget();
        const auto before = window->label().current();
        for (const char letter : {'4', '-', 'a', '1'})
            QTest::keyClick(field, letter);
        QTest::keyClick(field, Qt::Key_Down);
        QCOMPARE(window->label().current(), before);
        QVERIFY(window->label().labelling().flow().answers().empty());
        QTest::keyClick(field, Qt::Key_2, Qt::ControlModifier); // but commands with Ctrl work
        QTest::keyClick(field, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window->place()->id(), QStringLiteral("review"));
    }

    void startKnowsWhereWorkStopped()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        window->act(QStringLiteral("sample"));
        QTRY_VERIFY_WITH_TIMEOUT(window->label().isShowing(), 20000);
        const auto first = window->label().current();
        key(*window, Qt::Key_Down);
        QTRY_VERIFY(window->label().isShowing() && window->label().current() != first);
        const auto second = window->label().current();
        window->close();
        window.reset();
        auto again = shown();
        const QList<widgets::Recent> recents = again->settings().recents();
        QCOMPARE(recents.size(), 1);
        QCOMPARE(recents.first().record, static_cast<qint64>(number(*second)));
        QCOMPARE(recents.first().total, 60);
        QVERIFY(!recents.first().preview.isEmpty());
        // Enter on Start goes on there.
        QTRY_VERIFY(again->start().findChild<QListView *>()->hasFocus());
        key(*again, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(again->label().current(), second, 20000);
    }

    void aMissingOrForeignFileIsSaid()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        const QString path = m_folder.filePath(QStringLiteral("not.nia"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no database, only some text that is long enough to be read as a header of something else "
                   "entirely, "
                   "so that the program has a look at it");
        file.close();
        window->openFiles({path});
        QTRY_VERIFY(window->status().message().contains(QStringLiteral("not.nia")));
        QCOMPARE(window->place()->id(), QStringLiteral("start"));
        QVERIFY(window->session() == nullptr || !window->session()->isOpen());
    }

    void droppedShardsAreLookedAt()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        const QString path = m_folder.filePath(QStringLiteral("dropped.nia"));
        QFile::remove(path);
        window->imports().newWorkspace(path);
        QTRY_VERIFY(window->session() != nullptr && window->session()->isOpen());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(sampleShard())});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &drop);
        QTRY_VERIFY(window->findChild<widgets::ImportDialog *>() != nullptr);
        auto *look = window->findChild<widgets::ImportDialog *>();
        QTRY_VERIFY(look->look().has_value());
        QTest::keyClick(look, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window->label().records().rowCount(), 60, 20000);
    }

    void exportProposesAPlaceBesideTheWorkspace()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        const QString path = m_folder.filePath(QStringLiteral("beside.nia"));
        window->imports().newWorkspace(path);
        QTRY_VERIFY(window->session() != nullptr && window->session()->isOpen());
        const auto fields = window->exporting().findChildren<QLineEdit *>();
        const bool named = std::ranges::any_of(fields, [](const QLineEdit *field) {
            return field->text().endsWith(QStringLiteral("beside-subset.jsonl"));
        });
        QVERIFY(named);
    }

    void paletteFindsWithoutDiacritics()
    {
        widgets::Palette palette(QStringLiteral("label"), QStringLiteral("vi"), false, nullptr);
        palette.show();
        auto *field = palette.findChild<QLineEdit *>();
        field->setText(QStringLiteral("bo qua"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(palette.chosen(), QStringLiteral("skip"));
    }

    void zoomStaysInBounds()
    {
        auto window = shown();
        window->settings().setUser(QStringLiteral("lan"), QStringLiteral("Lan"), {});
        const int before = window->settings().readerSize();
        key(*window, Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(window->settings().readerSize(), before + 1);
        for (int i = 0; i < 40; ++i)
            window->act(QStringLiteral("zoom-in"));
        QCOMPARE(window->settings().readerSize(), 32);
        key(*window, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(window->settings().readerSize(), 19);
        window->settings().setReaderSize(3);
        QCOMPARE(window->settings().readerSize(), 12);
    }

    void vietnameseIsInTheProgram()
    {
        QCOMPARE(widgets::StartPlace::tr("Begin"), QStringLiteral("Begin"));
        widgets::installLanguage(*QCoreApplication::instance(), QStringLiteral("vi"));
        const QString begin = widgets::StartPlace::tr("Begin");
        for (QTranslator *translator : QCoreApplication::instance()->findChildren<QTranslator *>())
            QCoreApplication::removeTranslator(translator);
        QCOMPARE(begin, QStringLiteral("Bắt đầu"));
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
