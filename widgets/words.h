// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <QString>

namespace nia::widgets {

/// What went wrong, where and what to do about it in the window, in the window's language: by the error's kind with the
/// same arguments as base/words.h (which speaks English, and of the command line's options; do not include both). Starts
/// with a capital unless a place comes first: "shard.csv: line 12: not valid UTF-8".
[[nodiscard]] QString words(const Error &error);

/// The reason alone, without the place: for tables that show the place in a column of its own.
[[nodiscard]] QString reasonWords(const Error &error);

} // namespace nia::widgets
