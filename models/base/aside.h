// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

namespace nia {

/// A name beside `path` that nothing bears, for what is written before it gets its name: "NAME.part", with a number before
/// the ending where somebody has a file of that name. What is there is never the program's to remove.
[[nodiscard]] std::filesystem::path asideOf(const std::filesystem::path &path);

} // namespace nia
