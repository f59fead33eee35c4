// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/timed_input.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <string>

namespace nia::cli {

namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kBlocksAhead = 16;

} // namespace

struct TimedInput::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> blocks;
    std::size_t taken = 0; ///< of the first block
    bool ended = false, stopped = false;
};

TimedInput::TimedInput(std::istream &in)
    : m_shared(std::make_shared<Shared>()),
      m_thread([&in, shared = m_shared] { readAhead(in, *shared); }),
      m_endless(&in == &std::cin)
{
}

TimedInput::~TimedInput()
{
    bool ended = false;
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->stopped = true;
        ended = m_shared->ended;
    }
    m_shared->changed.notify_all();
    if (m_endless && !ended)
        m_thread.detach(); // it may wait for bytes that never come
    else
        m_thread.join();
}

void TimedInput::readAhead(std::istream &in, Shared &shared)
{
    std::string block;
    while (true) {
        block.resize(kBlock);
        // One byte waits for the system; what came with it follows without waiting.
        in.read(block.data(), 1);
        std::streamsize got = in.gcount();
        if (got > 0)
            got +=
                std::max<std::streamsize>(in.readsome(block.data() + 1, static_cast<std::streamsize>(kBlock - 1)), 0);
        block.resize(static_cast<std::size_t>(got));
        std::unique_lock lock(shared.mutex);
        shared.changed.wait(lock, [&] { return shared.stopped || shared.blocks.size() < kBlocksAhead; });
        if (got > 0 && !shared.stopped)
            shared.blocks.push_back(std::move(block));
        else
            shared.ended = true;
        shared.changed.notify_all();
        if (shared.ended)
            return;
        block = {};
    }
}

std::int64_t TimedInput::read(char *to, std::int64_t size, std::chrono::milliseconds wait)
{
    std::unique_lock lock(m_shared->mutex);
    Shared &shared = *m_shared;
    if (!shared.changed.wait_for(lock, wait, [&] { return shared.ended || !shared.blocks.empty(); }))
        return -1;
    if (shared.blocks.empty())
        return 0;
    std::string &first = shared.blocks.front();
    const std::size_t count = std::min(first.size() - shared.taken, static_cast<std::size_t>(size));
    first.copy(to, count, shared.taken);
    shared.taken += count;
    if (shared.taken == first.size()) {
        shared.blocks.pop_front();
        shared.taken = 0;
        shared.changed.notify_all();
    }
    return static_cast<std::int64_t>(count);
}

} // namespace nia::cli
