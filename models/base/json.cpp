// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace nia {

namespace {

/// Number::toString of ECMA-262, which RFC 8785 asks for.
std::string ecmaNumber(double value)
{
    if (!std::isfinite(value))
        return "null";
    if (value == 0)
        return "0";
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t e = text.find('e');
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (c != '.')
            digits += c;
    }
    int exponent = 0;
    std::string_view power = text.substr(e + 1);
    if (power.front() == '+')
        power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    const int k = static_cast<int>(digits.size());
    const int n = exponent + 1;
    std::string out;
    if (k <= n && n <= 21) {
        out = digits + std::string(static_cast<std::size_t>(n - k), '0');
    } else if (0 < n && n <= 21) {
        out = digits.substr(0, static_cast<std::size_t>(n)) + "." + digits.substr(static_cast<std::size_t>(n));
    } else if (-6 < n && n <= 0) {
        out = "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    } else {
        out = digits.substr(0, 1);
        if (k > 1)
            out += "." + digits.substr(1);
        out += n - 1 < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(n - 1));
    }
    return value < 0 ? "-" + out : out;
}

/// The power of ten of the first digit that is not zero, for numbers that no double can hold.
long long powerOf(std::string_view written)
{
    const std::size_t e = std::min(written.find_first_of("eE"), written.size());
    const std::string_view mantissa = written.substr(0, e);
    long long power = 0;
    if (e < written.size()) {
        std::string_view exponent = written.substr(e + 1);
        const bool negative = exponent.starts_with('-');
        if (exponent.starts_with('+') || negative)
            exponent.remove_prefix(1);
        constexpr long long kHuge = 1'000'000'000'000;
        if (std::from_chars(exponent.data(), exponent.data() + exponent.size(), power).ec != std::errc{})
            power = kHuge;
        power = std::min(power, kHuge) * (negative ? -1 : 1);
    }
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos)
        return power;
    return power + static_cast<long long>(point) - static_cast<long long>(first) - (first < point ? 1 : 0);
}

double toDouble(std::string_view written)
{
    double value = 0;
    const auto result = std::from_chars(written.data(), written.data() + written.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        const double magnitude = powerOf(written) < 0 ? 0 : HUGE_VAL;
        return written.starts_with('-') ? -magnitude : magnitude;
    }
    return value;
}

/// Order of member names by UTF-16 code units: as code points, but surrogate pairs (U+10000 up) come before U+E000..U+FFFF.
bool utf16Less(std::string_view a, std::string_view b)
{
    const auto rank = [](unsigned char c) { return c >= 0xf0 ? 0xed80U + c : c >= 0xee ? 0x10000U + c : c * 0x100U; };
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const auto ca = static_cast<unsigned char>(a[i]);
        const auto cb = static_cast<unsigned char>(b[i]);
        if (ca != cb)
            return rank(ca) < rank(cb);
    }
    return a.size() < b.size();
}

void appendEscaped(std::string &out, char c)
{
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
        out += "\\u00";
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
}

/// How many bytes stand before the first that needs an escape.
std::size_t plainBytes(std::string_view text)
{
    // Eight at a time; which of the eight it is, is looked up one by one.
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighs = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        const std::uint64_t quote = eight ^ (kOnes * '"'), slash = eight ^ (kOnes * '\\');
        const std::uint64_t control = (eight - kOnes * 0x20) & ~eight;
        if (((control | ((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash)) & kHighs) != 0)
            break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' && text[at] != '\\')
        ++at;
    return at;
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    out += '"';
    while (true) {
        const std::size_t plain = plainBytes(text);
        out += text.substr(0, plain);
        if (plain == text.size())
            break;
        appendEscaped(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
    out += '"';
}

Json::Json(std::int64_t value) : m_value(Number{std::to_string(value)})
{
}

Json::Json(double value)
{
    if (std::isfinite(value))
        m_value = Number{ecmaNumber(value)};
}

Json Json::decimal(double value)
{
    Json json(value);
    if (auto *n = std::get_if<Number>(&json.m_value)) {
        if (n->written.find_first_of(".e") == std::string::npos)
            n->written += ".0";
    }
    return json;
}

bool Json::boolean(bool otherwise) const
{
    const auto *value = std::get_if<bool>(&m_value);
    return value ? *value : otherwise;
}

bool Json::isInteger() const
{
    if (!isNumber())
        return false;
    const double value = real();
    return std::isfinite(value) && value == std::floor(value);
}

std::int64_t Json::integer(std::int64_t otherwise) const
{
    const auto *n = std::get_if<Number>(&m_value);
    if (!n)
        return otherwise;
    std::int64_t value = 0;
    const char *end = n->written.data() + n->written.size();
    if (const auto result = std::from_chars(n->written.data(), end, value);
        result.ec == std::errc{} && result.ptr == end)
        return value;
    const double approximate = toDouble(n->written);
    if (approximate != std::floor(approximate) || std::abs(approximate) > 9.0e18)
        return otherwise;
    return static_cast<std::int64_t>(approximate);
}

double Json::real(double otherwise) const
{
    const auto *n = std::get_if<Number>(&m_value);
    return n ? toDouble(n->written) : otherwise;
}

const std::string &Json::string() const
{
    static const std::string kNone;
    const auto *value = std::get_if<std::string>(&m_value);
    return value ? *value : kNone;
}

std::optional<std::string> Json::idText() const
{
    if (const auto *text = std::get_if<std::string>(&m_value))
        return *text;
    if (const auto *n = std::get_if<Number>(&m_value))
        return n->written;
    return std::nullopt;
}

const Json::Array &Json::items() const
{
    static const Array kNone;
    const auto *value = std::get_if<Array>(&m_value);
    return value ? *value : kNone;
}

const Json::Object &Json::members() const
{
    static const Object kNone;
    const auto *value = std::get_if<Object>(&m_value);
    return value ? *value : kNone;
}

const Json *Json::find(std::string_view name) const
{
    for (const Member &member : members()) {
        if (member.first == name)
            return &member.second;
    }
    return nullptr;
}

const Json &Json::operator[](std::string_view name) const
{
    static const Json kNull;
    const Json *member = find(name);
    return member ? *member : kNull;
}

Json &Json::set(std::string_view name, Json value)
{
    if (!isObject())
        m_value = Object{};
    auto &object = std::get<Object>(m_value);
    for (Member &member : object) {
        if (member.first == name) {
            member.second = std::move(value);
            return *this;
        }
    }
    object.emplace_back(std::string(name), std::move(value));
    return *this;
}

void Json::remove(std::string_view name)
{
    if (auto *object = std::get_if<Object>(&m_value))
        std::erase_if(*object, [name](const Member &member) { return member.first == name; });
}

Json &Json::push(Json value)
{
    if (!isArray())
        m_value = Array{};
    std::get<Array>(m_value).push_back(std::move(value));
    return *this;
}

namespace {

enum class Form { Compact, Pretty, Canonical };

void newline(std::string &out, Form form, int level)
{
    if (form == Form::Pretty) {
        out += '\n';
        out.append(static_cast<std::size_t>(level) * 2, ' ');
    }
}

void append(std::string &out, const Json &json, Form form, int level);

void appendMembers(std::string &out, const Json &json, Form form, int level)
{
    std::vector<const Json::Member *> order;
    for (const Json::Member &member : json.members())
        order.push_back(&member);
    if (form == Form::Canonical)
        std::ranges::sort(order, [](const auto *a, const auto *b) { return utf16Less(a->first, b->first); });
    out += '{';
    bool first = true;
    for (const Json::Member *member : order) {
        if (!first)
            out += ',';
        first = false;
        newline(out, form, level + 1);
        appendJsonString(out, member->first);
        out += form == Form::Pretty ? ": " : ":";
        append(out, member->second, form, level + 1);
    }
    if (!first)
        newline(out, form, level);
    out += '}';
}

void append(std::string &out, const Json &json, Form form, int level)
{
    if (json.isNull()) {
        out += "null";
    } else if (json.isBool()) {
        out += json.boolean() ? "true" : "false";
    } else if (json.isNumber()) {
        out += form == Form::Canonical ? ecmaNumber(json.real()) : *json.idText();
    } else if (json.isString()) {
        appendJsonString(out, json.string());
    } else if (json.isArray()) {
        out += '[';
        bool first = true;
        for (const Json &item : json.items()) {
            if (!first)
                out += ',';
            first = false;
            newline(out, form, level + 1);
            append(out, item, form, level + 1);
        }
        if (!first)
            newline(out, form, level);
        out += ']';
    } else {
        appendMembers(out, json, form, level);
    }
}

} // namespace

std::string Json::write() const
{
    std::string out;
    append(out, *this, Form::Compact, 0);
    return out;
}

std::string Json::writePretty() const
{
    std::string out;
    append(out, *this, Form::Pretty, 0);
    return out;
}

std::string Json::writeCanonical() const
{
    std::string out;
    append(out, *this, Form::Canonical, 0);
    return out;
}

} // namespace nia
