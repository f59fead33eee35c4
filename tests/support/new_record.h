// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "base/record_key.h"
#include "workspace/records.h"

#include <algorithm>
#include <string>

namespace nia::test {

/// A record of the dataset main as a reader would give it; `raw` has the text under "text", written as Nia writes it.
/// It refers to its arguments, which must live on.
inline workspace::NewRecord newRecord(const std::string &id, const std::string &text, const std::string &raw,
                                      std::int64_t line = 1)
{
    const std::size_t at = raw.find("\"text\":") + 7;
    std::string literal;
    appendJsonString(literal, text);
    return {.key = recordKey("main", id, "", text),
            .externalId = id,
            .text = text,
            .raw = raw,
            .literalBegin = at,
            .literalEnd = at + literal.size(),
            .line = line,
            .chars =
                std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }),
            .textHash = textHash(text)};
}

} // namespace nia::test
