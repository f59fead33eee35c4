// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/trainer.h"

#include "base/record_key.h"
#include "suggest/optimise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace nia::suggest {

namespace {

constexpr double kStrengths[] = {3, 1, .3, .1};
constexpr std::size_t kChosenFrom = 100; ///< examples, from which on the strength is chosen by folds

/// The examples as features, answers without examples left out.
struct Prepared {
    std::vector<std::string> answers;
    std::vector<FeatureVector> features;
    std::vector<std::vector<float>> targets;
    std::vector<float> weights;
    std::vector<std::uint64_t> hashes; ///< of the texts
    LinearWeights frame;               ///< rows, rarity and scaling, no weights yet
    std::uint32_t buckets = 0;         ///< how many are in use
};

std::vector<std::size_t> answersWithExamples(std::size_t answers, const std::vector<Example> &examples)
{
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < answers; ++k)
        if (std::ranges::any_of(examples, [&](const Example &example) { return example.target[k] > 0; }))
            out.push_back(k);
    return out;
}

void standardise(Prepared &data)
{
    const auto n = static_cast<double>(data.features.size());
    for (std::size_t i = 0; i < kDenseFeatures; ++i) {
        double sum = 0, square = 0;
        for (const FeatureVector &one : data.features) {
            sum += static_cast<double>(one.dense[i]);
            square += static_cast<double>(one.dense[i]) * one.dense[i];
        }
        const double mean = sum / n, variance = square / n - mean * mean;
        data.frame.mean[i] = static_cast<float>(mean);
        data.frame.deviation[i] = variance > 1e-8 ? static_cast<float>(std::sqrt(variance)) : 1;
    }
}

Result<Prepared> prepare(const std::vector<std::string> &answers, const std::vector<std::size_t> &kept,
                         const std::vector<Example> &examples, const std::vector<std::string> &background,
                         Progress &progress)
{
    Prepared out;
    for (const std::size_t k : kept)
        out.answers.push_back(answers[k]);
    Scratch scratch;
    RarityCount count;
    for (const Example &example : examples)
        count.add(example.text, scratch);
    for (const std::string &text : background) {
        NIA_TRY(progress.step(0));
        count.add(text, scratch);
    }
    out.frame.rarity = count.rarity();
    for (const Example &example : examples) {
        NIA_TRY(progress.step(0));
        extract(example.text, scratch, out.frame.rarity);
        out.features.push_back(scratch.features);
        for (const Feature &feature : scratch.features.sparse)
            if (std::int32_t &row = out.frame.row[feature.bucket]; row < 0)
                row = static_cast<std::int32_t>(out.buckets++);
        std::vector<float> target;
        for (const std::size_t k : kept)
            target.push_back(example.target[k]);
        out.targets.push_back(std::move(target));
        out.weights.push_back(example.weight);
        out.hashes.push_back(textHash(example.text));
    }
    standardise(out);
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

Problem problem(const Prepared &data, const std::vector<std::size_t> &rows, bool multiple)
{
    Problem out;
    const std::size_t outputs = data.answers.size();
    out.outputs = static_cast<int>(outputs);
    out.independent = multiple;
    out.columns = data.buckets + kDenseFeatures;
    const Balance by = balance(data, rows, multiple);
    for (const std::size_t row : rows) {
        for (const Feature &feature : data.features[row].sparse) {
            out.column.push_back(static_cast<std::uint32_t>(data.frame.row[feature.bucket]));
            out.value.push_back(feature.value);
        }
        for (std::size_t i = 0; i < kDenseFeatures; ++i) {
            out.column.push_back(data.buckets + static_cast<std::uint32_t>(i));
            out.value.push_back(denseValue(data.frame, data.features[row], i));
        }
        out.begin.push_back(out.column.size());
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
    return out;
}

std::vector<double> logitsOf(const Prepared &data, std::size_t row, const Solution &solution)
{
    const std::size_t outputs = data.answers.size();
    std::vector<double> z(solution.bias.begin(), solution.bias.end());
    const auto add = [&](std::size_t column, double value) {
        for (std::size_t k = 0; k < outputs; ++k)
            z[k] += value * solution.weights[column * outputs + k];
    };
    for (const Feature &feature : data.features[row].sparse)
        add(static_cast<std::size_t>(data.frame.row[feature.bucket]), feature.value);
    for (std::size_t i = 0; i < kDenseFeatures; ++i)
        add(data.buckets + i, denseValue(data.frame, data.features[row], i));
    return z;
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

/// Out-of-fold logits by strength, the strongest first; each starts from the solution of the one before.
Result<std::vector<std::vector<std::vector<double>>>> outOfFold(const Prepared &data,
                                                                const std::vector<double> &strengths, bool multiple,
                                                                const TrainOptions &options, Progress &progress)
{
    const std::vector<int> folds = foldsOf(data, options);
    std::vector<std::vector<std::vector<double>>> out(strengths.size(),
                                                      std::vector<std::vector<double>>(data.targets.size()));
    for (int fold = 0; fold < options.folds; ++fold) {
        std::vector<std::size_t> rows, left;
        for (std::size_t i = 0; i < folds.size(); ++i)
            (folds[i] == fold ? left : rows).push_back(i);
        if (rows.empty() || left.empty()) { // hardly any different texts
            for (auto &one : out)
                for (const std::size_t i : left)
                    one[i].assign(data.answers.size(), 0);
            continue;
        }
        const Problem part = problem(data, rows, multiple);
        Solution solution;
        for (std::size_t s = 0; s < strengths.size(); ++s) {
            NIA_ASSIGN(solution, minimise(part, strengths[s] / static_cast<double>(rows.size()), progress, &solution));
            for (const std::size_t i : left)
                out[s][i] = logitsOf(data, i, solution);
        }
    }
    return out;
}

/// The log loss after sharpening, answers balanced as in training: what the strength is chosen by.
double balancedLoss(const Prepared &data, const std::vector<std::vector<double>> &logits, bool multiple)
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
    NIA_ASSIGN(const Prepared data, prepare(answers, kept, examples, background, progress));

    std::vector<double> strengths{options.strength > 0 ? options.strength : kUsualStrength};
    const bool folded = options.folds >= 2;
    if (options.strength <= 0 && folded && examples.size() >= kChosenFrom)
        strengths.assign(std::begin(kStrengths), std::end(kStrengths));
    Trained out;
    out.strength = strengths.front();
    double sharpness = 1;
    const bool calibrated = folded && examples.size() >= static_cast<std::size_t>(kCalibratedAnswers);
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
    NIA_ASSIGN(const Solution solution,
               minimise(problem(data, all, multiple), out.strength / static_cast<double>(all.size()), progress));
    LinearWeights weights = data.frame;
    const auto split = solution.weights.begin() + static_cast<std::ptrdiff_t>(data.buckets * data.answers.size());
    weights.weights.assign(solution.weights.begin(), split);
    weights.dense.assign(split, solution.weights.end());
    weights.bias = solution.bias;
    weights.sharpness = sharpness;
    out.model = std::make_shared<LinearModel>(
        cardOf(question, answers, data, multiple, calibrated, sharpness, out.strength, options), std::move(weights));
    return out;
}

} // namespace nia::suggest
