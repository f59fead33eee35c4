// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

namespace nia::widgets {

class NoteField;

/// A reviewer's comment on the record. Enter saves, Shift+Enter breaks the line.
class CommentDialog : public QDialog
{
    Q_OBJECT
public:
    CommentDialog(const QString &before, QWidget *parent);
    [[nodiscard]] QString text() const;

private:
    NoteField *m_note;
};

} // namespace nia::widgets
