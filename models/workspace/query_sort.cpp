// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/query_run.h"
#include "workspace/record_columns.h"
#include "workspace/stepping.h"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <numeric>
#include <unordered_map>

namespace nia::workspace {

namespace {

using Rank = std::uint64_t;
constexpr Rank kMissing = ~Rank{0};              ///< behind everything, in both directions
constexpr Rank kTexts = 0xfff0'0000'0000'0000U; ///< numbers are below, texts from here on

/// Numbers in their order; neither infinite nor no number at all.
Rank rankOf(double number)
{
    const auto bits = std::bit_cast<std::uint64_t>(number + 0.0); // -0 is 0
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

/// What records are ordered by: one rank for each, numbers before texts.
class Ranks
{
public:
    explicit Ranks(std::size_t size) { m_ranks.reserve(size); }

    void addNumber(double number) { m_ranks.push_back(rankOf(number)); }
    void addMissing() { m_ranks.push_back(kMissing); }
    /// Ranks of texts are known at the end only.
    void addText(std::string_view text) { m_ranks.push_back(number(text)); }
    /// What addText() adds, for texts that come again and again.
    Rank number(std::string_view text)
    {
        const auto found = m_numbers.find(text);
        if (found != m_numbers.end())
            return kTexts + found->second;
        m_texts.emplace_back(text);
        m_numbers.emplace(m_texts.back(), m_texts.size() - 1);
        return kTexts + m_texts.size() - 1;
    }
    void add(Rank rank) { m_ranks.push_back(rank); }
    void set(std::size_t place, Rank rank) { m_ranks[place] = rank; }
    [[nodiscard]] std::size_t size() const { return m_ranks.size(); }

    /// All there are, so that less is before.
    std::vector<Rank> take(bool descending)
    {
        std::vector<std::uint32_t> order(m_texts.size());
        std::iota(order.begin(), order.end(), std::uint32_t{0});
        std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return m_texts[a] < m_texts[b]; });
        std::vector<Rank> places(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            places[order[i]] = i;
        for (Rank &rank : m_ranks) {
            if (rank == kMissing)
                continue;
            if (rank >= kTexts)
                rank = kTexts + places[rank - kTexts];
            if (descending)
                rank = ~rank;
        }
        return std::move(m_ranks);
    }

private:
    std::vector<Rank> m_ranks;
    std::deque<std::string> m_texts; ///< different ones
    std::unordered_map<std::string_view, std::size_t> m_numbers;
};

/// Rows from some id on, in order: id and value.
const char *sqlOf(SortKey::By by)
{
    switch (by) {
    case SortKey::By::Id: return "SELECT id,external_id FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Length: return "SELECT id,chars FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Random: return "SELECT id,key FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Probability:
    case SortKey::By::Meta: break; // in other ways
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

/// What one record says by its first value.
Rank rankOf(const std::vector<std::string> &values, Ranks &ranks)
{
    if (values.empty())
        return kMissing;
    const auto number = numberOf(values.front());
    return number ? rankOf(*number) : ranks.number(values.front());
}

/// By the forms of the raw objects; only records whose form leaves it open are read.
Result<void> rankByMeta(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, Ranks &out,
                        Progress &progress)
{
    Database &database = store.database();
    NIA_ASSIGN(ObjectReader objects, ObjectReader::open(database));
    NIA_ASSIGN(ColumnReader forms, ColumnReader::open(database, RecordColumn::Form));
    NIA_ASSIGN(ShardWalk shards, ShardWalk::open(database));
    struct Said {
        bool asked = false, open = true;
        Rank rank = kMissing;
    };
    std::map<std::int64_t, std::vector<Said>> known; // by shard, then form
    std::int64_t ofShard = -1;
    std::vector<Said> *ofForms = nullptr;
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        NIA_ASSIGN(const std::uint32_t form, forms.value(id));
        if (form != kNotKept) {
            if (const std::int64_t shard = shards.shard(id); shard != ofShard) {
                ofShard = shard;
                ofForms = &known[shard];
            }
            if (form >= ofForms->size())
                ofForms->resize(form + 1);
            Said &said = (*ofForms)[form];
            if (!said.asked) {
                const ObjectReader::Known &what = objects.known(key.name, form, ofShard);
                said.asked = true;
                said.open = what.says != ObjectReader::Says::Always && what.says != ObjectReader::Says::Nothing;
                if (!said.open)
                    said.rank = rankOf(what.values, out);
            }
            if (!said.open) {
                out.add(said.rank);
                continue;
            }
        }
        NIA_ASSIGN(const std::vector<std::string> *const values, objects.values(id, key.name));
        out.add(rankOf(*values, out));
    }
    return {};
}

Rank rankOf(const SortKey &key, const Statement &row, Ranks &ranks)
{
    switch (key.by) {
    case SortKey::By::Id: return ranks.number(row.text(1));
    case SortKey::By::Length: return rankOf(static_cast<double>(row.integer(1)));
    case SortKey::By::Random: return rankOf(shuffled(key.seed, row.blob(1)));
    case SortKey::By::Probability:
    case SortKey::By::Meta: break;
    }
    return kMissing;
}

/// The ids ascend, so that most of them are met by stepping.
Result<void> rankByRows(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, Ranks &out,
                        Progress &progress)
{
    NIA_ASSIGN(ColumnReader lengths, ColumnReader::open(store.database(), RecordColumn::Chars));
    NIA_ASSIGN(Statement select, store.database().prepare(sqlOf(key.by)));
    std::int64_t at = -1; // the id of the row that stands ready; -1: none was asked for, INT64_MAX: they are at an end
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        if (key.by == SortKey::By::Length) {
            NIA_ASSIGN(const std::uint32_t length, lengths.value(id));
            if (length != kNotKept) {
                out.addNumber(static_cast<double>(length));
                continue;
            }
        }
        if (at < 0 || (at < id && id - at > kNear)) {
            select.reset();
            select.bind(1, id);
            at = -1;
        }
        while (at < id) {
            NIA_ASSIGN(const bool row, select.step());
            at = row ? select.integer(0) : INT64_MAX;
        }
        if (at != id) {
            out.addMissing();
            continue;
        }
        out.add(rankOf(key, select, out));
    }
    return {};
}

/// By the index of suggestions, whatever their order.
Result<void> rankByProbability(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, Ranks &out)
{
    for (std::size_t i = 0; i < ids.size(); ++i)
        out.addMissing();
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT record,p FROM suggestion WHERE question=?"));
    select.bind(1, key.name);
    const bool gapless = !ids.empty() && ids.back() - ids.front() + 1 == std::ssize(ids);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        const std::int64_t id = select.integer(0);
        const auto place = gapless ? ids.begin() + std::clamp<std::int64_t>(id - ids.front(), 0, std::ssize(ids) - 1)
                                   : std::ranges::lower_bound(ids, id);
        if (place != ids.end() && *place == id)
            out.set(static_cast<std::size_t>(place - ids.begin()), rankOf(select.real(1)));
    }
}

/// Sorts places by rank; equal ones stay in their order. Byte by byte, and only the bytes that differ.
void sortByRank(std::vector<std::uint32_t> &order, const std::vector<Rank> &ranks)
{
    Rank differing = 0;
    for (const Rank rank : ranks)
        differing |= rank ^ ranks.front();
    std::vector<std::uint32_t> other(order.size());
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if ((differing >> shift & 0xffU) == 0)
            continue;
        std::array<std::size_t, 257> begins{};
        for (const Rank rank : ranks)
            ++begins[(rank >> shift & 0xffU) + 1];
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        for (const std::uint32_t place : order)
            other[begins[ranks[place] >> shift & 0xffU]++] = place;
        order.swap(other);
    }
}

} // namespace

Result<void> sortIds(Store &store, const std::vector<SortKey> &keys, std::vector<std::int64_t> &ids,
                     std::int64_t needed, Progress &progress)
{
    std::vector<std::vector<Rank>> ranks;
    for (const SortKey &key : keys) {
        Ranks made(ids.size());
        switch (key.by) {
        case SortKey::By::Meta: NIA_TRY(rankByMeta(store, key, ids, made, progress)); break;
        case SortKey::By::Probability: NIA_TRY(rankByProbability(store, key, ids, made)); break;
        default: NIA_TRY(rankByRows(store, key, ids, made, progress)); break;
        }
        ranks.push_back(made.take(key.descending));
    }
    std::vector<std::uint32_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const std::size_t wanted = needed < 0 ? order.size() : std::min(order.size(), static_cast<std::size_t>(needed));
    if (wanted < order.size() / 8) {
        const auto before = [&](std::uint32_t a, std::uint32_t b) {
            for (const std::vector<Rank> &one : ranks) {
                if (one[a] != one[b])
                    return one[a] < one[b];
            }
            return a < b; // ties stay in import order
        };
        std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(wanted), before);
    } else {
        for (std::size_t k = ranks.size(); k-- > 0;)
            sortByRank(order, ranks[k]);
    }
    std::vector<std::int64_t> out(wanted);
    for (std::size_t i = 0; i < wanted; ++i)
        out[i] = ids[order[i]];
    ids = std::move(out);
    return {};
}

} // namespace nia::workspace
