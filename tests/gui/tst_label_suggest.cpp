// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/label_window.h"
#include "support/made_workspace.h"

#include "suggest/blind.h"
#include "widgets/questions_panel.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "workspace/labels.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nia;

/// A model comes by itself at 20 answers, its suggestion stands beside the answers, Space takes it, and the label keeps
/// where it came from (issue 4, section 5).
class TestLabelSuggest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;

    /// Adverts (even) and lessons (odd): easy to tell apart.
    void make(int records)
    {
        static int made = 0;
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("s%1.nia").arg(++made)).toStdString());
        QVERIFY(test::makeWorkspace(m_path, 1));
        for (int i = 2; i <= records; ++i) {
            const std::string number = std::to_string(i);
            QVERIFY(test::addRecord(m_path, "x" + number,
                                    i % 2 == 0
                                        ? "Khuyến mãi cực sốc, giảm giá lần " + number + ", mua ngay kẻo hết hàng!"
                                        : "Bài " + number + " giải thích vì sao cây xanh cần ánh sáng để quang hợp."));
        }
    }
    [[nodiscard]] bool isBlind(test::LabelWindow &window) const
    {
        return suggest::isBlind(window.session().workspaceId(), "lan", window.place().labelling().shown()->record.key,
                                window.settings().blindShare());
    }

private slots:
    void afterTwentyAnswersASuggestionComes()
    {
        make(60);
        std::int64_t taken = 0, blind = 0;
        {
            test::LabelWindow window({.path = m_path, .annotator = "lan"});
            QTRY_VERIFY(window.isAt(1));
            QSignalSpy training(&window.place().suggester(), &views::Suggester::trainingChanged);
            const auto begun = [&training] {
                return std::ranges::count_if(training, [](const QVariantList &said) { return said.at(0).toBool(); });
            };
            std::ptrdiff_t before = 0;
            for (int record = 1; record <= 20; ++record) {
                QVERIFY(!window.place().labelling().suggestion("quality"));
                if (record == 20) {
                    QTRY_VERIFY_WITH_TIMEOUT(!window.place().suggester().isTraining(), 60000);
                    before = begun();
                }
                window.type(record % 2 == 0 ? '1' : '4');
                window.key(Qt::Key_Down);
                QTRY_VERIFY(window.isAt(record + 1));
            }
            // On the way through the records that follow it is there; a part of them stays blind.
            QTRY_VERIFY_WITH_TIMEOUT(window.place().labelling().suggestion("quality").has_value() || isBlind(window),
                                     60000);
            for (int record = 21; record <= 60 && (taken == 0 || blind == 0); ++record) {
                QTRY_VERIFY(window.isAt(record));
                QTRY_VERIFY_WITH_TIMEOUT(!window.place().labelling().shown()->state.suggestions.empty(), 60000);
                QVERIFY(begun() > before); // what came first was learning from all twenty
                if (isBlind(window)) {
                    QVERIFY(!window.place().labelling().suggestion("quality"));
                    window.key(Qt::Key_Space); // nothing to take
                    QVERIFY(window.place().labelling().flow().answers().empty());
                    window.type('3');
                    QVERIFY(!window.place().labelling().isTaken("quality"));
                    blind = record;
                } else if (taken == 0) {
                    QTRY_VERIFY_WITH_TIMEOUT(window.place().labelling().suggestion("quality").has_value(), 60000);
                    const auto suggestion = *window.place().labelling().suggestion("quality");
                    QCOMPARE(suggestion.answer.choice, record % 2 == 0 ? "none" : "good");
                    QVERIFY(window.place().labelling().flow().answers().empty()); // it never fills the answer in
                    explains(window, record);
                    window.key(Qt::Key_Space);
                    QCOMPARE(window.place().labelling().flow().answer("quality")->choice, suggestion.answer.choice);
                    QCOMPARE(window.place().labelling().flow().focused()->id, "bias");
                    QVERIFY(window.place().labelling().isTaken("quality"));
                    taken = record;
                }
                window.key(Qt::Key_Down);
            }
        }
        QVERIFY(taken > 0);
        QVERIFY(blind > 0);
        auto store = workspace::Store::open(m_path);
        const auto own = workspace::ownLabels(*store, RecordId{taken}, "lan");
        QVERIFY(own && own->at("quality").suggestion);
        QVERIFY(own->at("quality").suggestion->shown);
        QCOMPARE(own->at("quality").suggestion->answer.string(), own->at("quality").answer.choice);
        QVERIFY(own->at("quality").suggestion->p > 0);
        QVERIFY(own->at("quality").suggestion->model.starts_with("sha256:"));
        const auto unseen = workspace::ownLabels(*store, RecordId{blind}, "lan");
        QVERIFY(unseen && unseen->at("quality").suggestion); // kept on the label all the same, as not seen
        QVERIFY(!unseen->at("quality").suggestion->shown);
    }

    void modesHideIt()
    {
        make(30);
        test::LabelWindow window({.path = m_path, .annotator = "lan"});
        window.settings().setSuggestionMode(views::SuggestionMode::Off);
        QTRY_VERIFY(window.isAt(1));
        for (int record = 1; record <= 21; ++record) {
            window.type(record % 2 == 0 ? '1' : '4');
            window.key(Qt::Key_Down);
            QTRY_VERIFY(window.isAt(record + 1));
        }
        QTest::qWait(1500);
        QVERIFY(!window.place().suggester().isTraining());
        QVERIFY(!window.place().labelling().suggestion("quality"));
        window.settings().setSuggestionMode(views::SuggestionMode::AfterAnswer);
        while (isBlind(window)) {
            window.key(Qt::Key_Down);
            QTest::qWait(100);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!window.place().labelling().shown()->state.suggestions.empty(), 60000);
        QVERIFY(!window.place().labelling().suggestion("quality"));
        window.type('4');
        QVERIFY(window.place().labelling().suggestion("quality"));
    }

private:
    static void explains(test::LabelWindow &window, int record)
    {
        window.key(Qt::Key_I, Qt::ControlModifier);
        const widgets::Reader &reader = window.place().pane().reader();
        QTRY_VERIFY(!reader.marks().empty());
        QString marked;
        for (const widgets::Reader::Mark &mark : reader.marks())
            marked += reader.text().text().mid(mark.begin, mark.end - mark.begin);
        const QString expected = record % 2 == 0 ? QStringLiteral("giảm") : QStringLiteral("cây");
        QVERIFY2(marked.contains(expected.at(1)), qPrintable(marked));
        window.key(Qt::Key_Escape);
        QVERIFY(reader.marks().empty());
    }
};

QTEST_MAIN(TestLabelSuggest)
#include "tst_label_suggest.moc"
