// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/session.h"

#include "views/review_list.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace nia::views {

using workspace::Appended;
using workspace::Draft;
using workspace::Store;

namespace {

/// What an undone event said, so that redo can say it again; nothing for a question that is gone.
Result<std::optional<Draft>> draftAgain(const Store &store, RecordId record, std::string_view bytes)
{
    NIA_ASSIGN(const workspace::Event event, workspace::Event::parse(bytes));
    Draft draft{.kind = event.kind, .annotator = event.annotator, .record = record, .question = event.question};
    if (event.kind != "label") {
        draft.reason = event.body["reason"].string();
        return draft;
    }
    const workspace::Question *question = store.schema().question(event.question);
    const Json *value = question == nullptr ? nullptr : event.body.find(workspace::answerMember(question->kind));
    if (value == nullptr)
        return std::nullopt;
    NIA_ASSIGN(draft.answer, workspace::answerFromJson(question->kind, *value));
    draft.comment = event.body["comment"].string();
    if (const Json &beside = event.body["suggestion"]; beside.isObject()) {
        draft.suggestion = workspace::ShownSuggestion{.answer = beside["answer"],
                                                      .p = beside["p"].real(),
                                                      .model = beside["model"].string(),
                                                      .shown = beside["shown"].boolean()};
    }
    return draft;
}

} // namespace

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

Session::Ticket Session::append(std::vector<Draft> drafts)
{
    for (Draft &draft : drafts) {
        if (draft.annotator.empty())
            draft.annotator = m_options.annotator;
    }
    m_redo.clear();
    return write(std::move(drafts));
}

Session::Ticket Session::clear(RecordId record, const std::string &question)
{
    m_redo.clear();
    return give(
        [record, question, who = m_options.annotator](Store &store) -> Written {
            NIA_ASSIGN(Appended done, store.clear(who, record, question));
            return std::vector{std::move(done)};
        },
        Act::Write);
}

Session::Ticket Session::undoDecision(std::optional<std::pair<RecordId, std::string>> of)
{
    return give(
        [of = std::move(of), who = m_options.annotator](Store &store) -> Written {
            auto place = of;
            if (!place) {
                NIA_ASSIGN(place, lastDecision(store, who));
            }
            if (!place)
                return fail(Kind::NotFound, {"decision of", who});
            const auto &[record, question] = *place;
            NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(store, record));
            const workspace::Decision *own = nullptr;
            for (const workspace::Decision &decision : state.decisions) {
                if (decision.question == question && decision.reviewer == who)
                    own = &decision; // the newest is the last; several where copies of this workspace decided apart
            }
            if (own == nullptr)
                return fail(Kind::NotFound, {"decision of", who + " on " + question});
            const Draft draft{.kind = "retract",
                              .annotator = who,
                              .record = record,
                              .question = question,
                              .events = {own->event.hex()}};
            NIA_ASSIGN(Appended done, store.append(draft));
            done.retracted = draft.events;
            return std::vector{std::move(done)};
        },
        Act::UndoDecision);
}

Session::Ticket Session::undo()
{
    return give(
        [self = QPointer<Session>(this), who = m_options.annotator, batches = m_batches](Store &store) -> Written {
            NIA_ASSIGN(Appended first, store.undo(who));
            std::vector<Appended> done{std::move(first)};
            const auto batchOf = [&](const Appended &each) {
                const auto found = each.retracted.empty() ? batches->end() : batches->find(each.retracted.front());
                return found == batches->end() ? 0 : found->second;
            };
            const quint64 batch = batchOf(done.front());
            const auto size = std::ranges::count(*batches | std::views::values, batch);
            for (auto left = batch == 0 ? 0 : size - 1; left > 0; --left) {
                auto next = store.undo(who);
                if (!next)
                    break; // what was taken back so far is taken back, and redo gives that
                done.push_back(*std::move(next));
                if (batchOf(done.back()) != batch)
                    break;
            }
            std::erase_if(*batches, [batch](const auto &each) { return batch != 0 && each.second == batch; });
            std::vector<Draft> again;
            for (const Appended &each : done) {
                NIA_TRY(workspace::eachEvent(
                    store, each.record, [&](const EventId &id, std::string_view bytes) -> Result<void> {
                        if (!std::ranges::contains(each.retracted, id.hex()))
                            return {};
                        NIA_ASSIGN(std::optional<Draft> draft, draftAgain(store, each.record, bytes));
                        if (draft)
                            again.insert(again.begin(), *std::move(draft));
                        return {};
                    }));
            }
            QMetaObject::invokeMethod(guiSide(), [self, again] {
                if (self && !again.empty())
                    self->m_redo.push_back(again);
            });
            return done;
        },
        Act::Undo);
}

Session::Ticket Session::redo()
{
    if (m_redo.empty())
        return 0;
    std::vector<Draft> drafts = std::move(m_redo.back());
    m_redo.pop_back();
    return write(std::move(drafts));
}

Session::Ticket Session::write(std::vector<Draft> drafts)
{
    return give(
        [drafts = std::move(drafts), batches = m_batches, ticket = m_last + 1](Store &store) {
            Written written = store.append(drafts);
            if (written && written->size() > 1) {
                for (const Appended &each : *written)
                    batches->emplace(each.id.hex(), ticket);
            }
            return written;
        },
        Act::Write);
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
        const std::deque<Job> others = std::exchange(m_waiting, {});
        const bool nothingToUndo = job.act != Act::Write && written.error().kind == Kind::NotFound;
        setSaving(nothingToUndo ? Saving::Saved : Saving::Failed);
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
    if (job.act == Act::Write || written->empty())
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
