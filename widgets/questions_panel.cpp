// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/questions_panel.h"

#include "widgets/note_field.h"
#include "widgets/questions_accessible.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace nia::widgets {

using Kind = QuestionLine::Kind;

QuestionsPanel::QuestionsPanel(const views::Labelling &labelling, QWidget *parent)
    : QWidget(parent), m_labelling(labelling), m_field(new NoteField(tr("Answer in your own words"), this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    // Before anything tells of the panel: an accessible made by then would stay the plain one.
    installAccessibleQuestions();
    setAccessibleName(tr("Questions"));
    m_field->hide();
    connect(m_field, &NoteField::done, this, &QuestionsPanel::textDone);
    connect(m_field, &NoteField::left, this, [this] {
        if (!m_fieldQuestion.isEmpty())
            emit textGiven(m_fieldQuestion, m_field->text());
    });
    connect(m_field, &NoteField::grew, this, &QuestionsPanel::refresh);
}

void QuestionsPanel::setLanguage(const QString &language)
{
    m_language = language;
    refresh();
}

void QuestionsPanel::setGuideline(bool open)
{
    m_guideline = open;
    refresh();
}

void QuestionsPanel::setReasonsShown(bool shown)
{
    m_reasons = shown;
    update();
}

void QuestionsPanel::setTakeKey(const QString &cap)
{
    m_takeKey = cap;
    update();
}

void QuestionsPanel::refresh()
{
    layOut();
    placeField();
    tellRows(*this, m_toldRows);
    QStringList said;
    for (const QuestionLine &line : m_layout.lines) {
        if (line.question != nullptr && line.question == m_labelling.flow().focused() && line.kind != Kind::Clause)
            said << spoken(line);
    }
    said.removeAll(QString());
    setAccessibleDescription(said.join(QStringLiteral(". ")));
    update();
}

void QuestionsPanel::layOut()
{
    const workspace::AnswerOption *pointed = nullptr;
    if (m_under >= 0 && m_under < static_cast<int>(m_layout.lines.size()))
        pointed = m_layout.lines[static_cast<std::size_t>(m_under)].answer;
    m_layout = layOutQuestions({.labelling = m_labelling,
                                .language = m_language.toStdString(),
                                .font = font(),
                                .width = width(),
                                .pointed = pointed,
                                .guideline = m_guideline,
                                .fieldHeight = m_field->heightFor(width())});
    setMinimumHeight(m_layout.height);
    m_under = m_under < 0 ? -1 : lineAt(m_pointer);
}

void QuestionsPanel::placeField()
{
    const auto line = std::ranges::find(m_layout.lines, Kind::Field, &QuestionLine::kind);
    if (line == m_layout.lines.end()) {
        if (m_field->isEdited())
            setFocus(); // what is written is told by the field itself
        m_fieldQuestion.clear();
        m_field->hide();
        return;
    }
    const QString question = QString::fromStdString(line->question->id);
    if (question != m_fieldQuestion && m_field->isEdited())
        setFocus();
    m_fieldQuestion = question;
    const workspace::Answer *given = m_labelling.flow().answer(line->question->id);
    m_field->setText(given == nullptr ? QString() : QString::fromStdString(given->text));
    m_field->setPlaceholder(
        line->question->answers.empty()
            ? QString()
            : tr("Press %1 to write").arg(answerKey(*line->question, line->question->answers.front())));
    m_field->setGeometry(line->rect);
    m_field->show();
}

void QuestionsPanel::editText(const QString &question)
{
    if (question == m_fieldQuestion)
        m_field->edit();
}

bool QuestionsPanel::leaveText()
{
    if (!m_field->isEdited())
        return false;
    setFocus(Qt::OtherFocusReason);
    return true;
}

QRect QuestionsPanel::rectOf(const QString &question, const QString &answer) const
{
    for (const QuestionLine &line : m_layout.lines) {
        if (line.answer != nullptr && line.question->id == question.toStdString()
            && line.answer->id == answer.toStdString())
            return line.rect;
    }
    return {};
}

int QuestionsPanel::lineAt(const QPoint &point) const
{
    const auto found =
        std::ranges::find_if(m_layout.lines, [&](const QuestionLine &line) { return line.rect.contains(point); });
    return found == m_layout.lines.end() ? -1 : static_cast<int>(found - m_layout.lines.begin());
}

QString QuestionsPanel::spoken(const QuestionLine &line) const
{
    QStringList parts;
    switch (line.kind) {
    case Kind::Title: parts << line.text << line.value; break;
    case Kind::Answer: {
        parts << line.text << tr("key %1").arg(line.key) << about(line);
        parts << (line.chosen ? tr("chosen") : tr("not chosen"));
        break;
    }
    default: break;
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString QuestionsPanel::about(const QuestionLine &line) const
{
    if (!line.suggested || line.question == nullptr)
        return {};
    const auto suggestion = m_labelling.suggestion(line.question->id);
    return suggestion ? tr("suggested, %1").arg(strength(*suggestion)) : QString();
}

bool QuestionsPanel::isPressable(const QuestionLine &line)
{
    return line.kind == Kind::Answer || line.kind == Kind::Folded || line.kind == Kind::Nothing;
}

void QuestionsPanel::press(const QuestionLine &line)
{
    // Copies: what follows makes the rows anew.
    const QString question = QString::fromStdString(line.question == nullptr ? std::string() : line.question->id);
    if (line.kind == Kind::Nothing)
        emit takeWanted();
    else if (line.kind == Kind::Answer)
        emit chosen(question, QString::fromStdString(line.answer->id));
    else if (line.kind == Kind::Folded)
        emit focusWanted(question);
}

// -- the pointer

void QuestionsPanel::setUnder(int line)
{
    if (std::exchange(m_under, line) != line)
        refresh(); // the clause follows the answer that is pointed at
}

void QuestionsPanel::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    setUnder(lineAt(m_pointer));
    const bool clickable =
        m_under >= 0 && whyRect(m_layout.lines[static_cast<std::size_t>(m_under)]).contains(m_pointer);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void QuestionsPanel::leaveEvent(QEvent *)
{
    setUnder(-1);
}

void QuestionsPanel::mousePressEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    const int at = lineAt(m_pointer);
    if (event->button() != Qt::LeftButton || at < 0)
        return;
    const QuestionLine line = m_layout.lines[static_cast<std::size_t>(at)];
    if (line.leads && whyRect(line).contains(m_pointer)) {
        emit whyWanted();
        return;
    }
    if (line.leads && takeRect(line).contains(m_pointer))
        emit takeWanted();
    else
        press(line);
}

bool QuestionsPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<QHelpEvent &>(*event);
        const int at = lineAt(help.pos());
        const QuestionLine *line = at < 0 ? nullptr : &m_layout.lines[static_cast<std::size_t>(at)];
        if (line != nullptr && line->kind == Kind::Folded)
            QToolTip::showText(help.globalPos(),
                               line->value.isEmpty() ? line->text : line->text + QLatin1Char('\n') + line->value, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void QuestionsPanel::resizeEvent(QResizeEvent *event)
{
    if (event->oldSize().width() != event->size().width())
        refresh();
}

} // namespace nia::widgets
