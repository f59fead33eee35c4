// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_run.h"
#include "workspace/records.h"
#include "workspace/store_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

/// Steps through ids in the first column.
Result<void> collect(Statement &select, IdSet &out)
{
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        out.insert(select.integer(0));
    }
}

/// The sign of SQL for a comparison of numbers; never text of the user.
const char *sign(Compare compare)
{
    switch (compare) {
    case Compare::NotEqual: return "<>";
    case Compare::Less: return "<";
    case Compare::LessEqual: return "<=";
    case Compare::Greater: return ">";
    case Compare::GreaterEqual: return ">=";
    default: return "=";
    }
}

/// Do the sets of choices answer the term, so that no answer has to be read?
bool byMarks(const Term &term)
{
    return term.question == QuestionKind::Single || term.question == QuestionKind::Scale
           || (term.question == QuestionKind::Multiple && !term.empty && term.compare == Compare::Equal);
}

} // namespace

Result<std::map<std::int64_t, std::pair<std::string, std::string>>> shardFields(Database &database)
{
    std::map<std::int64_t, std::pair<std::string, std::string>> out;
    NIA_ASSIGN(Statement select,
               database.prepare("SELECT id,coalesce(text_field,''),coalesce(id_field,'') FROM shard"));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return out;
        out[select.integer(0)] = fieldNames(select.text(1), select.text(2));
    }
}

std::pair<std::string, std::string> fieldNames(std::string_view textField, std::string_view idField)
{
    // Plain text became {"id":…,"text":…}; it has no fields of its own.
    return textField.empty() ? std::pair<std::string, std::string>("text", "id")
                             : std::pair(std::string(textField), std::string(idField));
}

/// Every statement here is limited to the ids of this run by its last two parameters.
Result<IdSet> QueryRun::leafSet(const Term &term)
{
    IdSet out(m_first, m_last, term.kind == TermKind::All);
    Database &database = m_store.database();
    switch (term.kind) {
    case TermKind::All:
    case TermKind::None: break;
    case TermKind::State: {
        const unsigned bits = term.bits == 0 ? 1U : term.bits; // 0: is:unlabeled
        for (unsigned i = 0; i < 8; ++i) {
            if ((bits >> i & 1U) != 0)
                NIA_TRY(marked({.kind = MarkKind::State, .question = {}, .choice = {}, .annotator = std::int64_t{i}},
                               out));
        }
        if (term.bits == 0)
            out.turn();
        break;
    }
    case TermKind::Todo:
    case TermKind::Mine:
    case TermKind::By: {
        NIA_ASSIGN(const std::int64_t who, person(term.name));
        const bool todo = term.kind == TermKind::Todo;
        for (const MarkKind kind : {todo ? MarkKind::Answered : MarkKind::Labelled, MarkKind::Skipped}) {
            if (todo || kind == MarkKind::Labelled)
                NIA_TRY(marked({.kind = kind, .question = {}, .choice = {}, .annotator = who}, out));
        }
        if (todo)
            out.turn();
        break;
    }
    case TermKind::DisagreedOn:
        NIA_TRY(marked({.kind = MarkKind::Disagreed, .question = term.name, .choice = {}, .annotator = 0}, out));
        break;
    case TermKind::Label: {
        if (term.annotators.empty())
            NIA_TRY(labelsOfOne(term, nullptr, out));
        for (std::size_t i = 0; i < term.annotators.size(); ++i) {
            IdSet one(m_first, m_last, false);
            NIA_TRY(labelsOfOne(term, &term.annotators[i], one));
            if (i == 0)
                out = std::move(one);
            else
                out.keep(one);
        }
        break;
    }
    case TermKind::Resolved:
        if (byMarks(term)) {
            for (const std::string &choice : term.choices)
                NIA_TRY(marked({.kind = MarkKind::Resolved, .question = term.name, .choice = choice, .annotator = 0},
                               out));
            break;
        }
        NIA_TRY(answersOf(term, "SELECT record,answer FROM resolution WHERE question=?1 AND record BETWEEN ?2 AND ?3",
                          nullptr, out));
        break;
    case TermKind::Suggest:
        NIA_TRY(answersOf(term, "SELECT record,answer FROM suggestion WHERE question=?1 AND record BETWEEN ?2 AND ?3",
                          nullptr, out));
        break;
    case TermKind::Probability: {
        NIA_ASSIGN(Statement select,
                   database.prepare(std::string("SELECT record FROM suggestion WHERE question=? AND p")
                                    + sign(term.compare) + "? AND record BETWEEN ? AND ?"));
        NIA_TRY(collect(select.bind(1, term.name).bind(2, *term.needle.number).bind(3, m_first).bind(4, m_last), out));
        break;
    }
    case TermKind::Duplicate: NIA_TRY(duplicates(out)); break;
    default: NIA_TRY(records(term, out)); break;
    }
    return out;
}

Result<void> QueryRun::marked(const MarkSet &place, IdSet &out)
{
    return eachMarkBlock(m_store.database(), place, m_first, m_last, [&](std::int64_t block, const MarkWords &words) {
        out.addWords(block * kMarkBlock + 1, words);
    });
}

Result<std::int64_t> QueryRun::person(std::string_view name)
{
    NIA_ASSIGN(Statement select, m_store.database().prepare("SELECT id FROM annotator WHERE name=?"));
    NIA_ASSIGN(const bool known, select.bind(1, name).step());
    return known ? select.integer(0) : 0;
}

Result<void> QueryRun::labelsOfOne(const Term &term, const std::string *annotator, IdSet &out)
{
    if (byMarks(term)) {
        std::int64_t who = -1;
        if (annotator) {
            NIA_ASSIGN(who, person(*annotator));
        }
        for (const std::string &choice : term.choices)
            NIA_TRY(marked({.kind = MarkKind::Choice, .question = term.name, .choice = choice, .annotator = who}, out));
        return {};
    }
    return answersOf(
        term,
        annotator ? "SELECT record,answer FROM label WHERE question=?1 AND record BETWEEN ?2 AND ?3 AND hidden=0 "
                    "AND annotator=(SELECT id FROM annotator WHERE name=?4)"
                  : "SELECT record,answer FROM label WHERE question=?1 AND record BETWEEN ?2 AND ?3 AND hidden=0",
        annotator, out);
}

Result<void> QueryRun::answersOf(const Term &term, std::string_view sql, const std::string *annotator, IdSet &out)
{
    NIA_ASSIGN(Statement select, m_store.database().prepare(sql));
    select.bind(1, term.name).bind(2, m_first).bind(3, m_last);
    if (annotator)
        select.bind(4, *annotator);
    std::optional<text::Regex> regex;
    if (term.needle.regex)
        regex.emplace(term.needle.regex->clone());
    std::string last; // equal answers mostly stand side by side
    bool fits = false;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        if (last.empty() || select.text(1) != last) {
            last = select.text(1);
            const auto answer = Json::parse(last);
            fits = answer && answerFits(term, *answer, regex ? &*regex : nullptr);
        }
        if (fits)
            out.insert(select.integer(0));
    }
}

Result<void> QueryRun::records(const Term &term, IdSet &out)
{
    Database &database = m_store.database();
    if (term.kind == TermKind::Id && term.prefix) {
        NIA_ASSIGN(Statement select, database.prepare("SELECT id,external_id FROM record WHERE id BETWEEN ? AND ?"));
        select.bind(1, m_first).bind(2, m_last);
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return {};
            if (select.text(1).starts_with(term.name))
                out.insert(select.integer(0));
        }
    }
    if (term.kind == TermKind::Id) {
        const std::uint32_t head = headOf(idHash(term.name));
        NIA_ASSIGN(const auto candidates, m_store.inside().lookup.rows(RecordLookup::By::Id, head, head));
        NIA_ASSIGN(Statement select, database.prepare("SELECT 1 FROM record WHERE id=? AND external_id=?"));
        for (const std::int64_t candidate : candidates) {
            if (candidate < m_first || candidate > m_last)
                continue;
            NIA_ASSIGN(const bool same, select.bind(1, candidate).bind(2, term.name).step());
            if (same)
                out.insert(candidate);
            select.reset();
        }
        return {};
    }
    if (term.kind == TermKind::Dataset) {
        NIA_ASSIGN(Statement known, database.prepare("SELECT count(*),coalesce(sum(name=?),0) FROM dataset"));
        NIA_TRY(known.bind(1, term.name).step());
        if (known.integer(0) < 2 || known.integer(1) == 0) {
            out = IdSet(m_first, m_last, known.integer(1) == 1); // the only dataset, or none of that name
            return {};
        }
        return runs("SELECT first,last FROM shard_run WHERE shard IN (SELECT id FROM shard WHERE dataset=(SELECT id "
                    "FROM dataset WHERE name=?))",
                    term.name, out);
    }
    return runs("SELECT first,last FROM shard_run WHERE shard IN (SELECT id FROM shard WHERE name=?)", term.name, out);
}

Result<void> QueryRun::runs(std::string_view sql, const std::string &name, IdSet &out)
{
    NIA_ASSIGN(Statement select, m_store.database().prepare(sql));
    select.bind(1, name);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        out.insertRange(select.integer(0), select.integer(1));
    }
}

} // namespace nia::workspace
