// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace nia::workspace {

/// A hybrid logical clock's reading: "0019a3f0c2d1-0007-devA" (48-bit ms, 16-bit counter, device). Sorts as text.
struct Hlc {
    std::uint64_t ms = 0;
    std::uint32_t counter = 0;
    std::string device;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static Result<Hlc> parse(std::string_view text);
    auto operator<=>(const Hlc &) const = default;
};

/// Sending: l = max(l, now); unchanged: counter + 1 (an overflow of the counter moves ms on).
[[nodiscard]] Hlc tick(const Hlc &last, std::int64_t nowMs, std::string_view device);
/// Receiving: l = max(l, remote, now), counter by the side that won.
[[nodiscard]] Hlc receive(const Hlc &last, const Hlc &remote, std::int64_t nowMs, std::string_view device);

/// The immutable fact "annotator A said X about record R at time T" (domain/teamwork.md section 1).
/// Unset members ("" or null) are absent from the canonical bytes.
struct Event {
    std::string kind; ///< label, retract, skip, flag, comment, adjudicate; others are kept and not folded
    std::string annotator;
    std::string device;
    std::string hlc;
    std::string time; ///< RFC 3339, what was said; never orders
    std::string dataset;
    std::string record; ///< key, 32 hex digits; "" for events about no record
    std::string question;
    std::string schemaId; ///< of the section
    std::string schemaVersion;
    Json body;
    std::string program;

    /// RFC 8785 bytes; EventId is their SHA-256. Members this version does not know survive only in the bytes kept.
    [[nodiscard]] std::string canonical() const;
    [[nodiscard]] static EventId idOf(std::string_view canonicalBytes);
    /// Reads canonical bytes. Errors: NotJson and its kin, BadValue (a needed member is missing or of a wrong type,
    /// bytes that are not canonical, over 1 MiB).
    [[nodiscard]] static Result<Event> parse(std::string_view canonicalBytes);
};

} // namespace nia::workspace
