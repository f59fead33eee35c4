// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/bundle.h"

#include "base/path_text.h"
#include "base/sha256.h"
#include "exchange/archive.h"
#include "exchange/bundle_format.h"
#include "exchange/event_check.h"
#include "exchange/seal.h"
#include "workspace/event_set.h"
#include "workspace/incoming.h"
#include "workspace/records.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>

namespace nia::exchange {

namespace {

constexpr std::size_t kMaxIndexBytes = std::size_t{16} << 20;
/// Events and records go in by batches, so that memory stays flat; order does not matter.
constexpr std::size_t kEventBatch = 20'000;
/// Of events that are kept from the first reading of a bundle.
constexpr std::int64_t kMostKeptBytes = std::int64_t{16} << 20;
constexpr std::int64_t kRecordBatch = 2'000;

struct ListedMember {
    std::int64_t sizeBytes = 0;
    std::string sha256;
    bool seen = false;
};

struct Index {
    BundleInfo info;
    bool sealed = false;
    std::map<std::string, ListedMember, std::less<>> members;
};

Result<Index> parseIndex(std::string_view text)
{
    auto json = Json::parse(text);
    if (!json || (*json)["format"].string() != kBundleFormat) {
        const std::string format = json ? (*json)["format"].string() : std::string();
        if (format.starts_with("nia-bundle/"))
            return fail(Kind::NotBundle, {"its form " + format + " is newer than this program; update Nia"});
        return fail(Kind::NotBundle, {"bundle.json does not say " + std::string(kBundleFormat)});
    }
    Index index;
    index.info = {.format = (*json)["format"].string(),
                  .program = (*json)["program"].string(),
                  .created = (*json)["created"].string(),
                  .setHash = (*json)["set_hash"].string(),
                  .events = (*json)["events"].integer(),
                  .records = (*json)["records"].integer()};
    index.sealed = (*json)["sealed"].boolean();
    for (const Json &annotator : (*json)["annotators"].items())
        index.info.annotators.push_back(annotator.string());
    for (const Json &member : (*json)["members"].items())
        index.members[member["name"].string()] = {member["bytes"].integer(), member["sha256"].string()};
    if (!index.members.contains("events.jsonl"))
        return fail(Kind::NotBundle, {"it lists no events"});
    return index;
}

std::unexpected<Error> at(const std::filesystem::path &path, Error error)
{
    if (error.place.empty())
        error.place = pathText(path);
    return fail(std::move(error));
}

/// The first pass: everything is checked, nothing is used. Events are kept where they are few, so that they need not be
/// read a second time.
class Inspection
{
public:
    explicit Inspection(workspace::IncomingEvents *kept) : m_events(kept) {}

    Result<MemberSink> begin(const std::string &name, std::int64_t sizeBytes)
    {
        if (!m_index) {
            if (name != "bundle.json" || sizeBytes > static_cast<std::int64_t>(kMaxIndexBytes))
                return fail(Kind::NotBundle, {"bundle.json does not come first"});
            return MemberSink([this](std::string_view piece) -> Result<void> {
                m_text += piece;
                return {};
            });
        }
        const auto listed = m_index->members.find(name);
        if (listed == m_index->members.end() || listed->second.seen || listed->second.sizeBytes != sizeBytes)
            return fail(Kind::Corrupt, {"“" + name + "” is not what bundle.json says"});
        listed->second.seen = true;
        if (name == "events.jsonl" && sizeBytes > kMostKeptBytes)
            m_events.keepNothing();
        if (name == "events.jsonl")
            m_lines = std::make_unique<LineCutter>(kMaxEventBytes,
                                                   [this](std::string_view line) { return m_events.line(line); });
        else if (name == "records.jsonl")
            m_lines = std::make_unique<LineCutter>(kMaxRecordLineBytes, checkRecord);
        else if (name == "shards.jsonl")
            m_lines = std::make_unique<LineCutter>(kMaxEventBytes, checkShard);
        return MemberSink([this](std::string_view piece) -> Result<void> {
            m_hash.add(piece);
            return m_lines ? m_lines->add(piece) : Result<void>();
        });
    }

    Result<void> end(const std::string &name)
    {
        if (!m_index) {
            NIA_ASSIGN(m_index, parseIndex(m_text));
            return {};
        }
        if (m_lines)
            NIA_TRY(m_lines->finish());
        m_lines.reset();
        if (name == "events.jsonl")
            NIA_TRY(m_events.finish());
        if (m_hash.finish().hex() != m_index->members.find(name)->second.sha256)
            return fail(Kind::Corrupt, {"the checksum of “" + name + "” does not fit"});
        return {};
    }

    Result<Index> result()
    {
        if (!m_index)
            return fail(Kind::NotBundle, {"it has no bundle.json"});
        for (const auto &[name, member] : m_index->members) {
            if (!member.seen)
                return fail(Kind::Corrupt, {"“" + name + "” is missing"});
        }
        if (m_events.count() != m_index->info.events || m_events.setHash() != m_index->info.setHash)
            return fail(Kind::Corrupt, {"its set of events is not the one it was made with"});
        return *m_index;
    }

private:
    static Result<void> checkRecord(std::string_view line)
    {
        CarriedRecord carried;
        return parseRecordLine(line, carried) ? Result<void>() : fail(Kind::Corrupt, {"a record in it is damaged"});
    }
    static Result<void> checkShard(std::string_view line)
    {
        return parseShardLine(line) ? Result<void>() : fail(Kind::Corrupt, {"a shard in it is damaged"});
    }

    std::optional<Index> m_index;
    std::string m_text;
    Sha256 m_hash;
    std::unique_ptr<LineCutter> m_lines;
    EventCheck m_events;
};

Result<Index> inspect(const std::filesystem::path &path, workspace::IncomingEvents *kept = nullptr)
{
    Inspection inspection(kept);
    const auto read = readArchive(
        path, [&](const std::string &name, std::int64_t size) { return inspection.begin(name, size); },
        [&](const std::string &name) { return inspection.end(name); });
    if (!read)
        return at(path, read.error());
    auto index = inspection.result();
    if (!index)
        return at(path, index.error());
    // Bundles of other makers need no seal; one that is there has to fit.
    NIA_ASSIGN(const Seal seal, checkSeal(path));
    if (seal == Seal::Broken || (index->sealed && seal == Seal::None))
        return fail(Kind::Corrupt, {"its seal does not fit, some byte of it was changed"}, pathText(path));
    return index;
}

/// The second pass: records first into the store, then events, batch by batch.
class Taking
{
public:
    Taking(workspace::Store &store, Progress &progress, MergeOutcome &outcome)
        : m_store(store), m_progress(progress), m_outcome(outcome)
    {
    }

    Result<void> event(std::string_view canonical)
    {
        NIA_TRY(m_events.add(m_events.keep(std::string(canonical))));
        return m_events.events().size() >= kEventBatch ? flushEvents() : Result<void>();
    }

    /// All of them, a batch at a time.
    Result<void> events(std::span<workspace::IncomingEvent> all)
    {
        for (; !all.empty(); all = all.subspan(std::min(kEventBatch, all.size())))
            NIA_TRY(take(all.first(std::min(kEventBatch, all.size()))));
        return {};
    }

    Result<void> flushEvents()
    {
        if (!m_events.events().empty())
            NIA_TRY(take(m_events.events()));
        m_events.clear();
        return {};
    }

    Result<void> record(std::string_view line)
    {
        if (!m_inserter) {
            NIA_ASSIGN(workspace::RecordInserter inserter, workspace::RecordInserter::open(m_store));
            m_inserter = std::make_unique<workspace::RecordInserter>(std::move(inserter));
        }
        if (m_pending == 0)
            NIA_TRY(m_inserter->begin());
        ++m_pending;
        CarriedRecord carried;
        NIA_TRY(parseRecordLine(line, carried));
        NIA_ASSIGN(const auto known, workspace::recordByKey(m_store, carried.made.key));
        if (!known) { // else it needs no shard either
            NIA_ASSIGN(const DatasetId dataset, m_inserter->dataset(carried.dataset));
            NIA_ASSIGN(workspace::ShardRow *const shard, shardOf(dataset, carried));
            NIA_ASSIGN(const workspace::Added added, m_inserter->add(dataset, shard->id, carried.made));
            if (added != workspace::Added::Already) {
                ++m_outcome.records;
                ++shard->records;
                m_grown.insert(shard);
            }
        }
        return m_pending >= kRecordBatch ? flushRecords() : Result<void>();
    }

    Result<void> shard(std::string_view line)
    {
        NIA_ASSIGN(workspace::ShardRow row, parseShardLine(line));
        auto place = std::pair(row.datasetName, row.name);
        m_said.try_emplace(std::move(place), std::move(row));
        return {};
    }

    Result<void> flushRecords()
    {
        if (m_pending == 0)
            return {};
        m_pending = 0;
        for (const workspace::ShardRow *shard : m_grown)
            NIA_TRY(m_inserter->updateShard(*shard));
        m_grown.clear();
        return m_inserter->commit();
    }

private:
    Result<void> take(std::span<workspace::IncomingEvent> events)
    {
        NIA_ASSIGN(const workspace::MergeReceipt receipt,
                   workspace::mergeIncoming(m_store, events, m_outcome.info.setHash, m_progress));
        workspace::MergeReceipt &sum = m_outcome.receipt;
        sum.events += receipt.events;
        sum.added += receipt.added;
        sum.already += receipt.already;
        sum.unknownRecords += receipt.unknownRecords;
        sum.unknownAnswers += receipt.unknownAnswers;
        sum.clocksAhead += receipt.clocksAhead;
        sum.touched.insert(sum.touched.end(), receipt.touched.begin(), receipt.touched.end());
        return {};
    }

    /// Carried records belong to a shard row of their own, one for each dataset and name, which says that a bundle brought
    /// them. The same bundle, or another one of the same shard, comes back to it.
    Result<workspace::ShardRow *> shardOf(DatasetId dataset, const CarriedRecord &carried)
    {
        if (!m_rowsRead) {
            NIA_ASSIGN(auto rows, workspace::shards(m_store));
            for (workspace::ShardRow &row : rows) {
                auto place = std::pair(row.datasetName, row.name);
                if (row.format == "bundle")
                    m_shards.try_emplace(std::move(place), std::move(row));
            }
            m_rowsRead = true;
        }
        auto known = m_shards.find(std::pair(carried.dataset, carried.shard));
        if (known != m_shards.end())
            return &known->second;
        workspace::ShardRow row{
            .dataset = dataset,
            .datasetName = carried.dataset,
            .name = carried.shard,
            .format = "bundle",
            .compression = "none",
            .textField = "text",
            .encoding = "utf-8",
            .importedAt = rfc3339(m_store.options().clock ? m_store.options().clock->nowMs() : Clock().nowMs()),
            .complete = true};
        if (const auto said = m_said.find(std::pair(carried.dataset, carried.shard)); said != m_said.end()) {
            row.textField = said->second.textField;
            row.idField = said->second.idField;
            row.columns = said->second.columns;
        }
        NIA_ASSIGN(row.id, m_inserter->addShard(row));
        return &m_shards.emplace(std::pair(carried.dataset, carried.shard), std::move(row)).first->second;
    }

    workspace::Store &m_store;
    Progress &m_progress;
    MergeOutcome &m_outcome;
    workspace::IncomingEvents m_events;
    std::unique_ptr<workspace::RecordInserter> m_inserter;
    std::map<std::pair<std::string, std::string>, workspace::ShardRow> m_shards; ///< rows here, by dataset and name
    std::map<std::pair<std::string, std::string>, workspace::ShardRow> m_said; ///< what the bundle says of them
    std::set<const workspace::ShardRow *> m_grown; ///< of this batch
    bool m_rowsRead = false;
    std::int64_t m_pending = 0;
};

Result<MergeOutcome> withDatasets(workspace::Store &store, MergeOutcome outcome)
{
    NIA_ASSIGN(const auto waiting, workspace::waitingDatasets(store));
    for (const workspace::WaitingDataset &dataset : waiting)
        outcome.otherDatasets.push_back(dataset.dataset);
    return outcome;
}

} // namespace

Result<BundleInfo> inspectBundle(const std::filesystem::path &path, Progress &progress)
{
    NIA_TRY(progress.step(0));
    NIA_ASSIGN(Index index, inspect(path));
    return index.info;
}

Result<MergeOutcome> mergeBundle(workspace::Store &store, const std::filesystem::path &path, Progress &progress)
{
    NIA_TRY(progress.step(0));
    workspace::IncomingEvents kept;
    NIA_ASSIGN(const Index index, inspect(path, &kept));
    MergeOutcome outcome{.info = index.info};
    Taking taking(store, progress, outcome);
    const bool all = static_cast<std::int64_t>(kept.events().size()) == index.info.events;
    if (all)
        NIA_TRY(taking.events(kept.events()));
    kept.clear();
    std::unique_ptr<LineCutter> lines;
    if (all && !index.members.contains("records.jsonl"))
        return withDatasets(store, std::move(outcome));
    const auto read = readArchive(
        path,
        [&](const std::string &name, std::int64_t) -> Result<MemberSink> {
            if (name == "events.jsonl" && !all)
                lines = std::make_unique<LineCutter>(kMaxEventBytes,
                                                     [&](std::string_view line) { return taking.event(line); });
            else if (name == "shards.jsonl")
                lines = std::make_unique<LineCutter>(kMaxEventBytes,
                                                     [&](std::string_view line) { return taking.shard(line); });
            else if (name == "records.jsonl")
                lines = std::make_unique<LineCutter>(kMaxRecordLineBytes,
                                                     [&](std::string_view line) { return taking.record(line); });
            else
                return MemberSink();
            return MemberSink([&](std::string_view piece) { return lines->add(piece); });
        },
        [&](const std::string &) -> Result<void> {
            if (lines)
                NIA_TRY(lines->finish());
            lines.reset();
            NIA_TRY(taking.flushEvents());
            return taking.flushRecords();
        });
    if (!read)
        return at(path, read.error());
    return withDatasets(store, std::move(outcome));
}

} // namespace nia::exchange
