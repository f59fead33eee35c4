// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace nia::test {

/// A file system between SQLite and the system's own, for tests:
/// (a) every xSync takes some time longer;
/// (b) what was written since a file's last xSync can be forgotten, as by a power cut;
/// (c) the n-th write from now on fails.
/// Register one at a time under its name; it must outlive all databases that use it. Threads: settings from any thread,
/// each file from one.
class VfsShim
{
public:
    explicit VfsShim(std::string name = "nia-test");
    ~VfsShim();
    VfsShim(const VfsShim &) = delete;
    VfsShim &operator=(const VfsShim &) = delete;

    [[nodiscard]] const std::string &name() const;
    void setSyncDelay(std::chrono::milliseconds delay);
    /// From now on what each file held at its last xSync is remembered beside what it holds; call it with no file open.
    void rememberSynced(bool on);
    /// Writes what the files held at their last xSync (never synced: nothing) into `folder`, under their own names: what a
    /// machine finds after the power was cut at this moment. -shm files are left out.
    void writeSynced(const std::filesystem::path &folder) const;
    /// The n-th write (xWrite, xTruncate, xSync counts too) from now fails with SQLite's `code`, once, or all from then on; 0: none.
    void failWrite(std::int64_t n, int code, bool everAfter = true);
    [[nodiscard]] std::int64_t writes() const; ///< since failWrite() was called
    [[nodiscard]] bool failed() const; ///< a failure was given since then

    struct Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace nia::test
