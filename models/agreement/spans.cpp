// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/span_sums.h"

#include <algorithm>
#include <tuple>

namespace nia::agreement {

namespace {

std::vector<Span> unique(std::vector<Span> spans)
{
    std::ranges::sort(spans);
    const auto repeats = std::ranges::unique(spans);
    spans.erase(repeats.begin(), repeats.end());
    return spans;
}

struct Stretch {
    std::int64_t start = 0;
    std::int64_t end = 0;
};

/// What spans of one answer cover, as rising stretches that do not touch.
std::vector<Stretch> covered(const std::vector<Span> &spans, std::int32_t answer)
{
    std::vector<Stretch> out;
    for (const Span &span : unique(spans)) {
        if (span.answer != answer || span.start >= span.end)
            continue;
        if (!out.empty() && span.start <= out.back().end)
            out.back().end = std::max(out.back().end, span.end);
        else
            out.push_back({span.start, span.end});
    }
    return out;
}

std::int64_t length(const std::vector<Stretch> &stretches)
{
    std::int64_t sum = 0;
    for (const Stretch &stretch : stretches)
        sum += stretch.end - stretch.start;
    return sum;
}

std::int64_t common(const std::vector<Stretch> &a, const std::vector<Stretch> &b)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        sum += std::max<std::int64_t>(0, std::min(a[i].end, b[j].end) - std::max(a[i].start, b[j].start));
        if (a[i].end < b[j].end)
            ++i;
        else
            ++j;
    }
    return sum;
}

std::vector<std::int32_t> answersOf(const std::vector<Span> &a, const std::vector<Span> &b)
{
    std::vector<std::int32_t> out;
    for (const auto *spans : {&a, &b}) {
        for (const Span &span : *spans)
            out.push_back(span.answer);
    }
    std::ranges::sort(out);
    const auto repeats = std::ranges::unique(out);
    out.erase(repeats.begin(), repeats.end());
    return out;
}

} // namespace

double Shared::f1() const
{
    return all == 0 ? 1 : 2 * both / all;
}

Shared exactShared(const std::vector<Span> &a, const std::vector<Span> &b)
{
    const std::vector<Span> first = unique(a);
    const std::vector<Span> second = unique(b);
    std::vector<Span> both;
    std::ranges::set_intersection(first, second, std::back_inserter(both));
    return {.both = static_cast<double>(both.size()), .all = static_cast<double>(first.size() + second.size())};
}

Shared characterShared(const std::vector<Span> &a, const std::vector<Span> &b)
{
    Shared out;
    for (const std::int32_t answer : answersOf(a, b)) {
        const auto first = covered(a, answer);
        const auto second = covered(b, answer);
        out.both += static_cast<double>(common(first, second));
        out.all += static_cast<double>(length(first) + length(second));
    }
    return out;
}

Shared overlapShared(const std::vector<Span> &a, const std::vector<Span> &b)
{
    using Candidate = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::size_t, std::size_t>;
    std::vector<Candidate> candidates; // longest overlap first, then earlier starts
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::int64_t overlap = std::min(a[i].end, b[j].end) - std::max(a[i].start, b[j].start);
            if (a[i].answer == b[j].answer && overlap > 0)
                candidates.emplace_back(-overlap, a[i].start, b[j].start, i, j);
        }
    }
    std::ranges::sort(candidates);
    std::vector<bool> usedA(a.size(), false);
    std::vector<bool> usedB(b.size(), false);
    Shared out{.both = 0, .all = static_cast<double>(a.size() + b.size())};
    for (const auto &[overlap, startA, startB, i, j] : candidates) {
        if (usedA[i] || usedB[j])
            continue;
        usedA[i] = usedB[j] = true;
        ++out.both;
    }
    return out;
}

Binary charactersOf(const SpanDocument &document, std::int32_t answer)
{
    std::vector<std::pair<std::int64_t, int>> edges; // +1 where an annotator's stretch begins, -1 where it ends
    double answered = 0;
    for (const auto &spans : document.annotators) {
        if (!spans)
            continue;
        ++answered;
        for (const Stretch &stretch : covered(*spans, answer)) {
            edges.emplace_back(std::clamp<std::int64_t>(stretch.start, 0, document.length), 1);
            edges.emplace_back(std::clamp<std::int64_t>(stretch.end, 0, document.length), -1);
        }
    }
    std::ranges::sort(edges);
    Binary out;
    std::int64_t at = 0;
    double marked = 0;
    for (const auto &[place, step] : edges) {
        out.add(static_cast<double>(place - at), marked, answered);
        at = place;
        marked += step;
    }
    out.add(static_cast<double>(document.length - at), 0, answered);
    return out;
}

double exactF1(const std::vector<Span> &a, const std::vector<Span> &b)
{
    return exactShared(a, b).f1();
}

double characterF1(const std::vector<Span> &a, const std::vector<Span> &b)
{
    return characterShared(a, b).f1();
}

double overlapF1(const std::vector<Span> &a, const std::vector<Span> &b)
{
    return overlapShared(a, b).f1();
}

Figure characterAlpha(const std::vector<SpanDocument> &documents, std::int32_t answer)
{
    Binary sum;
    for (const SpanDocument &document : documents)
        sum.add(charactersOf(document, answer), 1);
    return sum.alpha().figure();
}

} // namespace nia::agreement
