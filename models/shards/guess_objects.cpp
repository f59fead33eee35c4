// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/guessing.h"

#include "base/json_scan.h"
#include "shards/fields.h"
#include "shards/json_end.h"
#include "shards/json_line.h"
#include "shards/jsonl_parser.h"
#include "shards/parts.h"

#include <algorithm>
#include <optional>

namespace nia::shards {

namespace {

void addMembers(std::string_view object, Fields &fields)
{
    fields.nextRecord();
    fields.addParts(partsShape(object));
    for (JsonMembers members(object); members.next();) {
        if (jsonStringIs(members.keyLiteral(), "nia"))
            continue;
        const std::string_view value = members.value();
        const std::string name = unescaped(members.keyLiteral());
        if (value.starts_with('"'))
            fields.add(name, Fields::Type::String, unescaped(value));
        else if (value.starts_with('-') || (value.front() >= '0' && value.front() <= '9'))
            fields.add(name, Fields::Type::Number, value);
        else
            fields.add(name, Fields::Type::Other, {});
    }
}

/// Which members are text and id: as told, as an export says, else as they look.
Result<void> chooseMembers(const Fields &fields, const SaidFields &said, const Sample &sample,
                           const ReadOptions &options, Guess &guess)
{
    for (const auto &told : {options.textField, options.idField}) {
        if (told && !told->empty() && *told != kPartsField)
            NIA_TRY(fields.mustHave(*told, sample.place));
    }
    if (options.textField) {
        guess.textField = *options.textField;
    } else if (said.text) {
        guess.textField = *said.text;
        guess.reasons.push_back("text: an export of Nia says so");
    } else if (fields.records() > 0) {
        const Fields::Choice text = fields.text();
        if (text.name.empty())
            return fail(Kind::NoText, {"text"}, sample.place);
        guess.textField = text.name;
        guess.reasons.push_back(text.reason);
    } else if (!sample.bytes.empty()) {
        guess.textField = "text"; // no whole line in the sample, or bad ones only: reading tells
    }
    if (options.idField) {
        guess.idField = *options.idField;
    } else if (said.id) {
        guess.idField = *said.id;
        guess.reasons.push_back("id: an export of Nia says so");
    } else {
        const Fields::Choice id = fields.id(guess.textField);
        guess.idField = id.name.empty() && fields.records() == 0 ? (sample.bytes.empty() ? "" : "id") : id.name;
        guess.reasons.push_back(id.reason);
    }
    return {};
}

/// The beginning of the array, up to the first element.
std::optional<std::size_t> arrayBegin(std::string_view bytes)
{
    const std::size_t open = bytes.find_first_not_of(" \t\r\n", bytes.starts_with("\xef\xbb\xbf") ? 3 : 0);
    return open != std::string_view::npos && bytes[open] == '[' ? std::optional(open + 1) : std::nullopt;
}

} // namespace

Result<void> guessJsonl(const Sample &sample, const ReadOptions &options, Start &start)
{
    Fields fields;
    SaidFields said;
    JsonLine check;
    for (std::size_t at = 0; at < sample.bytes.size();) {
        const std::size_t end = sample.bytes.find('\n', at);
        if (end == std::string_view::npos && !sample.whole)
            break;
        const std::string_view line =
            trimmedLine(sample.bytes.substr(at, end == std::string_view::npos ? end : end - at));
        at = end == std::string_view::npos ? sample.bytes.size() : end + 1;
        if (line.empty() || !check.check(line))
            continue;
        if (!said.text && !said.id)
            said = saidBy(findMember(line, "nia").value_or(std::string_view()));
        addMembers(line, fields);
    }
    return chooseMembers(fields, said, sample, options, start.guess);
}

Result<void> guessJsonArray(const Sample &sample, const ReadOptions &options, Start &start)
{
    const auto begin = arrayBegin(sample.bytes);
    if (!begin)
        return fail(Kind::NotThisFormat, {"a JSON array", "it does not begin with ["}, sample.place);
    start.skip = *begin;
    start.lines = std::ranges::count(sample.bytes.substr(0, *begin), '\n');
    Fields fields;
    SaidFields said;
    JsonLine check;
    JsonEnd element;
    for (std::size_t at = *begin;;) {
        at = sample.bytes.find_first_not_of(" \t\r\n,", at);
        if (at == std::string_view::npos || sample.bytes[at] == ']')
            break;
        std::size_t end = at;
        element.reset();
        if (element.scan(sample.bytes, end) != JsonEnd::Found::Whole)
            break;
        const std::string_view one = sample.bytes.substr(at, end - at);
        at = end;
        if (one.starts_with('"')) {
            fields.nextRecord();
            fields.add("text", Fields::Type::String, unescaped(one));
        }
        if (!check.check(one))
            continue;
        if (!said.text && !said.id)
            said = saidBy(findMember(one, "nia").value_or(std::string_view()));
        addMembers(one, fields);
    }
    return chooseMembers(fields, said, sample, options, start.guess);
}

} // namespace nia::shards
