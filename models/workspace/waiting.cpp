// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/waiting.h"

#include <mutex>
#include <utility>

namespace nia::workspace {

namespace {

std::mutex guard;
std::function<void()> listener;

} // namespace

WaitNotice::WaitNotice(std::function<void()> say)
{
    const std::scoped_lock lock(guard);
    listener = std::move(say);
}

WaitNotice::~WaitNotice()
{
    const std::scoped_lock lock(guard);
    listener = nullptr;
}

void sayThatItWaits()
{
    const std::scoped_lock lock(guard);
    if (listener)
        listener();
}

} // namespace nia::workspace
