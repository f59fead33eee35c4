// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "suggest/dual.h"

#include <QTest>

using namespace nia;
using namespace nia::suggest;

namespace {

/// Rows of unit length over few columns that are shared, as words are; answers hang on the columns, with noise.
Rows madeRows(std::size_t count, std::uint32_t columns, SplitMix64 &random)
{
    Rows out{.columns = columns};
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::uint32_t> taken;
        for (int k = 0; k < 12; ++k)
            taken.push_back(static_cast<std::uint32_t>(std::min(random.below(columns), random.below(columns))));
        std::ranges::sort(taken);
        taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
        for (const std::uint32_t column : taken)
            out.cells.push_back({column, static_cast<float>(1 / std::sqrt(static_cast<double>(taken.size())))});
        out.begin.push_back(out.cells.size());
    }
    return out;
}

Problem madeProblem(const Rows &rows, int outputs, bool independent, SplitMix64 &random)
{
    Problem out{.rows = &rows, .outputs = outputs, .independent = independent};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out.taken.push_back(i);
        const auto told = rows[i].front().bucket % static_cast<std::uint32_t>(outputs);
        const auto answer = random.below(5) == 0 ? random.below(static_cast<std::uint64_t>(outputs)) : told;
        const bool unsure = random.below(10) == 0; // shares, where annotators differ
        for (int k = 0; k < outputs; ++k) {
            const bool is = static_cast<std::uint64_t>(k) == answer;
            out.target.push_back(unsure && !independent ? (is ? .5F : .5F / static_cast<float>(outputs - 1))
                                                        : (is ? 1.F : 0.F));
            out.weight.push_back(answer == 0 ? .6F : 2.5F);
        }
    }
    return out;
}

} // namespace

/// The quick solver finds what plain descent finds.
class TestDual : public QObject
{
    Q_OBJECT
    Progress m_progress;

    Solution solved(const Problem &problem, double strength)
    {
        DualSolver solver(problem);
        if (!solver.solve(strength, [] { return Result<void>(); }))
            qFatal("interrupted");
        return solver.solution();
    }

private slots:
    void reachesTheMinimum_data()
    {
        QTest::addColumn<int>("outputs");
        QTest::addColumn<bool>("independent");
        QTest::addColumn<double>("strength"); // λ·N
        for (const double strength : {3.0, .3, .1}) {
            QTest::addRow("two, %.1f", strength) << 2 << false << strength;
            QTest::addRow("five, %.1f", strength) << 5 << false << strength;
            QTest::addRow("several at once, %.1f", strength) << 4 << true << strength;
        }
        QTest::addRow("forty") << 40 << false << .3;
    }

    void reachesTheMinimum()
    {
        QFETCH(int, outputs);
        QFETCH(bool, independent);
        QFETCH(double, strength);
        SplitMix64 random(5);
        const Rows rows = madeRows(600, 300, random);
        const Problem problem = madeProblem(rows, outputs, independent, random);
        const double each = strength / 600;
        const auto plain = minimise(problem, each, m_progress);
        QVERIFY(plain.has_value());
        const double known = objective(problem, each, *plain);
        const double start = objective(problem, each,
                                       {.weights = std::vector<float>(plain->weights.size()),
                                        .bias = std::vector<float>(plain->bias.size())});
        const double found = objective(problem, each, solved(problem, each));
        QVERIFY(start > known + .05);
        // Within a hundredth of the way from nothing to the minimum; below is better.
        QVERIFY2(found < known + .01 * (start - known),
                 qPrintable(QStringLiteral("%1 %2 %3").arg(start).arg(known).arg(found)));
    }

    void goesOnWithLess()
    {
        SplitMix64 random(6);
        const Rows rows = madeRows(400, 200, random);
        const Problem problem = madeProblem(rows, 3, false, random);
        DualSolver solver(problem);
        const auto step = [] { return Result<void>(); };
        QVERIFY(solver.solve(3. / 400, step).has_value());
        QVERIFY(solver.solve(.3 / 400, step).has_value());
        const double after = objective(problem, .3 / 400, solver.solution());
        const double fresh = objective(problem, .3 / 400, solved(problem, .3 / 400));
        QVERIFY2(std::abs(after - fresh) < .005, qPrintable(QStringLiteral("%1 %2").arg(after).arg(fresh)));
    }

    void stopsWhenTold()
    {
        SplitMix64 random(7);
        const Rows rows = madeRows(50, 40, random);
        const Problem problem = madeProblem(rows, 2, false, random);
        DualSolver solver(problem);
        int steps = 0;
        const auto result = solver.solve(.1 / 50, [&]() -> Result<void> {
            return ++steps == 2 ? Result<void>(fail(Kind::Interrupted)) : Result<void>();
        });
        QVERIFY(!result && result.error().kind == Kind::Interrupted);
        QCOMPARE(solver.passes(), 1);
    }
};

QTEST_APPLESS_MAIN(TestDual)
#include "tst_dual.moc"
