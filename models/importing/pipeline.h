// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "shards/reader.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace nia::importing {

/// Hands values from one thread to another; full at `capacity`, so that a fast stage waits for a slow one.
/// Threads: push from one, pop from another, close from any.
template<typename T>
class Channel
{
public:
    explicit Channel(std::size_t capacity) : m_capacity(capacity) {}

    /// False once the channel is closed: the other side has gone.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || m_values.size() < m_capacity; });
        if (m_closed)
            return false;
        m_values.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }

    /// Nothing once the channel is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return std::nullopt;
        T value = std::move(m_values.front());
        m_values.pop_front();
        m_changed.notify_all();
        return value;
    }

    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<T> m_values;
    bool m_closed = false;
};

/// What is computed of a record before it is inserted.
struct Computed {
    RecordKey key;
    std::uint64_t textHash = 0;
    std::int64_t chars = 0;
};

/// A batch with what was computed of its records, or the error that ended the reading.
struct Prepared {
    shards::Batch batch;
    std::vector<Computed> computed;
    std::optional<Error> error;
};

/// Reads a shard on one thread and hashes its records on another; the caller takes prepared batches in file order.
class Pipeline
{
public:
    /// The reader must outlive the pipeline and is used by its thread alone until finish().
    Pipeline(shards::Reader &reader, std::string dataset);
    ~Pipeline();
    Pipeline(const Pipeline &) = delete;
    Pipeline &operator=(const Pipeline &) = delete;

    /// Nothing after the batch with `end` or the error.
    [[nodiscard]] std::optional<Prepared> next() { return m_prepared.pop(); }
    /// Stops both threads; the reader belongs to the caller again.
    void finish();

private:
    void readAll(shards::Reader &reader);
    void computeAll();

    std::string m_dataset;
    Channel<Prepared> m_parsed{3};
    Channel<Prepared> m_prepared{3};
    std::thread m_reading;
    std::thread m_computing;
};

} // namespace nia::importing
