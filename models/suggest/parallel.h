// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace nia::suggest {

/// Calls `work(i)` once for each i below `count`, on `threads` threads (0: one per core, at most 8), this one among them.
/// What a call does must not depend on the others. The first exception is thrown again here when all have ended.
inline void inParallel(std::size_t count, int threads, const std::function<void(std::size_t)> &work)
{
    const std::size_t most = threads > 0 ? static_cast<std::size_t>(threads)
                                         : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::atomic<std::size_t> next{0};
    std::exception_ptr thrown;
    std::mutex mutex;
    const auto run = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++)
                work(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            thrown = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::size_t i = 1; i < std::min(most, count); ++i)
                others.emplace_back(run);
        } catch (const std::system_error &) {
            // No more threads to be had: those that are there do it.
        }
        run();
    }
    if (thrown)
        std::rethrow_exception(thrown);
}

} // namespace nia::suggest
