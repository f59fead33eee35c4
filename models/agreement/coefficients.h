// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"
#include "agreement/matrix.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace nia::agreement {

// Coefficients of one matrix, without intervals. Formulas: domain/agreement.md sections 2 to 6 and 8. Pure functions;
// threads: safe.

[[nodiscard]] Figure percentAgreement(const Matrix &matrix, Weights weights = Weights::Identity); ///< item-averaged
[[nodiscard]] Figure percentOfPairs(const Matrix &matrix);                                        ///< pair-pooled
[[nodiscard]] Figure unanimousShare(const Matrix &matrix);
/// Two annotators a and b over the items both answered.
[[nodiscard]] Figure cohenKappa(const Matrix &matrix, std::int32_t a, std::int32_t b,
                                Weights weights = Weights::Identity);
[[nodiscard]] Figure scottPi(const Matrix &matrix, std::int32_t a, std::int32_t b, Weights weights = Weights::Identity);
/// Of a matrix of exactly two annotators, else undefined needs_two_annotators.
[[nodiscard]] Figure cohenKappa(const Matrix &matrix, Weights weights = Weights::Identity);
[[nodiscard]] Figure scottPi(const Matrix &matrix, Weights weights = Weights::Identity);
/// Mean of the defined pairwise Cohen kappas.
[[nodiscard]] Figure lightKappa(const Matrix &matrix, Weights weights = Weights::Identity);
[[nodiscard]] Figure fleissKappa(const Matrix &matrix, Weights weights = Weights::Identity);
/// AC1, with weights AC2. q is the declared number of answers.
[[nodiscard]] Figure gwetAc(const Matrix &matrix, Weights weights = Weights::Identity);
[[nodiscard]] Figure krippendorffAlpha(const Matrix &matrix, Metric metric);
/// Fleiss on "this answer or not".
[[nodiscard]] Figure fleissOfAnswer(const Matrix &matrix, std::int32_t answer);
/// S_k: how often a second annotator confirms this answer.
[[nodiscard]] Figure specificAgreement(const Matrix &matrix, std::int32_t answer);
/// Kappa from a table of counts, rows: first annotator. Square, q × q, row by row.
[[nodiscard]] Figure kappaOfTable(const std::vector<std::int64_t> &table, std::int32_t q,
                                  Weights weights = Weights::Identity);

/// A coefficient with its interval, by drawing items (or blocks) again. The draws depend on seed and number of items only,
/// so that two coefficients with equal options are compared on the same draws.
using Coefficient = std::function<Figure(const Matrix &)>;
[[nodiscard]] Figure withInterval(const Matrix &matrix, const Coefficient &coefficient,
                                  const BootstrapOptions &options = {});

} // namespace nia::agreement
