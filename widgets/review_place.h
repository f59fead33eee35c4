// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/record_list_model.h"
#include "views/review_queue.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QComboBox;
class QKeyEvent;
class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QPushButton;

namespace nia::widgets {

class DifferencesPanel;

/// Where records that annotators answered differently are decided: the list, the text, the answers side by side, and below
/// them reason, clause and Decide. A digit takes a card, Enter confirms the decision and goes on.
class ReviewPlace : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewPlace(QWidget *parent = nullptr);
    void setSession(views::Session *session);
    void setLanguage(const QString &language); ///< of questions and answers: "vi", "en"
    [[nodiscard]] const views::ReviewQueue &queue() const { return *m_queue; }
    void take(int card); ///< from 1
    void editAnswer(); ///< another answer than those given
    void decide(); ///< says what is missing where something is
    [[nodiscard]] QString message() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    QWidget *buildFoot();
    bool key(QKeyEvent &event);
    bool act(const QString &action, const QKeyEvent &event);
    void showRecord();
    void showDifference();
    void fillClauses();
    void offerClause();
    void showCount();
    void say(const QString &text);
    [[nodiscard]] const workspace::Question *question() const;

    QPointer<views::Session> m_session;
    views::ReviewQueue *m_queue;
    views::RecordListModel *m_model;
    QListView *m_list = nullptr;
    QPlainTextEdit *m_reader = nullptr;
    QLabel *m_about = nullptr, *m_message = nullptr, *m_empty = nullptr, *m_count = nullptr;
    DifferencesPanel *m_panel = nullptr;
    QLineEdit *m_reason = nullptr;
    QComboBox *m_clause = nullptr;
    QPushButton *m_decide = nullptr;
    QWidget *m_filled = nullptr;
    QString m_language = QStringLiteral("en");
    std::optional<workspace::Answer> m_chosen; ///< for the current difference, not yet decided
};

} // namespace nia::widgets
