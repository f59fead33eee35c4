// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/questions_lines.h"

#include "widgets/controls.h"
#include "widgets/questions_panel.h"

#include <QFontMetrics>

#include <algorithm>
#include <optional>

namespace nia::widgets {

using workspace::AnswerOption;
using workspace::Question;
using workspace::QuestionKind;
using Kind = QuestionLine::Kind;

namespace {

constexpr int kAnswerRow = 36, kSuggestedRow = 64, kFoldedRow = 34, kFoldedTwo = 46, kGap = 8, kGroup = 16, kTick = 26;

QString words(const workspace::Localized &text, const std::string &language)
{
    return QString::fromStdString(workspace::in(text, language));
}

int wrapped(const QFont &font, int width, const QString &text)
{
    const QFontMetrics metrics(font);
    return std::max(wordsHeight(font), metrics.boundingRect(0, 0, width, 10000, Qt::TextWordWrap, text).height());
}

/// Makes the rows from top to bottom.
class Maker
{
public:
    explicit Maker(const QuestionsLook &look) : m_look(look), m_flow(look.labelling.flow()) {}

    QuestionsLayout make()
    {
        m_y = kGroup;
        const std::string *section = nullptr;
        for (const Question *question : m_flow.questions()) {
            if (section == nullptr || *section != question->section) {
                addSection(*question, section == nullptr);
                section = &question->section;
            }
            if (question == m_flow.focused())
                addOpen(*question);
            else
                addFolded(*question);
        }
        if (m_flow.hasHiddenSpanQuestions()) {
            m_y += kGroup;
            add(Kind::Note, wrapped(sized(m_look.font, 12), room(), spanNote()), nullptr).text = spanNote();
        }
        m_out.height = m_y + kGroup;
        return std::move(m_out);
    }

private:
    [[nodiscard]] int room() const { return m_look.width - 2 * kPanelEdge; }
    [[nodiscard]] static QString spanNote()
    {
        return QuestionsPanel::tr(
            "Marking stretches of the text comes with a later version. Such questions are left out here: they "
            "stay unanswered.");
    }

    QuestionLine &add(Kind kind, int height, const Question *question, int outside = 0)
    {
        QuestionLine line{
            .kind = kind, .rect = QRect(kPanelEdge - outside, m_y, room() + 2 * outside, height), .question = question};
        m_y += height;
        m_out.lines.push_back(std::move(line));
        return m_out.lines.back();
    }

    void addSection(const Question &question, bool first)
    {
        if (!first)
            m_y += kGap;
        const auto &sections = m_flow.schema().sections();
        const auto found = std::ranges::find(sections, question.section, &workspace::Section::id);
        const QFont bold = sized(m_look.font, 13, QFont::DemiBold);
        QuestionLine &line = add(Kind::Section, wordsHeight(bold) + (first ? 8 : 20), &question);
        line.text =
            found == sections.end() ? QString::fromStdString(question.section) : words(found->title, m_look.language);
        line.leads = !first; // a hairline above
        const Question *focused = m_flow.focused();
        if (focused != nullptr && focused->section == question.section)
            line.value = QuestionsPanel::tr("%1 of %2").arg(m_flow.focus() + 1).arg(m_flow.questions().size());
    }

    void addFolded(const Question &question)
    {
        const workspace::Answer *given = m_flow.answer(question.id);
        const QString title = words(question.title, m_look.language);
        QString value = given != nullptr    ? answerTitle(question, *given, m_look.language)
                        : question.required ? QString()
                                            : QuestionsPanel::tr("optional");
        const QFontMetrics left(sized(m_look.font, 13));
        const QFontMetrics right(sized(m_look.font, given != nullptr ? 13 : 12,
                                       given != nullptr ? QFont::Medium : QFont::Normal));
        const bool two = given != nullptr
                         && left.horizontalAdvance(title) + right.horizontalAdvance(value) + kGroup + kTick > room();
        // A question is never cut: it wraps beside what is told of it, or above its answer.
        const int side = value.isEmpty() ? 0 : right.horizontalAdvance(value) + 2 + kFoldedGap;
        const int height =
            two ? wrapped(sized(m_look.font, 12), room() - kTick, title) + wordsHeight(sized(m_look.font, 13)) + 8
                : wrapped(sized(m_look.font, 13), room() - side - (given != nullptr ? kTick : 0), title) + 14;
        QuestionLine &line = add(Kind::Folded, std::max(two ? kFoldedTwo : kFoldedRow, height), &question, kGap);
        line.text = title;
        line.value = std::move(value);
        line.chosen = given != nullptr;
        line.twoLines = two;
    }

    void addOpen(const Question &question)
    {
        const int top = m_y;
        m_y += kGap;
        const QFont asked = sized(m_look.font, 14);
        const QString title = words(question.title, m_look.language);
        QuestionLine &head = add(Kind::Title, 0, &question);
        const QString mark = question.required ? QString() : QuestionsPanel::tr("optional");
        const int side = mark.isEmpty() ? 0 : QFontMetrics(sized(m_look.font, 12)).horizontalAdvance(mark) + kGap;
        const int height = wrapped(asked, room() - side, title);
        head.rect.setHeight(height);
        head.text = title;
        head.value = mark;
        m_y += height + kGap;
        addHelp(question);
        if (question.kind == QuestionKind::Text)
            add(Kind::Field, m_look.fieldHeight, &question);
        else
            addAnswers(question);
        addClauses(question);
        m_y += kGap;
        m_out.focused = QRect(0, top, m_look.width, m_y - top);
        m_y += kGap;
    }

    void addHelp(const Question &question)
    {
        const QString help = question.help.empty() ? QString() : words(question.help, m_look.language);
        if (help.isEmpty())
            return;
        add(Kind::Note, wrapped(sized(m_look.font, 12), room(), help) + kGap, &question).text = help;
    }

    void addAnswers(const Question &question)
    {
        const workspace::Answer *given = m_flow.answer(question.id);
        const auto suggestion = m_look.labelling.suggestion(question.id);
        bool led = false;
        for (const AnswerOption &option : question.answers) {
            const auto has = [&](const workspace::Answer &answer) {
                return answer.choice == option.id || std::ranges::contains(answer.choices, option.id);
            };
            const bool chosen = given != nullptr && has(*given);
            const bool suggested = suggestion && has(suggestion->answer);
            const bool leads = suggested && !led && !(given != nullptr && *given == suggestion->answer);
            led = led || suggested;
            const QFont font = sized(m_look.font, 14, chosen ? QFont::DemiBold : QFont::Normal);
            const QString title = words(option.title, m_look.language);
            const int text = wrapped(font, room() - 36 - 84, title);
            const int row = std::max(kAnswerRow, text + 14);
            QuestionLine &line = add(Kind::Answer, leads ? row + kSuggestedRow - kAnswerRow : row, &question, kGap);
            line.answer = &option;
            line.key = answerKey(question, option);
            line.text = title;
            line.chosen = chosen;
            line.suggested = suggested;
            line.taken = chosen && m_look.labelling.isTaken(question.id);
            line.leads = leads;
        }
        if (suggestion && suggestion->answer.choices.empty() && suggestion->answer.choice.empty() && given == nullptr) {
            QuestionLine &line = add(Kind::Nothing, kSuggestedRow, &question, kGap);
            line.text = QuestionsPanel::tr("none of these");
            line.suggested = line.leads = true;
        }
    }

    /// The clause of the answer that is pointed at, else chosen, else suggested; all of them when the guideline is open.
    void addClauses(const Question &question)
    {
        std::vector<const AnswerOption *> about;
        if (m_look.pointed != nullptr && question.answer(m_look.pointed->id) == m_look.pointed) {
            about.push_back(m_look.pointed);
        } else if (const workspace::Answer *given = m_flow.answer(question.id)) {
            addAbout(question, *given, about);
        } else if (const auto suggestion = m_look.labelling.suggestion(question.id)) {
            addAbout(question, suggestion->answer, about);
        }
        if (about.empty() && (m_look.guideline || question.kind == QuestionKind::Text)) {
            for (const AnswerOption &option : question.answers)
                about.push_back(&option);
        }
        for (const AnswerOption *option : about) {
            for (const std::string &id : option->clauses) {
                if (const workspace::Clause *clause = m_flow.schema().clause(id);
                    clause != nullptr && clause->retired.empty())
                    addClause(question, *clause);
            }
        }
    }

    static void addAbout(const Question &question, const workspace::Answer &answer,
                         std::vector<const AnswerOption *> &about)
    {
        for (const AnswerOption &option : question.answers) {
            if (answer.choice == option.id || std::ranges::contains(answer.choices, option.id))
                about.push_back(&option);
        }
    }

    void addClause(const Question &question, const workspace::Clause &clause)
    {
        m_y += kGap;
        QString text = words(clause.rule, m_look.language);
        if (m_look.guideline) {
            const auto line = [&](const QString &head, const workspace::Localized &body) {
                if (const QString said = body.empty() ? QString() : words(body, m_look.language); !said.isEmpty())
                    text += QLatin1Char('\n') + head.arg(said);
            };
            line(QuestionsPanel::tr("Fits: %1"), clause.positive.text);
            const AnswerOption *instead = question.answer(clause.negative.instead);
            line(instead == nullptr ? QuestionsPanel::tr("Does not fit: %1")
                                    : QuestionsPanel::tr("Does not fit: %1 → %2")
                                          .arg(QStringLiteral("%1"), words(instead->title, m_look.language)),
                 clause.negative.text);
            line(QuestionsPanel::tr("Border: %1"), clause.border);
        }
        const QString id = QString::fromStdString(clause.id);
        QuestionLine &made = add(Kind::Clause, 0, &question);
        made.key = id;
        made.text = text;
        const int height = wrapped(sized(m_look.font, 12), room() - 24, id + QStringLiteral("  ") + text);
        made.rect.setHeight(height);
        m_y += height;
    }

    const QuestionsLook &m_look;
    const views::AnswerFlow &m_flow;
    QuestionsLayout m_out;
    int m_y = 0;
};

} // namespace

QuestionsLayout layOutQuestions(const QuestionsLook &look)
{
    return Maker(look).make();
}

QFont sized(QFont font, int pixels, QFont::Weight weight)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QString answerTitle(const Question &question, const workspace::Answer &answer, const std::string &language)
{
    if (question.kind == QuestionKind::Text)
        return QString::fromStdString(answer.text).simplified();
    QStringList titles;
    for (const AnswerOption &option : question.answers) {
        if (answer.choice == option.id || std::ranges::contains(answer.choices, option.id))
            titles << words(option.title, language);
    }
    if (titles.isEmpty())
        return answer.choice.empty() ? QuestionsPanel::tr("none of these") : QString::fromStdString(answer.choice);
    return titles.join(QStringLiteral(", "));
}

QString answerKey(const Question &question, const AnswerOption &answer)
{
    for (const char key : {'1', '2', '3', '4', '5', '6', '7', '8', '9', '0'}) {
        if (question.answerForKey(key) == &answer)
            return QString(QLatin1Char(key));
    }
    return QString::fromStdString(answer.key);
}

} // namespace nia::widgets
