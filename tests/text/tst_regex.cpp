// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "tables.h"
#include "text/regex.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nia;
using text::Regex;

class TestRegex : public QObject
{
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void mistakes_data();
    void mistakes();
    void endlessSearchIsStopped();
    void clonesAndLimits();
};

void TestRegex::finds_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // code points
    QTest::newRow("letters") << QStringLiteral("ti.ng") << QStringLiteral("Tiếng tiếng") << QStringLiteral("6-11");
    QTest::newRow("any case") << QStringLiteral("(?i)ĐẸP") << QStringLiteral("đẹp Đẹp") << QStringLiteral("0-3 4-7");
    QTest::newRow("behind emoji") << QStringLiteral("\\d+") << QStringLiteral("👍👍 50 và 7")
                                  << QStringLiteral("3-5 9-10");
    QTest::newRow("emoji is one") << QStringLiteral("^.$") << QStringLiteral("👍") << QStringLiteral("0-1");
    QTest::newRow("a set over planes") << QStringLiteral("[😀-🙏]") << QStringLiteral("a😁b") << QStringLiteral("1-2");
    QTest::newRow("empty matches") << QStringLiteral("x*") << QStringLiteral("ab") << QStringLiteral("0-0 1-1 2-2");
    QTest::newRow("nothing") << QStringLiteral("z") << QStringLiteral("ab") << QString();
    QTest::newRow("normal form counts") << QStringLiteral("ế") << QStringLiteral("e\u0302\u0301") << QString();
    QTest::newRow("property") << QStringLiteral("\\p{Lu}\\p{M}*") << QStringLiteral("aE\u0302b")
                              << QStringLiteral("1-3");
}

void TestRegex::finds()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    auto regex = Regex::compile(utf8(pattern));
    QVERIFY(regex.has_value());
    const auto ranges = regex->find(utf8(text));
    QVERIFY(ranges.has_value());
    QStringList shown;
    for (const auto &[begin, end] : *ranges)
        shown << QStringLiteral("%1-%2").arg(begin).arg(end);
    QCOMPARE(shown.join(u' '), expected);
    QCOMPARE(regex->matches(utf8(text)).value_or(false), !expected.isEmpty());
}

void TestRegex::mistakes_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("open bracket") << QStringLiteral("đẹp(") << QStringLiteral("partner") << 3;
    QTest::newRow("open set") << QStringLiteral("👍[ab") << QStringLiteral("not closed") << 1;
    QTest::newRow("backwards") << QStringLiteral("[z-a]") << QStringLiteral("backwards") << 1;
    QTest::newRow("star first") << QStringLiteral("*a") << QStringLiteral("cannot be read") << 0;
    QTest::newRow("interval") << QStringLiteral("a{3,1}") << QStringLiteral("smaller") << 1;
}

void TestRegex::mistakes()
{
    QFETCH(QString, pattern);
    QFETCH(QString, what);
    QFETCH(int, atLeast);
    const auto regex = Regex::compile(utf8(pattern));
    QVERIFY(!regex.has_value());
    QCOMPARE(regex.error().kind, Kind::Query);
    QVERIFY2(QString::fromStdString(regex.error().arguments.at(0)).contains(what),
             qPrintable(QString::fromStdString(regex.error().arguments.at(0) + " " + regex.error().detail)));
    QVERIFY(regex.error().offset >= atLeast);
    QVERIFY(regex.error().offset <= std::int64_t(pattern.toUcs4().size()));
}

void TestRegex::endlessSearchIsStopped()
{
    auto regex = Regex::compile("(a+)+b", {.timeLimit = std::chrono::milliseconds(100)});
    QVERIFY(regex.has_value());
    QElapsedTimer timer;
    timer.start();
    const auto matched = regex->matches(std::string(60, 'a'));
    QVERIFY(!matched.has_value());
    QCOMPARE(matched.error().kind, Kind::Query);
    QVERIFY(!matched.error().arguments.at(1).empty());
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!regex->find(std::string(60, 'a')).has_value());
    QCOMPARE(regex->matches("aab").value_or(false), true); // usable afterwards
}

void TestRegex::clonesAndLimits()
{
    auto regex = Regex::compile("a", {.ignoreCase = true});
    QVERIFY(regex.has_value());
    Regex other = regex->clone();
    QCOMPARE(other.find("aAa", 2)->size(), std::size_t(2));
    QCOMPARE(regex->find("aAa")->size(), std::size_t(3));
    Regex moved = std::move(other);
    QCOMPARE(moved.matches("bA").value_or(false), true);
}

QTEST_APPLESS_MAIN(TestRegex)
#include "tst_regex.moc"
