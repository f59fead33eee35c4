// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace nia::cli {

namespace {

std::atomic<Progress *> s_progress{nullptr};

extern "C" void onInterrupt(int signal)
{
    // cancel() is one relaxed atomic store, which a signal handler may do.
    if (Progress *progress = s_progress.exchange(nullptr))
        progress->cancel();
    std::signal(signal, SIG_DFL);
}

} // namespace

void cancelOnInterrupt(Progress *progress)
{
    s_progress.store(progress);
    std::signal(SIGINT, progress ? onInterrupt : SIG_DFL);
}

bool isTerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(2) != 0;
#endif
}

} // namespace nia::cli
