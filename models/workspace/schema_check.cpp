// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/schema_file.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <set>

namespace nia::workspace {

namespace {

constexpr std::array kKinds = {"single", "multiple", "scale", "span", "text"};
constexpr std::array kMetrics = {"nominal", "ordinal", "interval", "ratio", "masi", "jaccard", "span", "none"};
constexpr std::array kOperations = {"is", "has", "at_least", "at_most", "answered"};
constexpr std::array kParadigms = {"prescriptive", "descriptive"};
constexpr std::array kFields = {"id",   "key",    "text",  "dataset",  "shard",   "is", "by",
                                "meta", "signal", "label", "resolved", "suggest", "p",  "sort"};

template<std::size_t N>
bool among(const std::array<const char *, N> &names, std::string_view name)
{
    return std::ranges::any_of(names, [&](const char *one) { return name == one; });
}

bool isNfc(std::string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(error);
    return U_SUCCESS(error) && nfc->isNormalizedUTF8({text.data(), static_cast<std::int32_t>(text.size())}, error);
}

bool isVersion(std::string_view text)
{
    int parts = 1;
    bool digits = false;
    for (const char c : text) {
        if (c == '.' && digits) {
            ++parts;
            digits = false;
        } else if (c >= '0' && c <= '9') {
            digits = true;
        } else {
            return false;
        }
    }
    return digits && parts == 3;
}

/// "about" of a clause: one place or a list of them.
std::vector<std::string> places(const Json &about)
{
    std::vector<std::string> out;
    if (about.isString())
        out.push_back(about.string());
    for (const Json &place : about.items())
        out.push_back(place.string());
    return out;
}

class Checker
{
public:
    explicit Checker(const Json &schema) : m_schema(schema) {}

    SchemaReport run()
    {
        if (m_schema["format"].string() != "nia-schema/1")
            fault("format", "format", "\"format\" must be \"nia-schema/1\"");
        if (!isNfc(m_schema.write()))
            fault("not_nfc", "file", "the file's text is not in normal form NFC");
        if (!isVersion(m_schema["version"].string()))
            fault("version", "version", "\"version\" must be three numbers with dots, such as 1.0.0");
        if (m_schema["id"].string().empty())
            fault("form", "id", "\"id\" must be a non-empty string");
        for (const Json &language : m_schema["languages"].items())
            m_languages.push_back(language.string());
        texts(m_schema["title"], "title");
        if (!among(kParadigms, m_schema["paradigm"].string()))
            fault("paradigm", "paradigm", "\"paradigm\" must be prescriptive or descriptive");
        skipReasons();
        for (const Json &clause : m_schema["clauses"].items()) {
            const std::string &id = clause["id"].string();
            if (!m_clauses.insert(id).second)
                fault("duplicate_clause", id, "two clauses have this id");
            texts(clause["rule"], id);
        }
        if (!m_schema["questions"].isArray())
            fault("form", "questions", "\"questions\" must be a list");
        for (const Json &question : m_schema["questions"].items())
            checkQuestion(question);
        checkClauses();
        return std::move(m_report);
    }

private:
    void fault(const char *code, const std::string &where, std::string message)
    {
        m_report.errors.push_back({code, where, std::move(message)});
    }
    void warn(const char *code, const std::string &where, std::string message)
    {
        m_report.warnings.push_back({code, where, std::move(message)});
    }
    void texts(const Json &text, const std::string &where)
    {
        if (!text.isObject()) {
            warn("missing_language", where, "no text in any language");
            return;
        }
        for (const std::string &language : m_languages) {
            if (text[language].string().empty()) {
                warn("missing_language", where, "no text in \"" + language + "\"; the other language is shown");
                return;
            }
        }
    }
    void skipReasons()
    {
        for (const Json &reason : m_schema["skip_reasons"].items()) {
            if (reason.isObject())
                texts(reason["title"], "skip_reasons." + reason["id"].string());
            else if (standardSkipTitle(reason.string()).empty())
                warn("missing_language", "skip_reasons." + reason.string(), "this reason has no title");
        }
    }
    void checkQuestion(const Json &question)
    {
        const std::string id = question["id"].string();
        if (id.empty()) {
            fault("form", "questions", "a question has no id");
            return;
        }
        if (m_seen.contains(id))
            fault("duplicate_question", id, "two questions have this id");
        if (among(kFields, id))
            warn("field_name", id, "called like a field of the query language; reached by label." + id + "= only");
        if (!among(kKinds, question["kind"].string()))
            fault("kind", id, "unknown kind \"" + question["kind"].string() + "\"");
        if (!among(kMetrics, question["metric"].string()))
            fault("metric", id, "unknown metric \"" + question["metric"].string() + "\"");
        if (!among(kParadigms, question["paradigm"].string()))
            fault("paradigm", id, "unknown paradigm \"" + question["paradigm"].string() + "\"");
        texts(question["title"], id);
        checkShowIf(question["show_if"], id);
        m_seen[id] = checkAnswers(question, id);
    }
    void checkShowIf(const Json &show, const std::string &id)
    {
        if (show.isNull())
            return;
        if (!show.isObject() || show.members().size() != 1
            || (show.members().front().first != "all" && show.members().front().first != "any"))
            fault("show_if_form", id, "\"show_if\" must have one member, \"all\" or \"any\"");
        for (const auto &[name, terms] : show.members()) {
            for (const Json &term : terms.items())
                checkTerm(term, id);
        }
    }
    void checkTerm(const Json &term, const std::string &id)
    {
        std::vector<std::string> operations;
        for (const auto &[name, value] : term.members()) {
            if (name != "question")
                operations.push_back(name);
        }
        if (operations.size() != 1 || !among(kOperations, operations.front()))
            fault("show_if_form", id, "a term has one of is, has, at_least, at_most, answered");
        const std::string &parent = term["question"].string();
        const auto seen = m_seen.find(parent);
        if (seen == m_seen.end()) {
            fault("show_if_order", id, "\"" + parent + "\" is not an earlier question");
            return;
        }
        for (const char *list : {"is", "has"}) {
            for (const Json &answer : term[list].items()) {
                if (!std::ranges::contains(seen->second, answer.string()))
                    fault("show_if_answer", id, "\"" + parent + "\" has no answer \"" + answer.string() + "\"");
            }
        }
    }
    void checkAnswer(const Json &answer, const std::string &where, std::set<std::string> &keys)
    {
        if (answer.has("key")) {
            const std::string &key = answer["key"].string();
            if (!keys.insert(key).second)
                fault("duplicate_key", where, "the key \"" + key + "\" stands at another answer too");
            if (key.size() != 1 || !((key[0] >= '0' && key[0] <= '9') || (key[0] >= 'a' && key[0] <= 'z')))
                fault("reserved_key", where, "a key is one digit or one letter a–z");
        }
        texts(answer["title"], where);
        if (answer["clauses"].items().empty())
            warn("no_clause", where, "no guideline clause");
        for (const Json &clause : answer["clauses"].items()) {
            if (!m_clauses.contains(clause.string()))
                fault("unknown_clause", where, "no clause \"" + clause.string() + "\"");
        }
    }
    std::vector<std::string> checkAnswers(const Json &question, const std::string &id)
    {
        std::vector<std::string> ids;
        std::set<std::string> keys;
        std::vector<std::int64_t> values;
        for (const Json &answer : question["answers"].items()) {
            const std::string &answerId = answer["id"].string();
            const std::string where = id + "." + answerId;
            if (answerId.empty())
                fault("form", id, "an answer has no id");
            if (std::ranges::contains(ids, answerId))
                fault("duplicate_answer", where, "two answers have this id");
            ids.push_back(answerId);
            checkAnswer(answer, where, keys);
            if (answer["value"].isInteger())
                values.push_back(answer["value"].integer());
        }
        const bool rising = std::ranges::adjacent_find(values, std::greater_equal<>()) == values.end();
        if (question["ordered"].boolean() && (values.size() != ids.size() || !rising))
            fault("ordered_values", id, "ordered answers need strictly rising values");
        return ids;
    }
    bool isPlace(std::string_view place) const
    {
        const auto dot = place.find('.');
        const auto seen = m_seen.find(place.substr(0, dot));
        if (seen == m_seen.end())
            return false;
        return dot == std::string_view::npos || dot + 1 == place.size()
               || std::ranges::contains(seen->second, place.substr(dot + 1));
    }
    void checkClauses()
    {
        std::set<std::string> done;
        const Json::Array &all = m_schema["clauses"].items();
        for (auto clause = all.rbegin(); clause != all.rend(); ++clause) { // of two with one id the last counts
            const std::string &id = (*clause)["id"].string();
            if (!done.insert(id).second)
                continue;
            const auto about = places((*clause)["about"]);
            for (const std::string &place : about) {
                if (!isPlace(place))
                    fault("clause_about", id, "\"" + place + "\" is no answer of this file");
            }
            const Json *instead = (*clause)["negative"].find("instead");
            if (!instead || instead->isNull())
                continue;
            const bool known = std::ranges::any_of(about, [&](const std::string &place) {
                const auto seen = m_seen.find(place.substr(0, place.find('.')));
                return seen != m_seen.end() && std::ranges::contains(seen->second, instead->string());
            });
            if (!known)
                fault("clause_instead", id, "\"" + instead->string() + "\" is no answer of the clause's question");
        }
    }

    const Json &m_schema;
    SchemaReport m_report;
    std::vector<std::string> m_languages;
    std::set<std::string> m_clauses;
    std::map<std::string, std::vector<std::string>, std::less<>> m_seen;
};

} // namespace

SchemaReport findings(const Json &schema)
{
    return Checker(schema).run();
}

} // namespace nia::workspace
