// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/query_run.h"

#include <algorithm>
#include <numeric>

namespace nia::workspace {

namespace {

/// What a record is ordered by: nothing stands behind everything in both directions, numbers before texts.
struct Rank {
    enum class Kind { Number, Text, Missing };
    Kind kind = Kind::Missing;
    double number = 0;
    std::string text;
};

int compareRanks(const Rank &a, const Rank &b, bool descending)
{
    if (a.kind == Rank::Kind::Missing || b.kind == Rank::Kind::Missing)
        return static_cast<int>(a.kind == Rank::Kind::Missing) - static_cast<int>(b.kind == Rank::Kind::Missing);
    int order = 0;
    if (a.kind != b.kind)
        order = a.kind < b.kind ? -1 : 1;
    else if (a.kind == Rank::Kind::Number)
        order = a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
    else
        order = a.text.compare(b.text);
    return descending ? -order : order;
}

Rank ofNumber(double number)
{
    return {.kind = Rank::Kind::Number, .number = number, .text = {}};
}
Rank ofText(std::string_view text)
{
    return {.kind = Rank::Kind::Text, .number = 0, .text = std::string(text)};
}

const char *sqlOf(SortKey::By by)
{
    switch (by) {
    case SortKey::By::Id: return "SELECT external_id FROM record WHERE id=?1";
    case SortKey::By::Length: return "SELECT chars FROM record WHERE id=?1";
    case SortKey::By::Random: return "SELECT key FROM record WHERE id=?1";
    case SortKey::By::Probability: return "SELECT p FROM suggestion WHERE record=?1 AND question=?2";
    case SortKey::By::Meta: break; // by ObjectReader
    }
    return "";
}

/// Of seed and key, so that the same record stands at the same place in every workspace.
double shuffled(std::uint64_t seed, std::string_view key)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8 && i < key.size(); ++i)
        word = (word << 8U) | static_cast<unsigned char>(key[i]);
    SplitMix64 random(seed ^ word);
    return random.unit();
}

Rank metaRank(const std::vector<std::string> &values)
{
    if (values.empty())
        return {};
    const auto number = numberOf(values.front());
    return number ? ofNumber(*number) : ofText(values.front());
}

Result<void> rankByMeta(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, std::vector<Rank> &out,
                        Progress &progress)
{
    NIA_ASSIGN(ObjectReader objects, ObjectReader::open(store));
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        NIA_ASSIGN(const std::vector<std::string> *const values, objects.values(id, key.name));
        out.push_back(metaRank(*values));
    }
    return {};
}

Result<void> rankByColumn(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids,
                          std::vector<Rank> &out, Progress &progress)
{
    NIA_ASSIGN(Statement select, store.database().prepare(sqlOf(key.by)));
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        select.reset();
        select.bind(1, id);
        if (key.by == SortKey::By::Probability)
            select.bindKept(2, key.name);
        NIA_ASSIGN(const bool row, select.step());
        Rank rank;
        if (row) {
            switch (key.by) {
            case SortKey::By::Id: rank = ofText(select.text(0)); break;
            case SortKey::By::Length: rank = ofNumber(static_cast<double>(select.integer(0))); break;
            case SortKey::By::Random: rank = ofNumber(shuffled(key.seed, select.blob(0))); break;
            case SortKey::By::Probability: rank = ofNumber(select.real(0)); break;
            case SortKey::By::Meta: break;
            }
        }
        out.push_back(std::move(rank));
    }
    return {};
}

} // namespace

Result<void> sortIds(Store &store, const std::vector<SortKey> &keys, std::vector<std::int64_t> &ids, Progress &progress)
{
    std::vector<std::vector<Rank>> ranks(keys.size());
    for (std::size_t k = 0; k < keys.size(); ++k) {
        ranks[k].reserve(ids.size());
        if (keys[k].by == SortKey::By::Meta)
            NIA_TRY(rankByMeta(store, keys[k], ids, ranks[k], progress));
        else
            NIA_TRY(rankByColumn(store, keys[k], ids, ranks[k], progress));
    }
    std::vector<std::size_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        for (std::size_t k = 0; k < keys.size(); ++k) {
            const int compared = compareRanks(ranks[k][a], ranks[k][b], keys[k].descending);
            if (compared != 0)
                return compared < 0;
        }
        return false;
    });
    std::vector<std::int64_t> out(ids.size());
    std::ranges::transform(order, out.begin(), [&](std::size_t place) { return ids[place]; });
    ids = std::move(out);
    return {};
}

} // namespace nia::workspace
