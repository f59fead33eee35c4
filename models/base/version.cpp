// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/version.h"

#include "nia_version.h"

namespace nia {

std::string_view version() noexcept
{
    return NIA_VERSION;
}

} // namespace nia
