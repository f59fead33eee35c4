// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"
#include "agreement/matrix.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace nia::agreement {

/// A value or the reason why there is none, without the cost of a string: replicates are many.
struct Value {
    double x = 0;
    const char *undefined = nullptr;

    [[nodiscard]] static Value none(const char *why) { return {.undefined = why}; }
    [[nodiscard]] Figure figure() const { return undefined ? Figure::none(undefined) : Figure::of(x); }
};

/// The items of a matrix by how often each answer was given on them: items of equal counts are one pattern, since most
/// coefficients cannot tell them apart. What is drawn again and summed up are patterns.
class Patterns
{
public:
    explicit Patterns(const Matrix &matrix);

    struct Pattern {
        std::vector<std::pair<std::int32_t, std::int32_t>> counts; ///< (answer, how many gave it), rising
        std::int32_t answers = 0;                                   ///< how many answered
    };
    [[nodiscard]] const std::vector<Pattern> &patterns() const { return m_patterns; }
    [[nodiscard]] const std::vector<std::int32_t> &ofItem() const { return m_ofItem; }
    [[nodiscard]] std::int32_t answers() const { return m_answers; }
    /// How many items each pattern has.
    [[nodiscard]] std::vector<std::int64_t> sizes() const;
    [[nodiscard]] std::int64_t pairableItems() const;

private:
    std::int32_t m_answers;
    std::vector<Pattern> m_patterns;
    std::vector<std::int32_t> m_ofItem;
};

/// All that the coefficients need of items drawn so and so often (symbols of domain/agreement.md section 1).
struct Sums {
    std::int32_t q = 0;
    double answered = 0;            ///< N1: items with one answer or more
    double pairable = 0;            ///< n2: items with two or more
    double unanimous = 0;           ///< of them: all equal
    double pairs = 0;               ///< pairs of answers on one item
    double equalPairs = 0;
    std::vector<double> shares;     ///< sum over items of r_ik / r_i
    std::vector<double> agreements; ///< q x q: sum of r_ik (r_il - [k = l]) / (r_i (r_i - 1))
    std::vector<double> coincidences; ///< q x q: the same over (r_i - 1), Krippendorff's o_kl

    /// Fills this from patterns, each drawn so often; keeps its memory.
    void add(const Patterns &patterns, std::span<const std::int64_t> drawn);
};
[[nodiscard]] Sums sumsOf(const Matrix &matrix);

[[nodiscard]] double weight(std::int32_t k, std::int32_t l, std::int32_t q, Weights weights);

[[nodiscard]] Value percentOf(const Sums &sums, Weights weights);
[[nodiscard]] Value fleissOf(const Sums &sums, Weights weights);
[[nodiscard]] Value gwetOf(const Sums &sums, Weights weights);
[[nodiscard]] Value alphaOf(const Sums &sums, Metric metric, const std::vector<double> &values);
[[nodiscard]] Value fleissOfAnswer(const Sums &sums, std::int32_t answer);
[[nodiscard]] Value specificOf(const Sums &sums, std::int32_t answer);
/// Table of two annotators, q x q counts.
[[nodiscard]] Value percentOfTable(std::span<const std::int64_t> table, std::int32_t q);
[[nodiscard]] Value kappaOf(std::span<const std::int64_t> table, std::int32_t q, Weights weights, bool pooledShares);

/// Krippendorff's nominal alpha of a yes/no question, as sums over items.
struct Binary {
    double n = 0;            ///< answers on pairable items
    double yes = 0;
    double disagreement = 0; ///< sum of 2 k (r - k) / (r - 1)

    void add(double items, double yesOfItem, double answersOfItem);
    void add(const Binary &other, double times);
    [[nodiscard]] Value alpha() const;
};

} // namespace nia::agreement
