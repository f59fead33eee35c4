// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "workspace/answer.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

/// A text in several languages, "vi" and "en" first of all.
using Localized = std::map<std::string, std::string>;
/// The text in that language, else English, else any.
[[nodiscard]] const std::string &in(const Localized &text, std::string_view language);

struct AnswerOption {
    std::string id;
    Localized title;
    std::string key;    ///< one digit or one letter a–z
    std::int64_t value = 0; ///< for ordered questions
    std::vector<std::string> clauses;
};

/// One term of show_if (domain/schemas.md section 1).
struct ShowTerm {
    std::string question;
    std::optional<std::vector<std::string>> is;
    std::optional<std::vector<std::string>> has;
    std::optional<std::int64_t> atLeast;
    std::optional<std::int64_t> atMost;
    bool answered = false;
};

struct Question {
    std::string id;
    std::string section;
    std::string sectionVersion;
    QuestionKind kind = QuestionKind::Single;
    Localized title;
    Localized help;
    bool required = false;
    bool ordered = false;
    bool overlap = false;
    bool descriptive = false;
    bool resolveMedian = false;
    std::string metric; ///< nominal, ordinal, interval, ratio, masi, jaccard, span, none
    bool showAll = true; ///< all terms, else any
    std::vector<ShowTerm> showIf;
    std::vector<AnswerOption> answers; ///< in schema order

    [[nodiscard]] const AnswerOption *answer(std::string_view answerId) const;
    [[nodiscard]] int answerIndex(std::string_view answerId) const; ///< -1: none
    /// The answer a typed digit or letter gives (domain/schemas.md section 3: first ten answers by place, unless the
    /// schema itself gives digits), nullptr: none. `key` is one ASCII digit or letter.
    [[nodiscard]] const AnswerOption *answerForKey(char key) const;
};

struct ClauseExample {
    Localized text;
    std::string instead; ///< negative examples: the answer that fits
};

struct Clause {
    std::string id;
    std::vector<std::string> about; ///< "question.answer"
    std::string since;
    std::string retired;
    Localized rule;
    ClauseExample positive;
    ClauseExample negative;
    Localized border;
};

struct SkipReason {
    std::string id;
    Localized title;
};

struct Section {
    std::string id;
    std::string version;
    Localized title;
    bool descriptive = false;
    std::vector<std::string> questions;
    std::string json; ///< the file as it came, unknown members kept
};

/// One fault or warning of a schema file, as `schema check` prints it.
struct SchemaFault {
    std::string code;
    std::string where;
    std::string message;
};
struct SchemaReport {
    std::vector<SchemaFault> errors;
    std::vector<SchemaFault> warnings;
};

/// Current answers by question id, for conditions.
using AnswerLookup = std::function<const Answer *(std::string_view question)>;

/// The questions of a workspace, made of one or more nia-schema/1 files as sections. A value; threads: const is safe.
class Schema
{
public:
    /// Checks one file's text; errors of JSON itself come as code "json".
    [[nodiscard]] static SchemaReport check(std::string_view fileText);
    /// Composes sections in order. Errors: Schema (first fault), also for a question id that stands in two sections.
    [[nodiscard]] static Result<Schema> compose(const std::vector<std::string> &fileTexts);

    [[nodiscard]] const std::vector<Section> &sections() const { return m_sections; }
    [[nodiscard]] const std::vector<Question> &questions() const { return m_questions; }
    [[nodiscard]] const std::vector<Clause> &clauses() const { return m_clauses; }
    [[nodiscard]] const std::vector<SkipReason> &skipReasons() const { return m_skipReasons; }
    [[nodiscard]] const Question *question(std::string_view id) const;
    [[nodiscard]] int questionIndex(std::string_view id) const; ///< -1: none
    [[nodiscard]] const Clause *clause(std::string_view id) const;
    [[nodiscard]] std::string nearestQuestion(std::string_view name) const; ///< for "did you mean", "" if none is near

    /// Whether the question is shown, given the answers to earlier ones (a hidden parent's answer does not count).
    [[nodiscard]] bool isShown(const Question &question, const AnswerLookup &answers) const;
    /// The ids of all shown questions in order, in one pass.
    [[nodiscard]] std::set<std::string, std::less<>> shown(const AnswerLookup &answers) const;

    /// Does the answer fit the question: ids known (Multiple is put into schema order, doubles dropped), spans inside
    /// `text` with equal quotes (a missing quote is filled in; overlap allowed where the question says so).
    /// Errors: UnknownAnswer, BadSpan, BadValue.
    [[nodiscard]] Result<Answer> fit(const Question &question, Answer answer, std::string_view text) const;
    /// An answer from the command line's QUESTION=ANSWER value (cli.md, Meanings, Labels).
    [[nodiscard]] Result<Answer> fromCommandLine(const Question &question, std::string_view value,
                                                 std::string_view text) const;

    /// `schema show`: id (sections joined by "+"), version, sections, questions, clauses, skip_reasons (cli.md, Shapes).
    [[nodiscard]] Json show(std::string_view version) const;
    [[nodiscard]] std::string id() const;

private:
    std::vector<Section> m_sections;
    std::vector<Question> m_questions;
    std::vector<Clause> m_clauses;
    std::vector<SkipReason> m_skipReasons;
};

/// The six schemas that are built in ("vi-quality", …): the file's text, nothing for an unknown name.
[[nodiscard]] std::optional<std::string_view> builtInSchema(std::string_view name);
[[nodiscard]] std::vector<std::string> builtInSchemaNames();

} // namespace nia::workspace
