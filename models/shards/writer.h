// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "shards/compress.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nia::shards {

/// What came out.
struct Written {
    Sha256Digest sha256;      ///< of the file as stored
    std::int64_t bytes = 0;   ///< of the file as stored
    std::int64_t lines = 0;   ///< lines or rows, without the header
};

/// A file written aside as "NAME.part", synced and renamed by finish(): there is a whole file of that name or none.
/// Without finish() nothing stays. What exists under the name is replaced; the caller asks first.
///
/// Errors:  Io, NoSpace, Permission, with the path. Threads: one at a time.
class FileWriter
{
public:
    [[nodiscard]] static Result<FileWriter> create(const std::filesystem::path &path, Compressor::Kind compression);
    ~FileWriter();
    FileWriter(FileWriter &&) noexcept;

    [[nodiscard]] Result<void> add(std::string_view bytes);
    /// All of it is on the disk, still under the name aside; finish() does no more than give the name then. `lines` is
    /// not known here and stays 0.
    [[nodiscard]] Result<Written> settle();
    [[nodiscard]] Result<Written> finish();

private:
    struct Private;
    explicit FileWriter(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// Writes JSONL: an object a line, LF.
class JsonlWriter
{
public:
    [[nodiscard]] static Result<JsonlWriter> create(const std::filesystem::path &path, Compressor::Kind compression);
    /// The bytes of one object, without line feed.
    [[nodiscard]] Result<void> add(std::string_view object);
    [[nodiscard]] Result<Written> finish();

private:
    explicit JsonlWriter(FileWriter file);
    FileWriter m_file;
    std::string m_line;
    std::int64_t m_lines = 0;
};

struct TableOptions {
    char delimiter = ','; ///< '\t' for TSV
    bool byteOrderMark = false; ///< for Excel
};

/// Appends a row as TableWriter writes it, with its CRLF.
void appendTableRow(std::string &out, const std::vector<std::string> &cells, char delimiter);

/// Writes CSV or TSV (RFC 4180 quoting): CRLF, every cell in quotes.
class TableWriter
{
public:
    [[nodiscard]] static Result<TableWriter> create(const std::filesystem::path &path, Compressor::Kind compression,
                                                    const std::vector<std::string> &header,
                                                    const TableOptions &options = {});
    [[nodiscard]] Result<void> add(const std::vector<std::string> &cells);
    [[nodiscard]] Result<Written> finish();

private:
    TableWriter(FileWriter file, TableOptions options);
    [[nodiscard]] Result<void> row(const std::vector<std::string> &cells);
    FileWriter m_file;
    TableOptions m_options;
    std::string m_line;
    std::int64_t m_lines = 0;
};

} // namespace nia::shards
