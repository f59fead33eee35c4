// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/fields.h"

#include "base/ascii.h"
#include "base/nearest.h"
#include "shards/object_reader.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::array<std::string_view, 21> kTextNames{
    "text",       "content",    "raw_content", "body",    "comment",  "sentence", "review",
    "document",   "input_text", "free_text",   "message", "tweet",    "post",     "utterance",
    "transcript", "passage",    "paragraph",   "article", "raw_text", "noidung",  "cau"};
struct IdName {
    std::string_view name;
    bool mustDiffer; ///< a row counter or the like: an id only if no value stands twice
};
constexpr std::array<IdName, 18> kIdNames{{{"id", false},
                                           {"uid", true},
                                           {"uuid", true},
                                           {"_id", true},
                                           {"record_id", true},
                                           {"doc_id", true},
                                           {"document_id", true},
                                           {"docid", true},
                                           {"sample_id", true},
                                           {"guid", true},
                                           {"example_id", true},
                                           {"comment_id", true},
                                           {"text_id", true},
                                           {"idx", true},
                                           {"index", true},
                                           {"row_id", true},
                                           {"stt", true},
                                           {"column_1", true}}};

/// Columns of data sets that are neither text nor id.
constexpr std::array<std::string_view, 20> kOtherNames{
    "label", "labels", "class",    "category", "score",  "rating", "star",  "stars",     "sentiment", "topic",
    "title", "source", "language", "lang",     "author", "date",   "split", "annotator", "url",       "nhan"};
/// So many names are listed where none is near.
constexpr std::size_t kListedNames = 12;

/// Longer values are no ids and need not be compared.
constexpr std::size_t kLongestId = 256;

} // namespace

bool isUsualName(std::string_view name)
{
    const std::string lowered = asciiLower(name);
    return std::ranges::contains(kTextNames, lowered) || std::ranges::contains(kOtherNames, lowered)
           || std::ranges::contains(kIdNames, lowered, &IdName::name);
}

std::unexpected<Error> noSuchField(const std::string &name, const std::vector<std::string> &known,
                                   const std::string &place)
{
    std::string hint =
        nearestHint(name, known, known.empty() ? "" : "the fields are " + joinedNames(known, kListedNames));
    return fail(Kind::Usage, {"no field is called " + name, std::move(hint)}, place);
}

Result<void> Fields::mustHave(const std::string &name, const std::string &place) const
{
    if (m_index.contains(name) || m_records == 0)
        return {};
    std::vector<std::string> known;
    for (const Field &field : m_fields)
        known.push_back(field.name);
    return noSuchField(name, known, place);
}

void Fields::add(std::string_view name, Type type, std::string_view value)
{
    auto known = m_index.find(name);
    if (known == m_index.end()) {
        known = m_index.emplace(std::string(name), m_fields.size()).first;
        m_fields.push_back({.name = std::string(name)});
    }
    Field &field = m_fields[known->second];
    switch (type) {
    case Type::String:
        ++field.strings;
        field.bytes += std::ssize(value);
        break;
    case Type::Number: ++field.numbers; break;
    case Type::Other: ++field.others; return;
    }
    if (value.size() > kLongestId) {
        field.longValues = true;
    } else if (!value.empty()) {
        field.repeats = !field.values.emplace(value).second || field.repeats;
        field.byRecord.emplace_back(m_records - 1, value);
    }
}

const Fields::Field *Fields::byName(std::string_view lowerName) const
{
    const Field *found = nullptr;
    for (const Field &field : m_fields) {
        if (field.name == lowerName)
            return &field;
        if (!found && asciiLower(field.name) == lowerName)
            found = &field;
    }
    return found;
}

void Fields::addParts(PartsShape shape)
{
    m_parts += shape == PartsShape::Parts ? 1 : 0;
    m_lone += shape == PartsShape::Lone ? 1 : 0;
}

/// The member that is called as texts are.
Fields::Choice Fields::usualText() const
{
    for (const std::string_view name : kTextNames) {
        const Field *field = byName(name);
        if (field && field->strings > 0)
            return {field->name, std::format("text: the member “{}” has the name of a text", field->name)};
    }
    return {};
}

Fields::Choice Fields::text() const
{
    Choice named = usualText();
    const bool most = m_parts > 0 && 2 * m_parts >= m_records;
    if (most && (named.name.empty() || asciiLower(named.name) != kTextNames.front()))
        return {std::string(kPartsField),
                "text: joined of parts, since the records are chats, instructions or preferences"};
    if (!named.name.empty())
        return named;
    if (m_parts + m_lone > 0)
        return {std::string(kPartsField), "text: joined of parts; no member has the name of a text"};
    const Field *longest = nullptr;
    const auto mean = [](const Field &field) {
        return static_cast<double>(field.bytes) / static_cast<double>(field.strings);
    };
    for (const Field &field : m_fields) {
        const bool usual = field.strings > 0 && 2 * field.strings >= m_records && field.bytes > 0 && field.name != "nia"
                           && field.name != kPartsField; // --text parts means another thing
        if (usual && (!longest || mean(field) > mean(*longest)))
            longest = &field;
    }
    if (!longest)
        return {};
    return {longest->name, std::format("text: the strings of “{}” are the longest ({:.0f} bytes on average)",
                                       longest->name, mean(*longest))};
}

Fields::Choice Fields::id(const std::string &textField) const
{
    for (const IdName &candidate : kIdNames) {
        const Field *field = byName(candidate.name);
        if (!field || field->name == textField || field->values.empty() || field->longValues)
            continue;
        if (candidate.mustDiffer && (field->repeats || std::ssize(field->values) < m_records))
            continue;
        return {field->name, std::format("id: the member “{}” has the name of an id{}", field->name,
                                         candidate.mustDiffer ? " and its values differ" : "")};
    }
    return {{}, "id: no member looks like one; name and number of the line stand for it"};
}

std::optional<std::string> Fields::equalTo(const std::vector<std::string> &ids) const
{
    for (const Field &field : m_fields) {
        const bool equal = std::ranges::all_of(field.byRecord, [&](const auto &value) {
            return value.first < std::ssize(ids) && ids[static_cast<std::size_t>(value.first)] == value.second;
        });
        if (equal && !field.longValues && field.others == 0 && !field.byRecord.empty())
            return field.name;
    }
    return std::nullopt;
}

} // namespace nia::shards
