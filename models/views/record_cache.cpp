// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/record_cache.h"

#include "workspace/query.h"

#include <algorithm>

namespace nia::views {

namespace {

constexpr std::size_t kRecordsKept = 12;
constexpr std::size_t kBytesKept = 32 << 20; ///< a text may have many megabytes

std::size_t bytesOf(const RecordCache::Read &read)
{
    return 3 * read->record.text.size() + read->record.raw.size(); // UTF-8 and UTF-16
}

Result<RecordCache::Read> readRecord(workspace::Store &store, RecordId id)
{
    NIA_ASSIGN(std::optional<workspace::Record> record, workspace::record(store, id));
    if (!record)
        return fail(Kind::UnknownRecord, {std::to_string(number(id))});
    NIA_ASSIGN(workspace::RecordState state, workspace::recordState(store, id));
    NIA_ASSIGN(const Json line, workspace::queryLine(store, id, {"meta"}));
    auto shown = std::make_shared<const ReadText>(record->text, line["meta"]);
    return std::make_shared<const OpenRecord>(OpenRecord{*std::move(record), std::move(state), std::move(shown)});
}

} // namespace

RecordCache::RecordCache(QObject *parent) : QObject(parent)
{
}

void RecordCache::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_read.clear();
    m_order.clear();
    m_fetching.clear();
    m_near.clear();
    m_wanted.reset();
    m_given.reset();
    m_done = {};
    m_everythingAt = ++m_tick;
    if (session != nullptr)
        connect(session, &Session::changed, this, &RecordCache::changed);
}

RecordCache::Read RecordCache::peek(RecordId record) const
{
    const auto found = m_read.find(record);
    return found == m_read.end() ? nullptr : found->second.read;
}

void RecordCache::get(RecordId record, std::function<void(Result<Read>)> done)
{
    m_given.reset();
    const auto found = m_read.find(record);
    if (found == m_read.end()) {
        read(record, std::move(done));
        return;
    }
    if (!isFresh(found->second)) {
        m_given = record;
        fetch(record);
    }
    give(record, found->second.read, done);
}

void RecordCache::read(RecordId record, std::function<void(Result<Read>)> done)
{
    m_given.reset();
    if (const auto found = m_read.find(record); found != m_read.end() && isFresh(found->second)) {
        give(record, found->second.read, done);
        return;
    }
    m_wanted = record;
    m_done = std::move(done);
    fetch(record);
}

void RecordCache::give(RecordId record, const Read &read, const std::function<void(Result<Read>)> &done)
{
    m_wanted.reset();
    m_done = {};
    m_order.remove(record);
    m_order.push_back(record);
    done(Read(read)); // a copy: what `done` does may let the entry go
}

void RecordCache::prefetch(const QList<qint64> &records)
{
    m_near = records;
    for (const qint64 record : records)
        fetchStale(RecordId{record});
}

void RecordCache::fetchStale(RecordId record)
{
    if (const auto found = m_read.find(record); found == m_read.end() || !isFresh(found->second))
        fetch(record);
}

void RecordCache::forget(RecordId record)
{
    changed({number(record)});
}

void RecordCache::fetch(RecordId record)
{
    if (!m_session || !m_fetching.insert(record).second)
        return;
    m_session->read<Result<Read>>(
        this, [record](workspace::Store &store) { return readRecord(store, record); },
        [this, record, tick = m_tick, session = m_session](Result<Read> read) {
            if (session == m_session)
                arrived(record, tick, std::move(read));
        });
}

void RecordCache::arrived(RecordId record, quint64 tick, Result<Read> read)
{
    m_fetching.erase(record);
    const auto changedAt = m_changedAt.find(record);
    const bool lacks = changedAt != m_changedAt.end() && changedAt->second > tick;
    if (read && !lacks)
        keep(record, {.read = *read, .tick = tick});
    if (lacks || m_everythingAt > tick) {
        // Something was confirmed, or others wrote, while it was read: what was read may lack it.
        if (m_wanted == record || m_given == record || m_near.contains(number(record)))
            fetch(record);
        return;
    }
    if (m_wanted == record) {
        m_wanted.reset();
        std::exchange(m_done, {})(std::move(read));
    } else if (m_given == record && read) {
        m_given.reset();
        emit reread(number(record));
    }
}

void RecordCache::keep(RecordId record, Entry entry)
{
    m_read[record] = std::move(entry);
    m_order.remove(record);
    m_order.push_back(record);
    const auto total = [this] {
        std::size_t bytes = 0;
        for (const auto &[id, each] : m_read)
            bytes += bytesOf(each.read);
        return bytes;
    };
    while (m_order.size() > kRecordsKept || (m_order.size() > 1 && total() > kBytesKept)) {
        m_read.erase(m_order.front());
        m_order.pop_front();
    }
}

void RecordCache::changed(const QList<qint64> &records)
{
    ++m_tick;
    if (records.isEmpty()) {
        m_everythingAt = m_tick;
        std::erase_if(m_changedAt, [this](const auto &each) { return !m_fetching.contains(each.first); });
        for (const qint64 each : std::as_const(m_near))
            fetchStale(RecordId{each});
        return;
    }
    for (const qint64 each : records) {
        const RecordId record{each};
        m_changedAt[record] = m_tick;
        m_read.erase(record);
        m_order.remove(record);
        if (m_near.contains(each))
            fetch(record); // the one before, mostly: just answered
    }
}

} // namespace nia::views
