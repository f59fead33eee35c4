// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/query_private.h"

namespace nia::workspace {

struct Parsed {
    Node root; ///< TermKind::All for an empty query
    std::vector<SortKey> sort;
};

[[nodiscard]] Result<Parsed> parseQuery(const TermContext &context);

} // namespace nia::workspace
