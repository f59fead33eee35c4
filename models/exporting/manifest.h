// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/progress.h"
#include "exporting/plan.h"
#include "workspace/store.h"

#include <map>
#include <string>
#include <vector>

namespace nia::exporting {

struct Output {
    std::string path; ///< relative to the manifest
    std::int64_t bytes = 0;
    std::string sha256;
};

/// What is known when the data are written.
struct Written {
    std::int64_t matched = 0, records = 0;
    std::map<std::string, std::int64_t> skipped;
    std::optional<Output> output; ///< none in a preview
};

/// The part of a manifest that does not depend on the data file: it can be worked out while that is written.
struct Background {
    Json events, inputs, agreement, model, people;
};
[[nodiscard]] Result<Background> makeBackground(workspace::Store &store, const std::vector<RecordId> &records,
                                                Progress &progress);

/// manifest.json (cli.md, Shapes; domain/formats.md section 4). Its canonical bytes are what is written.
[[nodiscard]] Json makeManifest(workspace::Store &store, const Plan &plan, const Written &written,
                                Background background);

} // namespace nia::exporting
