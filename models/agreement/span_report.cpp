// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/pairs.h"
#include "agreement/resample.h"
#include "agreement/span_sums.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace nia::agreement {

namespace {

/// All that a document adds to the figures of a draw.
struct DocumentSums {
    std::array<Shared, 3> f1;        ///< exact, character, overlap; over its annotator pairs
    std::vector<Binary> characters;  ///< per answer
    Binary anySpan;
    double equal = 0;                ///< share of equal pairs
    bool pairable = false;
};

DocumentSums sumsOf(const SpanDocument &document, std::int32_t answers)
{
    DocumentSums out;
    std::vector<const std::vector<Span> *> given;
    double marked = 0;
    for (const auto &spans : document.annotators) {
        if (!spans)
            continue;
        given.push_back(&*spans);
        marked += spans->empty() ? 0 : 1;
    }
    const auto r = static_cast<double>(given.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        for (std::size_t j = i + 1; j < given.size(); ++j) {
            const std::array<Shared, 3> pair{exactShared(*given[i], *given[j]), characterShared(*given[i], *given[j]),
                                             overlapShared(*given[i], *given[j])};
            for (std::size_t kind = 0; kind < pair.size(); ++kind) {
                out.f1[kind].both += pair[kind].both;
                out.f1[kind].all += pair[kind].all;
            }
            out.equal += pair[0].f1() == 1 ? 2 / (r * (r - 1)) : 0;
        }
    }
    for (std::int32_t answer = 0; answer < answers; ++answer)
        out.characters.push_back(charactersOf(document, answer));
    out.anySpan.add(1, marked, r);
    out.pairable = given.size() >= 2;
    return out;
}

/// Disorder summed over the answers: for answers that exclude each other this is Krippendorff's nominal alpha without its
/// class "none".
Value pooledAlpha(const std::vector<Binary> &sums)
{
    double observed = 0;
    double expected = 0;
    for (const Binary &sum : sums) {
        if (sum.n == 0)
            return Value::none("no_pairable_items");
        observed += sum.disagreement * (sum.n - 1);
        expected += 2 * sum.yes * (sum.n - sum.yes);
    }
    return expected == 0 ? Value::none("no_variation") : Value{.x = 1 - observed / expected};
}

/// percent, three F1, alpha, any span, then the alpha of each answer.
void compute(const std::vector<DocumentSums> &documents, std::span<const std::int64_t> drawn, std::span<Value> values)
{
    std::array<Shared, 3> f1;
    std::vector<Binary> characters(values.size() - 6);
    Binary anySpan;
    double equal = 0;
    double pairable = 0;
    for (std::size_t d = 0; d < drawn.size(); ++d) {
        const auto times = static_cast<double>(drawn[d]);
        if (drawn[d] == 0 || !documents[d].pairable)
            continue;
        pairable += times;
        equal += times * documents[d].equal;
        anySpan.add(documents[d].anySpan, times);
        for (std::size_t kind = 0; kind < f1.size(); ++kind) {
            f1[kind].both += times * documents[d].f1[kind].both;
            f1[kind].all += times * documents[d].f1[kind].all;
        }
        for (std::size_t answer = 0; answer < characters.size(); ++answer)
            characters[answer].add(documents[d].characters[answer], times);
    }
    const Value none = Value::none("no_pairable_items");
    values[0] = pairable == 0 ? none : Value{.x = equal / pairable};
    for (std::size_t kind = 0; kind < f1.size(); ++kind)
        values[1 + kind] = pairable == 0 ? none : Value{.x = f1[kind].f1()};
    values[4] = pairable == 0 ? none : pooledAlpha(characters);
    values[5] = anySpan.alpha();
    for (std::size_t answer = 0; answer < characters.size(); ++answer)
        values[6 + answer] = characters[answer].alpha();
}

/// Whole span sets by number, for pairs of annotators.
Matrix wholeAnswers(const std::vector<SpanDocument> &documents)
{
    std::map<std::vector<Span>, std::int32_t> known;
    std::vector<std::vector<Vote>> rows;
    std::size_t annotators = 0;
    for (const SpanDocument &document : documents) {
        rows.emplace_back();
        annotators = std::max(annotators, document.annotators.size());
        for (std::size_t a = 0; a < document.annotators.size(); ++a) {
            if (!document.annotators[a])
                continue;
            std::vector<Span> spans = *document.annotators[a];
            std::ranges::sort(spans);
            const auto number =
                known.try_emplace(std::move(spans), static_cast<std::int32_t>(known.size())).first->second;
            rows.back().push_back({.annotator = static_cast<std::int32_t>(a), .value = number});
        }
    }
    Matrix out(static_cast<std::int32_t>(annotators), static_cast<std::int32_t>(known.size()));
    for (const auto &row : rows)
        out.addItem(row);
    return out;
}

SpanReport::Pair pairOf(const SharedItems &shared, const std::vector<SpanDocument> &documents,
                        const BootstrapOptions &options)
{
    SpanReport::Pair out{.a = shared.a, .b = shared.b, .n = static_cast<std::int64_t>(shared.items.size())};
    std::vector<Shared> exact;
    for (const std::int64_t item : shared.items) {
        const auto &answers = documents[static_cast<std::size_t>(item)].annotators;
        exact.push_back(exactShared(*answers[static_cast<std::size_t>(out.a)],
                                    *answers[static_cast<std::size_t>(out.b)]));
    }
    std::vector<std::int32_t> each(exact.size());
    std::iota(each.begin(), each.end(), 0);
    const auto both = [&](std::span<const std::int64_t> drawn, std::span<Value> values) {
        Shared sum;
        double equal = 0;
        double n = 0;
        for (std::size_t d = 0; d < drawn.size(); ++d) {
            const auto times = static_cast<double>(drawn[d]);
            n += times;
            equal += times * shared.equal[d];
            sum.both += times * exact[d].both;
            sum.all += times * exact[d].all;
        }
        values[0] = {.x = equal / n};
        values[1] = {.x = sum.f1()};
    };
    std::array<Value, 2> values;
    both(std::vector<std::int64_t>(exact.size(), 1), values);
    out.percent = values[0].figure();
    out.exact = values[1].figure();
    Figure *const figures[] = {&out.percent, &out.exact};
    addIntervals(figures, unitsOf(each, exact.size()), out.n, options, both);
    return out;
}

} // namespace

SpanReport spanReport(const std::vector<SpanDocument> &documents, std::int32_t answers, const BootstrapOptions &options)
{
    SpanReport out;
    out.perAnswer.resize(static_cast<std::size_t>(std::max(answers, 0)));
    std::vector<Figure *> figures{&out.percent, &out.exact, &out.character, &out.overlap, &out.alpha, &out.anySpan};
    for (Figure &figure : out.perAnswer)
        figures.push_back(&figure);
    std::vector<DocumentSums> sums;
    for (const SpanDocument &document : documents) {
        sums.push_back(sumsOf(document, answers));
        out.records += sums.back().pairable ? 1 : 0;
    }
    std::vector<Value> values(figures.size());
    compute(sums, std::vector<std::int64_t>(sums.size(), 1), values);
    for (std::size_t f = 0; f < figures.size(); ++f)
        *figures[f] = values[f].figure();
    std::vector<std::int32_t> each(sums.size());
    std::iota(each.begin(), each.end(), 0);
    addIntervals(figures, unitsOf(each, sums.size()), out.records, options,
                 [&](std::span<const std::int64_t> drawn, std::span<Value> again) { compute(sums, drawn, again); });

    const Matrix whole = wholeAnswers(documents);
    out.annotators = annotatorsOfPairableItems(whole);
    for (const SharedItems &shared : sharedItems(whole))
        out.annotatorPairs.push_back(pairOf(shared, documents, options));
    out.pairs = static_cast<std::int64_t>(out.annotatorPairs.size());
    return out;
}

} // namespace nia::agreement
