// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/report.h"

#include "agreement/counts.h"
#include "agreement/pairs.h"
#include "agreement/resample.h"

namespace nia::agreement {

namespace {

/// percent, alpha, Fleiss, AC1, then S_k and Fleiss of each answer.
void headlines(const Sums &sums, Metric metric, const std::vector<double> &numbers, std::span<Value> values)
{
    values[0] = percentOf(sums, Weights::Identity);
    values[1] = alphaOf(sums, metric, numbers);
    values[2] = fleissOf(sums, Weights::Identity);
    values[3] = gwetOf(sums, Weights::Identity);
    for (std::int32_t answer = 0; answer < sums.q; ++answer) {
        const std::size_t at = 4 + 2 * static_cast<std::size_t>(answer);
        values[at] = specificOf(sums, answer);
        values[at + 1] = fleissOfAnswer(sums, answer);
    }
}

void addHeadlines(Report &out, const Matrix &matrix, const ReportOptions &options)
{
    const Patterns patterns(matrix);
    const std::vector<double> numbers = valuesOf(matrix);
    std::vector<Figure *> figures{&out.percent, &out.alpha, &out.fleiss, &out.ac1};
    for (Report::Category &category : out.categories) {
        figures.push_back(&category.agreement);
        figures.push_back(&category.fleiss);
    }
    Sums sums;
    sums.add(patterns, patterns.sizes());
    std::vector<Value> values(figures.size());
    headlines(sums, options.metric, numbers, values);
    for (std::size_t f = 0; f < figures.size(); ++f)
        *figures[f] = values[f].figure();

    std::vector<std::int64_t> blocks;
    for (std::int64_t i = 0; i < matrix.items(); ++i)
        blocks.push_back(matrix.block(i));
    out.records = patterns.pairableItems();
    addIntervals(figures, unitsOf(patterns.ofItem(), blocks, patterns.patterns().size()), out.records,
                 options.bootstrap, [&](std::span<const std::int64_t> drawn, std::span<Value> again) {
                     sums.add(patterns, drawn);
                     headlines(sums, options.metric, numbers, again);
                 });
}

Report::Pair pairOf(const PairTable &pair, const Matrix &matrix, const BootstrapOptions &options)
{
    const std::int32_t q = matrix.answers();
    const Weights weights = matrix.ordered() ? Weights::Quadratic : Weights::Identity;
    Report::Pair out{.a = pair.a, .b = pair.b, .n = static_cast<std::int64_t>(pair.cells.size())};
    out.percent = percentOfTable(pair.table, q).figure();
    out.kappa = kappaOf(pair.table, q, weights, false).figure();
    Figure *const figures[] = {&out.percent, &out.kappa};
    addIntervals(figures, unitsOf(pair.cells, pair.blocks, pair.table.size()), out.n, options,
                 [&](std::span<const std::int64_t> drawn, std::span<Value> values) {
                     values[0] = percentOfTable(drawn, q);
                     values[1] = kappaOf(drawn, q, weights, false);
                 });
    return out;
}

void addShares(Report &out, const Matrix &matrix)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(matrix.answers()), 0);
    std::int64_t all = 0;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        for (const Vote &vote : matrix.item(i)) {
            ++counts[static_cast<std::size_t>(vote.value)];
            ++all;
        }
    }
    out.annotators = annotatorsOfPairableItems(matrix);
    for (std::int32_t answer = 0; answer < matrix.answers(); ++answer) {
        const auto count = static_cast<double>(counts[static_cast<std::size_t>(answer)]);
        out.categories.push_back({.answer = answer, .share = all == 0 ? 0 : count / static_cast<double>(all)});
    }
}

} // namespace

Report report(const Matrix &matrix, const ReportOptions &options)
{
    Report out{.metric = options.metric};
    addShares(out, matrix);
    addHeadlines(out, matrix, options);
    const auto q = static_cast<std::size_t>(matrix.answers());
    out.confusion.assign(q, std::vector<std::int64_t>(q, 0));
    for (const PairTable &pair : pairTables(matrix)) {
        out.annotatorPairs.push_back(pairOf(pair, matrix, options.bootstrap));
        for (std::size_t cell = 0; cell < pair.table.size(); ++cell)
            out.confusion[cell / q][cell % q] += pair.table[cell];
    }
    out.pairs = static_cast<std::int64_t>(out.annotatorPairs.size());
    return out;
}

} // namespace nia::agreement
