// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/label_lines.h"

#include "base/words.h"
#include "workspace/records.h"

namespace nia::cli {

namespace {

using workspace::Draft;

std::optional<workspace::ShownSuggestion> suggestionOf(const Json &line)
{
    const Json *suggestion = line.find("suggestion");
    if (!suggestion || !suggestion->isObject())
        return std::nullopt;
    return workspace::ShownSuggestion{.answer = (*suggestion)["answer"],
                                      .p = (*suggestion)["p"].real(),
                                      .model = (*suggestion)["model"].string(),
                                      .shown = (*suggestion)["shown"].boolean()};
}

/// The time that a line says, checked.
Result<std::string> timeOf(const Json &line)
{
    const std::string time = line["time"].string();
    if (!time.empty() && !parseRfc3339(time))
        return fail(Kind::BadValue, {"time", time, "an RFC 3339 time"});
    return time;
}

} // namespace

Json LinesOutcome::json() const
{
    Json list = Json::array();
    for (const Refused &one : refused)
        list.push(Json::object({{"line", one.line}, {"reason", one.reason}}));
    return Json::object({{"new", added}, {"already", already}, {"refused", std::move(list)}});
}

LineReader::LineReader(workspace::Store &store, Purpose purpose, std::string annotator, std::string dataset)
    : m_store(store), m_purpose(purpose), m_annotator(std::move(annotator)), m_dataset(std::move(dataset))
{
}

Result<void> LineReader::addLine(std::int64_t lineNumber, std::string_view text)
{
    if (text.find_first_not_of(" \t\r") == std::string_view::npos)
        return {};
    auto line = Json::parse(text);
    Result<void> taken = line ? take(*line) : fail(line.error());
    if (taken)
        return {};
    if (taken.error().kind == Kind::Usage)
        return taken;
    m_outcome.refused.push_back({lineNumber, words(taken.error())});
    return {};
}

Result<void> LineReader::take(const Json &line)
{
    if (!line.isObject())
        return fail(Kind::NotObject);
    const auto id = line["id"].idText();
    const auto reference = id ? id : line["key"].idText();
    if (!reference)
        return fail(Kind::BadValue, {"id", line["id"].write(), "an id or a key"});
    const std::string dataset = line.has("dataset") ? line["dataset"].string() : m_dataset;
    auto found = workspace::findRecord(m_store, *reference, dataset);
    if (!found && line["key"].isString())
        found = workspace::findRecord(m_store, line["key"].string());
    if (!found)
        return fail(found.error());
    const std::string name = line["question"].string();
    const workspace::Question *question = m_store.schema().question(name);
    if (!question)
        return fail(Kind::UnknownQuestion, {name, m_store.schema().nearestQuestion(name)});
    const Json *value = line.find(workspace::answerMember(question->kind));
    if (!value)
        return fail(Kind::BadValue, {workspace::answerMember(question->kind), "nothing", "an answer to " + name});
    NIA_ASSIGN(workspace::Answer answer, workspace::answerFromJson(question->kind, *value));
    NIA_ASSIGN(const std::string text, textOf(*found));
    NIA_ASSIGN(answer, m_store.schema().fit(*question, std::move(answer), text));
    return m_purpose == Purpose::Label ? takeAnswer(*found, *question, std::move(answer), line)
                                       : takeDecision(*found, *question, std::move(answer), line);
}

Result<void> LineReader::addAssignment(RecordId record, const std::string &assignment, const Json &more)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
        return fail(Kind::Usage, {"“" + assignment + "” is not QUESTION=ANSWER", {}});
    const std::string name = assignment.substr(0, equals);
    const workspace::Question *question = m_store.schema().question(name);
    if (!question)
        return fail(Kind::UnknownQuestion, {name, m_store.schema().nearestQuestion(name)});
    NIA_ASSIGN(const std::string text, textOf(record));
    auto answer = m_store.schema().fromCommandLine(*question, std::string_view(assignment).substr(equals + 1), text);
    Result<void> taken;
    if (!answer)
        taken = fail(answer.error());
    else
        taken = m_purpose == Purpose::Label ? takeAnswer(record, *question, *std::move(answer), more)
                                            : takeDecision(record, *question, *std::move(answer), more);
    if (!taken && taken.error().kind != Kind::Usage) {
        m_outcome.refused.push_back({0, words(taken.error())});
        return {};
    }
    return taken;
}

Result<std::string> LineReader::textOf(RecordId record)
{
    NIA_ASSIGN(const auto found, workspace::record(m_store, record));
    return found ? found->text : std::string();
}

Result<const LineReader::Standing *> LineReader::standing(RecordId record, const std::string &annotator,
                                                          const std::string &question)
{
    auto [at, unread] = m_standing.try_emplace({number(record), annotator});
    if (unread) {
        NIA_ASSIGN(const auto labels, workspace::ownLabels(m_store, record, annotator));
        for (const auto &[id, label] : labels)
            at->second[id] = {label.answer, label.comment, label.time};
    }
    const auto found = at->second.find(question);
    return found == at->second.end() ? nullptr : &found->second;
}

Result<void> LineReader::takeAnswer(RecordId record, const workspace::Question &question, workspace::Answer answer,
                                    const Json &line)
{
    const auto named = line["annotator"].idText();
    const std::string annotator = named ? *named : m_annotator;
    if (annotator.empty())
        return fail(Kind::Usage,
                    {"nobody is named as the annotator", "use --annotator A or a member annotator in each line"});
    NIA_ASSIGN(const std::string time, timeOf(line));
    const std::string comment = line["comment"].string();
    NIA_ASSIGN(const Standing *now, standing(record, annotator, question.id));
    if (now && now->answer == answer && now->comment == comment && (time.empty() || now->time == time)) {
        ++m_outcome.already;
        return {};
    }
    Draft draft{.kind = "label",
                .annotator = annotator,
                .record = record,
                .question = question.id,
                .answer = answer,
                .comment = comment,
                .suggestion = suggestionOf(line),
                .time = time};
    if (line["seconds"].isNumber())
        draft.seconds = line["seconds"].real();
    m_drafts.push_back(std::move(draft));
    m_standing[{number(record), annotator}][question.id] = {std::move(answer), comment, time};
    ++m_outcome.added;
    if (line["flag"].boolean())
        m_drafts.push_back({.kind = "flag", .annotator = annotator, .record = record, .on = true});
    return {};
}

Result<void> LineReader::takeDecision(RecordId record, const workspace::Question &question, workspace::Answer answer,
                                      const Json &line)
{
    if (m_annotator.empty())
        return fail(Kind::Usage, {"nobody is named as the reviewer", "use --reviewer R"});
    if (question.descriptive)
        return fail(Kind::NotAllowed,
                    {question.id + " is descriptive: its answers are meant to differ and are not adjudicated"});
    Draft draft{.kind = "adjudicate",
                .annotator = m_annotator,
                .record = record,
                .question = question.id,
                .answer = answer,
                .reason = line["reason"].string()};
    NIA_ASSIGN(draft.time, timeOf(line));
    std::vector<std::string> clauses;
    if (line["clause"].isString())
        clauses.push_back(line["clause"].string());
    for (const Json &clause : line["clauses"].items())
        clauses.push_back(clause.string());
    for (const std::string &clause : clauses) {
        if (!m_store.schema().clause(clause))
            return fail(Kind::BadValue, {"clause", clause, "a clause of the guideline"});
    }
    draft.clauses = clauses;
    NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(m_store, record));
    for (const workspace::LabelRow &label : state.labels) {
        if (label.question == question.id && !label.hidden)
            draft.events.push_back(label.event.hex());
    }
    for (const workspace::Decision &decision : state.decisions) {
        if (decision.question != question.id)
            continue;
        if (!decision.contested && decision.reviewer == m_annotator && decision.answer == answer
            && decision.reason == draft.reason && decision.clauses == clauses) {
            ++m_outcome.already;
            return {};
        }
        draft.events.push_back(decision.event.hex());
    }
    m_drafts.push_back(std::move(draft));
    ++m_outcome.added;
    return {};
}

} // namespace nia::cli
