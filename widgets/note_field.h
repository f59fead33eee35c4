// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>
#include <QWidget>

namespace nia::widgets {

/// A field for a few lines of a person's own words: grows with them, input methods are on. Enter is done with it (but not
/// the Enter that ends a composition), Shift+Enter breaks the line.
class NoteField : public QWidget
{
    Q_OBJECT
public:
    explicit NoteField(const QString &name, QWidget *parent = nullptr);
    void setText(const QString &text); ///< not while it is being written in
    [[nodiscard]] QString text() const;
    void setPlaceholder(const QString &text);
    void edit(); ///< puts the caret behind the last letter
    [[nodiscard]] bool isEdited() const; ///< it has the caret
    [[nodiscard]] QPlainTextEdit &field() const { return *m_field; }
    [[nodiscard]] int heightFor(int width) const;

signals:
    void done(); ///< Enter
    void left(); ///< the caret went elsewhere: what is written is to be kept
    void grew();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QPlainTextEdit *m_field;
    bool m_composing = false;
    int m_lines = 1;
};

} // namespace nia::widgets
