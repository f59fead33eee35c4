// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "importing/import_job.h"

#include "base/path_text.h"
#include "base/words.h"
#include "importing/beginning.h"
#include "importing/pipeline.h"
#include "workspace/records.h"

#include <chrono>
#include <system_error>

namespace nia::importing {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// The longest that a batch holds the one writer's place, so that a label never waits long.
constexpr auto kLongestWriting = std::chrono::milliseconds(25);
/// How often the clock is looked at.
constexpr std::size_t kRecordsBetweenLooks = 64;
/// A waiting writer looks every few milliseconds: between two batches it must find the place free.
constexpr auto kPause = std::chrono::milliseconds(1);

/// While shards are loaded, this connection need not wait for the disk at each batch: after a power cut whole batches are
/// there and importing again adds the rest. Labels are committed by connections that do wait. It is this one that brings
/// the log into the file, before the others would have to. That rows point to rows that are there, the loading sees to.
class LoadingSettings
{
public:
    explicit LoadingSettings(workspace::Database &database) : m_database(database)
    {
        if (auto select = m_database.prepare("PRAGMA wal_autocheckpoint"); select && select->step().value_or(false))
            m_pages = select->integer(0);
        (void)m_database.execute("PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=4000");
    }
    ~LoadingSettings()
    {
        // Each by itself: one that cannot be set must not keep the others from it.
        (void)m_database.execute("PRAGMA synchronous=FULL");
        (void)m_database.execute("PRAGMA foreign_keys=ON");
        (void)m_database.execute("PRAGMA wal_autocheckpoint=" + std::to_string(m_pages));
    }
    LoadingSettings(const LoadingSettings &) = delete;
    LoadingSettings &operator=(const LoadingSettings &) = delete;

private:
    workspace::Database &m_database;
    std::int64_t m_pages = 4000;
};

/// What the table of shards calls the file: the same from whatever folder it is named.
std::string storedPath(const std::filesystem::path &path)
{
    if (path == "-")
        return "-";
    std::error_code failed;
    const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
    return pathText(failed ? path : absolute.lexically_normal());
}

/// Loads one shard.
class ShardLoading
{
public:
    ShardLoading(workspace::Store &store, workspace::RecordInserter &inserter, Progress &progress,
                 const ImportWatch &watch)
        : m_store(store), m_inserter(inserter), m_progress(progress), m_watch(watch)
    {
    }

    /// An error of the shard stands in the outcome; one of the workspace or Interrupted is returned.
    Result<ShardOutcome> load(const ShardFile &file, const ImportOptions &options, const std::string &dataset)
    {
        ShardOutcome outcome{.path = file.path, .name = file.name};
        m_read = options.read;
        m_read.shardName = file.name;
        m_read.dataset = dataset;
        auto reader = shards::Reader::open(file.path, m_read);
        if (!reader) {
            outcome.error = std::move(reader).error();
            return outcome;
        }
        outcome.guess = reader->guess();
        outcome.bytes = std::max<std::int64_t>(reader->sizeBytes(), 0);
        if (m_watch.onGuess)
            m_watch.onGuess(file.path, outcome.guess);
        NIA_TRY(chooseRow(file, dataset, outcome));
        m_progress.setTotal(outcome.bytes);
        {
            Pipeline pipeline(*reader, dataset);
            NIA_TRY(takeAll(pipeline, outcome));
        }
        return finish(*reader, outcome);
    }

private:
    /// A shard that was begun before (and broke off), or that is here whole already, keeps its row.
    Result<void> chooseRow(const ShardFile &file, const std::string &dataset, const ShardOutcome &outcome)
    {
        m_row = {.datasetName = dataset, .name = file.name};
        NIA_ASSIGN(const auto rows, workspace::shards(m_store));
        for (const workspace::ShardRow &row : rows) {
            if (row.datasetName != dataset || row.name != file.name || row.format == "bundle")
                continue;
            // Earlier versions kept the path as it was given.
            if (!row.complete && storedPath(pathFromText(row.path)) == storedPath(file.path)) {
                m_row = row;
            } else if (row.bytes == outcome.bytes && file.path != "-") {
                NIA_ASSIGN(const Sha256Digest hash, shards::hashOfFile(file.path, m_progress));
                if (hash == row.sha256)
                    m_row = row;
            }
        }
        m_row.importedAt = rfc3339(m_store.options().clock ? m_store.options().clock->nowMs() : Clock().nowMs());
        m_row.path = storedPath(file.path);
        m_row.bytes = outcome.bytes;
        m_row.format = outcome.guess.format;
        m_row.compression = outcome.guess.compression;
        m_row.textField = outcome.guess.textField;
        m_row.idField = outcome.guess.idField;
        m_row.encoding = outcome.guess.encoding;
        m_row.delimiter = outcome.guess.delimiter;
        m_row.header = outcome.guess.header;
        m_row.columns = outcome.guess.columns;
        return {};
    }

    Result<void> takeAll(Pipeline &pipeline, ShardOutcome &outcome)
    {
        while (auto prepared = pipeline.next()) {
            if (prepared->error) {
                outcome.error = std::move(prepared->error);
                break;
            }
            NIA_TRY(take(*prepared, outcome));
            NIA_TRY(m_progress.step(prepared->batch.consumedBytes));
            if (prepared->batch.end) {
                outcome.complete = !prepared->batch.more;
                break;
            }
        }
        pipeline.finish();
        return {};
    }

    /// The row is made with the first batch, so that a file that is not what it claims leaves nothing behind.
    Result<void> makeRow()
    {
        if (m_rowMade)
            return {};
        m_rowMade = true;
        NIA_ASSIGN(m_dataset, m_inserter.dataset(m_row.datasetName));
        m_row.dataset = m_dataset;
        if (number(m_row.id) != 0)
            return {};
        m_row.complete = false;
        NIA_ASSIGN(m_row.id, m_inserter.addShard(m_row));
        return {};
    }

    Result<void> take(const Prepared &prepared, ShardOutcome &outcome)
    {
        NIA_TRY(begin());
        NIA_TRY(undoOnError(makeRow()));
        for (const shards::BadLine &bad : prepared.batch.bad) {
            NIA_TRY(undoOnError(m_inserter.reject(m_row.id, bad.line, bad.byteOffset, bad.reason, bad.raw)));
            ++outcome.rejected;
        }
        for (std::size_t i = 0; i < prepared.batch.records.size(); ++i) {
            NIA_TRY(add(prepared.batch.records[i], prepared.computed[i], outcome));
            if (i % kRecordsBetweenLooks == kRecordsBetweenLooks - 1
                && SteadyClock::now() - m_began > kLongestWriting) {
                NIA_TRY(commit(outcome));
                NIA_TRY(begin());
            }
        }
        m_plainBytes = prepared.batch.plainBytes;
        return commit(outcome);
    }

    Result<void> add(const shards::Record &record, const Computed &computed, ShardOutcome &outcome)
    {
        const workspace::NewRecord made{.key = computed.key,
                                        .externalId = record.id,
                                        .text = record.text,
                                        .raw = record.raw,
                                        .literalBegin = record.textBegin,
                                        .literalEnd = record.textEnd,
                                        .line = record.line,
                                        .chars = computed.chars,
                                        .textHash = computed.textHash,
                                        .builder = record.builder,
                                        .parts = record.parts};
        auto added = m_inserter.add(m_dataset, m_row.id, made);
        if (!added) {
            m_inserter.rollback();
            return fail(std::move(added).error());
        }
        ++outcome.records;
        outcome.added += *added == workspace::Added::New ? 1 : 0;
        outcome.already += *added == workspace::Added::Already ? 1 : 0;
        outcome.changed += *added == workspace::Added::Changed ? 1 : 0;
        return {};
    }

    Result<void> undoOnError(Result<void> result)
    {
        if (!result)
            m_inserter.rollback();
        return result;
    }

    Result<void> begin()
    {
        NIA_TRY(m_inserter.begin());
        m_began = SteadyClock::now();
        return {};
    }

    Result<void> commit(const ShardOutcome &outcome)
    {
        NIA_TRY(m_inserter.commit());
        if (m_watch.onBatch)
            m_watch.onBatch(outcome.records);
        std::this_thread::sleep_for(kPause);
        return {};
    }

    Result<ShardOutcome> finish(shards::Reader &reader, ShardOutcome &outcome)
    {
        const bool nothing = !m_rowMade && outcome.error;
        auto hash = reader.finish();
        if (hash) {
            m_row.sha256 = *hash;
            outcome.sha256 = hash->hex();
        }
        if (nothing)
            return std::move(outcome);
        std::vector<workspace::ShardRow> completed;
        if (outcome.complete) {
            NIA_ASSIGN(completed, beginnings(outcome));
        }
        NIA_TRY(begin());
        NIA_TRY(undoOnError(makeRow()));
        NIA_TRY(undoOnError(updateRow(outcome)));
        for (const workspace::ShardRow &row : completed)
            NIA_TRY(undoOnError(m_inserter.updateShard(row)));
        NIA_TRY(m_inserter.commit());
        return std::move(outcome);
    }

    /// A limit takes nothing back of what an earlier import of the same shard said.
    Result<void> updateRow(const ShardOutcome &outcome)
    {
        const bool limited = !outcome.complete && !outcome.error;
        if (limited && m_row.complete)
            return {};
        const auto kept = [limited](std::int64_t before, std::int64_t now) {
            return limited ? std::max(before, now) : now;
        };
        m_row.plainBytes = kept(m_row.plainBytes, m_plainBytes);
        m_row.records = kept(m_row.records, outcome.records);
        m_row.rejected = kept(m_row.rejected, outcome.rejected);
        m_row.complete = outcome.complete;
        if (!limited) {
            m_row.error = outcome.error ? reason(*outcome.error) : std::string();
            m_row.errorOffset = outcome.error ? outcome.error->offset : -1;
        }
        return m_inserter.updateShard(m_row);
    }

    /// Shards that broke off, or were taken up to a limit, and whose bytes are the beginning of this one: all that they lacked
    /// is here now, though under another name. Made complete.
    Result<std::vector<workspace::ShardRow>> beginnings(const ShardOutcome &outcome)
    {
        std::vector<workspace::ShardRow> out;
        if (outcome.path == "-")
            return out;
        NIA_ASSIGN(const auto rows, workspace::shards(m_store));
        for (const workspace::ShardRow &row : rows) {
            if (!mayBeBeginning(row, m_row))
                continue;
            NIA_ASSIGN(auto completed, completedBy(outcome.path, row, m_read, m_store, m_inserter, m_progress));
            if (completed)
                out.push_back(*std::move(completed));
        }
        return out;
    }

    workspace::Store &m_store;
    workspace::RecordInserter &m_inserter;
    Progress &m_progress;
    const ImportWatch &m_watch;
    shards::ReadOptions m_read;
    workspace::ShardRow m_row;
    std::int64_t m_plainBytes = 0;
    DatasetId m_dataset{};
    bool m_rowMade = false;
    SteadyClock::time_point m_began;
};

void addUp(ImportOutcome &sum, const ShardOutcome &shard)
{
    sum.records += shard.records;
    sum.added += shard.added;
    sum.already += shard.already;
    sum.changed += shard.changed;
    sum.rejected += shard.rejected;
}

} // namespace

Result<ImportOutcome> importShards(workspace::Store &store, const std::vector<std::filesystem::path> &paths,
                                   const ImportOptions &options, Progress &progress, const ImportWatch &watch)
{
    const auto start = SteadyClock::now();
    ImportOutcome outcome;
    const std::string dataset = options.dataset.empty() ? store.defaultDataset() : options.dataset;
    // Before the inserter, so that its transaction has ended when they are set back: within one they cannot be.
    const LoadingSettings settings(store.database());
    NIA_ASSIGN(workspace::RecordInserter inserter, workspace::RecordInserter::open(store));
    for (const std::filesystem::path &path : paths) {
        auto files = shardFiles(path, options.recursive);
        if (!files) {
            outcome.shards.push_back(
                {.path = path, .name = pathText(path.filename()), .error = std::move(files).error()});
            continue;
        }
        for (const ShardFile &file : *files) {
            ShardLoading loading(store, inserter, progress, watch);
            NIA_ASSIGN(ShardOutcome shard, loading.load(file, options, dataset));
            addUp(outcome, shard);
            outcome.shards.push_back(std::move(shard));
        }
    }
    outcome.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    return outcome;
}

} // namespace nia::importing
