// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

namespace nia {

/// How far a long piece of work is. The worker calls step(); anybody may call cancel().
/// Threads: step() from one thread at a time; cancel() and isCancelled() from any.
/// Cost: step() reports at most every 100 ms, so that it may be called for each batch.
class Progress
{
public:
    struct State {
        std::int64_t done = 0;  ///< in the unit of the work (bytes, records)
        std::int64_t total = 0; ///< 0: not known
    };
    using Report = std::function<void(const State &)>;

    explicit Progress(Report report = {}) : m_report(std::move(report)) {}

    void setTotal(std::int64_t total) { m_total = total; }

    /// Interrupted once cancel() was called, so that rolling back is the ordinary way of an error.
    [[nodiscard]] Result<void> step(std::int64_t done)
    {
        if (isCancelled())
            return fail(Kind::Interrupted);
        const auto now = std::chrono::steady_clock::now();
        if (m_report && (now - m_last >= std::chrono::milliseconds(100) || (m_total > 0 && done >= m_total))) {
            m_last = now;
            m_report({done, m_total});
        }
        return {};
    }

    void cancel() noexcept { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const noexcept { return m_cancelled.load(std::memory_order_relaxed); }

private:
    Report m_report;
    std::int64_t m_total = 0;
    std::chrono::steady_clock::time_point m_last{};
    std::atomic<bool> m_cancelled{false};
};

} // namespace nia
