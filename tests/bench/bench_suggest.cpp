// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "bench/harness.h"
#include "bench/system.h"
#include "bench/volume.h"
#include "suggest/distil.h"
#include "suggest/fasttext.h"
#include "suggest/score.h"
#include "suggest/trainer.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <unordered_map>

namespace nia::bench {

namespace {

constexpr std::uint64_t kSeed = 41;
constexpr std::int64_t kLabels = 10000;
const std::vector<std::string> kAnswers{"short", "plain", "numbers"};

/// What can be learned from the text: whether it holds a digit, else whether it is short.
std::size_t answerOf(const std::string &text)
{
    if (text.find_first_of("0123456789") != std::string::npos)
        return 2;
    return text.size() < 300 ? 0 : 1;
}

std::vector<suggest::Example> examples()
{
    std::vector<suggest::Example> all;
    Volume().make(kLabels, kSeed, "t", [&](const MadeRecord &record) {
        suggest::Example example{.text = record.text, .target = std::vector<float>(kAnswers.size(), 0)};
        example.target[answerOf(record.text)] = 1;
        all.push_back(std::move(example));
    });
    return all;
}

std::shared_ptr<const suggest::LinearModel> learn(Bench &bench, const std::vector<suggest::Example> &labels)
{
    std::shared_ptr<const suggest::LinearModel> model;
    const suggest::TrainOptions options{.strength = suggest::kUsualStrength, .folds = 0, .bootstrap = 0};
    const Samples train = repeat(bench.quick ? 1 : 3, [&] {
        Progress progress;
        model = must(suggest::train("quality", kAnswers, false, labels, {}, options, progress)).model;
    });
    bench.table.add({.id = "retrain",
                     .name = std::format("retrain on {} labels at fixed strength", kLabels),
                     .figure = time(train.median()),
                     .budget = "< 2 s",
                     .ok = train.median() < 2});
    std::size_t next = 0;
    const Samples one = repeat(200, [&] {
        const suggest::Example &example = labels[next++];
        model = model->learned(example.text, example.target);
    });
    bench.table.add({.id = "learn",
                     .name = "learn from one more label, p99",
                     .figure = time(one.p99()),
                     .other = "median " + time(one.median()),
                     .budget = "< 10 ms",
                     .ok = one.p99() < 0.01});
    return model;
}

void writeFile(const std::filesystem::path &path, std::string_view bytes)
{
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        giveUp("cannot write " + path.string());
}

/// A model as they are trained elsewhere: words, two-word n-grams and subwords, many dimensions. What its numbers are does
/// not matter for the time.
std::string usualModel(const Bench &bench, const std::vector<suggest::Example> &labels)
{
    std::unordered_map<std::string, std::int64_t> counts;
    for (const suggest::Example &example : labels) {
        for (std::size_t at = 0; at < example.text.size();) {
            const std::size_t end = std::min(example.text.find_first_of(" \n\t\v\f\r", at), example.text.size());
            if (end > at && example.text.find('\0', at) >= end)
                ++counts[example.text.substr(at, end - at)];
            at = end + 1;
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> words(counts.begin(), counts.end());
    std::sort(words.begin(), words.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    words.insert(words.begin(), {"</s>", kLabels});
    const suggest::FastText::Shape shape{
        .dim = 100, .wordNgrams = 2, .bucket = bench.quick ? 50000 : 200000, .minn = 2, .maxn = 4};
    SplitMix64 random(9);
    const auto numbers = [&](std::size_t count) {
        std::vector<float> all(count);
        for (float &value : all)
            value = static_cast<float>(random.unit() - .5) / 10;
        return all;
    };
    const auto dim = static_cast<std::size_t>(shape.dim);
    return must(suggest::FastText::make(shape, words, {{"short", 2}, {"plain", 1}, {"numbers", 1}},
                                        numbers((words.size() + static_cast<std::size_t>(shape.bucket)) * dim),
                                        numbers(3 * dim)))
        ->write();
}

struct Lines {
    std::string json;
    std::filesystem::path text; ///< the same, a line each
    std::int64_t count = 0;
};

Lines lines(const Bench &bench)
{
    Lines lines{.text = bench.file("score.txt"), .count = bench.quick ? 8000 : 200000};
    std::string plain;
    Volume().make(lines.count, kSeed + 1, "s", [&](const MadeRecord &record) {
        lines.json += record.json() + "\n";
        plain += record.text + "\n";
    });
    writeFile(lines.text, plain);
    return lines;
}

void scoreOurs(const std::filesystem::path &model, const Lines &lines)
{
    std::size_t at = 0;
    std::int64_t out = 0;
    std::string messages;
    const int status = suggest::runScore(
        {.model = model, .threads = 1},
        [&](char *to, std::int64_t size, std::chrono::milliseconds) -> std::int64_t {
            const std::size_t count = lines.json.copy(to, static_cast<std::size_t>(size), at);
            at += count;
            return static_cast<std::int64_t>(count);
        },
        [&](std::string_view bytes) {
            out += std::count(bytes.begin(), bytes.end(), '\n');
            return true;
        },
        [&](std::string_view bytes) {
            messages += bytes;
            return true;
        });
    if (status != 0 || out != lines.count)
        giveUp("score: " + messages);
}

/// Both read the model first; the time for that is in both.
void score(Bench &bench, const char *id, const std::string &name, const std::filesystem::path &model,
           const Lines &lines)
{
    const auto perSecond = [&](const Samples &samples) {
        return std::format("{:.0f} k/s", static_cast<double>(lines.count) / samples.median() / 1000);
    };
    if (!isInstalled("fasttext")) {
        const Samples ours = repeat(3, [&] { scoreOurs(model, lines); });
        bench.table.absent(id, name, perSecond(ours) + "; peer absent");
        return;
    }
    const std::string peer = std::format("fasttext predict-prob '{}' '{}' {} >'{}'", model.string(),
                                         lines.text.string(), kAnswers.size(), bench.file("peer.out").string());
    const Pair pair = alternate(3, [&] { scoreOurs(model, lines); }, [&] { shell(peer); });
    std::filesystem::remove(bench.file("peer.out"));
    bench.table.add({.id = id,
                     .name = name,
                     .figure = perSecond(pair.ours),
                     .other = "fasttext " + perSecond(pair.floor),
                     .ratio = pair.ratio(),
                     .budget = "≥ 1.0 × fasttext",
                     .ok = pair.ratio() >= 1,
                     .robust = true});
}

} // namespace

void benchSuggest(Bench &bench)
{
    const auto labels = examples();
    const auto model = learn(bench, labels);
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < 2000; ++i)
        texts.push_back(labels[static_cast<std::size_t>(i)].text);
    Progress progress;
    const auto own = must(suggest::distil(*model, texts, {}, progress));
    const std::filesystem::path ownPath = bench.file("own.bin"), usualPath = bench.file("usual.bin");
    writeFile(ownPath, own.model->write());
    writeFile(usualPath, usualModel(bench, labels));
    const Lines made = lines(bench);
    score(bench, "score.own", "score JSONL, one thread, an exported model", ownPath, made);
    score(bench, "score.usual", "score JSONL, one thread, 100 dimensions", usualPath, made);
    for (const auto &path : {ownPath, usualPath, made.text})
        std::filesystem::remove(path);
}

} // namespace nia::bench
