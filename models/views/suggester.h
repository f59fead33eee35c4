// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/model.h"
#include "views/session.h"
#include "views/task_list.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace nia::views {

/// Which pieces of a record's text spoke for a suggestion.
struct Reasons {
    struct Piece {
        std::int64_t begin = 0, end = 0; ///< code points of the text
        double weight = 0;               ///< part of the strongest, in (0, 1]
    };
    std::vector<Piece> pieces; ///< in text order
};

/// Learns from the answers in the background and makes suggestions for the records that come next, so that they stand
/// there when a record is shown (domain/learning.md): the first model of a question at 20 answers, then again after 20
/// more, or 60 s after a new one. In between the model takes in each confirmed answer at once, and the records next to
/// come follow: always the trained model with the answers given since, so that what is taken back is forgotten at once.
/// Works with stores of its own on threads of its own; nothing waits for it.
/// Threads: the GUI thread only.
class Suggester : public QObject
{
    Q_OBJECT
public:
    static constexpr int kEvery = 20; ///< answers between two trainings
    static constexpr int kPatienceMs = 60000; ///< a single new answer waits no longer
    static constexpr int kAhead = 200; ///< records that are suggested for at a time
    static constexpr int kNear = 20; ///< records that follow each answer at once
    static constexpr int kSmall = 2000; ///< a workspace of so many records is suggested for as a whole

    explicit Suggester(TaskList &tasks, QObject *parent = nullptr);
    ~Suggester() override; ///< what runs is cancelled

    void setSession(Session *session);
    void setEnabled(bool on); ///< off: nothing is learned (the setting "no suggestions")
    /// The records that will be shown next, in order. They are suggested for when few of them have been yet.
    void setAhead(const QList<qint64> &records);
    [[nodiscard]] bool isTraining() const { return m_task != nullptr; }
    /// Whether the model's numbers may be shown as such; else words.
    [[nodiscard]] bool isCalibrated(const std::string &model) const { return m_calibrated.contains(model); }
    /// How many records have an answer, as of the last look and with what was said and taken back since.
    [[nodiscard]] std::int64_t answers(const std::string &question) const;
    /// Explains the newest model's suggestion for that record. Empty where there is none or the text is very long.
    void explain(RecordId record, const std::string &question, QObject *context, std::function<void(Reasons)> done);

signals:
    void trainingChanged(bool training);
    void suggested(); ///< new suggestions are in the workspace

private:
    struct Known {
        std::int64_t learned = 0; ///< answers when it was last tried
        bool hasModel = false;
        bool triedNow = false;
    };
    using Model = std::shared_ptr<const suggest::Model>;
    using Models = std::map<std::string, Model>; ///< by question
    using Since = std::map<std::string, std::map<RecordId, bool>>; ///< by question; true: answered, false: taken back
    using Wanted = std::vector<RecordId>;
    struct Learned {
        Models models;
        std::map<std::string, Known> questions;
        std::map<std::string, std::vector<RecordId>> answered; ///< by question, sorted
        std::set<std::string> calibrated;
        Wanted ahead; ///< suggested for
        bool suggested = false;
        std::int64_t records = 0;
    };
    /// What is known when learning begins.
    struct Before {
        Models models;
        std::map<std::string, Known> questions;
        Since since;
        Wanted ahead, waiting; ///< waiting: those ahead that the models have not seen
        std::int64_t records = 0;
        bool patient = false;
    };
    [[nodiscard]] static Result<Learned> learn(workspace::Store &store, const Before &before, Progress &progress);
    [[nodiscard]] static Result<void> learnQuestion(workspace::Store &store, const std::string &question,
                                                    const Before &before, Learned &out, Progress &progress);
    /// The models with the answers since learned on top; the records ahead are suggested for anew.
    [[nodiscard]] static Result<Models> followed(workspace::Store &store, const Models &trained, const Since &since,
                                                 const Wanted &near);
    void answered(const QStringList &questions);
    void tookBack(qint64 record, const QString &question);
    void follow();
    void consider();
    void start(bool patient);
    void finished(Result<Learned> learned);
    void stop();
    void keepForLater(const Since &since);
    void noteChange(const std::string &question, RecordId record, bool answered);
    [[nodiscard]] bool isDueNow() const;
    [[nodiscard]] std::int64_t waitingAhead() const;

    TaskList &m_tasks;
    QPointer<Session> m_session;
    QPointer<Task> m_task;
    QTimer m_patience{this}, m_soon{this};
    std::unique_ptr<StoreThread> m_worker; ///< for follow()
    std::map<std::string, Known> m_questions;
    Models m_trained, m_models; ///< as trained; with what was learned since
    Since m_since, m_training; ///< not yet trained on; being trained on now
    std::map<std::string, std::vector<RecordId>> m_answered; ///< by question, sorted, as of the last look
    std::int64_t m_records = 0; ///< in the workspace then
    QList<qint64> m_confirmed; ///< records of the answers that are said next
    std::set<std::string> m_calibrated;
    QList<qint64> m_ahead;
    std::set<qint64> m_done; ///< suggested for by the newest models
    quint64 m_run = 0; ///< what was begun before the last stop() does not count
    bool m_enabled = true, m_whole = false, m_first = true;
    bool m_following = false, m_behind = false; ///< behind: something was answered that follow() has not taken in
};

} // namespace nia::views
