// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace nia::shards {

/// A member of a ZIP archive, unpacked as it is read.
class ZipMember
{
public:
    ~ZipMember();
    ZipMember(ZipMember &&) noexcept;

    /// Up to `most` bytes; 0 at the end, where the checksum was compared.
    [[nodiscard]] Result<std::size_t> read(char *to, std::size_t most);
    [[nodiscard]] const std::string &name() const;
    [[nodiscard]] double share() const; ///< how much of it was read, 0 to 1

private:
    friend class ZipFile;
    struct Private;
    explicit ZipMember(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// Reads members of a ZIP archive by name. Nothing is written anywhere, so names that climb out of a folder are names.
///
/// Errors:  Truncated where its directory is missing; NotThisFormat where it has a password; Corrupt; TooLarge where it has
///          too many members, or unpacks
///          to more than such files do (a ZIP bomb): over 4 GiB in all, or over 64 MiB at more than 300 to 1.
/// Threads: one at a time, members included.
class ZipFile
{
public:
    /// `place` names it in errors.
    [[nodiscard]] static Result<ZipFile> open(const std::filesystem::path &path, const std::string &place);
    [[nodiscard]] static Result<ZipFile> ofBytes(std::string bytes, const std::string &place);
    ~ZipFile();
    ZipFile(ZipFile &&) noexcept;

    [[nodiscard]] bool has(std::string_view name) const;
    /// Errors: Corrupt where there is no such member.
    [[nodiscard]] Result<ZipMember> member(std::string_view name) const;
    /// All of it. TooLarge over that many bytes.
    [[nodiscard]] Result<std::string> text(std::string_view name, std::size_t most) const;
    [[nodiscard]] const std::string &place() const;

private:
    friend class ZipMember;
    struct Private;
    explicit ZipFile(std::shared_ptr<Private> p);
    std::shared_ptr<Private> d;
};

} // namespace nia::shards
