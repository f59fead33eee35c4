// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <string>

namespace nia {

/// One English sentence for an error, without the program's name, that says what, where and what to do:
/// "shard.jsonl.zst: line 812 (byte 99120): not valid UTF-8".
[[nodiscard]] std::string words(const Error &error);

/// The reason alone, without the place: "not valid UTF-8". For tables that show the place in a column of its own.
[[nodiscard]] std::string reason(const Error &error);

/// The stable name of a kind, "NotUtf8". Kept in the table of rejected lines and used by the window to translate.
[[nodiscard]] std::string kindName(Kind kind);
[[nodiscard]] Kind kindFromName(const std::string &name, Kind otherwise = Kind::Internal);

} // namespace nia
