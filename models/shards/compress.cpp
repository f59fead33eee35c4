// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/compress.h"

#include <algorithm>
#include <array>
#include <limits>

#include <zlib.h>
#include <zstd.h>

namespace nia::shards {

namespace {

constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;

} // namespace

struct Compressor::Private {
    explicit Private(Kind k) : kind(k)
    {
        if (kind == Kind::Gz)
            started = deflateInit2(&gzip, kGzipLevel, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK;
        if (kind == Kind::Zst) {
            zstd = ZSTD_createCCtx();
            started = zstd && !ZSTD_isError(ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, kZstdLevel))
                      && !ZSTD_isError(ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1));
        }
    }
    ~Private()
    {
        if (kind == Kind::Gz)
            deflateEnd(&gzip);
        ZSTD_freeCCtx(zstd);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    Result<void> deflateAll(std::string_view bytes, int flush, std::string &out)
    {
        do {
            const std::string_view piece = bytes.substr(0, std::numeric_limits<int>::max());
            bytes.remove_prefix(piece.size());
            // zlib takes the input by a pointer that is not const, and only reads it.
            gzip.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
            gzip.avail_in = static_cast<uInt>(piece.size());
            do {
                gzip.next_out = reinterpret_cast<Bytef *>(buffer.data());
                gzip.avail_out = static_cast<uInt>(buffer.size());
                if (deflate(&gzip, bytes.empty() ? flush : Z_NO_FLUSH) == Z_STREAM_ERROR)
                    return fail(nia::Kind::Internal, {"gzip refuses to write"});
                out.append(buffer.data(), buffer.size() - gzip.avail_out);
            } while (gzip.avail_out == 0);
        } while (!bytes.empty());
        return {};
    }

    Result<void> zstdAll(std::string_view bytes, ZSTD_EndDirective directive, std::string &out)
    {
        ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
        while (true) {
            ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
            const std::size_t left = ZSTD_compressStream2(zstd, &output, &input, directive);
            if (ZSTD_isError(left))
                return fail(nia::Kind::Internal, {ZSTD_getErrorName(left)});
            out.append(buffer.data(), output.pos);
            if (directive == ZSTD_e_end ? left == 0 : input.pos == input.size)
                return {};
        }
    }

    Kind kind;
    bool started = true;
    z_stream gzip{};
    ZSTD_CCtx *zstd = nullptr;
    std::array<char, std::size_t{64} << 10> buffer{};
};

Compressor::Compressor(Kind kind) : d(std::make_unique<Private>(kind))
{
}
Compressor::~Compressor() = default;
Compressor::Compressor(Compressor &&) noexcept = default;

Result<void> Compressor::add(std::string_view bytes, std::string &out)
{
    if (!d->started)
        return fail(nia::Kind::Internal, {"the compressor does not start"});
    switch (d->kind) {
    case Kind::None: out += bytes; break;
    case Kind::Gz: return d->deflateAll(bytes, Z_NO_FLUSH, out);
    case Kind::Zst: return d->zstdAll(bytes, ZSTD_e_continue, out);
    }
    return {};
}

Result<void> Compressor::finish(std::string &out)
{
    if (!d->started)
        return fail(nia::Kind::Internal, {"the compressor does not start"});
    switch (d->kind) {
    case Kind::None: break;
    case Kind::Gz: return d->deflateAll({}, Z_FINISH, out);
    case Kind::Zst: return d->zstdAll({}, ZSTD_e_end, out);
    }
    return {};
}

Compressor::Kind compressionOfName(std::string_view name)
{
    if (name.ends_with(".gz"))
        return Compressor::Kind::Gz;
    return name.ends_with(".zst") ? Compressor::Kind::Zst : Compressor::Kind::None;
}

} // namespace nia::shards
