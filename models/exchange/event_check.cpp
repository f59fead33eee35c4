// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/event_check.h"

#include "exchange/bundle_format.h"

#include <memory>
#include <system_error>
#include <utility>

namespace nia::exchange {

namespace {

constexpr std::size_t kStretchBytes = std::size_t{1} << 18;

} // namespace

EventCheck::~EventCheck()
{
    if (m_running.valid())
        m_running.wait();
}

Result<void> EventCheck::line(std::string_view canonical)
{
    if (canonical.size() > kMaxEventBytes)
        return fail(Kind::TooLarge, {"an event", "1 MiB"});
    m_stretch.bytes += canonical;
    m_stretch.ends.push_back(m_stretch.bytes.size());
    return m_stretch.bytes.size() < kStretchBytes ? Result<void>() : turn(true);
}

Result<void> EventCheck::finish()
{
    return turn(false);
}

Result<void> EventCheck::turn(bool beside)
{
    if (m_running.valid())
        NIA_TRY(m_running.get());
    const auto stretch = std::make_shared<Stretch>(std::exchange(m_stretch, {}));
    if (beside) {
        try {
            m_running = std::async(std::launch::async, [this, stretch] { return check(std::move(*stretch)); });
            return {};
        } catch (const std::system_error &) { // no thread to be had
        }
    }
    return check(std::move(*stretch));
}

Result<void> EventCheck::check(Stretch stretch)
{
    workspace::IncomingEvents passing;
    workspace::IncomingEvents &events = m_kept ? *m_kept : passing;
    const std::string_view bytes = events.keep(std::move(stretch.bytes));
    std::size_t begin = 0;
    for (const std::size_t end : stretch.ends) {
        const auto id = events.add(bytes.substr(begin, end - begin));
        if (!id)
            return fail(Kind::Corrupt, {"an event in it is damaged"});
        if (m_count > 0 && !(m_last < *id))
            return fail(Kind::Corrupt, {"its events are not in the order of their ids"});
        m_last = *id;
        ++m_count;
        m_set.add({reinterpret_cast<const char *>(id->bytes.data()), id->bytes.size()});
        begin = end;
    }
    return {};
}

} // namespace nia::exchange
