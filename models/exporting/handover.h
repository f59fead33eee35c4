// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace nia::exporting {

/// What one thread hands to another, in order; who is ahead waits. Threads: safe.
template<typename T>
class Handover
{
public:
    explicit Handover(std::size_t most) : m_most(most) {}

    /// false: nobody takes any more.
    bool put(T value)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_stopped || m_waiting.size() < m_most; });
        if (m_stopped)
            return false;
        m_waiting.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }
    /// Nothing: that was all.
    std::optional<T> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_stopped || m_closed || !m_waiting.empty(); });
        if (m_stopped || m_waiting.empty())
            return std::nullopt;
        T value = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_changed.notify_all();
        return value;
    }
    /// Nothing waits here at the moment: nothing.
    std::optional<T> takeIfAny()
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.empty())
            return std::nullopt;
        T value = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_changed.notify_all();
        return value;
    }
    /// No more is put; what waits is still taken.
    void close() { end(m_closed); }
    /// Neither put nor taken any more.
    void stop() { end(m_stopped); }
    [[nodiscard]] bool isStopped()
    {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }

private:
    void end(bool &how)
    {
        const std::lock_guard lock(m_mutex);
        how = true;
        m_changed.notify_all();
    }
    const std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<T> m_waiting;
    bool m_closed = false, m_stopped = false;
};

} // namespace nia::exporting
