// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/parser.h"
#include "shards/parts.h"
#include "shards/table_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace nia::shards {

/// In the place of a column: the text is joined of parts.
inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

/// The columns of a table: which become members, and which say something about the record.
struct Columns {
    std::vector<std::string> names; ///< of the members; "" for a column that is cut (nia_…)
    std::size_t text = 0; ///< or kNoColumn
    std::optional<std::size_t> id, niaId, niaKey;

    /// Names by the header's cells: an empty one (or one that is not UTF-8, or holds a NUL) is column_N, a repeated one
    /// gets _2, _3 …; nia_… are cut.
    [[nodiscard]] static Columns ofHeader(const std::vector<std::string_view> &cells);
    /// column_1, column_2 …
    [[nodiscard]] static Columns numbered(std::size_t count);
};

/// The column that the key of an exported row was made of (tried first: `first`); nothing where the row has no key, or was
/// exported from a dataset of another name, or is no longer what was exported.
[[nodiscard]] std::optional<std::size_t> exportedText(const Columns &columns,
                                                      const std::vector<std::string_view> &cells,
                                                      std::string_view dataset, std::size_t first);

/// Tables: a row becomes an object of strings.
///
/// An open quotation mark would swallow the rest of a file. So a row whose quoted cell never closes (in maxLineBytes, or
/// before the end), or closes in another line in the middle of text, is refused as its first physical line, and reading goes
/// on in the next one.
///
/// An export may hold the records of several shards: its rows say by their keys which column is the text (export columns:
/// cli.md, Output). What was told by options wins.
class TableParser final : public Parser
{
public:
    /// `line`: physical lines before the first row (header).
    TableParser(ParserOptions options, Dialect dialect, Columns columns, std::int64_t line);
    [[nodiscard]] std::size_t take(const Window &window, Batch &batch, std::int64_t maxRecords) override;

private:
    struct Found {
        RowState state;
        bool tooLong; ///< not ended within the limit that holds for it
    };
    [[nodiscard]] Found find(const Window &window, std::size_t at);
    [[nodiscard]] Result<Record> record(std::string_view bytes, Arena &arena);
    void findExported();
    [[nodiscard]] bool wasJoined(const JoinedText &joined) const;
    [[nodiscard]] Result<bool> join(Record &record, Arena &arena);
    [[nodiscard]] std::string_view idOf() const;
    void refuse(const Window &window, std::size_t at, std::size_t end, Error why, Batch &batch);
    [[nodiscard]] std::size_t passLine(const Window &window, std::size_t at);

    ParserOptions m_options;
    Dialect m_dialect;
    Columns m_columns;
    std::vector<std::string> m_keys; ///< "name": for each column that is kept
    std::int64_t m_line; ///< physical lines taken so far
    std::int64_t m_number = 0; ///< rows taken so far
    std::int64_t m_openLimit; ///< how far an open quotation mark is followed; halves with each that never closes
    bool m_insideTooLong = false;
    std::size_t m_text; ///< the column of the text: as guessed, or as the last exported row said
    std::vector<std::size_t> m_texts; ///< all columns that exported rows said
    bool m_exported = false; ///< m_row is as it was exported
    Row m_row;
    std::string m_json;
};

} // namespace nia::shards
