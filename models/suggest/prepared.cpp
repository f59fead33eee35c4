// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/prepared.h"

#include "base/record_key.h"
#include "suggest/parallel.h"

#include <cmath>
#include <mutex>

namespace nia::suggest {

namespace {

constexpr std::size_t kBlock = 64; ///< texts that a thread takes at a time
/// Words and characters have length √½ each in a record. Learning shrinks words more: few examples say little about one.
constexpr float kWordFactor = .70710678F, kCharacterFactor = 1.2247449F; // squares: a quarter to three quarters

/// A block of texts: n-grams with their counts, one text after the other.
struct Counted {
    std::vector<Feature> cells;
    std::vector<std::size_t> ends;
    std::vector<std::array<float, kDenseFeatures>> dense;
    std::vector<std::uint64_t> hashes;
};

Counted countBlock(std::span<const Example> examples)
{
    thread_local Scratch scratch;
    Counted out;
    for (const Example &example : examples) {
        count(example.text, scratch);
        const auto &sparse = scratch.features.sparse;
        out.cells.insert(out.cells.end(), sparse.begin(), sparse.end());
        out.ends.push_back(out.cells.size());
        out.dense.push_back(scratch.features.dense);
        out.hashes.push_back(textHash(example.text));
    }
    return out;
}

RarityCount countBackground(const std::vector<std::string> &texts, int threads, const Progress &progress)
{
    RarityCount all;
    std::mutex mutex;
    const std::size_t blocks = (texts.size() + kBlock - 1) / kBlock;
    inParallel(blocks, threads, [&](std::size_t block) {
        if (progress.isCancelled())
            return;
        thread_local Scratch scratch;
        for (std::size_t i = block * kBlock; i < std::min(texts.size(), (block + 1) * kBlock); ++i) {
            count(texts[i], scratch);
            const std::lock_guard lock(mutex); // sums of whole numbers: the order does not matter
            all.add(scratch.features.sparse);
        }
    });
    return all;
}

void standardise(LinearWeights &frame, const std::vector<std::array<float, kDenseFeatures>> &dense)
{
    const auto n = static_cast<double>(dense.size());
    for (std::size_t i = 0; i < kDenseFeatures; ++i) {
        double sum = 0, square = 0;
        for (const auto &one : dense) {
            sum += static_cast<double>(one[i]);
            square += static_cast<double>(one[i]) * one[i];
        }
        const double mean = sum / n, variance = square / n - mean * mean;
        frame.mean[i] = static_cast<float>(mean);
        frame.deviation[i] = variance > 1e-8 ? static_cast<float>(std::sqrt(variance)) : 1;
    }
}

/// Counts become values, buckets become columns (numbered as they come, so that the usual ones stand together).
void settle(Prepared &out, const std::vector<std::array<float, kDenseFeatures>> &dense)
{
    FeatureVector signals;
    for (std::size_t row = 0; row < out.rows.size(); ++row) {
        const auto all =
            std::span(out.rows.cells).subspan(out.rows.begin[row], out.rows.begin[row + 1] - out.rows.begin[row]);
        const auto sparse = all.first(all.size() - kDenseFeatures);
        weigh(sparse, out.frame.rarity);
        for (Feature &cell : sparse) {
            std::int32_t &column = out.frame.row[cell.bucket];
            const float factor = cell.bucket < kWordBuckets ? kWordFactor : kCharacterFactor;
            if (column < 0) {
                column = static_cast<std::int32_t>(out.buckets++);
                out.factors.push_back(factor);
            }
            cell.value *= factor;
            cell.bucket = static_cast<std::uint32_t>(column);
        }
    }
    for (std::size_t row = 0; row < out.rows.size(); ++row) {
        signals.dense = dense[row];
        Feature *cells = out.rows.cells.data() + out.rows.begin[row + 1] - kDenseFeatures;
        for (std::size_t i = 0; i < kDenseFeatures; ++i)
            cells[i] = {out.buckets + static_cast<std::uint32_t>(i), denseValue(out.frame, signals, i)};
    }
    out.rows.columns = out.buckets + kDenseFeatures;
    out.factors.resize(out.rows.columns, 1);
}

} // namespace

Result<Prepared> prepare(const std::vector<std::string> &answers, const std::vector<std::size_t> &kept,
                         const std::vector<Example> &examples, const std::vector<std::string> &background,
                         const TrainOptions &options, Progress &progress)
{
    NIA_TRY(progress.step(0));
    Prepared out;
    for (const std::size_t k : kept)
        out.answers.push_back(answers[k]);
    std::vector<Counted> blocks((examples.size() + kBlock - 1) / kBlock);
    inParallel(blocks.size(), options.threads, [&](std::size_t block) {
        if (!progress.isCancelled())
            blocks[block] = countBlock(std::span(examples).subspan(block * kBlock,
                                                                   std::min(kBlock, examples.size() - block * kBlock)));
    });
    RarityCount rarity = countBackground(background, options.threads, progress);
    NIA_TRY(progress.step(0));
    std::size_t cells = examples.size() * kDenseFeatures;
    for (const Counted &block : blocks)
        cells += block.cells.size();
    out.rows.cells.reserve(cells);
    std::vector<std::array<float, kDenseFeatures>> dense;
    for (Counted &block : blocks) {
        std::size_t begin = 0;
        for (const std::size_t end : block.ends) {
            const auto text = std::span(block.cells).subspan(begin, end - begin);
            rarity.add(text);
            out.rows.cells.insert(out.rows.cells.end(), text.begin(), text.end());
            out.rows.cells.resize(out.rows.cells.size() + kDenseFeatures);
            out.rows.begin.push_back(out.rows.cells.size());
            begin = end;
        }
        dense.insert(dense.end(), block.dense.begin(), block.dense.end());
        out.hashes.insert(out.hashes.end(), block.hashes.begin(), block.hashes.end());
        block = {};
    }
    out.frame.rarity = rarity.rarity();
    standardise(out.frame, dense);
    settle(out, dense);
    for (const Example &example : examples) {
        std::vector<float> target;
        for (const std::size_t k : kept)
            target.push_back(example.target[k]);
        out.targets.push_back(std::move(target));
        out.weights.push_back(example.weight);
    }
    return out;
}

} // namespace nia::suggest
