// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/incoming.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <future>
#include <set>
#include <system_error>
#include <tuple>

namespace nia::workspace {

namespace {

constexpr std::int64_t kAheadMs = 60000;
constexpr std::size_t kManyEvents = 1000; ///< from there on two threads check them

/// Checks and names the events of one stretch. `first` counts lines from 0.
Result<IncomingEvents> readSome(std::span<const std::string> canonicalEvents, std::size_t first)
{
    IncomingEvents out;
    for (const std::string &canonical : canonicalEvents) {
        if (auto id = out.add(canonical); !id) {
            Error error = std::move(id).error();
            error.line = static_cast<std::int64_t>(first + out.events().size()) + 1;
            return fail(std::move(error));
        }
    }
    return out;
}

/// Both halves at once where there are many.
Result<IncomingEvents> readAll(std::span<const std::string> canonicalEvents)
{
    const std::size_t half = canonicalEvents.size() < kManyEvents ? canonicalEvents.size() : canonicalEvents.size() / 2;
    std::future<Result<IncomingEvents>> other;
    try {
        if (half < canonicalEvents.size())
            other = std::async(std::launch::async, readSome, canonicalEvents.subspan(half), half);
    } catch (const std::system_error &) { // no thread to be had
    }
    auto first = readSome(canonicalEvents.first(half), 0);
    auto second = other.valid() ? other.get() : readSome(canonicalEvents.subspan(half), half);
    if (!first)
        return first;
    if (!second)
        return second;
    first->append(std::move(*second));
    return first;
}

/// Takes events in, record by record, inside a transaction.
class Merging
{
public:
    Merging(Store::Private &store, std::string_view from, MergeReceipt &receipt)
        : d(store), m_from(from), m_receipt(receipt), m_ahead(tick({}, store.now() + kAheadMs, "").text())
    {
    }

    /// Keeps what is not here yet. The events come in the order of the keys, as the index has them.
    Result<void> insert(std::span<const IncomingEvent> events)
    {
        for (std::size_t begin = 0, end = 0; begin < events.size(); begin = end) {
            for (end = begin + 1; end < events.size() && events[end].ofRecord == events[begin].ofRecord
                                  && events[end].key == events[begin].key;)
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

    [[nodiscard]] Result<Hlc> newest() const { return Hlc::parse(m_newest); }

private:
    struct Touched {
        RecordId record{};
        std::vector<std::int64_t> known;
        std::vector<std::pair<std::int64_t, const IncomingEvent *>> added;
    };

    Result<void> insertRecord(std::span<const IncomingEvent> events)
    {
        const bool ofRecord = events.front().ofRecord;
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
        for (const IncomingEvent &event : events) {
            seeClock(event.hlc);
            if (!known.insert(event.id).second) {
                ++m_receipt.already;
                continue;
            }
            NIA_ASSIGN(const std::int64_t seq,
                       d.insertEvent(event.id, event.canonical, event.kind, event.annotator,
                                     ofRecord ? bytesOf(event.key) : std::string_view(), event.hlc, m_from));
            ++m_receipt.added;
            touched.added.emplace_back(seq, &event);
        }
        return ofRecord && !touched.added.empty() ? touch(events.front().key, std::move(touched)) : Result<void>();
    }

    Result<void> touch(const RecordKey &key, Touched touched)
    {
        NIA_ASSIGN(const auto row, d.lookup.byKey(bytesOf(key)));
        if (row) {
            touched.record = RecordId{*row};
            m_touched.push_back(std::move(touched));
            return {};
        }
        NIA_ASSIGN(Statement wait, d.database.prepare("INSERT INTO waiting(event,record,why) VALUES(?,NULL,1)"));
        for (const auto &[seq, event] : touched.added)
            NIA_TRY(wait.bind(1, seq).run());
        m_receipt.unknownRecords += static_cast<std::int64_t>(touched.added.size());
        return {};
    }

    /// Readings sort as text; the first twelve digits are the milliseconds.
    void seeClock(std::string_view hlc)
    {
        if (hlc.substr(0, 12) > std::string_view(m_ahead).substr(0, 12))
            ++m_receipt.clocksAhead;
        m_newest = std::max(m_newest, hlc);
    }

    Store::Private &d;
    std::string_view m_from;
    MergeReceipt &m_receipt;
    std::string m_ahead; ///< the reading from which on a clock is far ahead
    std::string_view m_newest;
    std::vector<Touched> m_touched;
};

} // namespace

Result<MergeReceipt> mergeIncoming(Store &store, std::span<IncomingEvent> events, std::string_view from,
                                   Progress &progress)
{
    Store::Private &d = store.inside();
    progress.setTotal(2 * static_cast<std::int64_t>(events.size()));
    NIA_TRY(progress.step(static_cast<std::int64_t>(events.size())));
    std::ranges::sort(events, [](const IncomingEvent &a, const IncomingEvent &b) {
        return std::tie(a.ofRecord, a.key, a.id) < std::tie(b.ofRecord, b.key, b.id);
    });
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d.database));
    const auto work = [&]() -> Result<MergeReceipt> {
        MergeReceipt receipt{.events = static_cast<std::int64_t>(events.size())};
        NIA_ASSIGN(const Hlc clock, d.lastClock());
        Merging merging(d, from, receipt);
        NIA_TRY(merging.insert(events));
        NIA_TRY(merging.fold(progress));
        if (receipt.added > 0) {
            NIA_ASSIGN(const Hlc newest, merging.newest());
            NIA_TRY(d.keepClock(receive(clock, newest, d.now(), d.options.device)));
        }
        return receipt;
    };
    auto receipt = work();
    if (receipt) {
        if (auto done = transaction.commit(); !done)
            receipt = std::unexpected(std::move(done).error());
    }
    if (!receipt) {
        transaction.rollback();
        d.people.clear();
    }
    return receipt;
}

Result<MergeReceipt> Store::merge(std::span<const std::string> canonicalEvents, std::string_view from,
                                  Progress &progress)
{
    NIA_TRY(progress.step(0));
    NIA_ASSIGN(IncomingEvents incoming, readAll(canonicalEvents));
    return mergeIncoming(*this, incoming.events(), from, progress);
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
