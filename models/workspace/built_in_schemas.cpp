// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/schema.h"

#include <algorithm>
#include <array>

namespace nia::workspace {

namespace embedded { // made by the build from resources/schemas
extern const std::string_view kViQuality, kViBias, kViDialect, kViAudit, kViPair, kViOrigin;
}

namespace {

struct BuiltIn {
    std::string_view name;
    const std::string_view *text;
};
constexpr std::array kBuiltIns = {
    BuiltIn{"vi-quality", &embedded::kViQuality}, BuiltIn{"vi-bias", &embedded::kViBias},
    BuiltIn{"vi-dialect", &embedded::kViDialect}, BuiltIn{"vi-audit", &embedded::kViAudit},
    BuiltIn{"vi-pair", &embedded::kViPair},       BuiltIn{"vi-origin", &embedded::kViOrigin},
};

} // namespace

std::optional<std::string_view> builtInSchema(std::string_view name)
{
    const auto found = std::ranges::find(kBuiltIns, name, &BuiltIn::name);
    return found == kBuiltIns.end() ? std::nullopt : std::optional(*found->text);
}

std::vector<std::string> builtInSchemaNames()
{
    std::vector<std::string> out;
    for (const BuiltIn &one : kBuiltIns)
        out.emplace_back(one.name);
    return out;
}

} // namespace nia::workspace
