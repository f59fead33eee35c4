// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/writer.h"

#include "base/aside.h"
#include "base/sha256.h"
#include "shards/file_io.h"

#include <optional>
#include <system_error>
#include <utility>

namespace nia::shards {

namespace {

/// Lines are gathered to pieces of this size, so that equal lines give equal compressed bytes however they came.
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

} // namespace

struct FileWriter::Private {
    Private(std::filesystem::path where, std::filesystem::path beside, File f, Compressor::Kind compression)
        : path(std::move(where)),
          aside(std::move(beside)),
          file(std::move(f)),
          compressor(compression),
          plain(compression == Compressor::Kind::None)
    {
    }
    ~Private()
    {
        file.reset();
        std::error_code ignored;
        if (!finished)
            std::filesystem::remove(aside, ignored);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    /// Everything that is ready goes to the file. The place of an error is the name that the user gave.
    Result<void> drain()
    {
        const auto written = put(ready);
        ready.clear();
        return written;
    }
    Result<void> put(std::string_view stored)
    {
        hash.add(stored);
        bytes += std::ssize(stored);
        return file->write(stored);
    }
    Result<void> compressPiece()
    {
        NIA_TRY(compressor.add(piece, ready));
        piece.clear();
        return ready.size() >= kPieceBytes ? drain() : Result<void>();
    }

    std::filesystem::path path, aside;
    std::optional<File> file;
    Compressor compressor;
    Sha256 hash;
    std::string piece, ready;
    std::int64_t bytes = 0;
    std::optional<Written> settled;
    bool plain = false; ///< not compressed: large pieces need no copy
    bool finished = false;
};

FileWriter::FileWriter(std::unique_ptr<Private> p) : d(std::move(p))
{
}
FileWriter::~FileWriter() = default;
FileWriter::FileWriter(FileWriter &&) noexcept = default;

Result<FileWriter> FileWriter::create(const std::filesystem::path &path, Compressor::Kind compression)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return fail(Kind::IsFolder, {}, pathText(path));
    std::filesystem::path aside = asideOf(path);
    NIA_ASSIGN(File file, File::openToWrite(aside));
    return FileWriter(std::make_unique<Private>(path, std::move(aside), std::move(file), compression));
}

Result<void> FileWriter::add(std::string_view bytes)
{
    if (d->plain && bytes.size() >= kPieceBytes) {
        NIA_TRY(d->compressPiece());
        NIA_TRY(d->drain());
        return d->put(bytes);
    }
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, kPieceBytes - d->piece.size());
        d->piece += part;
        bytes.remove_prefix(part.size());
        if (d->piece.size() == kPieceBytes)
            NIA_TRY(d->compressPiece());
    }
    return {};
}

Result<Written> FileWriter::settle()
{
    NIA_TRY(d->compressPiece());
    NIA_TRY(d->compressor.finish(d->ready));
    NIA_TRY(d->drain());
    NIA_TRY(d->file->syncAndClose());
    d->file.reset();
    d->settled = Written{.sha256 = d->hash.finish(), .bytes = d->bytes};
    return *d->settled;
}

Result<Written> FileWriter::finish()
{
    if (!d->settled)
        NIA_TRY(settle());
    NIA_TRY(replaceFile(d->aside, d->path));
    d->finished = true;
    return *d->settled;
}

JsonlWriter::JsonlWriter(FileWriter file) : m_file(std::move(file))
{
}

Result<JsonlWriter> JsonlWriter::create(const std::filesystem::path &path, Compressor::Kind compression)
{
    NIA_ASSIGN(FileWriter file, FileWriter::create(path, compression));
    return JsonlWriter(std::move(file));
}

Result<void> JsonlWriter::add(std::string_view object)
{
    m_line = object;
    m_line += '\n';
    ++m_lines;
    return m_file.add(m_line);
}

Result<Written> JsonlWriter::finish()
{
    NIA_ASSIGN(Written written, m_file.finish());
    written.lines = m_lines;
    return written;
}

TableWriter::TableWriter(FileWriter file, TableOptions options) : m_file(std::move(file)), m_options(options)
{
}

Result<TableWriter> TableWriter::create(const std::filesystem::path &path, Compressor::Kind compression,
                                        const std::vector<std::string> &header, const TableOptions &options)
{
    NIA_ASSIGN(FileWriter file, FileWriter::create(path, compression));
    TableWriter writer(std::move(file), options);
    if (options.byteOrderMark)
        NIA_TRY(writer.m_file.add("\xef\xbb\xbf"));
    NIA_TRY(writer.row(header));
    return writer;
}

void appendTableRow(std::string &out, const std::vector<std::string> &cells, char delimiter)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string &cell = cells[i];
        if (i > 0)
            out += delimiter;
        out += '"';
        for (std::size_t at = 0; at < cell.size();) {
            const std::size_t quote = cell.find('"', at);
            out.append(cell, at, quote == std::string::npos ? quote : quote + 1 - at);
            if (quote == std::string::npos)
                break;
            out += '"';
            at = quote + 1;
        }
        out += '"';
    }
    out += "\r\n";
}

Result<void> TableWriter::row(const std::vector<std::string> &cells)
{
    m_line.clear();
    appendTableRow(m_line, cells, m_options.delimiter);
    return m_file.add(m_line);
}

Result<void> TableWriter::add(const std::vector<std::string> &cells)
{
    ++m_lines;
    return row(cells);
}

Result<Written> TableWriter::finish()
{
    NIA_ASSIGN(Written written, m_file.finish());
    written.lines = m_lines;
    return written;
}

} // namespace nia::shards
