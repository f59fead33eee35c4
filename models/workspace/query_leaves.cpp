// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_run.h"
#include "workspace/records.h"

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

} // namespace

Result<std::map<std::int64_t, std::pair<std::string, std::string>>> shardFields(Store &store)
{
    std::map<std::int64_t, std::pair<std::string, std::string>> out;
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT id,coalesce(text_field,''),coalesce(id_field,'') FROM shard"));
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
        // The few sums of bits that have this one are looked up, so that the index gives the ids and nothing is tested.
        NIA_ASSIGN(Statement select,
                   database.prepare("SELECT s.record FROM state_count c CROSS JOIN record_state s ON s.bits=c.bits "
                                    "WHERE c.bits&? AND s.record BETWEEN ? AND ?"));
        NIA_TRY(collect(select.bind(1, std::int64_t{bits}).bind(2, m_first).bind(3, m_last), out));
        if (term.bits == 0)
            out.turn();
        break;
    }
    case TermKind::Todo: {
        NIA_ASSIGN(Statement select,
                   database.prepare(
                       "SELECT record FROM annotator_state WHERE annotator=(SELECT id FROM annotator WHERE name=?) "
                       "AND record BETWEEN ? AND ? AND (answered OR skipped IS NOT NULL)"));
        NIA_TRY(collect(select.bind(1, term.name).bind(2, m_first).bind(3, m_last), out));
        out.turn();
        break;
    }
    case TermKind::Mine:
    case TermKind::By: {
        NIA_ASSIGN(Statement select,
                   database.prepare(
                       "SELECT record FROM annotator_state WHERE annotator=(SELECT id FROM annotator WHERE name=?) "
                       "AND record BETWEEN ? AND ? AND labelled"));
        NIA_TRY(collect(select.bind(1, term.name).bind(2, m_first).bind(3, m_last), out));
        break;
    }
    case TermKind::DisagreedOn: {
        NIA_ASSIGN(Statement select,
                   database.prepare("SELECT record FROM disagreement WHERE question=? AND record BETWEEN ? AND ?"));
        NIA_TRY(collect(select.bind(1, term.name).bind(2, m_first).bind(3, m_last), out));
        break;
    }
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

Result<void> QueryRun::labelsOfOne(const Term &term, const std::string *annotator, IdSet &out)
{
    const bool single = term.question == QuestionKind::Single || term.question == QuestionKind::Scale;
    if (single || (term.question == QuestionKind::Multiple && !term.empty && term.compare == Compare::Equal)) {
        NIA_ASSIGN(
            Statement select,
            m_store.database().prepare(
                annotator
                    ? "SELECT record FROM label_choice WHERE question=?1 AND choice=?2 AND record BETWEEN ?3 AND ?4 "
                      "AND annotator=(SELECT id FROM annotator WHERE name=?5)"
                    : "SELECT record FROM label_choice WHERE question=?1 AND choice=?2 AND record BETWEEN ?3 AND ?4"));
        for (const std::string &choice : term.choices) {
            select.bind(1, term.name).bind(2, choice).bind(3, m_first).bind(4, m_last);
            if (annotator)
                select.bind(5, *annotator);
            NIA_TRY(collect(select, out));
            select.reset();
        }
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
    std::string last; // equal answers mostly stand side by side
    bool fits = false;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        if (last.empty() || select.text(1) != last) {
            last = select.text(1);
            const auto answer = Json::parse(last);
            fits = answer && answerFits(term, *answer, regexOf(term.needle));
        }
        if (fits)
            out.insert(select.integer(0));
    }
}

/// Records whose text another record has too. Equal hashes are compared, so that a collision makes no duplicate.
Result<void> QueryRun::duplicates(IdSet &out)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> hashes;
    {
        NIA_ASSIGN(Statement select, m_store.database().prepare("SELECT text_hash,id FROM record"));
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                break;
            hashes.emplace_back(select.integer(0), select.integer(1));
        }
    }
    std::ranges::sort(hashes);
    NIA_ASSIGN(Statement body, m_store.database().prepare("SELECT text FROM record_body WHERE id=?"));
    for (std::size_t begin = 0, end = 0; begin < hashes.size(); begin = end) {
        for (end = begin; end < hashes.size() && hashes[end].first == hashes[begin].first;)
            ++end;
        if (end - begin < 2)
            continue;
        std::map<std::string, std::vector<std::int64_t>> byText;
        for (std::size_t i = begin; i < end; ++i) {
            body.reset();
            NIA_TRY(body.bind(1, hashes[i].second).step());
            byText[std::string(body.text(0))].push_back(hashes[i].second);
        }
        for (const auto &[text, records] : byText) {
            for (const std::int64_t id : records) {
                if (records.size() > 1)
                    out.insert(id);
            }
        }
    }
    return {};
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
        NIA_ASSIGN(Statement select,
                   database.prepare("SELECT id FROM record WHERE id_hash=? AND external_id=? AND +id BETWEEN ? AND ?"));
        select.bind(1, idHash(term.name)).bind(2, term.name);
        return collect(select.bind(3, m_first).bind(4, m_last), out);
    }
    if (term.kind == TermKind::Dataset) {
        NIA_ASSIGN(Statement known, database.prepare("SELECT count(*),coalesce(sum(name=?),0) FROM dataset"));
        NIA_TRY(known.bind(1, term.name).step());
        if (known.integer(0) < 2 || known.integer(1) == 0) {
            out = IdSet(m_first, m_last, known.integer(1) == 1); // the only dataset, or none of that name
            return {};
        }
        NIA_ASSIGN(
            Statement select,
            database.prepare(
                "SELECT id FROM record WHERE dataset=(SELECT id FROM dataset WHERE name=?) AND id BETWEEN ? AND ?"));
        return collect(select.bind(1, term.name).bind(2, m_first).bind(3, m_last), out);
    }
    NIA_ASSIGN(Statement select,
               database.prepare(
                   "SELECT id FROM record WHERE shard IN (SELECT id FROM shard WHERE name=?) AND id BETWEEN ? AND ?"));
    return collect(select.bind(1, term.name).bind(2, m_first).bind(3, m_last), out);
}

} // namespace nia::workspace
