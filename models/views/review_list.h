// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/progress.h"
#include "workspace/store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::views {

/// What a ReviewQueue is made from: read on one of the session's threads.
struct ReviewList {
    std::vector<RecordId> ids;
    std::map<std::string, std::string, std::less<>> names; ///< annotator → display name
    std::vector<std::string> reasons; ///< of the newest decisions
    std::int64_t decided = 0;
};

struct ReviewListOptions {
    std::string filter, annotator;
    std::size_t reasons = 6; ///< at most
    std::optional<RecordId> kept; ///< stands in the list though the query leaves it out
};

/// The records of `is:disagreed or is:contested`, those that match the filter in its order.
[[nodiscard]] Result<ReviewList> reviewList(workspace::Store &store, const ReviewListOptions &options,
                                            Progress &progress);
[[nodiscard]] Result<std::int64_t> decidedCount(workspace::Store &store);

} // namespace nia::views
