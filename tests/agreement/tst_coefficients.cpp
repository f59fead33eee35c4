// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/reference_table.h"

#include "agreement/coefficients.h"
#include "agreement/report.h"

#include <ctime>
#include <functional>
#include <map>

using namespace nia::agreement;

namespace {

constexpr double kTolerance = 1e-12; // domain/agreement.md

const std::map<std::string, std::function<Figure(const Matrix &)>> kCoefficients{
    {"percent_agreement", [](const Matrix &m) { return percentAgreement(m); }},
    {"percent_agreement_pooled_pairs", [](const Matrix &m) { return percentOfPairs(m); }},
    {"unanimous_share", [](const Matrix &m) { return unanimousShare(m); }},
    {"cohen_kappa", [](const Matrix &m) { return cohenKappa(m); }},
    {"cohen_kappa_linear", [](const Matrix &m) { return cohenKappa(m, Weights::Linear); }},
    {"cohen_kappa_quadratic", [](const Matrix &m) { return cohenKappa(m, Weights::Quadratic); }},
    {"scott_pi", [](const Matrix &m) { return scottPi(m); }},
    {"scott_pi_linear", [](const Matrix &m) { return scottPi(m, Weights::Linear); }},
    {"scott_pi_quadratic", [](const Matrix &m) { return scottPi(m, Weights::Quadratic); }},
    {"light_kappa", [](const Matrix &m) { return lightKappa(m); }},
    {"light_kappa_linear", [](const Matrix &m) { return lightKappa(m, Weights::Linear); }},
    {"light_kappa_quadratic", [](const Matrix &m) { return lightKappa(m, Weights::Quadratic); }},
    {"fleiss_kappa", [](const Matrix &m) { return fleissKappa(m); }},
    {"fleiss_kappa_linear", [](const Matrix &m) { return fleissKappa(m, Weights::Linear); }},
    {"fleiss_kappa_quadratic", [](const Matrix &m) { return fleissKappa(m, Weights::Quadratic); }},
    {"gwet_ac1", [](const Matrix &m) { return gwetAc(m); }},
    {"gwet_ac2_linear", [](const Matrix &m) { return gwetAc(m, Weights::Linear); }},
    {"gwet_ac2_quadratic", [](const Matrix &m) { return gwetAc(m, Weights::Quadratic); }},
    {"alpha_nominal", [](const Matrix &m) { return krippendorffAlpha(m, Metric::Nominal); }},
    {"alpha_ordinal", [](const Matrix &m) { return krippendorffAlpha(m, Metric::Ordinal); }},
    {"alpha_interval", [](const Matrix &m) { return krippendorffAlpha(m, Metric::Interval); }},
    {"alpha_ratio", [](const Matrix &m) { return krippendorffAlpha(m, Metric::Ratio); }},
};

void compare(const Figure &figure, const nia::Json &expected)
{
    QCOMPARE(figure.value.has_value(), !expected.isNull());
    if (figure.value)
        QVERIFY(near(*figure.value, expected.real(), kTolerance));
}

/// Three annotators with skewed answers and gaps, the same on every machine.
Matrix made(std::int64_t items, std::int32_t annotators, std::int32_t q)
{
    Matrix out(annotators, q, true);
    std::uint64_t state = 7;
    const auto next = [&](std::uint64_t n) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (state >> 33U) % n;
    };
    for (std::int64_t i = 0; i < items; ++i) {
        std::vector<Vote> votes;
        const auto truth = static_cast<std::int32_t>(next(static_cast<std::uint64_t>(q)));
        for (std::int32_t a = 0; a < annotators; ++a) {
            if (next(10) == 0)
                continue;
            votes.push_back({a, next(3) == 0 ? static_cast<std::int32_t>(next(static_cast<std::uint64_t>(q))) : truth});
        }
        out.addItem(votes);
    }
    return out;
}

} // namespace

class TestCoefficients : public QObject
{
    Q_OBJECT
private slots:
    void reference_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("what");
        for (const nia::Json &one : referenceTable()["cases"].items()) {
            for (const auto &[what, value] : one["values"].members())
                QTest::addRow("%s %s", one["id"].string().c_str(), what.c_str())
                    << QString::fromStdString(one["id"].string()) << QString::fromStdString(what);
        }
    }
    void reference()
    {
        QFETCH(QString, id);
        QFETCH(QString, what);
        const nia::Json &one = referenceCase(id.toStdString());
        const auto coefficient = kCoefficients.find(what.toStdString());
        QVERIFY2(coefficient != kCoefficients.end(), "a figure of the table that the program lacks");
        const Figure figure = coefficient->second(matrixOf(one));
        compare(figure, one["values"][what.toStdString()]);
        QCOMPARE(figure.undefined, one["undefined"][what.toStdString()].string());
    }

    /// The values printed in the papers, to the decimals that they print (a rounding of the last one is allowed).
    void published_data()
    {
        QTest::addColumn<QString>("id");
        for (const nia::Json &one : referenceTable()["cases"].items()) {
            if (one.has("published"))
                QTest::addRow("%s", one["id"].string().c_str()) << QString::fromStdString(one["id"].string());
        }
    }
    void published()
    {
        QFETCH(QString, id);
        const nia::Json &one = referenceCase(id.toStdString());
        for (const auto &[what, value] : one["published"].members())
            QVERIFY(near(kCoefficients.at(what)(matrixOf(one)).value.value_or(99), value.real(), 0.0006));
    }

    void categories_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"krippendorff-2011", "fleiss-1971", "random-05", "random-09"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void categories()
    {
        QFETCH(QString, id);
        const nia::Json &one = referenceCase(id.toStdString());
        const Matrix matrix = matrixOf(one);
        const Report whole = report(matrix, {.bootstrap{.replicates = 0}});
        std::int32_t answer = 0;
        for (const nia::Json &category : one["categories"].items()) {
            const std::string name = *category.idText();
            compare(fleissOfAnswer(matrix, answer), one["fleiss_by_category"][name]);
            compare(specificAgreement(matrix, answer), one["specific_agreement"][name]);
            compare(whole.categories[static_cast<std::size_t>(answer)].fleiss, one["fleiss_by_category"][name]);
            compare(whole.categories[static_cast<std::size_t>(answer)].agreement, one["specific_agreement"][name]);
            ++answer;
        }
    }

    void pairs_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"krippendorff-2011", "random-05", "random-09"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void pairs()
    {
        QFETCH(QString, id);
        const nia::Json &one = referenceCase(id.toStdString());
        const Matrix matrix = matrixOf(one);
        const Report whole = report(matrix, {.bootstrap{.replicates = 0}});
        std::size_t at = 0;
        for (const nia::Json &pair : one["pairs"].items()) {
            const auto a = static_cast<std::int32_t>(pair["a"].integer());
            const auto b = static_cast<std::int32_t>(pair["b"].integer());
            compare(cohenKappa(matrix, a, b), pair["cohen_kappa"]);
            compare(cohenKappa(matrix, a, b, Weights::Quadratic), pair["cohen_kappa_quadratic"]);
            if (pair["shared"].integer() == 0)
                continue; // a report has the pairs that share something
            const Report::Pair &mine = whole.annotatorPairs.at(at++);
            QCOMPARE(mine.a, a);
            QCOMPARE(mine.b, b);
            QCOMPARE(mine.n, pair["shared"].integer());
            compare(mine.percent, pair["percent"]);
            compare(mine.kappa, pair["cohen_kappa"]);
        }
        QCOMPARE(at, whole.annotatorPairs.size());
    }

    void bootstrap_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(referenceTable()["bootstrap"].items().size()); ++row)
            QTest::addRow("%d", row) << row;
    }
    void bootstrap()
    {
        QFETCH(int, row);
        const nia::Json &one = referenceTable()["bootstrap"].items()[static_cast<std::size_t>(row)];
        const Metric metric = one["statistic"].string() == "alpha_ordinal" ? Metric::Ordinal : Metric::Nominal;
        const Matrix matrix = matrixOf(referenceCase(one["case"].string()));
        const BootstrapOptions options{.replicates = one["replicates"].integer(),
                                       .seed = static_cast<std::uint64_t>(one["seed"].integer()),
                                       .level = one["level"].real()};
        const Figure slow =
            withInterval(matrix, [&](const Matrix &m) { return krippendorffAlpha(m, metric); }, options);
        const Figure quick = report(matrix, {.metric = metric, .bootstrap = options}).alpha;
        for (const Figure &figure : {slow, quick}) {
            QVERIFY(figure.low && figure.high);
            QVERIFY(near(*figure.low, one["low"].real(), kTolerance));
            QVERIFY(near(*figure.high, one["high"].real(), kTolerance));
            QCOMPARE(figure.undefinedReplicates, one["undefined"].integer());
        }
    }

    void noIntervalBelowTenItems()
    {
        for (const int items : {9, 10}) {
            Matrix matrix(2, 2);
            for (int i = 0; i < items; ++i)
                matrix.addItem(std::vector<Vote>{{0, i % 2}, {1, i % 3 == 0 ? 1 : i % 2}});
            matrix.addItem(std::vector<Vote>{{0, 1}}); // alone: not pairable
            const Report whole = report(matrix, {.bootstrap{.replicates = 50}});
            QCOMPARE(whole.records, items);
            QCOMPARE(whole.alpha.low.has_value(), items == 10);
            QCOMPARE(whole.percent.high.has_value(), items == 10);
            QCOMPARE(whole.annotatorPairs.at(0).kappa.low.has_value(), items == 10);
            QVERIFY(whole.alpha.value.has_value());
        }
    }

    /// Two blocks, one of full agreement and one of none: a draw takes a block whole, so percent is 0, 1/2 or 1 only.
    void blocksAreDrawnWhole()
    {
        Matrix matrix(2, 2);
        for (int i = 0; i < 20; ++i)
            matrix.addItem(std::vector<Vote>{{0, 0}, {1, i % 2}}, i % 2);
        const Report whole = report(matrix, {.bootstrap{.replicates = 200}});
        QCOMPARE(*whole.percent.value, 0.5);
        QCOMPARE(*whole.percent.low, 0.0);
        QCOMPARE(*whole.percent.high, 1.0);
    }

    /// One differing item among twenty: about e^-1 of the draws have no variation.
    void undefinedReplicatesAreCounted()
    {
        Matrix matrix(2, 2);
        for (int i = 0; i < 20; ++i)
            matrix.addItem(std::vector<Vote>{{0, 0}, {1, i == 0 ? 1 : 0}});
        const Report whole = report(matrix, {.bootstrap{.replicates = 1000}});
        QVERIFY(whole.alpha.undefinedReplicates > 280 && whole.alpha.undefinedReplicates < 440);
        QCOMPARE(whole.percent.undefinedReplicates, 0);
    }

    /// By hand: 3 annotators; items {0,0,1}, {1,1}, {0}, {}. Shares of answers 3/6 each.
    void reportByHand()
    {
        Matrix matrix(4, 2, true);
        matrix.addItem(std::vector<Vote>{{0, 0}, {1, 0}, {2, 1}});
        matrix.addItem(std::vector<Vote>{{0, 1}, {2, 1}});
        matrix.addItem(std::vector<Vote>{{3, 0}});
        matrix.addItem({});
        const Report whole = report(matrix, {.bootstrap{.replicates = 0}});
        QCOMPARE(whole.records, 2);
        QCOMPARE(whole.annotators, 3);
        QCOMPARE(whole.pairs, 3);
        QCOMPARE(*whole.percent.value, (1.0 / 3 + 1) / 2);
        QCOMPARE(whole.categories.size(), std::size_t(2));
        QCOMPARE(whole.categories[0].share, 0.5);
        // (0,1): 0/0; (0,2): 0/1 and 1/1; (1,2): 0/1
        QCOMPARE(whole.confusion, (std::vector<std::vector<std::int64_t>>{{1, 2}, {0, 1}}));
        QCOMPARE(whole.annotatorPairs[1].n, 2);
        QCOMPARE(*whole.annotatorPairs[1].percent.value, 0.5);
        QVERIFY(!whole.alpha.low);
    }

    void emptyMatrix()
    {
        const Report whole = report(Matrix(0, 3), {});
        QCOMPARE(whole.records, 0);
        QCOMPARE(whole.percent.undefined, std::string("no_pairable_items"));
        QCOMPARE(whole.alpha.undefined, std::string("no_pairable_items"));
        QCOMPARE(report(Matrix(2, 0), {}).ac1.undefined, std::string("one_category_declared"));
    }

    /// Equal answers in any order of annotators and items give the same bits.
    void repeatable()
    {
        const Matrix matrix = made(300, 4, 5);
        const Report one = report(matrix, {.metric = Metric::Ordinal});
        const Report two = report(matrix, {.metric = Metric::Ordinal});
        QCOMPARE(*one.alpha.low, *two.alpha.low);
        QCOMPARE(*one.alpha.high, *two.alpha.high);
        QVERIFY(*one.alpha.low < *one.alpha.value && *one.alpha.value < *one.alpha.high);
        const Report other = report(matrix, {.metric = Metric::Ordinal, .bootstrap{.seed = 5}});
        QVERIFY(*one.alpha.low != *other.alpha.low);
    }

    /// Budget: a thousand draws of ten thousand items, all figures of a report, under 2 s.
    void cost()
    {
        const Matrix matrix = made(10000, 5, 5);
        const std::clock_t start = std::clock(); // of this process: other programs may be busy
        const Report whole = report(matrix, {.metric = Metric::Ordinal});
        const double milliseconds = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        qInfo("report of 10,000 items, 1,000 draws: %.0f ms", milliseconds);
        QVERIFY(whole.alpha.low.has_value());
#ifdef NDEBUG
        QVERIFY(milliseconds < 2000);
#else
        QVERIFY(milliseconds < 20000); // without optimisation only a change of order is caught
#endif
    }

    void wilsonReference_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(referenceTable()["wilson"].items().size()); ++row)
            QTest::addRow("%d", row) << row;
    }
    void wilsonReference()
    {
        QFETCH(int, row);
        const nia::Json &one = referenceTable()["wilson"].items()[static_cast<std::size_t>(row)];
        const auto interval = wilson(one["correct"].integer(), one["n"].integer());
        QVERIFY(interval.has_value());
        QVERIFY(near(interval->low, one["low"].real(), kTolerance));
        QVERIFY(near(interval->high, one["high"].real(), kTolerance));
        QVERIFY(!wilson(0, 0));
    }

    void quantiles()
    {
        const std::vector<double> sorted{1, 2, 4};
        QCOMPARE(quantile(sorted, 0), 1.0);
        QCOMPARE(quantile(sorted, 0.25), 1.5); // h = 0.5
        QCOMPARE(quantile(sorted, 0.75), 3.0); // h = 1.5
        QCOMPARE(quantile(sorted, 1), 4.0);
        QCOMPARE(quantile({7}, 0.3), 7.0);
    }

    void tableOfCounts()
    {
        // Textbook: 20/5/10/15, agreed .70, by chance .50.
        QVERIFY(near(*kappaOfTable({20, 5, 10, 15}, 2).value, 0.4, kTolerance));
        QCOMPARE(kappaOfTable({9, 0, 0, 0}, 2).undefined, std::string("no_variation"));
        QCOMPARE(kappaOfTable({0, 0, 0, 0}, 2).undefined, std::string("no_shared_items"));
    }
};

QTEST_APPLESS_MAIN(TestCoefficients)
#include "tst_coefficients.moc"
