// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/policies.h"
#include "workspace/resolving.h"
#include "workspace/resolving_question.h"
#include "workspace/said.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace nia::workspace {

/// Makes resolutions of what was said. It knows no database. Threads: one at a time.
class Resolver
{
public:
    /// Errors: Usage for an unknown policy.
    [[nodiscard]] static Result<Resolver> make(const Schema &schema, const ResolveOptions &options);

    /// Leaves out the sentences ("because"), for exports.
    void leaveOutReasons() { m_reasons = false; }
    /// What a record is worth by this policy depends on others: estimate() comes first.
    [[nodiscard]] bool estimates() const { return m_options.policy == agreement::Policy::DawidSkene; }
    /// Estimates over the records given; without enough answers a question has no posteriors and goes by majority.
    [[nodiscard]] Result<void> estimate(SaidReader &reader, const std::vector<RecordId> &records, Progress &progress);

    /// All questions in schema order, parents first; holds until the next call.
    [[nodiscard]] const std::vector<Resolution> &resolve(RecordId record, const Said &said);

private:
    using Posteriors = std::map<RecordId, std::vector<double>>;
    Resolver(const Schema &schema, const ResolveOptions &options, agreement::Policy policy);
    void unsaid(std::size_t place, bool shown);
    void said(std::size_t place, bool shown, std::span<const SaidOne> all);
    [[nodiscard]] const std::vector<double> *posterior(std::size_t place, RecordId record) const;

    const Schema *m_schema;
    agreement::PolicyOptions m_options;
    bool m_reasons = true;
    std::vector<Posteriors> m_posteriors; ///< of each question
    std::vector<Resolution> m_unsaid; ///< of each question, where nobody said anything
    std::vector<Resolution> m_out;
    std::vector<bool> m_asUnsaid; ///< m_out is m_unsaid there, but for record and shown
    bool m_nothingSaid = false; ///< nobody said anything about the last record; all such are alike
    std::vector<const Answer *> m_resolved; ///< of this record, for conditions
    QuestionBallot m_ballot;
};

} // namespace nia::workspace
