// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_run.h"

#include "workspace/labels.h"
#include "workspace/records.h"

#include <sqlite3.h>

#include <algorithm>

namespace nia::workspace {

namespace {

constexpr int kStepsBetweenLooks = 20000; ///< of SQLite's machine, about a millisecond

int look(void *progress)
{
    return static_cast<const Progress *>(progress)->isCancelled() ? 1 : 0;
}

/// The records of the store as one consistent state, while others write.
Result<std::optional<Transaction>> readingState(Store &store)
{
    std::optional<Transaction> out;
    if (!store.database().inTransaction()) {
        NIA_ASSIGN(Transaction begun, Transaction::begin(store.database(), false));
        out.emplace(std::move(begun));
    }
    return out;
}

std::optional<unsigned> plainState(const Node &node)
{
    if (node.type == Node::Type::Term && node.term.kind == TermKind::State)
        return node.term.bits;
    return std::nullopt;
}

Result<std::int64_t> countState(Store &store, unsigned bits, std::int64_t all)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT coalesce(sum(records),0) FROM state_count WHERE bits&?"));
    NIA_TRY(select.bind(1, std::int64_t{bits == 0 ? unsigned{kLabelled} : bits}).step());
    return bits == 0 ? all - select.integer(0) : select.integer(0); // 0: is:unlabeled
}

} // namespace

Interruptible::Interruptible(Store &store, Progress &progress) : m_store(store)
{
    sqlite3_progress_handler(store.database().handle(), kStepsBetweenLooks, look, &progress);
}

Interruptible::~Interruptible()
{
    sqlite3_progress_handler(m_store.database().handle(), 0, nullptr, nullptr);
}

Result<const Bounds *> QueryRun::leaf(const Term &term)
{
    const auto known = m_terms.find(&term);
    if (known != m_terms.end())
        return &known->second;
    Bounds made;
    if (term.kind == TermKind::Meta) {
        NIA_ASSIGN(made, metaBounds(term));
    } else if (term.scans()) {
        made = {.surely = IdSet(m_first, m_last, false), .perhaps = IdSet(m_first, m_last, true)};
    } else {
        NIA_ASSIGN(made.surely, leafSet(term));
        made.perhaps = made.surely;
    }
    return &m_terms.emplace(&term, std::move(made)).first->second;
}

Result<Bounds> QueryRun::bound(const Node &node)
{
    if (node.type == Node::Type::Term) {
        NIA_ASSIGN(const Bounds *const known, leaf(node.term));
        return *known;
    }
    if (node.type == Node::Type::Not) {
        NIA_ASSIGN(Bounds inner, bound(node.children.front()));
        std::swap(inner.surely, inner.perhaps);
        inner.surely.turn();
        inner.perhaps.turn();
        return inner;
    }
    const bool both = node.type == Node::Type::And;
    Bounds out{.surely = IdSet(m_first, m_last, both), .perhaps = IdSet(m_first, m_last, both)};
    for (const Node &child : node.children) {
        NIA_ASSIGN(const Bounds one, bound(child));
        if (both) {
            out.surely.keep(one.surely);
            out.perhaps.keep(one.perhaps);
        } else {
            out.surely.add(one.surely);
            out.perhaps.add(one.perhaps);
        }
    }
    return out;
}

Result<void> QueryRun::each(const std::function<bool(std::int64_t id)> &onId)
{
    NIA_ASSIGN(const Bounds bounds, bound(m_query.root));
    return scan({.store = m_store,
                 .root = m_query.root,
                 .terms = m_terms,
                 .bounds = bounds,
                 .progress = m_progress,
                 .helpers = m_helpers},
                onId);
}

Result<std::int64_t> QueryRun::count()
{
    NIA_ASSIGN(Bounds bounds, bound(m_query.root));
    std::int64_t matching = bounds.surely.count();
    bounds.perhaps.drop(bounds.surely); // only what is open has to be looked at
    bounds.surely = IdSet(m_first, m_last, false);
    NIA_TRY(scan({.store = m_store,
                  .root = m_query.root,
                  .terms = m_terms,
                  .bounds = bounds,
                  .progress = m_progress,
                  .helpers = m_helpers},
                 [&](std::int64_t) {
                     ++matching;
                     return true;
                 }));
    return matching;
}

Result<std::int64_t> count(Store &store, const Query &query, Progress &progress)
{
    const Interruptible guard(store, progress);
    NIA_ASSIGN(auto state, readingState(store));
    NIA_ASSIGN(const std::int64_t all, recordCount(store));
    const Node &root = query.internals().root;
    if (root.type == Node::Type::Term && root.term.kind == TermKind::All)
        return all;
    if (const auto bits = plainState(root))
        return countState(store, *bits, all);
    if (root.type == Node::Type::Not) {
        if (const auto bits = plainState(root.children.front())) {
            NIA_ASSIGN(const std::int64_t others, countState(store, *bits, all));
            return all - others;
        }
    }
    QueryRun run(store, query.internals(), progress, 1, all);
    run.setHelpers(state.has_value());
    progress.setTotal(all);
    return run.count();
}

Result<std::vector<RecordId>> ids(Store &store, const Query &query, std::int64_t limit, std::int64_t offset,
                                  Progress &progress)
{
    const Interruptible guard(store, progress);
    NIA_ASSIGN(auto state, readingState(store));
    NIA_ASSIGN(const std::int64_t all, recordCount(store));
    const bool sorted = !query.internals().sort.empty();
    offset = std::max<std::int64_t>(0, offset);
    std::vector<std::int64_t> found;
    QueryRun run(store, query.internals(), progress, 1, all);
    run.setHelpers(state.has_value()); // inside a transaction of the caller nobody else sees its records
    progress.setTotal(all);
    std::int64_t skip = sorted ? 0 : offset;
    if (limit != 0) {
        NIA_TRY(run.each([&](std::int64_t id) {
            if (skip > 0) {
                --skip;
                return true;
            }
            found.push_back(id);
            return sorted || limit < 0 || static_cast<std::int64_t>(found.size()) < limit;
        }));
    }
    if (sorted) {
        NIA_TRY(sortIds(store, query.internals().sort, found, limit < 0 ? -1 : offset + limit, progress));
        found.erase(found.begin(), found.begin() + std::min(offset, static_cast<std::int64_t>(found.size())));
        if (limit >= 0 && static_cast<std::int64_t>(found.size()) > limit)
            found.resize(static_cast<std::size_t>(limit));
    }
    std::vector<RecordId> out(found.size());
    std::ranges::transform(found, out.begin(), [](std::int64_t id) { return RecordId{id}; });
    return out;
}

Result<bool> matches(Store &store, const Query &query, RecordId record)
{
    Progress progress;
    NIA_ASSIGN(auto state, readingState(store));
    NIA_ASSIGN(const std::int64_t all, recordCount(store));
    if (number(record) < 1 || number(record) > all)
        return false;
    QueryRun run(store, query.internals(), progress, number(record), number(record));
    bool found = false;
    NIA_TRY(run.each([&](std::int64_t) { return !(found = true); }));
    return found;
}

} // namespace nia::workspace
