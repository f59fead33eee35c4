// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/path_text.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace nia::shards {

/// What the system's error number means for this path. `doing` is what was tried ("read", "write").
[[nodiscard]] Error systemError(int number, const std::filesystem::path &path, std::string_view doing);

/// An open file; closed by its end.
class File
{
public:
    /// Errors: NotFound, Permission, IsFolder, Io.
    [[nodiscard]] static Result<File> openToRead(const std::filesystem::path &path);
    /// Empties what is there.
    [[nodiscard]] static Result<File> openToWrite(const std::filesystem::path &path);

    /// 0 at the end.
    [[nodiscard]] Result<std::size_t> read(char *to, std::size_t most);
    /// A large file goes to the disk while it is written, so that syncAndClose() has little left to wait for.
    [[nodiscard]] Result<void> write(std::string_view bytes);
    /// Waits until the system says that everything written is on the disk, and closes.
    [[nodiscard]] Result<void> syncAndClose();

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    File(std::FILE *file, std::filesystem::path path);
    std::unique_ptr<std::FILE, Closer> m_file;
    std::filesystem::path m_path;
    std::int64_t m_written = 0, m_started = 0; ///< bytes; up to where the disk has been asked to begin
};

/// 0 at the end.
[[nodiscard]] Result<std::size_t> readStandardInput(char *to, std::size_t most);

/// Renames over what is there, and makes the rename itself durable where the system can.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path &from, const std::filesystem::path &to);

} // namespace nia::shards
