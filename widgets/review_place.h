// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/review_queue.h"
#include "views/review_rows.h"
#include "widgets/place.h"

#include <QPointer>

#include <optional>

class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace nia::widgets {

class DifferencesPanel;
class EmptyPage;
class QueryBox;
class ReaderPane;
class RecordList;
class ReviewFoot;
class Settings;

/// Where records that annotators answered differently are decided: the queue, the text, the answers side by side, and below
/// them reason, clause and Decide. A digit takes a card, Enter confirms the decision and goes on.
class ReviewPlace : public Place
{
    Q_OBJECT
public:
    explicit ReviewPlace(Settings &settings, QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    void setSession(views::Session *session) override;
    void setLanguage(const QString &language) override;
    bool act(const QString &action, const QKeyEvent *event) override;
    bool plainKey(QKeyEvent &event) override;
    void entered() override;
    void leaveField() override;
    void nextPane(int steps) override;

    void refresh(); ///< lists anew: after a merge, or what was answered elsewhere
    void take(int card); ///< from 1
    void editAnswer(); ///< another answer than those given
    void decide(); ///< says what is missing where something is
    [[nodiscard]] const views::ReviewQueue &queue() const { return *m_queue; }
    [[nodiscard]] const std::optional<workspace::Answer> &chosen() const { return m_chosen; }
    [[nodiscard]] QueryBox &query() const { return *m_query; }
    [[nodiscard]] ReviewFoot &foot() const { return *m_foot; }
    [[nodiscard]] DifferencesPanel &panel() const { return *m_panel; }
    [[nodiscard]] QString message() const; ///< said last

signals:
    void mergeWanted(); ///< there is nothing to review: a colleague's bundle may bring some

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Page { FilledPage, EmptyPageAt, WaitingPage, FailedPage };
    void build();
    QWidget *buildLeft();
    void showState();
    void showRecord();
    void showDifference();
    void showFoot();
    void showRaw();
    void toggleRaw();
    void toggleFlag();
    void writeComment();
    void tell(const QString &text, Tone tone = Tone::Quiet);
    [[nodiscard]] const workspace::Question *question() const;

    Settings &m_settings;
    QPointer<views::Session> m_session;
    views::ReviewQueue *m_queue;
    views::ReviewRows *m_rows;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_left = nullptr;
    QSplitter *m_split = nullptr;
    QueryBox *m_query = nullptr;
    RecordList *m_list = nullptr;
    ReaderPane *m_pane = nullptr;
    QScrollArea *m_scroll = nullptr;
    DifferencesPanel *m_panel = nullptr;
    ReviewFoot *m_foot = nullptr;
    EmptyPage *m_empty = nullptr, *m_waiting = nullptr, *m_failed = nullptr;
    QLabel *m_count = nullptr, *m_decidedCount = nullptr;
    QString m_language = QStringLiteral("en"), m_message;
    std::optional<workspace::Answer> m_chosen; ///< for the current difference, not yet decided
    std::string m_question; ///< that m_chosen answers
    std::optional<RecordId> m_inPane;
    bool m_hinted = false;
};

} // namespace nia::widgets
