// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/folder_rows.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <future>
#include <system_error>
#include <utility>

namespace nia::workspace {

namespace {

constexpr std::string_view kDerived[] = {"label",        "mark",       "annotator_state", "adjudication",
                                         "disagreement", "resolution", "waiting",         "state_count"};

/// Room for the tables that are written in the order of keys while everything is made anew.
class LargeCache
{
public:
    explicit LargeCache(Database &database) : m_database(database)
    {
        (void)m_database.execute("PRAGMA cache_size=-65536");
    }
    ~LargeCache() { (void)m_database.execute("PRAGMA cache_size=-16384"); }
    LargeCache(const LargeCache &) = delete;
    LargeCache &operator=(const LargeCache &) = delete;

private:
    Database &m_database;
};

} // namespace

/// Records whose events are looked into on another thread.
struct Folder::Batches {
    static constexpr std::size_t kRecords = 256;
    struct Job {
        RecordId record{};
        std::vector<EventSource> sources;
        std::vector<FoldEvent> events; ///< only where the text is needed, which that thread cannot read
        Folded folded;
        std::optional<Error> error;
    };
    std::vector<Job> filling, running;
    std::future<void> thread; ///< works on `running`

    ~Batches()
    {
        if (thread.valid())
            thread.wait();
    }

    void work(const FoldContext &context)
    {
        for (Job &job : running) {
            for (const EventSource &source : job.sources) {
                auto event = FoldEvent::read(source.seq, source.id, source.canonical);
                if (!event) {
                    job.error = std::move(event).error();
                    break;
                }
                job.events.push_back(std::move(*event));
            }
            if (job.error || needsText(job.events, *context.schema))
                continue;
            job.folded = nia::workspace::fold(job.events, context, {});
            job.events.clear();
        }
    }

    void start(const FoldContext &context)
    {
        try {
            thread = std::async(std::launch::async, [this, context] { work(context); });
        } catch (const std::system_error &) { // no thread to be had
            work(context);
        }
    }
};

Folder::Folder(Store::Private &store) : d(store), m_marks(store.database)
{
}
Folder::~Folder() = default;

Result<void> Folder::fold(RecordId record)
{
    NIA_ASSIGN(const std::string key, d.keyOf(record));
    NIA_ASSIGN(const std::vector<FoldEvent> events, d.eventsOf(key));
    return fold(record, events);
}

Result<void> Folder::fold(RecordId record, std::span<const FoldEvent> events)
{
    std::string text;
    if (needsText(events, d.schema)) {
        NIA_ASSIGN(Statement select, d.database.prepare("SELECT text FROM record_body WHERE id=?"));
        NIA_TRY(select.bind(1, number(record)).step());
        text = select.text(0);
    }
    return write(record, nia::workspace::fold(events, d.context(), text), !events.empty());
}

Result<void> Folder::write(RecordId record, const Folded &folded, bool known)
{
    if (!m_rows) {
        NIA_ASSIGN(DerivedWriter writer, DerivedWriter::open(d, m_marks));
        m_rows = std::make_unique<DerivedWriter>(std::move(writer));
    }
    NIA_ASSIGN(const MarkWriter::Bits before, m_marks.state(record));
    NIA_ASSIGN(const std::int64_t waiting, m_rows->write(record, folded, before));
    m_waitingChange += waiting;
    if (before.known)
        --m_counts[before.bits];
    if (known)
        ++m_counts[folded.bits];
    return m_marks.setState(record, before, {.bits = known ? folded.bits : 0U, .known = known});
}

Result<void> Folder::foldLater(RecordId record, std::vector<EventSource> events)
{
    if (!m_batches)
        m_batches = std::make_unique<Batches>();
    Batches::Job &job = m_batches->filling.emplace_back();
    job.record = record;
    job.sources = std::move(events);
    return m_batches->filling.size() >= Batches::kRecords ? turn() : Result<void>();
}

Result<void> Folder::turn()
{
    if (m_batches->thread.valid())
        m_batches->thread.get();
    std::vector<Batches::Job> done = std::exchange(m_batches->running, std::exchange(m_batches->filling, {}));
    m_batches->start(d.context());
    for (Batches::Job &job : done) {
        if (job.error)
            return fail(std::move(*job.error));
        if (job.events.empty())
            NIA_TRY(write(job.record, job.folded, !job.sources.empty()));
        else
            NIA_TRY(fold(job.record, job.events));
    }
    return {};
}

Result<void> Folder::finish()
{
    while (m_batches && (!m_batches->filling.empty() || !m_batches->running.empty()))
        NIA_TRY(turn());
    NIA_TRY(m_marks.flush());
    NIA_ASSIGN(Statement add, d.database.prepare("INSERT INTO state_count(bits,records) VALUES(?,?) "
                                                 "ON CONFLICT(bits) DO UPDATE SET records=records+excluded.records"));
    NIA_ASSIGN(Statement drop, d.database.prepare("DELETE FROM state_count WHERE bits=? AND records=0"));
    for (const auto &[bits, change] : m_counts) {
        if (change == 0)
            continue;
        NIA_TRY(add.bind(1, std::int64_t{bits}).bind(2, change).run());
        if (change < 0)
            NIA_TRY(drop.bind(1, std::int64_t{bits}).run());
    }
    m_counts.clear();
    return {};
}

Result<void> Folder::everything(Progress &progress)
{
    const LargeCache cache(d.database);
    for (const std::string_view table : kDerived)
        NIA_TRY(d.database.execute("DELETE FROM " + std::string(table)));
    m_counts.clear();
    m_marks.assumeEmpty();
    NIA_ASSIGN(Statement all, d.database.prepare("SELECT coalesce(max(seq),0) FROM event"));
    NIA_TRY(all.step());
    progress.setTotal(all.integer(0));
    // In the order of the keys' heads the events of a record stand together, and those that came together are read one after
    // the other.
    NIA_ASSIGN(Statement select,
               d.database.prepare("SELECT seq,id,canon,record_key FROM event WHERE substr(record_key,1,4) IS NOT NULL "
                                  "ORDER BY substr(record_key,1,4)"));
    std::map<std::string, std::vector<EventSource>, std::less<>> group; // by key; more than one where heads are equal
    std::string head;
    std::int64_t done = 0;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        const std::string_view key = row ? select.blob(3) : std::string_view();
        if (!row || key.substr(0, 4) != head) {
            NIA_TRY(foldGroup(group));
            NIA_TRY(progress.step(done));
            group.clear();
            head = key.substr(0, 4);
        }
        if (!row)
            return finish();
        ++done;
        auto events = group.find(key);
        if (events == group.end())
            events = group.emplace(std::string(key), std::vector<EventSource>()).first;
        events->second.push_back({select.integer(0), idFrom<EventId>(select.blob(1)), std::string(select.text(2))});
    }
}

Result<void> Folder::foldGroup(std::map<std::string, std::vector<EventSource>, std::less<>> &group)
{
    NIA_ASSIGN(Statement wait, d.database.prepare("INSERT INTO waiting(event,record,why) VALUES(?,NULL,1)"));
    for (auto &[key, events] : group) {
        NIA_ASSIGN(const auto row, d.lookup.byKey(key));
        if (row) {
            NIA_TRY(foldLater(RecordId{*row}, std::move(events)));
            continue;
        }
        for (const EventSource &event : events)
            NIA_TRY(wait.bind(1, event.seq).run());
    }
    return {};
}

} // namespace nia::workspace
