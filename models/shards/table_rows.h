// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nia::shards {

/// How the rows of a table are written.
struct Dialect {
    char delimiter = ',';
    bool quoted = true; ///< false: a quotation mark is a character like others (the IANA form of TSV)
    bool rowsAreLines = false; ///< a row counts as one line whatever its cells hold (rows of a sheet)
};

/// One row taken apart. The cells point into the bytes given to splitRow or into `joined`.
struct Row {
    std::vector<std::string_view> cells;
    std::size_t end = 0;    ///< after its line end
    std::int64_t lines = 0; ///< physical lines that it takes
    bool messy = false; ///< something followed a closing quotation mark (it is kept as text, as Python's csv does)
    std::vector<std::string> joined; ///< texts of cells that had escaped quotation marks
};

enum class RowState {
    Whole,
    Partial, ///< the bytes end before the row does
    Open, ///< the same inside a quoted cell
};

/// Takes the row apart that begins at `at`. With atEnd the end of the bytes ends a row, too, but never a quoted cell.
/// Cost: O(row); the row's vectors are used again.
[[nodiscard]] RowState splitRow(std::string_view bytes, std::size_t at, bool atEnd, const Dialect &dialect, Row &row);

} // namespace nia::shards
