// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "workspace/event.h"

#include <QtTest>

using namespace nia;
using namespace nia::workspace;

class TestHlc : public QObject
{
    Q_OBJECT

private slots:
    void rendersAndReads();
    void refuses_data();
    void refuses();
    void ticks_data();
    void ticks();
    void receives_data();
    void receives();
    void neverGoesBack();
};

void TestHlc::rendersAndReads()
{
    const Hlc clock{.ms = 0x19a3f0c2d1, .counter = 7, .device = "devA"};
    QCOMPARE(clock.text(), std::string("0019a3f0c2d1-0007-devA"));
    const auto again = Hlc::parse(clock.text());
    QVERIFY(again && *again == clock);
    QVERIFY(Hlc::parse("0019a3f0c2d1-0007-a-b")->device == "a-b"); // a device may have a dash
}

void TestHlc::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no device") << QByteArray("0019a3f0c2d1-0007-");
    QTest::newRow("capital") << QByteArray("0019A3f0c2d1-0007-d");
    QTest::newRow("short counter") << QByteArray("0019a3f0c2d1-007-dd");
    QTest::newRow("no digits") << QByteArray("xxxxxxxxxxxx-0007-d");
}

void TestHlc::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Hlc::parse(text.toStdString()));
}

void TestHlc::ticks_data()
{
    // By hand from teamwork.md section 1: l = max(l, now), unchanged: counter + 1.
    QTest::addColumn<qint64>("last");
    QTest::addColumn<uint>("counter");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("time has passed") << qint64{100} << 5U << qint64{101} << QByteArray("000000000065-0000-d");
    QTest::newRow("same millisecond") << qint64{100} << 5U << qint64{100} << QByteArray("000000000064-0006-d");
    QTest::newRow("the wall clock went back") << qint64{100} << 5U << qint64{7} << QByteArray("000000000064-0006-d");
    QTest::newRow("before 1970") << qint64{100} << 5U << qint64{-7} << QByteArray("000000000064-0006-d");
    QTest::newRow("counter is full") << qint64{100} << 0xffffU << qint64{100} << QByteArray("000000000065-0000-d");
}

void TestHlc::ticks()
{
    QFETCH(qint64, last);
    QFETCH(uint, counter);
    QFETCH(qint64, now);
    QFETCH(QByteArray, expected);
    const Hlc clock{.ms = static_cast<std::uint64_t>(last), .counter = counter, .device = "other"};
    QCOMPARE(tick(clock, now, "d").text(), expected.toStdString());
}

void TestHlc::receives_data()
{
    // By hand: l = max of the three; the counter of the side that won plus one, of both the greater, of the wall clock none.
    QTest::addColumn<qint64>("last");
    QTest::addColumn<uint>("lastCounter");
    QTest::addColumn<qint64>("remote");
    QTest::addColumn<uint>("remoteCounter");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("wall clock wins") << qint64{1} << 5U << qint64{2} << 9U << qint64{3}
                                     << QByteArray("000000000003-0000-d");
    QTest::newRow("remote wins") << qint64{1} << 5U << qint64{4} << 9U << qint64{3}
                                 << QByteArray("000000000004-000a-d");
    QTest::newRow("own wins") << qint64{5} << 5U << qint64{4} << 9U << qint64{3} << QByteArray("000000000005-0006-d");
    QTest::newRow("both") << qint64{5} << 5U << qint64{5} << 9U << qint64{3} << QByteArray("000000000005-000a-d");
    QTest::newRow("all three") << qint64{5} << 11U << qint64{5} << 9U << qint64{5} << QByteArray("000000000005-000c-d");
    QTest::newRow("full") << qint64{5} << 1U << qint64{5} << 0xffffU << qint64{5} << QByteArray("000000000006-0000-d");
}

void TestHlc::receives()
{
    QFETCH(qint64, last);
    QFETCH(uint, lastCounter);
    QFETCH(qint64, remote);
    QFETCH(uint, remoteCounter);
    QFETCH(qint64, now);
    QFETCH(QByteArray, expected);
    const Hlc own{.ms = static_cast<std::uint64_t>(last), .counter = lastCounter, .device = "d"};
    const Hlc other{.ms = static_cast<std::uint64_t>(remote), .counter = remoteCounter, .device = "e"};
    QCOMPARE(receive(own, other, now, "d").text(), expected.toStdString());
}

void TestHlc::neverGoesBack()
{
    SplitMix64 random(7);
    Hlc clock{.device = "d"};
    for (int i = 0; i < 20000; ++i) {
        const auto now = static_cast<std::int64_t>(random.below(2000));
        const Hlc remote{
            .ms = random.below(2000), .counter = static_cast<std::uint32_t>(random.below(0x10000)), .device = "e"};
        const bool receiving = random.below(3) == 0;
        const Hlc next = receiving ? receive(clock, remote, now, "d") : tick(clock, now, "d");
        QVERIFY(next.text() > clock.text());
        QVERIFY(!receiving || next.text() > remote.text());
        clock = next;
    }
}

QTEST_APPLESS_MAIN(TestHlc)
#include "tst_hlc.moc"
