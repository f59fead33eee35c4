// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nia {

/// The candidate that is written most like the name (a third of its letters may be wrong, and all may be in the other
/// case), "" if none is near. For "did you mean …?". Threads: safe.
[[nodiscard]] std::string nearestName(std::string_view name, const std::vector<std::string> &candidates);

} // namespace nia
