// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/records.h"

#include "base/words.h"
#include "workspace/object_form.h"
#include "workspace/store_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr std::string_view kRow =
    "SELECT r.id,r.key,r.external_id,d.name,s.name,r.line,r.chars,r.preview FROM record r "
    "JOIN dataset d ON d.id=r.dataset LEFT JOIN shard s ON s.id=r.shard WHERE r.id=?";

void fillRow(RecordRow &row, const Statement &s)
{
    row.id = RecordId{s.integer(0)};
    row.key = idFrom<RecordKey>(s.blob(1));
    row.externalId = s.text(2);
    row.dataset = s.text(3);
    row.shard = s.text(4);
    row.line = s.integer(5);
    row.chars = s.integer(6);
}

std::string_view firstLine(std::string_view text)
{
    return text.substr(0, text.find_first_of("\r\n"));
}

std::string upperBound(std::string bytes)
{
    while (!bytes.empty() && static_cast<unsigned char>(bytes.back()) == 0xff)
        bytes.pop_back();
    if (!bytes.empty())
        bytes.back() = static_cast<char>(static_cast<unsigned char>(bytes.back()) + 1);
    return bytes;
}

/// Keys that begin with the hex digits (an odd number of them too), at most three.
Result<std::vector<RecordRow>> byKeyPrefix(Store &store, std::string_view digits)
{
    std::string padded(digits);
    const bool odd = padded.size() % 2 != 0;
    if (odd)
        padded += '0';
    std::string bytes;
    for (std::size_t i = 0; i < padded.size(); i += 2) {
        const auto byte = Bytes<1>::fromHex(std::string_view(padded).substr(i, 2));
        if (!byte)
            return std::vector<RecordRow>{};
        bytes += static_cast<char>(byte->bytes[0]);
    }
    std::string above;
    if (odd && (static_cast<unsigned char>(bytes.back()) & 0xf0U) != 0xf0U) {
        above = bytes;
        above.back() = static_cast<char>(static_cast<unsigned char>(above.back()) + 16);
    } else {
        above = upperBound(odd ? bytes.substr(0, bytes.size() - 1) : bytes);
    }
    NIA_ASSIGN(const auto candidates, store.inside().lookup.rows(RecordLookup::By::Key, headOf(bytes),
                                                                 above.empty() ? 0xffffffffU : headOf(above)));
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT key FROM record WHERE id=?3 AND key>=?1 AND (?2 IS NULL OR key<?2)"));
    std::vector<RecordRow> rows;
    for (const std::int64_t candidate : candidates) {
        select.bindBlob(1, bytes).bind(3, candidate);
        if (!above.empty())
            select.bindBlob(2, above);
        NIA_ASSIGN(const bool row, select.step());
        if (row) {
            RecordRow &found = rows.emplace_back();
            found.id = RecordId{candidate};
            found.key = idFrom<RecordKey>(select.blob(0));
        }
        select.reset();
        if (rows.size() == 3)
            break;
    }
    return rows;
}

constexpr std::size_t kMostNamed = 10; ///< records of one id that a message lists

Result<std::vector<RecordRow>> byExternalId(Store &store, std::string_view reference, std::string_view dataset)
{
    const std::uint32_t head = headOf(idHash(reference));
    NIA_ASSIGN(const auto candidates, store.inside().lookup.rows(RecordLookup::By::Id, head, head));
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT r.key FROM record r JOIN dataset d ON d.id=r.dataset WHERE r.id=?3 AND "
                                        "r.external_id=?1 AND (?2='' OR d.name=?2)"));
    std::vector<RecordRow> rows;
    for (const std::int64_t candidate : candidates) {
        NIA_ASSIGN(const bool row, select.bind(1, reference).bind(2, dataset).bind(3, candidate).step());
        if (row && rows.size() < kMostNamed) {
            RecordRow &found = rows.emplace_back();
            found.id = RecordId{candidate};
            found.key = idFrom<RecordKey>(select.blob(0));
        }
        select.reset();
    }
    return rows;
}

Result<RecordId> only(const std::vector<RecordRow> &rows, std::string_view reference)
{
    if (rows.size() == 1)
        return rows.front().id;
    std::string keys;
    for (const RecordRow &row : rows)
        keys += (keys.empty() ? "" : ", ") + row.key.hex();
    return fail(Kind::Ambiguous, {"record", std::string(reference), keys});
}

void fillShard(ShardRow &shard, const Statement &s)
{
    shard.id = ShardId{s.integer(0)};
    shard.dataset = DatasetId{s.integer(1)};
    shard.datasetName = s.text(2);
    shard.name = s.text(3);
    shard.path = s.text(4);
    shard.sha256 = idFrom<Sha256Digest>(s.blob(5));
    shard.bytes = s.integer(6);
    shard.plainBytes = s.integer(7);
    shard.format = s.text(8);
    shard.compression = s.text(9);
    shard.textField = s.text(10);
    shard.idField = s.text(11);
    shard.encoding = s.text(12);
    shard.delimiter = s.text(13);
    if (!s.isNull(14))
        shard.header = s.integer(14) != 0;
    if (const auto columns = Json::parse(s.text(15))) {
        for (const Json &column : columns->items())
            shard.columns.push_back(column.string());
    }
    shard.records = s.integer(16);
    shard.rejected = s.integer(17);
    shard.complete = s.integer(18) != 0;
    shard.error = s.text(19);
    shard.errorOffset = s.isNull(20) ? -1 : s.integer(20);
    shard.importedAt = s.text(21);
}

Result<std::vector<ShardRow>> shardRows(Store &store, std::string_view where, const Sha256Digest *hash)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare(
                   "SELECT s.id,s.dataset,d.name,s.name,s.path,s.sha256,s.bytes,s.plain_bytes,s.format,s.compression,"
                   "s.text_field,s.id_field,s.encoding,s.delimiter,s.header,s.columns,s.records,s.rejected,s.complete,"
                   "s.error,s.error_offset,s.imported_at FROM shard s JOIN dataset d ON d.id=s.dataset "
                   + std::string(where) + " ORDER BY s.id"));
    if (hash)
        select.bindBlob(1, bytesOf(*hash));
    std::vector<ShardRow> rows;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return rows;
        fillShard(rows.emplace_back(), select);
    }
}

} // namespace

bool isCanonicalLiteral(std::string_view literal, std::string_view text)
{
    // Nearly all texts need few escapes: compared piece by piece, without building the literal.
    if (literal.size() < text.size() + 2 || literal.front() != '"' || literal.back() != '"')
        return false;
    std::size_t at = 1;
    std::string escaped;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x20 && text[end] != '"'
               && text[end] != '\\')
            ++end;
        if (literal.compare(at, end - begin, text.substr(begin, end - begin)) != 0)
            return false;
        at += end - begin;
        if (end < text.size()) {
            escaped.clear();
            appendJsonString(escaped, text.substr(end, 1));
            const std::string_view inner = std::string_view(escaped).substr(1, escaped.size() - 2);
            if (literal.compare(at, inner.size(), inner) != 0)
                return false;
            at += inner.size();
            ++end;
        }
        begin = end;
    }
    return at + 1 == literal.size();
}

Result<std::optional<RecordRow>> recordRow(Store &store, RecordId id)
{
    NIA_ASSIGN(Statement select, store.database().prepare(kRow));
    NIA_ASSIGN(const bool found, select.bind(1, number(id)).step());
    if (!found)
        return std::nullopt;
    RecordRow row;
    fillRow(row, select);
    if (!select.isNull(7)) {
        row.preview = select.text(7);
        return row;
    }
    NIA_ASSIGN(Statement body, store.database().prepare("SELECT text FROM record_body WHERE id=?"));
    NIA_TRY(body.bind(1, number(id)).step());
    row.preview = firstLine(body.text(0));
    return row;
}

Result<Json> partsOf(Store &store, RecordId record)
{
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT parts FROM record_parts WHERE id=?"));
    NIA_ASSIGN(const bool row, select.bind(1, number(record)).step());
    return !row || select.isNull(0) ? Result<Json>(Json::array()) : Json::parse(select.text(0));
}

Json withParts(Json spans, const Json &parts)
{
    if (parts.items().empty() || !spans.isArray())
        return spans;
    Json out = Json::array();
    for (Json span : spans.items()) {
        const std::int64_t start = span["start"].integer(-1), end = span["end"].integer(-1);
        const auto holds = [&](const Json &part) {
            return part["begin"].integer() <= start && end <= part["end"].integer();
        };
        const auto part = std::ranges::find_if(parts.items(), holds);
        if (start >= 0 && part != parts.items().end()) {
            const std::int64_t begin = (*part)["begin"].integer();
            span.set("part", static_cast<std::int64_t>(part - parts.items().begin()));
            span.set("partStart", start - begin).set("partEnd", end - begin);
        }
        out.push(std::move(span));
    }
    return out;
}

Result<std::optional<Record>> record(Store &store, RecordId id)
{
    NIA_ASSIGN(Statement select, store.database().prepare(kRow));
    NIA_ASSIGN(const bool found, select.bind(1, number(id)).step());
    if (!found)
        return std::nullopt;
    Record record;
    fillRow(record, select);
    NIA_ASSIGN(Statement body, store.database().prepare(
                                   "SELECT b.text,r.form IS NOT NULL,f.form,r.rest,p.builder,p.parts FROM record r "
                                   "LEFT JOIN record_body b ON b.id=r.id LEFT JOIN object_form f ON f.id=r.form "
                                   "LEFT JOIN record_parts p ON p.id=r.id WHERE r.id=?"));
    NIA_TRY(body.bind(1, number(id)).step());
    if (body.isNull(0) || (body.integer(1) != 0 && body.isNull(2)))
        return fail(Kind::Damaged, {"record " + std::to_string(number(id)) + " has no text"}, pathText(store.path()));
    record.text = body.text(0);
    record.preview = select.isNull(7) ? firstLine(record.text) : select.text(7);
    RawObject object = rawObject(body.integer(1) != 0, body.text(2), body.text(3), record.externalId, record.text);
    record.raw = std::move(object.raw);
    record.literalBegin = object.literalBegin;
    record.literalEnd = object.literalEnd;
    record.builder = body.text(4);
    record.parts = body.text(5);
    return record;
}

std::int64_t idHash(std::string_view externalId)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : externalId)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(hash ^ (hash >> 32U)));
}

Result<RecordId> findRecord(Store &store, std::string_view reference, std::string_view dataset)
{
    NIA_ASSIGN(std::vector<RecordRow> rows, byExternalId(store, reference, dataset));
    if (rows.empty() && reference.size() >= 6 && reference.size() <= 32) {
        NIA_ASSIGN(rows, byKeyPrefix(store, reference));
    }
    if (rows.empty())
        return fail(Kind::UnknownRecord, {std::string(reference)});
    return only(rows, reference);
}

Result<std::optional<RecordId>> recordByKey(Store &store, const RecordKey &key)
{
    NIA_ASSIGN(const auto row, store.inside().lookup.byKey(bytesOf(key)));
    return row ? std::optional(RecordId{*row}) : std::nullopt;
}

Result<std::int64_t> recordCount(Store &store)
{
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(select.step());
    return select.integer(0);
}

Result<std::vector<ShardRow>> shards(Store &store)
{
    return shardRows(store, "", nullptr);
}

Result<std::vector<ShardRow>> shardsByHash(Store &store, const Sha256Digest &sha256)
{
    return shardRows(store, "WHERE s.sha256=?", &sha256);
}

Result<void> rejectedLines(Store &store, const std::function<Result<void>(const RejectedLine &)> &onLine)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT s.name,l.line,l.byte,l.kind,l.arguments,l.raw FROM rejected_line l "
                                        "JOIN shard s ON s.id=l.shard ORDER BY l.shard,l.byte"));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        RejectedLine line{.shard = std::string(select.text(0)), .line = select.integer(1), .byte = select.integer(2)};
        line.reason.kind = kindFromName(std::string(select.text(3)));
        if (const auto arguments = Json::parse(select.text(4))) {
            for (const Json &argument : arguments->items())
                line.reason.arguments.push_back(argument.string());
        }
        line.reason.line = line.line;
        line.reason.offset = line.byte;
        line.raw = select.blob(5);
        NIA_TRY(onLine(line));
    }
}

} // namespace nia::workspace
