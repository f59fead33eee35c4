// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/session.h"

#include <QCoreApplication>

#include <algorithm>

namespace nia::views {

using workspace::Appended;
using workspace::Draft;
using workspace::Store;

StoreThread::StoreThread(QObject *parent)
    : QObject(parent)
    , m_there(new QObject)
    , m_store(std::make_shared<std::unique_ptr<Store>>())
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

Session::Session(QObject *parent)
    : QObject(parent)
{
    constexpr int kIdleMs = 5000;
    constexpr int kLookMs = 1500;
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
    m_options = options;
    const workspace::StoreOptions store{.device = options.device, .clock = options.clock, .vfs = options.vfs};
    const QPointer<Session> self(this);
    m_writer.run([self, store, path = options.path](std::unique_ptr<Store> &mine) {
        auto made = Store::open(path, store);
        std::optional<Error> error;
        workspace::Schema schema;
        if (made) {
            mine = std::make_unique<Store>(*std::move(made));
            schema = mine->schema();
        } else {
            error = std::move(made).error();
        }
        QMetaObject::invokeMethod(guiSide(), [self, error, schema, store, path] {
            if (!self)
                return;
            if (error) {
                emit self->openFailed(*error);
                return;
            }
            self->m_schema = schema;
            self->m_reader.run([self, store, path](std::unique_ptr<Store> &reading) {
                auto second = Store::open(path, store);
                std::optional<Error> why;
                if (second)
                    reading = std::make_unique<Store>(*std::move(second));
                else
                    why = std::move(second).error();
                QMetaObject::invokeMethod(guiSide(), [self, why] {
                    if (!self)
                        return;
                    if (why) {
                        emit self->openFailed(*why);
                        return;
                    }
                    self->m_open = true;
                    self->m_watch.start();
                    emit self->opened();
                });
            });
        });
    });
}

Session::Ticket Session::append(std::vector<Draft> drafts)
{
    for (Draft &draft : drafts) {
        if (draft.annotator.empty())
            draft.annotator = m_options.annotator;
    }
    m_redo.clear();
    return give([drafts = std::move(drafts)](Store &store) { return store.append(drafts); }, false);
}

Session::Ticket Session::clear(RecordId record, const std::string &question)
{
    m_redo.clear();
    return give(
        [record, question, who = m_options.annotator](Store &store) -> Written {
            NIA_ASSIGN(Appended done, store.clear(who, record, question));
            return std::vector{std::move(done)};
        },
        false);
}

Session::Ticket Session::undo()
{
    const QPointer<Session> self(this);
    return give(
        [self, who = m_options.annotator](Store &store) -> Written {
            NIA_ASSIGN(Appended done, store.undo(who));
            // What was taken back, so that redo can say it again.
            std::vector<Draft> again;
            NIA_TRY(workspace::eachEvent(store, done.record, [&](const EventId &id, std::string_view bytes) -> Result<void> {
                if (std::ranges::find(done.retracted, id.hex()) == done.retracted.end())
                    return {};
                NIA_ASSIGN(const workspace::Event event, workspace::Event::parse(bytes));
                Draft draft{.kind = event.kind, .annotator = event.annotator, .record = done.record, .question = event.question};
                if (event.kind == "label") {
                    const workspace::Question *question = store.schema().question(event.question);
                    if (question == nullptr)
                        return {};
                    const Json *value = event.body.find(workspace::answerMember(question->kind));
                    if (value == nullptr)
                        return {};
                    NIA_ASSIGN(draft.answer, workspace::answerFromJson(question->kind, *value));
                } else if (const Json *why = event.body.find("reason"); why != nullptr && why->isString()) {
                    draft.reason = why->string();
                }
                again.push_back(std::move(draft));
                return {};
            }));
            QMetaObject::invokeMethod(guiSide(), [self, again] {
                if (self && !again.empty())
                    self->m_redo.push_back(again);
            });
            return std::vector{std::move(done)};
        },
        true);
}

Session::Ticket Session::redo()
{
    if (m_redo.empty())
        return 0;
    std::vector<Draft> drafts = std::move(m_redo.back());
    m_redo.pop_back();
    return give([drafts = std::move(drafts)](Store &store) { return store.append(drafts); }, false);
}

Session::Ticket Session::give(std::function<Written(Store &)> write, bool isUndo)
{
    m_waiting.push_back({++m_last, std::move(write), isUndo});
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
        const std::deque<Job> others = std::exchange(m_waiting, {});
        const bool nothingToUndo = job.isUndo && written.error().kind == Kind::NotFound;
        setSaving(nothingToUndo ? Saving::Saved : Saving::Failed);
        emit refused(job.ticket, written.error());
        for (const Job &each : others)
            emit refused(each.ticket, written.error());
        return;
    }
    QList<qint64> records;
    for (const Appended &each : *written) {
        if (!records.contains(number(each.record)))
            records.append(number(each.record));
    }
    if (m_waiting.empty()) {
        setSaving(Saving::Saved);
        m_idle.start();
    }
    next();
    emit confirmed(job.ticket, records);
    if (job.isUndo && !written->empty())
        emit undone(number(written->front().record), QString::fromStdString(written->front().question));
    emit changed(records);
}

void Session::setSaving(Saving state)
{
    if (std::exchange(m_saving, state) != state)
        emit savingChanged(state);
}

/// Other processes (nia import, nia bundle merge) may write while the window is open.
void Session::look()
{
    m_writer.run([self = QPointer<Session>(this)](std::unique_ptr<Store> &store) {
        if (!store)
            return;
        const auto version = store->dataVersion();
        if (!version)
            return;
        QMetaObject::invokeMethod(guiSide(), [self, now = *version] {
            if (self && std::exchange(self->m_version, now) != now)
                emit self->changed({});
        });
    });
}

} // namespace nia::views
