// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>

namespace nia::workspace {

/// While one lives, `say` is called once for every wait for another program's writing that lasts longer than a second, on
/// the thread that waits. One at a time in a process; the newest counts.
class WaitNotice
{
public:
    explicit WaitNotice(std::function<void()> say);
    ~WaitNotice();
    WaitNotice(const WaitNotice &) = delete;
    WaitNotice &operator=(const WaitNotice &) = delete;
};

/// For the connection that waits.
void sayThatItWaits();

} // namespace nia::workspace
