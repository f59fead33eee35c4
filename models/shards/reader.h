// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "shards/byte_source.h"
#include "shards/record.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::shards {

/// What is not given is guessed from the first megabyte.
struct ReadOptions {
    std::optional<std::string> format;    ///< jsonl, json, csv, tsv, txt, xlsx, docx
    std::optional<std::string> textField; ///< exact name
    std::optional<std::string> idField;   ///< exact name; "" is none
    std::optional<std::string> encoding;  ///< utf-8
    std::optional<char> delimiter;        ///< of tables
    std::optional<bool> header;           ///< of tables: whether the first row names the columns
    std::optional<std::string> split;     ///< of texts: line, paragraph or file is a record
    std::optional<std::string> sheet;     ///< of a workbook: its name; else the first
    std::int64_t maxLineBytes = std::int64_t{64} << 20;
    std::int64_t limit = -1;              ///< at most so many records; -1: all
    std::string shardName;                ///< "": the file's base name without .gz and .zst; "stdin" for "-"
    std::string dataset = {};             ///< what it is read into: keys in a table that Nia exported tell its texts
    std::int64_t maxWindowBytes = std::int64_t{512} << 20; ///< the most memory that a zstd frame may ask for
};

/// What a shard was taken for.
struct Guess {
    std::string format;      ///< jsonl, json (an array), csv, tsv, txt, xlsx, docx
    std::string compression; ///< none, gz, zst
    std::string textField;   ///< "" only in an empty shard
    std::string idField;     ///< "": none
    std::string delimiter;   ///< of tables, else ""
    std::optional<bool> header; ///< of tables
    bool quoted = true;      ///< tables: cells may stand in quotes (false: the IANA form of TSV)
    std::string split;       ///< of texts: line, paragraph or file; else ""
    std::string sheet;       ///< of a workbook, else ""
    std::string encoding = "utf-8";
    std::vector<std::string> reasons; ///< why, a plain sentence each, for the log and --verbose
    std::vector<std::string> columns; ///< tables: the names of the members, in order, without nia_…
};

/// Reads one shard from start to end, in batches of whole lines of about a megabyte.
///
/// Shape:   JSONL: an object a line; blank lines are skipped, a BOM is allowed. JSON: an array of objects or strings, an
///          element at a time. Tables (CSV, TSV): RFC 4180 and what is found in the wild (formats.md 1.2); a row becomes an
///          object of strings. Text: a line, a paragraph or the file is a record; UTF-16 and older encodings are refused.
///          .xlsx: a sheet as a table, cells as office.h has them; .docx: a paragraph or the document is a record. Chats,
///          instructions and preferences become one text with parts (parts.h). Details: cli.md, Meanings, Records.
/// Units:   offsets are bytes in the decompressed stream (of a document: in what its rows or paragraphs are read from, so
///          they order its records and say nothing of the file); lines count from 1 (of a document: rows, paragraphs).
/// Errors:  open: NotFound, Permission, IsFolder, Io; NotThisFormat; NoText where no member can be the text;
///          BadValue for an option, Usage for a named field or sheet that is not there. next: a bad line is in the batch and
///          reading goes on; NotThisFormat or NoText where the first batch has bad lines only; Truncated, Corrupt, TooLarge,
///          Io with the byte offset in the file as stored (of an array that breaks off: in the decompressed stream; of a
///          document: none), after the lines before the break were delivered.
/// Threads: one at a time; batches may go to other threads. Blocks.
/// Cost:    O(file) time, O(longest line) memory, and no line over maxLineBytes is kept; of a document also office.h.
class Reader
{
public:
    /// "-" is standard input.
    [[nodiscard]] static Result<Reader> open(const std::filesystem::path &path, const ReadOptions &options = {});
    [[nodiscard]] static Result<Reader> open(ByteSource source, const std::filesystem::path &path,
                                             const ReadOptions &options = {});
    ~Reader();
    Reader(Reader &&) noexcept;
    Reader &operator=(Reader &&) noexcept;

    [[nodiscard]] const Guess &guess() const;
    [[nodiscard]] const std::string &shardName() const;
    /// The next lines. After a batch with `end` set: empty batches with `end` set.
    [[nodiscard]] Result<Batch> next();
    [[nodiscard]] std::int64_t sizeBytes() const; ///< of the file as stored; -1: not known
    [[nodiscard]] std::int64_t consumedBytes() const;
    /// The hash of the file as stored, once reading ended; reads the rest where a limit or an error ended it. Call once.
    [[nodiscard]] Result<Sha256Digest> finish();

private:
    struct Private;
    explicit Reader(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// The name of a file given alone: its base name without .gz and .zst; "stdin" for "-".
[[nodiscard]] std::string shardNameOf(const std::filesystem::path &path);

} // namespace nia::shards
