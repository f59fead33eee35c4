// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "exporting/lines.h"
#include "exporting/plan.h"
#include "shards/writer.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace nia::exporting {

/// Where the lines of an export go: a file of the plan's format, or the first lines into memory for a preview. Both come
/// from the same LineMaker.
class Sink
{
public:
    [[nodiscard]] static Result<Sink> toFile(const std::filesystem::path &path, const Plan &plan,
                                             const LineMaker &lines);
    [[nodiscard]] static Sink toMemory(const Plan &plan, const LineMaker &lines, std::int64_t most);

    [[nodiscard]] Result<void> add(const workspace::Record &record,
                                   const std::vector<workspace::Resolution> &resolutions);
    [[nodiscard]] Result<shards::Written> finish();
    [[nodiscard]] std::vector<std::string> takeLines() { return std::move(m_kept); }

private:
    Sink(const LineMaker &lines, bool table) : m_lines(&lines), m_table(table) {}
    const LineMaker *m_lines;
    bool m_table;
    std::optional<shards::JsonlWriter> m_jsonl;
    std::optional<shards::TableWriter> m_rows;
    std::int64_t m_most = 0;
    std::vector<std::string> m_kept;
};

} // namespace nia::exporting
