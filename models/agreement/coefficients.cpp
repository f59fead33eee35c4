// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/coefficients.h"

#include "agreement/counts.h"
#include "agreement/pairs.h"
#include "agreement/resample.h"

#include <numeric>

namespace nia::agreement {

Figure percentAgreement(const Matrix &matrix, Weights weights)
{
    return percentOf(sumsOf(matrix), weights).figure();
}

Figure percentOfPairs(const Matrix &matrix)
{
    const Sums sums = sumsOf(matrix);
    return sums.pairs == 0 ? Figure::none("no_pairable_items") : Figure::of(sums.equalPairs / sums.pairs);
}

Figure unanimousShare(const Matrix &matrix)
{
    const Sums sums = sumsOf(matrix);
    return sums.pairable == 0 ? Figure::none("no_pairable_items") : Figure::of(sums.unanimous / sums.pairable);
}

Figure cohenKappa(const Matrix &matrix, std::int32_t a, std::int32_t b, Weights weights)
{
    return kappaOf(tableOf(matrix, a, b), matrix.answers(), weights, false).figure();
}

Figure scottPi(const Matrix &matrix, std::int32_t a, std::int32_t b, Weights weights)
{
    return kappaOf(tableOf(matrix, a, b), matrix.answers(), weights, true).figure();
}

Figure cohenKappa(const Matrix &matrix, Weights weights)
{
    return matrix.annotators() == 2 ? cohenKappa(matrix, 0, 1, weights) : Figure::none("needs_two_annotators");
}

Figure scottPi(const Matrix &matrix, Weights weights)
{
    return matrix.annotators() == 2 ? scottPi(matrix, 0, 1, weights) : Figure::none("needs_two_annotators");
}

Figure lightKappa(const Matrix &matrix, Weights weights)
{
    double sum = 0;
    std::int64_t defined = 0;
    for (const PairTable &pair : pairTables(matrix)) {
        const Value kappa = kappaOf(pair.table, matrix.answers(), weights, false);
        if (kappa.undefined)
            continue;
        sum += kappa.x;
        ++defined;
    }
    return defined == 0 ? Figure::none("no_defined_pair") : Figure::of(sum / static_cast<double>(defined));
}

Figure fleissKappa(const Matrix &matrix, Weights weights)
{
    return fleissOf(sumsOf(matrix), weights).figure();
}

Figure gwetAc(const Matrix &matrix, Weights weights)
{
    return gwetOf(sumsOf(matrix), weights).figure();
}

Figure krippendorffAlpha(const Matrix &matrix, Metric metric)
{
    return alphaOf(sumsOf(matrix), metric, valuesOf(matrix)).figure();
}

Figure fleissOfAnswer(const Matrix &matrix, std::int32_t answer)
{
    return fleissOfAnswer(sumsOf(matrix), answer).figure();
}

Figure specificAgreement(const Matrix &matrix, std::int32_t answer)
{
    return specificOf(sumsOf(matrix), answer).figure();
}

Figure kappaOfTable(const std::vector<std::int64_t> &table, std::int32_t q, Weights weights)
{
    return kappaOf(table, q, weights, false).figure();
}

Figure withInterval(const Matrix &matrix, const Coefficient &coefficient, const BootstrapOptions &options)
{
    Figure out = coefficient(matrix);
    const auto items = static_cast<std::size_t>(matrix.items());
    std::vector<std::int32_t> each(items);
    std::iota(each.begin(), each.end(), 0);
    std::vector<std::int64_t> blocks;
    std::int64_t pairable = 0;
    for (std::int64_t i = 0; i < matrix.items(); ++i) {
        blocks.push_back(matrix.block(i));
        pairable += matrix.item(i).size() >= 2 ? 1 : 0;
    }
    Figure *const figures[] = {&out};
    addIntervals(figures, unitsOf(each, blocks, items), pairable, options,
                 [&](std::span<const std::int64_t> drawn, std::span<Value> values) {
                     Matrix again(matrix.annotators(), matrix.answers(), matrix.ordered());
                     again.setValues(valuesOf(matrix));
                     for (std::size_t i = 0; i < drawn.size(); ++i) {
                         for (std::int64_t times = 0; times < drawn[i]; ++times)
                             again.addItem(matrix.item(static_cast<std::int64_t>(i)));
                     }
                     const Figure figure = coefficient(again);
                     values[0] = figure.value ? Value{.x = *figure.value} : Value::none("undefined");
                 });
    return out;
}

} // namespace nia::agreement
