// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/questions_accessible.h"

#include "widgets/note_field.h"
#include "widgets/questions_panel.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>
#include <map>

namespace nia::widgets {

using workspace::QuestionKind;
using Kind = QuestionLine::Kind;

namespace {

/// The row's name for as long as its question is shown: rows are made anew with each answer.
QString nameOf(const QuestionLine &line)
{
    QString name = QString::number(static_cast<int>(line.kind));
    if (line.question != nullptr)
        name += QLatin1Char('/') + QString::fromStdString(line.question->id);
    if (line.answer != nullptr)
        name += QLatin1Char('/') + QString::fromStdString(line.answer->id);
    else if (line.kind == Kind::Clause || line.kind == Kind::Note)
        name += QLatin1Char('/') + line.key + QLatin1Char('/') + line.text;
    return name;
}

const QuestionLine *lineNamed(const QuestionsPanel &panel, const QString &name)
{
    const auto found =
        std::ranges::find_if(panel.lines(), [&](const QuestionLine &line) { return nameOf(line) == name; });
    return found == panel.lines().end() ? nullptr : &*found;
}

class AccessibleRow : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleRow(QuestionsPanel &panel, QString name) : m_panel(&panel), m_name(std::move(name)) {}

    [[nodiscard]] bool isValid() const override { return m_panel && line() != nullptr; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return m_panel ? m_panel->window()->windowHandle() : nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_panel);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    [[nodiscard]] QRect rect() const override
    {
        const QuestionLine *here = m_panel ? line() : nullptr;
        return here == nullptr ? QRect() : QRect(m_panel->mapToGlobal(here->rect.topLeft()), here->rect.size());
    }
    [[nodiscard]] QAccessible::Role role() const override
    {
        const QuestionLine *here = m_panel ? line() : nullptr;
        if (here == nullptr)
            return QAccessible::NoRole;
        switch (here->kind) {
        case Kind::Answer:
            return here->question->kind == QuestionKind::Multiple ? QAccessible::CheckBox : QAccessible::RadioButton;
        case Kind::Folded:
        case Kind::Nothing: return QAccessible::Button;
        case Kind::Section: return QAccessible::Heading;
        default: return QAccessible::StaticText;
        }
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        const QuestionLine *here = m_panel ? line() : nullptr;
        state.invalid = here == nullptr;
        if (here == nullptr)
            return state;
        state.invisible = !m_panel->isVisible();
        state.offscreen = !m_panel->visibleRegion().intersects(here->rect);
        state.checkable = here->kind == Kind::Answer;
        state.checked = here->kind == Kind::Answer && here->chosen;
        return state;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const QuestionLine *here = m_panel ? line() : nullptr;
        if (here == nullptr)
            return {};
        switch (kind) {
        case QAccessible::Name:
            return here->kind == Kind::Clause && !here->key.isEmpty() ? here->key + QLatin1Char(' ') + here->text
                                                                      : here->text;
        case QAccessible::Value: return here->value;
        case QAccessible::Description: return m_panel->about(*here);
        case QAccessible::Accelerator: return here->kind == Kind::Answer ? here->key : QString();
        default: return {};
        }
    }
    void setText(QAccessible::Text, const QString &) override {}
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    /// The words of the question are what its answers are labelled by.
    [[nodiscard]] QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> relations(
        QAccessible::Relation match) const override
    {
        QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> out;
        const QuestionLine *here = m_panel ? line() : nullptr;
        QAccessibleInterface *panel = parent();
        if (here == nullptr || panel == nullptr || here->kind != Kind::Answer || !match.testFlag(QAccessible::Label))
            return out;
        const auto &lines = m_panel->lines();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].kind == Kind::Title && lines[i].question == here->question)
                out.append({panel->child(static_cast<int>(i)), QAccessible::Label});
        }
        return out;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        const QuestionLine *here = m_panel ? line() : nullptr;
        if (here == nullptr || !QuestionsPanel::isPressable(*here))
            return {};
        return {here->kind != Kind::Answer                       ? pressAction()
                : here->question->kind == QuestionKind::Multiple ? toggleAction()
                                                                 : pressAction()};
    }
    void doAction(const QString &action) override
    {
        const QuestionLine *here = m_panel ? line() : nullptr;
        if (here != nullptr && actionNames().contains(action))
            m_panel->press(*here);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &action) const override
    {
        const QString key = text(QAccessible::Accelerator);
        return key.isEmpty() || !actionNames().contains(action) ? QStringList() : QStringList{key};
    }

private:
    [[nodiscard]] const QuestionLine *line() const { return lineNamed(*m_panel, m_name); }

    QPointer<QuestionsPanel> m_panel;
    QString m_name;
};

class AccessibleQuestions : public QAccessibleWidget
{
public:
    explicit AccessibleQuestions(QuestionsPanel &panel) : QAccessibleWidget(&panel, QAccessible::Grouping) {}
    ~AccessibleQuestions() override
    {
        for (const auto &[name, id] : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override
    {
        return object() == nullptr ? 0 : static_cast<int>(panel().lines().size());
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto &lines = panel().lines();
        const QuestionLine &line = lines[static_cast<std::size_t>(index)];
        if (line.kind == Kind::Field)
            return QAccessible::queryAccessibleInterface(&panel().field());
        forgetGone();
        const QString name = nameOf(line);
        auto known = m_rows.find(name);
        if (known == m_rows.end()) {
            auto *made = new AccessibleRow(panel(), name);
            known = m_rows.emplace(name, QAccessible::registerAccessibleInterface(made)).first;
        }
        return QAccessible::accessibleInterface(known->second);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (this->child(i) == child)
                return i;
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = panel().mapFromGlobal(QPoint(x, y));
        const auto &lines = panel().lines();
        const auto found =
            std::ranges::find_if(lines, [&](const QuestionLine &line) { return line.rect.contains(at); });
        return found == lines.end() ? nullptr : child(static_cast<int>(found - lines.begin()));
    }

private:
    [[nodiscard]] QuestionsPanel &panel() const { return *static_cast<QuestionsPanel *>(object()); }
    /// Of questions that are no longer shown.
    void forgetGone() const
    {
        std::erase_if(m_rows, [this](const auto &row) {
            if (lineNamed(panel(), row.first) != nullptr)
                return false;
            QAccessible::deleteAccessibleInterface(row.second);
            return true;
        });
    }

    mutable std::map<QString, QAccessible::Id> m_rows; ///< made when they are asked for
};

QAccessibleInterface *accessibleQuestions(const QString &, QObject *object)
{
    auto *panel = qobject_cast<QuestionsPanel *>(object);
    return panel == nullptr ? nullptr : new AccessibleQuestions(*panel);
}

} // namespace

void installAccessibleQuestions()
{
    static const bool installed = [] {
        QAccessible::installFactory(accessibleQuestions);
        return true;
    }();
    Q_UNUSED(installed)
}

void tellRows(QuestionsPanel &panel, std::set<QString> &told)
{
    if (!QAccessible::isActive())
        return;
    std::set<QString> chosen;
    for (const QuestionLine &line : panel.lines()) {
        if (line.kind == Kind::Answer && line.chosen)
            chosen.insert(nameOf(line));
    }
    std::swap(told, chosen); // chosen is what was told before
    QAccessibleInterface *all = QAccessible::queryAccessibleInterface(&panel);
    for (std::size_t i = 0; all != nullptr && i < panel.lines().size(); ++i) {
        const QuestionLine &line = panel.lines()[i];
        if (line.kind != Kind::Answer || line.chosen == chosen.contains(nameOf(line)))
            continue;
        QAccessible::State changed;
        changed.checked = true;
        QAccessibleStateChangeEvent event(all->child(static_cast<int>(i)), changed);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace nia::widgets
