// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/nearest.h"
#include "workspace/labels.h"
#include "workspace/query_private.h"

#include <algorithm>
#include <charconv>

namespace nia::workspace {

namespace {

const std::vector<std::string> kStates{"labeled",  "unlabeled", "complete",    "todo",      "mine",
                                       "assigned", "disagreed", "adjudicated", "contested", "skipped",
                                       "flagged",  "gold",      "duplicate"};

bool orders(Compare compare)
{
    return compare >= Compare::Less && compare <= Compare::GreaterEqual;
}

class TermReader
{
public:
    TermReader(const Lexeme &lexeme, const TermContext &context) : m_lexeme(lexeme), m_context(context) {}

    Result<Term> read()
    {
        const auto words = [&](text::Matcher matcher) {
            return Term{.kind = TermKind::Words, .words = std::make_shared<const text::Matcher>(std::move(matcher))};
        };
        switch (m_lexeme.type) {
        case Lexeme::Type::Word: return words(text::Matcher::word(m_lexeme.text));
        case Lexeme::Type::Phrase:
        case Lexeme::Type::Literal:
            if (m_lexeme.text.empty())
                return mistake("nothing between the quotation marks", "write what to search, or take them away");
            return words(m_lexeme.type == Lexeme::Type::Phrase ? text::Matcher::phrase(m_lexeme.text)
                                                               : text::Matcher::literal(m_lexeme.text));
        default: return field();
        }
    }

    Result<SortKey> sortKey()
    {
        SortKey key;
        std::string_view name = m_lexeme.value;
        if (name.starts_with('-')) {
            key.descending = true;
            name.remove_prefix(1);
        }
        if (name == "id")
            return key;
        if (name == "length") {
            key.by = SortKey::By::Length;
            return key;
        }
        if (name.starts_with("random(") && name.ends_with(')')) {
            key.by = SortKey::By::Random;
            const std::string_view seed = name.substr(7, name.size() - 8);
            const auto [end, fault] = std::from_chars(seed.data(), seed.data() + seed.size(), key.seed);
            if (fault != std::errc() || end != seed.data() + seed.size())
                return valueMistake("sort:random needs a whole number", "write sort:random(7)");
            return key;
        }
        if (name.starts_with("p.")) {
            key.by = SortKey::By::Probability;
            NIA_ASSIGN(const Question *question, questionOf(name.substr(2), m_lexeme.valueBegin));
            key.name = question->id;
            return key;
        }
        if (name.starts_with("meta.") && name.size() > 5) {
            key.by = SortKey::By::Meta;
            key.name = name.substr(5);
            return key;
        }
        if (name.starts_with("signal."))
            return valueMistake(std::string(name) + ": no such signal", "this workspace has no signals yet");
        return valueMistake("cannot sort by “" + std::string(name) + "”",
                            "sort by id, length, random(7), p.question or meta.name");
    }

private:
    [[nodiscard]] std::unexpected<Error> mistake(std::string what, std::string hint) const
    {
        return fail(queryMistake(m_context.query, m_lexeme.begin, std::move(what), std::move(hint)));
    }
    [[nodiscard]] std::unexpected<Error> valueMistake(std::string what, std::string hint) const
    {
        return fail(queryMistake(m_context.query, m_lexeme.valueBegin, std::move(what), std::move(hint)));
    }
    [[nodiscard]] std::unexpected<Error> compareMistake(std::string what, std::string hint) const
    {
        return fail(queryMistake(m_context.query, m_lexeme.compareBegin, std::move(what), std::move(hint)));
    }

    [[nodiscard]] bool colon() const { return m_lexeme.compare == Compare::Is; }

    Result<Term> field()
    {
        const std::string &name = m_lexeme.text;
        if (name.empty())
            return mistake("a sign without a name before it",
                           "put it in quotation marks to search it: \"" + written() + "\"");
        if (name == "is" || name == "by" || name == "dataset" || name == "shard" || name == "id" || name == "sort") {
            if (!colon())
                return compareMistake(name + " takes a colon",
                                      "write " + name + ":" + (m_lexeme.value.empty() ? "…" : m_lexeme.value));
            if (m_lexeme.value.empty())
                return mistake("nothing after " + name + ":", "no blanks around the colon");
            return colonField(name);
        }
        if (name == "text")
            return textTerm();
        for (const auto &[prefix, kind] : {std::pair{std::string_view("label."), TermKind::Label},
                                           {"resolved.", TermKind::Resolved},
                                           {"suggest.", TermKind::Suggest},
                                           {"p.", TermKind::Probability}}) {
            if (name.starts_with(prefix)) {
                NIA_ASSIGN(const Question *question,
                           questionOf(std::string_view(name).substr(prefix.size()), m_lexeme.begin));
                return colon()                         ? colonMistake(name)
                       : kind == TermKind::Probability ? probability(*question)
                                                       : answerTerm(kind, *question);
            }
        }
        if (name.starts_with("meta.") && name.size() > 5)
            return colon() ? colonMistake(name) : metaTerm();
        if (name.starts_with("signal."))
            return mistake(name + ": no such signal", "this workspace has no signals yet");
        if (const Question *question = m_context.schema.question(name))
            return colon() ? colonMistake(name) : answerTerm(TermKind::Label, *question);
        return unknownField();
    }

    [[nodiscard]] std::string written() const
    {
        return std::string(m_context.query.substr(m_lexeme.begin, m_lexeme.end - m_lexeme.begin));
    }

    [[nodiscard]] Result<Term> colonMistake(const std::string &name) const
    {
        return compareMistake(name + " takes =, not a colon", "write " + name + "=" + m_lexeme.value);
    }

    Result<Term> unknownField() const
    {
        std::vector<std::string> known{"is", "by", "dataset", "shard", "id", "text", "sort"};
        for (const Question &question : m_context.schema.questions())
            known.push_back(question.id);
        const std::string near = nearestName(m_lexeme.text, known);
        const std::string quote = m_lexeme.quoted ? "put the whole of it in quotation marks to search it"
                                                  : "put it in quotation marks to search it: \"" + written() + "\"";
        return mistake(m_lexeme.text + ": no such field or question",
                       near.empty() ? quote : didYouMean(near) + " Else " + quote);
    }

    Result<const Question *> questionOf(std::string_view id, std::size_t place) const
    {
        if (const Question *question = m_context.schema.question(id))
            return question;
        std::vector<std::string> known;
        for (const Question &question : m_context.schema.questions())
            known.push_back(question.id);
        return fail(queryMistake(m_context.query, place, std::string(id) + ": no such question",
                                 nearestHint(id, known, "the questions are " + joinedNames(known))));
    }

    Result<Term> colonField(const std::string &name)
    {
        if (name == "is")
            return state();
        Term term{.compare = Compare::Equal, .name = m_lexeme.value};
        if (name == "by")
            term.kind = TermKind::By;
        else if (name == "dataset")
            term.kind = TermKind::Dataset;
        else if (name == "shard")
            term.kind = TermKind::Shard;
        else
            term.kind = TermKind::Id;
        if (term.kind == TermKind::Id && !m_lexeme.quoted && term.name.ends_with('*')) {
            term.name.pop_back();
            term.prefix = true;
        }
        return term;
    }

    Result<Term> state()
    {
        static const std::vector<std::pair<std::string_view, unsigned>> kBits{
            {"labeled", kLabelled},        {"complete", kComplete},
            {"disagreed", kDisagreed},     {"contested", kContested},
            {"adjudicated", kAdjudicated}, {"flagged", kFlagged},
            {"skipped", kSkipped},         {"unlabeled", 0}};
        const std::string &name = m_lexeme.value;
        for (const auto &[state, bits] : kBits) {
            if (name == state)
                return Term{.kind = TermKind::State, .bits = bits};
        }
        if (name == "todo" || name == "mine") {
            if (m_context.options.annotator.empty())
                return mistake("is:" + name + " asks for an annotator, and nobody is named",
                               "name one, as with --annotator lan");
            return Term{.kind = name == "todo" ? TermKind::Todo : TermKind::Mine, .name = m_context.options.annotator};
        }
        if (name == "assigned")
            return Term{.kind = TermKind::All};
        if (name == "gold")
            return Term{.kind = TermKind::None};
        if (name == "duplicate")
            return Term{.kind = TermKind::Duplicate};
        if (name.starts_with("disagreed:")) {
            NIA_ASSIGN(const Question *question,
                       questionOf(std::string_view(name).substr(10), m_lexeme.valueBegin + 10));
            return Term{.kind = TermKind::DisagreedOn, .name = question->id};
        }
        const std::string near = name == "labelled"     ? "labeled"
                                 : name == "unlabelled" ? "unlabeled"
                                                        : nearestName(name, kStates);
        return valueMistake("is:" + name + ": no such state",
                            near.empty() ? "states are " + joinedNames(kStates) : didYouMean("is:" + near));
    }

    /// The needle of = and ~; regular expressions are compiled.
    Result<Needle> needle() const
    {
        Needle out{.text = m_lexeme.value, .number = numberOf(m_lexeme.value)};
        if (m_lexeme.regex) {
            auto regex = text::Regex::compile(m_lexeme.value);
            if (!regex) {
                const auto &why = regex.error().arguments;
                return valueMistake("not a regular expression: "
                                        + (why.empty() ? std::string("it cannot be read") : why.front()),
                                    "write \\ before a character that stands for itself");
            }
            out.regex = std::make_shared<const text::Regex>(std::move(*regex));
        }
        return out;
    }

    Result<Term> textTerm()
    {
        if (colon() || orders(m_lexeme.compare))
            return compareMistake("text takes ~, = or !=",
                                  "write text~" + m_lexeme.value + " for what the text contains");
        if (m_lexeme.value.empty() && !m_lexeme.quoted)
            return mistake("nothing after text" + std::string(m_lexeme.compare == Compare::Contains ? "~" : "="),
                           "no blanks around it");
        Term term{.kind = TermKind::Text, .compare = m_lexeme.compare};
        NIA_ASSIGN(term.needle, needle());
        term.needle.number.reset(); // a text is never a number
        return term;
    }

    Result<Term> metaTerm()
    {
        if (m_lexeme.value.empty() && !m_lexeme.quoted)
            return mistake("nothing to compare " + m_lexeme.text + " with",
                           "no blanks around the sign; \"\" is the empty text");
        Term term{.kind = TermKind::Meta, .compare = m_lexeme.compare, .name = m_lexeme.text.substr(5)};
        NIA_ASSIGN(term.needle, needle());
        return term;
    }

    Result<Term> probability(const Question &question)
    {
        if (m_lexeme.compare == Compare::Contains)
            return compareMistake("p." + question.id + " is a number", "compare it by =, !=, <, <=, > or >=");
        Term term{.kind = TermKind::Probability, .compare = m_lexeme.compare, .name = question.id};
        term.needle = {.text = m_lexeme.value, .number = numberOf(m_lexeme.value)};
        if (!term.needle.number)
            return m_lexeme.value.empty()
                       ? mistake("nothing to compare p." + question.id + " with", "write p." + question.id + ">0.9")
                       : valueMistake("“" + m_lexeme.value + "” is not a number", "write p." + question.id + ">0.9");
        return term;
    }

    Result<Term> answerTerm(TermKind kind, const Question &question)
    {
        Term term{.kind = kind, .compare = m_lexeme.compare, .name = question.id, .question = question.kind};
        const std::string &value = m_lexeme.value;
        if (question.kind == QuestionKind::Text) {
            if (orders(term.compare))
                return compareMistake(question.id + " is a text; it has no order", "compare it by =, != or ~");
            if (value.empty() && !m_lexeme.quoted)
                return mistake("nothing to compare " + question.id + " with", "no blanks around the sign");
            NIA_ASSIGN(term.needle, needle());
            term.needle.number.reset();
            return term;
        }
        if (term.compare == Compare::Contains)
            return compareMistake(question.id + " has answers, not texts", "compare it by = or !=");
        if (orders(term.compare) && !question.ordered)
            return compareMistake("the answers of " + question.id + " have no order", "compare them by = or !=");
        const bool set = question.kind == QuestionKind::Multiple || question.kind == QuestionKind::Span;
        if (value.empty()) {
            if (!set)
                return mistake("nothing to compare " + question.id + " with",
                               "no blanks around the sign, as in " + question.id + "="
                                   + (question.answers.empty() ? "…" : question.answers[0].id));
            term.empty = true;
            return term;
        }
        const int place = question.answerIndex(value);
        if (place < 0) {
            std::vector<std::string> known;
            for (const AnswerOption &option : question.answers)
                known.push_back(option.id);
            return valueMistake(question.id + " has no answer “" + value + "”",
                                nearestHint(value, known, "it has " + joinedNames(known)));
        }
        if (set)
            term.choices = {value};
        else
            term.choices = fitting(question, place);
        return term;
    }

    [[nodiscard]] std::vector<std::string> fitting(const Question &question, int place) const
    {
        std::vector<std::string> out;
        for (int i = 0; i < static_cast<int>(question.answers.size()); ++i) {
            const bool fits = m_lexeme.compare == Compare::Equal       ? i == place
                              : m_lexeme.compare == Compare::NotEqual  ? i != place
                              : m_lexeme.compare == Compare::Less      ? i < place
                              : m_lexeme.compare == Compare::LessEqual ? i <= place
                              : m_lexeme.compare == Compare::Greater   ? i > place
                                                                       : i >= place;
            if (fits)
                out.push_back(question.answers[static_cast<std::size_t>(i)].id);
        }
        return out;
    }

    const Lexeme &m_lexeme;
    const TermContext &m_context;
};

} // namespace

Result<Term> termOf(const Lexeme &lexeme, const TermContext &context)
{
    return TermReader(lexeme, context).read();
}

Result<SortKey> sortKeyOf(const Lexeme &lexeme, const TermContext &context)
{
    return TermReader(lexeme, context).sortKey();
}

} // namespace nia::workspace
