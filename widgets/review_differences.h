// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/review_queue.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace nia::widgets {

class ReviewCard;

/// The words of an answer: titles in that language, the text of a text question, a count of spans.
[[nodiscard]] QString answerWords(const workspace::Question &question, const workspace::Answer &answer,
                                  const QString &language);

/// The questions that differ, one a row: numbered cards with who gave them and their comments, and the decision. The current
/// row has a bar at its left; decided ones fold to a line. Annotators are letters until all is decided, so that the
/// reviewer weighs answers, not names.
class DifferencesPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DifferencesPanel(QWidget *parent = nullptr);
    void show(const workspace::Schema &schema, const views::ReviewQueue &queue,
              const std::optional<workspace::Answer> &chosen, const QString &language);
    [[nodiscard]] QRect currentRect() const; ///< of the current row
    [[nodiscard]] std::vector<ReviewCard *> cards() const; ///< of the current row
    [[nodiscard]] QString decisionWords(int row) const { return m_rows[static_cast<std::size_t>(row)].decision; }

signals:
    void rowChosen(int difference);
    void cardChosen(int difference, int card); ///< card from 1

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override; ///< tooltips: what is elided

private:
    enum class State { Open, Taken, Decided, Contested, Own };
    struct Row {
        QString title, note, decision, detail;
        State state = State::Open;
        std::vector<ReviewCard *> cards; ///< none where it is folded
        bool current = false;
        QRect rect;
        QRect titleRect, decisionRect;
    };
    Row rowOf(int index, const workspace::Question &question, const views::Difference &difference,
              const views::ReviewQueue &queue, const std::optional<workspace::Answer> &chosen);
    void addCards(Row &row, int index, const workspace::Question &question, const views::Difference &difference,
                  const std::optional<workspace::Answer> &chosen);
    void layOut();
    [[nodiscard]] int wrappedHeight(const QString &words, int width) const;
    int layOutCards(const Row &row, int left, int top, int width) const; ///< gives the height
    void paintRow(QPainter &painter, const Row &row) const;
    void paintHint(QPainter &painter, const Row &row) const;
    void setPeople(const views::ReviewItem &item);
    [[nodiscard]] QString personOf(const views::Opinion &opinion) const;

    std::vector<Row> m_rows;
    std::vector<std::string> m_people; ///< of the record, by their letters
    bool m_named = false;
    QString m_language, m_caption;
};

} // namespace nia::widgets
