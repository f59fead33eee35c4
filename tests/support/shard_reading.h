// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/words.h"
#include "shards/compress.h"
#include "shards/reader.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::test {

/// A record with memory of its own.
struct OwnRecord {
    std::string id, text, raw, literal;
    bool idFromField = false;
    std::int64_t line = 0, number = 0, byteOffset = 0;
    std::string builder = {}, parts = {};
    bool operator==(const OwnRecord &) const = default;
};

/// Everything that reading a shard gave.
struct Reading {
    shards::Guess guess;
    std::vector<OwnRecord> records;
    std::vector<shards::BadLine> bad;
    std::optional<Error> openError, error; ///< of opening, of next()
    int batches = 0;
    Sha256Digest sha256;

    [[nodiscard]] const Error *anyError() const { return openError ? &*openError : error ? &*error : nullptr; }
};

inline Reading drain(Result<shards::Reader> reader)
{
    Reading out;
    if (!reader) {
        out.openError = reader.error();
        return out;
    }
    out.guess = reader->guess();
    while (true) {
        auto batch = reader->next();
        if (!batch) {
            out.error = batch.error();
            break;
        }
        ++out.batches;
        for (const shards::Record &r : batch->records)
            out.records.push_back({std::string(r.id), std::string(r.text), std::string(r.raw),
                                   std::string(r.raw.substr(r.textBegin, r.textEnd - r.textBegin)), r.idFromField,
                                   r.line, r.number, r.byteOffset, std::string(r.builder), std::string(r.parts)});
        out.bad.insert(out.bad.end(), batch->bad.begin(), batch->bad.end());
        if (batch->end)
            break;
    }
    if (auto digest = reader->finish())
        out.sha256 = *digest;
    return out;
}

/// Reads bytes that come in pieces as `pieceSize` says (by default as large as they are asked for).
inline Reading readBytes(std::string bytes, const std::string &name, const shards::ReadOptions &options = {},
                         std::function<std::size_t()> pieceSize = {})
{
    auto all = std::make_shared<std::string>(std::move(bytes));
    auto at = std::make_shared<std::size_t>(0);
    const auto size = static_cast<std::int64_t>(all->size());
    shards::RawInput input = [all, at, pieceSize](char *to, std::size_t most) -> Result<std::size_t> {
        std::size_t count = std::min(most, all->size() - *at);
        if (pieceSize)
            count = std::min(count, std::max<std::size_t>(1, pieceSize()));
        std::memcpy(to, all->data() + *at, count);
        *at += count;
        return count;
    };
    auto source = shards::ByteSource::from(std::move(input), name, size, options.maxWindowBytes);
    if (!source) {
        Reading out;
        out.openError = source.error();
        return out;
    }
    return drain(shards::Reader::open(std::move(*source), name, options));
}

inline std::string compressed(std::string_view bytes, shards::Compressor::Kind kind)
{
    std::string out;
    shards::Compressor compressor(kind);
    if (!compressor.add(bytes, out) || !compressor.finish(out))
        return "the compressor failed";
    return out;
}

} // namespace nia::test
