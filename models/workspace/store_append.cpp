// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/version.h"
#include "workspace/store_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

Json strings(const std::vector<std::string> &list)
{
    Json out = Json::array();
    for (const std::string &text : list)
        out.push(text);
    return out;
}

Json suggestionJson(const ShownSuggestion &suggestion)
{
    return Json::object({{"answer", suggestion.answer},
                         {"p", Json(suggestion.p)},
                         {"model", Json(suggestion.model)},
                         {"shown", Json(suggestion.shown)}});
}

void setAnswer(Json &body, const Answer &answer)
{
    body.set(answerMember(answer.kind), toJson(answer));
}

Json bodyOf(const Draft &draft)
{
    Json body = Json::object();
    if (draft.kind == "label") {
        if (draft.answer)
            setAnswer(body, *draft.answer);
        if (draft.seconds)
            body.set("seconds", *draft.seconds);
        if (!draft.comment.empty())
            body.set("comment", draft.comment);
        if (draft.suggestion)
            body.set("suggestion", suggestionJson(*draft.suggestion));
    } else if (draft.kind == "adjudicate") {
        if (draft.answer)
            setAnswer(body, *draft.answer);
        if (!draft.reason.empty())
            body.set("reason", draft.reason);
        if (!draft.clauses.empty())
            body.set("clauses", strings(draft.clauses));
        body.set("seen", strings(draft.events));
    } else if (draft.kind == "retract") {
        body.set("events", strings(draft.events));
    } else if (draft.kind == "skip") {
        body.set("reason", draft.reason);
    } else if (draft.kind == "flag") {
        body.set("on", draft.on);
    } else if (draft.kind == "comment") {
        body.set("text", draft.comment);
    }
    return body;
}

} // namespace

Result<Hlc> Store::Private::lastClock()
{
    NIA_ASSIGN(const auto text, setting("clock"));
    return text ? Hlc::parse(*text) : Result<Hlc>(Hlc{});
}

Result<void> Store::Private::keepClock(const Hlc &clock)
{
    return setSetting("clock", clock.text());
}

Result<std::int64_t> Store::Private::annotator(std::string_view name)
{
    if (const auto found = people.find(name); found != people.end())
        return found->second;
    NIA_ASSIGN(Statement find, database.prepare("SELECT id FROM annotator WHERE name=?"));
    NIA_ASSIGN(const bool row, find.bind(1, name).step());
    std::int64_t id = row ? find.integer(0) : 0;
    if (!row) {
        NIA_ASSIGN(Statement insert, database.prepare("INSERT INTO annotator(name) VALUES(?)"));
        NIA_TRY(insert.bind(1, name).run());
        id = database.lastInsertRowId();
    }
    people.emplace(name, id);
    return id;
}

Result<std::int64_t> Store::Private::insertEvent(const EventId &id, std::string_view canonical, std::string_view kind,
                                                 std::string_view annotatorName, std::string_view keyBytes,
                                                 std::string_view hlc, std::string_view arrived)
{
    NIA_ASSIGN(const std::int64_t person, annotator(annotatorName));
    NIA_ASSIGN(Statement insert, database.prepare("INSERT INTO event(id,canon,kind,annotator,record_key,hlc,arrived) "
                                                  "VALUES(?,?,?,?,?,?,?)"));
    insert.bindKeptBlob(1, bytesOf(id)).bindKept(2, canonical).bindKept(3, kind).bind(4, person);
    if (!keyBytes.empty())
        insert.bindKeptBlob(5, keyBytes);
    insert.bindKept(6, hlc).bindKept(7, arrived);
    NIA_TRY(insert.run());
    return database.lastInsertRowId();
}

Result<std::vector<FoldEvent>> Store::Private::eventsOf(std::string_view keyBytes)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT seq,id,canon FROM event WHERE substr(record_key,1,4)="
                                                  "substr(?1,1,4) AND record_key=?1"));
    select.bindKeptBlob(1, keyBytes);
    std::vector<FoldEvent> events;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return events;
        NIA_ASSIGN(FoldEvent event,
                   FoldEvent::read(select.integer(0), idFrom<EventId>(select.blob(1)), select.text(2)));
        events.push_back(std::move(event));
    }
}

Result<std::string> Store::Private::keyOf(RecordId record)
{
    NIA_ASSIGN(Statement select, database.prepare("SELECT key FROM record WHERE id=?"));
    NIA_ASSIGN(const bool row, select.bind(1, number(record)).step());
    if (!row)
        return fail(Kind::UnknownRecord, {std::to_string(number(record))}, place());
    return std::string(select.blob(0));
}

Result<std::vector<Appended>> Store::append(std::span<const Draft> drafts)
{
    // Nothing to say must not write a clock that never ticked.
    if (drafts.empty())
        return std::vector<Appended>{};
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    auto appended = appendInside(drafts);
    if (appended) {
        if (auto done = transaction.commit(); !done)
            appended = std::unexpected(std::move(done).error());
    }
    if (!appended)
        d->people.clear(); // rows made in the transaction are gone
    return appended;
}

Result<std::vector<Appended>> Store::appendInside(std::span<const Draft> drafts)
{
    NIA_ASSIGN(Hlc clock, d->lastClock());
    const std::int64_t now = d->now();
    std::vector<Appended> out;
    std::vector<RecordId> touched;
    for (const Draft &draft : drafts) {
        clock = tick(clock, now, d->options.device);
        NIA_ASSIGN(const Event event, d->eventOf(draft, clock, now));
        const std::string canonical = event.canonical();
        if (canonical.size() > 1048576)
            return fail(Kind::TooLarge, {"an event", "1 MiB"}, d->place());
        const EventId id = Event::idOf(canonical);
        const auto key = RecordKey::fromHex(event.record);
        NIA_TRY(d->insertEvent(id, canonical, event.kind, event.annotator, key ? bytesOf(*key) : std::string_view(),
                               event.hlc, "own"));
        out.push_back({.id = id, .record = draft.record, .question = draft.question});
        if (!std::ranges::contains(touched, draft.record) || touched.size() > 64)
            touched.push_back(draft.record);
    }
    NIA_TRY(d->keepClock(clock));
    std::ranges::sort(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    Folder folder(*d);
    for (const RecordId record : touched)
        NIA_TRY(folder.fold(record));
    NIA_TRY(folder.finish());
    return out;
}

Result<Event> Store::Private::eventOf(const Draft &draft, const Hlc &clock, std::int64_t nowMs)
{
    if (draft.annotator.empty())
        return fail(Kind::BadValue, {"annotator", "", "a name"});
    NIA_ASSIGN(Statement select,
               database.prepare("SELECT r.key, s.name FROM record r JOIN dataset s ON s.id=r.dataset WHERE r.id=?"));
    NIA_ASSIGN(const bool row, select.bind(1, number(draft.record)).step());
    if (!row)
        return fail(Kind::UnknownRecord, {std::to_string(number(draft.record))}, place());
    Event event{.kind = draft.kind, .annotator = draft.annotator, .device = options.device, .hlc = clock.text()};
    event.time = draft.time.empty() ? rfc3339(nowMs) : draft.time;
    event.record = idFrom<RecordKey>(select.blob(0)).hex();
    event.dataset = select.text(1);
    event.program = "nia " + std::string(version());
    event.question = draft.question;
    const bool answers = draft.kind == "label" || draft.kind == "adjudicate";
    const Question *question = draft.question.empty() ? nullptr : schema.question(draft.question);
    if (answers && !question)
        return fail(Kind::UnknownQuestion, {draft.question, schema.nearestQuestion(draft.question)});
    if (answers && !draft.answer)
        return fail(Kind::BadValue, {"answer", "", "there"});
    if (draft.kind == "adjudicate" && question->descriptive)
        return fail(Kind::NotAllowed,
                    {"“" + draft.question + "” is descriptive: answers may differ, nobody decides between them"});
    if (const Section *section = question ? sectionOf(*question) : nullptr) {
        event.schemaId = section->id;
        event.schemaVersion = section->version;
    }
    event.body = bodyOf(draft);
    return event;
}

Result<Appended> Store::append(const Draft &draft)
{
    NIA_ASSIGN(std::vector<Appended> appended, append(std::span(&draft, 1)));
    return std::move(appended.front());
}

Result<void> Store::nameAnnotator(std::string_view id, std::string_view display, std::string_view region)
{
    NIA_ASSIGN(
        Statement statement,
        d->database.prepare("INSERT INTO annotator(name,display,region) VALUES(?1,?2,nullif(?3,'')) "
                            "ON CONFLICT(name) DO UPDATE SET display=?2, region=coalesce(nullif(?3,''), region)"));
    return statement.bind(1, id).bind(2, display).bind(3, region).run();
}

} // namespace nia::workspace
