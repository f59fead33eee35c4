// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/record_lookup.h"

#include <string_view>
#include <vector>

/// The rows of the table record_lookup (record_lookup.h); only that file and its test include this one.
namespace nia::workspace {

inline constexpr std::int64_t kLookupBlock = 4080;                 ///< records: four bytes for each fill a page
inline constexpr std::int64_t kLookupSegment = 15 * kLookupBlock; ///< a place in it fits two bytes
inline constexpr std::uint32_t kLookupRanges = 256;               ///< by the first byte of the head

/// Where the entries of a segment stand; those of all segments follow one another.
[[nodiscard]] inline std::int64_t lookupPlace(RecordLookup::By by, std::uint32_t range, std::int64_t segment)
{
    return static_cast<std::int64_t>(by) << 40U | static_cast<std::int64_t>(range) << 24U | segment;
}
/// Where the heads of a block stand.
[[nodiscard]] inline std::int64_t blockPlace(RecordLookup::By by, std::int64_t block)
{
    return (static_cast<std::int64_t>(by) + 2) << 40U | block;
}

[[nodiscard]] Result<std::int64_t> lookupSegments(Database &database); ///< how many there are
/// The heads of a block; nothing where the table does not have it.
[[nodiscard]] Result<std::optional<std::vector<std::uint32_t>>> lookupBlock(Database &database, RecordLookup::By by,
                                                                            std::int64_t block);
/// Adds the entries of one row, head above row; false: the bytes are not such a row.
[[nodiscard]] bool readEntries(std::string_view bytes, std::uint32_t range, std::int64_t segment,
                               std::vector<std::uint64_t> &out);
[[nodiscard]] Result<void> eachSegmentHead(Database &database, std::int64_t segments,
                                           const std::function<void(RecordLookup::By, std::uint32_t)> &onHead);

} // namespace nia::workspace
