// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/answer_dialog.h"

#include "widgets/controls.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <string_view>

namespace nia::widgets {

using workspace::QuestionKind;

AnswerDialog::AnswerDialog(const workspace::Question &question, const QString &language, QWidget *parent)
    : QDialog(parent), m_question(question)
{
    setWindowTitle(tr("Another answer"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(360);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(24, 20, 24, 20);
    box->setSpacing(8);
    QLabel *title =
        makeLabel(QString::fromStdString(workspace::in(question.title, language.toStdString())), Type::Heading);
    title->setWordWrap(true);
    box->addWidget(title);
    m_take = new ActionButton(tr("Take this answer"), QStringLiteral("Enter"), ActionButton::Look::Primary);
    if (question.kind == QuestionKind::Text) {
        m_text = new QLineEdit;
        m_text->setAccessibleName(title->text());
        box->addWidget(m_text);
    }
    for (const workspace::AnswerOption &option : question.answers) {
        const QString words = QString::fromStdString(workspace::in(option.title, language.toStdString()));
        addAnswer(keyOf(option), words);
    }
    auto *cancel = new ActionButton(tr("Cancel"), QStringLiteral("Esc"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_take);
    box->addSpacing(8);
    box->addLayout(buttons);
    m_take->setDefault(true);
    // No answer stands there as if it had been chosen; several may be none.
    m_take->setEnabled(m_text != nullptr || question.kind == QuestionKind::Multiple);
    connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

/// The digit or letter that gives it, "" for none.
QString AnswerDialog::keyOf(const workspace::AnswerOption &option) const
{
    for (const char key : std::string_view("1234567890abcdefghijklmnopqrstuvwxyz")) {
        const workspace::AnswerOption *found = m_question.answerForKey(key);
        if (found != nullptr && found->id == option.id)
            return QString(QLatin1Char(key));
    }
    return {};
}

void AnswerDialog::addAnswer(const QString &key, const QString &words)
{
    QAbstractButton *button = m_question.kind == QuestionKind::Multiple
                                  ? static_cast<QAbstractButton *>(new QCheckBox(words))
                                  : new QRadioButton(words);
    button->setMinimumHeight(std::max(28, wordsHeight(button->font()) + 8));
    if (!key.isEmpty())
        button->setAccessibleDescription(tr("key %1").arg(key));
    connect(button, &QAbstractButton::clicked, this, [this] { m_take->setEnabled(true); });
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    QLabel *cap = makeLabel(key, Type::Caption, true);
    cap->setFixedWidth(16);
    row->addWidget(cap);
    row->addWidget(button, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    m_buttons.push_back(button);
}

workspace::Answer AnswerDialog::answer() const
{
    workspace::Answer answer{.kind = m_question.kind};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        if (!m_buttons[i]->isChecked())
            continue;
        if (m_question.kind == QuestionKind::Multiple)
            answer.choices.push_back(m_question.answers[i].id);
        else
            answer.choice = m_question.answers[i].id;
    }
    if (m_text != nullptr)
        answer.text = m_text->text().toStdString();
    return answer;
}

void AnswerDialog::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (m_text == nullptr && plain && text.size() == 1 && text.front().unicode() < 0x80
        && text.front().isLetterOrNumber()) {
        const workspace::AnswerOption *option = m_question.answerForKey(text.front().toLower().toLatin1());
        if (option != nullptr) {
            m_buttons[static_cast<std::size_t>(m_question.answerIndex(option->id))]->click();
            return;
        }
    }
    QDialog::keyPressEvent(event);
}

} // namespace nia::widgets
