// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/session.h"

#include <QCoreApplication>

namespace nia::views {

using workspace::Appended;
using workspace::Store;

StoreThread::StoreThread(QObject *parent)
    : QObject(parent), m_there(new QObject), m_store(std::make_shared<std::unique_ptr<Store>>())
{
    m_there->moveToThread(&m_thread);
    m_thread.start();
}

StoreThread::~StoreThread()
{
    QMetaObject::invokeMethod(m_there, [store = m_store] { store->reset(); });
    QMetaObject::invokeMethod(m_there, [thread = &m_thread] { thread->quit(); });
    m_thread.wait();
    delete m_there;
}

void StoreThread::run(std::function<void(std::unique_ptr<Store> &)> job)
{
    QMetaObject::invokeMethod(m_there, [store = m_store, job = std::move(job)] { job(*store); });
}

Session::Session(QObject *parent) : QObject(parent)
{
    constexpr int kIdleMs = 5000;
    constexpr int kLookMs = 1000;
    m_idle.setSingleShot(true);
    m_idle.setInterval(kIdleMs);
    m_watch.setInterval(kLookMs);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_writer.run([](std::unique_ptr<Store> &store) {
            if (store)
                static_cast<void>(store->checkpoint()); // tried again after the next answer and on closing
        });
    });
    connect(&m_watch, &QTimer::timeout, this, &Session::look);
}

Session::~Session()
{
    // What waits was pressed by a person: write it before the threads end. Results are no longer awaited.
    for (Job &job : m_waiting) {
        m_writer.run([write = std::move(job.write)](std::unique_ptr<Store> &store) {
            if (store)
                static_cast<void>(write(*store));
        });
    }
}

QObject *Session::guiSide()
{
    return QCoreApplication::instance();
}

void Session::open(const SessionOptions &options)
{
    struct Found {
        std::optional<Error> error;
        workspace::Schema schema;
        std::string schemaVersion, workspaceId;
        std::int64_t version = -1;
    };
    m_options = options;
    m_writer.run([self = QPointer<Session>(this), options](std::unique_ptr<Store> &mine) {
        Found found;
        if (auto made = Store::open(options.path, storeOptions(options))) {
            mine = std::make_unique<Store>(*std::move(made));
            found.schema = mine->schema();
            found.schemaVersion = mine->schemaVersion();
            found.workspaceId = mine->workspaceId();
            found.version = mine->dataVersion().value_or(-1);
        } else {
            found.error = std::move(made).error();
        }
        QMetaObject::invokeMethod(guiSide(), [self, found = std::move(found)] {
            if (!self)
                return;
            if (found.error) {
                emit self->openFailed(*found.error);
                return;
            }
            self->m_schema = found.schema;
            self->m_schemaVersion = found.schemaVersion;
            self->m_workspaceId = found.workspaceId;
            self->m_version = found.version;
            self->openReaders();
        });
    });
}

void Session::openReaders()
{
    const auto reading = [options = m_options](std::unique_ptr<Store> &mine) -> std::optional<Error> {
        auto made = Store::open(options.path, storeOptions(options));
        if (!made)
            return std::move(made).error();
        mine = std::make_unique<Store>(*std::move(made));
        return std::nullopt;
    };
    m_scanner.run([reading](std::unique_ptr<Store> &mine) { static_cast<void>(reading(mine)); });
    m_reader.run([self = QPointer<Session>(this), reading](std::unique_ptr<Store> &mine) {
        QMetaObject::invokeMethod(guiSide(), [self, why = reading(mine)] {
            if (!self)
                return;
            if (why) {
                emit self->openFailed(*why);
                return;
            }
            self->m_open = true;
            self->m_watch.start();
            for (auto &each : std::exchange(self->m_early, {}))
                each();
            emit self->opened();
        });
    });
}

Session::Ticket Session::give(std::function<Written(Store &)> write, Act act)
{
    m_waiting.push_back({++m_last, std::move(write), act});
    setSaving(Saving::Busy);
    next();
    return m_last;
}

void Session::next()
{
    if (m_writing || m_waiting.empty())
        return;
    m_writing = true;
    const Job job = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_writer.run([self = QPointer<Session>(this), job](std::unique_ptr<Store> &store) {
        Written written = store ? job.write(*store) : Written(fail(Kind::NotAllowed, {"no workspace is open"}));
        QMetaObject::invokeMethod(guiSide(), [self, job, written = std::move(written)] {
            if (self)
                self->finished(job, written);
        });
    });
}

void Session::finished(const Job &job, const Written &written)
{
    m_writing = false;
    if (!written) {
        if (job.act != Act::Write && written.error().kind == Kind::NotFound) {
            // There was nothing to take back: the file is as it was, and what waits does not rest on it.
            if (m_waiting.empty())
                setSaving(Saving::Saved);
            next();
            emit refused(job.ticket, written.error());
            return;
        }
        const std::deque<Job> others = std::exchange(m_waiting, {});
        setSaving(Saving::Failed);
        emit refused(job.ticket, written.error());
        for (const Job &each : others)
            emit refused(each.ticket, written.error());
        return;
    }
    QList<qint64> records;
    QStringList questions;
    for (const Appended &each : *written) {
        if (!each.question.empty() && each.retracted.empty())
            questions.append(QString::fromStdString(each.question));
        if (!records.contains(number(each.record)))
            records.append(number(each.record));
    }
    if (m_waiting.empty()) {
        setSaving(Saving::Saved);
        m_idle.start();
    }
    next();
    emit confirmed(job.ticket, records);
    emit changed(records);
    if (!questions.isEmpty())
        emit answered(questions);
    if (job.act == Act::Write || job.act == Act::Clear || written->empty())
        return;
    const qint64 record = number(written->back().record);
    const QString question = QString::fromStdString(written->back().question);
    if (job.act == Act::Undo)
        emit undone(record, question);
    else
        emit decisionUndone(record, question);
}

void Session::setSaving(Saving state)
{
    if (std::exchange(m_saving, state) != state)
        emit savingChanged(state);
}

/// Other processes (nia import, nia bundle merge) and tasks of this one write while the window is open.
void Session::look()
{
    struct Seen {
        std::int64_t version = -1;
        std::optional<workspace::Schema> schema;
        std::string schemaVersion;
    };
    m_writer.run([self = QPointer<Session>(this), before = m_version,
                  schemaBefore = m_schemaVersion](std::unique_ptr<Store> &store) {
        const auto version = store ? store->dataVersion() : Result<std::int64_t>(before);
        if (!version || *version == before || !store->refresh())
            return; // busy: the next look sees it
        Seen seen{.version = *version, .schemaVersion = store->schemaVersion()};
        if (seen.schemaVersion != schemaBefore)
            seen.schema = store->schema();
        QMetaObject::invokeMethod(guiSide(), [self, seen = std::move(seen)] {
            if (!self || self->m_version == seen.version)
                return;
            self->m_version = seen.version;
            if (seen.schema) {
                const auto refresh = [](std::unique_ptr<Store> &mine) {
                    if (mine)
                        static_cast<void>(
                            mine->refresh()); // opening it again is the remedy; the old questions still read
                };
                self->m_reader.run(refresh);
                self->m_scanner.run(refresh);
                self->m_schema = *seen.schema;
                self->m_schemaVersion = seen.schemaVersion;
                emit self->schemaChanged();
            }
            emit self->changed({});
        });
    });
}

} // namespace nia::views
