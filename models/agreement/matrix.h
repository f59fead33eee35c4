// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace nia::agreement {

/// One annotator's answer: both are places in lists of the caller, from 0.
struct Vote {
    std::int32_t annotator = 0;
    std::int32_t value = 0; ///< of the declared answers, in schema order
    auto operator<=>(const Vote &) const = default;
};

/// Answers of annotators to one question, item by item. What is not there is missing, never a category.
///
/// Shape:   items in the caller's order, also those without an answer; an annotator stands at most once on an item
///          (Dawid-Skene alone takes repeats). `block` groups items that are resampled together (sentences of one page);
///          items of block -1 stand alone.
/// Threads: const is safe.
class Matrix
{
public:
    Matrix(std::int32_t annotators, std::int32_t answers, bool ordered = false)
        : m_annotators(annotators), m_answers(answers), m_ordered(ordered)
    {
    }

    void addItem(std::span<const Vote> votes, std::int64_t block = -1)
    {
        m_votes.insert(m_votes.end(), votes.begin(), votes.end());
        m_begin.push_back(m_votes.size());
        m_blocks.push_back(block);
    }
    /// The numbers that answers stand for (metrics Interval and Ratio); unset: 1, 2, 3 …
    void setValues(std::vector<double> values) { m_values = std::move(values); }

    [[nodiscard]] std::int64_t items() const { return static_cast<std::int64_t>(m_blocks.size()); }
    [[nodiscard]] std::int32_t annotators() const { return m_annotators; }
    [[nodiscard]] std::int32_t answers() const { return m_answers; } ///< q, the number declared
    [[nodiscard]] bool ordered() const { return m_ordered; }
    [[nodiscard]] std::span<const Vote> item(std::int64_t i) const
    {
        const auto at = static_cast<std::size_t>(i);
        return std::span(m_votes).subspan(m_begin[at], m_begin[at + 1] - m_begin[at]);
    }
    [[nodiscard]] std::int64_t block(std::int64_t i) const { return m_blocks[static_cast<std::size_t>(i)]; }
    [[nodiscard]] double value(std::int32_t answer) const
    {
        const auto at = static_cast<std::size_t>(answer);
        return at < m_values.size() ? m_values[at] : answer + 1.0;
    }

private:
    std::int32_t m_annotators = 0;
    std::int32_t m_answers = 0;
    bool m_ordered = false;
    std::vector<Vote> m_votes;
    std::vector<std::size_t> m_begin{0};
    std::vector<std::int64_t> m_blocks;
    std::vector<double> m_values;
};

} // namespace nia::agreement
