// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "workspace/labels.h"
#include "workspace/store.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nia::cli {

/// What came of label lines, as label and adjudicate print it.
struct LinesOutcome {
    std::int64_t added = 0, already = 0;
    struct Refused {
        std::int64_t line = 0;
        std::string reason;
    };
    std::vector<Refused> refused;
    [[nodiscard]] Json json() const;
};

/// Turns label lines into drafts, against what stands in the workspace and what earlier lines of the same file said.
/// Threads: one at a time.
class LineReader
{
public:
    enum class Purpose { Label, Adjudicate };
    /// `annotator` and `dataset` are those of lines that name none.
    LineReader(workspace::Store &store, Purpose purpose, std::string annotator, std::string dataset = {});

    /// One line of a file. A line that does not fit is refused and stands in the outcome; other errors are returned.
    [[nodiscard]] Result<void> addLine(std::int64_t lineNumber, std::string_view text);
    /// One QUESTION=ANSWER of the command line. A mistake is returned.
    [[nodiscard]] Result<void> addAssignment(RecordId record, const std::string &assignment, const Json &more);
    void addDraft(workspace::Draft draft) { m_drafts.push_back(std::move(draft)); }

    [[nodiscard]] std::vector<workspace::Draft> &drafts() { return m_drafts; }
    [[nodiscard]] LinesOutcome &outcome() { return m_outcome; }

private:
    struct Standing {
        workspace::Answer answer;
        std::string comment, time;
    };
    [[nodiscard]] Result<void> take(const Json &line);
    [[nodiscard]] Result<void> takeAnswer(RecordId record, const workspace::Question &question,
                                          workspace::Answer answer, const Json &line);
    [[nodiscard]] Result<void> takeDecision(RecordId record, const workspace::Question &question,
                                            workspace::Answer answer, const Json &line);
    [[nodiscard]] Result<const Standing *> standing(RecordId record, const std::string &annotator,
                                                    const std::string &question);
    [[nodiscard]] Result<std::string> textOf(RecordId record);

    workspace::Store &m_store;
    Purpose m_purpose;
    std::string m_annotator, m_dataset;
    std::vector<workspace::Draft> m_drafts;
    LinesOutcome m_outcome;
    std::map<std::pair<std::int64_t, std::string>, std::map<std::string, Standing>>
        m_standing; ///< (record, annotator) → question
};

} // namespace nia::cli
