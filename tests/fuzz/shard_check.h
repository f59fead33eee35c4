// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "fuzz/check.h"
#include "shards/reader.h"
#include "text/utf8.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// What holds for every shard, however broken.
namespace nia::fuzz {

/// A record or a refused line, to be compared.
struct Taken {
    std::int64_t line = 0, byteOffset = 0;
    std::string id, text, raw;
    bool operator==(const Taken &) const = default;
};

/// Parts follow one another with two line feeds between them, from the text's beginning to its end.
inline void requireParts(std::string_view joined, std::string_view parts)
{
    const auto list = Json::parse(parts);
    require(text::isUtf8(joined) && list && list->isArray(), "the parts are no list");
    std::int64_t at = 0;
    for (const Json &part : list->items()) {
        require(part["role"].isString() && part["begin"].integer(-1) == at && part["end"].integer(-1) >= at,
                "a part is not where the one before ends");
        at = part["end"].integer() + 2;
    }
    require(list->items().empty() ? joined.empty() : at - 2 == text::codePoints(joined),
            "the last part is not the end");
}

inline void requireRecord(const shards::Record &record)
{
    require(record.textBegin <= record.textEnd && record.textEnd <= record.raw.size(),
            "the text is outside of its record");
    require(text::isUtf8(record.text) && text::isUtf8(record.id), "a text that is not UTF-8");
    const auto whole = Json::parseLenient(record.raw);
    require(whole && whole->isObject() && !whole->has("nia"), "the raw object is none");
    require(record.builder.empty() == (record.textBegin < record.textEnd), "a text comes of its literal or of parts");
    if (!record.builder.empty()) {
        requireParts(record.text, record.parts);
        return;
    }
    const auto literal = Json::parse(record.raw.substr(record.textBegin, record.textEnd - record.textBegin));
    require(literal && literal->isString() && literal->string() == record.text, "the literal is not the text");
}

/// Whether two records may stand in one line.
enum class Lines { Own, Shared };

struct ReadShard {
    std::vector<Taken> taken;
    bool whole = false; ///< read to its end
};

/// Reads it all, `piece` bytes at a time.
inline ReadShard readShard(std::string_view bytes, const shards::ReadOptions &options, std::size_t piece, Lines lines)
{
    ReadShard read;
    std::vector<Taken> &taken = read.taken;
    std::size_t at = 0;
    auto source = shards::ByteSource::from(
        [&, bytes](char *to, std::size_t most) -> Result<std::size_t> {
            const std::size_t count = bytes.copy(to, std::min(most, piece), at);
            at += count;
            return count;
        },
        "fuzz", -1, std::int64_t{1} << 20);
    if (!source)
        return read;
    auto reader = shards::Reader::open(*std::move(source), "fuzz", options);
    if (!reader)
        return read;
    for (bool end = false; !end;) {
        const auto batch = reader->next();
        if (!batch)
            break;
        const std::size_t before = taken.size();
        for (const shards::Record &record : batch->records) {
            requireRecord(record);
            taken.push_back({record.line, record.byteOffset, std::string(record.id), std::string(record.text),
                             std::string(record.raw)});
        }
        for (const shards::BadLine &bad : batch->bad) {
            require(bad.raw.size() <= shards::kMaxBadRaw, "too much is kept of a refused line");
            taken.push_back({bad.line, bad.byteOffset, {}, {}, bad.raw});
        }
        std::sort(taken.begin() + static_cast<std::ptrdiff_t>(before), taken.end(),
                  [](const Taken &a, const Taken &b) { return a.byteOffset < b.byteOffset; });
        end = read.whole = batch->end;
    }
    for (std::size_t i = 1; i < taken.size(); ++i) {
        require(taken[i - 1].byteOffset < taken[i].byteOffset, "two lines begin at one place");
        require(taken[i - 1].line + (lines == Lines::Own ? 1 : 0) <= taken[i].line, "two lines have one number");
    }
    return read;
}

/// However the bytes come in, the same is read. Where a compressed stream breaks off, how much of it comes out before the break
/// may differ, but not what it says.
inline void requireShard(std::string_view bytes, const shards::ReadOptions &options, Lines lines = Lines::Own)
{
    const ReadShard one = readShard(bytes, options, 1U << 16U, lines), other = readShard(bytes, options, 3, lines);
    require(one.whole == other.whole, "pieces of three bytes end otherwise");
    const std::size_t both = std::min(one.taken.size(), other.taken.size());
    require(std::equal(one.taken.begin(), one.taken.begin() + static_cast<std::ptrdiff_t>(both), other.taken.begin()),
            "pieces of three bytes read otherwise");
    require(!one.whole || one.taken.size() == other.taken.size(), "pieces of three bytes lose lines");
}

} // namespace nia::fuzz
