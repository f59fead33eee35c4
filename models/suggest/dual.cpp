// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/dual.h"

#include "base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nia::suggest {

namespace {

constexpr int kMostPasses = 40;
constexpr double kStill = .004; ///< mean distance of the answers' shares from what the dual variables say
constexpr double kResting = kStill / 4;

/// q with ln q + κ q = z + κ q_before + ν and Σ q = 1: Newton in ln q and ν together. `z` becomes q.
void solveTogether(std::vector<double> &z, const float *before, double kappa, std::vector<double> &logs)
{
    const std::size_t n = z.size();
    const double top = *std::ranges::max_element(z);
    double sum = 0;
    for (const double one : z)
        sum += std::exp(one - top);
    double nu = -top - std::log(sum);
    for (std::size_t k = 0; k < n; ++k) {
        logs[k] = z[k] + nu;
        z[k] += kappa * static_cast<double>(before[k]);
    }
    for (int round = 0; round < 30; ++round) {
        double mass = 0, pull = 0, give = 0;
        for (std::size_t k = 0; k < n; ++k) {
            const double q = std::exp(logs[k]), slope = q / (1 + kappa * q);
            mass += q;
            pull += slope * (z[k] + nu - logs[k] - kappa * q);
            give += slope;
        }
        const double turn = (1 - mass - pull) / give;
        double most = 0;
        for (std::size_t k = 0; k < n; ++k) {
            const double q = std::exp(logs[k]);
            const double next =
                std::clamp(logs[k] + (z[k] + nu - logs[k] - kappa * q + turn) / (1 + kappa * q), -700.0, 0.0);
            most = std::max(most, std::abs(next - logs[k]) * std::exp(next));
            logs[k] = next;
        }
        nu += turn;
        if (most < 1e-7)
            break;
    }
    sum = 0;
    for (std::size_t k = 0; k < n; ++k)
        sum += z[k] = std::exp(logs[k]);
    for (std::size_t k = 0; k < n; ++k)
        z[k] = sum > 0 ? z[k] / sum : static_cast<double>(before[k]);
}

/// q = σ(s) with s + κ q = z + κ q_before: Newton, kept between the ends where the sign changes.
double solveAlone(double z, double before, double kappa)
{
    const double wanted = z + kappa * before;
    double low = wanted - kappa, high = wanted, s = std::clamp(z, low, high);
    double q = before;
    for (int round = 0; round < 40; ++round) {
        q = 1 / (1 + std::exp(-s));
        const double off = s + kappa * q - wanted;
        (off > 0 ? high : low) = s;
        double next = s - off / (1 + kappa * q * (1 - q));
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (std::abs(next - s) < 1e-8)
            break;
        s = next;
    }
    return q;
}

} // namespace

DualSolver::DualSolver(const Problem &problem)
    : m_problem(problem),
      m_stride((static_cast<std::size_t>(problem.outputs) + 3) / 4 * 4),
      m_weights(problem.rows->columns * m_stride),
      m_bias(outputs()),
      m_shares(problem.target),
      m_order(problem.taken.size()),
      m_rests(problem.taken.size()),
      m_z(outputs()),
      m_logs(outputs()),
      m_sums(m_stride),
      m_moves(m_stride),
      m_total(problem.totalWeight())
{
    std::iota(m_order.begin(), m_order.end(), 0U);
    for (const std::size_t row : problem.taken) {
        double square = 0;
        for (const Feature &cell : (*problem.rows)[row])
            square += static_cast<double>(cell.value) * cell.value;
        m_squares.push_back(static_cast<float>(square));
    }
}

template<std::size_t kFours>
void DualSolver::visit(std::size_t i, double lambda)
{
    // Few outputs stay in registers.
    float localSums[kFours * 4 + 1] = {}, localMoves[kFours * 4 + 1] = {};
    const std::size_t wide = kFours > 0 ? kFours * 4 : m_stride;
    float *sums = kFours > 0 ? localSums : m_sums.data(), *move = kFours > 0 ? localMoves : m_moves.data();
    std::fill_n(sums, wide, 0.F);
    const std::size_t n = outputs();
    const std::span<const Feature> cells = (*m_problem.rows)[m_problem.taken[i]];
    for (const Feature &cell : cells) {
        const float *w = m_weights.data() + cell.bucket * wide;
        for (std::size_t k = 0; k < wide; ++k)
            sums[k] += cell.value * w[k];
    }
    for (std::size_t k = 0; k < n; ++k)
        m_z[k] = m_bias[k] + static_cast<double>(sums[k]);
    float *shares = m_shares.data() + i * n;
    const float *weight = m_problem.weight.data() + i * n;
    double off = 0;
    if (m_problem.independent) {
        for (std::size_t k = 0; k < n; ++k) {
            off += weight[k] * std::abs(1 / (1 + std::exp(-m_z[k])) - static_cast<double>(shares[k]));
            m_z[k] = solveAlone(m_z[k], shares[k], m_squares[i] * weight[k] / lambda);
        }
    } else {
        const double top = *std::ranges::max_element(m_z);
        double sum = 0;
        for (std::size_t k = 0; k < n; ++k)
            sum += m_logs[k] = std::exp(m_z[k] - top);
        for (std::size_t k = 0; k < n; ++k)
            off += weight[0] * std::abs(m_logs[k] / sum - static_cast<double>(shares[k])) / 2;
        solveTogether(m_z, shares, m_squares[i] * weight[0] / lambda, m_logs);
    }
    m_off += off;
    m_rests[i] = off < kResting * m_total / static_cast<double>(m_order.size()) ? 1 : 0;
    for (std::size_t k = 0; k < n; ++k) {
        const auto share = static_cast<float>(m_z[k]);
        move[k] = (m_problem.independent ? weight[k] : weight[0]) / static_cast<float>(lambda) * (shares[k] - share);
        shares[k] = share;
    }
    for (const Feature &cell : cells) {
        float *w = m_weights.data() + cell.bucket * wide;
        for (std::size_t k = 0; k < wide; ++k)
            w[k] += cell.value * move[k];
    }
}

template<std::size_t kFours>
void DualSolver::pass(double lambda)
{
    for (const std::uint32_t i : m_order) {
        if (m_rests[i])
            m_rests[i] = 0;
        else
            visit<kFours>(i, lambda);
    }
}

/// One Newton step of the bias, the weights fixed. The sum of a row of the second derivatives' sizes bounds them.
void DualSolver::moveBias()
{
    const std::size_t n = outputs();
    std::vector<double> first(n), second(n, 1e-9);
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        for (std::size_t k = 0; k < n; ++k) {
            const double weight = m_problem.weight[i * n + (m_problem.independent ? k : 0)];
            const double q = m_shares[i * n + k];
            first[k] += weight * (q - static_cast<double>(m_problem.target[i * n + k]));
            second[k] += weight * q * (1 - q) * (m_problem.independent ? 1 : 2);
        }
    }
    for (std::size_t k = 0; k < n; ++k)
        m_bias[k] -= std::clamp(first[k] / second[k], -1.0, 1.0);
}

void DualSolver::shuffle()
{
    SplitMix64 random(m_seed++);
    for (std::size_t i = m_order.size(); i > 1; --i)
        std::swap(m_order[i - 1], m_order[random.below(i)]);
}

Result<void> DualSolver::solve(double strength, const std::function<Result<void>()> &step)
{
    const double lambda = strength * m_total;
    if (m_lambda > 0) {
        const auto by = static_cast<float>(m_lambda / lambda);
        for (float &one : m_weights)
            one *= by;
    }
    m_lambda = lambda;
    std::ranges::fill(m_rests, std::uint8_t{0});
    for (int round = 0; round < kMostPasses; ++round) {
        NIA_TRY(step());
        shuffle();
        m_off = 0;
        switch (m_stride / 4) {
        case 1: pass<1>(lambda); break;
        case 2: pass<2>(lambda); break;
        case 3: pass<3>(lambda); break;
        case 4: pass<4>(lambda); break;
        default: pass<0>(lambda); break;
        }
        ++m_passes;
        moveBias();
        if (m_off < kStill * m_total)
            break;
    }
    return {};
}

std::vector<double> DualSolver::logits(std::size_t row) const
{
    std::vector<double> z = m_bias;
    for (const Feature &cell : (*m_problem.rows)[row])
        for (std::size_t k = 0; k < z.size(); ++k)
            z[k] += static_cast<double>(cell.value) * m_weights[cell.bucket * m_stride + k];
    return z;
}

Solution DualSolver::solution() const
{
    const std::size_t n = outputs();
    Solution out{.weights = {}, .bias = {m_bias.begin(), m_bias.end()}, .passes = m_passes};
    out.weights.resize(m_problem.rows->columns * n);
    for (std::size_t column = 0; column < m_problem.rows->columns; ++column)
        std::copy_n(m_weights.data() + column * m_stride, n, out.weights.data() + column * n);
    return out;
}

} // namespace nia::suggest
