// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/characters.h"
#include "text/fold.h"
#include "text/token_starts.h"
#include "text/words.h"

namespace nia::text {

namespace {

struct Token {
    std::size_t end = 0;
    std::size_t next = 0;
    bool same = false;
};

/// Compares the token that begins at `begin` with a folded key while it looks for its end.
Token compareToken(const detail::LetterTable &table, std::string_view text, std::size_t begin, std::string_view key)
{
    Token token{.end = begin, .next = begin, .same = true};
    std::size_t matched = 0;
    bool simple = true;
    std::size_t at = begin;
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = detail::decode(text, next);
        const detail::Letter letter = detail::letterOf(table, c);
        if (letter.kind == detail::Class::Separator)
            break;
        at = next;
        if (letter.kind == detail::Class::Ignorable)
            continue;
        token.end = at;
        simple = simple && letter.simple;
        if (!token.same || letter.folded == 0)
            continue;
        token.same = matched < key.size() && detail::decode(key, matched) == letter.folded;
    }
    token.next = at;
    token.same =
        simple ? token.same && matched == key.size() : detail::foldedKey(text.substr(begin, token.end - begin)) == key;
    return token;
}

/// Do the tokens from `begin` on, where one begins, fit the needles? `behindFirst`: where to look for the next one; `end`:
/// behind the last token that fits.
template<typename Needle>
bool tokensFit(std::string_view text, std::size_t begin, const std::vector<Needle> &needles, std::size_t &behindFirst,
               std::size_t &end)
{
    const detail::LetterTable &table = detail::letterTable();
    std::size_t here = behindFirst = begin;
    std::size_t count = 0;
    for (const Needle &needle : needles) {
        if (here == text.size())
            break;
        const Token token = compareToken(table, text, here, needle.folded);
        if (count == 0)
            behindFirst = token.next;
        if (!token.same || (needle.byExact && detail::exactKey(text.substr(here, token.end - here)) != needle.exact))
            break;
        end = token.end;
        ++count;
        if (count < needles.size())
            here = detail::tokenBegin(table, text, token.next);
    }
    return count == needles.size();
}

bool isWordAt(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return false;
    const detail::Class kind = detail::letterOf(detail::letterTable(), detail::decode(text, at)).kind;
    return kind == detail::Class::Word || kind == detail::Class::Mark;
}

bool isWordBefore(std::string_view text, std::size_t at)
{
    if (at == 0)
        return false;
    std::size_t begin = at - 1;
    while (begin > 0 && detail::continues(text[begin]))
        --begin;
    return isWordAt(text, begin);
}

} // namespace

Matcher Matcher::ofTokens(std::string_view phrase, By by)
{
    Matcher matcher;
    for (WordScanner words(phrase); words.next();) {
        Needle needle;
        needle.folded = detail::foldedKey(words.word());
        needle.exact = detail::exactKey(words.word());
        needle.byExact = by == By::Exact || (by == By::Typed && hasDiacritics(words.word()));
        matcher.m_needles.push_back(std::move(needle));
    }
    if (matcher.m_needles.empty())
        matcher.m_literal = phrase;
    return matcher;
}

Matcher Matcher::word(std::string_view word)
{
    return ofTokens(word, By::Typed);
}

Matcher Matcher::phrase(std::string_view phrase)
{
    return ofTokens(phrase, By::Typed);
}

Matcher Matcher::literal(std::string_view literal)
{
    Matcher matcher;
    matcher.m_literal = literal;
    matcher.m_wholeWords = true;
    return matcher;
}

Matcher Matcher::exact(std::string_view phrase)
{
    return ofTokens(phrase, By::Exact);
}

Matcher Matcher::folded(std::string_view phrase)
{
    return ofTokens(phrase, By::Folded);
}

Matcher::Hit Matcher::nextTokens(std::string_view text, std::size_t from) const
{
    const detail::LetterTable &table = detail::letterTable();
    std::size_t begin = detail::tokenBegin(table, text, from);
    while (begin < text.size()) {
        std::size_t behindFirst = 0, end = 0;
        if (tokensFit(text, begin, m_needles, behindFirst, end))
            return {.begin = begin, .end = end, .found = true};
        begin = detail::tokenBegin(table, text, behindFirst);
    }
    return {};
}

Matcher::Hit Matcher::nextLiteral(std::string_view text, std::size_t from) const
{
    if (m_literal.empty())
        return {};
    for (std::size_t at = text.find(m_literal, from); at != std::string_view::npos; at = text.find(m_literal, at + 1)) {
        const std::size_t end = at + m_literal.size();
        const bool cut = m_wholeWords
                         && ((isWordAt(m_literal, 0) && isWordBefore(text, at))
                             || (isWordBefore(m_literal, m_literal.size()) && isWordAt(text, end)));
        if (!cut)
            return {.begin = at, .end = end, .found = true};
    }
    return {};
}

Matcher::Hit Matcher::next(std::string_view text, std::size_t from) const
{
    return m_needles.empty() ? nextLiteral(text, from) : nextTokens(text, from);
}

bool Matcher::matches(std::string_view text) const
{
    const detail::TokenStarts *const starts = m_needles.empty() || m_needles.front().folded.empty()
                                                  ? nullptr
                                                  : detail::TokenStarts::of(m_needles.front().folded.front());
    if (starts == nullptr)
        return next(text, 0).found;
    const detail::LetterTable &table = detail::letterTable();
    const auto wanted = static_cast<char32_t>(m_needles.front().folded.front());
    const auto found = starts->find(text, [&](std::size_t at) {
        std::size_t behindFirst = at, end = 0;
        const detail::Letter letter = detail::letterOf(table, detail::decode(text, behindFirst));
        return (letter.folded == wanted || !letter.simple) && tokensFit(text, at, m_needles, behindFirst, end);
    });
    return found == detail::TokenStarts::Outcome::Unusual ? next(text, 0).found
                                                          : found == detail::TokenStarts::Outcome::Found;
}

std::vector<Range> Matcher::find(std::string_view text, std::int64_t limit) const
{
    std::vector<Range> ranges;
    std::size_t counted = 0;
    std::int64_t before = 0;
    while (static_cast<std::int64_t>(ranges.size()) < limit) {
        const Hit hit = next(text, counted);
        if (!hit.found)
            break;
        const std::int64_t begin = before + codePoints(text.substr(counted, hit.begin - counted));
        before = begin + codePoints(text.substr(hit.begin, hit.end - hit.begin));
        ranges.emplace_back(begin, before);
        counted = hit.end;
    }
    return ranges;
}

} // namespace nia::text
