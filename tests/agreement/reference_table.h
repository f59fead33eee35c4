// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/matrix.h"
#include "base/json.h"

#include <QtTest>

#include <fstream>
#include <iterator>

/// tables/agreement_reference.json: made with exact fractions, and compared with published values (domain/agreement.md 12).
inline const nia::Json &referenceTable()
{
    static const nia::Json table = [] {
        std::ifstream file(NIA_SOURCE_DIR "/tests/agreement/tables/agreement_reference.json", std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto parsed = nia::Json::parse(text);
        if (!parsed)
            qFatal("agreement_reference.json cannot be read");
        return *std::move(parsed);
    }();
    return table;
}

inline const nia::Json &referenceCase(std::string_view id)
{
    for (const nia::Json &one : referenceTable()["cases"].items()) {
        if (one["id"].string() == id)
            return one;
    }
    qFatal("no such case");
}

/// Rows of the table are annotators, columns items, null is no answer; answers stand by their declared values.
inline nia::agreement::Matrix matrixOf(const nia::Json &one)
{
    const auto &categories = one["categories"].items();
    const auto &rows = one["matrix"].items();
    std::vector<double> values;
    for (const nia::Json &category : categories)
        values.push_back(category.real());
    nia::agreement::Matrix out(static_cast<int>(rows.size()), static_cast<int>(categories.size()));
    out.setValues(values);
    for (std::size_t i = 0; i < rows.at(0).items().size(); ++i) {
        std::vector<nia::agreement::Vote> votes;
        for (std::size_t a = 0; a < rows.size(); ++a) {
            const nia::Json &cell = rows[a].items()[i];
            if (cell.isNull())
                continue;
            const auto at = std::find(values.begin(), values.end(), cell.real());
            votes.push_back({.annotator = static_cast<int>(a), .value = static_cast<int>(at - values.begin())});
        }
        out.addItem(votes);
    }
    return out;
}

inline bool near(double a, double b, double tolerance)
{
    if (std::abs(a - b) <= tolerance)
        return true;
    qWarning("%.17g, expected %.17g", a, b);
    return false;
}
