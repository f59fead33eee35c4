// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPlainTextEdit>

#include <memory>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace nia::widgets {

/// The record's object as it came, set out for people, in colours that follow the theme. Read only.
class RawView : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostCharacters = 200000; ///< of one object; the rest is left out, and said

    explicit RawView(QWidget *parent = nullptr);
    ~RawView() override;
    void setJson(const QString &pretty);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeTheme();

    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
};

} // namespace nia::widgets
