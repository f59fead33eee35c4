// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What only the system can tell.
namespace nia::bench {

/// Seconds of processor time of this thread, its system calls included; where the system does not tell, of the wall.
[[nodiscard]] double threadCpuSeconds();

/// Runs a program to its end, its outputs thrown away, and tells the most memory it held, in bytes. Nothing where the system
/// does not tell; giveUp() where the program failed.
[[nodiscard]] std::optional<double> peakMemory(const std::vector<std::string> &command);
/// Serves peakMemory(): `nia_bench --relay COMMAND…` runs it from a small process (a child's peak counts what its
/// parent held when it was made) and prints its peak.
[[nodiscard]] int relay(const std::vector<std::string> &command);

/// Appends 4 KiB to a file and waits until the disk has them; seconds of each of so many.
[[nodiscard]] std::vector<double> bareSyncs(const std::filesystem::path &folder, int times);

/// Whether a program of that name is found.
[[nodiscard]] bool isInstalled(const std::string &program);
/// Runs a shell's command line; giveUp() where it failed.
void shell(const std::string &line);

} // namespace nia::bench
