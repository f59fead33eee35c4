// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/words.h"
#include "workspace/schema_file.h"

#include <algorithm>

namespace nia::workspace {

namespace {

Localized localized(const Json &text)
{
    Localized out;
    for (const auto &[language, value] : text.members()) {
        if (!value.string().empty())
            out[language] = value.string();
    }
    return out;
}

std::vector<std::string> strings(const Json &list)
{
    std::vector<std::string> out;
    if (list.isString())
        out.push_back(list.string());
    for (const Json &item : list.items())
        out.push_back(item.string());
    return out;
}

QuestionKind kindOf(std::string_view name)
{
    for (const QuestionKind kind :
         {QuestionKind::Multiple, QuestionKind::Scale, QuestionKind::Span, QuestionKind::Text}) {
        if (name == kindName(kind))
            return kind;
    }
    return QuestionKind::Single;
}

ShowTerm readTerm(const Json &json)
{
    ShowTerm term;
    term.question = json["question"].string();
    if (json.has("is"))
        term.is = strings(json["is"]);
    if (json.has("has"))
        term.has = strings(json["has"]);
    if (json.has("at_least"))
        term.atLeast = json["at_least"].integer();
    if (json.has("at_most"))
        term.atMost = json["at_most"].integer();
    term.answered = json["answered"].boolean();
    return term;
}

Question readQuestion(const Json &json, const Section &section)
{
    Question q;
    q.id = json["id"].string();
    q.section = section.id;
    q.sectionVersion = section.version;
    q.kind = kindOf(json["kind"].string());
    q.title = localized(json["title"]);
    q.help = localized(json["help"]);
    q.required = json["required"].boolean();
    q.ordered = json["ordered"].boolean();
    q.overlap = json["overlap"].boolean();
    q.descriptive = json["paradigm"].string() == "descriptive";
    q.resolveMedian = q.ordered && json["resolve"].string() == "median";
    q.metric = json["metric"].string();
    const Json &show = json["show_if"];
    q.showAll = !show.has("any");
    for (const auto &[name, terms] : show.members()) {
        for (const Json &term : terms.items())
            q.showIf.push_back(readTerm(term));
    }
    for (const Json &answer : json["answers"].items()) {
        q.answers.push_back({.id = answer["id"].string(),
                             .title = localized(answer["title"]),
                             .key = answer["key"].string(),
                             .value = answer["value"].integer(),
                             .clauses = strings(answer["clauses"])});
    }
    return q;
}

Clause readClause(const Json &json)
{
    const Json &positive = json["positive"];
    const Json &negative = json["negative"];
    // Examples stand as {"vi","en"} or as {"text":{"vi","en"},"instead"}.
    const auto example = [](const Json &from) {
        return ClauseExample{localized(from["text"].isObject() ? from["text"] : from), from["instead"].string()};
    };
    Clause clause{.id = json["id"].string(),
                  .about = strings(json["about"]),
                  .since = json["since"].string(),
                  .retired = json["retired"].string(),
                  .rule = localized(json["rule"]),
                  .positive = example(positive),
                  .negative = example(negative),
                  .border = localized(json["border"])};
    clause.negative.text.erase("instead");
    return clause;
}

SchemaFault jsonFault(const Error &error)
{
    return {"json", "file", reason(error)};
}

} // namespace

SchemaFile readSchemaFile(const Json &schema, std::string_view fileText)
{
    SchemaFile file;
    Section &section = file.section;
    section = {.id = schema["id"].string(),
               .version = schema["version"].string(),
               .title = localized(schema["title"]),
               .descriptive = schema["paradigm"].string() == "descriptive",
               .questions = {},
               .json = std::string(fileText)};
    for (const Json &question : schema["questions"].items()) {
        file.questions.push_back(readQuestion(question, section));
        section.questions.push_back(file.questions.back().id);
    }
    for (const Json &clause : schema["clauses"].items())
        file.clauses.push_back(readClause(clause));
    for (const Json &reason : schema["skip_reasons"].items()) {
        if (reason.isObject())
            file.skipReasons.push_back({reason["id"].string(), localized(reason["title"])});
        else
            file.skipReasons.push_back({reason.string(), standardSkipTitle(reason.string())});
    }
    return file;
}

SchemaReport Schema::check(std::string_view fileText)
{
    const auto json = Json::parse(fileText);
    if (!json)
        return {.errors = {jsonFault(json.error())}, .warnings = {}};
    return findings(withDefaults(*json));
}

Result<Schema> Schema::compose(const std::vector<std::string> &fileTexts)
{
    Schema out;
    if (fileTexts.empty())
        return fail(Kind::Schema, {"form", "schema", "there is no schema file"});
    for (const std::string &text : fileTexts) {
        auto json = Json::parse(text);
        if (!json) {
            const SchemaFault fault = jsonFault(json.error());
            return fail(Kind::Schema, {fault.code, fault.where, fault.message});
        }
        const Json schema = withDefaults(*std::move(json));
        const SchemaReport report = findings(schema);
        if (!report.errors.empty()) {
            const SchemaFault &fault = report.errors.front();
            return fail(Kind::Schema, {fault.code, fault.where, fault.message});
        }
        SchemaFile file = readSchemaFile(schema, text);
        for (const Section &section : out.m_sections) {
            if (section.id == file.section.id)
                return fail(Kind::Schema, {"duplicate_section", section.id, "two sections have this id"});
        }
        for (Question &question : file.questions) {
            if (const Question *other = out.question(question.id))
                return fail(Kind::Schema,
                            {"duplicate_question", question.id, "stands in section " + other->section + " too"});
            out.m_questions.push_back(std::move(question));
        }
        for (Clause &clause : file.clauses) {
            if (out.clause(clause.id))
                return fail(Kind::Schema, {"duplicate_clause", clause.id, "stands in another section too"});
            out.m_clauses.push_back(std::move(clause));
        }
        for (SkipReason &skip : file.skipReasons) {
            if (std::ranges::none_of(out.m_skipReasons, [&](const SkipReason &r) { return r.id == skip.id; }))
                out.m_skipReasons.push_back(std::move(skip));
        }
        out.m_sections.push_back(std::move(file.section));
    }
    return out;
}

} // namespace nia::workspace
