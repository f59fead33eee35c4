// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/vfs_shim.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <thread>

namespace nia::test {

struct VfsShim::Private {
    std::string name;
    sqlite3_vfs vfs{};
    sqlite3_vfs *real = nullptr;
    std::atomic<std::int64_t> delayMs = 0;
    std::atomic<bool> remembering = false;
    std::atomic<std::int64_t> writes = 0, failAt = 0;
    std::atomic<int> failCode = 0;
    std::atomic<bool> everAfter = true, failed = false;
    mutable std::mutex mutex;
    std::map<std::string, std::string> now, synced; ///< by path: contents

    /// The code a write is to fail with, SQLITE_OK mostly.
    int next()
    {
        const std::int64_t n = ++writes;
        const std::int64_t at = failAt;
        if (at == 0 || n < at || (n > at && !everAfter))
            return SQLITE_OK;
        failed = true;
        return failCode;
    }
};

namespace {

struct File {
    sqlite3_file base;
    VfsShim::Private *shim;
    std::string *path;
    bool kept; ///< its contents are remembered (not -shm, not temporary)
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *of(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}
VfsShim::Private *of(sqlite3_vfs *vfs)
{
    return static_cast<VfsShim::Private *>(vfs->pAppData);
}

int closeFile(sqlite3_file *file)
{
    File *f = of(file);
    const int code = f->real()->pMethods ? f->real()->pMethods->xClose(f->real()) : SQLITE_OK;
    delete f->path;
    f->path = nullptr;
    return code;
}

int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
{
    return of(file)->real()->pMethods->xRead(of(file)->real(), to, amount, at);
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    File *f = of(file);
    if (const int code = f->shim->next(); code != SQLITE_OK)
        return code;
    const int code = f->real()->pMethods->xWrite(f->real(), from, amount, at);
    if (code == SQLITE_OK && f->kept && f->shim->remembering) {
        const std::scoped_lock lock(f->shim->mutex);
        std::string &content = f->shim->now[*f->path];
        const auto end = static_cast<std::size_t>(at + amount);
        if (content.size() < end)
            content.resize(end);
        std::memcpy(content.data() + at, from, static_cast<std::size_t>(amount));
    }
    return code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    File *f = of(file);
    if (const int code = f->shim->next(); code != SQLITE_OK)
        return code == SQLITE_FULL ? SQLITE_IOERR_TRUNCATE : code;
    if (f->kept && f->shim->remembering) {
        const std::scoped_lock lock(f->shim->mutex);
        f->shim->now[*f->path].resize(static_cast<std::size_t>(size));
    }
    return f->real()->pMethods->xTruncate(f->real(), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    File *f = of(file);
    if (const int code = f->shim->next(); code != SQLITE_OK)
        return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
    if (const auto delay = f->shim->delayMs.load(); delay > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    if (f->shim->remembering) { // the contents are held in memory: the disk itself need not be waited for
        if (f->kept) {
            const std::scoped_lock lock(f->shim->mutex);
            f->shim->synced[*f->path] = f->shim->now[*f->path];
        }
        return SQLITE_OK;
    }
    return f->real()->pMethods->xSync(f->real(), flags);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return of(file)->real()->pMethods->xFileSize(of(file)->real(), size);
}
int lockFile(sqlite3_file *file, int level)
{
    return of(file)->real()->pMethods->xLock(of(file)->real(), level);
}
int unlockFile(sqlite3_file *file, int level)
{
    return of(file)->real()->pMethods->xUnlock(of(file)->real(), level);
}
int checkReserved(sqlite3_file *file, int *out)
{
    return of(file)->real()->pMethods->xCheckReservedLock(of(file)->real(), out);
}
int control(sqlite3_file *file, int op, void *argument)
{
    return of(file)->real()->pMethods->xFileControl(of(file)->real(), op, argument);
}
int sectorSize(sqlite3_file *file)
{
    return of(file)->real()->pMethods->xSectorSize(of(file)->real());
}
int characteristics(sqlite3_file *file)
{
    return of(file)->real()->pMethods->xDeviceCharacteristics(of(file)->real());
}
int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return of(file)->real()->pMethods->xShmMap(of(file)->real(), page, size, extend, out);
}
int shmLock(sqlite3_file *file, int offset, int n, int flags)
{
    return of(file)->real()->pMethods->xShmLock(of(file)->real(), offset, n, flags);
}
void shmBarrier(sqlite3_file *file)
{
    of(file)->real()->pMethods->xShmBarrier(of(file)->real());
}
int shmUnmap(sqlite3_file *file, int remove)
{
    return of(file)->real()->pMethods->xShmUnmap(of(file)->real(), remove);
}

const sqlite3_io_methods kMethods{2,          closeFile,  readFile,        writeFile,  truncateFile,
                                  syncFile,   sizeOfFile, lockFile,        unlockFile, checkReserved,
                                  control,    sectorSize, characteristics, shmMap,     shmLock,
                                  shmBarrier, shmUnmap,   nullptr,         nullptr};

int openFile(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *outFlags)
{
    VfsShim::Private *shim = of(vfs);
    File *f = of(file);
    std::memset(file, 0, sizeof(File));
    const int code = shim->real->xOpen(shim->real, path, f->real(), flags, outFlags);
    if (code != SQLITE_OK || !f->real()->pMethods)
        return code;
    f->shim = shim;
    f->path = new std::string(path ? path : "");
    f->kept = path && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    f->base.pMethods = &kMethods;
    if (f->kept && shim->remembering) {
        const std::scoped_lock lock(shim->mutex);
        if (!shim->now.contains(*f->path)) { // what is there already counts as synced
            std::ifstream in(*f->path, std::ios::binary);
            std::string content((std::istreambuf_iterator<char>(in)), {});
            if (!content.empty())
                shim->synced[*f->path] = content;
            shim->now[*f->path] = std::move(content);
        }
    }
    return code;
}

int removeFile(sqlite3_vfs *vfs, const char *path, int syncFolder)
{
    VfsShim::Private *shim = of(vfs);
    const std::scoped_lock lock(shim->mutex);
    shim->now.erase(path);
    shim->synced.erase(path);
    return shim->real->xDelete(shim->real, path, syncFolder);
}

} // namespace

VfsShim::VfsShim(std::string name) : d(std::make_unique<Private>())
{
    d->name = std::move(name);
    d->real = sqlite3_vfs_find(nullptr);
    d->vfs = *d->real; // everything but files is the system's own
    d->vfs.pNext = nullptr;
    d->vfs.zName = d->name.c_str();
    d->vfs.szOsFile = static_cast<int>(sizeof(File)) + d->real->szOsFile;
    d->vfs.pAppData = d.get();
    d->vfs.xOpen = openFile;
    d->vfs.xDelete = removeFile;
    sqlite3_vfs_register(&d->vfs, 0);
}

VfsShim::~VfsShim()
{
    sqlite3_vfs_unregister(&d->vfs);
}

const std::string &VfsShim::name() const
{
    return d->name;
}
void VfsShim::setSyncDelay(std::chrono::milliseconds delay)
{
    d->delayMs = delay.count();
}
void VfsShim::rememberSynced(bool on)
{
    const std::scoped_lock lock(d->mutex);
    d->now.clear();
    d->synced.clear();
    d->remembering = on;
}

void VfsShim::writeSynced(const std::filesystem::path &folder) const
{
    const std::scoped_lock lock(d->mutex);
    for (const auto &[path, content] : d->synced) {
        std::ofstream out(folder / std::filesystem::path(path).filename(), std::ios::binary | std::ios::trunc);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
    }
}

void VfsShim::failWrite(std::int64_t n, int code, bool everAfter)
{
    d->failAt = 0;
    d->writes = 0;
    d->failed = false;
    d->failCode = code;
    d->everAfter = everAfter;
    d->failAt = n;
}

std::int64_t VfsShim::writes() const
{
    return d->writes;
}
bool VfsShim::failed() const
{
    return d->failed;
}

} // namespace nia::test
