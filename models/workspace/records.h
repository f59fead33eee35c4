// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "workspace/store.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

/// A shard as the table of shards has it.
struct ShardRow {
    ShardId id{};
    DatasetId dataset{};
    std::string datasetName, name, path, format, compression, textField, idField, encoding, delimiter, error,
        importedAt;
    std::optional<bool> header;
    std::vector<std::string> columns;
    Sha256Digest sha256;
    std::int64_t bytes = 0, plainBytes = 0, records = 0, rejected = 0, errorOffset = -1;
    bool complete = false;
};

/// A record about to be inserted. raw is what came; [literalBegin, literalEnd) is where the text's JSON string stands in it,
/// nowhere (0, 0) where the text was joined of parts.
struct NewRecord {
    RecordKey key;
    std::string_view externalId;
    std::string_view text;
    std::string_view raw;
    std::size_t literalBegin = 0, literalEnd = 0;
    std::int64_t line = 0;
    std::int64_t chars = 0;
    std::uint64_t textHash = 0;
    std::string_view builder = {}; ///< how the text was joined of parts; empty for plain text
    std::string_view parts = {}; ///< [{"role","name","begin","end","opaque"}] over the text; empty for plain text
};

enum class Added { New, Already, Changed }; ///< Changed: inserted, and the dataset had this id with another text

/// Inserting in batches. begin() … add() … commit(): whole batches or nothing. The importing room drives it.
class RecordInserter
{
public:
    [[nodiscard]] static Result<RecordInserter> open(Store &store);
    ~RecordInserter();
    RecordInserter(RecordInserter &&) noexcept;

    [[nodiscard]] Result<DatasetId> dataset(std::string_view name); ///< made where it is missing
    [[nodiscard]] Result<ShardId> addShard(const ShardRow &shard);
    [[nodiscard]] Result<void> updateShard(const ShardRow &shard);
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<Added> add(DatasetId dataset, ShardId shard, const NewRecord &record);
    [[nodiscard]] Result<void> reject(ShardId shard, std::int64_t line, std::int64_t byte, const Error &why,
                                      std::string_view raw);
    /// Commits the batch; events that waited for its records are folded in the same transaction.
    [[nodiscard]] Result<void> commit();
    void rollback();

private:
    struct Private;
    explicit RecordInserter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// What record.id_hash holds: the two halves of the 64-bit FNV-1a of the id's bytes, xored, as a signed number.
[[nodiscard]] std::int64_t idHash(std::string_view externalId);

/// What lists show of a record.
struct RecordRow {
    RecordId id{};
    RecordKey key;
    std::string externalId, dataset, shard, preview;
    std::int64_t line = 0, chars = 0;
};

/// The whole of a record.
struct Record : RecordRow {
    std::string text, raw, builder, parts; ///< the last two as in NewRecord
    std::size_t literalBegin = 0,
                literalEnd = 0; ///< where the text's JSON string stands in raw; nowhere with a builder
};

[[nodiscard]] Result<std::optional<RecordRow>> recordRow(Store &store, RecordId id);
[[nodiscard]] Result<std::optional<Record>> record(Store &store, RecordId id);
/// RECORD of the command line: external id (in the dataset, if given), then key, then key prefix of ≥ 6 hex digits.
/// Errors: UnknownRecord, Ambiguous (with the keys).
[[nodiscard]] Result<RecordId> findRecord(Store &store, std::string_view reference, std::string_view dataset = {});
[[nodiscard]] Result<std::optional<RecordId>> recordByKey(Store &store, const RecordKey &key);
/// The parts that a record's text was joined of; empty for plain text.
[[nodiscard]] Result<Json> partsOf(Store &store, RecordId record);
/// A span's JSON (of a list of them) with "part", "partStart" and "partEnd" where it lies in one of the parts (cli.md, Shapes).
[[nodiscard]] Json withParts(Json spans, const Json &parts);
/// The highest id; ids run from 1 to it without gaps.
[[nodiscard]] Result<std::int64_t> recordCount(Store &store);
[[nodiscard]] Result<std::vector<ShardRow>> shards(Store &store);
[[nodiscard]] Result<std::vector<ShardRow>> shardsByHash(Store &store, const Sha256Digest &sha256);

struct RejectedLine {
    std::string shard;
    std::int64_t line = 0, byte = 0;
    Error reason;
    std::string raw;
};
[[nodiscard]] Result<void> rejectedLines(Store &store, const std::function<Result<void>(const RejectedLine &)> &onLine);

} // namespace nia::workspace
