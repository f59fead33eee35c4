// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace nia::exchange {

/// The most that a bundle may hold when unpacked.
inline constexpr std::int64_t kMaxUnpackedBytes = std::int64_t{4} << 30;

/// Writes a tar (POSIX ustar) inside one zstd stream, aside ("NAME.part"), and renames it at the end.
/// Errors: Io, NoSpace, Permission with the path. Without finish() nothing stays. Threads: one at a time.
class ArchiveWriter
{
public:
    [[nodiscard]] static Result<ArchiveWriter> create(const std::filesystem::path &path);
    ~ArchiveWriter();
    ArchiveWriter(ArchiveWriter &&) noexcept;

    /// A whole member. The name is relative, ASCII, at most 100 bytes.
    [[nodiscard]] Result<void> add(std::string_view name, std::string_view content);
    /// A member of known size in pieces.
    [[nodiscard]] Result<void> begin(std::string_view name, std::int64_t sizeBytes);
    [[nodiscard]] Result<void> write(std::string_view piece);
    [[nodiscard]] Result<void> end();
    /// Ends the archive, seals it (seal.h), syncs and renames. Gives the size of the file in bytes.
    [[nodiscard]] Result<std::int64_t> finish();

private:
    struct Private;
    explicit ArchiveWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Reads such an archive from start to end. onMember is told name and size and gives a sink for the content's pieces
/// (an empty sink skips it); an error from either ends the reading and is returned as it is.
/// Errors: NotBundle (no zstd stream or no tar in it), Truncated, Corrupt (header checksum, unsafe name), TooLarge.
using MemberSink = std::function<Result<void>(std::string_view piece)>;
using OnMember = std::function<Result<MemberSink>(const std::string &name, std::int64_t sizeBytes)>;
using OnMemberEnd = std::function<Result<void>(const std::string &name)>;
[[nodiscard]] Result<void> readArchive(const std::filesystem::path &path, const OnMember &onMember,
                                       const OnMemberEnd &onMemberEnd);

} // namespace nia::exchange
