// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/models.h"
#include "base/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nia::agreement {

namespace {

constexpr double kKnowledgePrior = 0.5; // domain/agreement.md 11.2, VB
constexpr double kStrategyPrior = 10;
constexpr double kTiny = 1e-200;

/// psi(x), x > 0: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 6.3.18).
double digamma(double x)
{
    double shift = 0;
    for (; x < 6; x += 1)
        shift -= 1 / x;
    const double f = 1 / (x * x);
    return shift + std::log(x) - 0.5 / x
           - f * (1.0 / 12 - f * (1.0 / 120 - f * (1.0 / 252 - f * (1.0 / 240 - f * (1.0 / 132)))));
}

/// Of one annotator: chance to know, chance to guess, and what is guessed.
struct Habits {
    double know = 0.5;
    double guess = 0.5;
    std::vector<double> strategy;
};

struct Counts {
    double know = 0;
    double guess = 0;
    std::vector<double> strategy;
};

class Run
{
public:
    Run(const Matrix &matrix, const MaceOptions &options)
        : m_matrix(matrix),
          m_options(options),
          m_q(static_cast<std::size_t>(matrix.answers())),
          m_smoothing(options.smoothing < 0 ? 0.01 / static_cast<double>(m_q) : options.smoothing),
          m_habits(static_cast<std::size_t>(matrix.annotators()),
                   Habits{.strategy{std::vector<double>(m_q, 1.0 / static_cast<double>(m_q))}}),
          m_posterior(static_cast<std::size_t>(matrix.items()), std::vector<double>(m_q, 0))
    {
    }

    void addNoise(SplitMix64 &random)
    {
        for (Habits &habits : m_habits) {
            habits.know = 1 + 0.5 * random.unit();
            habits.guess = 1 + 0.5 * random.unit();
            const double both = habits.know + habits.guess;
            habits.know /= both;
            habits.guess /= both;
            double sum = 0;
            for (double &p : habits.strategy)
                sum += p = 1 + 0.5 * random.unit();
            for (double &p : habits.strategy)
                p /= sum;
        }
    }

    void rounds()
    {
        for (std::int64_t round = 0; round < m_options.rounds; ++round) {
            std::vector<Counts> counts(m_habits.size(), Counts{.strategy{std::vector<double>(m_q, 0)}});
            expect(counts);
            for (std::size_t a = 0; a < m_habits.size(); ++a)
                maximise(m_habits[a], counts[a]);
        }
    }

    [[nodiscard]] double logLikelihood() const { return m_logLikelihood; }

    [[nodiscard]] Mace result() const
    {
        Mace out{.posterior = m_posterior, .logLikelihood = m_logLikelihood};
        for (const Habits &habits : m_habits)
            out.competence.push_back(habits.know);
        for (const auto &row : m_posterior) {
            double entropy = 0;
            for (const double p : row)
                entropy -= p > 0 ? p * std::log(p) : 0;
            out.entropy.push_back(entropy);
        }
        return out;
    }

private:
    void expect(std::vector<Counts> &counts)
    {
        m_logLikelihood = 0;
        for (std::int64_t i = 0; i < m_matrix.items(); ++i) {
            auto &row = m_posterior[static_cast<std::size_t>(i)];
            m_logLikelihood += posteriorOf(m_matrix.item(i), row);
            for (const Vote &vote : m_matrix.item(i)) {
                const Habits &habits = m_habits[static_cast<std::size_t>(vote.annotator)];
                const auto value = static_cast<std::size_t>(vote.value);
                const double known = row[value] * habits.know / (habits.know + habits.guess * habits.strategy[value]);
                Counts &count = counts[static_cast<std::size_t>(vote.annotator)];
                count.know += known;
                count.guess += 1 - known;
                count.strategy[value] += 1 - known;
            }
        }
    }

    /// Fills the posterior of an item; its log likelihood.
    double posteriorOf(std::span<const Vote> votes, std::vector<double> &row) const
    {
        double scale = 0; // log of what was taken out against underflow
        std::ranges::fill(row, 1.0 / static_cast<double>(m_q));
        for (const Vote &vote : votes) {
            const Habits &habits = m_habits[static_cast<std::size_t>(vote.annotator)];
            const auto value = static_cast<std::size_t>(vote.value);
            double top = 0;
            for (std::size_t t = 0; t < m_q; ++t) {
                row[t] *= (t == value ? habits.know : 0) + habits.guess * habits.strategy[value];
                top = std::max(top, row[t]);
            }
            if (top < kTiny && top > 0) {
                for (double &p : row)
                    p /= top;
                scale += std::log(top);
            }
        }
        double sum = 0;
        for (const double p : row)
            sum += p;
        for (double &p : row)
            p /= sum;
        return scale + std::log(sum);
    }

    void maximise(Habits &habits, const Counts &counts) const
    {
        const auto q = static_cast<double>(m_q);
        if (m_options.variational) {
            const double all = digamma(counts.know + counts.guess + 2 * kKnowledgePrior);
            habits.know = std::exp(digamma(counts.know + kKnowledgePrior) - all);
            habits.guess = std::exp(digamma(counts.guess + kKnowledgePrior) - all);
            const double strategies = digamma(counts.guess + q * kStrategyPrior);
            for (std::size_t t = 0; t < m_q; ++t)
                habits.strategy[t] = std::exp(digamma(counts.strategy[t] + kStrategyPrior) - strategies);
            return;
        }
        habits.know = (counts.know + m_smoothing) / (counts.know + counts.guess + 2 * m_smoothing);
        habits.guess = 1 - habits.know;
        for (std::size_t t = 0; t < m_q; ++t)
            habits.strategy[t] = (counts.strategy[t] + m_smoothing) / (counts.guess + q * m_smoothing);
    }

    const Matrix &m_matrix;
    const MaceOptions &m_options;
    std::size_t m_q;
    double m_smoothing;
    std::vector<Habits> m_habits;
    std::vector<std::vector<double>> m_posterior;
    double m_logLikelihood = -std::numeric_limits<double>::infinity();
};

} // namespace

Mace mace(const Matrix &matrix, const MaceOptions &options)
{
    if (matrix.answers() <= 0)
        return {};
    SplitMix64 random(options.seed);
    Mace best;
    const std::int64_t runs = options.noiselessStart ? 1 : std::max<std::int64_t>(options.restarts, 1);
    for (std::int64_t r = 0; r < runs; ++r) {
        Run run(matrix, options);
        if (!options.noiselessStart)
            run.addNoise(random);
        run.rounds();
        if (r == 0 || run.logLikelihood() > best.logLikelihood)
            best = run.result();
    }
    return best;
}

} // namespace nia::agreement
