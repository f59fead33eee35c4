// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/schema.h"

#include <string_view>
#include <vector>

namespace nia::workspace {

/// One nia-schema/1 file with its defaults filled in (domain/schemas.md section 1); unknown members are kept.
[[nodiscard]] Json withDefaults(Json schema);
/// All findings of a file that has its defaults; faults and warnings apart.
[[nodiscard]] SchemaReport findings(const Json &schema);

/// What one file gives to the workspace's schema.
struct SchemaFile {
    Section section;
    std::vector<Question> questions;
    std::vector<Clause> clauses;
    std::vector<SkipReason> skipReasons;
};
/// Reads a file that has its defaults and no faults.
[[nodiscard]] SchemaFile readSchemaFile(const Json &schema, std::string_view fileText);

/// The words of the three standard reasons, nothing for others.
[[nodiscard]] Localized standardSkipTitle(std::string_view id);

} // namespace nia::workspace
