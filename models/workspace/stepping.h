// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

namespace nia::workspace {

/// A statement that walks a table in the order of its key goes on to a row that is no farther away than this; to a farther
/// one it searches anew.
inline constexpr std::int64_t kNear = 16;

} // namespace nia::workspace
