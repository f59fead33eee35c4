// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/progress.h"

namespace nia::cli {

/// From now on Ctrl+C cancels this progress (nullptr: nothing; the process ends as usual). A second Ctrl+C ends the process.
void cancelOnInterrupt(Progress *progress);

/// Whether standard error is a terminal.
[[nodiscard]] bool isTerminal();

} // namespace nia::cli
