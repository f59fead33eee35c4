// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/words.h"
#include "workspace/object_form.h"
#include "workspace/record_columns.h"
#include "workspace/record_filter.h"
#include "workspace/records.h"
#include "workspace/store_private.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace nia::workspace {

namespace {

/// Texts up to this many bytes are read themselves for lists; longer ones get a preview of their first line.
constexpr std::size_t kShortBytes = 8192;
constexpr std::size_t kPreviewBytes = 240;
/// A shard whose objects are all built differently gets no form for each of them.
constexpr std::size_t kMostForms = 1000;
/// From so many records on it is worth while to know which are here.
constexpr std::int64_t kManyRecords = 1000;

/// The first line, cut at a whole code point.
std::string_view previewOf(std::string_view text)
{
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.size() <= kPreviewBytes)
        return text;
    std::size_t end = kPreviewBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
        --end;
    return text.substr(0, end);
}

Json columnsJson(const std::vector<std::string> &columns)
{
    Json out = Json::array();
    for (const std::string &column : columns)
        out.push(column);
    return out;
}

void bindShard(Statement &s, const ShardRow &shard)
{
    const auto textOrNull = [&](int index, const std::string &text) {
        if (text.empty())
            s.bindNull(index);
        else
            s.bind(index, text);
    };
    s.bind(1, number(shard.dataset)).bind(2, shard.name).bind(3, shard.path);
    s.bindBlob(4, {reinterpret_cast<const char *>(shard.sha256.bytes.data()), shard.sha256.bytes.size()});
    s.bind(5, shard.bytes).bind(6, shard.plainBytes).bind(7, shard.format).bind(8, shard.compression);
    textOrNull(9, shard.textField);
    textOrNull(10, shard.idField);
    s.bind(11, shard.encoding);
    textOrNull(12, shard.delimiter);
    if (shard.header)
        s.bind(13, std::int64_t{*shard.header});
    if (!shard.columns.empty())
        s.bind(14, columnsJson(shard.columns).write());
    s.bind(15, shard.records).bind(16, shard.rejected).bind(17, std::int64_t{shard.complete});
    textOrNull(18, shard.error);
    if (shard.errorOffset >= 0)
        s.bind(19, shard.errorOffset);
    s.bind(20, shard.importedAt);
}

} // namespace

struct RecordInserter::Private {
    Store *store = nullptr;
    Statement record, body, parts, sameId, waiting;
    FormMaker maker;
    std::unordered_map<std::string, std::int64_t> forms; ///< those of the table; emptied by a rollback
    std::int64_t lastForm = 0;                           ///< the greatest id in forms
    std::string formText;
    struct Run {
        std::int64_t first = 0, last = 0, shard = 0;
    };
    std::vector<Run> runs; ///< of this batch
    std::optional<Transaction> transaction;
    bool anyWaiting = false;
    std::vector<RecordId> awaited; ///< records of this batch that events waited for
    std::vector<std::string> awaitedKeys;
    RecordFilter filter;
    std::int64_t added = 0, last = 0; ///< how many records so far; the greatest row of this batch

    Store::Private &inside() const { return store->inside(); }
    void addToRun(std::int64_t id, std::int64_t shard)
    {
        if (runs.empty() || runs.back().shard != shard || runs.back().last + 1 != id)
            runs.push_back({.first = id, .last = id, .shard = shard});
        runs.back().last = id;
    }
    Result<void> keepRuns();
    Result<void> readForms();
    /// Its row, made where it is missing; nothing where there are too many forms already.
    Result<std::optional<std::int64_t>> formId(std::string_view form, bool always);
    Result<void> bindObject(const NewRecord &made);
    Result<bool> hasId(std::int64_t hash, std::string_view externalId, std::int64_t dataset);
};

/// The batch's runs into the table; the first of them may go on where the last batch ended.
Result<void> RecordInserter::Private::keepRuns()
{
    NIA_ASSIGN(Statement grow, store->database().prepare("UPDATE shard_run SET last=?1 WHERE first=(SELECT max(first) "
                                                         "FROM shard_run) AND shard=?2 AND last=?3"));
    NIA_ASSIGN(Statement insert, store->database().prepare("INSERT INTO shard_run(first,last,shard) VALUES(?,?,?)"));
    for (const Run &run : runs) {
        NIA_TRY(grow.bind(1, run.last).bind(2, run.shard).bind(3, run.first - 1).run());
        if (store->database().changes() == 0)
            NIA_TRY(insert.bind(1, run.first).bind(2, run.last).bind(3, run.shard).run());
    }
    runs.clear();
    return {};
}

Result<void> RecordInserter::Private::readForms()
{
    NIA_ASSIGN(Statement select, store->database().prepare("SELECT id,form FROM object_form WHERE id>? ORDER BY id"));
    select.bind(1, lastForm);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        lastForm = select.integer(0);
        forms.emplace(select.text(1), lastForm);
    }
}

Result<std::optional<std::int64_t>> RecordInserter::Private::formId(std::string_view form, bool always)
{
    formText = form;
    auto found = forms.find(formText);
    if (found == forms.end()) {
        NIA_TRY(readForms()); // others write too
        found = forms.find(formText);
    }
    if (found != forms.end())
        return found->second;
    if (forms.size() >= kMostForms && !always)
        return std::nullopt;
    NIA_ASSIGN(Statement insert, store->database().prepare("INSERT INTO object_form(form) VALUES(?)"));
    NIA_TRY(insert.bindKept(1, formText).run());
    lastForm = store->database().lastInsertRowId();
    forms.emplace(formText, lastForm);
    return lastForm;
}

/// Form and rest of the raw object, into the statement of the record.
Result<void> RecordInserter::Private::bindObject(const NewRecord &made)
{
    FormMaker::Made object = maker.make(made.raw, made.literalBegin, made.literalEnd, made.externalId, made.text);
    std::optional<std::int64_t> id;
    if (object.formed) {
        NIA_ASSIGN(id, formId(object.form, false));
        if (!id) {
            object = maker.makePlain(made.raw, made.literalBegin, made.literalEnd, made.text);
            NIA_ASSIGN(id, formId(object.form, true));
        }
    }
    if (id)
        record.bind(9, *id);
    if (!object.rest.empty())
        record.bindKept(11, object.rest);
    return {};
}

/// Does the dataset have a record of that id?
Result<bool> RecordInserter::Private::hasId(std::int64_t hash, std::string_view externalId, std::int64_t dataset)
{
    const std::uint32_t head = headOf(hash);
    NIA_ASSIGN(const auto candidates, inside().lookup.rows(RecordLookup::By::Id, head, head));
    for (const std::int64_t candidate : candidates) {
        NIA_ASSIGN(const bool same, sameId.bind(1, candidate).bindKept(2, externalId).bind(3, dataset).step());
        sameId.reset();
        if (same)
            return true;
    }
    return false;
}

RecordInserter::RecordInserter(std::unique_ptr<Private> p) : d(std::move(p))
{
}
RecordInserter::~RecordInserter() = default;
RecordInserter::RecordInserter(RecordInserter &&) noexcept = default;

Result<RecordInserter> RecordInserter::open(Store &store)
{
    Database &database = store.database();
    NIA_ASSIGN(Statement record,
               database.prepare("INSERT INTO record(key,dataset,external_id,id_hash,shard,line,chars,text_hash,form,"
                                "preview,rest) VALUES(?,?,?,?,?,?,?,?,?,?,?)"));
    NIA_ASSIGN(Statement body, database.prepare("INSERT INTO record_body(id,text) VALUES(?,?)"));
    NIA_ASSIGN(Statement parts, database.prepare("INSERT INTO record_parts(id,builder,parts) VALUES(?,?,?)"));
    NIA_ASSIGN(Statement sameId, database.prepare("SELECT 1 FROM record WHERE id=? AND external_id=? AND dataset=?"));
    NIA_ASSIGN(Statement waiting,
               database.prepare("SELECT 1 FROM event WHERE substr(record_key,1,4)=substr(?1,1,4) AND "
                                "record_key=?1 LIMIT 1"));
    return RecordInserter(std::make_unique<Private>(Private{.store = &store,
                                                            .record = std::move(record),
                                                            .body = std::move(body),
                                                            .parts = std::move(parts),
                                                            .sameId = std::move(sameId),
                                                            .waiting = std::move(waiting)}));
}

Result<DatasetId> RecordInserter::dataset(std::string_view name)
{
    Database &database = d->store->database();
    NIA_ASSIGN(Statement insert, database.prepare("INSERT INTO dataset(name) VALUES(?) ON CONFLICT DO NOTHING"));
    NIA_ASSIGN(Statement find, database.prepare("SELECT id FROM dataset WHERE name=?"));
    NIA_ASSIGN(const bool known, find.bind(1, name).step());
    if (!known) {
        NIA_TRY(insert.bind(1, name).run());
        find.reset();
        NIA_TRY(find.bind(1, name).step());
    }
    return DatasetId{find.integer(0)};
}

Result<ShardId> RecordInserter::addShard(const ShardRow &shard)
{
    NIA_ASSIGN(
        Statement insert,
        d->store->database().prepare(
            "INSERT INTO shard(dataset,name,path,sha256,bytes,plain_bytes,format,compression,text_field,id_field,"
            "encoding,delimiter,header,columns,records,rejected,complete,error,error_offset,imported_at) "
            "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    bindShard(insert, shard);
    NIA_TRY(insert.run());
    return ShardId{d->store->database().lastInsertRowId()};
}

Result<void> RecordInserter::updateShard(const ShardRow &shard)
{
    NIA_ASSIGN(Statement update,
               d->store->database().prepare(
                   "UPDATE shard SET dataset=?1,name=?2,path=?3,sha256=?4,bytes=?5,plain_bytes=?6,format=?7,"
                   "compression=?8,text_field=?9,id_field=?10,encoding=?11,delimiter=?12,header=?13,columns=?14,"
                   "records=?15,rejected=?16,complete=?17,error=?18,error_offset=?19,imported_at=?20 WHERE id=?21"));
    bindShard(update, shard);
    return update.bind(21, number(shard.id)).run();
}

Result<void> RecordInserter::begin()
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->store->database()));
    d->transaction.emplace(std::move(transaction));
    const auto look = [&]() -> Result<void> {
        NIA_ASSIGN(Statement any, d->store->database().prepare("SELECT 1 FROM waiting WHERE record IS NULL LIMIT 1"));
        NIA_ASSIGN(d->anyWaiting, any.step());
        return d->added < kManyRecords ? Result<void>() : d->filter.catchUp(d->store->database(), d->inside().lookup);
    };
    auto looked = look();
    if (!looked)
        rollback();
    return looked;
}

Result<Added> RecordInserter::add(DatasetId dataset, ShardId shard, const NewRecord &record)
{
    const std::string_view key = bytesOf(record.key);
    const std::int64_t set = number(dataset);
    if (d->filter.mayHaveKey(record.key)) {
        NIA_ASSIGN(const auto known, d->inside().lookup.byKey(key));
        if (known)
            return Added::Already;
    }
    const std::int64_t hash = idHash(record.externalId);
    bool changed = false;
    if (d->filter.mayHaveId(hash)) {
        NIA_ASSIGN(changed, d->hasId(hash, record.externalId, set));
    }
    d->filter.add(record.key, hash);
    Statement &r = d->record;
    r.bindKeptBlob(1, key)
        .bind(2, set)
        .bindKept(3, record.externalId)
        .bind(4, hash)
        .bind(5, number(shard))
        .bind(6, record.line)
        .bind(7, record.chars);
    r.bind(8, static_cast<std::int64_t>(record.textHash));
    if (record.text.size() > kShortBytes)
        r.bindKept(10, previewOf(record.text));
    NIA_TRY(d->bindObject(record));
    NIA_TRY(r.run());
    const std::int64_t id = d->store->database().lastInsertRowId();
    d->addToRun(id, number(shard));
    d->last = id;
    ++d->added;
    NIA_TRY(d->body.bind(1, id).bindKept(2, record.text).run());
    if (!record.builder.empty()) {
        Statement &parts = d->parts;
        parts.bind(1, id).bindKept(2, record.builder).bindNull(3);
        if (!record.parts.empty())
            parts.bindKept(3, record.parts);
        NIA_TRY(parts.run());
    }
    if (d->anyWaiting) {
        NIA_ASSIGN(const bool awaited, d->waiting.bindKeptBlob(1, key).step());
        d->waiting.reset();
        if (awaited) {
            d->awaited.push_back(RecordId{id});
            d->awaitedKeys.emplace_back(key);
        }
    }
    return changed ? Added::Changed : Added::New;
}

Result<void> RecordInserter::reject(ShardId shard, std::int64_t line, std::int64_t byte, const Error &why,
                                    std::string_view raw)
{
    Json arguments = Json::array();
    for (const std::string &argument : why.arguments)
        arguments.push(argument);
    NIA_ASSIGN(Statement insert,
               d->store->database().prepare("INSERT INTO rejected_line(shard,line,byte,kind,arguments,raw) "
                                            "VALUES(?,?,?,?,?,?) ON CONFLICT DO NOTHING"));
    insert.bind(1, number(shard))
        .bind(2, line)
        .bind(3, byte)
        .bind(4, nia::kindName(why.kind))
        .bind(5, arguments.write());
    return insert.bindBlob(6, raw.substr(0, 1024)).run();
}

Result<void> RecordInserter::commit()
{
    if (!d->transaction)
        return fail(Kind::Internal, {"a batch was committed that was not begun"});
    const auto finish = [&]() -> Result<void> {
        Folder folder(d->inside());
        NIA_ASSIGN(Statement known,
                   d->store->database().prepare("DELETE FROM waiting WHERE why=1 AND event IN (SELECT seq FROM event "
                                                "WHERE substr(record_key,1,4)=substr(?1,1,4) AND record_key=?1)"));
        for (std::size_t i = 0; i < d->awaited.size(); ++i) {
            NIA_TRY(known.bindKeptBlob(1, d->awaitedKeys[i]).run());
            NIA_TRY(folder.fold(d->awaited[i]));
        }
        NIA_TRY(folder.finish());
        NIA_TRY(d->keepRuns());
        NIA_TRY(keepColumns(d->store->database()));
        NIA_TRY(keepLookup(d->store->database()));
        return d->transaction->commit();
    };
    auto done = finish();
    if (!done) {
        rollback();
        return done;
    }
    d->filter.committed(std::exchange(d->last, 0));
    d->transaction.reset();
    d->awaited.clear();
    d->awaitedKeys.clear();
    return {};
}

void RecordInserter::rollback()
{
    for (Statement *statement : {&d->record, &d->body, &d->parts, &d->sameId, &d->waiting})
        statement->reset();
    d->transaction.reset();
    d->awaited.clear();
    d->awaitedKeys.clear();
    d->forms.clear();
    d->lastForm = 0;
    d->runs.clear();
    d->last = 0;
    d->inside().people.clear();
    d->inside().lookup.forget();
}

} // namespace nia::workspace
