// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>

namespace nia::widgets {

class RawHighlighter;

/// The record's object as it came, set out for people, its pieces told apart in the theme's own colours. Read only.
class RawView : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostCharacters = 200000; ///< of one object; the rest is left out, and said
    static constexpr qsizetype kMostColoured = 40000;    ///< a longer one is shown plainly, so that nothing waits

    explicit RawView(QWidget *parent = nullptr);
    void setJson(const QString &pretty);

protected:
    void changeEvent(QEvent *event) override;

private:
    void loadDefinitions();

    RawHighlighter *m_highlighter = nullptr;
    bool m_loading = false;
};

} // namespace nia::widgets
