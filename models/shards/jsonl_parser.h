// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/json_line.h"
#include "shards/object_reader.h"
#include "shards/parser.h"

#include <string_view>

namespace nia::shards {

/// JSONL: an object a line, LF or CRLF; blank lines count as lines and are no records.
class JsonlParser final : public Parser
{
public:
    explicit JsonlParser(ParserOptions options);
    [[nodiscard]] std::size_t take(const Window &window, Batch &batch, std::int64_t maxRecords) override;

private:
    [[nodiscard]] Result<Record> record(std::string_view line, Arena &arena);
    [[nodiscard]] std::size_t tooLong(const Window &window, std::size_t at, Batch &batch);

    std::int64_t m_maxLineBytes;
    ObjectReader m_reader;
    JsonLine m_check;
    std::int64_t m_line = 0;      ///< lines taken so far
    bool m_insideTooLong = false; ///< the window begins inside a line that was refused
};

/// A line without blanks at its ends and without a byte order mark before them.
[[nodiscard]] std::string_view trimmedLine(std::string_view line);

} // namespace nia::shards
