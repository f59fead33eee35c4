// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nia::workspace {

enum class QuestionKind { Single, Multiple, Scale, Span, Text };

/// A labelled stretch [start, end) of the raw text, in Unicode code points, with the text it covers.
struct Span {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string quote;  ///< exactly text[start, end)
    std::string answer; ///< id of the span question's answer
    bool operator==(const Span &) const = default;
};

/// One answer to one question. Which member counts is said by kind:
/// Single, Scale: choice (an answer id); Multiple: choices (ids in schema order, [] is "none"); Text: text; Span: spans
/// sorted by (start, end, answer).
struct Answer {
    QuestionKind kind = QuestionKind::Single;
    std::string choice;
    std::vector<std::string> choices;
    std::string text;
    std::vector<Span> spans;
    bool operator==(const Answer &) const = default;

    [[nodiscard]] static Answer single(std::string id)
    {
        return {.kind = QuestionKind::Single, .choice = std::move(id)};
    }
};

/// The value as it stands in label lines and event bodies: "good", ["age"], "any text"; for spans the array of
/// {"start","end","text","answer"} that stands under "spans".
[[nodiscard]] Json toJson(const Answer &answer);
/// "answer", or "spans" for a span question: the member's name in label lines and event bodies.
[[nodiscard]] const char *answerMember(QuestionKind kind);
/// Reads what toJson writes, kind given by the question. Numbers stand for ids by their bytes as written. Does not check
/// ids against the schema (Schema::check does). Errors: BadValue, BadSpan.
[[nodiscard]] Result<Answer> answerFromJson(QuestionKind kind, const Json &value);

[[nodiscard]] const char *kindName(QuestionKind kind); ///< "single", "multiple", "scale", "span", "text"

} // namespace nia::workspace
