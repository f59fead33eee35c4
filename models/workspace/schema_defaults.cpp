// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/ascii.h"
#include "workspace/schema_file.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace nia::workspace {

namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "1234567890";

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

void setDefault(Json &object, std::string_view name, Json value)
{
    if (!object.has(name))
        object.set(name, std::move(value));
}

Json::Array filledValues(Json::Array answers)
{
    if (std::ranges::any_of(answers, [](const Json &a) { return a.has("value"); }))
        return answers;
    const bool whole =
        std::ranges::all_of(answers, [](const Json &a) { return wholeNumber(a["id"].string()).has_value(); });
    std::int64_t place = 0;
    for (Json &answer : answers) {
        answer.set("value", whole ? *wholeNumber(answer["id"].string()) : place);
        ++place;
    }
    return answers;
}

/// 1–9, 0 in order for single and scale; else the first letter of the id, then of the alphabet, that is still free.
Json::Array filledKeys(Json::Array answers, bool digits)
{
    std::set<std::string> taken;
    for (const Json &answer : answers) {
        if (answer.has("key"))
            taken.insert(answer["key"].string());
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        Json &answer = answers[i];
        setDefault(answer, "clauses", Json::array());
        if (answer.has("key"))
            continue;
        std::string wishes;
        if (digits && i < kDigits.size())
            wishes += kDigits[i];
        for (const char c : asciiLower(answer["id"].string())) {
            if (kLetters.contains(c)) {
                wishes += c;
                break;
            }
        }
        wishes += kLetters;
        for (const char wish : wishes) {
            if (taken.insert(std::string(1, wish)).second) {
                answer.set("key", std::string(1, wish));
                break;
            }
        }
    }
    return answers;
}

const char *defaultMetric(std::string_view kind, bool ordered)
{
    if (kind == "single")
        return ordered ? "ordinal" : "nominal";
    if (kind == "scale")
        return "ordinal";
    if (kind == "multiple")
        return "masi";
    return kind == "span" ? "span" : "none";
}

void fillQuestion(Json &question, const Json &paradigm)
{
    if (!question.isObject())
        return;
    const std::string kind = question["kind"].string();
    setDefault(question, "answers", Json::array());
    setDefault(question, "required", kind == "single" || kind == "scale");
    setDefault(question, "ordered", kind == "scale");
    setDefault(question, "paradigm", paradigm);
    const bool ordered = question["ordered"].boolean();
    setDefault(question, "metric", defaultMetric(kind, ordered));
    Json::Array answers = question["answers"].items();
    if (!std::ranges::all_of(answers, [](const Json &a) { return a.isObject(); }))
        return; // a fault that findings() names
    if (ordered)
        answers = filledValues(std::move(answers));
    question.set("answers", filledKeys(std::move(answers), kind == "single" || kind == "scale"));
}

} // namespace

Json withDefaults(Json schema)
{
    if (!schema.isObject())
        return schema;
    if (!schema.has("languages")) {
        Json languages = Json::array();
        for (const auto &[language, text] : schema["title"].members())
            languages.push(language);
        schema.set("languages", std::move(languages));
    }
    setDefault(schema, "paradigm", "prescriptive");
    setDefault(schema, "skip_reasons", Json::array({"cannot_tell", "harmful_to_me", "display_error"}));
    setDefault(schema, "clauses", Json::array());
    if (schema["questions"].isArray()) {
        const Json paradigm = schema["paradigm"];
        Json::Array questions = schema["questions"].items();
        for (Json &question : questions)
            fillQuestion(question, paradigm);
        schema.set("questions", std::move(questions));
    }
    return schema;
}

Localized standardSkipTitle(std::string_view id)
{
    if (id == "cannot_tell")
        return {{"vi", "Không đánh giá được"}, {"en", "Cannot tell"}};
    if (id == "harmful_to_me")
        return {{"vi", "Nội dung ảnh hưởng xấu đến tôi"}, {"en", "Harmful to me"}};
    if (id == "display_error")
        return {{"vi", "Lỗi hiển thị"}, {"en", "Display error"}};
    return {};
}

} // namespace nia::workspace
