// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "workspace/records.h"
#include "workspace/resolving.h"
#include "workspace/store.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace nia::exporting {

/// What a shard's records were read from, for "fields" of the export line and a table's own columns.
struct Origin {
    std::string textField, idField;
    std::vector<std::string> columns; ///< of a table; empty for objects
};
/// By dataset and shard name.
using Origins = std::map<std::pair<std::string, std::string>, Origin>;
[[nodiscard]] Result<Origins> origins(workspace::Store &store);

/// Makes the lines of one export; every line has the same members in the same order and of the same JSON types.
/// Threads: one at a time.
class LineMaker
{
public:
    LineMaker(const workspace::Schema &schema, Origins origins);

    /// The object as it came with ,"nia":{…} put in before its last brace (cli.md, export line), no line feed.
    [[nodiscard]] std::string jsonLine(const workspace::Record &record,
                                       const std::vector<workspace::Resolution> &resolutions) const;

    /// The columns of a table: the records' own, then nia_key, nia_id, nia_<question>, nia_<question>_by.
    void addColumnsOf(const workspace::Record &record);
    [[nodiscard]] std::vector<std::string> header() const;
    [[nodiscard]] std::vector<std::string> cells(const workspace::Record &record,
                                                 const std::vector<workspace::Resolution> &resolutions) const;

private:
    void appendNia(std::string &out, const workspace::Record &record,
                   const std::vector<workspace::Resolution> &resolutions) const;
    void appendLabels(std::string &out, const std::vector<workspace::Resolution> &resolutions, const Json &parts) const;
    [[nodiscard]] Json answerMember(const workspace::Question &question, const workspace::Resolution *resolution,
                                    const Json &parts) const;
    [[nodiscard]] const Origin &originOf(const workspace::Record &record) const;

    const workspace::Schema &m_schema;
    Origins m_origins;
    std::vector<std::string> m_withoutAnswer; ///< what a question without an answer gets, in schema order
    std::vector<std::string> m_columns;
    std::map<std::string, std::size_t, std::less<>> m_columnIndex;
};

} // namespace nia::exporting
