// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_lexer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nia::workspace {

namespace {

/// The bytes of the blank at the start of the text, 0: none. ASCII blanks, no-break space, the ideographic one.
std::size_t blankAt(std::string_view text)
{
    if (text.empty())
        return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'))
        return 1;
    if (text.starts_with("\xc2\xa0"))
        return 2;
    return text.starts_with("\xe3\x80\x80") || text.starts_with("\xe2\x80\xaf") ? 3 : 0;
}

class Lexer
{
public:
    explicit Lexer(std::string_view query) : m_query(query) {}

    std::vector<Lexeme> all()
    {
        while (true) {
            while (const std::size_t blank = blankAt(rest()))
                m_at += blank;
            if (m_at >= m_query.size())
                return std::move(m_out);
            next();
        }
    }

private:
    [[nodiscard]] std::string_view rest() const { return m_query.substr(std::min(m_at, m_query.size())); }
    [[nodiscard]] char at(std::size_t place) const { return place < m_query.size() ? m_query[place] : '\0'; }
    [[nodiscard]] bool ends(std::size_t place) const
    {
        return place >= m_query.size() || blankAt(m_query.substr(place)) > 0;
    }

    Lexeme &add(Lexeme::Type type, std::size_t begin)
    {
        m_out.push_back({.type = type, .begin = begin, .end = m_at});
        return m_out.back();
    }

    void next()
    {
        const std::size_t begin = m_at;
        switch (m_query[m_at]) {
        case '(':
            ++m_at;
            add(Lexeme::Type::Open, begin);
            return;
        case ')':
            ++m_at;
            add(Lexeme::Type::Close, begin);
            return;
        case '-':
            ++m_at;
            add(Lexeme::Type::Minus, begin);
            if (ends(m_at)) {
                m_out.back().mistake = "a minus sign alone";
                m_out.back().hint = "write -word without a blank, or put it in quotation marks";
            }
            return;
        case '"': phrase(Lexeme::Type::Phrase); return;
        case '=':
            ++m_at;
            if (at(m_at) == '"')
                phrase(Lexeme::Type::Literal);
            else
                literal(begin);
            return;
        default: wordOrField();
        }
    }

    /// From a quotation mark to the next one; \" and \\ stand for themselves. False: never closed.
    bool quotation(std::string &out)
    {
        for (++m_at; m_at < m_query.size(); ++m_at) {
            if (m_query[m_at] == '"') {
                ++m_at;
                return true;
            }
            if (m_query[m_at] == '\\' && (at(m_at + 1) == '"' || at(m_at + 1) == '\\'))
                ++m_at;
            out += m_query[m_at];
        }
        return false;
    }

    void phrase(Lexeme::Type type)
    {
        const std::size_t begin = type == Lexeme::Type::Literal ? m_at - 1 : m_at;
        std::string text;
        const bool closed = quotation(text);
        Lexeme &lexeme = add(type, begin);
        lexeme.text = std::move(text);
        if (!closed) {
            lexeme.mistake = "a quotation mark that is never closed";
            lexeme.hint = "add \" at the end";
        }
    }

    void literal(std::size_t begin)
    {
        const std::size_t from = m_at;
        while (!ends(m_at) && m_query[m_at] != '(' && m_query[m_at] != ')' && m_query[m_at] != '"')
            ++m_at;
        Lexeme &lexeme = add(Lexeme::Type::Literal, begin);
        lexeme.text = m_query.substr(from, m_at - from);
        if (lexeme.text.empty()) {
            lexeme.mistake = "nothing after =";
            lexeme.hint = "no blanks around =, as in quality=good or =word";
        }
    }

    /// The comparison that stands at that place; second: its bytes, 0 is none.
    [[nodiscard]] std::pair<Compare, std::size_t> comparison(std::size_t place) const
    {
        const bool equal = at(place + 1) == '=';
        switch (at(place)) {
        case ':': return {Compare::Is, 1};
        case '=': return {Compare::Equal, 1};
        case '~': return {Compare::Contains, 1};
        case '<':
            return equal ? std::pair{Compare::LessEqual, std::size_t{2}} : std::pair{Compare::Less, std::size_t{1}};
        case '>':
            return equal ? std::pair{Compare::GreaterEqual, std::size_t{2}}
                         : std::pair{Compare::Greater, std::size_t{1}};
        case '!': return equal ? std::pair{Compare::NotEqual, std::size_t{2}} : std::pair{Compare::Is, std::size_t{0}};
        default: return {Compare::Is, 0};
        }
    }

    void wordOrField()
    {
        const std::size_t begin = m_at;
        for (; !ends(m_at) && m_query[m_at] != '(' && m_query[m_at] != ')' && m_query[m_at] != '"'; ++m_at) {
            const auto [compare, bytes] = comparison(m_at);
            if (bytes > 0) {
                field(begin, compare, bytes);
                return;
            }
        }
        const std::string_view word = m_query.substr(begin, m_at - begin);
        if (word == "or" || word == "OR")
            add(Lexeme::Type::Or, begin);
        else if (word == "not" || word == "NOT")
            add(Lexeme::Type::Not, begin);
        else
            add(Lexeme::Type::Word, begin).text = word;
    }

    void field(std::size_t begin, Compare compare, std::size_t bytes)
    {
        Lexeme field{
            .type = Lexeme::Type::Field, .begin = begin, .text = std::string(m_query.substr(begin, m_at - begin))};
        field.compare = compare;
        field.compareBegin = m_at;
        m_at += bytes;
        field.valueBegin = m_at;
        if (at(m_at) == '"') {
            field.quoted = true;
            if (!quotation(field.value)) {
                field.mistake = "a quotation mark that is never closed";
                field.hint = "add \" at the end";
            }
        } else if (compare == Compare::Contains && at(m_at) == '/') {
            regex(field);
        } else {
            // Brackets inside a value are its own as long as they come in pairs: sort:random(7).
            int depth = 0;
            const std::size_t from = m_at;
            for (; !ends(m_at); ++m_at) {
                if (m_query[m_at] == '(')
                    ++depth;
                else if (m_query[m_at] == ')' && --depth < 0)
                    break;
            }
            field.value = m_query.substr(from, m_at - from);
        }
        field.end = m_at;
        m_out.push_back(std::move(field));
    }

    /// Between slashes; \/ is a slash, every other escape is the expression's own.
    void regex(Lexeme &field)
    {
        field.regex = true;
        for (++m_at; m_at < m_query.size(); ++m_at) {
            if (m_query[m_at] == '/') {
                ++m_at;
                return;
            }
            if (m_query[m_at] == '\\' && m_at + 1 < m_query.size()) {
                if (m_query[m_at + 1] != '/')
                    field.value += '\\';
                ++m_at;
            }
            field.value += m_query[m_at];
        }
        field.mistake = "a regular expression that is never closed";
        field.hint = "add / at the end";
    }

    std::string_view m_query;
    std::size_t m_at = 0;
    std::vector<Lexeme> m_out;
};

} // namespace

std::vector<Lexeme> lex(std::string_view query)
{
    return Lexer(query).all();
}

std::int64_t codePointsBefore(std::string_view text, std::size_t byte)
{
    return std::ranges::count_if(text.substr(0, std::min(byte, text.size())),
                                 [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
}

} // namespace nia::workspace
