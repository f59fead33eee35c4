// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/office.h"
#include "shards/reader.h"
#include "shards/table_parser.h"
#include "shards/text_parser.h"

#include <string>
#include <string_view>

namespace nia::shards {

/// What reading begins with.
struct Start {
    Guess guess;
    Columns columns;          ///< of tables
    Dialect dialect;          ///< of tables
    Split split = Split::Line; ///< of texts
    std::size_t skip = 0;     ///< bytes before the first record (byte order mark, sep=, header)
    std::int64_t lines = 0;   ///< physical lines among them
};

/// The first bytes of a shard (kPadding more are readable), for guessing.
struct Sample {
    std::string_view bytes;
    bool whole = false;    ///< nothing follows
    std::string shardName; ///< its ending helps
    std::string place;     ///< for errors
};

/// Which format, which fields. Errors: NotThisFormat, NoText, Usage (a named field that is not there),
/// BadValue (an option).
[[nodiscard]] Result<Start> guessStart(const Sample &sample, const ReadOptions &options);

/// jsonl, json, csv, tsv, txt; of xlsx and docx it says that the file is none. Errors: NotThisFormat, BadValue.
[[nodiscard]] Result<std::string> guessFormat(const Sample &sample, const ReadOptions &options,
                                              std::vector<std::string> &reasons);
[[nodiscard]] Result<void> guessJsonl(const Sample &sample, const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessJsonArray(const Sample &sample, const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessTable(const Sample &sample, const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessText(const Sample &sample, const ReadOptions &options, Start &start);
/// What is known of a document before it is read; of a sheet, guessSheet() knows the rest by its rows.
[[nodiscard]] Result<void> guessOffice(OfficeKind kind, const std::string &shardName, const std::string &place,
                                       const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessSheet(const Sample &sample, const ReadOptions &options, const Sheets &sheets,
                                      Start &start);
/// Whether it begins as a ZIP archive does.
[[nodiscard]] bool isArchive(const Sample &sample);
/// Whether most lines are no UTF-8, as in files of older programs (TCVN3, VNI, Windows-1258 …).
[[nodiscard]] bool inOldEncoding(const Sample &sample);
/// What messages call a format.
[[nodiscard]] std::string nameOfFormat(const std::string &format);
/// The delimiter under which the rows of the sample have equally many cells, at least two; nothing if there is none.
[[nodiscard]] std::optional<char> likelyDelimiter(std::string_view bytes, bool whole);
/// The same, where the first row also names columns as such files have them: text that has rows by chance does not.
[[nodiscard]] std::optional<char> namedColumns(const Sample &sample);

} // namespace nia::shards
