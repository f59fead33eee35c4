// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/lines.h"

#include <algorithm>

namespace nia::exporting {

namespace {

const workspace::Resolution *find(const std::vector<workspace::Resolution> &resolutions, std::string_view question)
{
    const auto at = std::ranges::find(resolutions, question, &workspace::Resolution::question);
    return at == resolutions.end() ? nullptr : &*at;
}

/// Whether the line says this answer.
bool counts(const workspace::Question &question, const workspace::Resolution *resolution)
{
    return resolution && resolution->answer && resolution->shown && !question.descriptive;
}

/// Every answer of the question has a number, so that all lines have the same members.
Json votesOf(const workspace::Question &question, const workspace::Resolution *resolution)
{
    Json votes = Json::object();
    for (const workspace::AnswerOption &answer : question.answers) {
        std::int64_t n = 0;
        for (const auto &[id, count] : resolution ? resolution->votes : decltype(resolution->votes){})
            n += id == answer.id ? count : 0;
        votes.set(answer.id, n);
    }
    return votes;
}

Json distributionOf(const workspace::Question &question, const workspace::Resolution *resolution)
{
    Json distribution = Json::object();
    for (const workspace::AnswerOption &answer : question.answers) {
        double share = 0;
        for (const auto &[id, p] : resolution ? resolution->distribution : decltype(resolution->distribution){})
            share += id == answer.id ? p : 0;
        distribution.set(answer.id, Json::decimal(share));
    }
    return distribution;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string out;
    for (const std::string &part : parts) {
        if (!out.empty())
            out += '|';
        out += part;
    }
    return out;
}

std::string cellOf(const workspace::Answer &answer)
{
    switch (answer.kind) {
    case workspace::QuestionKind::Single:
    case workspace::QuestionKind::Scale: return answer.choice;
    case workspace::QuestionKind::Multiple: return joined(answer.choices);
    case workspace::QuestionKind::Text: return answer.text;
    case workspace::QuestionKind::Span: return toJson(answer).write();
    }
    return {};
}

} // namespace

Result<Origins> origins(workspace::Store &store)
{
    NIA_ASSIGN(const auto rows, workspace::shards(store));
    Origins out;
    for (const workspace::ShardRow &row : rows)
        out[{row.datasetName, row.name}] = {row.textField, row.idField, row.columns};
    return out;
}

LineMaker::LineMaker(const workspace::Schema &schema, Origins origins) : m_schema(schema), m_origins(std::move(origins))
{
    for (const workspace::Question &question : m_schema.questions())
        m_withoutAnswer.push_back(answerMember(question, nullptr, {}).write());
}

const Origin &LineMaker::originOf(const workspace::Record &record) const
{
    static const Origin kUnknown{.textField = "text"};
    const auto at = m_origins.find({record.dataset, record.shard});
    return at == m_origins.end() ? kUnknown : at->second;
}

Json LineMaker::answerMember(const workspace::Question &question, const workspace::Resolution *resolution,
                             const Json &parts) const
{
    const bool has = counts(question, resolution);
    Json member = Json::object();
    member.set(workspace::answerMember(question.kind),
               has ? workspace::withParts(toJson(*resolution->answer), parts) : Json());
    member.set("by", has ? Json(resolution->by) : Json());
    if (question.descriptive) {
        member.set("votes", votesOf(question, resolution));
        member.set("distribution", distributionOf(question, resolution));
    }
    return member;
}

void LineMaker::appendLabels(std::string &out, const std::vector<workspace::Resolution> &resolutions,
                             const Json &parts) const
{
    const auto &questions = m_schema.questions();
    out += '{';
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (i > 0)
            out += ',';
        appendJsonString(out, questions[i].id);
        out += ':';
        // Resolutions come in the schema's order; most questions of most records have no answer.
        const bool inOrder = i < resolutions.size() && resolutions[i].question == questions[i].id;
        const workspace::Resolution *resolution = inOrder ? &resolutions[i] : find(resolutions, questions[i].id);
        if (counts(questions[i], resolution) || questions[i].descriptive)
            out += answerMember(questions[i], resolution, parts).write();
        else
            out += m_withoutAnswer[i];
    }
    out += '}';
}

/// Written as it stands in the line: a tree for each of a million records would take longer than all the rest.
void LineMaker::appendNia(std::string &out, const workspace::Record &record,
                          const std::vector<workspace::Resolution> &resolutions) const
{
    const Origin &origin = originOf(record);
    const auto add = [&out](std::string_view before, std::string_view text) {
        out += before;
        appendJsonString(out, text);
    };
    const auto field = [&](std::string_view before, const std::string &name) {
        name.empty() ? void(out.append(before).append("null")) : add(before, name);
    };
    add("{\"key\":", record.key.hex());
    add(",\"id\":", record.externalId);
    add(",\"dataset\":", record.dataset);
    // A shard may hold texts that were joined of parts, and others.
    const bool joined = !record.builder.empty();
    field(",\"fields\":{\"text\":", joined ? "parts" : origin.textField == "parts" ? "text" : origin.textField);
    field(",\"id\":", origin.idField);
    out += "},\"labels\":";
    const auto parts = record.parts.empty() ? Result<Json>() : Json::parse(record.parts);
    appendLabels(out, resolutions, parts.value_or(Json()));
    out += '}';
}

std::string LineMaker::jsonLine(const workspace::Record &record,
                                const std::vector<workspace::Resolution> &resolutions) const
{
    std::string line = record.raw;
    const std::size_t brace = line.rfind('}');
    if (brace == std::string::npos)
        return line;
    const std::size_t before = line.find_last_not_of(" \t\r\n", brace - 1);
    const bool empty = before != std::string::npos && line[before] == '{';
    const std::string after = line.substr(brace);
    line.resize(brace);
    line += empty ? "\"nia\":" : ",\"nia\":";
    appendNia(line, record, resolutions);
    line += after;
    return line;
}

void LineMaker::addColumnsOf(const workspace::Record &record)
{
    const auto add = [this](const std::string &name) {
        if (m_columnIndex.try_emplace(name, m_columns.size()).second)
            m_columns.push_back(name);
    };
    const Origin &origin = originOf(record);
    for (const std::string &column : origin.columns)
        add(column);
    if (!origin.columns.empty())
        return;
    if (const auto object = Json::parseLenient(record.raw)) {
        for (const auto &[name, value] : object->members())
            add(name);
    }
}

std::vector<std::string> LineMaker::header() const
{
    std::vector<std::string> header = m_columns;
    header.insert(header.end(), {"nia_key", "nia_id"});
    for (const workspace::Question &question : m_schema.questions()) {
        header.push_back("nia_" + question.id);
        header.push_back("nia_" + question.id + "_by");
    }
    return header;
}

std::vector<std::string> LineMaker::cells(const workspace::Record &record,
                                          const std::vector<workspace::Resolution> &resolutions) const
{
    std::vector<std::string> cells(m_columns.size());
    if (const auto object = Json::parseLenient(record.raw)) {
        for (const auto &[name, value] : object->members()) {
            const auto column = m_columnIndex.find(name);
            if (column != m_columnIndex.end())
                cells[column->second] = value.isString() ? value.string()
                                        : value.isNull() ? std::string()
                                                         : value.write();
        }
    }
    cells.push_back(record.key.hex());
    cells.push_back(record.externalId);
    for (const workspace::Question &question : m_schema.questions()) {
        const workspace::Resolution *resolution = find(resolutions, question.id);
        const bool has = counts(question, resolution);
        cells.push_back(has                    ? cellOf(*resolution->answer)
                        : question.descriptive ? votesOf(question, resolution).write()
                                               : std::string());
        cells.push_back(has ? resolution->by : std::string());
    }
    return cells;
}

} // namespace nia::exporting
