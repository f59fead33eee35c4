// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/task_list.h"

#include <QCoreApplication>

namespace nia::views {

Task::Task(QString title, QObject *parent) : QObject(parent), m_title(std::move(title))
{
}

void Task::cancel()
{
    m_progress->cancel();
}

void Task::end(std::optional<Error> error)
{
    m_error = std::move(error);
    m_state = !m_error ? State::Done : m_error->kind == Kind::Interrupted ? State::Cancelled : State::Failed;
    if (m_state != State::Failed)
        m_error.reset();
    emit finished();
}

TaskList::TaskList(QObject *parent) : QObject(parent)
{
}

TaskList::~TaskList()
{
    cancelAll();
    for (Task *task : std::as_const(m_running))
        task->m_thread->wait();
}

void TaskList::cancelAll()
{
    for (Task *task : std::as_const(m_running))
        task->cancel();
}

Task *TaskList::run(const QString &title, std::function<Ending(Progress &)> work)
{
    auto *task = new Task(title, this);
    // What threads post goes to the application and finds the task by a guarded pointer: it may be gone by then.
    const QPointer<Task> guarded(task);
    QObject *here = QCoreApplication::instance();
    task->m_progress = std::make_shared<Progress>([guarded, here](const Progress::State &state) {
        QMetaObject::invokeMethod(here, [guarded, state] {
            if (!guarded || guarded->m_state != Task::State::Running)
                return;
            guarded->m_done = state.done;
            guarded->m_total = state.total;
            emit guarded->progressed();
        });
    });
    const QPointer<TaskList> self(this);
    task->m_thread.reset(QThread::create([self, guarded, here, work = std::move(work), progress = task->m_progress] {
        Ending ending = work(*progress);
        QMetaObject::invokeMethod(here, [self, guarded, ending = std::move(ending)] {
            if (!guarded)
                return;
            guarded->m_thread->wait();
            guarded->end(ending());
            if (self) {
                self->m_running.removeOne(guarded.data());
                emit self->finished(guarded.data());
            }
            if (guarded)
                guarded->deleteLater();
        });
    }));
    m_running.append(task);
    task->m_thread->start();
    emit started(task);
    return task;
}

} // namespace nia::views
