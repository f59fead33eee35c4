// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nia::shards {

/// What a number format makes of a number.
enum class NumberForm { Number, Date, Time, DateTime };

/// By the code of a format ("yyyy-mm-dd;@"), and by the number of one that is built in.
[[nodiscard]] NumberForm formOfCode(std::string_view code);
[[nodiscard]] NumberForm formOfBuiltIn(int number);

/// A serial number as 2026-11-01, 2026-11-01T08:30:00 or 08:30:00, to the second. A cell has no time zone, so none is said.
/// Nothing where it is no date of the calendar: before 1900 (or 1904), after 9999, and 29 February 1900, which never was.
[[nodiscard]] std::optional<std::string> dateText(double serial, NumberForm form, bool from1904);
/// A number as it is written in a cell: the shortest digits that read back equal, since a file may hold
/// 0.30000000000000004 for 0.3 and 17 digits where 15 were typed.
[[nodiscard]] std::string numberText(std::string_view written);
/// What _x000D_ and the like stand for (ECMA-376, ST_Xstring).
[[nodiscard]] std::string withoutEscapes(std::string text);

} // namespace nia::shards
