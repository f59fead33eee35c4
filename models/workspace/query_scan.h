// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/id_set.h"
#include "workspace/query_objects.h"
#include "workspace/query_private.h"

#include <functional>
#include <map>
#include <optional>

namespace nia::workspace {

/// What is known of a node without a look at the records: those that surely match, and those that may.
struct Bounds {
    IdSet surely, perhaps; ///< the first is a part of the second
};
using TermBounds = std::map<const Term *, Bounds>;

/// Does metadata with these values fit the term?
[[nodiscard]] bool metaFits(const Term &term, const std::vector<std::string> &values, text::Regex *regex);

/// Decides about records one by one, where bounds leave it open. Threads: one, with a connection of its own.
class RecordTester
{
public:
    /// The bounds of all terms below `root`; they may be shared.
    RecordTester(Database &database, const Node &root, const TermBounds &bounds)
        : m_database(&database), m_root(&root), m_bounds(&bounds)
    {
    }
    /// Best asked in the order of ids.
    [[nodiscard]] Result<bool> holds(std::int64_t id) { return holds(*m_root, id); }

private:
    [[nodiscard]] Result<bool> holds(const Node &node, std::int64_t id);
    [[nodiscard]] Result<bool> scanTerm(const Term &term, std::int64_t id);
    [[nodiscard]] Result<void> seek(std::int64_t id);
    [[nodiscard]] text::Regex *regexOf(const Needle &needle);

    Database *m_database;
    const Node *m_root;
    const TermBounds *m_bounds;
    std::map<const text::Regex *, text::Regex> m_regexes;
    std::optional<Statement> m_texts; ///< rows of record_body from some id on
    std::int64_t m_row = 0;           ///< the id it stands at
    std::optional<ObjectReader> m_objects;
};

/// Calls back with the members of bounds.perhaps that match, in order, until it says false. Where there is much to read
/// and `others` can be opened, more threads help.
struct Scan {
    Store &store;
    const Node &root;
    const TermBounds &terms;
    const Bounds &bounds;
    Progress &progress;
    bool helpers = true; ///< other connections see the same records
};
[[nodiscard]] Result<void> scan(const Scan &what, const std::function<bool(std::int64_t id)> &onId);

} // namespace nia::workspace
