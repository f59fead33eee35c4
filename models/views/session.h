// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "workspace/labels.h"
#include "workspace/records.h"
#include "workspace/store.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace nia::views {

/// A thread with a store of its own. Jobs run in order.
class StoreThread : public QObject
{
    Q_OBJECT
public:
    explicit StoreThread(QObject *parent = nullptr);
    ~StoreThread() override; ///< waits for the jobs that were given
    /// Runs on the thread with the store, which is null until openStore() has worked there.
    void run(std::function<void(std::unique_ptr<workspace::Store> &)> job);

private:
    QThread m_thread;
    QObject *m_there;
    std::shared_ptr<std::unique_ptr<workspace::Store>> m_store;
};

struct SessionOptions {
    std::filesystem::path path;
    std::string device = "local";
    std::string annotator;
    std::string vfs;              ///< tests
    const Clock *clock = nullptr; ///< nullptr: the system's
};

/// How a thread opens its own store on the session's file.
[[nodiscard]] inline workspace::StoreOptions storeOptions(const SessionOptions &options)
{
    return {.device = options.device, .clock = options.clock, .vfs = options.vfs};
}

/// An open workspace as the window sees it. One thread writes, one reads what is shown, one answers long questions (counts,
/// queries, previews), each with a store of its own; the thread of this object never waits for the disk.
///
/// At most one answer is unconfirmed (design.md, promise 1): while one is being written, later ones wait in order, bound
/// to the records they were given for. After one that could not be written the waiting ones are refused as well, since
/// they may rest on it; where there was only nothing to take back (NotFound), they are written.
/// Threads: the GUI thread only.
class Session : public QObject
{
    Q_OBJECT
public:
    enum class Saving { Saved, Busy, Failed };
    using Ticket = quint64;

    explicit Session(QObject *parent = nullptr);
    ~Session() override; ///< everything that was given is written first; then the file stands alone

    void open(const SessionOptions &options);
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] const SessionOptions &options() const { return m_options; }
    [[nodiscard]] const workspace::Schema &schema() const { return m_schema; }
    [[nodiscard]] const std::string &schemaVersion() const { return m_schemaVersion; }
    [[nodiscard]] const std::string &workspaceId() const { return m_workspaceId; }
    [[nodiscard]] Saving saving() const { return m_saving; }

    /// The annotator is filled in where it is empty. A decision replaces those that this session has written on the same
    /// record and question, also those that were still waiting when it was made.
    Ticket append(std::vector<workspace::Draft> drafts);
    Ticket clear(RecordId record, const std::string &question);
    /// Takes back what the newest ticket of this annotator wrote: answers that were written together (confirming writes
    /// several) go together, each by a retract of its own.
    Ticket undo();
    /// Gives the answer again that the last undo() took back: a new label. Nothing after another answer.
    Ticket redo();
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    /// Takes back the newest standing decision of this annotator (on that record and question), by a retract; decided
    /// differently before, that counts again. NotFound: there is none. Not undo()'s business: decisions are no labels.
    Ticket undoDecision(std::optional<std::pair<RecordId, std::string>> of = {});
    void look(); ///< a task of this window has written: changed() comes now, not with the next look in a second

    /// Runs `job` on the reading thread and `done` here with its result, unless `context` is gone by then. For short
    /// reads only (a record, a page): what is to be painted waits behind it. What is asked before the workspace is open
    /// is read as soon as it is, so that whoever waits for the answer gets it.
    template<typename T>
    void read(QObject *context, std::function<T(workspace::Store &)> job, std::function<void(T)> done)
    {
        ask<T>(&Session::m_reader, context, std::move(job), std::move(done));
    }
    /// The same for long questions, one after the other: hold a Progress in `job` and cancel it when it is out of date.
    template<typename T>
    void scan(QObject *context, std::function<T(workspace::Store &)> job, std::function<void(T)> done)
    {
        ask<T>(&Session::m_scanner, context, std::move(job), std::move(done));
    }

signals:
    void opened();
    void openFailed(const nia::Error &error);
    void confirmed(quint64 ticket, const QList<qint64> &records);
    void refused(quint64 ticket, const nia::Error &error);
    void undone(qint64 record, const QString &question); ///< after changed()
    void decisionUndone(qint64 record, const QString &question); ///< the same of undoDecision()
    void changed(const QList<qint64> &records); ///< empty: anything may have changed
    void answered(const QStringList &questions); ///< labels of this annotator were written
    void savingChanged(nia::views::Session::Saving state);
    void schemaChanged(); ///< another process set the questions anew

private:
    using Written = Result<std::vector<workspace::Appended>>;
    enum class Act { Write, Clear, Undo, UndoDecision };
    struct Job {
        Ticket ticket = 0;
        std::function<Written(workspace::Store &)> write;
        Act act = Act::Write;
    };
    /// Which events were written together; lives on the writing thread.
    using Batches = std::map<std::string, quint64>;
    using Events = std::set<std::string>;
    static QObject *guiSide();
    template<typename T>
    void ask(StoreThread Session::*thread, QObject *context, std::function<T(workspace::Store &)> job,
             std::function<void(T)> done)
    {
        if (!m_open) {
            // The thread has no store yet and would let the question drop.
            m_early.push_back([this, thread, context = QPointer<QObject>(context), job = std::move(job),
                               done = std::move(done)]() mutable {
                if (context)
                    ask<T>(thread, context, std::move(job), std::move(done));
            });
            return;
        }
        (this->*thread)
            .run([context = QPointer<QObject>(context), job = std::move(job),
                  done = std::move(done)](std::unique_ptr<workspace::Store> &store) {
                if (!store)
                    return;
                auto result = std::make_shared<T>(job(*store));
                QMetaObject::invokeMethod(guiSide(), [context, done, result] {
                    if (context)
                        done(std::move(*result));
                });
            });
    }
    void openReaders();
    Ticket write(std::vector<workspace::Draft> drafts);
    Ticket give(std::function<Written(workspace::Store &)> write, Act act);
    void next();
    void finished(const Job &job, const Written &written);
    void setSaving(Saving state);

    StoreThread m_writer, m_reader, m_scanner;
    SessionOptions m_options;
    workspace::Schema m_schema;
    std::string m_schemaVersion, m_workspaceId;
    std::shared_ptr<Batches> m_batches = std::make_shared<Batches>();
    std::shared_ptr<Events> m_decisions = std::make_shared<Events>(); ///< written here; lives on the writing thread
    std::deque<Job> m_waiting;
    std::vector<std::function<void()>> m_early; ///< asked before the workspace was open
    std::vector<std::vector<workspace::Draft>> m_redo;
    QTimer m_idle, m_watch;
    std::int64_t m_version = -1;
    Ticket m_last = 0;
    quint64 m_given = 0; ///< answers, so that an undo knows whether one was given since
    Saving m_saving = Saving::Saved;
    bool m_open = false, m_writing = false;
};

} // namespace nia::views
