// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_parser.h"

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr int kDeepest = 200; ///< levels of brackets; deeper ones are nobody's query

/// query = and-group { "or" and-group };  and-group = part { part };  part = { "not" | "-" } ( "(" query ")" | term )
class Parser
{
public:
    Parser(const TermContext &context, std::vector<Lexeme> lexemes) : m_context(context), m_lexemes(std::move(lexemes))
    {
    }

    Result<Parsed> whole()
    {
        Parsed out;
        NIA_ASSIGN(out.sort, takeSorts());
        if (m_lexemes.empty())
            return out;
        NIA_ASSIGN(out.root, alternatives(0));
        if (m_at < m_lexemes.size())
            return mistake(m_at, "a closing bracket without an opening one",
                           "take it away, or put it in quotation marks");
        bindPeople(out.root, {});
        return out;
    }

private:
    using Type = Lexeme::Type;

    [[nodiscard]] bool stands(Type type) const { return m_at < m_lexemes.size() && m_lexemes[m_at].type == type; }
    [[nodiscard]] std::unexpected<Error> mistake(std::size_t lexeme, std::string what, std::string hint) const
    {
        return fail(queryMistake(m_context.query, m_lexemes[lexeme].begin, std::move(what), std::move(hint)));
    }

    /// sort: orders the whole query, so it is taken out before the rest is read.
    Result<std::vector<SortKey>> takeSorts()
    {
        std::vector<SortKey> out;
        std::vector<Lexeme> rest;
        int depth = 0;
        for (std::size_t i = 0; i < m_lexemes.size(); ++i) {
            const Lexeme &lexeme = m_lexemes[i];
            if (!lexeme.mistake.empty())
                return mistake(i, lexeme.mistake, lexeme.hint);
            depth += lexeme.type == Type::Open ? 1 : lexeme.type == Type::Close ? -1 : 0;
            if (lexeme.type != Type::Field || lexeme.compare != Compare::Is || lexeme.text != "sort") {
                rest.push_back(lexeme);
                continue;
            }
            const bool negated = !rest.empty() && (rest.back().type == Type::Not || rest.back().type == Type::Minus);
            if (depth > 0 || negated)
                return mistake(i, "sort: orders the whole query",
                               "write it at the end, outside of brackets; sort:-length turns the order");
            NIA_ASSIGN(SortKey key, sortKeyOf(lexeme, m_context));
            out.push_back(std::move(key));
        }
        m_lexemes = std::move(rest);
        return out;
    }

    Result<Node> alternatives(int depth)
    {
        NIA_ASSIGN(Node first, group(depth));
        if (!stands(Type::Or))
            return first;
        Node out{.type = Node::Type::Or};
        out.scans = first.scans;
        out.children.push_back(std::move(first));
        while (stands(Type::Or)) {
            ++m_at;
            NIA_ASSIGN(Node next, group(depth));
            out.scans = out.scans || next.scans;
            out.children.push_back(std::move(next));
        }
        return out;
    }

    Result<Node> group(int depth)
    {
        Node out{.type = Node::Type::And};
        while (m_at < m_lexemes.size() && !stands(Type::Or) && !stands(Type::Close)) {
            NIA_ASSIGN(Node next, part(depth));
            out.scans = out.scans || next.scans;
            out.children.push_back(std::move(next));
        }
        if (out.children.empty())
            return nothingHere();
        return out.children.size() == 1 ? Node(std::move(out.children.front())) : out;
    }

    std::unexpected<Error> nothingHere() const
    {
        if (m_at > 0 && m_lexemes[m_at - 1].type == Type::Or)
            return mistake(m_at - 1, "nothing after or",
                           "add what else to look for; put the word in quotation marks to search it");
        if (stands(Type::Or))
            return mistake(m_at, "nothing before or",
                           "add what to look for; put the word in quotation marks to search it");
        if (m_at > 0 && m_lexemes[m_at - 1].type == Type::Open)
            return mistake(m_at - 1, "nothing between the brackets", "take them away, or put them in quotation marks");
        return mistake(std::min(m_at, m_lexemes.size() - 1), "a closing bracket without an opening one",
                       "take it away, or put it in quotation marks");
    }

    Result<Node> part(int depth)
    {
        bool negated = false;
        std::size_t sign = 0;
        for (; stands(Type::Not) || stands(Type::Minus); ++m_at) {
            negated = !negated;
            sign = m_at;
        }
        if (m_at >= m_lexemes.size() || stands(Type::Or) || stands(Type::Close))
            return mistake(sign, "nothing to leave out",
                           "add what to leave out; put the word in quotation marks to search it");
        NIA_ASSIGN(Node inner, stands(Type::Open) ? brackets(depth) : term());
        if (!negated)
            return inner;
        Node out{.type = Node::Type::Not};
        out.scans = inner.scans;
        out.children.push_back(std::move(inner));
        return out;
    }

    Result<Node> brackets(int depth)
    {
        const std::size_t open = m_at;
        if (depth >= kDeepest)
            return mistake(open, "brackets nested too deep", "take some away");
        ++m_at;
        NIA_ASSIGN(Node inner, alternatives(depth + 1));
        if (!stands(Type::Close))
            return mistake(open, "a bracket that is never closed", "add ) behind it, or put it in quotation marks");
        ++m_at;
        inner.bracketed = true;
        return inner;
    }

    Result<Node> term()
    {
        NIA_ASSIGN(Term term, termOf(m_lexemes[m_at], m_context));
        ++m_at;
        Node out;
        out.scans = term.scans();
        out.term = std::move(term);
        return out;
    }

    /// by:NAME binds the label terms of its own and-group, brackets included; a group inside with a by: of its own is bound
    /// by that one.
    static void bindPeople(Node &node, std::vector<std::string> people)
    {
        const auto isBy = [](const Node &n) {
            return n.type == Node::Type::Term && n.term.kind == TermKind::By && !n.bracketed;
        };
        if (node.type == Node::Type::Term) {
            if (node.term.kind == TermKind::Label)
                node.term.annotators = std::move(people);
            return;
        }
        if (node.type == Node::Type::And && std::ranges::any_of(node.children, isBy)) {
            people.clear();
            for (const Node &child : node.children) {
                if (isBy(child))
                    people.push_back(child.term.name);
            }
        }
        for (Node &child : node.children)
            bindPeople(child, people);
    }

    const TermContext &m_context;
    std::vector<Lexeme> m_lexemes;
    std::size_t m_at = 0;
};

} // namespace

Result<Parsed> parseQuery(const TermContext &context)
{
    return Parser(context, lex(context.query)).whole();
}

} // namespace nia::workspace
