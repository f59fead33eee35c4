// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/composer.h"

#include "shards/writer.h"

namespace nia::exporting {

void Composer::begin(std::string &out) const
{
    if (m_table)
        shards::appendTableRow(out, m_lines.header(), delimiter());
}

bool Composer::add(const Batch::One &one, std::string &out)
{
    const auto &resolutions = m_resolver.resolve(one.id, *one.said);
    if (!m_plan.demanded.empty() && lacksAnswer(m_plan, resolutions)) {
        ++m_selection.written.skipped["unresolved"];
        return false;
    }
    ++m_selection.written.records;
    m_selection.records.push_back(one.id);
    if (m_table) {
        shards::appendTableRow(out, m_lines.cells(one.record, resolutions), delimiter());
    } else {
        m_lines.appendJson(out, one.record, resolutions, one.said->all.empty());
        out += '\n';
    }
    return true;
}

} // namespace nia::exporting
