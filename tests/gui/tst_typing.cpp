// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/label_window.h"
#include "support/made_workspace.h"

#include "views/answer_flow.h"
#include "widgets/label_bar.h"
#include "widgets/note_field.h"
#include "workspace/labels.h"

#include <QInputMethodEvent>
#include <QPlainTextEdit>
#include <QTest>

using namespace nia;

namespace {

struct Sent {
    int key = 0;
    QString text;
};
using Sequence = QList<Sent>;

Sent letter(char c)
{
    return {Qt::Key_A + (c - 'a'), QString(QLatin1Char(c))};
}
Sent composed(const QString &text)
{
    return {0, text};
}
const Sent kBackspace{Qt::Key_Backspace, QStringLiteral("\b")};
const Sent kRubout{Qt::Key_Delete, QStringLiteral("\x7f")};

} // namespace

Q_DECLARE_METATYPE(Sequence)

/// What Vietnamese keyboard programs send, as recorded (domain/schemas.md section 3, domain/ux.md section 5).
class TestTyping : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;

    std::int64_t events() const
    {
        auto store = workspace::Store::open(m_path);
        return store ? workspace::counts(*store).value_or(workspace::Counts{.events = -1}).events : -1;
    }
    static void sequences()
    {
        QTest::addColumn<Sequence>("sequence");
        QTest::addColumn<QString>("word"); // what it is in a field
        QTest::newRow("Telex as, 0x08") << Sequence{letter('a'), kBackspace, composed("á")} << "á";
        QTest::newRow("Telex dd, 0x08") << Sequence{kBackspace, composed("đ")} << "đ";
        QTest::newRow("Telex dd with its first d") << Sequence{letter('d'), kBackspace, composed("đ")} << "đ";
        QTest::newRow("VNI a1, 0x08") << Sequence{letter('a'), kBackspace, composed("á")} << "á";
        QTest::newRow("Telex uow, 0x08") << Sequence{letter('u'), letter('o'),   kBackspace,
                                                     kBackspace,  composed("ư"), composed("ơ")}
                                         << "ươ";
        QTest::newRow("Telex uow as one text")
            << Sequence{letter('u'), letter('o'), kBackspace, kBackspace, composed("ươ")} << "ươ";
    }

private slots:
    void init()
    {
        static int made = 0;
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("t%1.nia").arg(++made)).toStdString());
        QVERIFY(test::makeWorkspace(m_path, 3));
    }

    void hooksAnswerNothing_data()
    {
        sequences();
        QTest::newRow("Telex as, 0x7F") << Sequence{letter('a'), kRubout, composed("á")} << "";
        QTest::newRow("Telex dd, 0x7F") << Sequence{kRubout, composed("đ")} << "";
        QTest::newRow("Telex uow, 0x7F") << Sequence{letter('u'), letter('o'), kRubout, kRubout, composed("ươ")} << "";
        QTest::newRow("Backspace alone") << Sequence{kBackspace} << "";
        QTest::newRow("Delete alone") << Sequence{kRubout} << "";
    }
    void hooksAnswerNothing()
    {
        QFETCH(Sequence, sequence);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.key(Qt::Key_Tab); // to the question whose answers have letters
        QCOMPARE(window.place().labelling().flow().focused()->id, "quality_problem");
        QVERIFY(window.place().bar().notice().isEmpty());
        const std::int64_t before = events();
        for (const Sent &each : sequence) {
            window.send(each.key, each.text);
            QTest::qWait(5);
        }
        QTest::qWait(static_cast<int>(views::AnswerFlow::kSettleMs)
                     + 200); // what a letter alone would need to be written
        QCOMPARE(events(), before);
        QVERIFY(window.isAt(1));
        QVERIFY(window.place().labelling().flow().answers().empty());
        QVERIFY(window.place().bar().notice().contains(QStringLiteral("keyboard program"))); // the hint
    }

    void aLetterAloneAnswers()
    {
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.key(Qt::Key_Tab);
        const std::int64_t before = events();
        window.type('a');
        QTRY_COMPARE_WITH_TIMEOUT(events(), before + 1, 5000);
        QCOMPARE(window.place().labelling().flow().answer("quality_problem")->choices,
                 std::vector<std::string>{"adult"});
    }

    void commentsTakeTheWord_data() { sequences(); }
    void commentsTakeTheWord()
    {
        QFETCH(Sequence, sequence);
        QFETCH(QString, word);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const std::int64_t before = events();
        window.key(Qt::Key_M, Qt::ControlModifier);
        QPlainTextEdit &field = window.place().bar().comment().field();
        QVERIFY(field.hasFocus());
        for (const Sent &each : sequence)
            window.send(each.key, each.text);
        // A program that sends a Backspace first takes back a letter it holds itself; here there is none before.
        QCOMPARE(field.toPlainText(), word);
        window.key(Qt::Key_Escape);
        QVERIFY(!field.hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(events(), before + 1, 5000); // the comment and no answer
        QCOMPARE(window.place().labelling().comment(), word.toStdString());
        QVERIFY(window.place().labelling().flow().answers().empty());
    }

    void inputMethodsComposeInComments()
    {
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.key(Qt::Key_M, Qt::ControlModifier);
        QPlainTextEdit &field = window.place().bar().comment().field();
        QVERIFY(field.testAttribute(Qt::WA_InputMethodEnabled));
        for (const char *preedit : {"t", "tí", "tín"}) {
            QInputMethodEvent event(QString::fromUtf8(preedit), {});
            QApplication::sendEvent(&field, &event);
        }
        window.key(Qt::Key_Return); // ends the composition, not the comment
        QVERIFY(field.hasFocus());
        QInputMethodEvent commit;
        commit.setCommitString(QStringLiteral("tín"));
        QApplication::sendEvent(&field, &commit);
        window.key(Qt::Key_Return);
        QVERIFY(!field.hasFocus());
        QCOMPARE(window.place().labelling().comment(), "tín");
        QVERIFY(window.isAt(1));
    }

    void inputMethodsAreOffOutside()
    {
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        for (int pane = 0; pane < 3; ++pane) {
            QWidget *focus = QApplication::focusWidget();
            QVERIFY(focus != nullptr);
            QVERIFY2(!focus->testAttribute(Qt::WA_InputMethodEnabled), focus->metaObject()->className());
            QVERIFY(!focus->inputMethodQuery(Qt::ImEnabled).toBool());
            window.place().nextPane(1);
        }
    }

    void aHeldKeyNeverAnswers()
    {
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const std::int64_t before = events();
        window.send(Qt::Key_4, QStringLiteral("4"), true);
        window.send(Qt::Key_Return, QStringLiteral("\r"), true);
        QTest::qWait(300);
        QCOMPARE(events(), before);
        QVERIFY(window.isAt(1));
        QVERIFY(window.place().labelling().flow().answers().empty());
    }
};

QTEST_MAIN(TestTyping)
#include "tst_typing.moc"
