// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nia {

/// A path as UTF-8, for messages and for the workspace. path::string() would be the local code page on Windows.
[[nodiscard]] inline std::string pathText(const std::filesystem::path &path)
{
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

/// The path that UTF-8 names.
[[nodiscard]] inline std::filesystem::path pathFromText(std::string_view utf8)
{
    return {std::u8string(utf8.begin(), utf8.end())};
}

} // namespace nia
