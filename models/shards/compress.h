// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <memory>
#include <string>
#include <string_view>

namespace nia::shards {

/// Compresses a stream: none, gz or zst. Equal input in equal pieces gives equal bytes (no time, no name in gz).
/// Errors: Internal only. Threads: one at a time.
class Compressor
{
public:
    enum class Kind { None, Gz, Zst };

    explicit Compressor(Kind kind);
    ~Compressor();
    Compressor(Compressor &&) noexcept;

    /// Appends to `out` what is ready.
    [[nodiscard]] Result<void> add(std::string_view bytes, std::string &out);
    /// Appends the end of the stream.
    [[nodiscard]] Result<void> finish(std::string &out);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// By the end of a name: .gz, .zst, else None.
[[nodiscard]] Compressor::Kind compressionOfName(std::string_view name);

} // namespace nia::shards
