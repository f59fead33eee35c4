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
#include "widgets/query_box.h"
#include "widgets/questions_panel.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "widgets/record_list.h"
#include "workspace/labels.h"

#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include <map>
#include <set>

using namespace nia;

namespace {

/// record → question → answer as JSON, of one annotator, as it stands in the file.
using Labels = std::map<std::int64_t, std::map<std::string, std::string>>;

Labels labelsIn(const std::filesystem::path &path, const std::string &annotator)
{
    Labels out;
    auto store = workspace::Store::open(path);
    if (!store)
        return out;
    const auto read =
        workspace::eachLabel(*store, {.annotator = annotator}, [&](const workspace::LabelRow &label) -> Result<void> {
            out[number(label.record)][label.question] = workspace::toJson(label.answer).write();
            return {};
        });
    return read ? out : Labels{};
}

void answerFour(test::LabelWindow &window, char quality)
{
    window.type(quality);
    window.type('1'); // bias: no
    window.type('4'); // dialect: south
    window.type('3'); // sure
}

} // namespace

class TestLabel : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;

    void make(int records)
    {
        static int made = 0;
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("l%1.nia").arg(++made)).toStdString());
        QVERIFY(test::makeWorkspace(m_path, records));
    }

private slots:
    void labelsThirtyUndoesTenAndReopens()
    {
        make(40);
        Labels expected;
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan"});
            QTRY_VERIFY(window.isAt(1));
            for (int record = 1; record <= 30; ++record) {
                const char quality = static_cast<char>('1' + record % 5);
                answerFour(window, quality);
                window.key(Qt::Key_Return);
                QTRY_VERIFY(window.isAt(record + 1));
                const std::vector<const char *> names{"none", "minimal", "basic", "good", "excellent"};
                expected[record] = {
                    {"quality", '"' + std::string(names[static_cast<std::size_t>(quality - '1')]) + '"'},
                    {"quality_problem", "[]"},
                    {"bias", "\"no\""},
                    {"dialect", "\"south\""},
                    {"dialect_confidence", "\"3\""}};
            }
            QTRY_COMPARE(window.session().saving(), views::Session::Saving::Saved);
            QCOMPARE(labelsIn(m_path, "lan"), expected);
            // One answer at a time; what Enter wrote by itself is one step: five steps are a record.
            for (int step = 0; step < 10; ++step) {
                QSignalSpy undone(&window.session(), &views::Session::undone);
                window.key(Qt::Key_Z, Qt::ControlModifier);
                QTRY_COMPARE(undone.size(), 1);
                QTRY_VERIFY(window.isAt(step < 5 ? 30 : 29)); // the reader is taken back there
                const Labels now = labelsIn(m_path, "lan");
                const auto left = now.find(step < 5 ? 30 : 29);
                QCOMPARE(left == now.end() ? 0 : static_cast<int>(left->second.size()), 4 - step % 5);
            }
            expected.erase(30);
            expected.erase(29);
            QTRY_VERIFY(window.place().labelling().flow().answers().empty());
        }
        QCOMPARE(labelsIn(m_path, "lan"), expected);
        test::LabelWindow again({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(again.isAt(29)); // the first that is left
        again.key(Qt::Key_Up);
        QTRY_VERIFY(again.isAt(28));
        QCOMPARE(workspace::toJson(*again.place().labelling().flow().answer("quality")).write(),
                 expected[28]["quality"]);
        QCOMPARE(again.place().labelling().flow().answers().size(), 5U);
        QTRY_COMPARE(again.place().list().currentIndex().row(), 27);
    }

    void undoAndRedoCrossRecords()
    {
        make(3);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.type('4');
        window.key(Qt::Key_Down);
        QTRY_VERIFY(window.isAt(2));
        QTRY_COMPARE(window.session().saving(), views::Session::Saving::Saved);
        QSignalSpy said(&window.place(), &widgets::Place::said);
        window.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(window.isAt(1));
        QTRY_VERIFY(window.place().labelling().flow().answer("quality") == nullptr);
        QVERIFY(said.last().first().toString().startsWith(QStringLiteral("Undone")));
        QTRY_VERIFY(window.session().canRedo());
        window.key(Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(window.place().labelling().flow().answer("quality") != nullptr);
        QTRY_COMPARE(labelsIn(m_path, "lan")[1]["quality"], "\"good\"");
        // Nothing left to take back: said, and nothing is broken.
        window.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(labelsIn(m_path, "lan").empty());
        window.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(said.last().first().toString(), QStringLiteral("Nothing to undo"));
        QCOMPARE(window.session().saving(), views::Session::Saving::Saved);
    }

    void enterAsksForWhatIsMissing()
    {
        make(2);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.type('4');
        QCOMPARE(window.place().labelling().flow().focused()->id, "bias");
        QSignalSpy said(&window.place(), &widgets::Place::said);
        window.key(Qt::Key_Return);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.last().first().toString().contains(QStringLiteral("bias about a group")));
        QVERIFY(window.isAt(1));
        window.type('1');
        window.type('4');
        window.type('3');
        window.key(Qt::Key_Return);
        QTRY_VERIFY(window.isAt(2));
    }

    void conditionsShowQuestions()
    {
        make(1);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const auto has = [&](const char *id) {
            for (const widgets::QuestionLine &line : window.place().questions().lines()) {
                if (line.question != nullptr && line.question->id == id)
                    return true;
            }
            return false;
        };
        QVERIFY(!has("bias_stance"));
        window.type('4');
        window.type('2'); // there is bias
        QVERIFY(has("bias_stance"));
        QVERIFY(has("bias_kind"));
        QVERIFY(!has("bias_group"));
        QVERIFY(!has("bias_evidence")); // spans are left out, and said
        const auto &last = window.place().questions().lines().back();
        QCOMPARE(last.kind, widgets::QuestionLine::Kind::Note);
        QVERIFY(last.text.contains(QStringLiteral("stay unanswered")));
    }

    void autoAdvanceGoesOnAndDropsTheBounce()
    {
        make(12);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        window.settings().setAutoAdvance(true);
        QTRY_VERIFY(window.isAt(1));
        bool dropped = false;
        std::int64_t record = 1;
        for (; record < 10 && !dropped; ++record) {
            window.type('3');
            window.type('1');
            window.type('1');
            QElapsedTimer since;
            since.start();
            window.type('3'); // the last required answer: goes on by itself
            QTRY_VERIFY(window.isAt(record + 1));
            window.type('3'); // the finger bounced
            if (since.elapsed() >= views::AnswerFlow::kRepeatMs) { // the machine was too slow to tell
                window.key(Qt::Key_Backspace, Qt::ControlModifier);
                continue;
            }
            dropped = true;
            QVERIFY(window.place().labelling().flow().answer("quality") == nullptr);
        }
        QVERIFY(dropped);
        QTest::qWait(static_cast<int>(views::AnswerFlow::kRepeatMs) + 50);
        window.type('3');
        QTRY_VERIFY(window.place().labelling().flow().answer("quality") != nullptr);
    }

    void secondsCountOnlyWhileActive()
    {
        make(2);
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan"});
            QTRY_VERIFY(window.isAt(1));
            window.place().leaving(); // another place, or the window is left
            QTest::qWait(1500);
            window.place().entered();
            QTest::qWait(300);
            window.type('4');
            QTRY_COMPARE(labelsIn(m_path, "lan").size(), 1U);
        }
        auto store = workspace::Store::open(m_path);
        const auto own = workspace::ownLabels(*store, RecordId{1}, "lan");
        QVERIFY(own && own->at("quality").seconds);
        const double seconds = *own->at("quality").seconds;
        QVERIFY2(seconds > .1 && seconds < 1.4, qPrintable(QString::number(seconds)));
    }

    void flagSkipAndComment()
    {
        make(3);
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan"});
            QTRY_VERIFY(window.isAt(1));
            window.key(Qt::Key_D, Qt::ControlModifier);
            QVERIFY(window.place().labelling().isFlagged());
            window.key(Qt::Key_M, Qt::ControlModifier);
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("1 - / 4")); // no answers, no commands here
            window.key(Qt::Key_Escape);
            QCOMPARE(window.place().labelling().comment(), "1 - / 4");
            QVERIFY(window.place().labelling().flow().answers().empty());
            window.key(Qt::Key_Minus);
            QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
            QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_1);
            QTRY_VERIFY(window.isAt(2)); // a skip goes on
        }
        auto store = workspace::Store::open(m_path);
        const auto state = workspace::recordState(*store, RecordId{1});
        QVERIFY(state && state->annotators.size() == 1);
        QVERIFY(state->annotators.front().flagged);
        QCOMPARE(state->annotators.front().skipped.value_or(""), "cannot_tell");
        QCOMPARE(state->annotators.front().comment, "1 - / 4");
    }

    void clicksAnswerToo()
    {
        make(2);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        auto &panel = window.place().questions();
        QTest::mouseClick(&panel, Qt::LeftButton, {},
                          panel.rectOf(QStringLiteral("quality"), QStringLiteral("basic")).center());
        QCOMPARE(window.place().labelling().flow().answer("quality")->choice, "basic");
        QCOMPARE(window.place().labelling().flow().focused()->id, "bias");
        QTest::mouseClick(window.place().list().viewport(), Qt::LeftButton, {}, QPoint(100, 44 + 20));
        QTRY_VERIFY(window.isAt(2));
        QTest::mouseClick(window.place().list().viewport(), Qt::LeftButton, {}, QPoint(100, 400)); // below the last row
        QVERIFY(window.isAt(2));
    }

    void queriesFilterAndShowMistakes()
    {
        make(30);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.type('4');
        window.key(Qt::Key_Slash);
        widgets::QueryBox &box = window.place().query();
        QVERIFY(box.field().hasFocus());
        QTest::keyClicks(&box.field(), QStringLiteral("quality=gold"));
        QTRY_VERIFY(!box.mistake().isEmpty());
        QVERIFY(!box.field().extraSelections().isEmpty()); // the wave
        window.key(Qt::Key_Return);
        QCOMPARE(window.place().records().rowCount(), 30); // what was applied stays
        QVERIFY(box.field().hasFocus());
        box.field().selectAll();
        QTest::keyClicks(&box.field(), QStringLiteral("quality=good"));
        QTRY_VERIFY(box.mistake().isEmpty());
        window.key(Qt::Key_Return);
        QTRY_COMPARE(window.place().records().rowCount(), 1);
        QVERIFY(!box.field().hasFocus());
        window.key(Qt::Key_Slash);
        QTest::keyClicks(&box.field(), QStringLiteral("is:flagged"));
        window.key(Qt::Key_Return);
        QTRY_COMPARE(window.place().records().rowCount(), 0);
        QVERIFY(!window.place().current());
        window.place().setQuery({});
        QTRY_COMPARE(window.place().records().rowCount(), 30);
        QTRY_VERIFY(window.place().current().has_value());
    }

    void theRawRecordIsShown()
    {
        make(2);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        window.key(Qt::Key_U, Qt::ControlModifier);
        QTRY_VERIFY(window.place().pane().raw().toPlainText().contains(QStringLiteral("\"source\": \"made\"")));
        // Its pieces are told apart by colour, once the definitions of the languages are read.
        const auto inks = [&window] {
            std::set<QRgb> found;
            const QTextDocument *document = window.place().pane().raw().document();
            for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
                for (const QTextLayout::FormatRange &range : block.layout()->formats())
                    found.insert(range.format.foreground().color().rgb());
            }
            return found.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(inks() >= 2, 20000);
        window.key(Qt::Key_Down);
        QTRY_VERIFY(window.isAt(2));
        QTRY_VERIFY(window.place().pane().raw().toPlainText().contains(QStringLiteral("\"id\": \"r2\"")));
        window.key(Qt::Key_U, Qt::ControlModifier);
        QVERIFY(!window.place().pane().isRawShown());
    }

    void theTextsSizeFollowsTheSetting()
    {
        make(1);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const int before = window.place().pane().reader().column().second;
        window.settings().setReaderSize(15);
        QVERIFY(window.place().pane().reader().column().second < before); // the measure keeps its characters
    }

    void narrowWindowsLoseNothing()
    {
        make(30);
        test::LabelWindow window({.path = m_path, .annotator = "lan"}, {936, 468}); // 1024 × 540 without rail and line
        QTRY_VERIFY(window.isAt(1));
        QVERIFY(!window.place().list().isVisible());
        window.place().nextPane(-1); // Shift+F6
        QVERIFY(window.place().list().isVisible());
        QVERIFY(window.place().list().hasFocus());
        window.key(Qt::Key_Down);
        QTRY_VERIFY(window.isAt(2));
        window.key(Qt::Key_Escape);
        QVERIFY(!window.place().list().isVisible());
        const QRect bar(window.place().bar().mapTo(&window.window(), QPoint()), window.place().bar().size());
        QVERIFY(window.window().rect().contains(bar)); // the acts are docked, whatever the questions need
        QVERIFY(window.place().pane().reader().width() >= 560);
    }
};

QTEST_MAIN(TestLabel)
#include "tst_label.moc"
