// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/query_run.h"

#include <algorithm>
#include <numeric>

namespace nia::workspace {

namespace {

constexpr std::int64_t kNear = 64; ///< that many rows are stepped over rather than searched anew

/// What records are ordered by: one value for each, nothing behind everything in both directions, numbers before texts.
class Ranks
{
public:
    enum class Kind : std::uint8_t { Number, Text, Missing };

    void reserve(std::size_t size)
    {
        m_kinds.reserve(size);
        m_numbers.reserve(size);
    }
    void addNumber(double number) { add(Kind::Number, number); }
    void addMissing() { add(Kind::Missing, 0); }
    void addText(std::string_view text)
    {
        add(Kind::Text, static_cast<double>(m_texts.size()));
        m_texts.emplace_back(text);
    }
    [[nodiscard]] std::size_t size() const { return m_kinds.size(); }

    [[nodiscard]] int compare(std::size_t a, std::size_t b, bool descending) const
    {
        const Kind ka = m_kinds[a], kb = m_kinds[b];
        if (ka == Kind::Missing || kb == Kind::Missing)
            return static_cast<int>(ka == Kind::Missing) - static_cast<int>(kb == Kind::Missing);
        int order = 0;
        if (ka != kb)
            order = ka < kb ? -1 : 1;
        else if (ka == Kind::Number)
            order = m_numbers[a] < m_numbers[b] ? -1 : m_numbers[a] > m_numbers[b] ? 1 : 0;
        else
            order = text(a).compare(text(b));
        return descending ? -order : order;
    }

private:
    void add(Kind kind, double number)
    {
        m_kinds.push_back(kind);
        m_numbers.push_back(number);
    }
    [[nodiscard]] const std::string &text(std::size_t i) const
    {
        return m_texts[static_cast<std::size_t>(m_numbers[i])];
    }

    std::vector<Kind> m_kinds;
    std::vector<double> m_numbers; ///< of a text: its place among the texts
    std::vector<std::string> m_texts;
};

/// Rows from some id on, in order: id and value.
const char *sqlOf(SortKey::By by)
{
    switch (by) {
    case SortKey::By::Id: return "SELECT id,external_id FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Length: return "SELECT id,chars FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Random: return "SELECT id,key FROM record WHERE id>=?1 ORDER BY id";
    case SortKey::By::Probability:
        return "SELECT record,p FROM suggestion WHERE record>=?1 AND question=?2 ORDER BY record";
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

Result<void> rankByMeta(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, Ranks &out,
                        Progress &progress)
{
    NIA_ASSIGN(ObjectReader objects, ObjectReader::open(store));
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        NIA_ASSIGN(const std::vector<std::string> *const values, objects.values(id, key.name));
        if (values->empty())
            out.addMissing();
        else if (const auto number = numberOf(values->front()))
            out.addNumber(*number);
        else
            out.addText(values->front());
    }
    return {};
}

void addValue(const SortKey &key, const Statement &row, Ranks &out)
{
    switch (key.by) {
    case SortKey::By::Id: out.addText(row.text(1)); break;
    case SortKey::By::Length: out.addNumber(static_cast<double>(row.integer(1))); break;
    case SortKey::By::Random: out.addNumber(shuffled(key.seed, row.blob(1))); break;
    case SortKey::By::Probability: out.addNumber(row.real(1)); break;
    case SortKey::By::Meta: out.addMissing(); break;
    }
}

/// The ids ascend, so that most of them are met by stepping.
Result<void> rankByColumn(Store &store, const SortKey &key, const std::vector<std::int64_t> &ids, Ranks &out,
                          Progress &progress)
{
    NIA_ASSIGN(Statement select, store.database().prepare(sqlOf(key.by)));
    std::int64_t at = -1; // the id of the row that stands ready; -1: none was asked for, INT64_MAX: they are at an end
    for (const std::int64_t id : ids) {
        if ((out.size() & 255U) == 0)
            NIA_TRY(progress.step(id));
        if (at < 0 || (at < id && id - at > kNear)) {
            select.reset();
            select.bind(1, id);
            if (key.by == SortKey::By::Probability)
                select.bind(2, key.name);
            at = -1;
        }
        while (at < id) {
            NIA_ASSIGN(const bool row, select.step());
            at = row ? select.integer(0) : INT64_MAX;
        }
        if (at == id)
            addValue(key, select, out);
        else
            out.addMissing();
    }
    return {};
}

} // namespace

Result<void> sortIds(Store &store, const std::vector<SortKey> &keys, std::vector<std::int64_t> &ids,
                     std::int64_t needed, Progress &progress)
{
    std::vector<Ranks> ranks(keys.size());
    for (std::size_t k = 0; k < keys.size(); ++k) {
        ranks[k].reserve(ids.size());
        if (keys[k].by == SortKey::By::Meta)
            NIA_TRY(rankByMeta(store, keys[k], ids, ranks[k], progress));
        else
            NIA_TRY(rankByColumn(store, keys[k], ids, ranks[k], progress));
    }
    std::vector<std::uint32_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        for (std::size_t k = 0; k < keys.size(); ++k) {
            const int compared = ranks[k].compare(a, b, keys[k].descending);
            if (compared != 0)
                return compared < 0;
        }
        return a < b; // ties stay in import order
    };
    const std::size_t wanted = needed < 0 ? order.size() : std::min(order.size(), static_cast<std::size_t>(needed));
    if (wanted < order.size() / 8)
        std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(wanted), before);
    else
        std::ranges::sort(order, before);
    std::vector<std::int64_t> out(wanted);
    for (std::size_t i = 0; i < wanted; ++i)
        out[i] = ids[order[i]];
    ids = std::move(out);
    return {};
}

} // namespace nia::workspace
