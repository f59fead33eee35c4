// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/resolving.h"

#include "workspace/records.h"
#include "workspace/resolver.h"

namespace nia::workspace {

Result<std::vector<Resolution>> resolveRecord(Store &store, RecordId record, const ResolveOptions &options)
{
    NIA_ASSIGN(Resolver resolver, Resolver::make(store.schema(), options));
    NIA_ASSIGN(SaidReader reader, SaidReader::open(store.database(), store.schema()));
    if (resolver.estimates()) {
        // What a record is worth by this policy depends on all others.
        NIA_ASSIGN(const std::int64_t count, recordCount(store));
        std::vector<RecordId> all;
        for (std::int64_t id = 1; id <= count; ++id)
            all.push_back(RecordId{id});
        Progress progress;
        NIA_TRY(resolver.estimate(reader, all, progress));
    }
    Said said;
    NIA_TRY(reader.read(record, said));
    return resolver.resolve(record, said);
}

Result<void> resolveAll(Store &store, const std::vector<RecordId> &records, const ResolveOptions &options,
                        Progress &progress,
                        const std::function<Result<void>(RecordId, const std::vector<Resolution> &)> &onRecord)
{
    NIA_ASSIGN(Resolver resolver, Resolver::make(store.schema(), options));
    NIA_ASSIGN(SaidReader reader, SaidReader::open(store.database(), store.schema()));
    if (resolver.estimates())
        NIA_TRY(resolver.estimate(reader, records, progress));
    std::int64_t done = 0;
    Said said;
    for (const RecordId record : records) {
        if ((++done & 255) == 0)
            NIA_TRY(progress.step(done));
        NIA_TRY(reader.read(record, said));
        NIA_TRY(onRecord(record, resolver.resolve(record, said)));
    }
    return progress.step(done);
}

Result<Json> resolveLine(Store &store, const Resolution &resolution)
{
    NIA_ASSIGN(const std::optional<RecordRow> row, recordRow(store, resolution.record));
    if (!row)
        return fail(Kind::UnknownRecord, {std::to_string(number(resolution.record))});
    Json parts;
    if (resolution.answer && resolution.answer->kind == QuestionKind::Span) {
        NIA_ASSIGN(parts, partsOf(store, resolution.record));
    }
    Json votes = Json::object(), distribution = Json::object();
    for (const auto &[answer, count] : resolution.votes)
        votes.set(answer, count);
    for (const auto &[answer, share] : resolution.distribution)
        distribution.set(answer, share);
    return Json::object({{"id", Json(row->externalId)},
                         {"dataset", Json(row->dataset)},
                         {"key", Json(row->key.hex())},
                         {"question", Json(resolution.question)},
                         {resolution.answer ? answerMember(resolution.answer->kind) : "answer",
                          resolution.answer ? withParts(toJson(*resolution.answer), parts) : Json()},
                         {"by", resolution.by.empty() ? Json() : Json(resolution.by)},
                         {"votes", std::move(votes)},
                         {"distribution", std::move(distribution)}});
}

} // namespace nia::workspace
