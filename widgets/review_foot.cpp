// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_foot.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kNarrow = 700;

QString capOf(const char *action)
{
    return Keys::table().cap(QStringLiteral("review"), QLatin1String(action));
}

} // namespace

ReviewFoot::ReviewFoot(QWidget *parent)
    : QWidget(parent),
      m_lines(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_reason(new QLineEdit),
      m_clause(new QComboBox),
      m_decide(new ActionButton(tr("Decide"), capOf("confirm"), ActionButton::Look::Primary)),
      m_message(makeLabel({}, Type::Caption))
{
    auto *reason = new ActionButton(tr("Reason"), capOf("review-reason"), ActionButton::Look::Flat);
    auto *clause = new ActionButton(tr("Clause"), capOf("review-clause"), ActionButton::Look::Flat);
    for (QWidget *each : {static_cast<QWidget *>(reason), static_cast<QWidget *>(clause)})
        each->setFocusPolicy(Qt::NoFocus);
    m_reason->setPlaceholderText(tr("Why this answer?"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMinimumWidth(120);
    m_clause->setAccessibleName(tr("Clause of the guideline"));
    m_clause->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_clause->setMinimumContentsLength(8);
    m_clause->setMinimumWidth(110);
    m_message->setWordWrap(true);
    m_message->hide();
    setMinimumWidth(360); // its lines stack: what they need side by side must not hold the window open

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(reason);
    first->addWidget(m_reason, 1);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(clause);
    second->addWidget(m_clause, 1);
    second->addWidget(m_decide);
    m_lines->setSpacing(8);
    m_lines->addLayout(first, 3);
    m_lines->addLayout(second, 2);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 10, 24, 10);
    all->setSpacing(6);
    all->addWidget(m_message);
    all->addLayout(m_lines);

    connect(reason, &QPushButton::clicked, this, &ReviewFoot::editReason);
    connect(clause, &QPushButton::clicked, this, &ReviewFoot::chooseClause);
    connect(m_decide, &QPushButton::clicked, this, &ReviewFoot::decided);
    connect(m_reason, &QLineEdit::returnPressed, this, &ReviewFoot::decided);
    connect(m_reason, &QLineEdit::textEdited, this, [this] { m_recent = -1; });
    connect(m_clause, &QComboBox::activated, this, &ReviewFoot::done);
}

void ReviewFoot::setQuestion(const workspace::Schema &schema, const workspace::Question *question,
                             const QString &language)
{
    const QString kept = question != nullptr && question->id == m_question ? clause() : QString();
    if (question == nullptr || question->id != m_question)
        m_reason->clear();
    m_question = question == nullptr ? std::string() : question->id;
    m_clause->clear();
    m_clause->addItem(tr("none"), QString());
    for (const workspace::Clause &each : schema.clauses()) {
        const bool fits = std::ranges::any_of(each.about, [&](const std::string &about) {
            return about.starts_with(m_question + ".");
        });
        if (!fits || !each.retired.empty() || question == nullptr)
            continue;
        const QString id = QString::fromStdString(each.id);
        const QString rule = QString::fromStdString(workspace::in(each.rule, language.toStdString()));
        m_clause->addItem(id + QStringLiteral("  ") + rule, id);
        m_clause->setItemData(m_clause->count() - 1, rule, Qt::ToolTipRole);
    }
    setClause(kept);
    m_clause->view()->setMinimumWidth(460);
}

void ReviewFoot::clear()
{
    m_reason->clear();
    m_clause->setCurrentIndex(0);
    m_recent = -1;
}

void ReviewFoot::setReasons(const QStringList &reasons)
{
    m_reasons = reasons;
    m_recent = -1;
    m_reason->setToolTip(reasons.isEmpty() ? QString()
                                           : tr("%1 again takes a recent reason:").arg(capOf("review-reason"))
                                                 + QLatin1Char('\n') + reasons.join(QLatin1Char('\n')));
    m_reason->setPlaceholderText(reasons.isEmpty()
                                     ? tr("Why this answer?")
                                     : tr("Why this answer? %1 again: a recent reason").arg(capOf("review-reason")));
}

void ReviewFoot::setReady(bool ready)
{
    m_decide->setEnabled(ready);
}

QString ReviewFoot::reason() const
{
    return m_reason->text().trimmed();
}

QString ReviewFoot::clause() const
{
    return m_clause->currentData().toString();
}

void ReviewFoot::setReason(const QString &reason)
{
    m_reason->setText(reason);
}

void ReviewFoot::setClause(const QString &id)
{
    m_clause->setCurrentIndex(std::max(0, m_clause->findData(id)));
}

void ReviewFoot::editReason()
{
    if (!m_reason->hasFocus()) {
        m_reason->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    // Never over words of one's own.
    if (m_reasons.isEmpty() || (m_recent < 0 && !reason().isEmpty()))
        return;
    m_recent = (m_recent + 1) % m_reasons.size();
    m_reason->setText(m_reasons.at(m_recent));
}

void ReviewFoot::chooseClause()
{
    m_clause->setFocus(Qt::ShortcutFocusReason);
    m_clause->showPopup();
}

void ReviewFoot::say(const QString &text)
{
    m_message->setText(text);
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, roles().warning);
    m_message->setPalette(palette);
    m_message->setVisible(!text.isEmpty());
}

QString ReviewFoot::message() const
{
    return m_message->text();
}

void ReviewFoot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), roles().surface);
    painter.fillRect(QRect(0, 0, width(), 1), roles().hairline);
}

void ReviewFoot::resizeEvent(QResizeEvent *)
{
    m_lines->setDirection(width() < kNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace nia::widgets
