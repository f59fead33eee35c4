// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/optimise.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace nia::suggest {

namespace {

constexpr int kMostPasses = 60;
constexpr std::size_t kMemory = 6;
constexpr double kTolerance = 2e-3; ///< of the gradient's length against the first one

using Vector = std::vector<float>;

double dot(const Vector &a, const Vector &b)
{
    // Eight sums side by side in a fixed order: fast, exact enough and the same everywhere.
    double sums[8] = {};
    std::size_t i = 0;
    for (; i + 8 <= a.size(); i += 8)
        for (std::size_t j = 0; j < 8; ++j)
            sums[j] += static_cast<double>(a[i + j]) * b[i + j];
    for (; i < a.size(); ++i)
        sums[0] += static_cast<double>(a[i]) * b[i];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void add(Vector &to, double factor, const Vector &from)
{
    const auto f = static_cast<float>(factor);
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] += f * from[i];
}

/// Loss and derivative of one row; `z` becomes the derivative by the logits.
double rowLoss(const Problem &problem, std::size_t row, double *z)
{
    const auto outputs = static_cast<std::size_t>(problem.outputs);
    const float *target = problem.target.data() + row * outputs;
    const float *weight = problem.weight.data() + row * outputs;
    double loss = 0;
    if (problem.independent) {
        for (std::size_t k = 0; k < outputs; ++k) {
            const double t = static_cast<double>(target[k]);
            loss += weight[k] * (std::max(z[k], 0.0) - z[k] * t + std::log1p(std::exp(-std::abs(z[k]))));
            z[k] = weight[k] * (1 / (1 + std::exp(-z[k])) - t);
        }
        return loss;
    }
    const double top = *std::max_element(z, z + outputs);
    double sum = 0;
    for (std::size_t k = 0; k < outputs; ++k)
        sum += std::exp(z[k] - top);
    const double logSum = std::log(sum) + top;
    for (std::size_t k = 0; k < outputs; ++k) {
        loss -= weight[0] * static_cast<double>(target[k]) * (z[k] - logSum);
        z[k] = weight[0] * (std::exp(z[k] - logSum) - static_cast<double>(target[k]));
    }
    return loss;
}

/// Loss and gradient at x = weights, then bias.
double evaluate(const Problem &problem, double strength, double total, const Vector &x, Vector &gradient)
{
    const auto outputs = static_cast<std::size_t>(problem.outputs);
    const std::size_t biasAt = problem.rows->columns * outputs;
    std::fill(gradient.begin(), gradient.end(), 0.0F);
    std::vector<double> z(outputs), biasGradient(outputs);
    Vector step(outputs), sums(outputs);
    double loss = 0;
    for (std::size_t row = 0; row < problem.taken.size(); ++row) {
        const std::span<const Feature> cells = (*problem.rows)[problem.taken[row]];
        std::copy_n(x.begin() + static_cast<std::ptrdiff_t>(biasAt), outputs, sums.begin());
        for (const Feature &cell : cells) {
            const float *w = x.data() + cell.bucket * outputs;
            for (std::size_t k = 0; k < outputs; ++k)
                sums[k] += cell.value * w[k];
        }
        std::copy(sums.begin(), sums.end(), z.begin());
        loss += rowLoss(problem, row, z.data());
        for (std::size_t k = 0; k < outputs; ++k) {
            biasGradient[k] += z[k] / total;
            step[k] = static_cast<float>(z[k] / total);
        }
        for (const Feature &cell : cells) {
            float *g = gradient.data() + cell.bucket * outputs;
            for (std::size_t k = 0; k < outputs; ++k)
                g[k] += cell.value * step[k];
        }
    }
    double square = 0;
    for (std::size_t i = 0; i < biasAt; ++i) {
        square += static_cast<double>(x[i]) * x[i];
        gradient[i] += static_cast<float>(strength * x[i]);
    }
    for (std::size_t k = 0; k < outputs; ++k)
        gradient[biasAt + k] = static_cast<float>(biasGradient[k]);
    return loss / total + strength / 2 * square;
}

struct Pair {
    Vector move, change;
    double rho = 0;
};

/// The two loops of L-BFGS (Nocedal and Wright, algorithm 7.4).
Vector direction(const Vector &gradient, const std::deque<Pair> &pairs)
{
    Vector q = gradient;
    std::vector<double> alpha(pairs.size());
    for (std::size_t i = pairs.size(); i-- > 0;) {
        alpha[i] = pairs[i].rho * dot(pairs[i].move, q);
        add(q, -alpha[i], pairs[i].change);
    }
    const double scale = pairs.empty() ? 1 : 1 / (pairs.back().rho * dot(pairs.back().change, pairs.back().change));
    for (float &one : q)
        one *= static_cast<float>(scale);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        add(q, alpha[i] - pairs[i].rho * dot(pairs[i].change, q), pairs[i].move);
    for (float &one : q)
        one = -one;
    return q;
}

} // namespace

double Problem::totalWeight() const
{
    const auto each = static_cast<std::size_t>(outputs);
    double sum = 0;
    for (std::size_t i = 0; i < weight.size(); i += independent ? 1 : each)
        sum += static_cast<double>(weight[i]);
    return independent ? sum / outputs : sum;
}

double objective(const Problem &problem, double strength, const Solution &at)
{
    Vector x = at.weights, gradient(at.weights.size() + at.bias.size());
    x.insert(x.end(), at.bias.begin(), at.bias.end());
    return evaluate(problem, strength, problem.totalWeight(), x, gradient);
}

Result<Solution> minimise(const Problem &problem, double strength, Progress &progress)
{
    const auto outputs = static_cast<std::size_t>(problem.outputs);
    const std::size_t size = (problem.rows->columns + 1) * outputs;
    Vector x(size), gradient(size);
    const double total = problem.totalWeight();
    double loss = evaluate(problem, strength, total, x, gradient);
    const double first = std::sqrt(dot(gradient, gradient));
    std::deque<Pair> pairs;
    int passes = 1;
    while (passes < kMostPasses) {
        NIA_TRY(progress.step(0));
        if (std::sqrt(dot(gradient, gradient)) <= kTolerance * first)
            break;
        Vector way = direction(gradient, pairs);
        double slope = dot(way, gradient);
        if (!(slope < 0)) { // rounding has spoilt the memory: start over with the steepest way
            pairs.clear();
            way = direction(gradient, pairs);
            slope = dot(way, gradient);
        }
        double length = pairs.empty() ? 1 / std::max(1e-12, std::sqrt(-slope)) : 1;
        Vector next, nextGradient(size);
        double nextLoss = loss;
        bool better = false;
        for (int attempt = 0; attempt < 12 && passes < kMostPasses; ++attempt, length /= 2) {
            next = x;
            add(next, length, way);
            nextLoss = evaluate(problem, strength, total, next, nextGradient);
            ++passes;
            better = nextLoss <= loss + 1e-4 * length * slope;
            if (better)
                break;
        }
        if (!better)
            break;
        Pair pair{next, nextGradient, 0};
        add(pair.move, -1, x);
        add(pair.change, -1, gradient);
        const double curvature = dot(pair.move, pair.change);
        if (curvature > 1e-12) {
            pair.rho = 1 / curvature;
            pairs.push_back(std::move(pair));
            if (pairs.size() > kMemory)
                pairs.pop_front();
        }
        x = std::move(next);
        gradient = std::move(nextGradient);
        loss = nextLoss;
    }
    const auto middle = x.begin() + static_cast<std::ptrdiff_t>(problem.rows->columns * outputs);
    return Solution{{x.begin(), middle}, {middle, x.end()}, passes};
}

} // namespace nia::suggest
