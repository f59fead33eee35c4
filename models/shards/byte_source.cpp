// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/byte_source.h"

#include "base/sha256.h"
#include "shards/decode.h"
#include "shards/file_io.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace nia::shards {

namespace {

constexpr std::size_t kInputBytes = std::size_t{128} << 10;

Result<RawInput> fileInput(const std::filesystem::path &path)
{
    NIA_ASSIGN(File file, File::openToRead(path));
    auto shared = std::make_shared<File>(std::move(file));
    return [shared](char *to, std::size_t most) { return shared->read(to, most); };
}

bool isSkippableZstd(std::string_view head)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
    return head.size() >= 4 && (byte(0) & 0xf0U) == 0x50 && byte(1) == 0x2a && byte(2) == 0x4d && byte(3) == 0x18;
}

} // namespace

struct ByteSource::Private {
    RawInput input;
    std::string place, compression = "none";
    std::int64_t size = -1, fetched = 0;
    std::vector<char> buffer = std::vector<char>(kInputBytes);
    std::size_t begin = 0, end = 0;
    bool inputEnded = false;
    Sha256 hash;
    std::unique_ptr<Decoder> decoder;
    std::optional<Error> error;

    std::int64_t consumed() const { return fetched - static_cast<std::int64_t>(end - begin); }

    Result<void> fetch()
    {
        if (begin > 0) {
            std::memmove(buffer.data(), buffer.data() + begin, end - begin);
            end -= begin;
            begin = 0;
        }
        NIA_ASSIGN(const std::size_t got, input(buffer.data() + end, buffer.size() - end));
        hash.add({buffer.data() + end, got});
        fetched += static_cast<std::int64_t>(got);
        end += got;
        inputEnded = got == 0;
        return {};
    }

    Result<void> detect(std::int64_t maxWindowBytes)
    {
        while (end < 4 && !inputEnded)
            NIA_TRY(fetch());
        const std::string_view head(buffer.data(), end);
        if (head.starts_with("\x1f\x8b")) {
            compression = "gz";
            NIA_ASSIGN(decoder, gzipDecoder());
        } else if (head.starts_with("\x28\xb5\x2f\xfd") || isSkippableZstd(head)) {
            compression = "zst";
            NIA_ASSIGN(decoder, zstdDecoder(maxWindowBytes));
        } else {
            decoder = plainDecoder();
        }
        return {};
    }

    Error placed(Error problem) const
    {
        problem.place = place;
        problem.offset = consumed();
        return problem;
    }

    Result<std::size_t> read(char *to, std::size_t most)
    {
        while (true) {
            if (begin == end && !inputEnded)
                NIA_TRY(fetch());
            auto step = decoder->step({buffer.data() + begin, end - begin}, to, most);
            if (!step)
                return fail(placed(std::move(step).error()));
            begin += step->taken;
            if (step->made > 0)
                return step->made;
            if (step->taken > 0)
                continue;
            if (!inputEnded) {
                NIA_TRY(fetch());
            } else if (decoder->mayEnd() && begin == end) {
                return std::size_t{0};
            } else {
                return fail(placed({.kind = Kind::Truncated, .arguments = {compression == "gz" ? "gzip" : "zstd"}}));
            }
        }
    }
};

ByteSource::ByteSource(std::unique_ptr<Private> p) : d(std::move(p))
{
}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource &&) noexcept = default;
ByteSource &ByteSource::operator=(ByteSource &&) noexcept = default;

Result<ByteSource> ByteSource::open(const std::filesystem::path &path, std::int64_t maxWindowBytes)
{
    if (path == "-")
        return from([](char *to, std::size_t most) { return readStandardInput(to, most); }, "-", -1, maxWindowBytes);
    NIA_ASSIGN(RawInput input, fileInput(path));
    std::error_code error;
    std::int64_t size = -1;
    if (std::filesystem::is_regular_file(path, error))
        size = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
    return from(std::move(input), pathText(path), error ? -1 : size, maxWindowBytes);
}

Result<ByteSource> ByteSource::from(RawInput input, std::string place, std::int64_t sizeBytes,
                                    std::int64_t maxWindowBytes)
{
    auto p = std::make_unique<Private>();
    p->input = std::move(input);
    p->place = std::move(place);
    p->size = sizeBytes;
    NIA_TRY(p->detect(maxWindowBytes));
    return ByteSource(std::move(p));
}

Result<std::size_t> ByteSource::read(char *to, std::size_t most)
{
    if (d->error)
        return fail(*d->error);
    auto got = d->read(to, most);
    if (!got)
        d->error = got.error();
    return got;
}

const std::string &ByteSource::compression() const
{
    return d->compression;
}
const std::string &ByteSource::place() const
{
    return d->place;
}
std::int64_t ByteSource::consumedBytes() const
{
    return d->consumed();
}
std::int64_t ByteSource::sizeBytes() const
{
    return d->size;
}

Result<Sha256Digest> ByteSource::finish()
{
    d->begin = d->end = 0;
    while (!d->inputEnded) {
        NIA_TRY(d->fetch());
        d->end = 0;
    }
    return d->hash.finish();
}

Result<Sha256Digest> hashOfFile(const std::filesystem::path &path, Progress &progress)
{
    return hashOfBeginning(path, std::numeric_limits<std::int64_t>::max(), progress);
}

Result<Sha256Digest> hashOfBeginning(const std::filesystem::path &path, std::int64_t bytes, Progress &progress)
{
    NIA_ASSIGN(RawInput input, fileInput(path));
    std::vector<char> buffer(std::size_t{1} << 20);
    Sha256 hash;
    for (std::int64_t done = 0;;) {
        const auto most = static_cast<std::size_t>(std::min<std::int64_t>(std::ssize(buffer), bytes - done));
        if (most == 0)
            return hash.finish();
        NIA_ASSIGN(const std::size_t got, input(buffer.data(), most));
        if (got == 0)
            return hash.finish();
        hash.add({buffer.data(), got});
        done += static_cast<std::int64_t>(got);
        NIA_TRY(progress.step(done));
    }
}

} // namespace nia::shards
