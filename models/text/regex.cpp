// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/regex.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

namespace nia::text {

namespace {

icu::UnicodeString toUtf16(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

/// What ICU's codes say, in words for people who write patterns.
const char *wordsOf(UErrorCode status)
{
    switch (status) {
    case U_REGEX_RULE_SYNTAX: return "the expression cannot be read here";
    case U_REGEX_BAD_ESCAPE_SEQUENCE: return "an unknown escape";
    case U_REGEX_PROPERTY_SYNTAX: return "an unknown property";
    case U_REGEX_UNIMPLEMENTED: return "this is not part of the language";
    case U_REGEX_MISMATCHED_PAREN: return "a bracket ( or ) has no partner";
    case U_REGEX_NUMBER_TOO_BIG: return "the number is too big";
    case U_REGEX_BAD_INTERVAL: return "{…} should be {2}, {2,} or {2,5}";
    case U_REGEX_MAX_LT_MIN: return "in {…} the second number is smaller than the first";
    case U_REGEX_INVALID_BACK_REF: return "there is no group of that number";
    case U_REGEX_INVALID_FLAG: return "an unknown flag";
    case U_REGEX_LOOK_BEHIND_LIMIT: return "a look-behind must have a limited length";
    case U_REGEX_SET_CONTAINS_STRING: return "a set [ ] may hold characters only";
    case U_REGEX_MISSING_CLOSE_BRACKET: return "a bracket [ is not closed";
    case U_REGEX_INVALID_RANGE: return "the range of characters runs backwards";
    case U_REGEX_PATTERN_TOO_BIG: return "the expression is too big";
    case U_REGEX_INVALID_CAPTURE_GROUP_NAME: return "a bad name of a group";
    case U_REGEX_TIME_OUT: return "the expression takes too long on one text";
    case U_REGEX_STACK_OVERFLOW: return "the expression takes too much memory on one text";
    default: return "the expression cannot be used";
    }
}

std::unexpected<Error> refuse(UErrorCode status, std::int64_t offset)
{
    const bool running = status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW;
    Error error{.kind = Kind::Query,
                .offset = offset,
                .arguments = {wordsOf(status), running ? "nested repetition such as (a+)+ is what makes it slow" : ""}};
    error.detail = u_errorName(status);
    return std::unexpected(std::move(error));
}

} // namespace

struct Regex::Engine {
    std::shared_ptr<const icu::RegexPattern> pattern;
    RegexOptions options;
    icu::UnicodeString text;
    std::unique_ptr<icu::RegexMatcher> matcher;

    UErrorCode makeMatcher()
    {
        UErrorCode status = U_ZERO_ERROR;
        matcher.reset(pattern->matcher(status));
        if (U_SUCCESS(status))
            matcher->setTimeLimit(static_cast<int32_t>(options.timeLimit.count()), status);
        return status;
    }
    void start(std::string_view bytes)
    {
        text = toUtf16(bytes);
        matcher->reset(text);
    }
};

Regex::Regex(std::unique_ptr<Engine> engine) : m_engine(std::move(engine))
{
}
Regex::~Regex() = default;
Regex::Regex(Regex &&) noexcept = default;
Regex &Regex::operator=(Regex &&) noexcept = default;

Result<Regex> Regex::compile(std::string_view pattern, RegexOptions options)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{.line = 0, .offset = -1, .preContext = {}, .postContext = {}};
    const icu::UnicodeString source = toUtf16(pattern);
    const uint32_t flags = options.ignoreCase ? uint32_t{UREGEX_CASE_INSENSITIVE} : 0U;
    auto engine = std::make_unique<Engine>();
    engine->options = options;
    engine->pattern.reset(icu::RegexPattern::compile(source, flags, where, status));
    if (U_FAILURE(status))
        return refuse(status, where.offset < 0 ? 0 : source.countChar32(0, std::min(where.offset, source.length())));
    if (status = engine->makeMatcher(); U_FAILURE(status))
        return refuse(status, 0);
    return Regex(std::move(engine));
}

Regex Regex::clone() const
{
    auto engine = std::make_unique<Engine>();
    engine->pattern = m_engine->pattern;
    engine->options = m_engine->options;
    engine->makeMatcher();
    return Regex(std::move(engine));
}

Result<bool> Regex::matches(std::string_view text)
{
    m_engine->start(text);
    UErrorCode status = U_ZERO_ERROR;
    const bool found = m_engine->matcher->find(status);
    if (U_FAILURE(status))
        return refuse(status, 0);
    return found;
}

Result<std::vector<Range>> Regex::find(std::string_view text, std::int64_t limit)
{
    m_engine->start(text);
    std::vector<Range> ranges;
    UErrorCode status = U_ZERO_ERROR;
    int32_t counted = 0;
    std::int64_t before = 0;
    while (static_cast<std::int64_t>(ranges.size()) < limit && m_engine->matcher->find(status)) {
        const int32_t first = m_engine->matcher->start(status);
        const int32_t last = m_engine->matcher->end(status);
        if (U_FAILURE(status))
            break;
        const std::int64_t begin = before + m_engine->text.countChar32(counted, first - counted);
        const std::int64_t end = begin + m_engine->text.countChar32(first, last - first);
        ranges.emplace_back(begin, end);
        counted = last;
        before = end;
    }
    if (U_FAILURE(status))
        return refuse(status, 0);
    return ranges;
}

} // namespace nia::text
