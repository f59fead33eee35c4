// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/answer_flow.h"
#include "views/record_list_model.h"
#include "views/session.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;

namespace nia::widgets {

class QuestionsPanel;

/// Where records are labelled: list, reader, questions.
class LabelPlace : public QWidget
{
    Q_OBJECT
public:
    explicit LabelPlace(QWidget *parent = nullptr);
    void setSession(views::Session *session);
    [[nodiscard]] const views::AnswerFlow &flow() const { return m_flow; }
    [[nodiscard]] RecordId current() const { return m_current; }
    [[nodiscard]] bool isShowing() const { return m_shown; } ///< the record's text and answers are there
    void showRecord(RecordId id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Loaded {
        RecordId id{};
        QString text, about;
        views::AnswerFlow::Answers own;
    };
    void build();
    bool key(QKeyEvent &event);
    bool act(const QString &action);
    void carryOut(views::FlowOutcome outcome);
    void move(int rows);
    void say(const QString &text);

    views::Session *m_session = nullptr;
    views::RecordListModel *m_model;
    views::AnswerFlow m_flow;
    QListView *m_list = nullptr;
    QPlainTextEdit *m_reader = nullptr;
    QLineEdit *m_query = nullptr;
    QLabel *m_about = nullptr, *m_message = nullptr;
    QuestionsPanel *m_panel = nullptr;
    QElapsedTimer m_clock;
    QTimer m_settle;
    RecordId m_current{};
    bool m_shown = false, m_hinted = false;
};

} // namespace nia::widgets
