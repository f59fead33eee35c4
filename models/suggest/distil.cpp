// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/distil.h"

#include "suggest/fasttext_dictionary.h"
#include "suggest/optimise.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace nia::suggest {

namespace {

/// How far the line's end, "one per line", is scaled: it alone says how long a line is (section 9: 10 is too little).
constexpr double kEndScale = 40;
/// Mean pooling makes features of about 1/n; this brings a record of usual length back to length one.
constexpr double kUsualScale = 10;

std::vector<std::pair<std::string, std::int64_t>> vocabulary(const std::vector<std::string> &texts, std::int64_t least)
{
    std::map<std::string, std::int64_t, std::less<>> counts;
    constexpr std::string_view kSpaces(" \n\r\t\v\f\0", 7);
    for (const std::string_view text : texts) {
        for (std::size_t at = text.find_first_not_of(kSpaces); at != std::string_view::npos;) {
            const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
            const std::string_view word = text.substr(at, end - at);
            if (const auto found = counts.find(word); found != counts.end())
                ++found->second;
            else
                counts.emplace(word, 1);
            at = text.find_first_not_of(kSpaces, end);
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> out{
        {std::string(kEndWord), static_cast<std::int64_t>(texts.size())}};
    for (const auto &[word, count] : counts)
        if (count >= least && word != kEndWord && !word.starts_with(kLabelPrefix))
            out.emplace_back(word, count);
    std::stable_sort(out.begin() + 1, out.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return out;
}

/// The texts as rows of ids; a row's value for an id is count/n times the id's scale.
struct Pooled {
    std::vector<std::vector<std::pair<std::int64_t, float>>> rows;
    std::unordered_map<std::int64_t, std::uint32_t> column;
    std::vector<std::int64_t> ids;  ///< by column
    std::vector<double> scales;     ///< by column
};

Pooled pool(const FastText &extractor, const std::vector<std::string> &texts)
{
    Pooled out;
    FastText::Working working;
    std::vector<std::int64_t> with;
    for (const std::string &text : texts) {
        extractor.ids(text, working);
        std::ranges::sort(working.ids);
        std::vector<std::pair<std::int64_t, float>> row;
        for (const std::int64_t id : working.ids) {
            if (!row.empty() && row.back().first == id)
                row.back().second += 1;
            else
                row.emplace_back(id, 1.F);
        }
        for (auto &[id, value] : row) {
            value /= static_cast<float>(working.ids.size());
            const auto [place, isNew] = out.column.try_emplace(id, static_cast<std::uint32_t>(out.ids.size()));
            if (isNew) {
                out.ids.push_back(id);
                with.push_back(0);
            }
            ++with[place->second];
        }
        out.rows.push_back(std::move(row));
    }
    const auto all = static_cast<double>(texts.size());
    for (std::size_t i = 0; i < out.ids.size(); ++i)
        out.scales.push_back(out.ids[i] == 0
                                 ? kEndScale
                                 : kUsualScale * (std::log((1 + all) / (1 + static_cast<double>(with[i]))) + 1));
    return out;
}

Rows rowsOf(const Pooled &pooled)
{
    Rows out;
    out.columns = static_cast<std::uint32_t>(pooled.ids.size());
    for (const auto &row : pooled.rows) {
        for (const auto &[id, value] : row) {
            const std::uint32_t column = pooled.column.at(id);
            out.cells.push_back({column, static_cast<float>(value * pooled.scales[column])});
        }
        out.begin.push_back(out.cells.size());
    }
    return out;
}

Problem problemOf(const Rows &rows, const std::vector<std::vector<float>> &targets)
{
    Problem out{.rows = &rows, .outputs = static_cast<int>(targets.front().size())};
    for (std::size_t i = 0; i < targets.size(); ++i) {
        out.taken.push_back(i);
        out.target.insert(out.target.end(), targets[i].begin(), targets[i].end());
        out.weight.insert(out.weight.end(), targets[i].size(), 1.F);
    }
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> labelCounts(const std::vector<std::string> &answers,
                                                              const std::vector<std::vector<float>> &targets)
{
    std::vector<std::pair<std::string, std::int64_t>> out;
    for (std::size_t k = 0; k < answers.size(); ++k) {
        double sum = 0;
        for (const auto &target : targets)
            sum += static_cast<double>(target[k]);
        out.emplace_back(answers[k], std::max<std::int64_t>(1, std::llround(sum)));
    }
    return out;
}

} // namespace

Result<Distilled> distil(const Model &native, const std::vector<std::string> &texts, const DistilOptions &options,
                         Progress &progress)
{
    if (native.multiple())
        return fail(Kind::NotAllowed, {"the fastText form holds one answer per record; " + native.question()
                                       + " takes several (use the native form)"});
    std::vector<std::string> lines;
    std::vector<std::vector<float>> targets;
    Scratch scratch;
    Prediction prediction;
    for (std::string text : texts) {
        NIA_TRY(progress.step(0));
        native.predict(text, scratch, prediction);
        if (prediction.p.empty())
            continue;
        std::ranges::replace(text, '\n', ' ');
        lines.push_back(std::move(text));
        targets.emplace_back(prediction.p.begin(), prediction.p.end());
    }
    if (lines.empty())
        return fail(Kind::NotAllowed, {"there are no texts to make a fastText model from"});
    const auto outputs = static_cast<std::size_t>(native.answers().size());
    const FastText::Shape shape{
        .dim = static_cast<std::int32_t>(outputs), .wordNgrams = 2, .bucket = options.buckets, .minn = 1, .maxn = 5};
    const auto words = vocabulary(lines, options.leastWordCount);
    const std::size_t rows = words.size() + static_cast<std::size_t>(options.buckets);
    const auto labels = labelCounts(native.answers(), targets);
    std::vector<float> output(outputs * outputs);
    for (std::size_t k = 0; k < outputs; ++k)
        output[k * outputs + k] = 1;
    NIA_ASSIGN(const auto extractor, FastText::make(shape, words, labels, std::vector<float>(rows * outputs), output));

    const Pooled pooled = pool(*extractor, lines);
    const Rows pooledRows = rowsOf(pooled);
    NIA_ASSIGN(const Solution solution, minimise(problemOf(pooledRows, targets),
                                                 options.strength / static_cast<double>(lines.size()), progress));
    // Row f = s_f w_f + b: the mean over the rows is the logit, whatever the length; rows never seen are b.
    std::vector<float> input(rows * outputs);
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = solution.bias[i % outputs];
    for (std::size_t column = 0; column < pooled.ids.size(); ++column)
        for (std::size_t k = 0; k < outputs; ++k)
            input[static_cast<std::size_t>(pooled.ids[column]) * outputs + k] +=
                static_cast<float>(pooled.scales[column] * static_cast<double>(solution.weights[column * outputs + k]));
    Distilled out;
    NIA_ASSIGN(out.model, FastText::make(shape, words, labels, std::move(input), std::move(output)));
    out.card = native.card();
    out.card.set("format", "nia-model-card/1").set("form", "fasttext").set("normalisation", "none");
    out.card.set("from", native.id()).set("texts", static_cast<std::int64_t>(lines.size()));
    return out;
}

} // namespace nia::suggest
