// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <istream>
#include <memory>
#include <thread>

namespace nia::cli {

/// A stream that can be read with a time limit, so that a stage of a pipeline gives what it has while nothing comes in. A
/// thread of its own reads ahead, a little. Standard input may never end: then that thread is left to the end of the process.
class TimedInput
{
public:
    explicit TimedInput(std::istream &in);
    ~TimedInput();
    TimedInput(const TimedInput &) = delete;
    TimedInput &operator=(const TimedInput &) = delete;

    /// At most `size` bytes; waits at most `wait` for the first. The count, 0 at the end, -1 when time ran out.
    [[nodiscard]] std::int64_t read(char *to, std::int64_t size, std::chrono::milliseconds wait);

private:
    struct Shared;
    static void readAhead(std::istream &in, Shared &shared);
    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
    bool m_endless;
};

} // namespace nia::cli
