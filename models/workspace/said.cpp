// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/said.h"

#include "workspace/stepping.h"

#include <algorithm>
#include <limits>

namespace nia::workspace {

namespace {

constexpr std::int64_t kAfterAll = std::numeric_limits<std::int64_t>::max();

} // namespace

Result<SaidReader> SaidReader::open(Database &database, const Schema &schema)
{
    SaidReader reader(database, schema);
    NIA_ASSIGN(Statement people, database.prepare("SELECT id,name FROM annotator"));
    while (true) {
        NIA_ASSIGN(const bool row, people.step());
        if (!row)
            break;
        reader.m_people.emplace(people.integer(0), people.text(1));
    }
    for (std::size_t i = 0; i < schema.questions().size(); ++i)
        reader.m_questions.emplace(schema.questions()[i].id, static_cast<int>(i));
    reader.m_answers.resize(schema.questions().size());
    NIA_ASSIGN(Statement labels, database.prepare("SELECT record,question,annotator,answer FROM label WHERE record>=? "
                                                  "AND hidden=0 ORDER BY record,question,annotator"));
    NIA_ASSIGN(Statement decisions, database.prepare("SELECT record,question,reviewer,answer FROM adjudication "
                                                     "WHERE record>=? ORDER BY record,question,event"));
    reader.m_labels.rows.emplace(std::move(labels));
    reader.m_decisions.rows.emplace(std::move(decisions));
    return reader;
}

Result<void> SaidReader::next(Walk &walk)
{
    NIA_ASSIGN(const bool row, walk.rows->step());
    walk.at = row ? walk.rows->integer(0) : kAfterAll;
    return {};
}

/// Goes to the first row of that record; false: there is none.
Result<bool> SaidReader::seek(Walk &walk, std::int64_t record)
{
    if (walk.from == 0 || record < walk.from || (record > walk.at && record - walk.at > kNear)) {
        walk.rows->reset();
        walk.rows->bind(1, record);
        NIA_TRY(next(walk));
    }
    while (walk.at < record)
        NIA_TRY(next(walk));
    walk.from = record;
    return walk.at == record;
}

const std::string *SaidReader::name(std::int64_t person) const
{
    const auto found = m_people.find(person);
    return found == m_people.end() ? nullptr : &found->second;
}

Result<const Answer *> SaidReader::answer(int question, std::string_view json, Said &out)
{
    const QuestionKind kind = m_schema->questions()[static_cast<std::size_t>(question)].kind;
    Answers &known = m_answers[static_cast<std::size_t>(question)];
    if (const auto found = known.find(json); found != known.end())
        return &found->second;
    NIA_ASSIGN(const Json value, Json::parse(json));
    NIA_ASSIGN(Answer made, answerFromJson(kind, value));
    if (kind != QuestionKind::Span && kind != QuestionKind::Text)
        return &known.emplace(std::string(json), std::move(made)).first->second;
    out.own.push_back(std::make_unique<const Answer>(std::move(made)));
    return out.own.back().get();
}

Result<void> SaidReader::rowsOf(Walk &walk, std::int64_t record, bool decisions, Said &out)
{
    NIA_ASSIGN(bool more, seek(walk, record));
    const Statement &row = *walk.rows;
    while (more) {
        const auto question = m_questions.find(row.text(1));
        const std::string *const who = name(row.integer(2));
        if (question != m_questions.end() && who) {
            NIA_ASSIGN(const Answer *const said, answer(question->second, row.text(3), out));
            out.all.push_back({.question = question->second, .decision = decisions, .who = who, .answer = said});
        }
        NIA_TRY(next(walk));
        more = walk.at == record;
    }
    walk.from = record + 1; // its rows are behind
    return {};
}

Result<void> SaidReader::read(RecordId record, Said &out)
{
    out.clear();
    NIA_TRY(rowsOf(m_labels, number(record), false, out));
    NIA_TRY(rowsOf(m_decisions, number(record), true, out));
    std::ranges::stable_sort(out.all, [](const SaidOne &a, const SaidOne &b) {
        if (a.question != b.question)
            return a.question < b.question;
        return a.decision != b.decision ? b.decision : *a.who < *b.who;
    });
    return {};
}

} // namespace nia::workspace
