// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "workspace/store.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::workspace {

/// The events as a set, in the order of their ids, for bundles. annotator "" is all. The views hold during the call.
[[nodiscard]] Result<void> eachEventById(
    Store &store, std::string_view annotator,
    const std::function<Result<void>(const EventId &, std::string_view canonical)> &onEvent);

/// The events as a set, in a few words. Cost: one walk over the table for every two million events, 64 MB at most.
struct EventSummary {
    std::int64_t count = 0;
    std::string lastHlc; ///< the greatest clock
    Sha256Digest setHash; ///< SHA-256 over the sorted ids
};
[[nodiscard]] Result<EventSummary> eventSummary(Store &store, Progress &progress);

/// The texts of all schema files the workspace knows (every version), with section and version.
[[nodiscard]] Result<void> eachSchemaFile(
    Store &store,
    const std::function<Result<void>(std::string_view section, std::string_view version, std::string_view json)>
        &onFile);

/// Datasets that events name whose records are not here, with how many such events each has, most first.
struct WaitingDataset {
    std::string dataset;
    std::int64_t events = 0;
};
[[nodiscard]] Result<std::vector<WaitingDataset>> waitingDatasets(Store &store);

/// How many records each dataset has, in the order the datasets were made.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> datasetCounts(Store &store);

} // namespace nia::workspace
