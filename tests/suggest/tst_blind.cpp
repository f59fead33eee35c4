// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/record_key.h"
#include "suggest/blind.h"

#include <QTest>

using nia::suggest::isBlind;

class TestBlind : public QObject
{
    Q_OBJECT
private slots:
    void shareIsKeptAndGrows()
    {
        int quarter = 0, least = 0, differs = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto key = nia::recordKey("main", std::to_string(i), "", "text");
            const bool hidden = isBlind("w", "lan", key);
            quarter += hidden;
            least += isBlind("w", "lan", key, 0);
            differs += hidden != isBlind("w", "minh", key);
            QVERIFY(!hidden || isBlind("w", "lan", key, .5));
            QVERIFY(isBlind("w", "lan", key, 1) && isBlind("w", "lan", key, .25, true));
        }
        // Five standard deviations of the binomial around 1000 and 400.
        QVERIFY(std::abs(quarter - 1000) < 137 && std::abs(least - 400) < 95);
        QVERIFY(differs > 1000);
    }
};

QTEST_APPLESS_MAIN(TestBlind)
#include "tst_blind.moc"
