// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/clock.h"

#include <format>

namespace nia {

namespace {

bool digits(std::string_view text, std::size_t at, std::size_t count, int &out)
{
    if (at + count > text.size())
        return false;
    out = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

} // namespace

std::string rfc3339(std::int64_t ms)
{
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(ms)};
    const auto seconds = floor<std::chrono::seconds>(time);
    const auto rest = (time - seconds).count();
    return rest == 0 ? std::format("{:%FT%TZ}", seconds) : std::format("{:%FT%T}.{:03}Z", seconds, rest);
}

std::optional<std::int64_t> parseRfc3339(std::string_view text)
{
    using namespace std::chrono;
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
    if (!digits(text, 0, 4, y) || !digits(text, 5, 2, mo) || !digits(text, 8, 2, d) || !digits(text, 11, 2, h)
        || !digits(text, 14, 2, mi) || !digits(text, 17, 2, s))
        return std::nullopt;
    if (text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':'
        || text[16] != ':')
        return std::nullopt;
    const year_month_day date{year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
    if (!date.ok() || h > 23 || mi > 59 || s > 60)
        return std::nullopt;
    std::size_t at = 19;
    std::int64_t ms = 0;
    if (at < text.size() && text[at] == '.') {
        int scale = 100;
        ++at;
        const std::size_t first = at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            ms += static_cast<std::int64_t>(text[at] - '0') * scale;
        if (at == first)
            return std::nullopt;
    }
    std::int64_t offsetMinutes = 0;
    if (at >= text.size())
        return std::nullopt;
    if (text[at] == 'Z' || text[at] == 'z') {
        ++at;
    } else if (text[at] == '+' || text[at] == '-') {
        int oh = 0, om = 0;
        if (!digits(text, at + 1, 2, oh) || at + 3 >= text.size() || text[at + 3] != ':' || !digits(text, at + 4, 2, om)
            || oh > 23 || om > 59)
            return std::nullopt;
        offsetMinutes = (text[at] == '-' ? -1 : 1) * (oh * 60 + om);
        at += 6;
    }
    if (at != text.size())
        return std::nullopt;
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    return ((days * 24 + h) * 60 + mi - offsetMinutes) * 60'000 + s * 1000 + ms;
}

} // namespace nia
