// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/trainer.h"

#include "suggest/dual.h"
#include "suggest/parallel.h"
#include "suggest/prepared.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>

namespace nia::suggest {

namespace {

constexpr double kStrengths[] = {1, .3, .1};
constexpr std::size_t kChosenFrom = 100; ///< examples, from which on the strength is chosen by folds

std::vector<std::size_t> answersWithExamples(std::size_t answers, const std::vector<Example> &examples)
{
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < answers; ++k)
        if (std::ranges::any_of(examples, [&](const Example &example) { return example.target[k] > 0; }))
            out.push_back(k);
    return out;
}

/// How much each answer counts, so that rare ones weigh as much as frequent ones: N/(K·N_c). For independent answers the
/// square root of it, once for "taken" and once for "not taken": a full balance would take rare ones far too often.
struct Balance {
    std::vector<double> taken, left;
};
Balance balance(const Prepared &data, const std::vector<std::size_t> &rows, bool multiple)
{
    const std::size_t outputs = data.answers.size();
    std::vector<double> mass(outputs);
    double total = 0;
    for (const std::size_t row : rows) {
        total += static_cast<double>(data.weights[row]);
        for (std::size_t k = 0; k < outputs; ++k)
            mass[k] += static_cast<double>(data.weights[row]) * data.targets[row][k];
    }
    Balance out{std::vector<double>(outputs, 1), std::vector<double>(outputs, 1)};
    for (std::size_t k = 0; k < outputs; ++k) {
        if (mass[k] <= 0)
            continue;
        out.taken[k] = multiple ? std::sqrt(total / (2 * mass[k])) : total / (static_cast<double>(outputs) * mass[k]);
        out.left[k] = multiple && total > mass[k] ? std::sqrt(total / (2 * (total - mass[k]))) : 1;
    }
    return out;
}

Problem problem(const Prepared &data, std::vector<std::size_t> rows, bool multiple)
{
    const std::size_t outputs = data.answers.size();
    const Balance by = balance(data, rows, multiple);
    Problem out{.rows = &data.rows, .outputs = static_cast<int>(outputs), .independent = multiple};
    for (const std::size_t row : rows) {
        double together = 0;
        for (std::size_t k = 0; k < outputs; ++k)
            together += static_cast<double>(data.targets[row][k]) * by.taken[k];
        for (std::size_t k = 0; k < outputs; ++k) {
            const double share = data.targets[row][k];
            out.target.push_back(data.targets[row][k]);
            out.weight.push_back(static_cast<float>(static_cast<double>(data.weights[row])
                                                    * (multiple ? share * by.taken[k] + (1 - share) * by.left[k]
                                                                : together)));
        }
    }
    out.taken = std::move(rows);
    return out;
}

/// The fold of each example: equal texts share one, answers are spread evenly.
std::vector<int> foldsOf(const Prepared &data, const TrainOptions &options)
{
    struct Group {
        std::size_t answer = 0;
        std::uint64_t order = 0;
    };
    std::map<std::uint64_t, Group> groups;
    for (std::size_t i = 0; i < data.targets.size(); ++i) {
        const auto answer =
            static_cast<std::size_t>(std::ranges::max_element(data.targets[i]) - data.targets[i].begin());
        std::uint64_t order = (data.hashes[i] ^ options.seed) * 0x9E3779B97F4A7C15U;
        order ^= order >> 32U;
        groups.try_emplace(data.hashes[i], Group{answer, order * 0xBF58476D1CE4E5B9U});
    }
    std::vector<std::pair<std::uint64_t, Group>> sorted(groups.begin(), groups.end());
    std::ranges::stable_sort(sorted, [](const auto &a, const auto &b) {
        return std::pair(a.second.answer, a.second.order) < std::pair(b.second.answer, b.second.order);
    });
    std::map<std::uint64_t, int> fold;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        fold[sorted[i].first] = static_cast<int>(i % static_cast<std::size_t>(options.folds));
    std::vector<int> out;
    for (const std::uint64_t hash : data.hashes)
        out.push_back(fold[hash]);
    return out;
}

using Logits = std::vector<std::vector<double>>;

/// Out-of-fold logits by strength, the strongest first; each starts from the solution of the one before.
Result<std::vector<Logits>> outOfFold(const Prepared &data, const std::vector<double> &strengths, bool multiple,
                                      const TrainOptions &options, Progress &progress)
{
    const std::vector<int> folds = foldsOf(data, options);
    std::vector<Logits> out(strengths.size(), Logits(data.targets.size()));
    std::mutex mutex;
    Result<void> result;
    const auto step = [&]() -> Result<void> {
        const std::lock_guard lock(mutex);
        return progress.step(0);
    };
    inParallel(static_cast<std::size_t>(options.folds), options.threads, [&](std::size_t fold) {
        std::vector<std::size_t> rows, left;
        for (std::size_t i = 0; i < folds.size(); ++i)
            (folds[i] == static_cast<int>(fold) ? left : rows).push_back(i);
        if (rows.empty() || left.empty()) { // hardly any different texts
            for (Logits &one : out)
                for (const std::size_t i : left)
                    one[i].assign(data.answers.size(), 0);
            return;
        }
        const auto count = static_cast<double>(rows.size());
        const Problem part = problem(data, std::move(rows), multiple);
        DualSolver solver(part);
        for (std::size_t s = 0; s < strengths.size(); ++s) {
            if (auto solved = solver.solve(strengths[s] / count, step); !solved) {
                const std::lock_guard lock(mutex);
                result = std::move(solved);
                return;
            }
            for (const std::size_t i : left)
                out[s][i] = solver.logits(i);
        }
    });
    NIA_TRY(result);
    return out;
}

/// The log loss after sharpening, answers balanced as in training: what the strength is chosen by.
double balancedLoss(const Prepared &data, const Logits &logits, bool multiple)
{
    std::vector<std::size_t> rows(data.targets.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const Balance by = balance(data, rows, multiple);
    const double a = fitSharpness(logits, data.targets, multiple);
    double loss = 0;
    for (const std::size_t i : rows) {
        double sum = 0;
        for (const double z : logits[i])
            sum += std::exp(a * z);
        for (std::size_t k = 0; k < logits[i].size(); ++k) {
            const double z = a * logits[i][k], t = data.targets[i][k];
            loss += multiple
                        ? t * by.taken[k] * std::log1p(std::exp(-z)) + (1 - t) * by.left[k] * std::log1p(std::exp(z))
                        : t * by.taken[k] * (std::log(sum) - z);
        }
    }
    return loss;
}

Json cardOf(const std::string &question, const std::vector<std::string> &answers, const Prepared &data, bool multiple,
            bool calibrated, double sharpness, double strength, const TrainOptions &options)
{
    Json names = Json::array();
    for (const std::string &answer : data.answers)
        names.push(answer);
    Json settings = Json::object();
    settings.set("strength", strength)
        .set("folds", options.folds)
        .set("chosenFrom", options.folds >= 2 ? static_cast<std::int64_t>(data.targets.size()) : options.chosenFrom)
        .set("buckets", static_cast<std::int64_t>(kFeatureBuckets));
    settings.set("words", "1-2").set("characters", "1-5").set("dense", kDenseFeatures);
    Json card = Json::object();
    card.set("format", "nia-model/1").set("question", question).set("answers", names).set("multiple", multiple);
    card.set("labels", static_cast<std::int64_t>(data.targets.size()))
        .set("labelSet", labelSetHash(question, multiple, answers));
    card.set("seed", static_cast<std::int64_t>(options.seed)).set("settings", settings).set("calibrated", calibrated);
    card.set("temperature", 1 / sharpness).set("normalisation", "nfc-lower");
    return card;
}

} // namespace

Result<Trained> train(const std::string &question, const std::vector<std::string> &answers, bool multiple,
                      const std::vector<Example> &examples, const std::vector<std::string> &background,
                      const TrainOptions &options, Progress &progress)
{
    const std::vector<std::size_t> kept = answersWithExamples(answers.size(), examples);
    if (examples.size() < static_cast<std::size_t>(kFirstModelAnswers))
        return fail(Kind::NotAllowed,
                    {"the question " + question + " has " + std::to_string(examples.size())
                     + " answered records; the first model comes at " + std::to_string(kFirstModelAnswers)});
    if (kept.size() < (multiple ? 1U : 2U))
        return fail(Kind::NotAllowed,
                    {"all records have the same answer to " + question + "; a model needs two different ones"});
    NIA_ASSIGN(Prepared data, prepare(answers, kept, examples, background, options, progress));

    std::vector<double> strengths{options.strength > 0 ? options.strength : kUsualStrength};
    const bool folded = options.folds >= 2;
    if (options.strength <= 0 && folded && examples.size() >= kChosenFrom)
        strengths.assign(std::begin(kStrengths), std::end(kStrengths));
    Trained out;
    out.strength = strengths.front();
    double sharpness = !folded && options.sharpness > 0 ? options.sharpness : 1;
    const bool calibrated =
        folded ? examples.size() >= static_cast<std::size_t>(kCalibratedAnswers) : options.sharpness > 0;
    if (folded) {
        NIA_ASSIGN(auto byStrength, outOfFold(data, strengths, multiple, options, progress));
        std::size_t best = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t s = 0; s < strengths.size(); ++s) {
            const double loss = balancedLoss(data, byStrength[s], multiple);
            if (loss < least) {
                least = loss;
                best = s;
            }
        }
        out.strength = strengths[best];
        auto &logits = byStrength[best];
        if (calibrated)
            sharpness = fitSharpness(logits, data.targets, multiple);
        for (auto &row : logits)
            for (double &z : row)
                z *= sharpness;
        out.heldOut = heldOutFigures(data.answers, logits, data.targets, multiple, options);
        for (const std::string &answer : answers)
            if (!std::ranges::contains(data.answers, answer))
                out.heldOut.perAnswer.push_back({answer, std::nullopt, 0});
    }
    std::vector<std::size_t> all(examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const double strength = out.strength / static_cast<double>(all.size());
    const Problem whole = problem(data, std::move(all), multiple);
    DualSolver solver(whole);
    NIA_TRY(solver.solve(strength, [&] { return progress.step(0); }));
    Solution solution = solver.solution();
    LinearWeights weights = std::move(data.frame);
    const auto split = solution.weights.begin() + static_cast<std::ptrdiff_t>(data.buckets * data.answers.size());
    for (std::size_t column = 0; column < data.factors.size(); ++column)
        for (std::size_t k = 0; k < data.answers.size(); ++k)
            solution.weights[column * data.answers.size() + k] *= data.factors[column];
    weights.weights.assign(solution.weights.begin(), split);
    weights.dense.assign(split, solution.weights.end());
    weights.bias = solution.bias;
    weights.sharpness = sharpness;
    out.model = std::make_shared<LinearModel>(
        cardOf(question, answers, data, multiple, calibrated, sharpness, out.strength, options), std::move(weights));
    return out;
}

} // namespace nia::suggest
