// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/labels.h"
#include "workspace/records.h"
#include "workspace/store_private.h"

namespace nia::workspace {

Result<void> eachEvent(Store &store, std::optional<RecordId> record,
                       const std::function<Result<void>(const EventId &, std::string_view canonical)> &onEvent)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare(
                   record ? "SELECT id,canon FROM event WHERE substr(record_key,1,4)=(SELECT substr(key,1,4) FROM "
                            "record WHERE id=?1) AND record_key=(SELECT key FROM record WHERE id=?1) ORDER BY hlc,id"
                          : "SELECT id,canon FROM event ORDER BY hlc,id"));
    if (record)
        select.bind(1, number(*record));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        NIA_TRY(onEvent(idFrom<EventId>(select.blob(0)), select.text(1)));
    }
}

Result<Json> historyLine(Store &store, const EventId &id, std::string_view canonical)
{
    NIA_ASSIGN(const Json event, Json::parse(canonical));
    Json line = Json::object({{"id", Json(id.hex())}});
    for (const auto &[name, value] : event.members())
        line.set(name, value);
    if (const auto key = RecordKey::fromHex(event["record"].string())) {
        NIA_ASSIGN(const auto record, store.inside().lookup.byKey(bytesOf(*key)));
        NIA_ASSIGN(Statement select, store.database().prepare("SELECT external_id FROM record WHERE id=?"));
        NIA_ASSIGN(const bool row, select.bind(1, record.value_or(0)).step());
        if (row)
            line.set("externalId", select.text(0));
    }
    return line;
}

Result<std::vector<AnnotatorRow>> annotators(Store &store)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare(
                   "SELECT a.name,coalesce(a.display,''),coalesce(a.region,''),coalesce(n.labels,0) FROM annotator a "
                   "LEFT JOIN (SELECT annotator,count(*) AS labels FROM label WHERE hidden=0 GROUP BY annotator) n "
                   "ON n.annotator=a.id ORDER BY a.name"));
    std::vector<AnnotatorRow> rows;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return rows;
        rows.push_back({.id = std::string(select.text(0)),
                        .display = std::string(select.text(1)),
                        .region = std::string(select.text(2)),
                        .labels = select.integer(3)});
    }
}

namespace {

Result<std::int64_t> one(Store &store, std::string_view sql)
{
    NIA_ASSIGN(Statement select, store.database().prepare(sql));
    NIA_TRY(select.step());
    return select.integer(0);
}

} // namespace

Result<Counts> counts(Store &store)
{
    Counts out;
    NIA_ASSIGN(out.records, recordCount(store));
    NIA_ASSIGN(Statement states, store.database().prepare("SELECT bits,records FROM state_count"));
    while (true) {
        NIA_ASSIGN(const bool row, states.step());
        if (!row)
            break;
        const auto bits = static_cast<unsigned>(states.integer(0));
        const auto add = [&](std::int64_t &count, unsigned bit) { count += (bits & bit) != 0 ? states.integer(1) : 0; };
        add(out.labelled, kLabelled);
        add(out.complete, kComplete);
        add(out.disagreed, kDisagreed);
        add(out.contested, kContested);
        add(out.adjudicated, kAdjudicated);
    }
    NIA_ASSIGN(out.labels, one(store, "SELECT count(*) FROM label WHERE hidden=0"));
    NIA_ASSIGN(out.events, one(store, "SELECT coalesce(max(seq),0) FROM event")); // never removed: no gaps
    NIA_ASSIGN(out.unknownRecords, one(store, "SELECT count(*) FROM waiting WHERE why=1"));
    NIA_ASSIGN(out.unknownAnswers, one(store, "SELECT count(*) FROM waiting WHERE why=2"));
    return out;
}

Result<OwnProgress> ownProgress(Store &store, std::string_view annotator)
{
    OwnProgress out;
    NIA_ASSIGN(out.records, recordCount(store));
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT id FROM annotator WHERE name=?"));
    NIA_ASSIGN(const bool known, select.bind(1, annotator).step());
    if (!known)
        return out;
    const std::int64_t person = select.integer(0);
    std::map<std::int64_t, MarkWords> answered; // by block
    const auto each = [&](MarkKind kind, const std::function<void(std::int64_t, const MarkWords &)> &onBlock) {
        return eachMarkBlock(store.database(), {.kind = kind, .question = {}, .choice = {}, .annotator = person}, 1,
                             out.records, onBlock);
    };
    const auto add = [](std::int64_t &sum, const MarkWords &words, const MarkWords *without) {
        for (std::size_t i = 0; i < words.size(); ++i)
            sum += std::popcount(without ? words[i] & ~(*without)[i] : words[i]);
    };
    NIA_TRY(each(MarkKind::Answered, [&](std::int64_t block, const MarkWords &words) {
        answered.emplace(block, words);
        add(out.answered, words, nullptr);
    }));
    NIA_TRY(each(MarkKind::Skipped, [&](std::int64_t block, const MarkWords &words) {
        const auto found = answered.find(block);
        add(out.skipped, words, found == answered.end() ? nullptr : &found->second);
    }));
    NIA_TRY(each(MarkKind::Flagged, [&](std::int64_t, const MarkWords &words) { add(out.flagged, words, nullptr); }));
    return out;
}

// ------------------------------------------------------------------------------------------- models and suggestions

Result<std::vector<ModelRow>> models(Store &store)
{
    NIA_ASSIGN(Statement select, store.database().prepare(
                                     "SELECT id,question,model_id,form,card,made_at,labels FROM model m "
                                     "WHERE id=(SELECT max(id) FROM model n WHERE n.question=m.question) ORDER BY id"));
    std::vector<ModelRow> rows;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return rows;
        rows.push_back({.id = select.integer(0),
                        .question = std::string(select.text(1)),
                        .modelId = std::string(select.text(2)),
                        .form = std::string(select.text(3)),
                        .card = std::string(select.text(4)),
                        .madeAt = std::string(select.text(5)),
                        .labels = select.integer(6)});
    }
}

Result<std::optional<std::string>> modelData(Store &store, std::string_view question)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT data FROM model WHERE question=? ORDER BY id DESC LIMIT 1"));
    NIA_ASSIGN(const bool row, select.bind(1, question).step());
    return row ? std::optional(std::string(select.blob(0))) : std::nullopt;
}

Result<void> addModel(Store &store, const ModelRow &model, std::string_view data)
{
    // The same model made again is the newest again; older ones of the question are kept only while suggestions name them.
    NIA_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
    {
        NIA_ASSIGN(Statement known, store.database().prepare("SELECT id FROM model WHERE model_id=?"));
        NIA_ASSIGN(const bool row, known.bind(1, model.modelId).step());
        if (row)
            return {};
        NIA_ASSIGN(Statement insert,
                   store.database().prepare("INSERT INTO model(question,model_id,labels,form,card,data,made_at) "
                                            "VALUES(?,?,?,?,?,?,?)"));
        insert.bind(1, model.question)
            .bind(2, model.modelId)
            .bind(3, model.labels)
            .bind(4, model.form)
            .bind(5, model.card);
        NIA_TRY(insert.bindKeptBlob(6, data).bind(7, model.madeAt).run());
        NIA_ASSIGN(Statement old,
                   store.database().prepare("DELETE FROM model WHERE question=?1 AND model_id<>?2 AND NOT EXISTS"
                                            "(SELECT 1 FROM suggestion s WHERE s.question=?1 AND s.model=model.id)"));
        NIA_TRY(old.bind(1, model.question).bind(2, model.modelId).run());
    }
    return transaction.commit();
}

Result<void> storeSuggestions(Store &store, std::string_view modelId, std::string_view question,
                              const std::vector<std::pair<RecordId, StoredSuggestion>> &suggestions)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
    {
        NIA_ASSIGN(Statement find, store.database().prepare("SELECT id FROM model WHERE model_id=?"));
        NIA_ASSIGN(const bool known, find.bind(1, modelId).step());
        if (!known)
            return fail(Kind::NotFound, {"model", std::string(modelId)});
        const std::int64_t model = find.integer(0);
        NIA_ASSIGN(
            Statement insert,
            store.database().prepare("INSERT OR REPLACE INTO suggestion(record,question,answer,p,distribution,model) "
                                     "VALUES(?,?,?,?,?,?)"));
        for (const auto &[record, suggestion] : suggestions) {
            insert.bind(1, number(record))
                .bind(2, question)
                .bind(3, suggestion.answer.writeCanonical())
                .bind(4, suggestion.p);
            if (!suggestion.distribution.isNull())
                insert.bind(5, suggestion.distribution.write());
            NIA_TRY(insert.bind(6, model).run());
        }
    }
    return transaction.commit();
}

} // namespace nia::workspace
