// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/influence.h"

#include <QTest>

class TestInfluence : public QObject
{
    Q_OBJECT
private slots:
    void newcombe_data()
    {
        QTest::addColumn<int>("takenShown");
        QTest::addColumn<int>("shown");
        QTest::addColumn<int>("takenHidden");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<double>("effect");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("learning.md section 4") << 320 << 400 << 70 << 100 << .100 << .009 << .202;
        QTest::newRow("Newcombe 1998") << 56 << 70 << 48 << 80 << .200 << .052 << .334;
    }
    void newcombe()
    {
        QFETCH(int, takenShown);
        QFETCH(int, shown);
        QFETCH(int, takenHidden);
        QFETCH(int, hidden);
        QFETCH(double, effect);
        QFETCH(double, low);
        QFETCH(double, high);
        const auto found = nia::suggest::influence(takenShown, shown, takenHidden, hidden);
        QVERIFY(found.defined);
        QVERIFY(std::abs(found.effect - effect) < 5.1e-4);
        QVERIFY(std::abs(found.low - low) < 5.1e-4);
        QVERIFY(std::abs(found.high - high) < 5.1e-4);
    }
    void anEmptyArmGivesNothing() { QVERIFY(!nia::suggest::influence(3, 4, 0, 0).defined); }
};

QTEST_APPLESS_MAIN(TestInfluence)
#include "tst_influence.moc"
