// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/reader.h"
#include "shards/table_parser.h"

#include <string>
#include <string_view>

namespace nia::shards {

/// What reading begins with.
struct Start {
    Guess guess;
    Columns columns;          ///< of tables
    Dialect dialect;          ///< of tables
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

/// jsonl, json, csv or tsv. Errors: NotThisFormat, BadValue.
[[nodiscard]] Result<std::string> guessFormat(const Sample &sample, const ReadOptions &options,
                                              std::vector<std::string> &reasons);
[[nodiscard]] Result<void> guessJsonl(const Sample &sample, const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessJsonArray(const Sample &sample, const ReadOptions &options, Start &start);
[[nodiscard]] Result<void> guessTable(const Sample &sample, const ReadOptions &options, Start &start);
/// What messages call a format.
[[nodiscard]] std::string nameOfFormat(const std::string &format);
/// The delimiter under which the rows of the sample have equally many cells, at least two; nothing if there is none.
[[nodiscard]] std::optional<char> likelyDelimiter(std::string_view bytes, bool whole);

} // namespace nia::shards
