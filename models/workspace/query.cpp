// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/utf8.h"
#include "workspace/query_parser.h"

#include <algorithm>
#include <charconv>

namespace nia::workspace {

namespace {

QueryToken::Type typeOf(const Lexeme &lexeme)
{
    switch (lexeme.type) {
    case Lexeme::Type::Open:
    case Lexeme::Type::Close: return QueryToken::Type::Bracket;
    case Lexeme::Type::Or:
    case Lexeme::Type::Not:
    case Lexeme::Type::Minus: return QueryToken::Type::Keyword;
    default: return QueryToken::Type::Word;
    }
}

void collectHits(const Node &node, std::string_view recordText, std::vector<text::Range> &out)
{
    if (node.type == Node::Type::Not)
        return;
    for (const Node &child : node.children)
        collectHits(child, recordText, out);
    if (node.type != Node::Type::Term)
        return;
    if (node.term.kind == TermKind::Words) {
        std::ranges::copy(node.term.words->find(recordText), std::back_inserter(out));
    } else if (node.term.kind == TermKind::Text && node.term.compare == Compare::Contains) {
        if (node.term.needle.regex) {
            text::Regex regex = node.term.needle.regex->clone();
            if (const auto found = regex.find(recordText))
                std::ranges::copy(*found, std::back_inserter(out));
        } else if (!node.term.needle.text.empty()) {
            std::ranges::copy(text::Matcher::phrase(node.term.needle.text).find(recordText), std::back_inserter(out));
        }
    }
}

} // namespace

Error queryMistake(std::string_view query, std::size_t byte, std::string what, std::string hint)
{
    // A value that is missing lies behind the last character: the mark stands on the last one.
    const std::size_t inside = query.empty() ? 0 : std::min(byte, query.size() - 1);
    const std::int64_t last = std::max<std::int64_t>(0, codePointsBefore(query, query.size()) - 1);
    return Error{.kind = Kind::Query,
                 .offset = std::min(codePointsBefore(query, inside), last),
                 .arguments = {std::move(what), std::move(hint)}};
}

std::optional<double> numberOf(std::string_view text)
{
    if (text.empty() || (text[0] != '-' && text[0] != '.' && (text[0] < '0' || text[0] > '9')))
        return std::nullopt; // from_chars would read inf and nan
    if (text.size() > 1 && text[0] == '-' && text[1] != '.' && (text[1] < '0' || text[1] > '9'))
        return std::nullopt;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Query::Query(std::shared_ptr<const Private> inside) : d(std::move(inside))
{
}

Result<Query> Query::parse(std::string_view text, const Schema &schema, const QueryOptions &options)
{
    if (!text::isUtf8(text))
        return fail(queryMistake(text, 0, "not valid UTF-8", "type it anew"));
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return fail(queryMistake(text, nul, "a NUL character", "take it away"));
    NIA_ASSIGN(Parsed parsed, parseQuery({.query = text, .schema = schema, .options = options}));
    auto inside = std::make_shared<Private>();
    inside->text = text;
    inside->annotator = options.annotator;
    inside->root = std::move(parsed.root);
    inside->sort = std::move(parsed.sort);
    return Query(std::move(inside));
}

std::vector<QueryToken> Query::tokens(std::string_view text)
{
    std::vector<QueryToken> out;
    const auto add = [&](QueryToken::Type type, std::size_t begin, std::size_t end) {
        if (end > begin)
            out.push_back({.type = type, .begin = codePointsBefore(text, begin), .end = codePointsBefore(text, end)});
    };
    for (const Lexeme &lexeme : lex(text)) {
        if (!lexeme.mistake.empty()) {
            add(QueryToken::Type::Mistake, lexeme.begin, lexeme.end);
        } else if (lexeme.type != Lexeme::Type::Field) {
            add(typeOf(lexeme), lexeme.begin, lexeme.end);
        } else if (lexeme.text == "sort") {
            add(QueryToken::Type::Sort, lexeme.begin, lexeme.end);
        } else {
            add(lexeme.text.empty() ? QueryToken::Type::Mistake : QueryToken::Type::Field, lexeme.begin,
                lexeme.compareBegin);
            add(QueryToken::Type::Operator, lexeme.compareBegin, lexeme.valueBegin);
            add(QueryToken::Type::Value, lexeme.valueBegin, lexeme.end);
        }
    }
    return out;
}

const std::string &Query::text() const
{
    return d->text;
}

bool Query::scansText() const
{
    return d->root.scans
           || std::ranges::any_of(d->sort, [](const SortKey &key) { return key.by == SortKey::By::Meta; });
}

std::vector<std::pair<std::int64_t, std::int64_t>> Query::hits(std::string_view recordText) const
{
    std::vector<text::Range> out;
    collectHits(d->root, recordText, out);
    std::ranges::sort(out);
    const auto same = std::ranges::unique(out);
    out.erase(same.begin(), same.end());
    return out;
}

bool Query::isEverything() const
{
    return d->sort.empty() && d->root.type == Node::Type::Term && d->root.term.kind == TermKind::All;
}

} // namespace nia::workspace
