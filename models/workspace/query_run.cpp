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
constexpr std::int64_t kNear = 16;        ///< that many rows are stepped over rather than searched anew

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

QueryRun::QueryRun(Store &store, const Query::Private &query, Progress &progress, std::int64_t first, std::int64_t last)
    : m_store(store), m_query(query), m_progress(progress), m_first(first), m_last(last)
{
}

Result<const IdSet *> QueryRun::leaf(const Term &term)
{
    const auto known = m_sets.find(&term);
    if (known != m_sets.end())
        return &known->second;
    NIA_ASSIGN(IdSet made, leafSet(term));
    return &m_sets.emplace(&term, std::move(made)).first->second;
}

Result<IdSet> QueryRun::bound(const Node &node)
{
    switch (node.type) {
    case Node::Type::Term: {
        if (node.scans)
            return IdSet(m_first, m_last, true);
        NIA_ASSIGN(const IdSet *set, leaf(node.term));
        return *set;
    }
    case Node::Type::Not: {
        NIA_ASSIGN(IdSet set, bound(node.children.front()));
        if (node.scans)
            return IdSet(m_first, m_last, true);
        set.turn();
        return set;
    }
    case Node::Type::And:
    case Node::Type::Or: break;
    }
    const bool both = node.type == Node::Type::And;
    IdSet out(m_first, m_last, both);
    for (const Node &child : node.children) {
        NIA_ASSIGN(const IdSet set, bound(child));
        if (both)
            out.keep(set);
        else
            out.add(set);
    }
    return out;
}

Result<void> QueryRun::openReader()
{
    NIA_ASSIGN(Statement reader, m_store.database().prepare("SELECT id,text FROM record_body WHERE id>=? ORDER BY id"));
    m_reader.emplace(std::move(reader));
    m_row = 0;
    NIA_ASSIGN(ObjectReader objects, ObjectReader::open(m_store));
    m_objects.emplace(std::move(objects));
    return {};
}

Result<void> QueryRun::seek(std::int64_t id)
{
    if (m_row == id)
        return {};
    if (m_row == 0 || id < m_row || id - m_row > kNear) {
        m_reader->reset();
        m_reader->bind(1, id);
        m_row = 0;
    }
    while (m_row < id) {
        NIA_ASSIGN(const bool row, m_reader->step());
        if (!row)
            return fail(Kind::Damaged, {"a record without a body"}, m_store.path().string());
        m_row = m_reader->integer(0);
    }
    return {};
}

Result<bool> QueryRun::holds(const Node &node, std::int64_t id)
{
    switch (node.type) {
    case Node::Type::Term: {
        if (node.scans)
            return scanTerm(node.term, id);
        NIA_ASSIGN(const IdSet *set, leaf(node.term));
        return set->contains(id);
    }
    case Node::Type::Not: {
        NIA_ASSIGN(const bool inner, holds(node.children.front(), id));
        return !inner;
    }
    case Node::Type::And:
    case Node::Type::Or: break;
    }
    const bool stopAt = node.type == Node::Type::Or;
    // What tables know costs nothing: it is asked first.
    for (const bool scanning : {false, true}) {
        for (const Node &child : node.children) {
            if (child.scans != scanning)
                continue;
            NIA_ASSIGN(const bool one, holds(child, id));
            if (one == stopAt)
                return stopAt;
        }
    }
    return !stopAt;
}

text::Regex *QueryRun::regexOf(const Needle &needle)
{
    if (!needle.regex)
        return nullptr;
    const auto known = m_regexes.find(needle.regex.get());
    return known != m_regexes.end() ? &known->second
                                    : &m_regexes.emplace(needle.regex.get(), needle.regex->clone()).first->second;
}

Result<bool> QueryRun::scanTerm(const Term &term, std::int64_t id)
{
    if (term.kind == TermKind::Meta)
        return metaFits(term, id);
    NIA_TRY(seek(id));
    if (term.kind == TermKind::Words)
        return term.words->matches(m_reader->text(1));
    return textFits(term.compare, term.needle, m_reader->text(1), regexOf(term.needle));
}

Result<bool> QueryRun::metaFits(const Term &term, std::int64_t id)
{
    NIA_ASSIGN(const std::vector<std::string> *const values, m_objects->values(id, term.name));
    if (values->empty())
        return false;
    const auto fits = [&](const std::string &value) {
        return textFits(term.compare, term.needle, value, regexOf(term.needle));
    };
    return term.compare == Compare::NotEqual ? std::ranges::all_of(*values, fits) : std::ranges::any_of(*values, fits);
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
    if (!root.scans) {
        NIA_ASSIGN(const IdSet set, run.set());
        return set.count();
    }
    progress.setTotal(all);
    std::int64_t matching = 0;
    NIA_TRY(run.each([&](std::int64_t) {
        ++matching;
        return true;
    }));
    return matching;
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
