// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/marks.h"
#include "workspace/query_scan.h"

#include <functional>
#include <map>

namespace nia::workspace {

/// Runs one query over the records [first, last] of a store. First tables and columns say which records match surely and
/// which may; those are read, record by record.
class QueryRun
{
public:
    QueryRun(Store &store, const Query::Private &query, Progress &progress, std::int64_t first, std::int64_t last)
        : m_store(store), m_query(query), m_progress(progress), m_first(first), m_last(last)
    {
    }

    /// Other connections see the same records, so that more threads may read them.
    void setHelpers(bool helpers) { m_helpers = helpers; }
    /// Calls back with each id that matches, in import order, until it says false.
    [[nodiscard]] Result<void> each(const std::function<bool(std::int64_t id)> &onId);
    [[nodiscard]] Result<std::int64_t> count();

private:
    [[nodiscard]] Result<Bounds> bound(const Node &node);
    [[nodiscard]] Result<const Bounds *> leaf(const Term &term);
    // query_leaves.cpp
    [[nodiscard]] Result<IdSet> leafSet(const Term &term);
    [[nodiscard]] Result<void> marked(const MarkSet &place, IdSet &out);
    /// The row of an annotator; 0: nobody of that name.
    [[nodiscard]] Result<std::int64_t> person(std::string_view name);
    [[nodiscard]] Result<void> labelsOfOne(const Term &term, const std::string *annotator, IdSet &out);
    [[nodiscard]] Result<void> answersOf(const Term &term, std::string_view sql, const std::string *annotator,
                                         IdSet &out);
    [[nodiscard]] Result<void> records(const Term &term, IdSet &out);
    [[nodiscard]] Result<void> runs(std::string_view sql, const std::string &name, IdSet &out);
    // query_columns.cpp
    [[nodiscard]] Result<Bounds> metaBounds(const Term &term);
    [[nodiscard]] Result<void> duplicates(IdSet &out);

    Store &m_store;
    const Query::Private &m_query;
    Progress &m_progress;
    std::int64_t m_first, m_last;
    bool m_helpers = false;
    TermBounds m_terms;
};

/// Shard → its text and id field.
[[nodiscard]] Result<std::map<std::int64_t, std::pair<std::string, std::string>>> shardFields(Database &database);

/// The members of a record's object that are its text and its id, by what the table of shards says.
[[nodiscard]] std::pair<std::string, std::string> fieldNames(std::string_view textField, std::string_view idField);

/// Puts ids that ascend into the order of the keys; ties stay in import order. Only the first `needed` are kept (-1: all).
[[nodiscard]] Result<void> sortIds(Store &store, const std::vector<SortKey> &keys, std::vector<std::int64_t> &ids,
                                   std::int64_t needed, Progress &progress);

/// While it lives, SQLite looks at the progress now and then and stops when it is cancelled.
class Interruptible
{
public:
    Interruptible(Store &store, Progress &progress);
    ~Interruptible();
    Interruptible(const Interruptible &) = delete;
    Interruptible &operator=(const Interruptible &) = delete;

private:
    Store &m_store;
};

} // namespace nia::workspace
