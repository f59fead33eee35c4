// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "tables.h"
#include "text/utf8.h"

#include <QTest>

using namespace nia::text;

namespace {

constexpr char32_t kRanges[][2] = {{0x20, 0x7e},       {0xa0, 0x17f},      {0x300, 0x323},     {0x1ea0, 0x1ef9},
                                   {0x4e00, 0x4fff},   {0xe000, 0xf8ff},   {0xfff0, 0xffff},   {0x10000, 0x103ff},
                                   {0x1f300, 0x1f6ff}, {0x20000, 0x2a6df}, {0xe0100, 0xe01ef}, {0x100000, 0x10ffff}};

std::u32string randomText(nia::SplitMix64 &random, std::size_t length, bool ascii)
{
    std::u32string text;
    for (std::size_t i = 0; i < length; ++i) {
        const auto &range = kRanges[ascii ? 0 : random.below(std::size(kRanges))];
        text += static_cast<char32_t>(range[0] + random.below(range[1] - range[0] + 1));
    }
    return text;
}

} // namespace

class TestUtf8 : public QObject
{
    Q_OBJECT
private slots:
    void validity_data();
    void validity();
    void units_data();
    void units();
    void randomTexts();
    void graphemes_data();
    void graphemes();
    void graphemesOfAFamily();
};

void TestUtf8::validity_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("ASCII, long") << QByteArray(100, 'a') << true;
    QTest::newRow("Vietnamese") << QByteArray("Tiếng Việt, đường") << true;
    QTest::newRow("NUL is a character") << QByteArray("a\0b", 3) << true;
    QTest::newRow("smallest of two") << QByteArray("\xc2\x80") << true;
    QTest::newRow("smallest of three") << QByteArray("\xe0\xa0\x80") << true;
    QTest::newRow("smallest of four") << QByteArray("\xf0\x90\x80\x80") << true;
    QTest::newRow("last") << QByteArray("\xf4\x8f\xbf\xbf") << true;
    QTest::newRow("before the surrogates") << QByteArray("\xed\x9f\xbf") << true;
    QTest::newRow("behind the last") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("overlong of two") << QByteArray("\xc1\xbf") << false;
    QTest::newRow("overlong of three") << QByteArray("\xe0\x9f\xbf") << false;
    QTest::newRow("overlong of four") << QByteArray("\xf0\x8f\xbf\xbf") << false;
    QTest::newRow("cut") << QByteArray("abcdefghi\xe1\xba") << false;
    QTest::newRow("continues nothing") << QByteArray("aaaaaaaa\x80") << false;
    QTest::newRow("FF") << QByteArray("\xff") << false;
    QTest::newRow("third byte wrong") << QByteArray("\xe1\xba"
                                                    "a")
                                      << false;
}

void TestUtf8::validity()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(isUtf8(std::string_view(bytes.constData(), bytes.size())), valid);
}

// The table of domain/vietnamese-text.md section 9.
void TestUtf8::units_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("graphemes");
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("utf16");
    QTest::addColumn<int>("bytes");
    QTest::newRow("Viet NFC") << QStringLiteral("Việt") << 4 << 4 << 4 << 6;
    QTest::newRow("Viet NFD") << QStringLiteral("Vie\u0323\u0302t") << 4 << 6 << 6 << 8;
    QTest::newRow("tieng NFC") << QStringLiteral("tiếng") << 5 << 5 << 5 << 7;
    QTest::newRow("tieng NFD") << QStringLiteral("tie\u0302\u0301ng") << 5 << 7 << 7 << 9;
    QTest::newRow("DAT") << QStringLiteral("ĐẤT") << 3 << 3 << 3 << 6;
    QTest::newRow("thumb") << QStringLiteral("👍 đẹp") << 5 << 5 << 6 << 11;
    QTest::newRow("flag") << QStringLiteral("🇻🇳") << 1 << 2 << 4 << 8;
    QTest::newRow("family") << QStringLiteral("👨‍👩‍👧") << 1 << 5 << 8 << 18;
    QTest::newRow("CR LF") << QStringLiteral("a\r\nb") << 3 << 4 << 4 << 4;
    QTest::newRow("empty") << QString() << 0 << 0 << 0 << 0;
}

void TestUtf8::units()
{
    QFETCH(QString, text);
    QFETCH(int, graphemes);
    QFETCH(int, points);
    QFETCH(int, utf16);
    QFETCH(int, bytes);
    const std::string raw = utf8(text);
    const OffsetMap map(raw);
    QCOMPARE(map.codePoints(), points);
    QCOMPARE(map.utf16Units(), utf16);
    QCOMPARE(map.bytes(), bytes);
    QCOMPARE(codePoints(raw), points);
    int found = 0;
    for (int i = 0; i < points; ++i)
        found += !cutsGrapheme(raw, i, points);
    QCOMPARE(found, graphemes);
}

void TestUtf8::randomTexts()
{
    nia::SplitMix64 random(20261125);
    for (int round = 0; round < 300; ++round) {
        const std::u32string text = randomText(random, random.below(round % 3 == 0 ? 2000 : 40), round % 5 == 0);
        const std::string raw = QString::fromUcs4(text.data(), text.size()).toStdString();
        QVERIFY(isUtf8(raw));
        const OffsetMap map(raw);
        std::int64_t byte = 0, utf16 = 0;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const auto at = static_cast<std::int64_t>(i);
            QCOMPARE(map.byteOf(at), byte);
            QCOMPARE(map.utf16Of(at), utf16);
            QCOMPARE(map.codePointOfByte(byte), at);
            QCOMPARE(map.codePointOfUtf16(utf16), at);
            if (i == text.size())
                break;
            const char32_t c = text[i];
            const int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            for (int inside = 1; inside < length; ++inside)
                QCOMPARE(map.codePointOfByte(byte + inside), at);
            if (c >= 0x10000)
                QCOMPARE(map.codePointOfUtf16(utf16 + 1), at);
            byte += length;
            utf16 += c < 0x10000 ? 1 : 2;
        }
        QCOMPARE(map.bytes(), byte);
        QCOMPARE(map.codePoints(), std::int64_t(text.size()));
        QCOMPARE(codePoints(raw), std::int64_t(text.size()));
        QCOMPARE(map.byteOf(-5), 0);
        QCOMPARE(map.byteOf(1 << 30), byte);
        QCOMPARE(map.codePointOfByte(byte + 7), std::int64_t(text.size()));
        const auto begin = static_cast<std::int64_t>(random.below(text.size() + 1));
        const auto end = begin + static_cast<std::int64_t>(random.below(text.size() + 1));
        const std::u32string part = text.substr(begin, end - begin);
        const std::string_view stretch = slice(raw, begin, end);
        QCOMPARE(QByteArray(stretch.data(), stretch.size()), QString::fromUcs4(part.data(), part.size()).toUtf8());
    }
}

void TestUtf8::graphemes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("cuts");
    const QString nfd = QStringLiteral("Tie\u0302\u0301ng");
    QTest::newRow("whole") << nfd << 0 << 7 << false;
    QTest::newRow("between letters") << nfd << 1 << 2 << false;
    QTest::newRow("before a mark") << nfd << 1 << 3 << true;
    QTest::newRow("begins with a mark") << nfd << 4 << 7 << true;
    QTest::newRow("CR LF") << QStringLiteral("a\r\nb") << 0 << 2 << true;
    QTest::newRow("behind CR LF") << QStringLiteral("a\r\nb") << 0 << 3 << false;
    QTest::newRow("flag") << QStringLiteral("🇻🇳🇱🇦") << 0 << 1 << true;
    QTest::newRow("first flag") << QStringLiteral("🇻🇳🇱🇦") << 0 << 2 << false;
    QTest::newRow("inside the second flag") << QStringLiteral("🇻🇳🇱🇦") << 2 << 3 << true;
    QTest::newRow("skin") << QStringLiteral("👍🏽") << 0 << 1 << true;
    QTest::newRow("outside") << QStringLiteral("ab") << -3 << 99 << false;
    QTest::newRow("empty stretch between") << QStringLiteral("ab") << 1 << 1 << false;
}

void TestUtf8::graphemes()
{
    QFETCH(QString, text);
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(bool, cuts);
    QCOMPARE(cutsGrapheme(utf8(text), begin, end), cuts);
}

void TestUtf8::graphemesOfAFamily()
{
    const std::string family = utf8(QStringLiteral("x👨‍👩‍👧‍👦y"));
    QCOMPARE(codePoints(family), 9);
    for (int cut = 0; cut <= 9; ++cut)
        QCOMPARE(cutsGrapheme(family, 0, cut), cut > 1 && cut < 8);
    QVERIFY(!isGraphemeBoundary(family, 2)); // inside a character
}

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
