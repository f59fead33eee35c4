// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "suggest/optimise.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace nia::suggest {

/// The same minimum as minimise() for many sparse columns and few examples: each step solves the dual for one example
/// exactly (all its outputs together), the others fixed; examples that hardly move are left out every other pass. Ten to
/// twenty passes do what gradients need hundreds for. The order is drawn from a fixed seed: equal input, equal bytes.
/// solve() again with a smaller strength goes on from the solution before.
class DualSolver
{
public:
    explicit DualSolver(const Problem &problem);
    /// Errors: what `step`, called before each pass, gives (Interrupted).
    [[nodiscard]] Result<void> solve(double strength, const std::function<Result<void>()> &step);
    [[nodiscard]] int passes() const { return m_passes; }
    /// Of any of the problem's rows, taken or not.
    [[nodiscard]] std::vector<double> logits(std::size_t row) const;
    [[nodiscard]] Solution solution() const;

private:
    template<std::size_t kFours>
    void pass(double lambda);
    template<std::size_t kFours>
    void visit(std::size_t i, double lambda);
    void moveBias();
    void shuffle();
    [[nodiscard]] std::size_t outputs() const { return static_cast<std::size_t>(m_problem.outputs); }

    const Problem &m_problem;
    std::size_t m_stride = 0; ///< floats per column: the outputs, filled up to whole fours
    std::vector<float> m_weights; ///< columns × stride
    std::vector<double> m_bias;
    std::vector<float> m_shares; ///< q: taken × outputs; the dual variable is weight · (target − q)
    std::vector<float> m_squares; ///< squared length of each row
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint8_t> m_rests; ///< left out in the next pass
    std::vector<double> m_z, m_logs; ///< working memory of a visit
    std::vector<float> m_sums, m_moves;
    double m_lambda = 0, m_total = 0, m_off = 0;
    std::uint64_t m_seed = 1;
    int m_passes = 0;
};

} // namespace nia::suggest
