// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/xlsx_styles.h"

#include "base/append_utf8.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <format>

namespace nia::shards {

namespace {

constexpr double kSecondsOfDay = 86400;

/// The letters of the code's first section that stand for something: without texts, colours, conditions and fillers.
std::string letters(std::string_view code)
{
    std::string out;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        switch (code[at]) {
        case '"': at = std::min(code.find('"', at + 1), code.size()); break;
        case '\\':
        case '_':
        case '*': ++at; break;
        case '[': {
            const std::size_t close = std::min(code.find(']', at), code.size());
            const std::string_view inside = code.substr(at + 1, close - at - 1);
            // [h], [mm] and [ss] count time that has passed.
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                out += 'h';
            at = close;
            break;
        }
        default: out += code[at] >= 'A' && code[at] <= 'Z' ? static_cast<char>(code[at] + 32) : code[at];
        }
    }
    return out;
}

std::optional<std::string> dayText(std::int64_t days, bool from1904)
{
    using namespace std::chrono;
    if (days < (from1904 ? 0 : 1) || days > 2958465 || (!from1904 && days == 60))
        return std::nullopt;
    const sys_days first = from1904    ? sys_days(1904y / January / 1)
                           : days < 60 ? sys_days(1899y / December / 31)
                                       : sys_days(1899y / December / 30);
    const year_month_day day(first + std::chrono::days(days));
    return std::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string timeText(std::int64_t seconds)
{
    return std::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

} // namespace

NumberForm formOfCode(std::string_view code)
{
    std::string signs = letters(code);
    if (signs.find("general") != std::string::npos)
        return NumberForm::Number;
    const bool time = signs.find_first_of("hs") != std::string::npos;
    const bool date = signs.find_first_of("yd") != std::string::npos || (!time && signs.find('m') != std::string::npos);
    return date && time ? NumberForm::DateTime : date ? NumberForm::Date : time ? NumberForm::Time : NumberForm::Number;
}

NumberForm formOfBuiltIn(int number)
{
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || number == 34 || number == 35 || number == 36
        || (number >= 50 && number <= 58))
        return NumberForm::Date;
    if ((number >= 18 && number <= 21) || number == 32 || number == 33 || (number >= 45 && number <= 47))
        return NumberForm::Time;
    return number == 22 ? NumberForm::DateTime : NumberForm::Number;
}

std::optional<std::string> dateText(double serial, NumberForm form, bool from1904)
{
    if (!(serial >= 0) || serial > 2958466 || form == NumberForm::Number)
        return std::nullopt;
    const auto whole = static_cast<std::int64_t>(serial * kSecondsOfDay + 0.5);
    if (form == NumberForm::Time)
        return timeText(whole);
    const auto seconds = static_cast<std::int64_t>(kSecondsOfDay);
    const std::int64_t days = form == NumberForm::Date ? static_cast<std::int64_t>(serial) : whole / seconds;
    auto day = dayText(days, from1904);
    if (day && form == NumberForm::DateTime)
        *day += "T" + timeText(whole % seconds);
    return day;
}

std::string numberText(std::string_view written)
{
    const bool plain = !written.empty() && written.size() <= 15
                       && std::ranges::all_of(written, [](char c) { return c >= '0' && c <= '9'; });
    double value = 0;
    const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), value);
    if (plain || fault != std::errc() || end != written.data() + written.size() || !std::isfinite(value))
        return std::string(written);
    // Cells hold 15 digits: what has more is rounded to them, unless it needs them to be told from its neighbours.
    char digits[64];
    const auto rounded = std::to_chars(std::begin(digits), std::end(digits), value, std::chars_format::general, 15);
    double again = 0;
    std::from_chars(std::begin(digits), rounded.ptr, again);
    if (std::abs(again - value) <= std::abs(value) * 1e-15)
        value = again;
    const double size = std::abs(value);
    const auto shortest = size != 0 && (size >= 1e21 || size < 1e-6)
                              ? std::to_chars(std::begin(digits), std::end(digits), value)
                              : std::to_chars(std::begin(digits), std::end(digits), value, std::chars_format::fixed);
    return {std::begin(digits), shortest.ptr};
}

std::string withoutEscapes(std::string text)
{
    std::size_t at = text.find("_x");
    if (at == std::string::npos)
        return text;
    std::string out;
    std::size_t kept = 0;
    for (; at != std::string::npos; at = text.find("_x", at)) {
        unsigned code = 0;
        const char *digits = text.data() + at + 2;
        const bool fits = at + 7 <= text.size() && text[at + 6] == '_';
        const bool hex = fits && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
        if (!hex || code == 0 || (code >= 0xd800 && code < 0xe000)) {
            at += 2;
            continue;
        }
        out.append(text, kept, at - kept);
        appendUtf8(out, code);
        at += 7;
        kept = at;
    }
    out.append(text, kept);
    return out;
}

} // namespace nia::shards
