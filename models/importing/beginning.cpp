// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "importing/beginning.h"

#include "base/path_text.h"
#include "base/record_key.h"
#include "shards/file_io.h"

#include <algorithm>
#include <memory>

namespace nia::importing {

namespace {

/// The first bytes of a file, as if it ended there.
Result<shards::RawInput> beginningOf(const std::filesystem::path &file, std::int64_t bytes)
{
    NIA_ASSIGN(shards::File opened, shards::File::openToRead(file));
    return [in = std::make_shared<shards::File>(std::move(opened)),
            left = bytes](char *to, std::size_t most) mutable -> Result<std::size_t> {
        NIA_ASSIGN(const std::size_t got,
                   in->read(to, std::min(most, static_cast<std::size_t>(std::max<std::int64_t>(left, 0)))));
        left -= static_cast<std::int64_t>(got);
        return got;
    };
}

bool isReadTheSame(const workspace::ShardRow &row, const shards::Guess &guess)
{
    return row.format == guess.format && row.compression == guess.compression && row.textField == guess.textField
           && row.idField == guess.idField && row.encoding == guess.encoding && row.delimiter == guess.delimiter
           && row.header == guess.header;
}

/// A reader of the file's beginning that gives the ids which that shard's records have.
Result<shards::Reader> openAs(const workspace::ShardRow &row, const std::filesystem::path &file,
                              shards::ReadOptions options)
{
    options.shardName = row.name;
    options.dataset = row.datasetName;
    options.limit = -1;
    NIA_ASSIGN(shards::RawInput input, beginningOf(file, row.bytes));
    NIA_ASSIGN(shards::ByteSource source,
               shards::ByteSource::from(std::move(input), pathText(file), row.bytes, options.maxWindowBytes));
    return shards::Reader::open(std::move(source), file, options);
}

Result<bool> areHere(workspace::Store &store, const std::string &dataset, const shards::Batch &batch)
{
    for (const shards::Record &record : batch.records) {
        NIA_ASSIGN(const auto here,
                   workspace::recordByKey(store, recordKey(dataset, record.id, record.builder, record.text)));
        if (!here)
            return false;
    }
    return true;
}

Result<void> keepRejected(workspace::RecordInserter &inserter, ShardId shard, const std::vector<shards::BadLine> &bad)
{
    NIA_TRY(inserter.begin());
    for (const shards::BadLine &line : bad) {
        if (auto kept = inserter.reject(shard, line.line, line.byteOffset, line.reason, line.raw); !kept) {
            inserter.rollback();
            return kept;
        }
    }
    return inserter.commit();
}

} // namespace

bool mayBeBeginning(const workspace::ShardRow &row, const workspace::ShardRow &whole)
{
    return !row.complete && row.id != whole.id && row.datasetName == whole.datasetName && row.format == whole.format
           && row.compression == whole.compression && row.textField == whole.textField && row.idField == whole.idField
           && row.encoding == whole.encoding && row.delimiter == whole.delimiter && row.header == whole.header
           && row.bytes > 0 && row.bytes <= whole.bytes;
}

Result<std::optional<workspace::ShardRow>> completedBy(const std::filesystem::path &file, workspace::ShardRow row,
                                                       const shards::ReadOptions &options, workspace::Store &store,
                                                       workspace::RecordInserter &inserter, Progress &progress)
{
    const auto hash = shards::hashOfBeginning(file, row.bytes, progress);
    if (!hash && hash.error().kind == Kind::Interrupted)
        return fail(hash.error());
    if (!hash || *hash != row.sha256)
        return std::nullopt;
    auto reader = openAs(row, file, options);
    if (!reader || !isReadTheSame(row, reader->guess()))
        return std::nullopt;
    row.records = row.rejected = 0;
    for (bool end = false; !end;) {
        const auto batch = reader->next();
        if (!batch)
            break; // it broke off here: what follows is no part of that shard
        NIA_ASSIGN(const bool here, areHere(store, row.datasetName, *batch));
        if (!here)
            return std::nullopt;
        if (!batch->bad.empty())
            NIA_TRY(keepRejected(inserter, row.id, batch->bad));
        row.records += std::ssize(batch->records);
        row.rejected += std::ssize(batch->bad);
        row.plainBytes = batch->plainBytes;
        end = batch->end;
        NIA_TRY(progress.step(batch->consumedBytes));
    }
    row.complete = true;
    row.error.clear();
    row.errorOffset = -1;
    return row;
}

} // namespace nia::importing
