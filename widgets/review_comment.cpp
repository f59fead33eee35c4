// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_comment.h"

#include "widgets/controls.h"
#include "widgets/note_field.h"

#include <QLabel>
#include <QVBoxLayout>

namespace nia::widgets {

CommentDialog::CommentDialog(const QString &before, QWidget *parent)
    : QDialog(parent), m_note(new NoteField(tr("Comment on the record")))
{
    setWindowTitle(tr("Comment on the record"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    m_note->setText(before);
    m_note->setFixedHeight(96);
    auto *cancel = new ActionButton(tr("Cancel"), QStringLiteral("Esc"));
    auto *save = new ActionButton(tr("Save"), QStringLiteral("Enter"), ActionButton::Look::Primary);
    save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_note, &NoteField::done, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 20, 24, 20);
    all->setSpacing(12);
    all->addWidget(makeLabel(windowTitle(), Type::Heading));
    all->addWidget(m_note);
    all->addLayout(buttons);
    m_note->edit();
}

QString CommentDialog::text() const
{
    return m_note->text();
}

} // namespace nia::widgets
