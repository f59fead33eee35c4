// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/answer_flow.h"

#include <QScrollArea>

namespace nia::widgets {

/// The questions and answers of the record, painted from an AnswerFlow. A click on an answer is told, keys belong to the place.
class QuestionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit QuestionsPanel(const views::AnswerFlow &flow, QWidget *parent = nullptr);
    void setLanguage(const QString &language) { m_language = language; }
    void refresh(); ///< after any change of the flow
    [[nodiscard]] QRect rectOf(const QString &question, const QString &answer) const;
    [[nodiscard]] QRect focusedRect() const { return m_focused; }

signals:
    void chosen(const QString &question, const QString &answer);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line {
        QRect rect;
        const workspace::Question *question = nullptr;
        const workspace::AnswerOption *answer = nullptr; ///< nullptr: the question's own line
        QString key;
        bool chosen = false;
    };
    void layOut();

    const views::AnswerFlow &m_flow;
    QString m_language = QStringLiteral("en");
    std::vector<Line> m_lines;
    QRect m_focused;
    int m_under = -1;
};

} // namespace nia::widgets
