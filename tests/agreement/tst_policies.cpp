// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/policies.h"

#include <QtTest>

using namespace nia::agreement;

// Every rule of cli.md, section Policies, by hand.

using Votes = std::vector<std::int32_t>;
using Sets = std::vector<std::vector<std::int32_t>>;

class TestPolicies : public QObject
{
    Q_OBJECT
private slots:
    void names()
    {
        for (const char *known : {"adjudicated", "unanimous", "majority", "best", "dawid-skene"}) {
            const auto policy = policyFromName(known);
            QVERIFY(policy.has_value());
            QCOMPARE(std::string(name(*policy)), std::string(known));
        }
        QVERIFY(!policyFromName("Best"));
        QVERIFY(!policyFromName(""));
        QCOMPARE(std::string(by(Because::TwoThirds)), std::string("majority"));
        QCOMPARE(std::string(by(Because::Median)), std::string("majority"));
        QCOMPARE(std::string(by(Because::Posterior)), std::string("dawid-skene"));
        QCOMPARE(std::string(by(Because::Unanimous)), std::string("unanimous"));
        QCOMPARE(std::string(by(Because::Adjudicated)), std::string("adjudicated"));
        for (int because = 0; because <= static_cast<int>(Because::Unsure); ++because) {
            QVERIFY(*name(static_cast<Because>(because)) != '\0');
            QCOMPARE(hasAnswer(static_cast<Because>(because)), because < static_cast<int>(Because::NotAdjudicated));
        }
    }

    void single_data()
    {
        QTest::addColumn<Votes>("votes");
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<int>("minAnswers");
        QTest::addColumn<Adjudication>("adjudication");
        QTest::addColumn<int>("answer");
        QTest::addColumn<Because>("because");
        const auto row = [](const char *what, Votes votes, Policy policy, int min, Adjudication adjudication,
                            int answer, Because because) {
            QTest::newRow(what) << votes << policy << min << adjudication << answer << because;
        };
        constexpr auto kNone = Adjudication::None;
        constexpr auto kStanding = Adjudication::Standing;
        constexpr auto kContested = Adjudication::Contested;
        row("adjudicated: a decision", {0, 1}, Policy::Adjudicated, 1, kStanding, -1, Because::Adjudicated);
        row("adjudicated: no annotator needed", {}, Policy::Adjudicated, 3, kStanding, -1, Because::Adjudicated);
        row("adjudicated: nobody decided", {0, 0}, Policy::Adjudicated, 1, kNone, -1, Because::NotAdjudicated);
        row("adjudicated: contested", {0, 0}, Policy::Adjudicated, 1, kContested, -1, Because::Contested);

        row("unanimous: equal", {1, 1, 1}, Policy::Unanimous, 1, kNone, 1, Because::Unanimous);
        row("unanimous: alone", {2}, Policy::Unanimous, 1, kNone, 2, Because::Unanimous);
        row("unanimous: one differs", {1, 1, 0}, Policy::Unanimous, 1, kNone, -1, Because::NotUnanimous);
        row("unanimous: none", {}, Policy::Unanimous, 1, kNone, -1, Because::NoAnswers);
        row("unanimous: too few", {1}, Policy::Unanimous, 2, kNone, -1, Because::TooFewAnswers);
        row("unanimous: just enough", {1, 1}, Policy::Unanimous, 2, kNone, 1, Because::Unanimous);
        row("unanimous: decisions do not count", {0, 1}, Policy::Unanimous, 1, kStanding, -1, Because::NotUnanimous);
        row("unanimous: contested does not count", {1, 1}, Policy::Unanimous, 1, kContested, 1, Because::Unanimous);

        row("majority: half is not enough", {0, 0, 1, 2}, Policy::Majority, 1, kNone, -1, Because::NoMajority);
        row("majority: two of three", {0, 0, 1}, Policy::Majority, 1, kNone, 0, Because::MoreThanHalf);
        row("majority: three of five", {1, 1, 1, 0, 2}, Policy::Majority, 1, kNone, 1, Because::MoreThanHalf);
        row("majority: two of five", {1, 1, 0, 2, 0}, Policy::Majority, 1, kNone, -1, Because::Tie);
        row("majority: tie", {0, 1}, Policy::Majority, 1, kNone, -1, Because::Tie);
        row("majority: alone", {2}, Policy::Majority, 1, kNone, 2, Because::MoreThanHalf);
        row("majority: decisions do not count", {0, 1}, Policy::Majority, 1, kStanding, -1, Because::Tie);
        row("majority: too few", {0, 0}, Policy::Majority, 3, kNone, -1, Because::TooFewAnswers);

        row("best: decision first", {0, 0, 0}, Policy::Best, 1, kStanding, -1, Because::Adjudicated);
        row("best: contested", {0, 0, 0}, Policy::Best, 1, kContested, -1, Because::Contested);
        row("best: equal", {1, 1}, Policy::Best, 1, kNone, 1, Because::Unanimous);
        row("best: alone", {1}, Policy::Best, 1, kNone, 1, Because::Unanimous);
        row("best: exactly two thirds", {0, 0, 1}, Policy::Best, 1, kNone, 0, Because::TwoThirds);
        row("best: four of six", {0, 0, 1, 0, 0, 2}, Policy::Best, 1, kNone, 0, Because::TwoThirds);
        row("best: three of five is less", {1, 1, 1, 0, 2}, Policy::Best, 1, kNone, -1, Because::NoMajority);
        row("best: tie", {0, 1}, Policy::Best, 1, kNone, -1, Because::Tie);
        row("best: three ways", {0, 1, 2}, Policy::Best, 1, kNone, -1, Because::Tie);
        row("best: none", {}, Policy::Best, 1, kNone, -1, Because::NoAnswers);
        row("best: too few", {1}, Policy::Best, 2, kNone, -1, Because::TooFewAnswers);
        row("best: a decision needs no number", {1}, Policy::Best, 2, kStanding, -1, Because::Adjudicated);
    }
    void single()
    {
        QFETCH(Votes, votes);
        QFETCH(Policy, policy);
        QFETCH(int, minAnswers);
        QFETCH(Adjudication, adjudication);
        QFETCH(int, answer);
        QFETCH(Because, because);
        const Resolved out = resolveSingle(votes, 3, adjudication, {.policy = policy, .minAnswers = minAnswers});
        QCOMPARE(out.because, because);
        QCOMPARE(out.answer, answer);
        for (std::int32_t k = 0; k < 3; ++k)
            QCOMPARE(out.votes[static_cast<std::size_t>(k)], std::ranges::count(votes, k));
    }

    /// good 2, basic 1 of three answers: (2 + .5) / (3 + 1.5) and so on.
    void distribution()
    {
        const Resolved out = resolveSingle(Votes{0, 0, 1}, 3, Adjudication::None, {});
        QCOMPARE(out.distribution, (std::vector<double>{2.5 / 4.5, 1.5 / 4.5, 0.5 / 4.5}));
        QVERIFY(resolveSingle(Votes{}, 3, Adjudication::Standing, {}).distribution.empty());
    }

    void median_data()
    {
        QTest::addColumn<Votes>("votes");
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<int>("answer");
        QTest::addColumn<Because>("because");
        QTest::newRow("odd") << Votes{4, 0, 3} << Policy::Best << 3 << Because::Median;
        QTest::newRow("even: the lower") << Votes{1, 4} << Policy::Best << 1 << Because::Median;
        QTest::newRow("even: four") << Votes{4, 2, 1, 3} << Policy::Majority << 2 << Because::Median;
        QTest::newRow("in place of two thirds") << Votes{0, 0, 4} << Policy::Best << 0 << Because::Median;
        QTest::newRow("equal") << Votes{2, 2} << Policy::Best << 2 << Because::Unanimous;
        QTest::newRow("unanimous knows no median") << Votes{1, 2} << Policy::Unanimous << -1 << Because::NotUnanimous;
    }
    void median()
    {
        QFETCH(Votes, votes);
        QFETCH(Policy, policy);
        QFETCH(int, answer);
        QFETCH(Because, because);
        const Resolved out = resolveSingle(votes, 5, Adjudication::None, {.policy = policy, .median = true});
        QCOMPARE(out.answer, answer);
        QCOMPARE(out.because, because);
    }

    void posterior_data()
    {
        QTest::addColumn<Votes>("votes");
        QTest::addColumn<std::vector<double>>("posterior");
        QTest::addColumn<Adjudication>("adjudication");
        QTest::addColumn<int>("answer");
        QTest::addColumn<Because>("because");
        using P = std::vector<double>;
        QTest::newRow("sure, against the majority")
            << Votes{0, 0, 1} << P{0.05, 0.95} << Adjudication::None << 1 << Because::Posterior;
        QTest::newRow("exactly .9") << Votes{0, 0, 1} << P{0.9, 0.1} << Adjudication::None << 0 << Because::Posterior;
        QTest::newRow("below .9") << Votes{0, 0, 0} << P{0.89, 0.11} << Adjudication::None << -1 << Because::Unsure;
        QTest::newRow("decision first") << Votes{0} << P{1, 0} << Adjudication::Standing << -1 << Because::Adjudicated;
        QTest::newRow("contested") << Votes{0} << P{1, 0} << Adjudication::Contested << -1 << Because::Contested;
        QTest::newRow("no votes") << Votes{} << P{1, 0} << Adjudication::None << -1 << Because::NoAnswers;
        QTest::newRow("no posterior: majority")
            << Votes{0, 0, 1} << P{} << Adjudication::None << 0 << Because::MoreThanHalf;
        QTest::newRow("no posterior: tie") << Votes{0, 1} << P{} << Adjudication::None << -1 << Because::Tie;
    }
    void posterior()
    {
        QFETCH(Votes, votes);
        QFETCH(std::vector<double>, posterior);
        QFETCH(Adjudication, adjudication);
        QFETCH(int, answer);
        QFETCH(Because, because);
        const Resolved out = resolveSingle(votes, 2, adjudication, {.policy = Policy::DawidSkene},
                                           posterior.empty() ? nullptr : &posterior);
        QCOMPARE(out.answer, answer);
        QCOMPARE(out.because, because);
        if (because == Because::Posterior || because == Because::Unsure)
            QCOMPARE(out.distribution, posterior);
    }

    void multiple_data()
    {
        QTest::addColumn<Sets>("votes");
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<std::vector<std::int32_t>>("members");
        QTest::addColumn<Because>("because");
        using M = std::vector<std::int32_t>;
        QTest::newRow("equal sets") << Sets{{0, 2}, {0, 2}} << Policy::Best << M{0, 2} << Because::Unanimous;
        QTest::newRow("all say none") << Sets{{}, {}} << Policy::Best << M{} << Because::Unanimous;
        QTest::newRow("alone") << Sets{{1}} << Policy::Unanimous << M{1} << Because::Unanimous;
        QTest::newRow("unanimous: differ") << Sets{{1}, {}} << Policy::Unanimous << M{} << Because::NotUnanimous;
        QTest::newRow("member by member") << Sets{{0, 1}, {0}, {0, 2}} << Policy::Best << M{0} << Because::TwoThirds;
        QTest::newRow("a set that nobody gave")
            << Sets{{0}, {0, 1}, {1}} << Policy::Best << M{0, 1} << Because::TwoThirds;
        QTest::newRow("none passes: empty set") << Sets{{0}, {1}, {2}} << Policy::Best << M{} << Because::TwoThirds;
        QTest::newRow("tie on one member") << Sets{{0, 1}, {0}} << Policy::Best << M{} << Because::Tie;
        QTest::newRow("majority: tie") << Sets{{0}, {0}, {}, {}} << Policy::Majority << M{} << Because::Tie;
        QTest::newRow("majority: 3 of 5")
            << Sets{{0}, {0}, {0}, {}, {}} << Policy::Majority << M{0} << Because::MoreThanHalf;
        QTest::newRow("best: 3 of 5 is neither")
            << Sets{{0}, {0}, {0}, {}, {}} << Policy::Best << M{} << Because::NoMajority;
        QTest::newRow("best: 2 of 5 is neither")
            << Sets{{0, 1}, {0, 1}, {0}, {0}, {0}} << Policy::Best << M{} << Because::NoMajority;
        QTest::newRow("majority: equal") << Sets{{1, 2}, {1, 2}} << Policy::Majority << M{1, 2}
                                         << Because::MoreThanHalf;
        QTest::newRow("none") << Sets{} << Policy::Best << M{} << Because::NoAnswers;
    }
    void multiple()
    {
        QFETCH(Sets, votes);
        QFETCH(Policy, policy);
        QFETCH(std::vector<std::int32_t>, members);
        QFETCH(Because, because);
        const ResolvedSet out = resolveMultiple(votes, 3, Adjudication::None, {.policy = policy});
        QCOMPARE(out.because, because);
        QCOMPARE(out.members, members);
        QCOMPARE(out.votes.size(), std::size_t(3));
    }
    void multipleVotes()
    {
        const ResolvedSet out = resolveMultiple(Sets{{0, 1}, {0}, {}}, 3, Adjudication::None, {});
        QCOMPARE(out.votes, (std::vector<std::int64_t>{2, 1, 0}));
        QCOMPARE(out.distribution, (std::vector<double>{2.5 / 4, 1.5 / 4, 0.5 / 4}));
        QCOMPARE(resolveMultiple(Sets{{0}}, 1, Adjudication::Standing, {}).because, Because::Adjudicated);
        QCOMPARE(resolveMultiple(Sets{{0}}, 1, Adjudication::Contested, {}).because, Because::Contested);
        QCOMPARE(resolveMultiple(Sets{{0}}, 1, Adjudication::None, {.minAnswers = 2}).because, Because::TooFewAnswers);
        QCOMPARE(resolveMultiple(Sets{{0}}, 1, Adjudication::None, {.policy = Policy::Adjudicated}).because,
                 Because::NotAdjudicated);
    }

    void spans_data()
    {
        QTest::addColumn<Sets>("votes");
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<std::vector<std::int32_t>>("members");
        QTest::addColumn<Because>("because");
        using M = std::vector<std::int32_t>;
        QTest::newRow("equal") << Sets{{0, 1}, {0, 1}} << Policy::Best << M{0, 1} << Because::Unanimous;
        QTest::newRow("those that pass") << Sets{{0, 1}, {0}, {0, 2}} << Policy::Best << M{0} << Because::TwoThirds;
        QTest::newRow("none passes: empty, an answer") << Sets{{0}, {1}} << Policy::Best << M{} << Because::TwoThirds;
        QTest::newRow("half is no tie here") << Sets{{0, 1}, {0}} << Policy::Majority << M{0} << Because::MoreThanHalf;
        QTest::newRow("3 of 5: best leaves out")
            << Sets{{0}, {0}, {0}, {}, {}} << Policy::Best << M{} << Because::TwoThirds;
        QTest::newRow("3 of 5: majority takes")
            << Sets{{0}, {0}, {0}, {}, {}} << Policy::Majority << M{0} << Because::MoreThanHalf;
        QTest::newRow("unanimous: differ") << Sets{{0}, {}} << Policy::Unanimous << M{} << Because::NotUnanimous;
        QTest::newRow("unanimous: nobody marked") << Sets{{}, {}} << Policy::Unanimous << M{} << Because::Unanimous;
        QTest::newRow("adjudicated only") << Sets{{0}} << Policy::Adjudicated << M{} << Because::NotAdjudicated;
    }
    void spans()
    {
        QFETCH(Sets, votes);
        QFETCH(Policy, policy);
        QFETCH(std::vector<std::int32_t>, members);
        QFETCH(Because, because);
        const ResolvedSet out = resolveSpans(votes, 3, Adjudication::None, {.policy = policy});
        QCOMPARE(out.because, because);
        QCOMPARE(out.members, members);
    }

    void text_data()
    {
        QTest::addColumn<Votes>("votes");
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<int>("answer");
        QTest::addColumn<Because>("because");
        QTest::newRow("equal") << Votes{0, 0} << Policy::Best << 0 << Because::Unanimous;
        QTest::newRow("two thirds is nothing") << Votes{0, 0, 1} << Policy::Best << -1 << Because::NotUnanimous;
        QTest::newRow("majority is nothing") << Votes{0, 0, 1} << Policy::Majority << -1 << Because::NotUnanimous;
        QTest::newRow("majority: equal") << Votes{1, 1} << Policy::Majority << 1 << Because::Unanimous;
        QTest::newRow("none") << Votes{} << Policy::Unanimous << -1 << Because::NoAnswers;
        QTest::newRow("adjudicated only") << Votes{0} << Policy::Adjudicated << -1 << Because::NotAdjudicated;
    }
    void text()
    {
        QFETCH(Votes, votes);
        QFETCH(Policy, policy);
        QFETCH(int, answer);
        QFETCH(Because, because);
        const Resolved out = resolveText(votes, 2, Adjudication::None, {.policy = policy});
        QCOMPARE(out.answer, answer);
        QCOMPARE(out.because, because);
        QCOMPARE(resolveText(votes, 2, Adjudication::Standing, {}).because, Because::Adjudicated);
    }

    void disagreement()
    {
        QVERIFY(!differ(Votes{}));
        QVERIFY(!differ(Votes{1}));
        QVERIFY(!differ(Votes{1, 1}));
        QVERIFY(differ(Votes{1, 1, 0}));
        QVERIFY(!differ(Sets{{}, {}}));
        QVERIFY(differ(Sets{{}, {0}}));
    }
};

QTEST_APPLESS_MAIN(TestPolicies)
#include "tst_policies.moc"
