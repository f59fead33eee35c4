// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace nia {

/// The folder of the user's own settings on this machine: NIA_CONFIG where it is set (tests), else the system's place
/// (XDG_CONFIG_HOME or ~/.config, %APPDATA%, ~/Library/Preferences) with /nia below it. Empty where nothing is known.
[[nodiscard]] std::filesystem::path configFolder();

/// The id of this machine and user ("d3f09a1c22"), made at random when it is first asked for and kept in the file "device"
/// of the config folder; the command line and the window share it. It never stands in a workspace's settings: a copied
/// workspace on another machine is another device. Where the folder cannot be written, an id for this process alone.
/// Threads: safe.
[[nodiscard]] std::string deviceId();

/// The system's name of the user, to fill the question who you are; "" where it is not known.
[[nodiscard]] std::string systemUserName();

} // namespace nia
