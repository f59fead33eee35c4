// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/ascii.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/nearest.h"
#include "base/random.h"
#include "base/record_key.h"
#include "base/sha256.h"
#include "base/words.h"

#include <QSet>
#include <QTest>
#include <set>

using namespace nia;

class TestBase : public QObject
{
    Q_OBJECT
private slots:
    void recordKeyOfThePage();
    void recordKeyTellsFieldsApart();
    void sha256_data();
    void sha256();
    void hexOfIds();
    void timesAreWritten_data();
    void timesAreWritten();
    void timesAreRead_data();
    void timesAreRead();
    void splitMix();
    void numbersBelow();
    void everyKindHasWords();
    void messages_data();
    void messages();
    void names();
};

// The test vector of design.md section 1.
void TestBase::recordKeyOfThePage()
{
    const std::string text = "Tiếng Việt";
    QCOMPARE(QByteArray::fromStdString(text).toHex(), QByteArray("5469e1babf6e67205669e1bb8774"));
    QCOMPARE(recordKey("main", "r1", "", text).hex(), std::string("a2c77315df90750bac0d0b1aaec328bc"));
    const QByteArray fields = QByteArray::fromHex("09000000000000006e69612d7265632d31"
                                                  "04000000000000006d61696e"
                                                  "02000000000000007231"
                                                  "0000000000000000"
                                                  "0e000000000000005469e1babf6e67205669e1bb8774");
    QCOMPARE(fields.size(), 69);
    QCOMPARE(Sha256::of(std::string_view(fields.constData(), fields.size())).hex(),
             std::string("a2c77315df90750bac0d0b1aaec328bc4d6a5cffdeb5f2899879e1a857f980e6"));
}

void TestBase::recordKeyTellsFieldsApart()
{
    std::set<RecordKey> keys{recordKey("main", "r1", "", "text"),       recordKey("mainr", "1", "", "text"),
                             recordKey("main", "r1t", "", "ext"),       recordKey("main", "r1", "text", ""),
                             recordKey("main", "r1", "chat-1", "text"), recordKey("", "", "", ""),
                             recordKey("main", "r1", "", "Text")};
    QCOMPARE(keys.size(), std::size_t(7));
    QVERIFY(textHash("a") == textHash("a") && textHash("a") != textHash("b"));
}

void TestBase::sha256_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected"); // FIPS 180-4, examples
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million") << QByteArray(1'000'000, 'a')
                               << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestBase::sha256()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    Sha256 sha;
    for (int round = 0; round < 2; ++round) { // the object starts anew
        for (qsizetype at = 0; at < bytes.size(); at += 1000)
            sha.add(std::string_view(bytes.constData() + at, std::min<qsizetype>(1000, bytes.size() - at)));
        QCOMPARE(QByteArray::fromStdString(sha.finish().hex()), expected);
    }
}

void TestBase::hexOfIds()
{
    const auto key = RecordKey::fromHex("A2c77315df90750bac0d0b1aaec328bc");
    QVERIFY(key.has_value());
    QCOMPARE(key->hex(), std::string("a2c77315df90750bac0d0b1aaec328bc"));
    for (const char *bad : {"", "a2", "a2c77315df90750bac0d0b1aaec328b", "a2c77315df90750bac0d0b1aaec328bcc",
                            "g2c77315df90750bac0d0b1aaec328bc", "a2c77315df90750bac0d0b1aaec328b "})
        QVERIFY(!RecordKey::fromHex(bad));
    QVERIFY(*RecordKey::fromHex(std::string(32, '0')) < *key);
    QCOMPARE(number(RecordId{7}), 7);
}

void TestBase::timesAreWritten_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00Z");
    QTest::newRow("whole second") << qint64(1795507200000) << QByteArray("2026-11-24T08:00:00Z");
    QTest::newRow("milliseconds") << qint64(1795507200045) << QByteArray("2026-11-24T08:00:00.045Z");
    QTest::newRow("before the epoch") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("leap day") << qint64(951782400000) << QByteArray("2000-02-29T00:00:00Z");
}

void TestBase::timesAreWritten()
{
    QFETCH(qint64, ms);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(rfc3339(ms)), expected);
    QCOMPARE(parseRfc3339(expected.toStdString()), std::optional<std::int64_t>(ms));
}

void TestBase::timesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<bool>("good");
    const auto good = [](const char *text, qint64 ms) { QTest::newRow(text) << QByteArray(text) << ms << true; };
    const auto bad = [](const char *text) { QTest::addRow("bad: %s", text) << QByteArray(text) << qint64(0) << false; };
    good("2026-11-24T15:00:00+07:00", 1795507200000);
    good("2026-11-24T02:30:00-05:30", 1795507200000);
    good("2026-11-24t08:00:00z", 1795507200000);
    good("2026-11-24 08:00:00Z", 1795507200000);
    good("2026-11-24T08:00:00.5Z", 1795507200500);
    good("2026-11-24T08:00:00.123456789Z", 1795507200123);
    for (const char *text :
         {"", "2026-11-24", "2026-11-24T08:00:00", "2026-13-24T08:00:00Z", "2026-02-29T08:00:00Z",
          "2026-11-24T24:00:00Z", "2026-11-24T08:60:00Z", "2026-11-24T08:00:00.Z", "2026-11-24T08:00:00Zx",
          "2026-11-24T08:00:00+7", "2026-11-24T08:00:00+07", "2026-11-24T08:00:00+0700", "2026-11-24T08:00:00+24:00",
          "2026-11-24T08:00:00+07:60", "2026/11/24T08:00:00Z", "x026-11-24T08:00:00Z"})
        bad(text);
}

void TestBase::timesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ms);
    QFETCH(bool, good);
    const auto read = parseRfc3339(text.toStdString());
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(qint64(*read), ms);
}

void TestBase::splitMix()
{
    // domain/tables/agreement_reference.json, "splitmix64": as published with the algorithm.
    SplitMix64 random(1234567);
    for (const std::uint64_t expected : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                         4593380528125082431U, 16408922859458223821U})
        QCOMPARE(random.next(), expected);
}

void TestBase::numbersBelow()
{
    SplitMix64 stream(42), same(42), random(1);
    for (int i = 0; i < 1000; ++i) {
        // The high half of a product of 128 bits, against the same by shares of 32 bits of a small n.
        const std::uint64_t x = stream.next();
        QCOMPARE(same.below(10), ((x >> 32U) * 10 + (((x & 0xffffffffU) * 10) >> 32U)) >> 32U);
        QVERIFY(random.below(7) < 7);
        QVERIFY(random.below(0xffffffffffffffffU) < 0xffffffffffffffffU);
        const double unit = random.unit();
        QVERIFY(unit >= 0 && unit < 1);
    }
    QCOMPARE(random.below(1), std::uint64_t(0));
    int counts[6] = {};
    for (int i = 0; i < 60'000; ++i)
        ++counts[random.below(6)];
    for (const int count : counts)
        QVERIFY(std::abs(count - 10'000) < 460); // five standard deviations of the binomial (91)
}

void TestBase::everyKindHasWords()
{
    QSet<QString> names;
    constexpr int kLast = static_cast<int>(Kind::NotBundle);
    for (int i = 0; i <= kLast; ++i) {
        const auto kind = static_cast<Kind>(i);
        const std::string name = kindName(kind);
        QCOMPARE(static_cast<int>(kindFromName(name)), i);
        names.insert(QString::fromStdString(name));
        const QString said = QString::fromStdString(reason(Error{.kind = kind, .arguments = {"A", "B", "C", "D"}}));
        QVERIFY2(!said.isEmpty() && !said.contains(u'{') && said != u"unknown error", name.c_str());
        // Too few arguments leave a gap, nothing worse.
        QVERIFY(!QString::fromStdString(words(Error{.kind = kind, .place = "p"})).contains(u'{'));
    }
    QCOMPARE(names.size(), kLast + 1);
    QCOMPARE(kindFromName("NoSuchKind", Kind::Usage), Kind::Usage);
}

void TestBase::messages_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](Error error, const char *expected) {
        QTest::newRow(expected) << std::move(error) << QByteArray(expected);
    };
    // The examples of cli.md, without the program's name.
    row({.kind = Kind::NotUtf8, .place = "shard.jsonl.zst", .offset = 99120, .line = 812},
        "shard.jsonl.zst: line 812 (byte 99120): not valid UTF-8");
    row({.kind = Kind::Query,
         .offset = 0,
         .arguments = {"signal.valid_sylable_ratio: no such signal", "did you mean signal.valid_syllable_ratio?"}},
        "position 1: signal.valid_sylable_ratio: no such signal; did you mean signal.valid_syllable_ratio?");
    row({.kind = Kind::NotUtf8}, "not valid UTF-8");
    row({.kind = Kind::NotUtf8, .line = 3}, "line 3: not valid UTF-8");
    row({.kind = Kind::Truncated, .place = "a.gz", .offset = 10, .arguments = {"gzip"}},
        "a.gz: byte 10: ends in the middle of the gzip data; the file is incomplete");
    row({.kind = Kind::Usage, .arguments = {"no such command: lable", "did you mean label?"}},
        "no such command: lable; did you mean label?");
    row({.kind = Kind::Usage, .arguments = {"nothing to do"}}, "nothing to do");
    row({.kind = Kind::UnknownQuestion, .arguments = {"qualty", "quality"}},
        "no such question: qualty; did you mean quality?");
    row({.kind = Kind::UnknownQuestion, .arguments = {"x", ""}}, "no such question: x");
    row({.kind = Kind::Ambiguous, .arguments = {"record", "r1", "ab, cd"}},
        "more than one record is called r1; name one by its key: ab, cd");
    row({.kind = Kind::Exists, .place = "a.csv", .arguments = {"a.csv", "replaceable"}},
        "a.csv exists already; use --overwrite to replace it");
    row({.kind = Kind::Exists, .place = "a.nia", .arguments = {"a.nia"}}, "a.nia exists already");
    row({.kind = Kind::BadValue, .arguments = {"score", "{1}", "a number"}}, "score: “{1}” is not a number");
}

void TestBase::messages()
{
    QFETCH(Error, error);
    QFETCH(QByteArray, expected);
    QCOMPARE(QString::fromStdString(words(error)), QString::fromUtf8(expected));
}

void TestBase::names()
{
    QCOMPARE(asciiLower("Text-ID Đ"), std::string("text-id Đ")); // only A to Z
    const std::vector<std::string> known{"quality", "bias", "dialect"};
    QCOMPARE(nearestHint("QUALTY", known, "else"), std::string("did you mean quality?"));
    QCOMPARE(nearestHint("colour", known, "they are " + joinedNames(known)),
             std::string("they are quality, bias, dialect"));
    QCOMPARE(nearestHint("colour", known), std::string());
    QCOMPARE(joinedNames(known, 2), std::string("quality, bias, …"));
    QCOMPARE(joinedNames({}), std::string());
}

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
