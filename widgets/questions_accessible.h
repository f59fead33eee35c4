// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <set>

namespace nia::widgets {

class QuestionsPanel;

/// Makes the rows of every QuestionsPanel known to screen readers: its children in reading order, answers as radio buttons
/// or check boxes with their key, folded questions as buttons, the rest as words; the field of a text question is the
/// widget that it is. The rows are painted, so nothing but this tells of them.
void installAccessibleQuestions();

/// Tells screen readers which rows are chosen otherwise than was told last. `told` holds the chosen ones, by names that
/// stay when the rows are made anew. Nothing happens where no screen reader listens.
void tellRows(QuestionsPanel &panel, std::set<QString> &told);

} // namespace nia::widgets
