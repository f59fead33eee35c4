// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "tables.h"
#include "text/fold.h"

#include <QTest>

using namespace nia::text;
using Ranges = std::vector<Range>;

namespace {

QString shown(const Ranges &ranges)
{
    QString out;
    for (const auto &[begin, end] : ranges)
        out += QStringLiteral("%1-%2 ").arg(begin).arg(end);
    return out.trimmed();
}

} // namespace

class TestFold : public QObject
{
    Q_OBJECT
private slots:
    void cases_data();
    void cases();
    void folded_data();
    void folded();
    void exactForms_data();
    void exactForms();
    void found_data();
    void found();
    void literal_data();
    void literal();
    void contains_data();
    void contains();
    void limit();
    void brokenBytesDoNoHarm();
    void foldAgreesWithItself();
};

void TestFold::cases_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<bool>("folds");
    const auto rows = readTable("folding_cases.tsv");
    QVERIFY(rows.size() >= 95);
    for (const QStringList &row : rows)
        QTest::addRow("%s | %s", qPrintable(row[0]), qPrintable(row[1]))
            << row[0] << row[1] << (row[2] == u"yes") << (row[3] == u"yes");
}

void TestFold::cases()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(bool, exact);
    QFETCH(bool, folds);
    QCOMPARE(Matcher::exact(utf8(query)).matches(utf8(text)), exact);
    QCOMPARE(Matcher::folded(utf8(query)).matches(utf8(text)), folds);
    // The rule of the query language: what was typed decides, token by token; here all tokens of a query are alike or the
    // exact answer is the stricter one.
    const bool typed = Matcher::phrase(utf8(query)).matches(utf8(text));
    if (!hasDiacritics(utf8(query)))
        QCOMPARE(typed, folds);
    QVERIFY(!exact || typed);
    QVERIFY(!typed || folds);
}

void TestFold::folded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("words") << QStringLiteral("Đường  PHỐ, Hòa!") << QStringLiteral("duong  pho, hoa!");
    QTest::newRow("NFD") << QStringLiteral("Vie\u0323\u0302t") << QStringLiteral("viet");
    QTest::newRow("full width") << QStringLiteral("ＡＢＣ１２３！") << QStringLiteral("abc123!");
    QTest::newRow("ideographic space") << QStringLiteral("a\u3000b") << QStringLiteral("a b");
    QTest::newRow("no-break space") << QStringLiteral("a\u00a0b\tc\nd") << QStringLiteral("a b c d");
    QTest::newRow("invisible") << QStringLiteral("ti\u00adế\u200bng\ufeff") << QStringLiteral("tieng");
    QTest::newRow("eth") << QStringLiteral("Ðà ðã Ɖ ɖ") << QStringLiteral("da da d d");
    QTest::newRow("overlay stroke") << QStringLiteral("d\u0336i") << QStringLiteral("di");
    QTest::newRow("Cyrillic a in a Latin token") << QStringLiteral("Hа\u0300 Nội") << QStringLiteral("ha noi");
    QTest::newRow("Cyrillic alone stays") << QStringLiteral("МОСКВА") << QStringLiteral("москва");
    QTest::newRow("other languages") << QStringLiteral("Éa Crème Ångström") << QStringLiteral("ea creme angstrom");
    QTest::newRow("emoji") << QStringLiteral("đẹp 👍🏽!") << QStringLiteral("dep 👍🏽!");
    QTest::newRow("Ê Đê, Ba Na") << QStringLiteral("Č̆ư Ƀơ̆t") << QStringLiteral("cu ƀot");
    QTest::newRow("empty") << QString() << QString();
}

void TestFold::folded()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(fold(utf8(text))), expected);
}

void TestFold::exactForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tone style") << QStringLiteral("Hòa BÌNH, khỏe; thúy") << QStringLiteral("hoà bình, khoẻ; thuý");
    QTest::newRow("misplaced") << QStringLiteral("qúa gìa tóan ngừơi") << QStringLiteral("quá già toán người");
    QTest::newRow("NFD") << QStringLiteral("Tie\u0302\u0301ng") << QStringLiteral("tiếng");
    QTest::newRow("not canonical") << QStringLiteral("tie\u0301\u0302ng") << QStringLiteral("tié\u0302ng");
    QTest::newRow("no syllable") << QStringLiteral("Café Beyoncé") << QStringLiteral("café beyoncé");
    QTest::newRow("spaces and invisible") << QStringLiteral("a\u00a0b\u200b c") << QStringLiteral("a b c");
}

void TestFold::exactForms()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(exactForm(utf8(text))), expected);
}

void TestFold::found_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // code points
    QTest::newRow("all of them") << QStringLiteral("tieng") << QStringLiteral("Tiếng Việt, tiềng")
                                 << QStringLiteral("0-5 12-17");
    QTest::newRow("whole syllables") << QStringLiteral("an") << QStringLiteral("ăn bán an")
                                     << QStringLiteral("0-2 7-9");
    QTest::newRow("with diacritics") << QStringLiteral("tiếng") << QStringLiteral("tiềng tie\u0302\u0301ng")
                                     << QStringLiteral("6-13");
    QTest::newRow("behind emoji") << QStringLiteral("đẹp") << QStringLiteral("👍👨‍👩‍👧 ĐẸP")
                                  << QStringLiteral("7-10");
    QTest::newRow("phrase over punctuation")
        << QStringLiteral("tieng viet") << QStringLiteral("tiếng - Việt") << QStringLiteral("0-12");
    QTest::newRow("phrase that starts twice")
        << QStringLiteral("a a b") << QStringLiteral("a a a b") << QStringLiteral("2-7");
    QTest::newRow("no overlap") << QStringLiteral("a a") << QStringLiteral("a a a a a") << QStringLiteral("0-3 4-7");
    QTest::newRow("mixed phrase") << QStringLiteral("hòa binh") << QStringLiteral("hoá bình, hoà bính")
                                  << QStringLiteral("10-18");
    QTest::newRow("invisible inside") << QStringLiteral("tiếng") << QStringLiteral("tiế\u200bng\u200b nói")
                                      << QStringLiteral("0-6");
    QTest::newRow("punctuation alone") << QStringLiteral("?!") << QStringLiteral("gì ?! ?!")
                                       << QStringLiteral("3-5 6-8");
    QTest::newRow("emoji alone") << QStringLiteral("👍") << QStringLiteral("tốt 👍") << QStringLiteral("4-5");
    QTest::newRow("nothing asked") << QString() << QStringLiteral("a") << QString();
    QTest::newRow("longer than the text") << QStringLiteral("a b c") << QStringLiteral("a b") << QString();
}

void TestFold::found()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Matcher matcher = Matcher::phrase(utf8(query));
    QCOMPARE(shown(matcher.find(utf8(text))), expected);
    QCOMPARE(matcher.matches(utf8(text)), !expected.isEmpty());
}

void TestFold::literal_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tone style counts") << QStringLiteral("hòa") << QStringLiteral("hoà Hòa hòa")
                                       << QStringLiteral("8-11");
    QTest::newRow("no diacritics") << QStringLiteral("hoa") << QStringLiteral("hòa hoa hoang") << QStringLiteral("4-7");
    QTest::newRow("a mark follows") << QStringLiteral("hoa") << QStringLiteral("hoa\u0300") << QString();
    QTest::newRow("punctuation") << QStringLiteral("TP.HCM") << QStringLiteral("TP HCM, (TP.HCM)")
                                 << QStringLiteral("9-15");
    QTest::newRow("ends in punctuation") << QStringLiteral("a.") << QStringLiteral("ba. a.b") << QStringLiteral("4-6");
}

void TestFold::literal()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(shown(Matcher::literal(utf8(query)).find(utf8(text))), expected);
}

void TestFold::contains_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("inside a word") << QStringLiteral("xpres") << QStringLiteral("VnExpress") << true;
    QTest::newRow("folded") << QStringLiteral("ien") << QStringLiteral("Tiếng") << true;
    QTest::newRow("with diacritics") << QStringLiteral("iếng v") << QStringLiteral("Tiếng Việt") << true;
    QTest::newRow("other diacritics") << QStringLiteral("iềng") << QStringLiteral("Tiếng") << false;
    QTest::newRow("part of an old style") << QStringLiteral("hò") << QStringLiteral("hòa") << true;
    QTest::newRow("other style") << QStringLiteral("hoà") << QStringLiteral("HÒA") << true;
    QTest::newRow("empty") << QString() << QStringLiteral("a") << true;
    QTest::newRow("not there") << QStringLiteral("b") << QStringLiteral("a") << false;
}

void TestFold::contains()
{
    QFETCH(QString, needle);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(containsFolded(utf8(text), utf8(needle)), expected);
}

void TestFold::limit()
{
    const Matcher matcher = Matcher::word("a");
    QCOMPARE(shown(matcher.find("a a a a", 2)), QStringLiteral("0-1 2-3"));
    QVERIFY(matcher.find("a a", 0).empty());
}

void TestFold::brokenBytesDoNoHarm()
{
    for (const std::string &text : {std::string("\xff\xfe"), std::string("a\xc3"), std::string("\xe1\xba"),
                                    std::string("\x80\x80 tie"), std::string("\xf0\x9f\x91"), std::string("a\0b", 3)}) {
        for (const std::string &query : {std::string("a"), std::string("\xc3"), std::string("tiếng")}) {
            const Matcher matcher = Matcher::word(query);
            QCOMPARE(matcher.matches(text), !matcher.find(text).empty());
        }
        QVERIFY(fold(text).size() <= 3 * text.size());
        QVERIFY(exactForm(text).size() <= 3 * text.size());
    }
    QVERIFY(Matcher::word("tie").matches("\x80\x80 tie"));
}

void TestFold::foldAgreesWithItself()
{
    // Words of the table in all ways: folding a whole text is folding its exact form, and folding twice changes nothing.
    for (const QStringList &row : readTable("folding_cases.tsv")) {
        for (const std::string &text : {utf8(row[0]), utf8(row[1])}) {
            QCOMPARE(fold(fold(text)), fold(text));
            QCOMPARE(fold(exactForm(text)), fold(text));
            QCOMPARE(exactForm(exactForm(text)), exactForm(text));
        }
    }
}

QTEST_APPLESS_MAIN(TestFold)
#include "tst_fold.moc"
