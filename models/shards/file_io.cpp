// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/file_io.h"

#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace nia::shards {

namespace {

std::FILE *openFile(const std::filesystem::path &path, bool writing)
{
#ifdef _WIN32
    return _wfopen(path.c_str(), writing ? L"wbN" : L"rbN");
#else
    return std::fopen(path.c_str(), writing ? "wbe" : "rbe");
#endif
}

constexpr std::int64_t kStretchToDisk = std::int64_t{8} << 20;

/// Asks the system to begin writing these bytes to the disk. A hint: nothing depends on it.
void beginWriting([[maybe_unused]] std::FILE *file, [[maybe_unused]] std::int64_t offset,
                  [[maybe_unused]] std::int64_t bytes)
{
#ifdef __linux__
    static_cast<void>(sync_file_range(fileno(file), offset, bytes, SYNC_FILE_RANGE_WRITE));
#endif
}

} // namespace

Error systemError(int number, const std::filesystem::path &path, std::string_view doing)
{
    Error error{.kind = Kind::Io, .place = pathText(path)};
    switch (number) {
    case ENOENT:
        error.kind = Kind::NotFound;
        error.arguments = {"file", pathText(path)};
        error.place.clear();
        break;
    case EACCES:
    case EPERM:
    case EROFS: error.kind = Kind::Permission; break;
    case EISDIR: error.kind = Kind::IsFolder; break;
    case ENOSPC: error.kind = Kind::NoSpace; break;
    default: error.arguments = {std::string(doing), std::generic_category().message(number)}; break;
    }
    return error;
}

File::File(std::FILE *file, std::filesystem::path path) : m_file(file), m_path(std::move(path))
{
    // Callers read and write in large pieces; a second buffer would only copy.
    std::setvbuf(file, nullptr, _IONBF, 0);
}

Result<File> File::openToRead(const std::filesystem::path &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return fail(Kind::IsFolder, {}, pathText(path));
    std::FILE *file = openFile(path, false);
    if (!file)
        return fail(systemError(errno, path, "read"));
    return File(file, path);
}

Result<File> File::openToWrite(const std::filesystem::path &path)
{
    std::FILE *file = openFile(path, true);
    if (!file)
        return fail(systemError(errno, path, "write"));
    return File(file, path);
}

Result<std::size_t> File::read(char *to, std::size_t most)
{
    const std::size_t got = std::fread(to, 1, most, m_file.get());
    if (got == 0 && std::ferror(m_file.get()))
        return fail(systemError(errno, m_path, "read"));
    return got;
}

Result<void> File::write(std::string_view bytes)
{
    if (std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size())
        return fail(systemError(errno, m_path, "write"));
    m_written += std::ssize(bytes);
    if (m_written - m_started >= kStretchToDisk) {
        beginWriting(m_file.get(), m_started, m_written - m_started);
        m_started = m_written;
    }
    return {};
}

Result<void> File::syncAndClose()
{
    if (std::fflush(m_file.get()) != 0)
        return fail(systemError(errno, m_path, "write"));
#ifdef _WIN32
    const int synced = _commit(_fileno(m_file.get()));
#else
    // A pipe or a device cannot be synced and need not be.
    const int synced = fsync(fileno(m_file.get())) != 0 && errno != EINVAL ? -1 : 0;
#endif
    if (synced != 0)
        return fail(systemError(errno, m_path, "write"));
    if (std::fclose(m_file.release()) != 0)
        return fail(systemError(errno, m_path, "write"));
    return {};
}

Result<std::size_t> readStandardInput(char *to, std::size_t most)
{
#ifdef _WIN32
    static const int binary = _setmode(_fileno(stdin), _O_BINARY);
    static_cast<void>(binary);
    const auto got = _read(_fileno(stdin), to, static_cast<unsigned>(most));
#else
    // Not by stdio: a pipe's bytes should come as soon as they are there.
    ssize_t got = -1;
    do {
        got = ::read(STDIN_FILENO, to, most);
    } while (got < 0 && errno == EINTR);
#endif
    if (got < 0)
        return fail(systemError(errno, "-", "read"));
    return static_cast<std::size_t>(got);
}

Result<void> replaceFile(const std::filesystem::path &from, const std::filesystem::path &to)
{
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error)
        return fail(systemError(error.value(), to, "write"));
#ifndef _WIN32
    const std::filesystem::path folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle); // where the file system cannot, the rename is still whole
        ::close(handle);
    }
#endif
    return {};
}

} // namespace nia::shards
