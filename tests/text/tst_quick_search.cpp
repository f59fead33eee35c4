// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "text/fold.h"

#include <QTest>

#include <random>

using namespace nia::text;

/// matches() skims over usual texts; find() looks at every token. Both must say the same of any text.
class TestQuickSearch : public QObject
{
    Q_OBJECT

private slots:
    void byHand_data();
    void byHand();
    void agreesWithFind();
};

void TestQuickSearch::byHand_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, const char *word, const char *text, bool found) {
        QTest::newRow(name) << QString(word) << QString(text) << found;
    };
    row("at the beginning", "tieng", "Tiếng Việt", true);
    row("at the end", "viet", "tiếng Việt", true);
    row("inside a word", "ieng", "tiếng", false);
    row("behind a quotation mark", "tieng", "“tiếng”", true);
    row("behind a sign of multiplication", "tieng", "2×tiếng", true);
    row("behind a sign of division", "tieng", "a÷tiếng", true);
    row("behind a letter with the sign's last byte", "tieng", "ỗtieng", false);
    row("behind a no-break space", "tieng", "một\u00a0tiếng", true);
    row("behind a picture", "tieng", "😀tiếng", true);
    row("with a soft hyphen", "tieng", "ti\u00adếng", true);
    row("behind a soft hyphen", "tieng", "xa\u00adtieng", false);
    row("behind a combining mark", "tieng", "xa\u0301tieng", false);
    row("wide letters", "tieng", "\uff54\uff49\uff45\uff4e\uff47", true);
    row("a letter of the ordinal", "tieng", "1ªtieng", false);
    row("the sign of Kelvin", "k", "5 \u212a", true);
    row("a d with a stroke", "duong", "Đường", true);
    row("an underscore", "tieng", "so_tieng", true);
    row("digits", "2020", "năm 2020.", true);
    row("digits inside", "2020", "năm 12020", false);
    row("nothing", "tieng", "", false);
}

void TestQuickSearch::byHand()
{
    QFETCH(QString, word);
    QFETCH(QString, text);
    QFETCH(bool, found);
    const Matcher matcher = Matcher::word(word.toStdString());
    QCOMPARE(matcher.matches(text.toStdString()), found);
    QCOMPARE(!matcher.find(text.toStdString()).empty(), found);
}

void TestQuickSearch::agreesWithFind()
{
    static const std::vector<std::string> kPieces{
        "ti",     "ế",      "ng",     "t", "T", "tieng", "tiếng",  "TIẾNG",  "d",  "đ",  "Đ",      "à",  "ỗ", "ặ",
        "×",      "÷",      " ",      " ", " ", " ",     ".",      ", ",     "_",  "'",  "“",      "”",  "…", "–",
        "\u00a0", "«",      "ª",      "½", "1", "20",    "\u00ad", "\u200b", "😀", "🇻🇳", "\ufe0f", "\n", "т", "\u0301",
        "\u0323", "\uff54", "\u212a", "ç", "ñ", "中",    "hòa",    "hoà",    "oà", "k",  "\u180e"};
    static const std::vector<std::string> kWords{"tieng", "tiếng", "t",  "d", "dieng", "hoa",
                                                 "hòa",   "k",     "20", "1", "a",     "ng"};
    std::mt19937 random(20240601);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    int found = 0;
    for (int i = 0; i < 40000; ++i) {
        std::string text;
        for (std::size_t pieces = below(14); pieces > 0; --pieces)
            text += kPieces[below(i % 2 == 0 ? 30 : kPieces.size())];
        std::string wanted = kWords[below(kWords.size())];
        if (below(4) == 0)
            wanted += " " + kWords[below(kWords.size())];
        const Matcher matcher = Matcher::phrase(wanted);
        const bool slow = !matcher.find(text, 1).empty();
        QVERIFY2(matcher.matches(text) == slow, (wanted + " in " + text).c_str());
        found += slow ? 1 : 0;
    }
    QVERIFY2(found > 1000 && found < 39000, qPrintable(QString::number(found)));
}

QTEST_APPLESS_MAIN(TestQuickSearch)
#include "tst_quick_search.moc"
