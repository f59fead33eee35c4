// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/schema.h"

#include "workspace/schema_file.h"

#include <algorithm>
#include <numeric>

namespace nia::workspace {

const std::string &in(const Localized &text, std::string_view language)
{
    static const std::string kNone;
    for (const std::string &wish : {std::string(language), std::string("en")}) {
        if (const auto found = text.find(wish); found != text.end())
            return found->second;
    }
    return text.empty() ? kNone : text.begin()->second;
}

const AnswerOption *Question::answer(std::string_view answerId) const
{
    const auto found = std::ranges::find(answers, answerId, &AnswerOption::id);
    return found == answers.end() ? nullptr : &*found;
}

int Question::answerIndex(std::string_view answerId) const
{
    const AnswerOption *option = answer(answerId);
    return option ? static_cast<int>(option - answers.data()) : -1;
}

const AnswerOption *Question::answerForKey(char key) const
{
    // Keys filled in by default are digits of the place or letters, so that digits in key that differ from the place
    // can only come from the schema itself: then these digits and no others.
    const auto own =
        std::ranges::find_if(answers, [&](const AnswerOption &a) { return a.key.size() == 1 && a.key[0] == key; });
    if (own != answers.end())
        return &*own;
    const bool digits = std::ranges::any_of(answers, [](const AnswerOption &a) {
        return a.key.size() == 1 && a.key[0] >= '0' && a.key[0] <= '9';
    });
    if (digits || key < '0' || key > '9')
        return nullptr;
    const std::size_t place = key == '0' ? 9 : static_cast<std::size_t>(key - '1');
    return place < answers.size() ? &answers[place] : nullptr;
}

const Question *Schema::question(std::string_view id) const
{
    const auto found = std::ranges::find(m_questions, id, &Question::id);
    return found == m_questions.end() ? nullptr : &*found;
}

int Schema::questionIndex(std::string_view id) const
{
    const Question *found = question(id);
    return found ? static_cast<int>(found - m_questions.data()) : -1;
}

const Clause *Schema::clause(std::string_view id) const
{
    const auto found = std::ranges::find(m_clauses, id, &Clause::id);
    return found == m_clauses.end() ? nullptr : &*found;
}

std::string Schema::nearestQuestion(std::string_view name) const
{
    std::string best;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const Question &question : m_questions) {
        std::vector<std::size_t> row(name.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < question.id.size(); ++i) { // Levenshtein, one row at a time
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < name.size(); ++j) {
                const std::size_t change = diagonal + (question.id[i] == name[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
            }
        }
        if (row.back() < least) {
            least = row.back();
            best = question.id;
        }
    }
    return best;
}

namespace {

bool holds(const ShowTerm &term, const Question &parent, const Answer *answer)
{
    if (!answer)
        return false;
    const auto given = [&](const std::string &id) {
        return answer->kind == QuestionKind::Multiple ? std::ranges::contains(answer->choices, id)
                                                      : answer->choice == id;
    };
    if (term.is)
        return std::ranges::any_of(*term.is, given);
    if (term.has)
        return std::ranges::any_of(*term.has, given);
    if (term.atLeast || term.atMost) {
        const AnswerOption *option = parent.answer(answer->choice);
        return option && (!term.atLeast || option->value >= *term.atLeast)
               && (!term.atMost || option->value <= *term.atMost);
    }
    return term.answered;
}

} // namespace

bool Schema::isShown(const Question &asked, const AnswerLookup &answers) const
{
    if (asked.showIf.empty())
        return true;
    const auto term = [&](const ShowTerm &t) {
        const Question *parent = question(t.question);
        return parent && isShown(*parent, answers) && holds(t, *parent, answers(t.question));
    };
    return asked.showAll ? std::ranges::all_of(asked.showIf, term) : std::ranges::any_of(asked.showIf, term);
}

std::set<std::string, std::less<>> Schema::shown(const AnswerLookup &answers) const
{
    std::set<std::string, std::less<>> out;
    for (const Question &asked : m_questions) {
        const auto term = [&](const ShowTerm &t) {
            const Question *parent = out.contains(t.question) ? question(t.question) : nullptr;
            return parent && holds(t, *parent, answers(t.question));
        };
        if (asked.showIf.empty()
            || (asked.showAll ? std::ranges::all_of(asked.showIf, term) : std::ranges::any_of(asked.showIf, term)))
            out.insert(asked.id);
    }
    return out;
}

std::string Schema::id() const
{
    std::string out;
    for (const Section &section : m_sections)
        out += (out.empty() ? "" : "+") + section.id;
    return out;
}

Json Schema::show(std::string_view version) const
{
    Json sections = Json::array(), questions = Json::array(), clauses = Json::array(), skips = Json::array();
    Json languages = Json::array(), title = Json::object();
    for (const Section &section : m_sections) {
        const auto parsed = Json::parse(section.json);
        if (!parsed)
            continue; // compose() has read it before
        const Json file = withDefaults(*parsed);
        Json ids = Json::array();
        for (Json question : file["questions"].items()) {
            ids.push(question["id"]);
            question.set("section", section.id);
            questions.push(std::move(question));
        }
        sections.push(Json::object({{"id", section.id},
                                    {"version", section.version},
                                    {"title", file["title"]},
                                    {"paradigm", file["paradigm"]},
                                    {"questions", std::move(ids)}}));
        for (const Json &clause : file["clauses"].items())
            clauses.push(clause);
        for (const Json &language : file["languages"].items()) {
            if (!std::ranges::contains(languages.items(), language))
                languages.push(language);
        }
        for (const auto &[language, text] : file["title"].members())
            title.set(language, title.has(language) ? title[language].string() + " + " + text.string() : text.string());
    }
    for (const SkipReason &reason : m_skipReasons) {
        Json texts = Json::object();
        for (const auto &[language, text] : reason.title)
            texts.set(language, text);
        skips.push(Json::object({{"id", reason.id}, {"title", std::move(texts)}}));
    }
    return Json::object({{"format", "nia-schema/1"},
                         {"id", id()},
                         {"version", version},
                         {"title", std::move(title)},
                         {"languages", std::move(languages)},
                         {"sections", std::move(sections)},
                         {"questions", std::move(questions)},
                         {"clauses", std::move(clauses)},
                         {"skip_reasons", std::move(skips)}});
}

} // namespace nia::workspace
