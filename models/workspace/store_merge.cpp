// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event_view.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <deque>
#include <future>
#include <set>
#include <system_error>

namespace nia::workspace {

namespace {

constexpr std::int64_t kAheadMs = 60000;
constexpr std::size_t kManyEvents = 1000; ///< from there on two threads check them

/// An event on its way in: what the table needs of it, and where its bytes are.
struct Incoming {
    EventId id{};
    RecordKey key{}; ///< zero: of no record
    std::string_view canonical, kind, annotator, record, hlc;
};

struct Reading {
    std::vector<Incoming> events;
    std::deque<Event> owned;      ///< what the views of unusual events point into
};

/// Checks and names the events of one stretch. `first` counts lines from 0.
Result<Reading> readSome(std::span<const std::string> canonicalEvents, std::size_t first)
{
    Reading out;
    out.events.reserve(canonicalEvents.size());
    for (const std::string &canonical : canonicalEvents) {
        Incoming one{.id = Event::idOf(canonical), .canonical = canonical};
        if (const auto view = EventView::check(canonical)) {
            one.kind = view->kind;
            one.annotator = view->annotator;
            one.record = view->record;
            one.hlc = view->hlc;
        } else {
            auto event = Event::parse(canonical);
            if (!event) {
                Error error = std::move(event).error();
                error.line = static_cast<std::int64_t>(first + out.events.size()) + 1;
                return fail(std::move(error));
            }
            const Event &kept = out.owned.emplace_back(std::move(*event));
            one.kind = kept.kind;
            one.annotator = kept.annotator;
            one.record = kept.record;
            one.hlc = kept.hlc;
        }
        if (const auto key = RecordKey::fromHex(one.record))
            one.key = *key;
        out.events.push_back(one);
    }
    return out;
}

/// Both halves at once where there are many. Gives them in the order of records.
Result<std::vector<Reading>> readAll(std::span<const std::string> canonicalEvents, std::vector<Incoming> &events,
                                     Progress &progress)
{
    NIA_TRY(progress.step(0));
    const std::size_t half = canonicalEvents.size() < kManyEvents ? canonicalEvents.size() : canonicalEvents.size() / 2;
    std::future<Result<Reading>> other;
    try {
        if (half < canonicalEvents.size())
            other = std::async(std::launch::async, readSome, canonicalEvents.subspan(half), half);
    } catch (const std::system_error &) { // no thread to be had
    }
    auto first = readSome(canonicalEvents.first(half), 0);
    auto second = other.valid() ? other.get() : readSome(canonicalEvents.subspan(half), half);
    std::vector<Reading> out;
    out.reserve(2); // growing would copy what the views point into
    for (Result<Reading> *part : {&first, &second}) {
        if (!*part)
            return fail(std::move(*part).error());
        events.insert(events.end(), (*part)->events.begin(), (*part)->events.end());
        out.push_back(std::move(**part));
    }
    NIA_TRY(progress.step(static_cast<std::int64_t>(events.size())));
    std::ranges::sort(events, [](const Incoming &a, const Incoming &b) {
        return a.key != b.key ? a.key < b.key : a.id < b.id;
    });
    return out;
}

/// Takes events in, record by record, inside a transaction.
class Merging
{
public:
    Merging(Store::Private &store, std::string_view from, MergeReceipt &receipt)
        : d(store), m_from(from), m_receipt(receipt), m_now(store.now())
    {
    }

    /// Keeps what is not here yet. The events come in the order of the keys, as the index has them.
    Result<void> insert(std::span<const Incoming> events)
    {
        for (std::size_t begin = 0, end = 0; begin < events.size(); begin = end) {
            for (end = begin + 1; end < events.size() && events[end].record == events[begin].record;)
                ++end;
            NIA_TRY(insertRecord(events.subspan(begin, end - begin)));
        }
        return {};
    }

    /// Folds the records that have new events, in the order of their rows.
    Result<void> fold(Progress &progress)
    {
        std::ranges::sort(m_touched, {}, &Touched::record);
        Folder folder(d);
        NIA_ASSIGN(Statement read, d.database.prepare("SELECT id,canon FROM event WHERE seq=?"));
        std::int64_t done = 0;
        for (const Touched &one : m_touched) {
            m_receipt.touched.push_back(one.record);
            std::vector<EventSource> events;
            events.reserve(one.known.size() + one.added.size());
            for (const std::int64_t seq : one.known) {
                NIA_TRY(read.bind(1, seq).step());
                events.push_back({seq, idFrom<EventId>(read.blob(0)), std::string(read.text(1))});
                read.reset();
            }
            for (const auto &[seq, incoming] : one.added)
                events.push_back({seq, incoming->id, std::string(incoming->canonical)});
            NIA_TRY(folder.foldLater(one.record, std::move(events)));
            if (++done % 64 == 0)
                NIA_TRY(progress.step(m_receipt.events
                                      + m_receipt.events * done / static_cast<std::int64_t>(m_touched.size())));
        }
        NIA_TRY(folder.finish());
        m_receipt.unknownAnswers = folder.waitingChange();
        return {};
    }

    [[nodiscard]] const Hlc &newest() const { return m_newest; }

private:
    struct Touched {
        RecordId record{};
        std::vector<std::int64_t> known;
        std::vector<std::pair<std::int64_t, const Incoming *>> added;
    };

    Result<void> insertRecord(std::span<const Incoming> events)
    {
        const bool ofRecord = !events.front().record.empty();
        NIA_ASSIGN(Statement ids,
                   d.database.prepare(ofRecord ? "SELECT seq,id FROM event WHERE substr(record_key,1,4)="
                                                 "substr(?1,1,4) AND record_key=?1"
                                               : "SELECT seq,id FROM event WHERE substr(record_key,1,4) IS NULL"));
        if (ofRecord)
            ids.bindKeptBlob(1, bytesOf(events.front().key));
        Touched touched;
        std::set<EventId> known;
        while (true) {
            NIA_ASSIGN(const bool row, ids.step());
            if (!row)
                break;
            touched.known.push_back(ids.integer(0));
            known.insert(idFrom<EventId>(ids.blob(1)));
        }
        ids.reset();
        for (const Incoming &event : events) {
            NIA_TRY(seeClock(event.hlc));
            if (!known.insert(event.id).second) {
                ++m_receipt.already;
                continue;
            }
            NIA_ASSIGN(const std::int64_t seq, d.insertEvent(event.id, event.canonical, event.kind, event.annotator,
                                                             event.record, event.hlc, m_from));
            ++m_receipt.added;
            touched.added.emplace_back(seq, &event);
        }
        return ofRecord && !touched.added.empty() ? touch(events.front().key, std::move(touched)) : Result<void>();
    }

    Result<void> touch(const RecordKey &key, Touched touched)
    {
        NIA_ASSIGN(Statement find, d.database.prepare("SELECT id FROM record WHERE substr(key,1,4)=substr(?1,1,4) AND "
                                                      "key=?1"));
        NIA_ASSIGN(const bool here, find.bindKeptBlob(1, bytesOf(key)).step());
        if (here) {
            touched.record = RecordId{find.integer(0)};
            m_touched.push_back(std::move(touched));
            return {};
        }
        NIA_ASSIGN(Statement wait, d.database.prepare("INSERT INTO waiting(event,record,why) VALUES(?,NULL,1)"));
        for (const auto &[seq, event] : touched.added)
            NIA_TRY(wait.bind(1, seq).run());
        m_receipt.unknownRecords += static_cast<std::int64_t>(touched.added.size());
        return {};
    }

    Result<void> seeClock(std::string_view hlc)
    {
        NIA_ASSIGN(Hlc remote, Hlc::parse(hlc));
        if (static_cast<std::int64_t>(remote.ms) > m_now + kAheadMs)
            ++m_receipt.clocksAhead;
        if (m_newest < remote)
            m_newest = std::move(remote);
        return {};
    }

    Store::Private &d;
    std::string_view m_from;
    MergeReceipt &m_receipt;
    std::int64_t m_now;
    Hlc m_newest;
    std::vector<Touched> m_touched;
};

} // namespace

Result<MergeReceipt> Store::merge(std::span<const std::string> canonicalEvents, std::string_view from,
                                  Progress &progress)
{
    progress.setTotal(2 * static_cast<std::int64_t>(canonicalEvents.size()));
    std::vector<Incoming> incoming; // by record, then by id
    NIA_ASSIGN(const std::vector<Reading> kept, readAll(canonicalEvents, incoming, progress));
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    const auto work = [&]() -> Result<MergeReceipt> {
        MergeReceipt receipt{.events = static_cast<std::int64_t>(canonicalEvents.size())};
        NIA_ASSIGN(const Hlc clock, d->lastClock());
        Merging merging(*d, from, receipt);
        NIA_TRY(merging.insert(incoming));
        NIA_TRY(merging.fold(progress));
        if (receipt.added > 0)
            NIA_TRY(d->keepClock(receive(clock, merging.newest(), d->now(), d->options.device)));
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
                                       "WHERE substr(record_key,1,4)=(SELECT substr(key,1,4) FROM record WHERE id=?1) "
                                       "AND record_key=(SELECT key FROM record WHERE id=?1))"));
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
