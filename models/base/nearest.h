// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nia {

inline constexpr std::size_t kAllNames = static_cast<std::size_t>(-1);

/// The candidate that is written most like the name (a third of its letters may be wrong, and all may be in the other
/// case), "" if none is near. For "did you mean …?". Threads: safe.
[[nodiscard]] std::string nearestName(std::string_view name, const std::vector<std::string> &candidates);

/// "did you mean NAME?"
[[nodiscard]] std::string didYouMean(std::string_view name);
/// That with the nearest candidate; `otherwise` where none is near.
[[nodiscard]] std::string nearestHint(std::string_view name, const std::vector<std::string> &candidates,
                                      std::string otherwise = {});
/// "a, b, c"; of more than `most`, those and "…".
[[nodiscard]] std::string joinedNames(const std::vector<std::string> &names, std::size_t most = kAllNames);

} // namespace nia
