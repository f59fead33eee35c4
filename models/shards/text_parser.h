// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/parser.h"

#include <optional>
#include <string>
#include <string_view>

namespace nia::shards {

/// What of a text is a record.
enum class Split { Line, Paragraph, File };

[[nodiscard]] std::optional<Split> splitFromName(std::string_view name); ///< line, paragraph, file
[[nodiscard]] const char *nameOf(Split split);

/// Plain text: a record a line, a paragraph (between blank lines) or the whole of it. The text is what stands there,
/// without the end of its last line (a whole file keeps that, too); blank lines are no records. The object is
/// {"id":…,"text":…}.
class TextParser final : public Parser
{
public:
    TextParser(ParserOptions options, Split split);
    [[nodiscard]] std::size_t take(const Window &window, Batch &batch, std::int64_t maxRecords) override;

private:
    struct Piece {
        std::size_t end = 0, next = 0; ///< of the text; where to go on
        bool whole = false;            ///< else its end is not in the window
    };
    [[nodiscard]] Piece line(const Window &window, std::size_t at) const;
    [[nodiscard]] Piece piece(const Window &window, std::size_t at) const;
    [[nodiscard]] std::size_t passOver(const Window &window, std::size_t at);
    [[nodiscard]] Result<Record> record(std::string_view text, Arena &arena);
    void refuse(const Window &window, std::size_t at, std::size_t end, Error why, Batch &batch) const;
    void add(const Window &window, std::size_t at, std::size_t end, Batch &batch);

    ParserOptions m_options;
    Split m_split;
    std::int64_t m_line = 0;   ///< line ends so far
    std::int64_t m_number = 0; ///< paragraphs so far
    bool m_passing = false;    ///< the window begins inside of what was refused as too long
    bool m_midLine = false;    ///< and inside of a line
    std::string m_json;
};

} // namespace nia::shards
