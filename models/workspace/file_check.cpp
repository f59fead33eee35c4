// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/file_check.h"

#include "workspace/store.h"
#include "workspace/store_private.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace nia::workspace {

namespace {

constexpr std::size_t kHeaderBytes = 100;

std::uint32_t bigEndian(const std::array<char, kHeaderBytes> &header, std::size_t at, std::size_t bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value = value << 8U | static_cast<unsigned char>(header[at + i]);
    return value;
}

bool mayWrite(const std::filesystem::path &path)
{
#ifdef _WIN32
    return _waccess(path.c_str(), 2) == 0;
#else
    return access(path.c_str(), W_OK) == 0;
#endif
}

std::filesystem::path folderOf(const std::filesystem::path &path)
{
    const auto folder = path.parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
}

} // namespace

Result<FileFacts> checkFile(const std::filesystem::path &path, bool readOnly)
{
    const std::string place = pathText(path);
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (status.type() == std::filesystem::file_type::not_found)
        return fail(Kind::NotFound, {"workspace", place}, place);
    if (std::filesystem::is_directory(status))
        return fail(Kind::IsFolder, {}, place);
    if (code == std::errc::permission_denied)
        return fail(Kind::Permission, {}, place);
    if (code)
        return fail(Kind::Io, {"open it", code.message()}, place);
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(errno == EACCES ? Kind::Permission : Kind::Io, {"open it", std::generic_category().message(errno)},
                    place);
    std::array<char, kHeaderBytes> header{};
    file.read(header.data(), header.size());
    const auto got = static_cast<std::size_t>(file.gcount());
    if (got < 16 || std::string_view(header.data(), 16) != std::string_view("SQLite format 3\0", 16))
        return fail(Kind::NotWorkspace, {}, place);
    if (got < kHeaderBytes)
        return fail(Kind::Damaged, {"it ends within its header"}, place);
    if (bigEndian(header, 68, 4) != static_cast<std::uint32_t>(kApplicationId))
        return fail(Kind::NotWorkspace, {}, place);
    if (const std::uint32_t version = bigEndian(header, 60, 4); version > static_cast<std::uint32_t>(kSchemaVersion))
        return fail(Kind::NewerVersion, {std::to_string(version), std::to_string(kSchemaVersion)}, place);
    std::uint32_t pageSize = bigEndian(header, 16, 2);
    pageSize = pageSize == 1 ? 65536 : pageSize;
    if (pageSize < 512 || (pageSize & (pageSize - 1)) != 0)
        return fail(Kind::Damaged, {"its header names a page size that cannot be"}, place);
    FileFacts facts;
    std::filesystem::path wal = path;
    wal += "-wal";
    facts.hasWal = std::filesystem::exists(wal, code);
    const auto bytes = std::filesystem::file_size(path, code);
    const std::uint64_t expected = std::uint64_t{pageSize} * bigEndian(header, 28, 4);
    if (!code && !facts.hasWal && bytes < expected)
        return fail(Kind::Damaged, {"it has " + std::to_string(bytes) + " bytes of " + std::to_string(expected)},
                    place);
    facts.writable = mayWrite(path) && mayWrite(folderOf(path));
    if (!facts.writable && !readOnly)
        return fail(Kind::ReadOnly, {}, place);
    return facts;
}

} // namespace nia::workspace
