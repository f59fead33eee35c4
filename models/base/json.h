// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nia {

/// A small JSON value for what Nia itself writes and reads: events, schemas, label lines, manifests (shards are read by
/// simdjson in the room shards). Members keep their order. A number keeps the bytes it was written with, so that ids given
/// as numbers stay what they were. Units: UTF-8. Threads: a value type.
class Json
{
public:
    using Member = std::pair<std::string, Json>;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;
    struct Number {
        std::string written;
        bool operator==(const Number &) const = default;
    };

    Json() = default; ///< null
    Json(std::nullptr_t) {}
    Json(bool value) : m_value(value) {}
    Json(int value) : Json(static_cast<std::int64_t>(value)) {}
    Json(std::int64_t value);
    Json(double value); ///< shortest form that reads back equal; not finite: null
    Json(const char *value) : m_value(std::string(value)) {}
    Json(std::string value) : m_value(std::move(value)) {}
    Json(std::string_view value) : m_value(std::string(value)) {}
    Json(Number value) : m_value(std::move(value)) {}
    Json(Array value) : m_value(std::move(value)) {}
    Json(Object value) : m_value(std::move(value)) {}
    [[nodiscard]] static Json array(Array value = {}) { return Json(std::move(value)); }
    [[nodiscard]] static Json object(Object value = {}) { return Json(std::move(value)); }
    /// A number that keeps a decimal point ("3.0"), for columns that a reader would otherwise take for integers.
    [[nodiscard]] static Json decimal(double value);

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isNumber() const { return std::holds_alternative<Number>(m_value); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<std::string>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    /// The value, or the given other one where the type differs.
    [[nodiscard]] bool boolean(bool otherwise = false) const;
    [[nodiscard]] std::int64_t integer(std::int64_t otherwise = 0) const; ///< an integer, also written as 3.0 or 3e0
    [[nodiscard]] bool isInteger() const;
    [[nodiscard]] double real(double otherwise = 0) const;
    [[nodiscard]] const std::string &string() const; ///< "" where it is no string
    /// A string, or a number by its bytes as written (ids and answers of label lines); else nothing.
    [[nodiscard]] std::optional<std::string> idText() const;
    [[nodiscard]] const Array &items() const; ///< empty where it is no array
    [[nodiscard]] const Object &members() const; ///< empty where it is no object

    [[nodiscard]] const Json *find(std::string_view name) const; ///< nullptr: no such member (or no object)
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] const Json &operator[](std::string_view name) const; ///< null where there is none
    /// Sets or replaces a member; a null value becomes an object first.
    Json &set(std::string_view name, Json value);
    void remove(std::string_view name);
    /// Appends; a null value becomes an array first.
    Json &push(Json value);

    /// Compact, members in their order. No escapes but those JSON demands.
    [[nodiscard]] std::string write() const;
    /// Two blanks per level, for people.
    [[nodiscard]] std::string writePretty() const;
    /// RFC 8785: members sorted by UTF-16 units, numbers as ECMAScript writes them, so that equal values give equal bytes.
    [[nodiscard]] std::string writeCanonical() const;

    /// The whole text must be one JSON value (RFC 8259), valid UTF-8, without lone surrogates or U+0000, at most
    /// 1,000 levels deep, no repeated member names.
    /// Errors: NotJson, NotUtf8, LoneSurrogate, NulCharacter, TooDeep; offset = byte.
    [[nodiscard]] static Result<Json> parse(std::string_view text);
    /// As parse(), but a member may be named more than once: the last value counts, in the place of the first (as in
    /// Python). For the raw objects of records, which others wrote.
    [[nodiscard]] static Result<Json> parseLenient(std::string_view text);

    bool operator==(const Json &) const = default;

private:
    std::variant<std::monostate, bool, Number, std::string, Array, Object> m_value;
};

/// Appends a JSON string literal, quotes included, with no escapes but those JSON demands.
void appendJsonString(std::string &out, std::string_view text);

} // namespace nia
