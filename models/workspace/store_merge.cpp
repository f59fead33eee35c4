// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/store_private.h"

#include <algorithm>
#include <numeric>

namespace nia::workspace {

namespace {

constexpr std::int64_t kAheadMs = 60000;

/// An event on its way in: what the table needs of it, and where its bytes are.
struct Incoming {
    EventId id{};
    std::string_view canonical;
    Event event;
};

Result<std::vector<Incoming>> readAll(std::span<const std::string> canonicalEvents, Progress &progress)
{
    std::vector<Incoming> incoming;
    incoming.reserve(canonicalEvents.size());
    for (const std::string &canonical : canonicalEvents) {
        auto event = Event::parse(canonical);
        if (!event) {
            Error error = std::move(event).error();
            error.line = static_cast<std::int64_t>(incoming.size()) + 1;
            return fail(std::move(error));
        }
        event->body = {}; // folding reads it again; here it would only cost memory
        incoming.push_back({.id = Event::idOf(canonical), .canonical = canonical, .event = std::move(*event)});
        NIA_TRY(progress.step(static_cast<std::int64_t>(incoming.size())));
    }
    // Neighbours in the table of ids come one after the other.
    std::ranges::sort(incoming, {}, &Incoming::id);
    return incoming;
}

} // namespace

Result<MergeReceipt> Store::merge(std::span<const std::string> canonicalEvents, std::string_view from,
                                  Progress &progress)
{
    progress.setTotal(2 * static_cast<std::int64_t>(canonicalEvents.size()));
    NIA_ASSIGN(const std::vector<Incoming> incoming, readAll(canonicalEvents, progress));
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    const auto work = [&]() -> Result<MergeReceipt> {
        MergeReceipt receipt{.events = static_cast<std::int64_t>(canonicalEvents.size())};
        NIA_ASSIGN(Hlc clock, d->lastClock());
        Hlc newest;
        std::vector<std::string> keys; // 16 bytes each
        const std::int64_t now = d->now();
        NIA_ASSIGN(Statement wait, d->database.prepare("INSERT INTO waiting(event,record,why) VALUES(?,NULL,1)"));
        NIA_ASSIGN(Statement find,
                   d->database.prepare("SELECT id FROM record WHERE substr(key,1,4)=substr(?1,1,4) AND key=?1"));
        for (const Incoming &one : incoming) {
            const Event &event = one.event;
            NIA_ASSIGN(const auto seq, d->insertEvent(one.id, one.canonical, event.kind, event.annotator, event.record,
                                                      event.hlc, from));
            NIA_ASSIGN(Hlc remote, Hlc::parse(event.hlc));
            if (static_cast<std::int64_t>(remote.ms) > now + kAheadMs)
                ++receipt.clocksAhead;
            newest = std::max(newest, std::move(remote));
            if (!seq) {
                ++receipt.already;
                continue;
            }
            ++receipt.added;
            const auto key = RecordKey::fromHex(event.record);
            if (!key)
                continue;
            NIA_ASSIGN(const bool known, find.bindKeptBlob(1, bytesOf(*key)).step());
            if (known) {
                receipt.touched.push_back(RecordId{find.integer(0)});
            } else {
                NIA_TRY(wait.bind(1, *seq).run());
                ++receipt.unknownRecords;
            }
            find.reset();
        }
        std::ranges::sort(receipt.touched);
        receipt.touched.erase(std::unique(receipt.touched.begin(), receipt.touched.end()), receipt.touched.end());
        const auto waitingAnswers = [&]() -> Result<std::int64_t> {
            NIA_ASSIGN(Statement count, d->database.prepare("SELECT count(*) FROM waiting WHERE why=2"));
            NIA_TRY(count.step());
            return count.integer(0);
        };
        NIA_ASSIGN(const std::int64_t before, waitingAnswers());
        Folder folder(*d);
        std::int64_t done = 0;
        for (const RecordId record : receipt.touched) {
            NIA_TRY(folder.fold(record));
            NIA_TRY(progress.step(receipt.events
                                  + receipt.events * ++done / static_cast<std::int64_t>(receipt.touched.size())));
        }
        NIA_TRY(folder.finish());
        NIA_ASSIGN(const std::int64_t after, waitingAnswers());
        receipt.unknownAnswers = after - before;
        if (receipt.added > 0)
            NIA_TRY(d->keepClock(receive(clock, newest, now, d->options.device)));
        return receipt;
    };
    auto receipt = work();
    if (receipt) {
        if (auto done = transaction.commit(); !done)
            receipt = std::unexpected(std::move(done).error());
    }
    if (!receipt) {
        transaction.rollback();
        d->people.clear();
    }
    return receipt;
}

Result<void> Store::foldRecords(std::span<const RecordId> records)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    Folder folder(*d);
    const auto work = [&]() -> Result<void> {
        NIA_ASSIGN(Statement known,
                   d->database.prepare("DELETE FROM waiting WHERE why=1 AND event IN (SELECT seq FROM event "
                                       "WHERE record_key=(SELECT key FROM record WHERE id=?))"));
        for (const RecordId record : records) {
            NIA_TRY(known.bind(1, number(record)).run());
            NIA_TRY(folder.fold(record));
        }
        return folder.finish();
    };
    auto done = work();
    if (done)
        done = transaction.commit();
    if (!done)
        d->people.clear();
    return done;
}

Result<void> Store::rebuild(Progress &progress)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    Folder folder(*d);
    auto done = folder.everything(progress);
    if (done)
        done = transaction.commit();
    if (!done)
        d->people.clear();
    return done;
}

} // namespace nia::workspace
