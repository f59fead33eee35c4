// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/reference_table.h"

#include "agreement/models.h"

using namespace nia::agreement;

namespace {

constexpr double kDawidSkene = 1e-8; // domain/agreement.md
constexpr double kMace = 1e-10;

/// Votes of the anaesthetists: item -> {observer: [answers]}, observers from 1, answers from 1.
Matrix votesOf(const nia::Json &one)
{
    Matrix out(5, static_cast<int>(one["classes"].items().size()));
    for (const nia::Json &item : one["votes"].items()) {
        std::vector<Vote> votes;
        for (const auto &[observer, answers] : item.members()) {
            for (const nia::Json &answer : answers.items())
                votes.push_back({std::stoi(observer) - 1, static_cast<int>(answer.integer()) - 1});
        }
        out.addItem(votes);
    }
    return out;
}

void comparePosterior(const std::vector<std::vector<double>> &posterior, const nia::Json &expected, double tolerance)
{
    QCOMPARE(posterior.size(), expected.items().size());
    for (std::size_t i = 0; i < posterior.size(); ++i) {
        for (std::size_t j = 0; j < posterior[i].size(); ++j)
            QVERIFY(near(posterior[i][j], expected.items()[i].items()[j].real(), tolerance));
    }
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT
private slots:
    void dawidSkeneReference_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const nia::Json &one : referenceTable()["dawid_skene"].items())
            QTest::newRow(one["id"].string().c_str()) << row++;
    }
    void dawidSkeneReference()
    {
        QFETCH(int, row);
        const nia::Json &one = referenceTable()["dawid_skene"].items()[static_cast<std::size_t>(row)];
        const Matrix matrix = one.has("votes") ? votesOf(one) : matrixOf(referenceCase(one["case"].string()));
        const DawidSkene model = dawidSkene(matrix, {.smoothing = one["smoothing"].real()});
        comparePosterior(model.posterior, one["posterior"], kDawidSkene);
        QVERIFY(near(model.logLikelihood, one["log_likelihood"].real(), kDawidSkene));
        for (std::size_t j = 0; j < model.prevalence.size(); ++j)
            QVERIFY(near(model.prevalence[j], one["prevalence"].items()[j].real(), kDawidSkene));
        for (std::size_t i = 0; i < model.posterior.size(); ++i)
            QCOMPARE(choose(model.posterior[i], matrix.item(static_cast<std::int64_t>(i))).answer + 1,
                     one["resolved"].items()[i].integer());
        for (const auto &[observer, rows] : one["confusion"].members()) {
            const auto &mine = model.confusion[static_cast<std::size_t>(std::stoi(observer) - 1)];
            for (std::size_t j = 0; j < mine.size(); ++j) {
                for (std::size_t l = 0; l < mine[j].size(); ++l)
                    QVERIFY(near(mine[j][l], rows.items()[j].items()[l].real(), kDawidSkene));
            }
        }
        QVERIFY(model.rounds > 1 && model.rounds < 2000);
    }

    /// The order in which answers of an item came in must not change a bit.
    void orderOfVotesDoesNotMatter()
    {
        const nia::Json &one = referenceTable()["dawid_skene"].items()[1];
        const Matrix matrix = votesOf(one);
        Matrix turned(5, 4);
        for (std::int64_t i = 0; i < matrix.items(); ++i) {
            std::vector<Vote> votes(matrix.item(i).rbegin(), matrix.item(i).rend());
            turned.addItem(votes);
        }
        QCOMPARE(dawidSkene(matrix).posterior, dawidSkene(turned).posterior);
        QCOMPARE(dawidSkene(matrix).logLikelihood, dawidSkene(turned).logLikelihood);
    }

    /// An item without an answer gets the class shares.
    void itemWithoutAnswer()
    {
        Matrix matrix(3, 2);
        for (int i = 0; i < 10; ++i)
            matrix.addItem(std::vector<Vote>{{0, i < 7 ? 0 : 1}, {1, i < 7 ? 0 : 1}, {2, i < 7 ? 0 : 1}});
        matrix.addItem({});
        const DawidSkene model = dawidSkene(matrix);
        QVERIFY(near(model.posterior[10][0], 0.7, 1e-6));
        QVERIFY(dawidSkene(Matrix(2, 2)).posterior.empty());
    }

    void chooseByVotesThenSchema()
    {
        const std::vector<Vote> votes{{0, 2}, {1, 2}, {2, 1}};
        const PosteriorChoice byVotes = choose({0.2, 0.4, 0.4}, votes);
        QCOMPARE(byVotes.answer, 2);
        QVERIFY(byVotes.tie);
        const PosteriorChoice bySchema = choose({0.5, 0.5}, std::vector<Vote>{{0, 0}, {1, 1}});
        QCOMPARE(bySchema.answer, 0);
        QVERIFY(bySchema.tie);
        const PosteriorChoice clear = choose({0.1, 0.9}, std::vector<Vote>{{0, 0}});
        QCOMPARE(clear.answer, 1);
        QCOMPARE(clear.p, 0.9);
        QVERIFY(!clear.tie);
    }

    /// 3 answers per item, 50 items, 20 answers of everyone who answered.
    void conditions_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("ofThird"); // how many items the third annotator answered
        QTest::addColumn<bool>("fourth"); // a fourth fills in for the third
        QTest::addColumn<bool>("expected");
        QTest::newRow("just enough") << 50 << 50 << false << true;
        QTest::newRow("49 items") << 49 << 49 << false << false;
        QTest::newRow("under three answers an item") << 50 << 49 << false << false;
        QTest::newRow("20 answers of the third") << 50 << 20 << true << true;
        QTest::newRow("19 answers of the third") << 50 << 19 << true << false;
    }
    void conditions()
    {
        QFETCH(int, items);
        QFETCH(int, ofThird);
        QFETCH(bool, fourth);
        QFETCH(bool, expected);
        Matrix matrix(5, 2); // the fifth never answered
        for (int i = 0; i < items; ++i) {
            std::vector<Vote> votes{{0, 0}, {1, 1}};
            if (i < ofThird)
                votes.push_back({2, 0});
            else if (fourth)
                votes.push_back({3, 0});
            matrix.addItem(votes);
        }
        matrix.addItem({});
        QCOMPARE(dawidSkeneApplies(matrix), expected);
    }

    void maceReference_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const nia::Json &one : referenceTable()["mace"].items())
            QTest::newRow(one["id"].string().c_str()) << row++;
    }
    void maceReference()
    {
        QFETCH(int, row);
        const nia::Json &one = referenceTable()["mace"].items()[static_cast<std::size_t>(row)];
        const Matrix matrix = matrixOf(referenceCase(one["case"].string()));
        const Mace model =
            mace(matrix, {.rounds = one["rounds"].integer(), .variational = false, .noiselessStart = true});
        comparePosterior(model.posterior, one["posterior"], kMace);
        QCOMPARE(model.competence.size(), one["competence"].items().size());
        for (std::size_t a = 0; a < model.competence.size(); ++a)
            QVERIFY(near(model.competence[a], one["competence"].items()[a].real(), kMace));
        QVERIFY(near(model.logLikelihood, one["log_likelihood"].real(), 1e-9)); // a sum of about -50
        QVERIFY(mace(matrix, {.rounds = one["rounds"].integer(),
                              .smoothing = one["smoothing"].real(),
                              .variational = false,
                              .noiselessStart = true})
                    .posterior
                == model.posterior);
    }

    /// Three who know and one who always says 0: the default run tells them apart, and repeats by its seed.
    void maceFindsTheSpammer()
    {
        Matrix matrix(4, 3);
        for (int i = 0; i < 60; ++i)
            matrix.addItem(std::vector<Vote>{{0, i % 3}, {1, i % 7 == 0 ? 0 : i % 3}, {2, i % 3}, {3, 0}});
        const Mace model = mace(matrix);
        QVERIFY(model.competence[0] > 0.9);
        QVERIFY(model.competence[3] < 0.3);
        for (std::size_t i = 0; i < 60; ++i) {
            const auto &row = model.posterior[i];
            QCOMPARE(std::max_element(row.begin(), row.end()) - row.begin(), static_cast<std::ptrdiff_t>(i % 3));
        }
        QVERIFY(model.entropy[0] >= 0 && model.entropy[0] < 1.1); // at most ln 3
        QCOMPARE(mace(matrix).logLikelihood, model.logLikelihood);
    }

    /// A thousand answers on one item do not underflow.
    void maceManyAnswers()
    {
        Matrix matrix(1000, 5);
        std::vector<Vote> votes;
        for (int a = 0; a < 1000; ++a)
            votes.push_back({a, a % 2 == 0 ? 3 : a % 5});
        matrix.addItem(votes);
        const Mace model = mace(matrix, {.rounds = 5, .restarts = 1});
        QVERIFY(std::isfinite(model.logLikelihood));
        QVERIFY(model.posterior[0][3] > 0.99);
    }
};

QTEST_APPLESS_MAIN(TestModels)
#include "tst_models.moc"
