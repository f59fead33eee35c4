// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace nia::shards {

/// Gives the next bytes as stored: how many were written to `to` (at most `most`), 0 at the end.
using RawInput = std::function<Result<std::size_t>(char *to, std::size_t most)>;

/// The bytes of a shard, decompressed: plain, gzip (several members) or zstd (several frames, skippable ones), told by
/// the first bytes. Hashes the bytes of the file as stored on the way.
///
/// Errors:  NotFound, Permission, IsFolder, Io with the path; Truncated, Corrupt with the byte offset in the file as
///          stored; TooLarge for a zstd window over the limit. After an error every read gives it again.
/// Threads: one at a time. Blocks. Cost: a decompressor's window and 128 KiB.
class ByteSource
{
public:
    /// "-" is standard input.
    [[nodiscard]] static Result<ByteSource> open(const std::filesystem::path &path, std::int64_t maxWindowBytes);
    /// `place` names the input in errors; `sizeBytes` -1 where it is not known.
    [[nodiscard]] static Result<ByteSource> from(RawInput input, std::string place, std::int64_t sizeBytes,
                                                 std::int64_t maxWindowBytes);
    ~ByteSource();
    ByteSource(ByteSource &&) noexcept;
    ByteSource &operator=(ByteSource &&) noexcept;

    /// Up to `most` decompressed bytes; 0 only at the end.
    [[nodiscard]] Result<std::size_t> read(char *to, std::size_t most);
    [[nodiscard]] const std::string &compression() const; ///< none, gz or zst
    [[nodiscard]] const std::string &place() const;       ///< what errors call it
    [[nodiscard]] std::int64_t consumedBytes() const;     ///< as stored
    [[nodiscard]] std::int64_t sizeBytes() const;         ///< as stored; -1: not known
    /// Reads what is left as stored and gives the hash of the whole. Call once.
    [[nodiscard]] Result<Sha256Digest> finish();

private:
    struct Private;
    explicit ByteSource(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// SHA-256 of a file as stored. Errors: as ByteSource, and Interrupted.
[[nodiscard]] Result<Sha256Digest> hashOfFile(const std::filesystem::path &path, Progress &progress);
/// The same of its first bytes; of all where it has fewer.
[[nodiscard]] Result<Sha256Digest> hashOfBeginning(const std::filesystem::path &path, std::int64_t bytes,
                                                   Progress &progress);

} // namespace nia::shards
