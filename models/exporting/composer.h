// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "exporting/lines.h"
#include "exporting/manifest.h"
#include "exporting/plan.h"
#include "exporting/reading.h"
#include "workspace/resolver.h"

#include <string>
#include <vector>

namespace nia::exporting {

/// The records that are written, and the counts of the manifest.
struct Selection {
    std::vector<RecordId> records;
    Written written;
};

/// Applies the policy, leaves out what lacks a demanded answer, and makes lines of the rest, in the order they come.
/// Threads: one at a time; knows no database.
class Composer
{
public:
    Composer(const Plan &plan, LineMaker &lines, workspace::Resolver &resolver)
        : m_plan(plan), m_lines(lines), m_resolver(resolver), m_table(plan.format != "jsonl")
    {
    }
    /// The header of a table; nothing for objects.
    void begin(std::string &out) const;
    /// Appends the record's line with its end; false: it is left out.
    bool add(const Batch::One &one, std::string &out);

    [[nodiscard]] const Selection &selection() const { return m_selection; }

private:
    [[nodiscard]] char delimiter() const { return m_plan.format == "tsv" ? '\t' : ','; }
    const Plan &m_plan;
    LineMaker &m_lines;
    workspace::Resolver &m_resolver;
    bool m_table;
    Selection m_selection;
};

} // namespace nia::exporting
