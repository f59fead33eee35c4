// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/archive.h"

#include "base/aside.h"
#include "base/path_text.h"
#include "base/sha256.h"
#include "exchange/seal.h"
#include "exchange/tar_header.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <vector>

#include <zstd.h>

#ifndef _WIN32
#include <unistd.h>
#else
#include <io.h>
#endif

namespace nia::exchange {

namespace {

constexpr int kLevel = 6;

std::FILE *openForWriting(const std::filesystem::path &path)
{
#ifdef _WIN32
    return _wfopen(path.c_str(), L"wb");
#else
    return std::fopen(path.c_str(), "wb");
#endif
}

int syncFile(std::FILE *file)
{
#ifdef _WIN32
    return _commit(_fileno(file));
#else
    return fsync(fileno(file));
#endif
}

} // namespace

struct ArchiveWriter::Private {
    std::filesystem::path path;
    std::filesystem::path part;
    std::FILE *file = nullptr;
    ZSTD_CCtx *stream = nullptr;
    std::vector<char> buffer = std::vector<char>(ZSTD_CStreamOutSize());
    std::int64_t left = 0;    ///< bytes of the open member still to come
    std::int64_t padding = 0; ///< after the open member
    std::int64_t bytes = 0;
    Sha256 hash; ///< of what was written

    ~Private()
    {
        ZSTD_freeCCtx(stream);
        if (file) {
            std::fclose(file);
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
        }
    }

    [[nodiscard]] std::unexpected<Error> systemError(const char *tried) const
    {
        const int code = errno;
        if (code == ENOSPC)
            return fail(Kind::NoSpace, {}, pathText(path));
        if (code == EACCES || code == EPERM || code == EROFS)
            return fail(Kind::Permission, {}, pathText(path));
        return fail(Kind::Io, {tried, std::strerror(code)}, pathText(path));
    }

    Result<void> put(std::string_view packed)
    {
        if (!packed.empty() && std::fwrite(packed.data(), 1, packed.size(), file) != packed.size())
            return systemError("write the bundle");
        bytes += static_cast<std::int64_t>(packed.size());
        return {};
    }

    Result<void> compress(std::string_view piece, ZSTD_EndDirective mode)
    {
        ZSTD_inBuffer in{piece.data(), piece.size(), 0};
        while (true) {
            ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
            const std::size_t rest = ZSTD_compressStream2(stream, &out, &in, mode);
            if (ZSTD_isError(rest))
                return fail(Kind::Internal, {ZSTD_getErrorName(rest)}, pathText(path));
            NIA_TRY(put({buffer.data(), out.pos}));
            hash.add({buffer.data(), out.pos});
            if (mode == ZSTD_e_end ? rest == 0 : in.pos == in.size)
                return {};
        }
    }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<Private> data) : d(std::move(data))
{
}

ArchiveWriter::~ArchiveWriter() = default;
ArchiveWriter::ArchiveWriter(ArchiveWriter &&) noexcept = default;

Result<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path &path)
{
    auto d = std::make_unique<Private>();
    d->path = path;
    d->part = asideOf(path);
    d->file = openForWriting(d->part);
    if (!d->file)
        return d->systemError("write the bundle");
    d->stream = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(d->stream, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(d->stream, ZSTD_c_checksumFlag, 1);
    return ArchiveWriter(std::move(d));
}

Result<void> ArchiveWriter::add(std::string_view name, std::string_view content)
{
    NIA_TRY(begin(name, static_cast<std::int64_t>(content.size())));
    NIA_TRY(write(content));
    return end();
}

Result<void> ArchiveWriter::begin(std::string_view name, std::int64_t sizeBytes)
{
    const TarHeader header = tarHeader(name, sizeBytes);
    d->left = sizeBytes;
    d->padding = (kTarBlock - sizeBytes % kTarBlock) % kTarBlock;
    return d->compress({header.data(), header.size()}, ZSTD_e_continue);
}

Result<void> ArchiveWriter::write(std::string_view piece)
{
    d->left -= static_cast<std::int64_t>(piece.size());
    if (d->left < 0)
        return fail(Kind::Internal, {"a bundle's member is longer than was said"});
    return d->compress(piece, ZSTD_e_continue);
}

Result<void> ArchiveWriter::end()
{
    if (d->left != 0)
        return fail(Kind::Internal, {"a bundle's member is shorter than was said"});
    return d->compress(std::string(static_cast<std::size_t>(d->padding), '\0'), ZSTD_e_continue);
}

Result<std::int64_t> ArchiveWriter::finish()
{
    NIA_TRY(d->compress(std::string(2 * kTarBlock, '\0'), ZSTD_e_end));
    NIA_TRY(d->put(sealOf(d->hash.finish())));
    if (std::fflush(d->file) != 0 || syncFile(d->file) != 0)
        return d->systemError("write the bundle");
    std::FILE *file = std::exchange(d->file, nullptr);
    std::error_code failed;
    if (std::fclose(file) != 0) {
        std::filesystem::remove(d->part, failed);
        return d->systemError("write the bundle");
    }
    std::filesystem::rename(d->part, d->path, failed);
    if (failed) {
        std::error_code ignored;
        std::filesystem::remove(d->part, ignored);
        return fail(Kind::Io, {"name the bundle", failed.message()}, pathText(d->path));
    }
    return d->bytes;
}

} // namespace nia::exchange
