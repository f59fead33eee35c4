// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/label_window.h"

#include "widgets/label_bar.h"
#include "widgets/note_field.h"
#include "widgets/query_box.h"
#include "widgets/questions_panel.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "widgets/record_list.h"
#include "widgets/theme.h"
#include "widgets/workspaces.h"

#include <QDir>
#include <QImage>
#include <QTest>
#include <QTranslator>

using namespace nia;

/// Label as it looks: on the sample, in both themes and languages, wide and narrow. With NIA_PICTURES=FOLDER the pictures
/// stay there for looking at.
class TestLabelLook : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;
    QTranslator m_vietnamese;

    [[nodiscard]] QString pictures() const
    {
        const QString folder = qEnvironmentVariable("NIA_PICTURES");
        return folder.isEmpty() ? m_folder.filePath(QStringLiteral("pictures")) : folder;
    }
    /// How many colours there are: a picture in which something was painted has many.
    static int colours(const QImage &image)
    {
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                seen.insert(image.pixel(x, y));
        }
        return static_cast<int>(seen.size());
    }
    void save(test::LabelWindow &window, const QString &name)
    {
        QTest::qWait(150);
        const QImage image = window.window().grab().toImage();
        QVERIFY(image.save(pictures() + QLatin1Char('/') + name + QStringLiteral(".png")));
        QVERIFY(colours(image) > 30);
    }
    void goTo(test::LabelWindow &window, std::int64_t record)
    {
        window.place().openRecord(RecordId{record});
        QTRY_VERIFY(window.isAt(record));
    }

private slots:
    void initTestCase()
    {
        QDir().mkpath(pictures());
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("mien-man.nia")).toStdString());
        Progress progress;
        const auto made = widgets::makeSample(m_path, progress);
        QVERIFY(made);
        QVERIFY(m_vietnamese.load(QStringLiteral(":/nia/translations/nia_vi.qm")));
        QFont font(QStringLiteral("Inter"));
        font.setPixelSize(13);
        QApplication::setFont(font);
    }

    void everyLook_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light-en") << false << "en" << QSize(1352, 864);
        QTest::newRow("dark-vi") << true << "vi" << QSize(1352, 864);
        QTest::newRow("narrow-light-vi") << false << "vi" << QSize(936, 504);
        QTest::newRow("narrow-dark-en") << true << "en" << QSize(936, 664);
    }
    void everyLook()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        widgets::applyTheme(*qApp, dark ? widgets::ThemeChoice::Dark : widgets::ThemeChoice::Light);
        if (language == QStringLiteral("vi"))
            QCoreApplication::installTranslator(&m_vietnamese);
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan"}, size);
            window.place().setLanguage(language);
            QTRY_VERIFY(window.place().isShowing());
            QTRY_VERIFY_WITH_TIMEOUT(!window.place().suggester().isTraining()
                                         && !window.place().labelling().shown()->state.suggestions.empty(),
                                     60000);
            const auto wanted = [&] {
                return window.place().labelling().suggestion("quality")
                       && window.place().labelling().flow().answer("quality") == nullptr;
            };
            window.place().openRecord(RecordId{1});
            QTRY_VERIFY(window.isAt(1));
            for (int i = 2; i <= 60 && !wanted(); ++i) {
                window.key(Qt::Key_Down);
                QTRY_VERIFY(window.isAt(i));
            }
            QVERIFY(wanted());
            save(window, name + QStringLiteral("-suggested"));
            window.key(Qt::Key_I, Qt::ControlModifier);
            QTRY_VERIFY(!window.place().pane().reader().marks().empty());
            window.key(Qt::Key_G, Qt::ControlModifier);
            save(window, name + QStringLiteral("-why"));
            window.key(Qt::Key_G, Qt::ControlModifier);
            window.key(Qt::Key_Escape);
            goTo(window, 41);
            save(window, name + QStringLiteral("-answered"));
            goTo(window, 31);
            window.key(Qt::Key_D, Qt::ControlModifier);
            window.key(Qt::Key_M, Qt::ControlModifier);
            window.place().bar().comment().field().setPlainText(
                QStringLiteral("Nghe như giọng miền Tây, nhưng câu cuối thì không."));
            window.place().bar().showNotice(
                QStringLiteral("The disk is full.\nYour answer was not saved. Give it again."), widgets::Tone::Bad,
                QStringLiteral("NoSpace"));
            save(window, name + QStringLiteral("-comment"));
            window.key(Qt::Key_Escape);
            window.key(Qt::Key_D, Qt::ControlModifier);
            window.place().bar().clearNotice();
            window.key(Qt::Key_U, Qt::ControlModifier);
            window.place().nextPane(-1);
            QTRY_VERIFY(!window.place().pane().raw().toPlainText().isEmpty());
            QTest::qWait(600); // the colours come when their definitions have been read
            save(window, name + QStringLiteral("-raw"));
            window.key(Qt::Key_U, Qt::ControlModifier);
            window.key(Qt::Key_Escape);
            window.key(Qt::Key_Slash);
            window.place().query().field().selectAll();
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("quality=gold"));
            QTest::qWait(400);
            save(window, name + QStringLiteral("-mistake"));
            window.key(Qt::Key_Escape);
            window.place().setQuery(QStringLiteral("is:gold"));
            QTRY_COMPARE(window.place().records().rowCount(), 0);
            save(window, name + QStringLiteral("-empty"));
        }
        QCoreApplication::removeTranslator(&m_vietnamese);
    }
};

QTEST_MAIN(TestLabelLook)
#include "tst_label_look.moc"
