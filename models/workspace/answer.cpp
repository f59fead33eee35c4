// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/answer.h"

#include <algorithm>
#include <tuple>

namespace nia::workspace {

namespace {

std::unexpected<Error> badAnswer(const Json &value, const char *expected)
{
    return fail(Kind::BadValue, {"answer", value.write(), expected});
}

Result<Span> spanFromJson(const Json &value)
{
    const Json &start = value["start"];
    const Json &end = value["end"];
    if (!start.isInteger() || !end.isInteger())
        return fail(Kind::BadSpan, {"answer", "start and end must be whole numbers"});
    const auto id = value["answer"].idText();
    if (!id)
        return fail(Kind::BadSpan, {"answer", "it has no answer"});
    return Span{.start = start.integer(), .end = end.integer(), .quote = value["text"].string(), .answer = *id};
}

} // namespace

const char *kindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Single: return "single";
    case QuestionKind::Multiple: return "multiple";
    case QuestionKind::Scale: return "scale";
    case QuestionKind::Span: return "span";
    case QuestionKind::Text: return "text";
    }
    return "single";
}

const char *answerMember(QuestionKind kind)
{
    return kind == QuestionKind::Span ? "spans" : "answer";
}

Json toJson(const Answer &answer)
{
    switch (answer.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return answer.choice;
    case QuestionKind::Text: return answer.text;
    case QuestionKind::Multiple: {
        Json out = Json::array();
        for (const std::string &choice : answer.choices)
            out.push(choice);
        return out;
    }
    case QuestionKind::Span: {
        Json out = Json::array();
        for (const Span &span : answer.spans) {
            out.push(Json::object({{"start", Json(span.start)},
                                   {"end", Json(span.end)},
                                   {"text", Json(span.quote)},
                                   {"answer", Json(span.answer)}}));
        }
        return out;
    }
    }
    return {};
}

Result<Answer> answerFromJson(QuestionKind kind, const Json &value)
{
    Answer answer{.kind = kind};
    switch (kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: {
        auto id = value.idText();
        if (!id || id->empty())
            return badAnswer(value, "the id of an answer");
        answer.choice = std::move(*id);
        return answer;
    }
    case QuestionKind::Text:
        if (!value.isString())
            return badAnswer(value, "a text");
        answer.text = value.string();
        return answer;
    case QuestionKind::Multiple:
        if (!value.isArray())
            return badAnswer(value, "a list of answers");
        for (const Json &item : value.items()) {
            auto id = item.idText();
            if (!id)
                return badAnswer(value, "a list of answers");
            answer.choices.push_back(std::move(*id));
        }
        return answer;
    case QuestionKind::Span:
        if (!value.isArray())
            return fail(Kind::BadSpan, {"answer", "spans must be a list"});
        for (const Json &item : value.items()) {
            NIA_ASSIGN(Span span, spanFromJson(item));
            answer.spans.push_back(std::move(span));
        }
        std::ranges::sort(answer.spans, {}, [](const Span &s) { return std::tie(s.start, s.end, s.answer); });
        return answer;
    }
    return answer;
}

} // namespace nia::workspace
