// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/answer_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace nia::widgets {

using workspace::QuestionKind;

AnswerDialog::AnswerDialog(const workspace::Question &question, const QString &language, QWidget *parent)
    : QDialog(parent), m_question(question)
{
    setWindowTitle(tr("Another answer"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *box = new QVBoxLayout(this);
    auto *title = new QLabel(QString::fromStdString(workspace::in(question.title, language.toStdString())));
    title->setWordWrap(true);
    box->addWidget(title);
    for (const workspace::AnswerOption &option : question.answers) {
        if (question.kind == QuestionKind::Text)
            break;
        const QString words = QString::fromStdString(workspace::in(option.title, language.toStdString()));
        QAbstractButton *button = question.kind == QuestionKind::Multiple
                                      ? static_cast<QAbstractButton *>(new QCheckBox(words))
                                      : new QRadioButton(words);
        m_buttons.push_back(button);
        box->addWidget(button);
    }
    if (question.kind == QuestionKind::Text) {
        m_text = new QLineEdit;
        m_text->setAccessibleName(title->text());
        box->addWidget(m_text);
    }
    auto *buttons = new QDialogButtonBox;
    QPushButton *take = buttons->addButton(tr("Take this answer"), QDialogButtonBox::AcceptRole);
    take->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    box->addWidget(buttons);
    if (!m_buttons.empty() && question.kind != QuestionKind::Multiple)
        m_buttons.front()->setChecked(true);
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
