// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/lines.h"

#include "workspace/records.h"

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
        out[number(row.id)] = {row.textField, row.idField, row.columns};
    return out;
}

LineMaker::LineMaker(const workspace::Schema &schema, Origins origins, std::map<std::int64_t, std::string> datasets)
    : m_schema(schema), m_origins(std::move(origins)), m_datasets(std::move(datasets))
{
    for (const workspace::Question &question : m_schema.questions()) {
        std::string &name = m_names.emplace_back(m_names.empty() ? "" : ",");
        appendJsonString(name, question.id);
        name += ':';
        m_withoutAnswer.push_back(answerMember(question, nullptr, {}).write());
    }
}

LineMaker::Source &LineMaker::sourceOf(const workspace::StoredRecord &record)
{
    static const Origin kUnknown{.textField = "text", .idField = {}, .columns = {}};
    const bool joined = !record.builder.empty();
    const Place place(record.dataset, record.shard, joined);
    if (m_lastSource && m_lastPlace == place)
        return *m_lastSource;
    const auto [found, fresh] = m_sources.try_emplace(place);
    Source &source = found->second;
    m_lastPlace = place;
    m_lastSource = &source;
    if (!fresh)
        return source;
    const auto origin = m_origins.find(record.shard);
    source.origin = origin == m_origins.end() ? &kUnknown : &origin->second;
    const auto field = [&](std::string_view before, const std::string &name) {
        source.middle += before;
        name.empty() ? void(source.middle += "null") : appendJsonString(source.middle, name);
    };
    source.middle = ",\"dataset\":";
    appendJsonString(source.middle, m_datasets[record.dataset]);
    // A shard may hold texts that were joined of parts, and others.
    const std::string &textField = source.origin->textField;
    field(",\"fields\":{\"text\":", joined ? "parts" : textField == "parts" ? "text" : textField);
    field(",\"id\":", source.origin->idField);
    source.middle += "},\"labels\":";
    return source;
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

/// Written as it stands in the line: a tree for each of a million records would take longer than all the rest.
void LineMaker::appendAnswer(std::string &out, std::size_t question, const workspace::Resolution *resolution,
                             const Json &parts) const
{
    const workspace::Question &asked = m_schema.questions()[question];
    const bool has = counts(asked, resolution);
    const bool single = asked.kind == workspace::QuestionKind::Single || asked.kind == workspace::QuestionKind::Scale;
    if (!has && !asked.descriptive) {
        out += m_withoutAnswer[question];
    } else if (has && single) {
        out += "{\"answer\":";
        appendJsonString(out, resolution->answer->choice);
        out += ",\"by\":";
        appendJsonString(out, resolution->by);
        out += '}';
    } else {
        out += answerMember(asked, resolution, parts).write();
    }
}

void LineMaker::appendLabels(std::string &out, const Resolutions &resolutions, const Json &parts) const
{
    const auto &questions = m_schema.questions();
    out += '{';
    for (std::size_t i = 0; i < questions.size(); ++i) {
        out += m_names[i];
        // Resolutions come in the schema's order.
        const bool inOrder = i < resolutions.size() && resolutions[i].question == questions[i].id;
        appendAnswer(out, i, inOrder ? &resolutions[i] : find(resolutions, questions[i].id), parts);
    }
    out += '}';
}

void LineMaker::appendNia(std::string &out, const workspace::StoredRecord &record, const Resolutions &resolutions,
                          bool nothingSaid)
{
    out += "{\"key\":\"";
    static constexpr char kDigits[] = "0123456789abcdef";
    for (const std::uint8_t byte : record.key.bytes) {
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    out += "\",\"id\":";
    appendJsonString(out, record.externalId);
    out += sourceOf(record).middle;
    if (nothingSaid) {
        if (m_nothingSaid.empty())
            appendLabels(m_nothingSaid, resolutions, {});
        out += m_nothingSaid;
    } else {
        const auto parts = record.parts.empty() ? Result<Json>() : Json::parse(record.parts);
        appendLabels(out, resolutions, parts.value_or(Json()));
    }
    out += '}';
}

void LineMaker::appendJson(std::string &out, const workspace::StoredRecord &record, const Resolutions &resolutions,
                           bool nothingSaid)
{
    const std::size_t begin = out.size();
    record.appendRaw(out);
    const std::string_view raw = std::string_view(out).substr(begin);
    const std::size_t brace = raw.rfind('}');
    if (brace == std::string_view::npos)
        return;
    const std::size_t before = raw.substr(0, brace).find_last_not_of(" \t\r\n");
    const bool empty = before != std::string_view::npos && raw[before] == '{';
    const std::string after(raw.substr(brace));
    out.resize(begin + brace);
    out += empty ? "\"nia\":" : ",\"nia\":";
    appendNia(out, record, resolutions, nothingSaid);
    out += after;
}

void LineMaker::addColumn(const std::string &name)
{
    if (m_columnIndex.try_emplace(name, m_columns.size()).second)
        m_columns.push_back(name);
}

void LineMaker::addColumnsOf(const workspace::StoredRecord &record)
{
    Source &source = sourceOf(record);
    if (!source.origin->columns.empty()) {
        if (source.columnsAdded)
            return;
        source.columnsAdded = true;
        for (const std::string &column : source.origin->columns)
            addColumn(column);
        return;
    }
    std::string raw;
    record.appendRaw(raw);
    if (const auto object = Json::parseLenient(raw)) {
        for (const auto &[name, value] : object->members())
            addColumn(name);
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

std::vector<std::string> LineMaker::cells(const workspace::StoredRecord &record, const Resolutions &resolutions) const
{
    std::vector<std::string> cells(m_columns.size());
    std::string raw;
    record.appendRaw(raw);
    if (const auto object = Json::parseLenient(raw)) {
        for (const auto &[name, value] : object->members()) {
            const auto column = m_columnIndex.find(name);
            if (column != m_columnIndex.end())
                cells[column->second] = value.isString() ? value.string()
                                        : value.isNull() ? std::string()
                                                         : value.write();
        }
    }
    cells.push_back(record.key.hex());
    cells.emplace_back(record.externalId);
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
