// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/progress.h"
#include "workspace/query.h"
#include "workspace/store.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nia::workspace {

/// adjudicated, unanimous, majority, best, dawid-skene (cli.md, Policies).
struct ResolveOptions {
    std::string policy = "best";
    std::int64_t minAnswers = 1;
};

/// The final answer of one record and question, and how it came about.
struct Resolution {
    RecordId record{};
    std::string question;
    std::optional<Answer> answer; ///< none: the policy gives no answer
    std::string by;               ///< adjudicated, unanimous, majority, dawid-skene; "" without answer
    std::vector<std::pair<std::string, std::int64_t>> votes; ///< in schema order; annotators per answer (or member)
    std::vector<std::pair<std::string, double>> distribution;
    bool descriptive = false;     ///< votes and distribution only
    bool shown = true;            ///< its condition holds on the resolved answers
    std::string because;          ///< one English sentence
};

/// All questions of one record, parents first, conditions evaluated on resolved answers.
[[nodiscard]] Result<std::vector<Resolution>> resolveRecord(Store &store, RecordId record,
                                                            const ResolveOptions &options);
/// The same for many records in their order (dawid-skene estimates over all records of the query).
[[nodiscard]] Result<void> resolveAll(
    Store &store, const std::vector<RecordId> &records, const ResolveOptions &options, Progress &progress,
    const std::function<Result<void>(RecordId, const std::vector<Resolution> &)> &onRecord);
/// resolve line of cli.md.
[[nodiscard]] Result<Json> resolveLine(Store &store, const Resolution &resolution);

struct AgreementOptions {
    std::string question; ///< "": all
    std::string by;       ///< "", annotator, category, round
    std::int64_t bootstrap = 1000;
    std::uint64_t seed = 20240601;
};
/// One agreement line of cli.md per question, over the records given (nullptr: all).
[[nodiscard]] Result<std::vector<Json>> agreementLines(Store &store, const std::vector<RecordId> *records,
                                                       const AgreementOptions &options, Progress &progress);

} // namespace nia::workspace
