// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "tables.h"
#include "text/collate.h"
#include "text/normal.h"
#include "text/snippet.h"
#include "text/utf8.h"
#include "text/words.h"

#include <QTest>
#include <algorithm>

using namespace nia::text;

class TestNormal : public QObject
{
    Q_OBJECT
private slots:
    void normalForm_data();
    void normalForm();
    void normalFormAsQtHasIt();
    void trims_data();
    void trims();
    void lowers_data();
    void lowers();
    void words_data();
    void words();
    void previews_data();
    void previews();
    void previewNeverCuts();
    void order();
};

void TestNormal::normalForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("composed") << QStringLiteral("Tiếng Việt") << QStringLiteral("Tiếng Việt");
    QTest::newRow("NFD") << QStringLiteral("Tie\u0302\u0301ng") << QStringLiteral("Tiếng");
    QTest::newRow("mixed, of CP1258") << QStringLiteral("Tiê\u0301ng") << QStringLiteral("Tiếng");
    QTest::newRow("dot first") << QStringLiteral("Vie\u0323\u0302t") << QStringLiteral("Việt");
    QTest::newRow("dot last") << QStringLiteral("Vie\u0302\u0323t") << QStringLiteral("Việt");
    QTest::newRow("two of one class keep their order") << QStringLiteral("e\u0301\u0302") << QStringLiteral("é\u0302");
    QTest::newRow("tone marks of old use") << QStringLiteral("ha\u0340") << QStringLiteral("hà");
    QTest::newRow("singleton") << QStringLiteral("\u212b") << QStringLiteral("Å");
    QTest::newRow("compatibility stays") << QStringLiteral("ﬁ²") << QStringLiteral("ﬁ²");
    QTest::newRow("jamo") << QStringLiteral("\u1112\u1161\u11ab") << QStringLiteral("한");
    QTest::newRow("empty") << QString() << QString();
}

void TestNormal::normalForm()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(nfc(utf8(text))), expected);
    QCOMPARE(isNfc(utf8(text)), text == expected);
    QVERIFY(isNfc(utf8(expected)));
}

void TestNormal::normalFormAsQtHasIt()
{
    // Qt carries tables of its own. Every letter of the Latin blocks behind every tone and quality mark.
    static constexpr char16_t kMarks[] = {0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31b, 0x323};
    for (char32_t c = 0x41; c < 0x1f00; c = c == 0x24f ? 0x1e00 : c + 1) {
        for (const char16_t mark : kMarks) {
            const QString text = QString::fromUcs4(&c, 1) + QChar(mark);
            const QString expected = text.normalized(QString::NormalizationForm_C);
            QCOMPARE(QString::fromStdString(nfc(utf8(text))), expected);
            QCOMPARE(isNfc(utf8(text)), text == expected);
        }
    }
}

void TestNormal::trims_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("blanks") << QStringLiteral(" \t\r\na b\n ") << QStringLiteral("a b");
    QTest::newRow("odd spaces") << QStringLiteral("\u00a0\u3000Việt\u2003") << QStringLiteral("Việt");
    QTest::newRow("the last byte of à is no space") << QStringLiteral("à") << QStringLiteral("à");
    QTest::newRow("nothing but blanks") << QStringLiteral(" \u00a0 ") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestNormal::trims()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(trimmed(utf8(text))), expected);
}

void TestNormal::lowers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all capitals")
        << QStringLiteral("ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ")
        << QStringLiteral("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ");
    QTest::newRow("ASCII") << QStringLiteral("TP.HCM 2026") << QStringLiteral("tp.hcm 2026");
    QTest::newRow("NFD") << QStringLiteral("VIE\u0323\u0302T") << QStringLiteral("việt");
    QTest::newRow("others") << QStringLiteral("МОСКВА Ñ Œ") << QStringLiteral("москва ñ œ");
}

void TestNormal::lowers()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(lower(utf8(text))), expected);
}

void TestNormal::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("sentence") << QStringLiteral("Hôm nay, trời đẹp!")
                              << QStringList{QStringLiteral("Hôm"), QStringLiteral("nay"), QStringLiteral("trời"),
                                             QStringLiteral("đẹp")};
    QTest::newRow("NFD stays whole") << QStringLiteral("tie\u0302\u0301ng Vie\u0323\u0302t")
                                     << QStringList{QStringLiteral("tie\u0302\u0301ng"),
                                                    QStringLiteral("Vie\u0323\u0302t")};
    QTest::newRow("digits, hyphen, underscore, apostrophe")
        << QStringLiteral("covid-19 học_sinh H'Mông")
        << QStringList{QStringLiteral("covid"), QStringLiteral("19"), QStringLiteral("học"),
                       QStringLiteral("sinh"),  QStringLiteral("H"),  QStringLiteral("Mông")};
    QTest::newRow("a mark alone begins none") << QStringLiteral("\u0301 a") << QStringList{QStringLiteral("a")};
    QTest::newRow("invisible inside, not behind")
        << QStringLiteral("ti\u200bếng\u200b") << QStringList{QStringLiteral("ti\u200bếng")};
    QTest::newRow("emoji separates") << QStringLiteral("a👍b") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("chữ Nôm beyond the first plane") << QStringLiteral("𡨸喃") << QStringList{QStringLiteral("𡨸喃")};
    QTest::newRow("none") << QStringLiteral(" .,!") << QStringList();
}

void TestNormal::words()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const std::string raw = utf8(text);
    QStringList found;
    for (const ByteRange &range : wordRanges(raw))
        found << QString::fromStdString(raw.substr(range.begin, range.end - range.begin));
    QCOMPARE(found, expected);
    QCOMPARE(wordCount(raw), expected.size());
}

void TestNormal::previews_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("expected");
    QTest::newRow("short") << QStringLiteral("một hai") << 20 << QStringLiteral("một hai");
    QTest::newRow("white space") << QStringLiteral("\n a \t\r\n b\u00a0\u00a0c\n\n") << 20 << QStringLiteral("a b c");
    QTest::newRow("cut") << QStringLiteral("một hai ba") << 5 << QStringLiteral("một h");
    QTest::newRow("no blank at the end") << QStringLiteral("một hai") << 4 << QStringLiteral("một");
    QTest::newRow("a letter and its marks") << QStringLiteral("tie\u0302\u0301ng") << 3 << QStringLiteral("ti");
    QTest::newRow("with its marks") << QStringLiteral("tie\u0302\u0301ng") << 5 << QStringLiteral("tie\u0302\u0301");
    QTest::newRow("family") << QStringLiteral("ab👨‍👩‍👧c") << 4 << QStringLiteral("ab");
    QTest::newRow("whole family") << QStringLiteral("ab👨‍👩‍👧c") << 7
                                  << QStringLiteral("ab👨‍👩‍👧");
    QTest::newRow("nothing wanted") << QStringLiteral("abc") << 0 << QString();
    QTest::newRow("negative") << QStringLiteral("abc") << -1 << QString();
    QTest::newRow("blanks alone") << QStringLiteral(" \n ") << 5 << QString();
}

void TestNormal::previews()
{
    QFETCH(QString, text);
    QFETCH(int, length);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(preview(utf8(text), length)), expected);
}

void TestNormal::previewNeverCuts()
{
    const QStringList pieces{QStringLiteral("a"),
                             QStringLiteral("e\u0302\u0301"),
                             QStringLiteral("👨‍👩‍👧"),
                             QStringLiteral("🇻🇳"),
                             QStringLiteral("👍🏽"),
                             QStringLiteral("\r\n"),
                             QStringLiteral(" "),
                             QStringLiteral("ợ"),
                             QStringLiteral("\u0e01\u0e33"),
                             QStringLiteral("한")};
    nia::SplitMix64 random(7);
    for (int round = 0; round < 500; ++round) {
        QString text;
        for (int i = 0; i < 12; ++i)
            text += pieces[random.below(pieces.size())];
        const std::string whole = preview(utf8(text), 1000);
        const auto length = static_cast<std::int64_t>(random.below(20));
        const std::string part = preview(utf8(text), length);
        QVERIFY(whole.starts_with(part));
        QVERIFY(codePoints(part) <= length);
        QVERIFY(isGraphemeBoundary(whole, part.size()));
    }
}

void TestNormal::order()
{
    // Section 2.3 of the page: letters, then tones; and the alphabet.
    const QStringList expected{QStringLiteral("la"),  QStringLiteral("là"),  QStringLiteral("lả"),
                               QStringLiteral("lã"),  QStringLiteral("lá"),  QStringLiteral("lạ"),
                               QStringLiteral("lan"), QStringLiteral("lăn"), QStringLiteral("lân"),
                               QStringLiteral("ma"),  QStringLiteral("xa")};
    QStringList mixed{expected.rbegin(), expected.rend()};
    std::ranges::sort(mixed, [](const QString &a, const QString &b) { return Less{}(utf8(a), utf8(b)); });
    QCOMPARE(mixed, expected);
    QVERIFY(compare(utf8(QStringLiteral("da")), utf8(QStringLiteral("đa"))) < 0);
    QVERIFY(compare(utf8(QStringLiteral("dz")), utf8(QStringLiteral("đa"))) < 0);
    QCOMPARE(compare("a", "a"), 0);
    // NFC and NFD collate equal; the order is total all the same.
    const std::string composed = utf8(QStringLiteral("ế")), apart = utf8(QStringLiteral("e\u0302\u0301"));
    QVERIFY(compare(composed, apart) != 0);
    QCOMPARE(compare(composed, apart), -compare(apart, composed));
}

QTEST_APPLESS_MAIN(TestNormal)
#include "tst_normal.moc"
