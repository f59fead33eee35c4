// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace nia {

/// The program's version, "1.2.3". It stands in events, bundles and manifests.
[[nodiscard]] std::string_view version() noexcept;

} // namespace nia
