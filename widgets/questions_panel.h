// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/labelling.h"
#include "widgets/questions_lines.h"

#include <QWidget>

#include <functional>
#include <set>

class QPainter;

namespace nia::widgets {

class NoteField;

/// The questions of the record that is labelled, painted from a Labelling: the one that is being answered is open, the
/// others are a line each. A click is told, keys belong to the place; only the field of a text question takes letters.
class QuestionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit QuestionsPanel(const views::Labelling &labelling, QWidget *parent = nullptr);
    void setLanguage(const QString &language);
    /// Whether a model's numbers may be shown.
    void setCalibrated(std::function<bool(const std::string &model)> calibrated)
    {
        m_calibrated = std::move(calibrated);
    }
    void setGuideline(bool open);
    [[nodiscard]] bool isGuidelineOpen() const { return m_guideline; }
    void setReasonsShown(bool shown); ///< what "why?" says
    void setTakeKey(const QString &cap);
    void refresh(); ///< after any change
    void editText(const QString &question); ///< the caret goes into its field
    [[nodiscard]] bool leaveText(); ///< true: the caret was in a field

    [[nodiscard]] QRect rectOf(const QString &question, const QString &answer) const;
    [[nodiscard]] QRect focusedRect() const { return m_layout.focused; }
    [[nodiscard]] const std::vector<QuestionLine> &lines() const { return m_layout.lines; }
    [[nodiscard]] NoteField &field() const { return *m_field; }
    /// What pressing the row does: an answer is given, a folded question opens, the suggestion of nothing is taken.
    void press(const QuestionLine &line);
    [[nodiscard]] static bool isPressable(const QuestionLine &line);
    [[nodiscard]] QString about(const QuestionLine &line) const; ///< "suggested, 0.91 · high"; "" for most rows

signals:
    void chosen(const QString &question, const QString &answer);
    void focusWanted(const QString &question);
    void textGiven(const QString &question, const QString &text);
    void textDone(); ///< Enter in a text question's field
    void takeWanted();
    void whyWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void placeField();
    void setUnder(int line);
    [[nodiscard]] int lineAt(const QPoint &point) const;
    [[nodiscard]] QString spoken(const QuestionLine &line) const;
    void paintLine(QPainter &painter, const QuestionLine &line, bool under) const;
    void paintFolded(QPainter &painter, const QuestionLine &line, bool under) const;
    void paintAnswer(QPainter &painter, const QuestionLine &line, bool under) const;
    void paintSuggestion(QPainter &painter, const QuestionLine &line, const QRect &rect) const;
    void paintClause(QPainter &painter, const QuestionLine &line) const;
    [[nodiscard]] QRect whyRect(const QuestionLine &line) const;
    [[nodiscard]] QRect takeRect(const QuestionLine &line) const;
    [[nodiscard]] QString strength(const views::VisibleSuggestion &suggestion) const; ///< "0.91 · high", "high"
    [[nodiscard]] int barsWidth(const QuestionLine &line) const;

    const views::Labelling &m_labelling;
    std::function<bool(const std::string &)> m_calibrated;
    QuestionsLayout m_layout;
    std::set<QString> m_toldRows; ///< to screen readers
    QString m_language = QStringLiteral("en"), m_takeKey, m_fieldQuestion;
    NoteField *m_field;
    int m_under = -1;
    QPoint m_pointer;
    bool m_guideline = false, m_reasons = false;
};

} // namespace nia::widgets
