// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace nia::agreement {

/// One answer in a matrix: annotator 0..annotators-1, answer 0..answers-1 (its place in the schema).
struct Cell {
    int annotator = 0;
    int answer = 0;
    bool operator==(const Cell &) const = default;
};

/// Items x annotators; a missing answer is left out, so that many annotators on few records each cost nothing.
/// Missing is missing: skips and hidden questions are never an answer (agreement.md, section 1).
/// Threads: a value type.
class Matrix
{
public:
    /// answers: q, the number of answers declared in the schema, used or not; ordered: the schema's order has a meaning.
    explicit Matrix(int annotators = 0, int answers = 0, bool ordered = false)
        : m_annotators(annotators), m_answers(answers), m_ordered(ordered)
    {
    }

    /// Adds an item; at most one cell per annotator. Cells out of range are left out. An item without answers counts as an
    /// item for the bootstrap only.
    void addItem(std::span<const Cell> cells);
    void addItem(std::initializer_list<Cell> cells) { addItem(std::span(cells.begin(), cells.size())); }

    [[nodiscard]] int annotators() const { return m_annotators; }
    [[nodiscard]] int answers() const { return m_answers; }
    [[nodiscard]] bool ordered() const { return m_ordered; }
    [[nodiscard]] std::size_t items() const { return m_begins.size() - 1; }
    [[nodiscard]] std::span<const Cell> item(std::size_t index) const;
    [[nodiscard]] std::optional<int> at(std::size_t item, int annotator) const;

    /// Items with two answers or more (n2); answers in them and alone.
    [[nodiscard]] std::int64_t pairableItems() const;
    /// How often each answer was given, q long.
    [[nodiscard]] std::vector<std::int64_t> answerCounts() const;
    /// Pairs (a, b), a < b, that share an item.
    [[nodiscard]] std::vector<std::pair<int, int>> sharingPairs() const;

    /// The numbers that the answers stand for, q long, for the metrics interval and ratio; 1..q where none are given.
    void setValues(std::vector<double> values) { m_values = std::move(values); }
    [[nodiscard]] std::vector<double> values() const;

    /// Items of one source document (blocks[i] equal) are resampled together; nothing: each item by itself.
    void setBlocks(std::vector<std::int64_t> blocks) { m_blocks = std::move(blocks); }
    [[nodiscard]] const std::vector<std::int64_t> &blocks() const { return m_blocks; }

private:
    int m_annotators;
    int m_answers;
    bool m_ordered;
    std::vector<Cell> m_cells;
    std::vector<std::size_t> m_begins{0};
    std::vector<double> m_values;
    std::vector<std::int64_t> m_blocks;
};

} // namespace nia::agreement
