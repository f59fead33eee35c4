// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_differences.h"

#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nia::widgets {

using views::Difference;
using workspace::Question;
using workspace::QuestionKind;

QString answerWords(const Question &question, const workspace::Answer &answer, const QString &language)
{
    const auto title = [&](const std::string &id) {
        const workspace::AnswerOption *option = question.answer(id);
        return QString::fromStdString(option == nullptr ? id : workspace::in(option->title, language.toStdString()));
    };
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return title(answer.choice);
    case QuestionKind::Multiple: {
        QStringList words;
        for (const std::string &id : answer.choices)
            words << title(id);
        return words.isEmpty() ? DifferencesPanel::tr("none") : words.join(QStringLiteral(", "));
    }
    case QuestionKind::Span: return DifferencesPanel::tr("%n span(s)", nullptr, static_cast<int>(answer.spans.size()));
    case QuestionKind::Text: return QString::fromStdString(answer.text);
    }
    return {};
}

DifferencesPanel::DifferencesPanel(QWidget *parent) : QWidget(parent)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Answers that differ"));
}

void DifferencesPanel::show(const workspace::Schema &schema, const views::ReviewQueue &queue,
                            const std::optional<workspace::Answer> &chosen, const QString &language)
{
    m_language = language;
    if (m_content != nullptr) {
        m_content->hide();
        m_content->deleteLater(); // a click on one of its cards may be what called this
    }
    m_content = new QWidget;
    auto *grid = new QGridLayout(m_content);
    grid->setContentsMargins(16, 8, 16, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(9, 1);
    const views::ReviewItem *item = queue.item();
    for (int row = 0; item != nullptr && row < static_cast<int>(item->differences.size()); ++row) {
        const Difference &difference = item->differences[static_cast<std::size_t>(row)];
        if (const Question *question = schema.question(difference.question))
            addRow(*grid, row, *question, difference, row == queue.difference(), chosen);
    }
    layout()->addWidget(m_content);
}

void DifferencesPanel::addRow(QGridLayout &grid, int row, const Question &question, const Difference &difference,
                              bool current, const std::optional<workspace::Answer> &chosen)
{
    auto *title = new QPushButton(QString::fromStdString(workspace::in(question.title, m_language.toStdString())));
    title->setFlat(true);
    title->setFocusPolicy(Qt::NoFocus);
    title->setStyleSheet(QStringLiteral("text-align: left; font-weight: %1").arg(current ? 600 : 400));
    title->setToolTip(title->text());
    title->setMaximumWidth(260);
    connect(title, &QPushButton::clicked, this, [this, row] { emit rowChosen(row); });
    grid.addWidget(title, row, 0, Qt::AlignTop);
    int number = 0;
    for (const views::ReviewCard &card : difference.cards) {
        ++number;
        const bool taken = current && chosen && *chosen == card.answer;
        grid.addWidget(cardOf(row, number, answerWords(question, card.answer, m_language), card, taken), row, number,
                       Qt::AlignTop);
    }
    QString decision = decisionWords(question, difference);
    if (current && chosen)
        decision = tr("Your decision: %1").arg(answerWords(question, *chosen, m_language));
    auto *state = new QLabel(decision);
    state->setTextFormat(Qt::PlainText);
    state->setWordWrap(true);
    grid.addWidget(state, row, 10, Qt::AlignTop);
}

QWidget *DifferencesPanel::cardOf(int row, int number, const QString &title, const views::ReviewCard &card, bool chosen)
{
    QStringList people, comments;
    for (const views::Opinion &opinion : card.opinions) {
        people << QString::fromStdString(opinion.display);
        if (!opinion.comment.empty())
            comments << tr("“%1” (%2)").arg(QString::fromStdString(opinion.comment), people.last());
    }
    auto *button = new QPushButton;
    button->setFocusPolicy(Qt::NoFocus);
    button->setCheckable(true);
    button->setChecked(chosen);
    auto *words =
        new QLabel(QStringLiteral("%1   %2\n%3").arg(QString::number(number), title, people.join(QStringLiteral(", ")))
                   + (comments.isEmpty() ? QString() : QLatin1Char('\n') + comments.join(QLatin1Char('\n'))));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setMinimumWidth(150);
    words->setMaximumWidth(260);
    words->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *box = new QVBoxLayout(button);
    box->addWidget(words);
    words->ensurePolished();
    const int width = std::clamp(words->sizeHint().width(), 150, 260);
    words->setFixedWidth(width);
    button->setFixedSize(width + 24, words->heightForWidth(width) + 20);
    button->setAccessibleName(
        tr("Answer %1: %2, given by %3").arg(QString::number(number), title, people.join(QStringLiteral(", "))));
    connect(button, &QPushButton::clicked, this, [this, row, number] { emit cardChosen(row, number); });
    return button;
}

QString DifferencesPanel::decisionWords(const Question &question, const Difference &difference) const
{
    if (difference.decisions.empty())
        return tr("open");
    QStringList words;
    for (const workspace::Decision &decision : difference.decisions) {
        QString one = tr("%1 (%2)").arg(answerWords(question, decision.answer, m_language),
                                        QString::fromStdString(decision.reviewer));
        for (const std::string &clause : decision.clauses)
            one += QLatin1Char(' ') + QString::fromStdString(clause);
        words << one;
    }
    return difference.contested ? tr("Contested: %1").arg(words.join(QStringLiteral("; ")))
                                : tr("Decided: %1").arg(words.join(QStringLiteral("; ")));
}

} // namespace nia::widgets
