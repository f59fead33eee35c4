// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/labelling.h"

#include <QFont>
#include <QRect>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace nia::widgets {

/// A row of the questions as it is painted: a section's heading, a question folded to one line, the question that is
/// being answered with its answers, a guideline clause.
struct QuestionLine {
    enum class Kind { Section, Folded, Title, Answer, Nothing, Field, Clause, Note };
    Kind kind = Kind::Note;
    QRect rect;
    const workspace::Question *question = nullptr;
    const workspace::AnswerOption *answer = nullptr;
    QString key, text, value; ///< value: what stands at the right
    bool chosen = false, suggested = false, taken = false;
    bool leads = false; ///< the suggested row that also shows p, why and take
    bool twoLines = false;
};

/// What the rows are made from.
struct QuestionsLook {
    const views::Labelling &labelling;
    std::string language;
    QFont font;
    int width = 376;
    const workspace::AnswerOption *pointed = nullptr; ///< whose clause is shown first of all
    bool guideline = false;                           ///< clauses with their examples
    int fieldHeight = 36;                             ///< of the field of a text question
};

struct QuestionsLayout {
    std::vector<QuestionLine> lines;
    QRect focused; ///< of the question that is being answered, all its rows
    int height = 0;
};

[[nodiscard]] QuestionsLayout layOutQuestions(const QuestionsLook &look);

/// "Good", "Age, Gender", the text; "none" for an empty set.
[[nodiscard]] QString answerTitle(const workspace::Question &question, const workspace::Answer &answer,
                                  const std::string &language);
/// The digit or letter that gives the answer.
[[nodiscard]] QString answerKey(const workspace::Question &question, const workspace::AnswerOption &answer);
[[nodiscard]] QFont sized(QFont font, int pixels, QFont::Weight weight = QFont::Normal);
inline constexpr int kPanelEdge = 20;
inline constexpr int kFoldedGap = 12; ///< between a folded question and what is told of it

} // namespace nia::widgets
