// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/models.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nia::agreement {

namespace {

using Rows = std::vector<std::vector<double>>;

/// Items as lists of votes by rising annotator, so that sums do not depend on the order in which answers came in.
std::vector<std::vector<Vote>> sortedItems(const Matrix &matrix)
{
    std::vector<std::vector<Vote>> items;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        items.emplace_back(matrix.item(i).begin(), matrix.item(i).end());
        std::ranges::sort(items.back());
    }
    return items;
}

Rows voteShares(const std::vector<std::vector<Vote>> &items, std::size_t q)
{
    Rows out;
    for (const auto &item : items) {
        std::vector<double> row(q, item.empty() ? 1.0 / static_cast<double>(q) : 0.0);
        for (const Vote &vote : item)
            row[static_cast<std::size_t>(vote.value)] += 1.0 / static_cast<double>(item.size());
        out.push_back(std::move(row));
    }
    return out;
}

void normalise(std::vector<double> &row)
{
    double sum = 0;
    for (const double x : row)
        sum += x;
    for (double &x : row)
        x = sum > 0 ? x / sum : 1.0 / static_cast<double>(row.size());
}

void maximise(DawidSkene &out, const std::vector<std::vector<Vote>> &items, double smoothing)
{
    const std::size_t q = out.prevalence.size();
    std::ranges::fill(out.prevalence, 0.0);
    for (Rows &rows : out.confusion)
        rows.assign(q, std::vector<double>(q, smoothing));
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t j = 0; j < q; ++j) {
            out.prevalence[j] += out.posterior[i][j] / static_cast<double>(items.size());
            for (const Vote &vote : items[i])
                out.confusion[static_cast<std::size_t>(vote.annotator)][j][static_cast<std::size_t>(vote.value)] +=
                    out.posterior[i][j];
        }
    }
    for (Rows &rows : out.confusion)
        std::ranges::for_each(rows, normalise);
}

double logOf(double p)
{
    return p > 0 ? std::log(p) : -std::numeric_limits<double>::infinity();
}

/// Largest change of a posterior.
double expect(DawidSkene &out, const std::vector<std::vector<Vote>> &items)
{
    const std::size_t q = out.prevalence.size();
    std::vector<Rows> logs = out.confusion;
    for (Rows &rows : logs) {
        for (auto &row : rows)
            std::ranges::transform(row, row.begin(), logOf);
    }
    out.logLikelihood = 0;
    double change = 0;
    std::vector<double> row(q);
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t j = 0; j < q; ++j) {
            row[j] = logOf(out.prevalence[j]);
            for (const Vote &vote : items[i])
                row[j] += logs[static_cast<std::size_t>(vote.annotator)][j][static_cast<std::size_t>(vote.value)];
        }
        const double top = std::ranges::max(row);
        double sum = 0;
        for (double &x : row) {
            x = std::isfinite(top) ? std::exp(x - top) : 1.0;
            sum += x;
        }
        for (std::size_t j = 0; j < q; ++j) {
            const double p = row[j] / sum;
            change = std::max(change, std::abs(p - out.posterior[i][j]));
            out.posterior[i][j] = p;
        }
        out.logLikelihood += top + std::log(sum);
    }
    return change;
}

} // namespace

DawidSkene dawidSkene(const Matrix &matrix, const DawidSkeneOptions &options)
{
    const auto q = static_cast<std::size_t>(std::max(matrix.answers(), 0));
    DawidSkene out;
    if (q == 0 || matrix.items() == 0)
        return out;
    const auto items = sortedItems(matrix);
    out.posterior = voteShares(items, q);
    out.prevalence.assign(q, 0);
    out.confusion.resize(static_cast<std::size_t>(matrix.annotators()));
    double before = 0;
    for (out.rounds = 1; out.rounds <= options.maxRounds; ++out.rounds) {
        maximise(out, items, options.smoothing);
        const double change = expect(out, items);
        const double allowed = options.tolerance * (1 + std::abs(out.logLikelihood));
        if (out.rounds > 1 && std::abs(out.logLikelihood - before) <= allowed && change <= 1e-9)
            return out;
        before = out.logLikelihood;
    }
    out.rounds = options.maxRounds;
    return out;
}

PosteriorChoice choose(const std::vector<double> &posterior, std::span<const Vote> votes)
{
    PosteriorChoice out;
    if (posterior.empty())
        return out;
    const double top = std::ranges::max(posterior);
    std::int64_t mostVotes = -1;
    std::int64_t candidates = 0;
    for (std::size_t j = 0; j < posterior.size(); ++j) {
        if (top - posterior[j] >= 1e-9)
            continue;
        ++candidates;
        const auto count = std::ranges::count(votes, static_cast<std::int32_t>(j), &Vote::value);
        if (count > mostVotes) {
            mostVotes = count;
            out.answer = static_cast<std::int32_t>(j);
            out.p = posterior[j];
        }
    }
    out.tie = candidates > 1;
    return out;
}

bool dawidSkeneApplies(const Matrix &matrix)
{
    std::vector<std::int64_t> perAnnotator(static_cast<std::size_t>(matrix.annotators()), 0);
    std::int64_t items = 0;
    std::int64_t answers = 0;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        items += matrix.item(i).empty() ? 0 : 1;
        answers += static_cast<std::int64_t>(matrix.item(i).size());
        for (const Vote &vote : matrix.item(i))
            ++perAnnotator[static_cast<std::size_t>(vote.annotator)];
    }
    return items >= 50 && answers >= 3 * items
           && std::ranges::all_of(perAnnotator, [](std::int64_t count) { return count == 0 || count >= 20; });
}

} // namespace nia::agreement
