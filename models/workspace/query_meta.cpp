// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

/// A member whose name is the whole path wins over walking into "a" for "a.b".
const Json *walk(const Json &object, std::string_view path)
{
    if (const Json *whole = object.find(path))
        return whole;
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos)
        return nullptr;
    const Json *inner = object.find(path.substr(0, dot));
    return inner && inner->isObject() ? walk(*inner, path.substr(dot + 1)) : nullptr;
}

template<typename T>
bool holds(Compare compare, const T &value, const T &with)
{
    switch (compare) {
    case Compare::NotEqual: return value != with;
    case Compare::Less: return value < with;
    case Compare::LessEqual: return value <= with;
    case Compare::Greater: return value > with;
    case Compare::GreaterEqual: return value >= with;
    default: return value == with;
    }
}

} // namespace

Json metadata(std::string_view raw, std::string_view textField, std::string_view idField)
{
    Json out = Json::object();
    const auto object = Json::parseLenient(raw);
    if (!object)
        return out;
    Json::Object members;
    for (const auto &[name, value] : object->members()) {
        if (name != textField && name != idField && name != "nia")
            members.emplace_back(name, value);
    }
    return Json::object(std::move(members));
}

const Json *metaAt(const Json &object, std::string_view path, std::string_view textField, std::string_view idField)
{
    const std::string_view first = path.substr(0, path.find('.'));
    const bool reserved = first == textField || first == idField || first == "nia";
    if (!reserved) {
        if (const Json *value = walk(object, path))
            return value;
    }
    for (const std::string_view inner : {"metadata", "meta"}) {
        const Json *holder = object.find(inner);
        if (holder && holder->isObject())
            return walk(*holder, path);
    }
    return nullptr;
}

std::vector<std::string> metaTexts(const Json *value)
{
    std::vector<std::string> out;
    if (!value)
        return out;
    if (value->isArray()) {
        for (const Json &item : value->items()) {
            if (!item.isArray())
                std::ranges::move(metaTexts(&item), std::back_inserter(out));
        }
    } else if (value->isBool()) {
        out.emplace_back(value->boolean() ? "true" : "false");
    } else if (auto text = value->idText()) {
        out.push_back(*std::move(text));
    }
    return out;
}

bool textFits(Compare compare, const Needle &needle, std::string_view text, text::Regex *regex)
{
    if (compare == Compare::Contains) {
        if (!needle.regex)
            return text::containsFolded(text, needle.text);
        const auto found = regex ? regex->matches(text) : Result<bool>(false);
        return found && *found;
    }
    if (needle.number) {
        if (const auto number = numberOf(text))
            return holds(compare, *number, *needle.number);
    }
    return holds(compare, text, std::string_view(needle.text));
}

bool answerFits(const Term &term, const Json &answer, text::Regex *regex)
{
    const bool negative = term.compare == Compare::NotEqual;
    const auto chosen = [&](const Json &one) { return std::ranges::contains(term.choices, one.idText().value_or("")); };
    switch (term.question) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return chosen(answer);
    case QuestionKind::Text: return textFits(term.compare, term.needle, answer.string(), regex);
    case QuestionKind::Multiple:
    case QuestionKind::Span: break;
    }
    if (term.empty)
        return answer.items().empty() != negative;
    const bool contains = std::ranges::any_of(answer.items(), [&](const Json &item) {
        return chosen(item.isObject() ? item["answer"] : item);
    });
    return contains != negative;
}

} // namespace nia::workspace
