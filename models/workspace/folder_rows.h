// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/fold.h"
#include "workspace/marks.h"
#include "workspace/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nia::workspace {

/// Brings the derived rows of records to what folding gave; what is right already is not written. Part of Folder.
class DerivedWriter
{
public:
    [[nodiscard]] static Result<DerivedWriter> open(Store::Private &store, MarkWriter &marks);

    /// `before`: the record's state, which tells which rows it may have. Gives by how much the events that wait for an answer changed.
    [[nodiscard]] Result<std::int64_t> write(RecordId record, const Folded &folded, MarkWriter::Bits before);

private:
    struct Label {
        std::string question, answer;
        std::int64_t annotator = 0, event = 0;
        bool hidden = false, blind = true;
        bool operator==(const Label &) const = default;
    };
    struct Person {
        std::int64_t annotator = 0;
        bool labelled = false, answered = false, flagged = false;
        std::optional<std::string> skipped;
        std::string comment;
        double seconds = 0;
        bool operator==(const Person &) const = default;
    };
    struct Decision {
        std::string question, answer;
        std::int64_t event = 0, reviewer = 0;
        bool contested = false;
        bool operator==(const Decision &) const = default;
    };
    struct Rows {
        std::vector<Label> labels;
        std::vector<Person> people;
        std::vector<Decision> decisions;
        std::vector<std::string> disagreed;
        std::vector<FoldedResolution> resolved;
        std::vector<std::int64_t> waiting;
        void clear();
    };
    struct Statements {
        Statement labels, people, decisions, disagreed, resolved, waiting;
        Statement putLabel, putPerson, putDecision, putDisagreed, putResolved, putWaiting;
        Statement dropLabel, dropPerson, dropDecision, dropDisagreed, dropResolved, dropWaiting;
    };
    DerivedWriter(Store::Private &store, MarkWriter &marks, Statements statements)
        : d(&store), m_marks(&marks), m_sql(std::move(statements))
    {
    }

    [[nodiscard]] Result<void> read(std::int64_t record, unsigned bits);
    [[nodiscard]] Result<void> make(const Folded &folded);
    [[nodiscard]] Result<void> labels(RecordId record);
    [[nodiscard]] Result<void> people(RecordId record);
    [[nodiscard]] Result<void> decisions(RecordId record);
    [[nodiscard]] Result<void> questions(RecordId record);
    [[nodiscard]] Result<void> waiting(RecordId record);
    [[nodiscard]] Result<void> markChoices(MarkKind kind, std::string_view question, std::string_view answer,
                                           std::int64_t annotator, RecordId record, bool on);
    [[nodiscard]] Result<void> markPerson(const Person &person, RecordId record, bool on);
    [[nodiscard]] bool hasChoices(std::string_view question) const;

    Store::Private *d;
    MarkWriter *m_marks;
    bool m_anyWaiting = false; ///< some event waits for a question, an answer or a version
    Statements m_sql;
    Rows m_old, m_new; ///< of the record at hand; kept for their storage
};

} // namespace nia::workspace
