// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/sets.h"

#include "agreement/counts.h"
#include "agreement/pairs.h"
#include "agreement/resample.h"

#include <algorithm>
#include <array>
#include <map>

namespace nia::agreement {

namespace {

/// Sets by number, and the items as a matrix of these numbers.
struct Numbered {
    std::vector<Set> sets;
    Matrix matrix{0, 0};
    std::int32_t annotators = 0;
};

Numbered numbered(const std::vector<SetItem> &items)
{
    std::map<Set, std::int32_t> known;
    Numbered out;
    std::vector<std::vector<Vote>> rows;
    for (const SetItem &item : items) {
        rows.emplace_back();
        for (const SetVote &vote : item) {
            const auto [at, isNew] = known.try_emplace(vote.value, static_cast<std::int32_t>(out.sets.size()));
            if (isNew)
                out.sets.push_back(vote.value);
            rows.back().push_back({.annotator = vote.annotator, .value = at->second});
            out.annotators = std::max(out.annotators, vote.annotator + 1);
        }
    }
    out.matrix = Matrix(out.annotators, static_cast<std::int32_t>(out.sets.size()));
    for (const auto &row : rows)
        out.matrix.addItem(row);
    return out;
}

/// Alpha with distances between sets, summed over patterns of items.
class SetSums
{
public:
    SetSums(const Numbered &numbered, const Patterns &patterns, const std::vector<SetDistance> &kinds)
        : m_patterns(patterns), m_count(numbered.sets.size())
    {
        for (const SetDistance kind : kinds) {
            std::vector<double> square(m_count * m_count, 0);
            for (std::size_t a = 0; a < m_count; ++a) {
                for (std::size_t b = a + 1; b < m_count; ++b)
                    square[a * m_count + b] = distance(numbered.sets[a], numbered.sets[b], kind);
            }
            m_distances.push_back(std::move(square));
            m_observed.emplace_back();
            for (const Patterns::Pattern &pattern : patterns.patterns())
                m_observed.back().push_back(observedOf(pattern, m_distances.back()));
        }
    }

    /// One value per kind.
    void alphas(std::span<const std::int64_t> drawn, std::span<Value> values)
    {
        m_n.assign(m_count, 0);
        double total = 0;
        for (std::size_t p = 0; p < drawn.size(); ++p) {
            const Patterns::Pattern &pattern = m_patterns.patterns()[p];
            if (drawn[p] == 0 || pattern.answers < 2)
                continue;
            for (const auto &[set, count] : pattern.counts)
                m_n[static_cast<std::size_t>(set)] += static_cast<double>(drawn[p] * count);
            total += static_cast<double>(drawn[p] * pattern.answers);
        }
        for (std::size_t kind = 0; kind < m_distances.size(); ++kind)
            values[kind] = alpha(drawn, kind, total);
    }

private:
    [[nodiscard]] double observedOf(const Patterns::Pattern &pattern, const std::vector<double> &square) const
    {
        double sum = 0;
        for (const auto &[a, ra] : pattern.counts) {
            for (const auto &[b, rb] : pattern.counts) {
                if (a < b)
                    sum += 2.0 * ra * rb * square[static_cast<std::size_t>(a) * m_count + static_cast<std::size_t>(b)];
            }
        }
        return pattern.answers < 2 ? 0 : sum / (pattern.answers - 1);
    }

    [[nodiscard]] Value alpha(std::span<const std::int64_t> drawn, std::size_t kind, double total) const
    {
        if (total == 0)
            return Value::none("no_pairable_items");
        double observed = 0;
        for (std::size_t p = 0; p < drawn.size(); ++p)
            observed += static_cast<double>(drawn[p]) * m_observed[kind][p];
        double expected = 0;
        for (std::size_t a = 0; a < m_count; ++a) {
            if (m_n[a] == 0)
                continue;
            double row = 0;
            for (std::size_t b = a + 1; b < m_count; ++b)
                row += m_n[b] * m_distances[kind][a * m_count + b];
            expected += 2 * m_n[a] * row;
        }
        return expected == 0 ? Value::none("no_variation") : Value{.x = 1 - observed * (total - 1) / expected};
    }

    const Patterns &m_patterns;
    std::size_t m_count;
    std::vector<std::vector<double>> m_distances; ///< upper triangles
    std::vector<std::vector<double>> m_observed;  ///< kind x pattern
    std::vector<double> m_n;
};

Value percentOfPatterns(const Patterns &patterns, std::span<const std::int64_t> drawn)
{
    double sum = 0;
    double items = 0;
    for (std::size_t p = 0; p < drawn.size(); ++p) {
        const Patterns::Pattern &pattern = patterns.patterns()[p];
        if (pattern.answers < 2)
            continue;
        double equal = 0;
        for (const auto &[set, count] : pattern.counts)
            equal += static_cast<double>(count) * (count - 1);
        sum += static_cast<double>(drawn[p]) * equal / (static_cast<double>(pattern.answers) * (pattern.answers - 1));
        items += static_cast<double>(drawn[p]);
    }
    return items == 0 ? Value::none("no_pairable_items") : Value{.x = sum / items};
}

/// How many of a pattern's answers chose each member: pattern x member.
std::vector<std::vector<double>> chosen(const Numbered &numbered, const Patterns &patterns, std::int32_t answers)
{
    std::vector<std::vector<double>> out;
    for (const Patterns::Pattern &pattern : patterns.patterns()) {
        out.emplace_back(static_cast<std::size_t>(answers), 0.0);
        for (const auto &[set, count] : pattern.counts) {
            for (const std::int32_t member : numbered.sets[static_cast<std::size_t>(set)]) {
                if (member >= 0 && member < answers)
                    out.back()[static_cast<std::size_t>(member)] += count;
            }
        }
    }
    return out;
}

Value memberAlphaOf(const Patterns &patterns, const std::vector<std::vector<double>> &members, std::size_t member,
                    std::span<const std::int64_t> drawn)
{
    Binary binary;
    for (std::size_t p = 0; p < drawn.size(); ++p)
        binary.add(static_cast<double>(drawn[p]), members[p][member], patterns.patterns()[p].answers);
    return binary.alpha();
}

std::vector<SetReport::Pair> pairsOf(const Matrix &matrix, const BootstrapOptions &options)
{
    std::vector<SetReport::Pair> out;
    for (const SharedItems &shared : sharedItems(matrix)) {
        SetReport::Pair pair{.a = shared.a, .b = shared.b, .n = static_cast<std::int64_t>(shared.equal.size())};
        const auto percent = [](std::span<const std::int64_t> drawn) {
            return Value{.x = static_cast<double>(drawn[1]) / static_cast<double>(drawn[0] + drawn[1])};
        };
        const auto equal = std::ranges::count(shared.equal, 1);
        const std::array<std::int64_t, 2> once{pair.n - equal, equal};
        pair.percent = percent(once).figure();
        Figure *const figures[] = {&pair.percent};
        addIntervals(figures, unitsOf(shared.equal, 2), pair.n, options,
                     [&](std::span<const std::int64_t> drawn, std::span<Value> values) { values[0] = percent(drawn); });
        out.push_back(std::move(pair));
    }
    return out;
}

} // namespace

double distance(const Set &a, const Set &b, SetDistance kind)
{
    if (a == b)
        return 0;
    if (kind == SetDistance::Exact)
        return 1;
    std::vector<std::int32_t> common;
    std::ranges::set_intersection(a, b, std::back_inserter(common));
    if (common.empty())
        return 1;
    const double jaccard =
        static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size() - common.size());
    if (kind == SetDistance::Jaccard)
        return 1 - jaccard;
    const bool contains = common.size() == a.size() || common.size() == b.size();
    return 1 - jaccard * (contains ? 2.0 / 3.0 : 1.0 / 3.0);
}

Figure setAlpha(const std::vector<SetItem> &items, SetDistance kind)
{
    const Numbered sets = numbered(items);
    const Patterns patterns(sets.matrix);
    std::array<Value, 1> value;
    SetSums(sets, patterns, {kind}).alphas(patterns.sizes(), value);
    return value[0].figure();
}

Figure memberAlpha(const std::vector<SetItem> &items, std::int32_t answer)
{
    Binary binary;
    for (const SetItem &item : items) {
        const auto yes =
            std::ranges::count_if(item, [&](const SetVote &vote) { return std::ranges::contains(vote.value, answer); });
        binary.add(1, static_cast<double>(yes), static_cast<double>(item.size()));
    }
    return binary.alpha().figure();
}

SetReport setReport(const std::vector<SetItem> &items, std::int32_t answers, const BootstrapOptions &options)
{
    const Numbered sets = numbered(items);
    const Patterns patterns(sets.matrix);
    const auto members = chosen(sets, patterns, answers);
    SetSums sums(sets, patterns, {SetDistance::Masi, SetDistance::Jaccard});
    SetReport out{.perAnswer{static_cast<std::size_t>(answers), Figure{}}};
    std::vector<Figure *> figures{&out.alphaMasi, &out.alphaJaccard, &out.percent};
    for (Figure &figure : out.perAnswer)
        figures.push_back(&figure);
    const auto compute = [&](std::span<const std::int64_t> drawn, std::span<Value> values) {
        sums.alphas(drawn, values);
        values[2] = percentOfPatterns(patterns, drawn);
        for (std::size_t member = 0; member < out.perAnswer.size(); ++member)
            values[3 + member] = memberAlphaOf(patterns, members, member, drawn);
    };
    std::vector<Value> values(figures.size());
    const auto sizes = patterns.sizes();
    compute(sizes, values);
    for (std::size_t f = 0; f < figures.size(); ++f)
        *figures[f] = values[f].figure();
    out.records = patterns.pairableItems();
    addIntervals(figures, unitsOf(patterns.ofItem(), patterns.patterns().size()), out.records, options, compute);

    double given = 0;
    out.shares.assign(static_cast<std::size_t>(answers), 0);
    for (std::size_t p = 0; p < sizes.size(); ++p) {
        given += static_cast<double>(sizes[p]) * patterns.patterns()[p].answers;
        for (std::size_t member = 0; member < out.shares.size(); ++member)
            out.shares[member] += static_cast<double>(sizes[p]) * members[p][member];
    }
    for (double &share : out.shares)
        share = given == 0 ? 0 : share / given;
    out.annotators = annotatorsOfPairableItems(sets.matrix);
    out.annotatorPairs = pairsOf(sets.matrix, options);
    out.pairs = static_cast<std::int64_t>(out.annotatorPairs.size());
    return out;
}

} // namespace nia::agreement
