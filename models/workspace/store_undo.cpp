// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/store_private.h"

#include <map>

namespace nia::workspace {

namespace {

/// The events of one record, and which of them stand.
struct Sheet {
    std::optional<RecordId> record;
    std::vector<FoldEvent> events;
    std::vector<bool> live;
};

Result<Sheet> sheetOf(Store::Private &d, std::string_view key)
{
    Sheet sheet;
    NIA_ASSIGN(const auto row, d.lookup.byKey(key));
    if (!row)
        return sheet; // its record is not here: nothing of it counts, nothing is undone
    sheet.record = RecordId{*row};
    NIA_ASSIGN(sheet.events, d.eventsOf(key));
    sheet.live = standing(sheet.events);
    return sheet;
}

/// Does the event stand, as the label or skip that undo would take back?
bool stands(const Sheet &sheet, const EventId &id, std::string_view annotator)
{
    for (std::size_t i = 0; i < sheet.events.size(); ++i) {
        if (sheet.events[i].id != id || !sheet.live[i])
            continue;
        return sheet.events[i].kind == "label"
               || standingSkip(sheet.events, sheet.live, annotator) == static_cast<std::ptrdiff_t>(i);
    }
    return false;
}

/// The retract that undo writes.
Result<Draft> newest(Store::Private &d, std::string_view annotator)
{
    std::map<std::string, Sheet, std::less<>> sheets;
    NIA_ASSIGN(Statement select,
               d.database.prepare("SELECT e.id,e.record_key FROM event e JOIN annotator a ON a.id=e.annotator "
                                  "WHERE a.name=? AND e.kind IN ('label','skip') AND e.record_key IS NOT NULL ORDER BY "
                                  "e.hlc DESC, e.id DESC"));
    select.bind(1, annotator);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return fail(Kind::NotFound, {"label or skip to undo of", std::string(annotator)}, d.place());
        const EventId id = idFrom<EventId>(select.blob(0));
        const std::string key(select.blob(1));
        auto found = sheets.find(key);
        if (found == sheets.end()) {
            NIA_ASSIGN(Sheet sheet, sheetOf(d, key));
            found = sheets.emplace(key, std::move(sheet)).first;
        }
        const Sheet &sheet = found->second;
        if (!sheet.record || !stands(sheet, id, annotator))
            continue;
        Draft draft{
            .kind = "retract", .annotator = std::string(annotator), .record = *sheet.record, .events = {id.hex()}};
        for (const FoldEvent &event : sheet.events) {
            if (event.id == id)
                draft.question = event.question;
        }
        return draft;
    }
}

} // namespace

Result<Appended> Store::undo(std::string_view annotator)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    NIA_ASSIGN(const Draft draft, newest(*d, annotator));
    return appendAndCommit(transaction, draft);
}

Result<Appended> Store::clear(std::string_view annotator, RecordId record, std::string_view question)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    NIA_ASSIGN(const std::string key, d->keyOf(record));
    NIA_ASSIGN(const Sheet sheet, sheetOf(*d, key));
    Draft draft{
        .kind = "retract", .annotator = std::string(annotator), .record = record, .question = std::string(question)};
    for (std::size_t i = 0; i < sheet.events.size(); ++i) {
        const FoldEvent &event = sheet.events[i];
        if (sheet.live[i] && event.kind == "label" && event.annotator == annotator && event.question == question)
            draft.events.push_back(event.id.hex());
    }
    if (draft.events.empty())
        return fail(Kind::NotFound, {"label of", std::string(annotator) + " on " + std::string(question)}, d->place());
    return appendAndCommit(transaction, draft);
}

Result<Appended> Store::appendAndCommit(Transaction &transaction, const Draft &draft)
{
    auto appended = appendInside(std::span(&draft, 1));
    if (appended) {
        if (auto done = transaction.commit(); !done)
            appended = std::unexpected(std::move(done).error());
    }
    if (!appended) {
        d->people.clear();
        return std::unexpected(std::move(appended).error());
    }
    Appended out = appended->front();
    out.retracted = draft.events;
    return out;
}

} // namespace nia::workspace
