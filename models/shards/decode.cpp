// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/decode.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <format>
#include <limits>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace nia::shards {

namespace {

class PlainDecoder final : public Decoder
{
public:
    Result<Step> step(std::string_view in, char *to, std::size_t most) override
    {
        const std::size_t size = std::min(in.size(), most);
        std::memcpy(to, in.data(), size);
        return Step{size, size};
    }
    bool mayEnd() const override { return true; }
};

uInt clamped(std::size_t size)
{
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

/// RFC 1952: members follow each other; zero bytes may pad the end (tar and tape tools write them).
class GzipDecoder final : public Decoder
{
public:
    ~GzipDecoder() override { inflateEnd(&m_stream); }
    bool start() { return inflateInit2(&m_stream, 16 + MAX_WBITS) == Z_OK; }

    Result<Step> step(std::string_view in, char *to, std::size_t most) override
    {
        std::size_t padding = 0;
        if (m_between) {
            while (padding < in.size() && in[padding] == '\0')
                ++padding;
            m_padded = m_padded || padding > 0;
            if (padding == in.size())
                return Step{padding, 0};
            if (m_padded || static_cast<unsigned char>(in[padding]) != 0x1f)
                return fail(Kind::Corrupt, {"something that is no gzip member follows the last one"});
            inflateReset(&m_stream);
            m_between = false;
        }
        in.remove_prefix(padding);
        // zlib takes the input by a pointer that is not const, and only reads it.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(in.data()));
        m_stream.avail_in = clamped(in.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(to);
        m_stream.avail_out = clamped(most);
        const uInt inBefore = m_stream.avail_in, outBefore = m_stream.avail_out;
        // Also without input: output may still be waiting inside.
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        const Step done{padding + (inBefore - m_stream.avail_in), outBefore - m_stream.avail_out};
        if (status == Z_STREAM_END)
            m_between = true;
        else if (status == Z_MEM_ERROR)
            return fail(Kind::TooLarge, {"the memory that gzip needs", "what is free"});
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return fail(Kind::Corrupt, {std::format("gzip: {}", m_stream.msg ? m_stream.msg : "wrong data")});
        return done;
    }
    bool mayEnd() const override { return m_between; }

private:
    z_stream m_stream{};
    bool m_between = false; ///< after a whole member
    bool m_padded = false;
};

class ZstdDecoder final : public Decoder
{
public:
    explicit ZstdDecoder(std::int64_t maxWindowBytes) : m_stream(ZSTD_createDStream()), m_maxWindowBytes(maxWindowBytes)
    {
        const auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(maxWindowBytes, 1024));
        const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
        if (m_stream)
            ZSTD_DCtx_setParameter(m_stream, ZSTD_d_windowLogMax,
                                   std::clamp(std::bit_width(bytes) - 1, bounds.lowerBound, bounds.upperBound));
    }
    ~ZstdDecoder() override { ZSTD_freeDStream(m_stream); }
    bool started() const { return m_stream != nullptr; }

    Result<Step> step(std::string_view in, char *to, std::size_t most) override
    {
        ZSTD_inBuffer input{in.data(), in.size(), 0};
        ZSTD_outBuffer output{to, most, 0};
        const std::size_t status = ZSTD_decompressStream(m_stream, &output, &input);
        if (ZSTD_isError(status)) {
            const ZSTD_ErrorCode code = ZSTD_getErrorCode(status);
            if (code == ZSTD_error_frameParameter_windowTooLarge)
                return fail(Kind::TooLarge, {"the zstd window of this file (it was made with --long or --ultra)",
                                             std::format("{} MiB", m_maxWindowBytes >> 20)});
            if (code == ZSTD_error_memory_allocation)
                return fail(Kind::TooLarge, {"the memory that zstd needs", "what is free"});
            return fail(Kind::Corrupt, {std::format("zstd: {}", ZSTD_getErrorName(status))});
        }
        if (input.pos > 0 || output.pos > 0)
            m_between = status == 0;
        return Step{input.pos, output.pos};
    }
    bool mayEnd() const override { return m_between; }

private:
    ZSTD_DStream *m_stream;
    std::int64_t m_maxWindowBytes;
    bool m_between = false; ///< after a whole frame
};

} // namespace

std::unique_ptr<Decoder> plainDecoder()
{
    return std::make_unique<PlainDecoder>();
}

Result<std::unique_ptr<Decoder>> gzipDecoder()
{
    auto decoder = std::make_unique<GzipDecoder>();
    if (!decoder->start())
        return fail(Kind::Internal, {"zlib does not start"});
    return decoder;
}

Result<std::unique_ptr<Decoder>> zstdDecoder(std::int64_t maxWindowBytes)
{
    auto decoder = std::make_unique<ZstdDecoder>(maxWindowBytes);
    if (!decoder->started())
        return fail(Kind::Internal, {"zstd does not start"});
    return decoder;
}

} // namespace nia::shards
