// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "text/fold.h"
#include "text/regex.h"
#include "workspace/query.h"
#include "workspace/query_lexer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What the files of the query share; nothing else includes it.
namespace nia::workspace {

enum class TermKind {
    All,
    None,
    State,
    Todo,
    Mine,
    DisagreedOn,
    Duplicate,
    By,
    Label,
    Resolved,
    Suggest,
    Probability, // of a question
    Dataset,
    Shard,
    Id,
    Meta,
    Text,
    Words, // these read the record itself
};

/// A value that is looked for, prepared for comparing.
struct Needle {
    std::string text;
    std::optional<double> number; ///< where the text is one
    std::shared_ptr<const text::Regex> regex;
};

/// One term of a query, checked against the schema.
struct Term {
    TermKind kind = TermKind::All;
    Compare compare = Compare::Is;
    unsigned bits = 0;          ///< State: RecordBits
    std::string name;           ///< the question, or the path of metadata
    QuestionKind question = QuestionKind::Single;
    std::vector<std::string>
        choices; ///< answers that fit; for Single and Scale any of them, else the one that is contained
    bool empty = false;         ///< Multiple, Span: the empty set is asked for
    Needle needle;
    bool prefix = false;        ///< Id: the beginning of one
    std::vector<std::string> annotators; ///< whose labels; each of them must fit; none: anybody's
    std::shared_ptr<const text::Matcher> words;

    [[nodiscard]] bool scans() const
    {
        return kind == TermKind::Meta || kind == TermKind::Text || kind == TermKind::Words;
    }
};

struct Node {
    enum class Type { Term, And, Or, Not };
    Type type = Type::Term;
    Term term;
    std::vector<Node> children;
    bool bracketed = false;
    bool scans = false; ///< one of its terms does
};

struct SortKey {
    enum class By { Id, Length, Random, Probability, Meta };
    By by = By::Id;
    bool descending = false;
    std::string name; ///< question or path
    std::uint64_t seed = 0;
};

struct Query::Private {
    std::string text;
    std::string annotator;
    Node root;
    std::vector<SortKey> sort;
};

/// A mistake of a query; the place is what lies at that byte.
[[nodiscard]] Error queryMistake(std::string_view query, std::size_t byte, std::string what, std::string hint);

/// What terms mean. Errors are queryMistakes.
struct TermContext {
    std::string_view query;
    const Schema &schema;
    const QueryOptions &options;
};
[[nodiscard]] Result<Term> termOf(const Lexeme &lexeme, const TermContext &context);
[[nodiscard]] Result<SortKey> sortKeyOf(const Lexeme &lexeme, const TermContext &context);

/// The whole text is a decimal number.
[[nodiscard]] std::optional<double> numberOf(std::string_view text);

/// Does the stored answer fit the term (Label, Resolved, Suggest)?
[[nodiscard]] bool answerFits(const Term &term, const Json &answer, text::Regex *regex);
/// Does a text compare so with the needle: equal, contains …? Numbers where both are.
[[nodiscard]] bool textFits(Compare compare, const Needle &needle, std::string_view text, text::Regex *regex);

/// The value at a path of members, first below the top, then below its object `metadata` or `meta`; nullptr: none.
/// Top members called like one of `without` do not count.
[[nodiscard]] const Json *metaAt(const Json &object, std::string_view path, std::string_view textField,
                                 std::string_view idField);
/// What comparisons see of a value of metadata: strings, numbers, true, false; of a list, its elements.
[[nodiscard]] std::vector<std::string> metaTexts(const Json *value);

} // namespace nia::workspace
