// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/object_reader.h"

#include "base/json_scan.h"
#include "base/record_key.h"
#include "shards/parts.h"

#include <utility>

namespace nia::shards {

namespace {

const char *typeOf(std::string_view value)
{
    switch (value.empty() ? '\0' : value.front()) {
    case '{': return "an object";
    case '[': return "an array";
    case '"': return "a string";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: return "a number";
    }
}

/// What a string literal says; a view of it where nothing is escaped.
std::string_view said(std::string_view literal, Arena &arena)
{
    const std::string_view inside = literal.substr(1, literal.size() - 2);
    return inside.find('\\') == std::string_view::npos ? inside : arena.keep(unescaped(literal));
}

/// An id is a string that is not empty, or a number as it is written; anything else is no id.
std::string_view idOf(std::string_view value, Arena &arena)
{
    if (value.starts_with('"'))
        return said(value, arena);
    const bool number = !value.empty() && (value.front() == '-' || (value.front() >= '0' && value.front() <= '9'));
    return number ? value : std::string_view();
}

/// Whether a record that was exported had its text joined of parts although the object has a text: its key tells.
bool wasJoined(const Record &record, std::string_view nia)
{
    const auto dataset = findMember(nia, "dataset"), id = findMember(nia, "id"), key = findMember(nia, "key");
    if (!dataset || !id || !key || !dataset->starts_with('"') || !id->starts_with('"') || !key->starts_with('"'))
        return false;
    const auto joined = joinParts(record.raw);
    const auto known = RecordKey::fromHex(unescaped(*key));
    return joined && known && recordKey(unescaped(*dataset), unescaped(*id), joined->builder, joined->text) == *known;
}

/// Line breaks in a valid object stand outside strings: each becomes one blank.
std::string withoutLineBreaks(std::string_view object)
{
    std::string out;
    out.reserve(object.size());
    for (std::size_t at = 0; at < object.size(); ++at) {
        if (object[at] == '\r' && at + 1 < object.size() && object[at + 1] == '\n')
            continue;
        out += object[at] == '\r' || object[at] == '\n' ? ' ' : object[at];
    }
    return out;
}

} // namespace

SaidFields saidBy(std::string_view nia)
{
    SaidFields said;
    const auto fields = nia.starts_with('{') ? findMember(nia, "fields") : std::nullopt;
    if (!fields || !fields->starts_with('{'))
        return said;
    const auto text = findMember(*fields, "text"), id = findMember(*fields, "id");
    if (text && text->starts_with('"'))
        said.text = unescaped(*text);
    if (id && id->starts_with('"'))
        said.id = unescaped(*id);
    else if (id && *id == "null")
        said.id = "";
    return said;
}

ObjectReader::ObjectReader(ParserOptions options)
    : m_options(std::move(options)), m_names{m_options.textField, m_options.idField}
{
}

/// Finds text and id among the members of record.raw; `exported` is what Nia said of it, once that is cut out.
Result<void> ObjectReader::fields(Record &record, Arena &arena, const SaidFields &names,
                                  std::string_view exported) const
{
    std::string_view id, nia;
    const std::string_view textName = *names.text == kPartsField ? std::string_view("text") : *names.text;
    std::optional<JsonMember> text;
    for (JsonMembers members(record.raw); members.next();) {
        const std::string_view key = members.keyLiteral();
        if (jsonStringIs(key, textName))
            text = members.member();
        if (!names.id->empty() && jsonStringIs(key, *names.id))
            id = members.value();
        if (jsonStringIs(key, "nia"))
            nia = members.value();
    }
    if (!nia.empty())
        return fieldsOfExport(record, arena, nia);
    record.id = idOf(id, arena);
    record.idFromField = !record.id.empty();
    if (record.id.empty() && !exported.empty())
        record.id = idOf(findMember(exported, "id").value_or(std::string_view()), arena);
    const std::string_view literal =
        text ? record.raw.substr(text->valueBegin, text->valueEnd - text->valueBegin) : std::string_view();
    return setText(record, arena, literal, *names.text, exported);
}

/// `literal`: the value of that field (of one called text, where parts are wanted); "" where there is none.
Result<void> ObjectReader::setText(Record &record, Arena &arena, std::string_view literal, const std::string &field,
                                   std::string_view exported) const
{
    const bool parts = field == kPartsField;
    const bool joins = parts ? m_options.textTold || !literal.starts_with('"') || wasJoined(record, exported)
                             : !m_options.textTold && literal.empty() && partsShape(record.raw) != PartsShape::None;
    if (joins) {
        NIA_ASSIGN(const JoinedText joined, joinParts(record.raw));
        record.text = arena.keep(joined.text);
        record.parts = arena.keep(joined.parts);
        record.builder = joined.builder;
        return {};
    }
    if (literal.empty())
        return fail(Kind::NoText, {field});
    if (!literal.starts_with('"'))
        return fail(Kind::WrongType, {field, "a string", typeOf(literal)});
    record.text = said(literal, arena);
    record.textBegin = static_cast<std::size_t>(literal.data() - record.raw.data());
    record.textEnd = record.textBegin + literal.size();
    return {};
}

/// An export may hold the records of several shards: each line says where its own text and id stood.
Result<void> ObjectReader::fieldsOfExport(Record &record, Arena &arena, std::string_view nia) const
{
    SaidFields names = saidBy(nia);
    if (!names.text || m_options.textTold)
        names.text = m_names.text;
    if (!names.id || m_options.idTold)
        names.id = m_names.id;
    const std::string_view kept = nia.starts_with('{') ? arena.keep(nia) : std::string_view();
    record.raw = arena.keep(cutMember(record.raw, "nia")); // a copy without it
    return fields(record, arena, names, kept);
}

Result<Record> ObjectReader::read(std::string_view object, std::int64_t number, Arena &arena) const
{
    Record record{.raw = object, .number = number};
    if (object.find_first_of("\r\n") != std::string_view::npos)
        record.raw = arena.keep(withoutLineBreaks(object));
    NIA_TRY(fields(record, arena, m_names, {}));
    if (record.id.empty())
        record.id = fallbackId(arena, m_options.shardName, number);
    return record;
}

} // namespace nia::shards
