// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/nearest.h"

#include "base/ascii.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace nia {

namespace {

/// Longer names are compared by their beginnings.
constexpr std::size_t kMostCompared = 200;

std::string lower(std::string_view text)
{
    return asciiLower(text.substr(0, kMostCompared));
}

/// Levenshtein, in bytes; names are short.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, corner + (a[i] == b[j] ? 0U : 1U)});
            corner = above;
        }
    }
    return row.back();
}

} // namespace

std::string nearestName(std::string_view name, const std::vector<std::string> &candidates)
{
    const std::string sought = lower(name);
    std::string best;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string &candidate : candidates) {
        const std::string other = lower(candidate);
        const std::size_t far = distance(sought, other);
        if (far < least && far < other.size()) {
            least = far;
            best = candidate;
        }
    }
    return best;
}

std::string didYouMean(std::string_view name)
{
    return "did you mean " + std::string(name) + "?";
}

std::string nearestHint(std::string_view name, const std::vector<std::string> &candidates, std::string otherwise)
{
    const std::string near = nearestName(name, candidates);
    return near.empty() ? std::move(otherwise) : didYouMean(near);
}

std::string joinedNames(const std::vector<std::string> &names, std::size_t most)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        out += (i > 0 ? ", " : "") + names[i];
    return out + (names.size() > most ? ", …" : "");
}

} // namespace nia
