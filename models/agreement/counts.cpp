// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/counts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nia::agreement {

Patterns::Patterns(const Matrix &matrix) : m_answers(matrix.answers())
{
    std::map<std::vector<std::pair<std::int32_t, std::int32_t>>, std::int32_t> known;
    std::vector<std::int32_t> values;
    std::vector<std::pair<std::int32_t, std::int32_t>> counts;
    m_ofItem.reserve(static_cast<std::size_t>(matrix.items()));
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        values.clear();
        for (const Vote &vote : matrix.item(i))
            values.push_back(vote.value);
        std::ranges::sort(values);
        counts.clear();
        for (const std::int32_t value : values) {
            if (counts.empty() || counts.back().first != value)
                counts.emplace_back(value, 0);
            ++counts.back().second;
        }
        const auto [at, isNew] = known.try_emplace(counts, static_cast<std::int32_t>(m_patterns.size()));
        if (isNew)
            m_patterns.push_back({.counts = counts, .answers = static_cast<std::int32_t>(values.size())});
        m_ofItem.push_back(at->second);
    }
}

std::vector<std::int64_t> Patterns::sizes() const
{
    std::vector<std::int64_t> out(m_patterns.size(), 0);
    for (const std::int32_t pattern : m_ofItem)
        ++out[static_cast<std::size_t>(pattern)];
    return out;
}

std::int64_t Patterns::pairableItems() const
{
    return std::ranges::count_if(m_ofItem, [&](std::int32_t pattern) {
        return m_patterns[static_cast<std::size_t>(pattern)].answers >= 2;
    });
}

void Sums::add(const Patterns &patterns, std::span<const std::int64_t> drawn)
{
    q = patterns.answers();
    const auto width = static_cast<std::size_t>(q);
    answered = pairable = unanimous = pairs = equalPairs = 0;
    shares.assign(width, 0);
    agreements.assign(width * width, 0);
    coincidences.assign(width * width, 0);
    for (std::size_t p = 0; p < drawn.size(); ++p) {
        const Patterns::Pattern &pattern = patterns.patterns()[p];
        if (drawn[p] == 0 || pattern.answers == 0)
            continue;
        const auto times = static_cast<double>(drawn[p]);
        const double r = pattern.answers;
        answered += times;
        for (const auto &[k, rk] : pattern.counts)
            shares[static_cast<std::size_t>(k)] += times * rk / r;
        if (pattern.answers < 2)
            continue;
        pairable += times;
        pairs += times * r * (r - 1) / 2;
        if (pattern.counts.size() == 1)
            unanimous += times;
        for (const auto &[k, rk] : pattern.counts) {
            equalPairs += times * rk * (rk - 1) / 2;
            for (const auto &[l, rl] : pattern.counts) {
                const double both = times * rk * (rl - (k == l ? 1 : 0));
                const std::size_t cell = static_cast<std::size_t>(k) * width + static_cast<std::size_t>(l);
                coincidences[cell] += both / (r - 1);
                agreements[cell] += both / (r * (r - 1));
            }
        }
    }
}

Sums sumsOf(const Matrix &matrix)
{
    const Patterns patterns(matrix);
    Sums sums;
    sums.add(patterns, patterns.sizes());
    return sums;
}

double weight(std::int32_t k, std::int32_t l, std::int32_t q, Weights weights)
{
    if (k == l)
        return 1;
    if (weights == Weights::Identity || q < 2)
        return 0;
    const double step = static_cast<double>(k - l) / (q - 1);
    return weights == Weights::Linear ? 1 - std::abs(step) : 1 - step * step;
}

namespace {

double at(const std::vector<double> &square, std::int32_t q, std::int32_t k, std::int32_t l)
{
    return square[static_cast<std::size_t>(k) * static_cast<std::size_t>(q) + static_cast<std::size_t>(l)];
}

/// Sum of weight(k, l) * f(k, l); identity weights need the diagonal only.
template<typename F>
double weighted(std::int32_t q, Weights weights, F f)
{
    double sum = 0;
    for (std::int32_t k = 0; k < q; ++k) {
        if (weights == Weights::Identity) {
            sum += f(k, k);
            continue;
        }
        for (std::int32_t l = 0; l < q; ++l)
            sum += weight(k, l, q, weights) * f(k, l);
    }
    return sum;
}

Value chanceCorrected(double observed, double expected)
{
    return expected == 1 ? Value::none("no_variation") : Value{.x = (observed - expected) / (1 - expected)};
}

} // namespace

Value percentOf(const Sums &sums, Weights weights)
{
    if (sums.pairable == 0)
        return Value::none("no_pairable_items");
    const double sum = weighted(sums.q, weights, [&](auto k, auto l) { return at(sums.agreements, sums.q, k, l); });
    return {.x = sum / sums.pairable};
}

Value fleissOf(const Sums &sums, Weights weights)
{
    const Value observed = percentOf(sums, weights);
    if (observed.undefined)
        return observed;
    if (std::ranges::count_if(sums.shares, [](double share) { return share > 0; }) == 1)
        return Value::none("no_variation");
    const auto share = [&](std::int32_t k) { return sums.shares[static_cast<std::size_t>(k)] / sums.answered; };
    return chanceCorrected(observed.x, weighted(sums.q, weights, [&](auto k, auto l) { return share(k) * share(l); }));
}

Value gwetOf(const Sums &sums, Weights weights)
{
    if (sums.q < 2)
        return Value::none("one_category_declared");
    const Value observed = percentOf(sums, weights);
    if (observed.undefined)
        return observed;
    const double total = weighted(sums.q, weights, [](auto, auto) { return 1.0; });
    double spread = 0;
    for (const double share : sums.shares)
        spread += share / sums.answered * (1 - share / sums.answered);
    return chanceCorrected(observed.x, total / (static_cast<double>(sums.q) * (sums.q - 1)) * spread);
}

Value alphaOf(const Sums &sums, Metric metric, const std::vector<double> &values)
{
    if (sums.pairable == 0)
        return Value::none("no_pairable_items");
    std::vector<double> n(static_cast<std::size_t>(sums.q), 0);
    std::vector<double> before(n.size() + 1, 0); // sums of n below each answer, for the ordinal metric
    double total = 0;
    for (std::int32_t c = 0; c < sums.q; ++c) {
        for (std::int32_t k = 0; k < sums.q; ++k)
            n[static_cast<std::size_t>(c)] += at(sums.coincidences, sums.q, c, k);
        before[static_cast<std::size_t>(c) + 1] = before[static_cast<std::size_t>(c)] + n[static_cast<std::size_t>(c)];
        total += n[static_cast<std::size_t>(c)];
    }
    double observed = 0;
    double expected = 0;
    for (std::size_t c = 0; c < n.size(); ++c) {
        for (std::size_t k = c + 1; k < n.size(); ++k) {
            if (n[c] == 0 || n[k] == 0)
                continue;
            double d = 1;
            if (metric == Metric::Ordinal)
                d = before[k + 1] - before[c] - (n[c] + n[k]) / 2;
            else if (metric == Metric::Interval)
                d = values[c] - values[k];
            else if (metric == Metric::Ratio)
                d = values[c] + values[k] == 0 ? 0 : (values[c] - values[k]) / (values[c] + values[k]);
            observed += 2 * sums.coincidences[c * n.size() + k] * d * d;
            expected += 2 * n[c] * n[k] * d * d;
        }
    }
    if (expected == 0)
        return Value::none("no_variation");
    return {.x = 1 - observed * (total - 1) / expected};
}

Value fleissOfAnswer(const Sums &sums, std::int32_t answer)
{
    if (sums.pairable == 0)
        return Value::none("no_pairable_items");
    double apart = 0; // pairs of which one is this answer and one is not
    for (std::int32_t l = 0; l < sums.q; ++l)
        apart += l == answer ? 0 : 2 * at(sums.agreements, sums.q, answer, l);
    const double sum = sums.shares[static_cast<std::size_t>(answer)];
    double others = 0;
    for (std::int32_t l = 0; l < sums.q; ++l)
        others += l == answer ? 0 : sums.shares[static_cast<std::size_t>(l)];
    if (sum == 0 || others == 0)
        return Value::none("no_variation");
    const double share = sum / sums.answered;
    return chanceCorrected(1 - apart / sums.pairable, share * share + (1 - share) * (1 - share));
}

Value specificOf(const Sums &sums, std::int32_t answer)
{
    if (sums.pairable == 0)
        return Value::none("no_pairable_items");
    double all = 0;
    for (std::int32_t l = 0; l < sums.q; ++l)
        all += at(sums.coincidences, sums.q, answer, l);
    return all == 0 ? Value::none("no_variation") : Value{.x = at(sums.coincidences, sums.q, answer, answer) / all};
}

Value percentOfTable(std::span<const std::int64_t> table, std::int32_t q)
{
    std::int64_t n = 0;
    std::int64_t equal = 0;
    for (std::size_t cell = 0; cell < table.size(); ++cell) {
        n += table[cell];
        if (cell / static_cast<std::size_t>(q) == cell % static_cast<std::size_t>(q))
            equal += table[cell];
    }
    return n == 0 ? Value::none("no_shared_items") : Value{.x = static_cast<double>(equal) / static_cast<double>(n)};
}

Value kappaOf(std::span<const std::int64_t> table, std::int32_t q, Weights weights, bool pooledShares)
{
    const auto width = static_cast<std::size_t>(q);
    std::vector<double> rows(width, 0);
    std::vector<double> columns(width, 0);
    double n = 0;
    for (std::size_t cell = 0; cell < table.size(); ++cell) {
        const auto count = static_cast<double>(table[cell]);
        rows[cell / width] += count;
        columns[cell % width] += count;
        n += count;
    }
    if (n == 0)
        return Value::none("no_shared_items");
    for (std::size_t k = 0; k < width; ++k) {
        rows[k] /= n;
        columns[k] /= n;
        if (pooledShares)
            rows[k] = columns[k] = (rows[k] + columns[k]) / 2;
    }
    const auto place = [](std::int32_t k) { return static_cast<std::size_t>(k); };
    const double observed = weighted(q, weights, [&](auto k, auto l) {
        return static_cast<double>(table[place(k) * width + place(l)]) / n;
    });
    return chanceCorrected(observed,
                           weighted(q, weights, [&](auto k, auto l) { return rows[place(k)] * columns[place(l)]; }));
}

void Binary::add(double items, double yesOfItem, double answersOfItem)
{
    if (answersOfItem < 2)
        return;
    n += items * answersOfItem;
    yes += items * yesOfItem;
    disagreement += items * 2 * yesOfItem * (answersOfItem - yesOfItem) / (answersOfItem - 1);
}

void Binary::add(const Binary &other, double times)
{
    n += times * other.n;
    yes += times * other.yes;
    disagreement += times * other.disagreement;
}

Value Binary::alpha() const
{
    if (n == 0)
        return Value::none("no_pairable_items");
    const double expected = 2 * yes * (n - yes);
    return expected == 0 ? Value::none("no_variation") : Value{.x = 1 - disagreement * (n - 1) / expected};
}

} // namespace nia::agreement
