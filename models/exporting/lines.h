// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "workspace/record_reader.h"
#include "workspace/resolving.h"
#include "workspace/store.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace nia::exporting {

/// What a shard's records were read from, for "fields" of the export line and a table's own columns.
struct Origin {
    std::string textField, idField;
    std::vector<std::string> columns; ///< of a table; empty for objects
};
/// By the row of the shard.
using Origins = std::map<std::int64_t, Origin>;
[[nodiscard]] Result<Origins> origins(workspace::Store &store);

/// Makes the lines of one export; every line has the same members in the same order and of the same JSON types.
/// Threads: one at a time.
class LineMaker
{
public:
    using Resolutions = std::vector<workspace::Resolution>;

    /// datasets: their names, by row.
    LineMaker(const workspace::Schema &schema, Origins origins, std::map<std::int64_t, std::string> datasets);

    /// Appends the object as it came with ,"nia":{…} put in before its last brace (cli.md, export line), no line feed.
    /// nothingSaid: about the record; the answers of all such records are written alike.
    void appendJson(std::string &out, const workspace::StoredRecord &record, const Resolutions &resolutions,
                    bool nothingSaid);

    /// The columns of a table: the records' own, then nia_key, nia_id, nia_<question>, nia_<question>_by.
    void addColumnsOf(const workspace::StoredRecord &record);
    [[nodiscard]] std::vector<std::string> header() const;
    [[nodiscard]] std::vector<std::string> cells(const workspace::StoredRecord &record,
                                                 const Resolutions &resolutions) const;

private:
    /// What is the same in the lines of all records of a dataset and shard whose texts were joined of parts, or were not.
    struct Source {
        const Origin *origin = nullptr;
        std::string middle; ///< of "nia": dataset and fields
        bool columnsAdded = false;
    };
    [[nodiscard]] Source &sourceOf(const workspace::StoredRecord &record);
    void appendNia(std::string &out, const workspace::StoredRecord &record, const Resolutions &resolutions,
                   bool nothingSaid);
    void appendLabels(std::string &out, const Resolutions &resolutions, const Json &parts) const;
    void appendAnswer(std::string &out, std::size_t question, const workspace::Resolution *resolution,
                      const Json &parts) const;
    [[nodiscard]] Json answerMember(const workspace::Question &question, const workspace::Resolution *resolution,
                                    const Json &parts) const;
    void addColumn(const std::string &name);

    const workspace::Schema &m_schema;
    Origins m_origins;
    std::map<std::int64_t, std::string> m_datasets;
    using Place = std::tuple<std::int64_t, std::int64_t, bool>; ///< dataset, shard, joined
    std::map<Place, Source> m_sources;
    Place m_lastPlace;
    Source *m_lastSource = nullptr; ///< neighbours mostly have the same
    std::vector<std::string> m_names; ///< of questions: ,"quality":
    std::string m_nothingSaid; ///< the answers of a record about which nothing was said; "" is not made yet
    std::vector<std::string> m_withoutAnswer; ///< what a question without an answer gets, in schema order
    std::vector<std::string> m_columns;
    std::map<std::string, std::size_t, std::less<>> m_columnIndex;
};

} // namespace nia::exporting
