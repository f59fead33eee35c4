// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/schema.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace nia::workspace {

namespace {

std::unexpected<Error> unknownAnswer(const Question &question, const std::string &answer)
{
    std::string known;
    for (const AnswerOption &option : question.answers)
        known += (known.empty() ? "" : ", ") + option.id;
    return fail(Kind::UnknownAnswer, {question.id, answer, known});
}

/// The bytes where each code point begins, and the end.
std::vector<std::size_t> codePoints(std::string_view text)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            out.push_back(i);
    }
    out.push_back(text.size());
    return out;
}

Result<void> fitSpans(const Question &question, Answer &answer, std::string_view text)
{
    const auto starts = codePoints(text);
    const auto chars = static_cast<std::int64_t>(starts.size()) - 1;
    for (Span &span : answer.spans) {
        if (!question.answer(span.answer))
            return unknownAnswer(question, span.answer);
        if (span.start < 0 || span.end > chars || span.start >= span.end)
            return fail(Kind::BadSpan,
                        {question.id, std::to_string(span.start) + ":" + std::to_string(span.end)
                                          + " is not inside the text of " + std::to_string(chars) + " characters"});
        const std::size_t begin = starts[static_cast<std::size_t>(span.start)];
        const std::string_view quote = text.substr(begin, starts[static_cast<std::size_t>(span.end)] - begin);
        if (!span.quote.empty() && span.quote != quote)
            return fail(Kind::BadSpan,
                        {question.id, "the text there is \"" + std::string(quote) + "\", not \"" + span.quote + "\""});
        span.quote = quote;
    }
    const auto order = [](const Span &s) { return std::tie(s.start, s.end, s.answer); };
    std::ranges::sort(answer.spans, {}, order);
    const auto doubles = std::ranges::unique(answer.spans);
    answer.spans.erase(doubles.begin(), doubles.end());
    if (!question.overlap) {
        for (std::size_t i = 1; i < answer.spans.size(); ++i) {
            if (answer.spans[i].start < answer.spans[i - 1].end)
                return fail(Kind::BadSpan, {question.id, "two stretches overlap, which this question does not allow"});
        }
    }
    return {};
}

std::vector<std::string_view> pieces(std::string_view value)
{
    std::vector<std::string_view> out;
    while (!value.empty()) {
        const auto comma = value.find(',');
        if (const auto piece = value.substr(0, comma); !piece.empty())
            out.push_back(piece);
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
    }
    return out;
}

std::optional<Span> readSpan(std::string_view piece)
{
    const auto first = piece.find(':');
    const auto second = first == std::string_view::npos ? first : piece.find(':', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    Span span;
    const auto number = [](std::string_view text, std::int64_t &out) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        return error == std::errc() && end == text.data() + text.size();
    };
    if (!number(piece.substr(0, first), span.start) || !number(piece.substr(first + 1, second - first - 1), span.end))
        return std::nullopt;
    span.answer = piece.substr(second + 1);
    return span;
}

} // namespace

Result<Answer> Schema::fit(const Question &question, Answer answer, std::string_view text) const
{
    answer.kind = question.kind;
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale:
        if (!question.answer(answer.choice))
            return unknownAnswer(question, answer.choice);
        break;
    case QuestionKind::Multiple: {
        for (const std::string &choice : answer.choices) {
            if (!question.answer(choice))
                return unknownAnswer(question, choice);
        }
        std::ranges::sort(answer.choices, {}, [&](const std::string &choice) { return question.answerIndex(choice); });
        const auto doubles = std::ranges::unique(answer.choices);
        answer.choices.erase(doubles.begin(), doubles.end());
        break;
    }
    case QuestionKind::Span: NIA_TRY(fitSpans(question, answer, text)); break;
    case QuestionKind::Text: break;
    }
    return answer;
}

Result<Answer> Schema::fromCommandLine(const Question &question, std::string_view value, std::string_view text) const
{
    Answer answer{.kind = question.kind};
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: answer.choice = value; break;
    case QuestionKind::Multiple:
        for (const std::string_view piece : pieces(value))
            answer.choices.emplace_back(piece);
        break;
    case QuestionKind::Span:
        for (const std::string_view piece : pieces(value)) {
            auto span = readSpan(piece);
            if (!span)
                return fail(Kind::BadValue, {question.id, std::string(piece), "START:END:ANSWER"});
            answer.spans.push_back(*std::move(span));
        }
        break;
    case QuestionKind::Text: answer.text = value; break;
    }
    return fit(question, std::move(answer), text);
}

} // namespace nia::workspace
