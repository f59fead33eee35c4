// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/review_queue.h"

#include <QWidget>

#include <optional>

class QGridLayout;

namespace nia::widgets {

/// The words of an answer: titles in that language, the text of a text question, a count of spans.
[[nodiscard]] QString answerWords(const workspace::Question &question, const workspace::Answer &answer,
                                  const QString &language);

/// The questions that differ, one a row: numbered cards with who gave them and their comments, and the decision.
class DifferencesPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DifferencesPanel(QWidget *parent = nullptr);
    void show(const workspace::Schema &schema, const views::ReviewQueue &queue,
              const std::optional<workspace::Answer> &chosen, const QString &language);

signals:
    void rowChosen(int difference);
    void cardChosen(int difference, int card); ///< card from 1

private:
    void addRow(QGridLayout &grid, int row, const workspace::Question &question, const views::Difference &difference,
                bool current, const std::optional<workspace::Answer> &chosen);
    QWidget *cardOf(int row, int number, const QString &title, const views::ReviewCard &card, bool chosen);
    [[nodiscard]] QString decisionWords(const workspace::Question &question, const views::Difference &difference) const;

    QWidget *m_content = nullptr;
    QString m_language;
};

} // namespace nia::widgets
