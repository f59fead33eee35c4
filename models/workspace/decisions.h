// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "workspace/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nia::workspace {

/// The newest decision of this reviewer that stands, by clock and then id as everywhere: its record and question.
[[nodiscard]] Result<std::optional<std::pair<RecordId, std::string>>> lastDecision(Store &store,
                                                                                   std::string_view reviewer);

} // namespace nia::workspace
