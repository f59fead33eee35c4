// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/labels.h"

#include "workspace/records.h"
#include "workspace/store_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

/// label l, its event e, its annotator a, the flag of the annotator on the record.
constexpr std::string_view kSelect =
    "SELECT l.record,l.question,a.name,l.answer,l.hidden,e.id,e.canon,coalesce(t.flagged,0) FROM label l "
    "JOIN annotator a ON a.id=l.annotator JOIN event e ON e.seq=l.event "
    "LEFT JOIN annotator_state t ON t.record=l.record AND t.annotator=l.annotator ";

/// The stored answer, read by its question's kind; by its form where the question is unknown here.
Answer storedAnswer(const Schema &schema, std::string_view questionId, std::string_view json)
{
    const auto value = Json::parse(json);
    if (!value)
        return {};
    QuestionKind kind = QuestionKind::Single;
    if (const Question *question = schema.question(questionId))
        kind = question->kind;
    else if (value->isArray())
        kind =
            !value->items().empty() && value->items().front().isObject() ? QuestionKind::Span : QuestionKind::Multiple;
    if (auto answer = answerFromJson(kind, *value))
        return std::move(*answer);
    return Answer{.kind = QuestionKind::Text, .text = value->idText().value_or(value->write())};
}

Result<LabelRow> labelFrom(const Schema &schema, const Statement &s)
{
    LabelRow row{
        .record = RecordId{s.integer(0)}, .question = std::string(s.text(1)), .annotator = std::string(s.text(2))};
    row.answer = storedAnswer(schema, row.question, s.text(3));
    row.hidden = s.integer(4) != 0;
    row.event = idFrom<EventId>(s.blob(5));
    NIA_ASSIGN(const Json event, Json::parse(s.text(6)));
    row.flag = s.integer(7) != 0;
    row.time = event["time"].string();
    const Json &body = event["body"];
    row.comment = body["comment"].string();
    if (body["seconds"].isNumber())
        row.seconds = body["seconds"].real();
    if (const Json *suggestion = body.find("suggestion")) {
        row.suggestion = ShownSuggestion{.answer = (*suggestion)["answer"],
                                         .p = (*suggestion)["p"].real(),
                                         .model = (*suggestion)["model"].string(),
                                         .shown = (*suggestion)["shown"].boolean()};
    }
    return row;
}

/// Questions in schema order, unknown ones behind, by name.
bool questionBefore(const Schema &schema, const std::string &a, const std::string &b)
{
    const auto rank = [&](const std::string &id) {
        const int index = schema.questionIndex(id);
        return index < 0 ? static_cast<int>(schema.questions().size()) : index;
    };
    const int ra = rank(a);
    const int rb = rank(b);
    return ra != rb ? ra < rb : a < b;
}

void sortLabels(const Schema &schema, std::vector<LabelRow> &rows)
{
    std::ranges::sort(rows, [&](const LabelRow &a, const LabelRow &b) {
        return a.question != b.question ? questionBefore(schema, a.question, b.question) : a.annotator < b.annotator;
    });
}

Result<std::vector<LabelRow>> labelsOf(Store &store, RecordId record)
{
    NIA_ASSIGN(Statement select, store.database().prepare(std::string(kSelect) + "WHERE l.record=?"));
    select.bind(1, number(record));
    std::vector<LabelRow> rows;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        NIA_ASSIGN(LabelRow label, labelFrom(store.schema(), select));
        rows.push_back(std::move(label));
    }
    sortLabels(store.schema(), rows);
    return rows;
}

Result<void> fillPeople(Store &store, RecordId record, RecordState &state)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare(
                   "SELECT a.name,t.labelled,t.answered,t.flagged,t.skipped,t.comment,t.seconds "
                   "FROM annotator_state t JOIN annotator a ON a.id=t.annotator WHERE t.record=? ORDER BY a.name"));
    select.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        AnnotatorState &one = state.annotators.emplace_back();
        one.annotator = select.text(0);
        one.labelled = select.integer(1) != 0;
        one.answered = select.integer(2) != 0;
        one.flagged = select.integer(3) != 0;
        if (!select.isNull(4))
            one.skipped = std::string(select.text(4));
        one.comment = select.text(5);
        one.seconds = select.real(6);
    }
}

Result<void> fillDecisions(Store &store, RecordId record, RecordState &state)
{
    NIA_ASSIGN(
        Statement select,
        store.database().prepare("SELECT d.question,a.name,d.answer,d.contested,e.id,e.canon FROM adjudication d "
                                 "JOIN annotator a ON a.id=d.reviewer JOIN event e ON e.seq=d.event WHERE d.record=? "
                                 "ORDER BY d.question,e.hlc,e.id"));
    select.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        Decision &one = state.decisions.emplace_back();
        one.question = select.text(0);
        one.reviewer = select.text(1);
        one.answer = storedAnswer(store.schema(), one.question, select.text(2));
        one.contested = select.integer(3) != 0;
        one.event = idFrom<EventId>(select.blob(4));
        NIA_ASSIGN(const Json event, Json::parse(select.text(5)));
        one.time = event["time"].string();
        one.reason = event["body"]["reason"].string();
        for (const Json &clause : event["body"]["clauses"].items())
            one.clauses.push_back(clause.string());
    }
    std::ranges::stable_sort(state.decisions, [&](const Decision &a, const Decision &b) {
        return a.question != b.question && questionBefore(store.schema(), a.question, b.question);
    });
    return {};
}

Result<void> fillQuestions(Store &store, RecordId record, RecordState &state)
{
    NIA_ASSIGN(Statement resolved,
               store.database().prepare("SELECT question,answer,by FROM resolution WHERE record=?"));
    resolved.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, resolved.step());
        if (!row)
            break;
        const std::string question(resolved.text(0));
        state.resolved.push_back({.question = question,
                                  .by = std::string(resolved.text(2)),
                                  .answer = storedAnswer(store.schema(), question, resolved.text(1))});
    }
    NIA_ASSIGN(Statement disagreed, store.database().prepare("SELECT question FROM disagreement WHERE record=?"));
    disagreed.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, disagreed.step());
        if (!row)
            break;
        state.disagreed.emplace_back(disagreed.text(0));
    }
    std::ranges::sort(state.disagreed,
                      [&](const auto &a, const auto &b) { return questionBefore(store.schema(), a, b); });
    std::ranges::sort(state.resolved, [&](const Resolved &a, const Resolved &b) {
        return questionBefore(store.schema(), a.question, b.question);
    });
    NIA_ASSIGN(Statement suggested,
               store.database().prepare("SELECT s.question,s.answer,s.p,s.distribution,m.model_id FROM suggestion s "
                                        "JOIN model m ON m.id=s.model WHERE s.record=? ORDER BY s.question"));
    suggested.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, suggested.step());
        if (!row)
            break;
        StoredSuggestion &one = state.suggestions.emplace_back();
        one.question = suggested.text(0);
        NIA_ASSIGN(one.answer, Json::parse(suggested.text(1)));
        one.p = suggested.real(2);
        if (!suggested.isNull(3)) {
            NIA_ASSIGN(one.distribution, Json::parse(suggested.text(3)));
        }
        one.model = suggested.text(4);
    }
    return {};
}

} // namespace

Result<RecordState> recordState(Store &store, RecordId record)
{
    RecordState state;
    NIA_ASSIGN(const MarkWriter::Bits marked, markedState(store.database(), record));
    state.bits = marked.bits;
    if (marked.known) {
        NIA_ASSIGN(state.labels, labelsOf(store, record));
        NIA_TRY(fillPeople(store, record, state));
        NIA_TRY(fillDecisions(store, record, state));
    }
    NIA_TRY(fillQuestions(store, record, state));
    return state;
}

Result<std::map<std::string, LabelRow, std::less<>>> ownLabels(Store &store, RecordId record,
                                                               std::string_view annotator)
{
    NIA_ASSIGN(Statement select, store.database().prepare(std::string(kSelect) + "WHERE l.record=? AND a.name=?"));
    select.bind(1, number(record)).bind(2, annotator);
    std::map<std::string, LabelRow, std::less<>> out;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return out;
        NIA_ASSIGN(LabelRow label, labelFrom(store.schema(), select));
        out.emplace(label.question, std::move(label));
    }
}

Result<void> eachLabel(Store &store, const LabelFilter &filter,
                       const std::function<Result<void>(const LabelRow &)> &onLabel)
{
    const auto record = [&](std::vector<LabelRow> &rows) -> Result<void> {
        sortLabels(store.schema(), rows);
        for (const LabelRow &row : rows)
            NIA_TRY(onLabel(row));
        rows.clear();
        return {};
    };
    const auto wanted = [&](const LabelRow &row) {
        return row.hidden == filter.hidden && (filter.annotator.empty() || row.annotator == filter.annotator);
    };
    std::vector<LabelRow> rows;
    if (filter.records) {
        std::vector<RecordId> records = *filter.records;
        std::ranges::sort(records);
        for (const RecordId id : records) {
            NIA_ASSIGN(rows, labelsOf(store, id));
            std::erase_if(rows, [&](const LabelRow &row) { return !wanted(row); });
            NIA_TRY(record(rows));
        }
        return {};
    }
    NIA_ASSIGN(Statement select, store.database().prepare(std::string(kSelect) + "WHERE l.hidden=? ORDER BY l.record"));
    select.bind(1, std::int64_t{filter.hidden});
    while (true) {
        NIA_ASSIGN(const bool more, select.step());
        if (!more)
            return record(rows);
        NIA_ASSIGN(LabelRow row, labelFrom(store.schema(), select));
        if (!wanted(row))
            continue;
        if (!rows.empty() && rows.front().record != row.record)
            NIA_TRY(record(rows));
        rows.push_back(std::move(row));
    }
}

Result<Json> labelLine(Store &store, const LabelRow &label)
{
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT r.external_id,d.name,r.key FROM record r "
                                                          "JOIN dataset d ON d.id=r.dataset WHERE r.id=?"));
    NIA_ASSIGN(const bool row, select.bind(1, number(label.record)).step());
    if (!row)
        return fail(Kind::UnknownRecord, {std::to_string(number(label.record))});
    Json line = Json::object({{"id", Json(select.text(0))},
                              {"dataset", Json(select.text(1))},
                              {"key", Json(idFrom<RecordKey>(select.blob(2)).hex())},
                              {"annotator", Json(label.annotator)},
                              {"question", Json(label.question)}});
    Json parts;
    if (label.answer.kind == QuestionKind::Span) {
        NIA_ASSIGN(parts, partsOf(store, label.record));
    }
    line.set(answerMember(label.answer.kind), withParts(toJson(label.answer), parts));
    line.set("time", label.time);
    if (label.seconds)
        line.set("seconds", *label.seconds);
    if (!label.comment.empty())
        line.set("comment", label.comment);
    line.set("flag", label.flag);
    if (label.suggestion) {
        line.set("suggestion", Json::object({{"answer", label.suggestion->answer},
                                             {"p", Json(label.suggestion->p)},
                                             {"model", Json(label.suggestion->model)},
                                             {"shown", Json(label.suggestion->shown)}}));
    }
    return line;
}

} // namespace nia::workspace
