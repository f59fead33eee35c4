// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/read_text.h"
#include "views/session.h"
#include "workspace/labels.h"
#include "workspace/records.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>

namespace nia::views {

/// A record with everything known about it, as it was when it was read.
struct OpenRecord {
    workspace::Record record;
    workspace::RecordState state;
    std::shared_ptr<const ReadText> shown; ///< the text as a reader takes it, never nullptr
};

/// The last records that were read and the next ones, so that going on paints at once. What was read before an answer to
/// it was confirmed is gone and read again. Where others wrote (Session::changed() of no record in particular), what is
/// here still serves to paint at once, and is read again behind it. Threads: the GUI thread only.
class RecordCache : public QObject
{
    Q_OBJECT
public:
    using Read = std::shared_ptr<const OpenRecord>;

    explicit RecordCache(QObject *parent = nullptr);
    void setSession(Session *session);
    [[nodiscard]] Read peek(RecordId record) const; ///< nullptr: not here
    /// Calls `done` once, at once where the record is here; if others have written since it was read, reread() follows. Of
    /// several calls of get() and read() only the newest is answered.
    void get(RecordId record, std::function<void(Result<Read>)> done);
    /// The same, but never with what was read before others wrote.
    void read(RecordId record, std::function<void(Result<Read>)> done);
    void prefetch(const QList<qint64> &records); ///< near the one that is shown; again by itself where others write
    void forget(RecordId record);

signals:
    void reread(qint64 record); ///< what get() gave may have been old: peek() has it anew

private:
    struct Entry {
        Read read;
        quint64 tick = 0; ///< when it was asked for
    };
    [[nodiscard]] bool isFresh(const Entry &entry) const { return entry.tick >= m_everythingAt; }
    void give(RecordId record, const Read &read, const std::function<void(Result<Read>)> &done);
    void fetch(RecordId record);
    void fetchStale(RecordId record);
    void arrived(RecordId record, quint64 tick, Result<Read> read);
    void keep(RecordId record, Entry entry);
    void changed(const QList<qint64> &records);

    QPointer<Session> m_session;
    std::map<RecordId, Entry> m_read;
    std::list<RecordId> m_order; ///< the longest unused first
    std::set<RecordId> m_fetching;
    std::map<RecordId, quint64> m_changedAt;
    QList<qint64> m_near;
    quint64 m_tick = 0, m_everythingAt = 0;
    std::optional<RecordId> m_wanted, m_given; ///< m_given: by get(), old
    std::function<void(Result<Read>)> m_done;
};

} // namespace nia::views
