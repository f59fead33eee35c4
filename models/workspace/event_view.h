// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

namespace nia::workspace {

/// An event's members where they stand in its canonical bytes, without a value of any of them being made. For the many
/// events of bundles and for folding; what it does not take is read by Event::parse, which says why.
struct EventView {
    std::string_view kind, annotator, device, hlc, time, dataset, record, question, schemaId, schemaVersion;
    std::string_view body; ///< a JSON object

    /// The whole check of Event::parse for plain events: canonical bytes, members there and of their types. Nothing where
    /// one is faulty or merely unusual (escapes in a string, a name of a member that is not ASCII).
    [[nodiscard]] static std::optional<EventView> check(std::string_view canonical);
    /// Of bytes that were checked when they came. Nothing where a member needs unescaping.
    [[nodiscard]] static std::optional<EventView> read(std::string_view canonical);
};

/// True: surely canonical JSON (RFC 8785). False: not, or to be looked at more closely.
[[nodiscard]] bool isPlainlyCanonical(std::string_view json);

} // namespace nia::workspace
