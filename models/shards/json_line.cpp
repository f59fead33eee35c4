// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/json_line.h"

#include "base/json_scan.h"

#include <algorithm>
#include <bit>

#include <simdjson.h>

namespace nia::shards {

static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

namespace {

/// A parser keeps some 14 bytes for each byte of its longest line; beyond this it is not kept.
constexpr std::size_t kKeptCapacity = std::size_t{1} << 20;

/// \u0000 is JSON, and no text: simdjson lets it pass.
bool hasNulEscape(std::string_view line)
{
    static constexpr std::string_view kNul = "\\u0000";
    for (std::size_t at = line.find(kNul); at != std::string_view::npos; at = line.find(kNul, at + 1)) {
        std::size_t first = at;
        while (first > 0 && line[first - 1] == '\\')
            --first;
        if ((at - first) % 2 == 0)
            return true;
    }
    return false;
}

/// Numbers that no double holds and depth are judged by our own check: simdjson's limits differ a little.
bool isOwnMatter(simdjson::error_code code)
{
    return code == simdjson::NUMBER_ERROR || code == simdjson::BIGINT_ERROR || code == simdjson::DEPTH_ERROR;
}

simdjson::error_code parse(simdjson::dom::parser &parser, std::string_view line)
{
    if (parser.capacity() < line.size()) {
        const auto error = parser.allocate(std::bit_ceil(std::max(line.size(), std::size_t{4096})), kMaxDepth);
        if (error != simdjson::SUCCESS)
            return error;
    }
    return parser.parse(line.data(), line.size(), false).error();
}

} // namespace

struct JsonLine::Private {
    simdjson::dom::parser parser;
};

JsonLine::JsonLine() : d(std::make_unique<Private>())
{
}
JsonLine::~JsonLine() = default;

Result<void> JsonLine::check(std::string_view line)
{
    simdjson::error_code code = simdjson::SUCCESS;
    if (line.size() > kKeptCapacity) {
        simdjson::dom::parser once;
        code = parse(once, line);
    } else {
        code = parse(d->parser, line);
    }
    if (code == simdjson::MEMALLOC)
        return fail(Kind::TooLarge, {"the memory that a line needs", "what is free"});
    if (code != simdjson::SUCCESS) {
        NIA_TRY(checkJson(line, kMaxDepth));
        if (!isOwnMatter(code))
            return fail(Kind::NotJson, {simdjson::error_message(code)});
    }
    if (hasNulEscape(line))
        return fail(Kind::NulCharacter);
    if (!line.starts_with('{'))
        return fail(Kind::NotObject);
    return {};
}

} // namespace nia::shards
