// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/schema.h"

#include <QDialog>

#include <vector>

class QAbstractButton;
class QLineEdit;

namespace nia::widgets {

class ActionButton;

/// One answer to one question, chosen from all there are (a reviewer's, when none of the given ones is right). Digits and
/// letters are the answers' keys. Span questions have none here.
class AnswerDialog : public QDialog
{
    Q_OBJECT
public:
    AnswerDialog(const workspace::Question &question, const QString &language, QWidget *parent);
    [[nodiscard]] workspace::Answer answer() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addAnswer(const QString &key, const QString &words);
    [[nodiscard]] QString keyOf(const workspace::AnswerOption &option) const;

    workspace::Question m_question;
    std::vector<QAbstractButton *> m_buttons; ///< in schema order
    QLineEdit *m_text = nullptr;
    ActionButton *m_take = nullptr;
};

} // namespace nia::widgets
