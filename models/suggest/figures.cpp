// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/trainer.h"

#include "base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace nia::suggest {

namespace {

struct Slopes {
    double first = 0, second = 0;
};

Slopes slopes(const std::vector<double> &z, const std::vector<float> &target, double a, bool multiple)
{
    Slopes out;
    if (multiple) {
        for (std::size_t k = 0; k < z.size(); ++k) {
            const double p = 1 / (1 + std::exp(-a * z[k]));
            out.first += (p - static_cast<double>(target[k])) * z[k];
            out.second += p * (1 - p) * z[k] * z[k];
        }
        return out;
    }
    const double top = *std::ranges::max_element(z);
    double sum = 0, mean = 0, square = 0, wanted = 0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double e = std::exp(a * (z[k] - top));
        sum += e;
        mean += e * z[k];
        square += e * z[k] * z[k];
        wanted += static_cast<double>(target[k]) * z[k];
    }
    mean /= sum;
    return {mean - wanted, square / sum - mean * mean};
}

} // namespace

double fitSharpness(const std::vector<std::vector<double>> &logits, const std::vector<std::vector<float>> &targets,
                    bool multiple)
{
    double a = 1;
    for (int round = 0; round < 50; ++round) {
        Slopes sum;
        for (std::size_t i = 0; i < logits.size(); ++i) {
            const Slopes one = slopes(logits[i], targets[i], a, multiple);
            sum.first += one.first;
            sum.second += one.second;
        }
        if (sum.second <= 0)
            break;
        // Half the way at most: Newton overshoots where the curve is flat.
        const double next = std::clamp(a - sum.first / sum.second, std::max(.05, a / 2), std::min(20.0, a * 2));
        const bool still = std::abs(next - a) < 1e-10;
        a = next;
        if (still)
            break;
    }
    return a;
}

double calibrationError(std::vector<std::pair<double, bool>> items)
{
    if (items.empty())
        return 0;
    std::ranges::stable_sort(items, {}, &std::pair<double, bool>::first);
    const std::size_t n = items.size();
    const bool equalMass = n < 2000;
    const std::size_t bins = equalMass ? 10 : 15;
    double error = 0;
    std::size_t begin = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        std::size_t end = begin;
        if (equalMass)
            end = (bin + 1) * n / bins;
        else
            while (end < n
                   && (bin + 1 == bins || items[end].first <= static_cast<double>(bin + 1) / static_cast<double>(bins)))
                ++end;
        double confidence = 0, right = 0;
        for (std::size_t i = begin; i < end; ++i) {
            confidence += items[i].first;
            right += items[i].second ? 1 : 0;
        }
        error += std::abs(confidence - right);
        begin = end;
    }
    return error / static_cast<double>(n);
}

std::vector<double> f1PerAnswer(std::size_t answers, const Taken &gold, const Taken &predicted,
                                const std::vector<int> &times)
{
    std::vector<std::int64_t> both(answers), either(answers);
    for (std::size_t i = 0; i < gold.size(); ++i) {
        const int count = times.empty() ? 1 : times[i];
        for (std::size_t k = 0; k < answers; ++k) {
            both[k] += count * (gold[i][k] & predicted[i][k]);
            either[k] += count * (gold[i][k] + predicted[i][k]);
        }
    }
    std::vector<double> out(answers);
    for (std::size_t k = 0; k < answers; ++k)
        out[k] = either[k] > 0 ? 2 * static_cast<double>(both[k]) / static_cast<double>(either[k]) : 0;
    return out;
}

namespace {

double mean(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<std::uint8_t> taken(std::span<const float> shares, bool multiple)
{
    std::vector<std::uint8_t> out(shares.size());
    if (multiple)
        std::ranges::transform(shares, out.begin(), [](float share) { return share >= .5F ? 1 : 0; });
    else
        out[static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin())] = 1;
    return out;
}

/// Probabilities of one row of logits, its log loss added to `loss`.
std::vector<float> chances(const std::vector<double> &z, const std::vector<float> &target, bool multiple, double &loss)
{
    std::vector<float> p(z.size());
    const double top = *std::ranges::max_element(z);
    double sum = 0;
    for (const double one : z)
        sum += std::exp(one - top);
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double t = static_cast<double>(target[k]);
        if (multiple) {
            p[k] = static_cast<float>(1 / (1 + std::exp(-z[k])));
            loss += std::max(z[k], 0.0) - z[k] * t + std::log1p(std::exp(-std::abs(z[k])));
        } else {
            p[k] = static_cast<float>(std::exp(z[k] - top) / sum);
            loss -= t * (z[k] - top - std::log(sum));
        }
    }
    return p;
}

void interval(HeldOut &out, std::size_t answers, const Taken &gold, const Taken &predicted, const TrainOptions &options)
{
    SplitMix64 random(options.seed);
    std::vector<double> values;
    std::vector<int> times(gold.size());
    for (int round = 0; round < options.bootstrap; ++round) {
        std::ranges::fill(times, 0);
        for (std::size_t i = 0; i < gold.size(); ++i)
            ++times[random.below(gold.size())];
        values.push_back(mean(f1PerAnswer(answers, gold, predicted, times)));
    }
    std::ranges::sort(values);
    const auto at = [&](double part) {
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
    };
    out.low = values.empty() ? out.macroF1 : at(.025);
    out.high = values.empty() ? out.macroF1 : at(.975);
}

} // namespace

HeldOut heldOutFigures(const std::vector<std::string> &answers, const std::vector<std::vector<double>> &logits,
                       const std::vector<std::vector<float>> &targets, bool multiple, const TrainOptions &options)
{
    HeldOut out;
    out.records = static_cast<std::int64_t>(logits.size());
    if (logits.empty())
        return out;
    Taken gold, predicted;
    std::vector<std::pair<double, bool>> confidence;
    std::vector<std::int64_t> counts(answers.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const std::vector<float> p = chances(logits[i], targets[i], multiple, out.logLoss);
        gold.push_back(taken(targets[i], multiple));
        predicted.push_back(taken(p, multiple));
        for (std::size_t k = 0; k < answers.size(); ++k) {
            counts[k] += gold.back()[k];
            if (multiple)
                confidence.emplace_back(std::max(p[k], 1 - p[k]), gold.back()[k] == predicted.back()[k]);
        }
        if (!multiple)
            confidence.emplace_back(*std::ranges::max_element(p), gold.back() == predicted.back());
    }
    out.logLoss /= static_cast<double>(logits.size());
    out.ece = calibrationError(std::move(confidence));
    const std::vector<double> f1 = f1PerAnswer(answers.size(), gold, predicted);
    out.macroF1 = mean(f1);
    interval(out, answers.size(), gold, predicted, options);
    for (std::size_t k = 0; k < answers.size(); ++k)
        out.perAnswer.push_back({answers[k], f1[k], counts[k]});
    std::vector<std::uint8_t> usual(answers.size());
    for (std::size_t k = 0; k < answers.size(); ++k)
        usual[k] = multiple && 2 * counts[k] > out.records ? 1 : 0;
    if (!multiple)
        usual[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())] = 1;
    out.baseline = mean(f1PerAnswer(answers.size(), gold, Taken(gold.size(), usual)));
    return out;
}

} // namespace nia::suggest
