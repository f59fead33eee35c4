// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <memory>
#include <string_view>

namespace nia::shards {

/// Bytes that must be readable after a line given to JsonLine (their content does not matter).
inline constexpr std::size_t kPadding = 64;

inline constexpr int kMaxDepth = 1000;

/// Checks lines by simdjson, which looks at every byte of them: grammar, UTF-8, escapes, depth.
/// Errors: NotJson, NotObject, NotUtf8, NulCharacter, LoneSurrogate, TooDeep. Threads: one at a time.
/// Cost: about 1 GB/s; memory for the longest line so far, given back after a very long one.
class JsonLine
{
public:
    JsonLine();
    ~JsonLine();

    /// The line without blanks at its ends; kPadding bytes after it must be readable.
    [[nodiscard]] Result<void> check(std::string_view line);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace nia::shards
