// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/parser.h"

#include <optional>
#include <string>
#include <string_view>

namespace nia::shards {

/// What a line of an export says about itself (nia.fields): where text and id stood in the object as it came.
struct SaidFields {
    std::optional<std::string> text, id; ///< id "": there was none
};
[[nodiscard]] SaidFields saidBy(std::string_view nia);

/// A field called so stands for a text that is joined of parts.
inline constexpr std::string_view kPartsField = "parts";

/// Makes a record of an object: finds its text and id, cuts what Nia said of it.
///
/// The text is the field that was told or guessed. Where an object has none and nothing was told, it is joined of parts; of
/// parts at once where those were guessed, unless the object has a text; always where they were told.
class ObjectReader
{
public:
    explicit ObjectReader(ParserOptions options);

    /// `object` is valid JSON that lives as long as the arena; `number` stands in the id where the object has none.
    /// Errors: NoText, WrongType.
    [[nodiscard]] Result<Record> read(std::string_view object, std::int64_t number, Arena &arena) const;

private:
    [[nodiscard]] Result<void> fields(Record &record, Arena &arena, const SaidFields &names,
                                      std::string_view exported) const;
    [[nodiscard]] Result<void> setText(Record &record, Arena &arena, std::string_view literal, const std::string &field,
                                       std::string_view exported) const;
    [[nodiscard]] Result<void> fieldsOfExport(Record &record, Arena &arena, std::string_view nia) const;

    ParserOptions m_options;
    SaidFields m_names; ///< told or guessed
};

} // namespace nia::shards
