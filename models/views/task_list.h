// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "views/session.h"
#include "workspace/store.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace nia::views {

/// One long piece of work on a thread of its own, as the window shows it: a title, a bar, Cancel, a result.
/// Threads: the GUI thread only. Belongs to its TaskList, which deletes it after finished().
class Task : public QObject
{
    Q_OBJECT
public:
    enum class State { Running, Done, Failed, Cancelled };

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 done() const { return m_done; }   ///< in the unit of the work
    [[nodiscard]] qint64 total() const { return m_total; } ///< 0: not known
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } ///< Failed only
    void cancel(); ///< the work ends at its next step with what it has, and nothing half

signals:
    void progressed();
    void finished();

private:
    friend class TaskList;
    Task(QString title, QObject *parent);
    void end(std::optional<Error> error);

    QString m_title;
    State m_state = State::Running;
    qint64 m_done = 0, m_total = 0;
    std::optional<Error> m_error;
    std::shared_ptr<Progress> m_progress;
    std::unique_ptr<QThread> m_thread;
};

/// The long jobs of the window: import, merge, training, export, backup. Each has its own thread and, where it works on a
/// workspace, its own Store; several may run.
/// Threads: the GUI thread only. Destroying it cancels what runs and waits for it.
class TaskList : public QObject
{
    Q_OBJECT
public:
    explicit TaskList(QObject *parent = nullptr);
    ~TaskList() override;

    /// Runs `work` on a new thread; afterwards `done` gets its result here, unless `context` is gone, before finished().
    template<typename T>
    Task *start(const QString &title, std::function<Result<T>(Progress &)> work, QObject *context,
                std::function<void(Result<T>)> done)
    {
        return run(title,
                   [work = std::move(work), context = QPointer<QObject>(context),
                    done = std::move(done)](Progress &progress) -> Ending {
                       auto result = std::make_shared<Result<T>>(work(progress));
                       return [result, context, done]() -> std::optional<Error> {
                           const std::optional<Error> error = *result ? std::nullopt : std::optional(result->error());
                           if (context && done)
                               done(std::move(*result));
                           return error;
                       };
                   });
    }

    /// The same with a Store of the job's own on the session's file.
    template<typename T>
    Task *startOn(const SessionOptions &options, const QString &title,
                  std::function<Result<T>(workspace::Store &, Progress &)> work, QObject *context,
                  std::function<void(Result<T>)> done)
    {
        return start<T>(
            title,
            [options, work = std::move(work)](Progress &progress) -> Result<T> {
                NIA_ASSIGN(workspace::Store store, workspace::Store::open(options.path, storeOptions(options)));
                return work(store, progress);
            },
            context, std::move(done));
    }

    [[nodiscard]] const QList<Task *> &running() const { return m_running; }
    void cancelAll();

signals:
    void started(nia::views::Task *task);
    void finished(nia::views::Task *task); ///< it is deleted when control is back in the event loop

private:
    /// What is left to do on the GUI thread when the work is over; gives the work's error.
    using Ending = std::function<std::optional<Error>()>;
    Task *run(const QString &title, std::function<Ending(Progress &)> work);

    QList<Task *> m_running;
};

} // namespace nia::views
