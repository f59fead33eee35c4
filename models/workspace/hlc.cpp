// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event.h"

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr std::uint64_t kMaxMs = (std::uint64_t{1} << 48U) - 1;
constexpr std::uint32_t kMaxCounter = 0xffff;

std::uint64_t clamped(std::int64_t nowMs)
{
    return nowMs < 0 ? 0 : std::min(static_cast<std::uint64_t>(nowMs), kMaxMs);
}

void appendHex(std::string &out, std::uint64_t value, int digits)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i)
        out += kDigits[(value >> static_cast<unsigned>(4 * i)) & 15U];
}

bool readHex(std::string_view text, std::uint64_t &value)
{
    value = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            value = value * 16 + static_cast<std::uint64_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + static_cast<std::uint64_t>(c - 'a' + 10);
        else
            return false;
    }
    return true;
}

Hlc stepped(std::uint64_t ms, std::uint32_t counter, std::string_view device)
{
    if (counter > kMaxCounter) {
        counter = 0;
        ms = std::min(ms + 1, kMaxMs);
    }
    return {.ms = ms, .counter = counter, .device = std::string(device)};
}

} // namespace

std::string Hlc::text() const
{
    std::string out;
    out.reserve(18 + device.size());
    appendHex(out, ms, 12);
    out += '-';
    appendHex(out, counter, 4);
    out += '-';
    out += device;
    return out;
}

Result<Hlc> Hlc::parse(std::string_view text)
{
    Hlc out;
    std::uint64_t counter = 0;
    if (text.size() < 19 || text[12] != '-' || text[17] != '-' || !readHex(text.substr(0, 12), out.ms)
        || !readHex(text.substr(13, 4), counter))
        return fail(Kind::BadValue, {"hlc", std::string(text), "a clock like 0019a3f0c2d1-0007-device"});
    out.counter = static_cast<std::uint32_t>(counter);
    out.device = text.substr(18);
    return out;
}

Hlc tick(const Hlc &last, std::int64_t nowMs, std::string_view device)
{
    const std::uint64_t now = clamped(nowMs);
    if (now > last.ms)
        return stepped(now, 0, device);
    return stepped(last.ms, last.counter + 1, device);
}

Hlc receive(const Hlc &last, const Hlc &remote, std::int64_t nowMs, std::string_view device)
{
    const std::uint64_t now = clamped(nowMs);
    const std::uint64_t ms = std::max({last.ms, remote.ms, now});
    if (ms == last.ms && ms == remote.ms)
        return stepped(ms, std::max(last.counter, remote.counter) + 1, device);
    if (ms == last.ms)
        return stepped(ms, last.counter + 1, device);
    if (ms == remote.ms)
        return stepped(ms, remote.counter + 1, device);
    return stepped(ms, 0, device);
}

} // namespace nia::workspace
