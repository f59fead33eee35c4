// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "tables.h"
#include "text/syllable.h"

#include <QTest>

using namespace nia::text;

namespace {

const QStringList kTones{QStringLiteral("ngang"), QStringLiteral("huyen"), QStringLiteral("hoi"),
                         QStringLiteral("nga"),   QStringLiteral("sac"),   QStringLiteral("nang")};
const QStringList kFaults{QString(),
                          QStringLiteral("not_letters"),
                          QStringLiteral("two_tones"),
                          QStringLiteral("no_parse"),
                          QStringLiteral("tone_coda"),
                          QStringLiteral("tone_place")};
const QStringList kStyles{QStringLiteral("-"), QStringLiteral("old"), QStringLiteral("new")};

} // namespace

class TestSyllable : public QObject
{
    Q_OBJECT
private slots:
    void checks_data();
    void checks();
    void places_data();
    void places();
};

void TestSyllable::checks_data()
{
    QTest::addColumn<QStringList>("row");
    const auto rows = readTable("syllable_cases.tsv");
    QVERIFY(rows.size() >= 320);
    for (const QStringList &row : rows)
        QTest::addRow("%s", qPrintable(row[0])) << row;
}

void TestSyllable::checks()
{
    QFETCH(QStringList, row);
    const Syllable syllable = checkSyllable(utf8(row[0]));
    QCOMPARE(syllable.valid(), row[1] == u"valid");
    if (!syllable.valid()) {
        QCOMPARE(kFaults[static_cast<int>(syllable.fault)], row[2]);
        return;
    }
    QCOMPARE(syllable.rare ? QStringLiteral("rare") : QStringLiteral("core"), row[2]);
    QCOMPARE(syllable.onset.empty() ? QStringLiteral("-") : QString::fromStdString(syllable.onset), row[3]);
    QCOMPARE(QString::fromStdString(syllable.rhyme), row[4]);
    QCOMPARE(kTones[static_cast<int>(syllable.tone)], row[5]);
    QCOMPARE(kStyles[static_cast<int>(syllable.style)], row[6]);
}

void TestSyllable::places_data()
{
    QTest::addColumn<QStringList>("row");
    const auto rows = readTable("tone_placement_cases.tsv");
    QVERIFY(rows.size() >= 110);
    for (const QStringList &row : rows)
        QTest::addRow("%s %s", qPrintable(row[0]), qPrintable(row[1])) << row;
}

void TestSyllable::places()
{
    QFETCH(QStringList, row);
    const auto tone = static_cast<Tone>(kTones.indexOf(row[1]));
    QCOMPARE(QString::fromStdString(placeTone(utf8(row[0]), tone, ToneStyle::Old)), row[2]);
    QCOMPARE(QString::fromStdString(placeTone(utf8(row[0]), tone, ToneStyle::New)), row[3]);
    QCOMPARE(QString::fromStdString(withNewStyle(utf8(row[2]))), row[3]);
    QCOMPARE(QString::fromStdString(withNewStyle(utf8(row[3]))), row[3]);
    QCOMPARE(row[2] != row[3], row[4] == u"yes");
    if (row[5] == u"-")
        return;
    for (const QString &wrong : row[5].split(u' ')) {
        const SyllableFault fault = checkSyllable(utf8(wrong)).fault;
        QVERIFY2(fault == SyllableFault::TonePlace || fault == SyllableFault::NoParse, qPrintable(wrong));
        if (fault == SyllableFault::TonePlace)
            QCOMPARE(QString::fromStdString(withNewStyle(utf8(wrong))), row[3]);
    }
}

QTEST_APPLESS_MAIN(TestSyllable)
#include "tst_syllable.moc"
