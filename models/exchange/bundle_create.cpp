// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/bundle.h"

#include "base/sha256.h"
#include "base/version.h"
#include "exchange/archive.h"
#include "exchange/bundle_format.h"
#include "workspace/event_set.h"
#include "workspace/event_view.h"
#include "workspace/records.h"
#include "workspace/replacing.h"

#include <format>
#include <map>
#include <set>
#include <system_error>

namespace nia::exchange {

namespace {

/// A member that is made twice: once to know its size and hash (they stand in bundle.json, which comes first), once to
/// write it, so that no member has to be held in memory.
using Produce = std::function<Result<void>(const std::function<Result<void>(std::string_view)> &onPiece)>;

struct Member {
    std::string name;
    std::int64_t sizeBytes = 0;
    std::string sha256;
    Produce produce;
};

Result<Member> measured(std::string name, Produce produce)
{
    Member member{.name = std::move(name), .produce = std::move(produce)};
    Sha256 hash;
    NIA_TRY(member.produce([&](std::string_view piece) -> Result<void> {
        hash.add(piece);
        member.sizeBytes += static_cast<std::int64_t>(piece.size());
        return {};
    }));
    member.sha256 = hash.finish().hex();
    return member;
}

/// What is gathered of the events on the way.
struct EventSummary {
    std::int64_t count = 0;
    Sha256 set;
    std::set<std::string, std::less<>> annotators;
    std::map<std::string, std::string, std::less<>> newestByDevice; ///< the version vector: device → greatest clock

    void said(std::string_view annotator, std::string_view device, std::string_view hlc)
    {
        if (!annotators.contains(annotator))
            annotators.emplace(annotator);
        auto newest = newestByDevice.find(device);
        if (newest == newestByDevice.end())
            newest = newestByDevice.emplace(device, hlc).first;
        if (newest->second < hlc)
            newest->second = hlc;
    }
};

Result<void> summarise(workspace::Store &store, const BundleOptions &options, EventSummary &summary)
{
    return workspace::eachEventById(
        store, options.annotator, [&](const EventId &id, std::string_view canonical) -> Result<void> {
            ++summary.count;
            summary.set.add({reinterpret_cast<const char *>(id.bytes.data()), id.bytes.size()});
            if (const auto view = workspace::EventView::read(canonical)) {
                summary.said(view->annotator, view->device, view->hlc);
                return {};
            }
            NIA_ASSIGN(const workspace::Event event, workspace::Event::parse(canonical));
            summary.said(event.annotator, event.device, event.hlc);
            return {};
        });
}

Produce eventLines(workspace::Store &store, const BundleOptions &options)
{
    return [&store, &options](const auto &onPiece) {
        return workspace::eachEventById(store, options.annotator,
                                        [&](const EventId &, std::string_view canonical) -> Result<void> {
                                            NIA_TRY(onPiece(canonical));
                                            return onPiece("\n");
                                        });
    };
}

Produce recordLines(workspace::Store &store, std::int64_t count, Progress &progress)
{
    return [&store, count, &progress](const auto &onPiece) -> Result<void> {
        for (std::int64_t id = 1; id <= count; ++id) {
            NIA_ASSIGN(const auto record, workspace::record(store, RecordId{id}));
            if (!record)
                continue;
            NIA_TRY(onPiece(recordLine(*record)));
            if (id % 256 == 0)
                NIA_TRY(progress.step(id));
        }
        return {};
    };
}

Json index(const EventSummary &summary, std::string setHash, std::int64_t records, const std::vector<Member> &members)
{
    Json annotators = Json::array();
    for (const std::string &annotator : summary.annotators)
        annotators.push(annotator);
    Json vector = Json::object();
    for (const auto &[device, hlc] : summary.newestByDevice)
        vector.set(device, hlc);
    Json list = Json::array();
    for (const Member &member : members)
        list.push(Json::object({{"name", member.name}, {"bytes", member.sizeBytes}, {"sha256", member.sha256}}));
    return Json::object({{"format", kBundleFormat},
                         {"program", std::format("nia {}", version())},
                         {"created", rfc3339(Clock().nowMs())},
                         {"sealed", true}, // exchange/seal.h: what lacks its seal was cut off
                         {"events", summary.count},
                         {"records", records},
                         {"set_hash", std::move(setHash)},
                         {"annotators", std::move(annotators)},
                         {"vector", std::move(vector)},
                         {"members", std::move(list)}});
}

Result<std::vector<Member>> schemaMembers(workspace::Store &store)
{
    std::vector<Member> members;
    NIA_TRY(workspace::eachSchemaFile(
        store, [&](std::string_view section, std::string_view version, std::string_view json) -> Result<void> {
            auto text = std::make_shared<std::string>(json);
            NIA_ASSIGN(Member member,
                       measured(std::format("schemas/{}-{}-{}.json", members.size() + 1, section, version),
                                [text](const auto &onPiece) { return onPiece(*text); }));
            members.push_back(std::move(member));
            return {};
        }));
    return members;
}

} // namespace

Result<BundleReceipt> createBundle(workspace::Store &store, const std::filesystem::path &path,
                                   const BundleOptions &options, Progress &progress)
{
    NIA_TRY(workspace::mayReplaceFile(store, path, options.overwrite));
    // One read transaction, so that both passes over the events see the same set.
    NIA_ASSIGN(workspace::Transaction reading, workspace::Transaction::begin(store.database(), false));
    EventSummary summary;
    NIA_TRY(summarise(store, options, summary));
    BundleReceipt receipt{.events = summary.count, .setHash = summary.set.finish().hex()};

    NIA_ASSIGN(std::vector<Member> members, schemaMembers(store));
    NIA_ASSIGN(Member events, measured("events.jsonl", eventLines(store, options)));
    members.push_back(std::move(events));
    if (options.withRecords) {
        NIA_ASSIGN(receipt.records, workspace::recordCount(store));
        progress.setTotal(receipt.records);
        NIA_ASSIGN(const auto rows, workspace::shards(store));
        NIA_ASSIGN(Member shards, measured("shards.jsonl", [rows](const auto &onPiece) -> Result<void> {
                       for (const workspace::ShardRow &row : rows)
                           NIA_TRY(onPiece(shardLine(row)));
                       return {};
                   }));
        members.push_back(std::move(shards));
        NIA_ASSIGN(Member records, measured("records.jsonl", recordLines(store, receipt.records, progress)));
        members.push_back(std::move(records));
    }
    NIA_ASSIGN(ArchiveWriter archive, ArchiveWriter::create(path));
    NIA_TRY(archive.add("bundle.json", index(summary, receipt.setHash, receipt.records, members).write()));
    for (const Member &member : members) {
        NIA_TRY(archive.begin(member.name, member.sizeBytes));
        NIA_TRY(member.produce([&](std::string_view piece) { return archive.write(piece); }));
        NIA_TRY(archive.end());
    }
    NIA_ASSIGN(receipt.bytes, archive.finish());
    return receipt;
}

} // namespace nia::exchange
