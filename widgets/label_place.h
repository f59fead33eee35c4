// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/labelling.h"
#include "views/record_list_model.h"
#include "views/suggester.h"
#include "widgets/place.h"

#include <QPointer>

#include <functional>
#include <optional>

class QScrollArea;

namespace nia::widgets {

class LabelBar;
class QueryBox;
class QuestionsPanel;
class ReaderPane;
class RecordList;
class Settings;

/// Where records are labelled: the list, the text, the questions. Shows what a Labelling holds and sends it the keys.
class LabelPlace : public Place
{
    Q_OBJECT
public:
    explicit LabelPlace(Settings &settings, views::TaskList &tasks, QWidget *parent = nullptr);
    ~LabelPlace() override; ///< letters that have not settled and a comment that is being written are kept

    [[nodiscard]] QString title() const override;
    void setSession(views::Session *session) override;
    void setLanguage(const QString &language) override;
    bool act(const QString &action, const QKeyEvent *event) override;
    bool plainKey(QKeyEvent &event) override;
    void entered() override;
    void leaving() override;
    void leaveField() override;
    void nextPane(int steps) override;

    void openRecord(RecordId record); ///< also one that is not in the list
    /// Where work went on last time: opened first, when the session is there.
    void setStart(RecordId record) { m_start = record; }
    void setQuery(const QString &query);

    [[nodiscard]] const views::Labelling &labelling() const { return m_labelling; }
    [[nodiscard]] const views::RecordListModel &records() const { return *m_model; }
    [[nodiscard]] const views::Suggester &suggester() const { return m_suggester; } ///< trainingChanged(): for the rail
    [[nodiscard]] std::optional<RecordId> current() const { return m_labelling.recordId(); }
    [[nodiscard]] bool isShowing() const { return m_labelling.shown() != nullptr && !m_labelling.isReading(); }
    [[nodiscard]] ReaderPane &pane() const { return *m_pane; }
    [[nodiscard]] QuestionsPanel &questions() const { return *m_questions; }
    [[nodiscard]] RecordList &list() const { return *m_list; }
    [[nodiscard]] QueryBox &query() const { return *m_query; }
    [[nodiscard]] LabelBar &bar() const { return *m_bar; }

signals:
    void recordShown(qint64 record, const QString &preview); ///< for the next start
    void learning(const QString &words); ///< what the model is doing, "" for nothing

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Action = std::function<void()>;
    void build();
    void connectParts();
    void connectSession();
    void fillActions();
    void takeSettings();
    void arrange();
    void setDrawer(bool open);
    void focusText();
    void count(bool active);
    // the list
    void loaded();
    void findStart();
    void move(int rows);
    void openRow(int row);
    void follow(int row);
    void goOn();
    [[nodiscard]] int currentRow() const;
    // the record
    void shown();
    void changed();
    void showEmpty();
    void emptyAction();
    void showRaw();
    void skip(const QString &reason);
    void toggleFlag();
    void toggleWhy();
    void clearReasons();
    void broughtBack(qint64 record, const Error &error, int answers);
    void undone(qint64 record, const QString &question);
    [[nodiscard]] QString titleOf(const workspace::Question &question) const;

    Settings &m_settings;
    QPointer<views::Session> m_session;
    views::RecordListModel *m_model;
    views::Labelling m_labelling;
    views::Suggester m_suggester;
    QHash<QString, Action> m_actions;
    QWidget *m_left = nullptr, *m_right = nullptr;
    QueryBox *m_query = nullptr;
    RecordList *m_list = nullptr;
    ReaderPane *m_pane = nullptr;
    QuestionsPanel *m_questions = nullptr;
    QScrollArea *m_scroll = nullptr;
    LabelBar *m_bar = nullptr;
    QString m_language = QStringLiteral("en");
    std::optional<RecordId> m_start;
    std::optional<std::pair<RecordId, std::string>> m_reasons; ///< what the marks in the text explain
    int m_row = -1;
    quint64 m_undo = 0; ///< the ticket of the last one
    bool m_narrow = false, m_drawer = false, m_following = false, m_broughtBack = false;
};

} // namespace nia::widgets
