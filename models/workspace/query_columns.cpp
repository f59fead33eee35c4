// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_run.h"
#include "workspace/record_columns.h"
#include "workspace/stepping.h"
#include "workspace/store_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

/// Hashes seen once and seen again, a bit for each in two tables that a cache holds: of a million different ones a few
/// hundredths are taken for repeated.
class Repeats
{
public:
    explicit Repeats(std::int64_t records)
    {
        unsigned bits = 16;
        while (bits < kMostBits && (std::int64_t{1} << bits) < records * 32)
            ++bits;
        m_mask = (1U << bits) - 1;
        m_once.resize((std::size_t{m_mask} + 1) / 64);
        m_again.resize(m_once.size());
    }
    void add(std::uint32_t hash)
    {
        const std::size_t word = (hash & m_mask) / 64;
        const std::uint64_t bit = std::uint64_t{1} << hash % 64;
        m_again[word] |= m_once[word] & bit;
        m_once[word] |= bit;
    }
    [[nodiscard]] bool mayRepeat(std::uint32_t hash) const
    {
        return (m_again[(hash & m_mask) / 64] >> hash % 64 & 1U) != 0;
    }

private:
    static constexpr unsigned kMostBits = 27;
    std::uint32_t m_mask = 0;
    std::vector<std::uint64_t> m_once, m_again;
};

template<typename Hash>
using Hashed = std::vector<std::pair<Hash, std::int64_t>>; ///< with ids

/// Leaves only those whose hash another one has.
template<typename Hash>
void keepRepeated(Hashed<Hash> &hashes)
{
    std::ranges::sort(hashes);
    std::size_t kept = 0;
    Hash before{};
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const Hash hash = hashes[i].first;
        const bool same = (i > 0 && before == hash) || (i + 1 < hashes.size() && hashes[i + 1].first == hash);
        before = hash;
        if (same)
            hashes[kept++] = hashes[i];
    }
    hashes.resize(kept);
}

/// Records that may have the text of another one: the hashes in the column are halves.
Result<std::vector<std::int64_t>> mayBeDuplicates(Database &database, std::int64_t all)
{
    NIA_ASSIGN(ColumnReader column, ColumnReader::open(database, RecordColumn::TextHash));
    Hashed<std::uint32_t> later; // behind the column
    NIA_ASSIGN(Statement select, database.prepare("SELECT text_hash,id FROM record WHERE id>?"));
    select.bind(1, column.end());
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        later.emplace_back(static_cast<std::uint32_t>(static_cast<std::uint64_t>(select.integer(0))),
                           select.integer(1));
    }
    Repeats repeats(all);
    for (const auto &[hash, id] : later)
        repeats.add(hash);
    Hashed<std::uint32_t> found;
    for (const bool looking : {false, true}) {
        for (std::int64_t id = 1; id <= column.end(); id += kColumnBlock) {
            NIA_ASSIGN(const ColumnReader::Block block, column.block(id));
            for (std::size_t i = 0; i < block.values.size(); ++i) {
                if (!looking)
                    repeats.add(block.values[i]);
                else if (repeats.mayRepeat(block.values[i]))
                    found.emplace_back(block.values[i], id + static_cast<std::int64_t>(i));
            }
        }
    }
    found.insert(found.end(), later.begin(), later.end());
    keepRepeated(found);
    std::vector<std::int64_t> out(found.size());
    std::ranges::transform(found, out.begin(), [](const auto &one) { return one.second; });
    std::ranges::sort(out);
    return out;
}

} // namespace

bool metaFits(const Term &term, const std::vector<std::string> &values, text::Regex *regex)
{
    if (values.empty())
        return false;
    const auto fits = [&](const std::string &value) { return textFits(term.compare, term.needle, value, regex); };
    return term.compare == Compare::NotEqual ? std::ranges::all_of(values, fits) : std::ranges::any_of(values, fits);
}

/// What the forms of the raw objects say; the records whose form leaves it open stay open.
Result<Bounds> QueryRun::metaBounds(const Term &term)
{
    Bounds out{.surely = IdSet(m_first, m_last, false), .perhaps = IdSet(m_first, m_last, false)};
    Database &database = m_store.database();
    NIA_ASSIGN(ColumnReader forms, ColumnReader::open(database, RecordColumn::Form));
    NIA_ASSIGN(ObjectReader objects, ObjectReader::open(database));
    NIA_ASSIGN(ShardWalk shards, ShardWalk::open(database));
    std::optional<text::Regex> regex;
    if (term.needle.regex)
        regex.emplace(term.needle.regex->clone());
    enum Verdict : std::uint8_t { Unknown, No, Yes, Open };
    std::map<std::int64_t, std::vector<Verdict>> known; // by shard, then form
    const auto verdict = [&](std::int64_t shard, std::uint32_t form) {
        const ObjectReader::Known &said = objects.known(term.name, form, shard);
        switch (said.says) {
        case ObjectReader::Says::Nothing: return No;
        case ObjectReader::Says::Always: return metaFits(term, said.values, regex ? &*regex : nullptr) ? Yes : No;
        default: return Open;
        }
    };
    const std::int64_t end = std::min(forms.end(), m_last);
    std::int64_t id = m_first, ofShard = -1;
    std::vector<Verdict> *verdicts = nullptr;
    while (id <= end) {
        NIA_ASSIGN(const ColumnReader::Block block, forms.block(id));
        const std::int64_t behind = std::min(block.first + std::ssize(block.values), end + 1);
        for (; id < behind; ++id) {
            const std::uint32_t form = block.values[static_cast<std::size_t>(id - block.first)];
            Verdict says = Open;
            if (form != kNotKept) {
                if (const std::int64_t shard = shards.shard(id); shard != ofShard) {
                    ofShard = shard;
                    verdicts = &known[shard];
                }
                if (form >= verdicts->size())
                    verdicts->resize(form + 1, Unknown);
                if ((*verdicts)[form] == Unknown)
                    (*verdicts)[form] = verdict(ofShard, form);
                says = (*verdicts)[form];
            }
            if (says == Yes)
                out.surely.insert(id);
            else if (says == Open)
                out.perhaps.insert(id);
        }
    }
    out.perhaps.insertRange(id, m_last);
    out.perhaps.add(out.surely);
    return out;
}

/// Records whose text another record has too, by the hashes of texts: 64 bits of SHA-256, which no two texts share.
Result<void> QueryRun::duplicates(IdSet &out)
{
    Database &database = m_store.database();
    NIA_ASSIGN(Statement last, database.prepare("SELECT coalesce(max(id),0) FROM record"));
    NIA_TRY(last.step());
    const std::int64_t all = last.integer(0);
    Store::Private::Duplicates &known = m_store.inside().duplicates;
    if (m_helpers && known.records == all) { // else records are seen that may never come to be
        for (const std::int64_t id : known.ids)
            out.insert(id);
        return {};
    }
    NIA_ASSIGN(const std::vector<std::int64_t> candidates, mayBeDuplicates(database, all));
    Hashed<std::int64_t> hashes;
    hashes.reserve(candidates.size());
    NIA_ASSIGN(Statement select, database.prepare("SELECT text_hash,id FROM record WHERE id>=? ORDER BY id"));
    std::int64_t at = 0;
    for (const std::int64_t id : candidates) {
        if ((hashes.size() & 255U) == 0)
            NIA_TRY(m_progress.step(id));
        if (at == 0 || id - at > kNear) {
            select.reset();
            select.bind(1, id);
            at = 0;
        }
        while (at < id) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return fail(Kind::Damaged, {"a record that is missing"}, m_store.path().string());
            at = select.integer(1);
        }
        hashes.emplace_back(select.integer(0), id);
    }
    keepRepeated(hashes);
    for (const auto &[hash, id] : hashes)
        out.insert(id);
    if (m_helpers) {
        known.records = all;
        known.ids.resize(hashes.size());
        std::ranges::transform(hashes, known.ids.begin(), [](const auto &one) { return one.second; });
    }
    return {};
}

} // namespace nia::workspace
