// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <iosfwd>

namespace nia::cli {

/// Where the command line reads and writes; tests hand in their own.
struct Streams {
    std::istream &in;
    std::ostream &out; ///< data
    std::ostream &err; ///< messages and progress
};

/// Exit statuses: 0 done, 1 the work failed or a check does not hold, 2 wrong usage.
enum Status : int { kDone = 0, kFailed = 1, kUsage = 2 };

/// Runs one command line and gives its exit status. Never throws.
[[nodiscard]] int run(int argc, const char *const *argv, Streams streams);

} // namespace nia::cli
