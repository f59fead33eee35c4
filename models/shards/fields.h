// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "shards/parts.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace nia::shards {

/// What a sample of records says about their members, to tell which is the text and which the id.
class Fields
{
public:
    enum class Type { String, Number, Other };

    struct Choice {
        std::string name; ///< "": none
        std::string reason;
    };

    void nextRecord() { ++m_records; }
    /// One member of the current record: its name and what its value says (a number as written).
    void add(std::string_view name, Type type, std::string_view value);

    [[nodiscard]] std::int64_t records() const { return m_records; }
    /// A member that somebody named. Errors: Usage, with the nearest name, where none of the records has it.
    [[nodiscard]] Result<void> mustHave(const std::string &name, const std::string &place) const;
    /// What the current record could be joined of.
    void addParts(PartsShape shape);
    /// text; else parts (object_reader.h, kPartsField) where most records are chats, instructions or preferences; else
    /// content, raw_content … (any case); else the member whose strings are longest on average.
    [[nodiscard]] Choice text() const;
    /// id, then uid, _id, record_id …; a bare index only if its values differ.
    [[nodiscard]] Choice id(const std::string &textField) const;
    /// The member that says in every record what `ids` says there (in order), or says nothing.
    [[nodiscard]] std::optional<std::string> equalTo(const std::vector<std::string> &ids) const;

private:
    struct Field {
        std::string name;
        std::int64_t strings = 0, numbers = 0, others = 0, bytes = 0;
        std::unordered_set<std::string> values;
        bool repeats = false;
        std::vector<std::pair<std::int64_t, std::string>> byRecord; ///< short values only, for equalTo
        bool longValues = false;
    };
    [[nodiscard]] Choice usualText() const;
    [[nodiscard]] const Field *byName(std::string_view lowerName) const;

    std::vector<Field> m_fields; ///< in order of appearance
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::int64_t m_records = 0, m_parts = 0, m_lone = 0;
};

/// Whether a column of this name is most likely a text, an id, or what usually stands beside them (label, source …).
[[nodiscard]] bool isUsualName(std::string_view name);
/// There is no member of that name among these. Errors: Usage, with the nearest or all of them.
[[nodiscard]] std::unexpected<Error> noSuchField(const std::string &name, const std::vector<std::string> &known,
                                                 const std::string &place);

} // namespace nia::shards
