// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/store_private.h"

namespace nia::workspace {

namespace {

/// The choices that stand in label_choice for a stored answer: a string, or the strings of a list.
std::vector<std::string> choicesOf(std::string_view answer)
{
    std::vector<std::string> out;
    const auto json = Json::parse(answer);
    if (!json)
        return out;
    if (json->isString())
        out.push_back(json->string());
    for (const Json &item : json->items()) {
        if (item.isString())
            out.push_back(item.string());
    }
    return out;
}

constexpr std::string_view kDerived[] = {"label",        "label_choice", "annotator_state",
                                         "adjudication", "disagreement", "resolution",
                                         "waiting",      "record_state", "state_count"};

} // namespace

Result<void> Folder::fold(RecordId record, bool fresh)
{
    NIA_ASSIGN(const std::string key, d.keyOf(record));
    NIA_ASSIGN(const std::vector<FoldEvent> events, d.eventsOf(key));
    std::string text;
    if (needsText(events, d.schema)) {
        NIA_ASSIGN(Statement select, d.database.prepare("SELECT text FROM record_body WHERE id=?"));
        NIA_TRY(select.bind(1, number(record)).step());
        text = select.text(0);
    }
    return write(record, events, text, fresh);
}

Result<void> Folder::write(RecordId record, std::span<const FoldEvent> events, std::string_view text, bool fresh)
{
    const Folded folded = nia::workspace::fold(events, d.context(), text);
    if (!fresh)
        NIA_TRY(clear(record));
    if (events.empty())
        return {};
    NIA_TRY(insertLabels(record, folded));
    NIA_TRY(insertRest(record, folded));
    NIA_ASSIGN(Statement state, d.database.prepare("INSERT INTO record_state(record,bits) VALUES(?,?)"));
    NIA_TRY(state.bind(1, number(record)).bind(2, std::int64_t{folded.bits}).run());
    ++m_counts[folded.bits];
    return {};
}

Result<void> Folder::clear(RecordId record)
{
    const std::int64_t id = number(record);
    NIA_ASSIGN(Statement old, d.database.prepare("SELECT bits FROM record_state WHERE record=?"));
    NIA_ASSIGN(const bool known, old.bind(1, id).step());
    if (!known) {
        NIA_ASSIGN(Statement waiting, d.database.prepare("DELETE FROM waiting WHERE record=?"));
        return waiting.bind(1, id).run();
    }
    --m_counts[static_cast<unsigned>(old.integer(0))];
    old.reset();
    NIA_ASSIGN(Statement labels,
               d.database.prepare("SELECT question,annotator,answer FROM label WHERE record=? AND hidden=0"));
    NIA_ASSIGN(
        Statement choice,
        d.database.prepare("DELETE FROM label_choice WHERE question=? AND choice=? AND record=? AND annotator=?"));
    labels.bind(1, id);
    while (true) {
        NIA_ASSIGN(const bool row, labels.step());
        if (!row)
            break;
        for (const std::string &chosen : choicesOf(labels.text(2)))
            NIA_TRY(choice.bind(1, labels.text(0)).bind(2, chosen).bind(3, id).bind(4, labels.integer(1)).run());
    }
    for (const std::string_view sql :
         {"DELETE FROM label WHERE record=?", "DELETE FROM annotator_state WHERE record=?",
          "DELETE FROM adjudication WHERE record=?", "DELETE FROM disagreement WHERE record=?",
          "DELETE FROM resolution WHERE record=?", "DELETE FROM waiting WHERE record=?",
          "DELETE FROM record_state WHERE record=?"}) {
        NIA_ASSIGN(Statement statement, d.database.prepare(sql));
        NIA_TRY(statement.bind(1, id).run());
    }
    return {};
}

Result<void> Folder::insertLabels(RecordId record, const Folded &folded)
{
    const std::int64_t id = number(record);
    NIA_ASSIGN(Statement insert,
               d.database.prepare("INSERT INTO label(record,question,annotator,event,answer,hidden,blind) "
                                  "VALUES(?,?,?,?,?,?,?)"));
    NIA_ASSIGN(
        Statement choice,
        d.database.prepare("INSERT OR IGNORE INTO label_choice(question,choice,record,annotator) VALUES(?,?,?,?)"));
    for (const FoldedLabel &label : folded.labels) {
        NIA_ASSIGN(const std::int64_t person, d.annotator(label.annotator));
        insert.bind(1, id).bindKept(2, label.question).bind(3, person).bind(4, label.event).bindKept(5, label.answer);
        NIA_TRY(insert.bind(6, std::int64_t{label.hidden}).bind(7, std::int64_t{label.blind}).run());
        for (const std::string &chosen : label.choices)
            NIA_TRY(choice.bindKept(1, label.question).bindKept(2, chosen).bind(3, id).bind(4, person).run());
    }
    return {};
}

Result<void> Folder::insertRest(RecordId record, const Folded &folded)
{
    const std::int64_t id = number(record);
    for (const FoldedAnnotator &one : folded.annotators) {
        NIA_ASSIGN(const std::int64_t person, d.annotator(one.annotator));
        NIA_ASSIGN(
            Statement insert,
            d.database.prepare(
                "INSERT INTO annotator_state(record,annotator,labelled,answered,skipped,flagged,comment,seconds) "
                "VALUES(?,?,?,?,?,?,?,?)"));
        insert.bind(1, id).bind(2, person).bind(3, std::int64_t{one.labelled}).bind(4, std::int64_t{one.answered});
        if (one.skipped)
            insert.bindKept(5, *one.skipped);
        insert.bind(6, std::int64_t{one.flagged});
        if (!one.comment.empty())
            insert.bindKept(7, one.comment);
        NIA_TRY(insert.bind(8, one.seconds).run());
    }
    for (const FoldedDecision &decision : folded.decisions) {
        NIA_ASSIGN(const std::int64_t person, d.annotator(decision.reviewer));
        NIA_ASSIGN(Statement insert,
                   d.database.prepare("INSERT INTO adjudication(record,question,event,reviewer,answer,contested) "
                                      "VALUES(?,?,?,?,?,?)"));
        insert.bind(1, id).bindKept(2, decision.question).bind(3, decision.event).bind(4, person);
        NIA_TRY(insert.bindKept(5, decision.answer).bind(6, std::int64_t{decision.contested}).run());
    }
    for (const std::string &question : folded.disagreed) {
        NIA_ASSIGN(Statement insert, d.database.prepare("INSERT INTO disagreement(record,question) VALUES(?,?)"));
        NIA_TRY(insert.bind(1, id).bindKept(2, question).run());
    }
    for (const FoldedResolution &resolved : folded.resolved) {
        NIA_ASSIGN(Statement insert,
                   d.database.prepare("INSERT INTO resolution(record,question,answer,by) VALUES(?,?,?,?)"));
        NIA_TRY(insert.bind(1, id)
                    .bindKept(2, resolved.question)
                    .bindKept(3, resolved.answer)
                    .bindKept(4, resolved.by)
                    .run());
    }
    for (const std::int64_t event : folded.waiting) {
        NIA_ASSIGN(Statement insert,
                   d.database.prepare("INSERT OR REPLACE INTO waiting(event,record,why) VALUES(?,?,2)"));
        NIA_TRY(insert.bind(1, event).bind(2, id).run());
    }
    return {};
}

Result<void> Folder::finish()
{
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
    for (const std::string_view table : kDerived)
        NIA_TRY(d.database.execute("DELETE FROM " + std::string(table)));
    m_counts.clear();
    NIA_ASSIGN(
        Statement select,
        d.database.prepare("SELECT DISTINCT r.id FROM event e JOIN record r "
                           "ON substr(r.key,1,4)=substr(e.record_key,1,4) AND r.key=e.record_key ORDER BY r.id"));
    std::vector<RecordId> records;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        records.push_back(RecordId{select.integer(0)});
    }
    select.reset();
    progress.setTotal(static_cast<std::int64_t>(records.size()));
    for (std::size_t i = 0; i < records.size(); ++i) {
        NIA_TRY(fold(records[i], true));
        NIA_TRY(progress.step(static_cast<std::int64_t>(i + 1)));
    }
    NIA_TRY(d.database.execute(
        "INSERT INTO waiting(event,record,why) SELECT seq,NULL,1 FROM event e WHERE record_key IS NOT NULL "
        "AND NOT EXISTS(SELECT 1 FROM record r WHERE substr(r.key,1,4)=substr(e.record_key,1,4) AND "
        "r.key=e.record_key)"));
    return finish();
}

} // namespace nia::workspace
