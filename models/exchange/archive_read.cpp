// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/archive.h"

#include "base/path_text.h"
#include "exchange/tar_header.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <system_error>
#include <vector>

#include <zstd.h>

namespace nia::exchange {

namespace {

constexpr std::array<char, 4> kZstdMagic{'\x28', '\xB5', '\x2F', '\xFD'};

/// The bytes inside the zstd stream, pulled.
class Unpacked
{
public:
    explicit Unpacked(std::filesystem::path path)
        : m_path(std::move(path)), m_stream(ZSTD_createDCtx()), m_in(ZSTD_DStreamInSize()), m_out(ZSTD_DStreamOutSize())
    {
    }
    ~Unpacked() { ZSTD_freeDCtx(m_stream); }
    Unpacked(const Unpacked &) = delete;
    Unpacked &operator=(const Unpacked &) = delete;

    Result<void> open()
    {
        std::error_code failed;
        if (std::filesystem::is_directory(m_path, failed))
            return fail(Kind::IsFolder, {}, pathText(m_path));
        if (!std::filesystem::exists(m_path, failed))
            return fail(Kind::NotFound, {"bundle", pathText(m_path)});
        m_file.open(m_path, std::ios::binary);
        if (!m_file)
            return fail(Kind::Permission, {}, pathText(m_path));
        return {};
    }

    /// Up to `most` bytes; empty at the end. The view holds until the next call.
    Result<std::string_view> pull(std::size_t most)
    {
        while (m_outAt == m_outEnd) {
            NIA_ASSIGN(const bool more, fill());
            if (!more)
                return std::string_view();
        }
        const std::size_t length = std::min(most, m_outEnd - m_outAt);
        const std::string_view piece(m_out.data() + m_outAt, length);
        m_outAt += length;
        return piece;
    }

    [[nodiscard]] std::unexpected<Error> bad(Kind kind, std::vector<std::string> arguments) const
    {
        return fail(kind, std::move(arguments), pathText(m_path), m_read);
    }

private:
    Result<bool> fill()
    {
        while (true) {
            if (m_inAt == m_inEnd) {
                m_file.read(m_in.data(), static_cast<std::streamsize>(m_in.size()));
                m_inAt = 0;
                m_inEnd = static_cast<std::size_t>(m_file.gcount());
                if (m_file.bad())
                    return bad(Kind::Io, {"read it", "the system reports a read error"});
                if (m_inEnd == 0) {
                    if (m_read == 0)
                        return bad(Kind::NotBundle, {"it is empty"});
                    if (m_open)
                        return bad(Kind::Truncated, {"zstd"});
                    return false;
                }
            }
            ZSTD_inBuffer in{m_in.data(), m_inEnd, m_inAt};
            ZSTD_outBuffer out{m_out.data(), m_out.size(), 0};
            const std::size_t rest = ZSTD_decompressStream(m_stream, &out, &in);
            const bool first = m_read == 0;
            m_read += static_cast<std::int64_t>(in.pos - m_inAt);
            m_inAt = in.pos;
            if (ZSTD_isError(rest)) {
                if (first && m_unpacked == 0
                    && !std::ranges::equal(std::span(m_in).first(kZstdMagic.size()), kZstdMagic))
                    return bad(Kind::NotBundle, {"it is no zstd file"});
                return bad(Kind::Corrupt, {ZSTD_getErrorName(rest)});
            }
            m_open = rest != 0;
            m_unpacked += static_cast<std::int64_t>(out.pos);
            if (m_unpacked > kMaxUnpackedBytes)
                return bad(Kind::TooLarge, {"the unpacked bundle", "4 GiB"});
            m_outAt = 0;
            m_outEnd = out.pos;
            if (out.pos > 0)
                return true;
        }
    }

    std::filesystem::path m_path;
    std::ifstream m_file;
    ZSTD_DCtx *m_stream;
    std::vector<char> m_in, m_out;
    std::size_t m_inAt = 0, m_inEnd = 0, m_outAt = 0, m_outEnd = 0;
    std::int64_t m_read = 0, m_unpacked = 0;
    bool m_open = false; ///< inside a zstd frame
};

Result<std::size_t> fillBlock(Unpacked &source, TarHeader &block)
{
    std::size_t have = 0;
    while (have < block.size()) {
        NIA_ASSIGN(const std::string_view piece, source.pull(block.size() - have));
        if (piece.empty())
            break;
        std::ranges::copy(piece, block.begin() + static_cast<std::ptrdiff_t>(have));
        have += piece.size();
    }
    return have;
}

Result<void> readMember(Unpacked &source, const TarMember &member, const OnMember &onMember,
                        const OnMemberEnd &onMemberEnd)
{
    NIA_ASSIGN(const MemberSink sink, onMember(member.name, member.sizeBytes));
    const std::int64_t padding = (kTarBlock - member.sizeBytes % kTarBlock) % kTarBlock;
    for (std::int64_t left = member.sizeBytes; left > 0;) {
        NIA_ASSIGN(const std::string_view piece, source.pull(static_cast<std::size_t>(left)));
        if (piece.empty())
            return source.bad(Kind::Truncated, {"tar"});
        if (sink)
            NIA_TRY(sink(piece));
        left -= static_cast<std::int64_t>(piece.size());
    }
    for (std::int64_t left = padding; left > 0;) {
        NIA_ASSIGN(const std::string_view piece, source.pull(static_cast<std::size_t>(left)));
        if (piece.empty())
            return source.bad(Kind::Truncated, {"tar"});
        left -= static_cast<std::int64_t>(piece.size());
    }
    return onMemberEnd(member.name);
}

} // namespace

Result<void> readArchive(const std::filesystem::path &path, const OnMember &onMember, const OnMemberEnd &onMemberEnd)
{
    Unpacked source(path);
    NIA_TRY(source.open());
    bool any = false;
    while (true) {
        TarHeader header{};
        NIA_ASSIGN(const std::size_t have, fillBlock(source, header));
        if (have < header.size())
            return any ? source.bad(Kind::Truncated, {"tar"}) : source.bad(Kind::NotBundle, {"there is no tar in it"});
        if (isZeroBlock(header))
            break;
        const auto member = parseTarHeader(header);
        if (!member)
            return any ? source.bad(Kind::Corrupt, {"a member's header is wrong"})
                       : source.bad(Kind::NotBundle, {"there is no tar in it"});
        if (!member->regular)
            return source.bad(Kind::Corrupt, {"it holds something that is no file: " + member->name});
        NIA_TRY(readMember(source, *member, onMember, onMemberEnd));
        any = true;
    }
    // To the end of the stream, so that the checksum of the zstd frame is checked.
    while (true) {
        NIA_ASSIGN(const std::string_view piece, source.pull(1U << 16U));
        if (piece.empty())
            return {};
    }
}

} // namespace nia::exchange
