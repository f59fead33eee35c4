// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "exporting/subset.h"
#include "workspace/query.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nia::exporting {

/// Options made certain: what is written where, in which form.
struct Plan {
    SubsetOptions options;
    std::filesystem::path out;      ///< as named
    bool folder = false;            ///< OUT is a new folder
    std::filesystem::path data;     ///< the data file; in a folder relative to it
    std::filesystem::path manifest; ///< likewise
    std::string format, compression;
    std::vector<std::string> demanded; ///< questions a record must have an answer to (onlyResolved)
};

/// Errors: Usage (format against the suffix, unknown policy or format), UnknownQuestion, Query.
[[nodiscard]] Result<Plan> makePlan(workspace::Store &store, const SubsetOptions &options,
                                    const std::filesystem::path &out);

/// Whether the record lacks an answer that is demanded (a question that is not shown demands none).
[[nodiscard]] bool lacksAnswer(const Plan &plan, const std::vector<workspace::Resolution> &resolutions);

} // namespace nia::exporting
