// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/label_window.h"
#include "support/made_workspace.h"
#include "widgets/questions_panel.h"

#include <QAccessible>
#include <QTest>

using namespace nia;
using namespace nia::test;

namespace {

QList<QAccessibleInterface *> childrenOf(QAccessibleInterface &all)
{
    QList<QAccessibleInterface *> out;
    for (int i = 0; i < all.childCount(); ++i)
        out.append(all.child(i));
    return out;
}

QAccessibleInterface *named(QAccessibleInterface &all, QAccessible::Role role, const QString &name)
{
    for (QAccessibleInterface *each : childrenOf(all)) {
        if (each->role() == role && each->text(QAccessible::Name) == name)
            return each;
    }
    return nullptr;
}

} // namespace

/// The rows of the questions as a screen reader finds them.
class TestLabelAccess : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_path;

private slots:
    void initTestCase()
    {
        m_path = std::filesystem::path(m_folder.filePath(QStringLiteral("w.nia")).toStdString());
        QVERIFY(makeWorkspace(m_path, 4));
        QAccessible::setActive(true);
    }

    void everyRowIsAChild()
    {
        LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const widgets::QuestionsPanel &panel = window.place().questions();
        QAccessibleInterface *all = QAccessible::queryAccessibleInterface(&window.place().questions());
        QVERIFY(all != nullptr);
        const workspace::Question &question = *window.place().labelling().flow().focused();
        QCOMPARE(question.id, std::string("quality"));
        QCOMPARE(all->childCount(), static_cast<int>(panel.lines().size()));
        std::size_t answers = 0;
        for (int i = 0; i < all->childCount(); ++i) {
            QAccessibleInterface *row = all->child(i);
            QVERIFY(row != nullptr && row->isValid());
            QCOMPARE(row->parent(), all);
            QCOMPARE(all->indexOfChild(row), i);
            QCOMPARE(all->child(i), row); // the same each time it is asked for
            const widgets::QuestionLine &line = panel.lines()[static_cast<std::size_t>(i)];
            QCOMPARE(row->rect().size(), line.rect.size());
            const QPoint middle = row->rect().center();
            QCOMPARE(all->childAt(middle.x(), middle.y()), row);
            if (row->role() != QAccessible::RadioButton)
                continue;
            const workspace::AnswerOption &option = question.answers[answers++];
            QCOMPARE(row->text(QAccessible::Name), QString::fromStdString(workspace::in(option.title, "en")));
            QCOMPARE(row->text(QAccessible::Accelerator), widgets::answerKey(question, option));
            QVERIFY(!row->text(QAccessible::Accelerator).isEmpty());
            QVERIFY(row->state().checkable && !row->state().checked);
            const auto labels = row->relations(QAccessible::Label);
            QCOMPARE(labels.size(), 1);
            QCOMPARE(labels.front().first->text(QAccessible::Name),
                     QString::fromStdString(workspace::in(question.title, "en")));
        }
        QCOMPARE(answers, question.answers.size());
    }

    void pressingARowAnswers()
    {
        LabelWindow window({.path = m_path, .annotator = "lan"});
        QTRY_VERIFY(window.isAt(1));
        const views::AnswerFlow &flow = window.place().labelling().flow();
        QAccessibleInterface *all = QAccessible::queryAccessibleInterface(&window.place().questions());
        const workspace::Question &question = *flow.focused();
        const QString good = QString::fromStdString(workspace::in(question.answer("good")->title, "en"));
        QAccessibleInterface *row = named(*all, QAccessible::RadioButton, good);
        QVERIFY(row != nullptr && row->actionInterface() != nullptr);
        const QAccessible::Id id = QAccessible::uniqueId(row);
        row->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(flow.answer("quality")->choice, std::string("good"));
        // Its question is folded now: the row is gone, a button opens it again.
        row = QAccessible::accessibleInterface(id);
        QVERIFY(row == nullptr || !row->isValid());
        const QString title = QString::fromStdString(workspace::in(question.title, "en"));
        QAccessibleInterface *folded = named(*all, QAccessible::Button, title);
        QVERIFY(folded != nullptr);
        QCOMPARE(folded->text(QAccessible::Value), good);
        folded->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(flow.focused()->id, std::string("quality"));
        row = named(*all, QAccessible::RadioButton, good);
        QVERIFY(row != nullptr && row->state().checked);
        QVERIFY(!row->text(QAccessible::Accelerator).isEmpty());
    }

    void severalAnswersAreCheckBoxes()
    {
        LabelWindow window({.path = m_path, .annotator = "minh"});
        QTRY_VERIFY(window.isAt(1));
        const views::AnswerFlow &flow = window.place().labelling().flow();
        QAccessibleInterface *all = QAccessible::queryAccessibleInterface(&window.place().questions());
        for (int i = 0; i < 12 && flow.focused()->kind != workspace::QuestionKind::Multiple; ++i)
            window.key(Qt::Key_Tab);
        if (flow.focused()->kind != workspace::QuestionKind::Multiple) {
            // It is asked where there is a bias.
            for (int i = 0; i < 12 && flow.focused()->id != "bias"; ++i)
                window.key(Qt::Key_Tab);
            window.key(Qt::Key_2);
            for (int i = 0; i < 12 && flow.focused()->kind != workspace::QuestionKind::Multiple; ++i)
                window.key(Qt::Key_Tab);
        }
        QCOMPARE(flow.focused()->kind, workspace::QuestionKind::Multiple);
        QList<QAccessibleInterface *> boxes;
        for (QAccessibleInterface *each : childrenOf(*all)) {
            if (each->role() == QAccessible::CheckBox)
                boxes.append(each);
        }
        QCOMPARE(boxes.size(), static_cast<qsizetype>(flow.focused()->answers.size()));
        boxes[0]->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(boxes[0]->isValid() && boxes[0]->state().checked && !boxes[1]->state().checked);
        window.key(Qt::Key_1 + 1);
        QVERIFY(boxes[1]->state().checked);
        boxes[0]->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(!boxes[0]->state().checked);
    }
};

QTEST_MAIN(TestLabelAccess)
#include "tst_label_access.moc"
