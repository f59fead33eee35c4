// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/marks.h"
#include "workspace/query_objects.h"
#include "workspace/query_private.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace nia::workspace {

/// A set of record ids in [first, last], a bit for each: ids have no gaps, so a million records are 125 kB.
class IdSet
{
public:
    IdSet() = default;
    IdSet(std::int64_t first, std::int64_t last, bool full)
        : m_first(first),
          m_size(last < first ? 0 : last - first + 1),
          m_words(static_cast<std::size_t>((m_size + 63) / 64), full ? ~0ULL : 0ULL)
    {
        trim();
    }

    void insert(std::int64_t id)
    {
        const std::int64_t place = id - m_first;
        if (place >= 0 && place < m_size)
            m_words[static_cast<std::size_t>(place >> 6)] |= 1ULL << (place & 63);
    }
    [[nodiscard]] bool contains(std::int64_t id) const
    {
        const std::int64_t place = id - m_first;
        return place >= 0 && place < m_size
               && ((m_words[static_cast<std::size_t>(place >> 6)] >> (place & 63)) & 1U) != 0;
    }
    void keep(const IdSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
    }
    void add(const IdSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
    }
    void insertRange(std::int64_t first, std::int64_t last)
    {
        std::int64_t place = std::max(first, m_first) - m_first;
        const std::int64_t end = std::min(last - m_first + 1, m_size);
        while (place < end) {
            if (place % 64 == 0 && end - place >= 64) {
                m_words[static_cast<std::size_t>(place >> 6)] = ~0ULL;
                place += 64;
            } else {
                m_words[static_cast<std::size_t>(place >> 6)] |= 1ULL << (place & 63);
                ++place;
            }
        }
    }
    /// Adds a block of 64 × n ids that begins at firstId.
    void addWords(std::int64_t firstId, std::span<const std::uint64_t> words)
    {
        const std::int64_t begin = firstId - m_first;
        if (begin % 64 == 0 && begin >= 0) {
            const auto at = static_cast<std::size_t>(begin / 64);
            for (std::size_t i = 0; i < words.size() && at + i < m_words.size(); ++i)
                m_words[at + i] |= words[i];
            trim();
            return;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            for (std::uint64_t word = words[i]; word != 0; word &= word - 1)
                insert(firstId + static_cast<std::int64_t>(i) * 64 + std::countr_zero(word));
        }
    }
    void turn()
    {
        for (std::uint64_t &word : m_words)
            word = ~word;
        trim();
    }
    [[nodiscard]] std::int64_t count() const
    {
        std::int64_t sum = 0;
        for (const std::uint64_t word : m_words)
            sum += std::popcount(word);
        return sum;
    }
    /// The least member not below the id; -1: none.
    [[nodiscard]] std::int64_t from(std::int64_t id) const
    {
        std::int64_t place = id < m_first ? 0 : id - m_first;
        while (place < m_size) {
            const std::uint64_t word = m_words[static_cast<std::size_t>(place >> 6)] >> (place & 63);
            if (word != 0)
                return m_first + place + std::countr_zero(word);
            place = (place | 63) + 1;
        }
        return -1;
    }

private:
    void trim()
    {
        if (m_size % 64 != 0 && !m_words.empty())
            m_words.back() &= (1ULL << (m_size % 64)) - 1;
    }
    std::int64_t m_first = 1, m_size = 0;
    std::vector<std::uint64_t> m_words;
};

/// Runs one query over the records [first, last] of a store. First the terms that tables answer become sets; what they
/// leave over is read, record by record, only where a term speaks of text or metadata.
class QueryRun
{
public:
    QueryRun(Store &store, const Query::Private &query, Progress &progress, std::int64_t first, std::int64_t last);

    /// Calls back with each id that matches, in import order, until it says false.
    template<typename OnId>
    [[nodiscard]] Result<void> each(OnId onId)
    {
        NIA_ASSIGN(const IdSet candidates, bound(m_query.root));
        if (m_query.root.scans)
            NIA_TRY(openReader());
        std::int64_t looked = 0;
        for (std::int64_t id = candidates.from(m_first); id >= 0; id = candidates.from(id + 1)) {
            if ((++looked & 255) == 0)
                NIA_TRY(m_progress.step(id));
            bool match = true;
            if (m_query.root.scans) {
                NIA_ASSIGN(match, holds(m_query.root, id));
            }
            if (match && !onId(id))
                break;
        }
        return {};
    }
    /// The matching ids as a set; only for queries that read no records.
    [[nodiscard]] Result<IdSet> set() { return bound(m_query.root); }

private:
    /// A set that has every match of the node; exactly the matches where it does not scan.
    [[nodiscard]] Result<IdSet> bound(const Node &node);
    [[nodiscard]] Result<const IdSet *> leaf(const Term &term);
    // query_leaves.cpp
    [[nodiscard]] Result<IdSet> leafSet(const Term &term);
    [[nodiscard]] Result<void> marked(const MarkSet &place, IdSet &out);
    /// The row of an annotator; 0: nobody of that name.
    [[nodiscard]] Result<std::int64_t> person(std::string_view name);
    [[nodiscard]] Result<void> labelsOfOne(const Term &term, const std::string *annotator, IdSet &out);
    [[nodiscard]] Result<void> answersOf(const Term &term, std::string_view sql, const std::string *annotator,
                                         IdSet &out);
    [[nodiscard]] Result<void> duplicates(IdSet &out);
    [[nodiscard]] Result<void> records(const Term &term, IdSet &out);
    [[nodiscard]] Result<void> runs(std::string_view sql, const std::string &name, IdSet &out);
    // scanning
    [[nodiscard]] Result<void> openReader();
    [[nodiscard]] Result<void> seek(std::int64_t id);
    [[nodiscard]] Result<bool> holds(const Node &node, std::int64_t id);
    [[nodiscard]] Result<bool> scanTerm(const Term &term, std::int64_t id);
    [[nodiscard]] Result<bool> metaFits(const Term &term, std::int64_t id);
    [[nodiscard]] text::Regex *regexOf(const Needle &needle);

    Store &m_store;
    const Query::Private &m_query;
    Progress &m_progress;
    std::int64_t m_first, m_last;
    std::map<const Term *, IdSet> m_sets;
    std::map<const text::Regex *, text::Regex> m_regexes;
    std::optional<Statement> m_reader; ///< rows of record_body from some id on
    std::int64_t m_row = 0;            ///< the id it stands at
    std::optional<ObjectReader> m_objects;
};

/// Shard → its text and id field.
[[nodiscard]] Result<std::map<std::int64_t, std::pair<std::string, std::string>>> shardFields(Store &store);

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
