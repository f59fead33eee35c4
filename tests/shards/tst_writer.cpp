// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include "base/json.h"
#include "base/json_scan.h"
#include "base/random.h"
#include "base/sha256.h"
#include "shards/writer.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace nia;
using namespace nia::test;
using Compression = shards::Compressor::Kind;

namespace {

std::string bytesOf(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string("unreadable");
}

std::string ending(Compression compression)
{
    return compression == Compression::Gz ? ".gz" : compression == Compression::Zst ? ".zst" : "";
}

/// Texts with everything that has a meaning in CSV or JSON.
std::string randomText(SplitMix64 &random)
{
    static constexpr std::array<std::string_view, 16> kPieces{"a",  "ệ",    "\"", ",",  ";",    "\n", "\r\n", "\t",
                                                              "\\", "\x01", " ",  "😀", "null", "'",  "|",    "\u200b"};
    std::string text = "x"; // a cell of line breaks alone would be fine, too; the first row must not look like one
    for (std::uint64_t i = random.below(12); i > 0; --i)
        text += kPieces[random.below(kPieces.size())];
    return text;
}

} // namespace

class TestWriter : public QObject
{
    Q_OBJECT

private slots:
    void tablesComeBack_data();
    void tablesComeBack();
    void linesComeBack_data();
    void linesComeBack();
    void tableBytes();
    void nothingStaysUnfinished();
    void replacesAtTheEnd();
    void settledFilesWaitForTheirName();
    void piecesOfAnySizeGiveEqualFiles_data();
    void piecesOfAnySizeGiveEqualFiles();
    void refused();
    void aFullDiskLeavesNothing();
    void whatOthersCalledSoStays();
};

void TestWriter::tablesComeBack_data()
{
    QTest::addColumn<int>("compression");
    QTest::addColumn<char>("delimiter");
    for (const int compression : {0, 1, 2}) {
        for (const char delimiter : {',', '\t', ';'})
            QTest::addRow("%d %c", compression, delimiter) << compression << delimiter;
    }
}

void TestWriter::tablesComeBack()
{
    QFETCH(int, compression);
    QFETCH(char, delimiter);
    const QTemporaryDir folder;
    const auto kind = static_cast<Compression>(compression);
    const std::filesystem::path path =
        folder.path().toStdString() + (delimiter == '\t' ? "/a.tsv" : "/a.csv") + ending(kind);
    SplitMix64 random(static_cast<std::uint64_t>(compression * 256 + delimiter));
    std::vector<std::string> ids, texts;
    auto writer = shards::TableWriter::create(path, kind, {"id", "text", "note"},
                                              {.delimiter = delimiter, .byteOrderMark = compression == 1});
    QVERIFY(writer);
    for (int i = 0; i < 3000; ++i) {
        ids.push_back("r" + std::to_string(i));
        texts.push_back(randomText(random));
        QVERIFY(writer->add({ids.back(), texts.back(), i % 3 == 0 ? "" : randomText(random)}));
    }
    const auto written = writer->finish();
    QVERIFY(written);
    QCOMPARE(written->lines, 3000);
    QCOMPARE(written->bytes, std::ssize(bytesOf(path)));
    QCOMPARE(written->sha256.hex(), Sha256::of(bytesOf(path)).hex());
    const Reading read = drain(shards::Reader::open(path));
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY(read.bad.empty());
    QCOMPARE(read.guess.delimiter, std::string(1, delimiter));
    QCOMPARE(read.records.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        QCOMPARE(read.records[i].id, ids[i]);
        QCOMPARE(read.records[i].text, texts[i]);
        QVERIFY(findMember(read.records[i].raw, "note"));
    }
}

void TestWriter::linesComeBack_data()
{
    QTest::addColumn<int>("compression");
    for (const int compression : {0, 1, 2})
        QTest::addRow("%d", compression) << compression;
}

void TestWriter::linesComeBack()
{
    QFETCH(int, compression);
    const QTemporaryDir folder;
    const auto kind = static_cast<Compression>(compression);
    const std::filesystem::path path = folder.path().toStdString() + "/a.jsonl" + ending(kind);
    QCOMPARE(static_cast<int>(shards::compressionOfName(path.filename().string())), compression);
    SplitMix64 random(static_cast<std::uint64_t>(compression));
    std::vector<std::string> objects;
    auto writer = shards::JsonlWriter::create(path, kind);
    QVERIFY(writer);
    for (int i = 0; i < 5000; ++i) {
        std::string object = "{\"n\": " + std::to_string(i) + ", \"text\":";
        appendJsonString(object, randomText(random));
        objects.push_back(object + " }");
        // As an export does: what is put in is cut out again.
        QVERIFY(writer->add(i % 2 == 0 ? objects.back()
                                       : insertBeforeLastBrace(objects.back(), R"("nia":{"id":"a"})")));
    }
    const auto written = writer->finish();
    QVERIFY(written);
    QCOMPARE(written->sha256.hex(), Sha256::of(bytesOf(path)).hex());
    const Reading read = drain(shards::Reader::open(path));
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i)
        QCOMPARE(read.records[i].raw, objects[i]);
}

void TestWriter::tableBytes()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString() + "/a.csv";
    auto writer = shards::TableWriter::create(path, Compression::None, {"id", "te\"xt"}, {.byteOrderMark = true});
    QVERIFY(writer);
    QVERIFY(writer->add({"1", "a \"b\"\r\nc"}));
    QVERIFY(writer->add({"", ""}));
    QVERIFY(writer->finish());
    // RFC 4180: CRLF, doubled quotation marks; formats.md 1.2: a byte order mark for Excel, texts in quotes
    QCOMPARE(bytesOf(path), "\xef\xbb\xbf\"id\",\"te\"\"xt\"\r\n\"1\",\"a \"\"b\"\"\r\nc\"\r\n\"\",\"\"\r\n");
}

void TestWriter::nothingStaysUnfinished()
{
    const QTemporaryDir folder;
    {
        auto writer = shards::JsonlWriter::create(folder.path().toStdString() + "/a.jsonl.zst", Compression::Zst);
        QVERIFY(writer);
        QVERIFY(writer->add("{}"));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("a.jsonl.zst"))));
    }
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestWriter::replacesAtTheEnd()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString() + "/a.jsonl";
    for (const char *object : {"{\"n\":1}", "{\"n\":2}"}) {
        const std::string before = bytesOf(path);
        auto writer = shards::JsonlWriter::create(path, Compression::None);
        QVERIFY(writer);
        QVERIFY(writer->add(object));
        QCOMPARE(bytesOf(path), before);
        QVERIFY(writer->finish());
        QCOMPARE(bytesOf(path), std::string(object) + "\n");
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestWriter::settledFilesWaitForTheirName()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString() + "/a.txt";
    {
        auto writer = shards::FileWriter::create(path, Compression::None);
        QVERIFY(writer);
        QVERIFY(writer->add("one"));
        QVERIFY(writer->settle());
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0); // given up: nothing stays
    auto writer = shards::FileWriter::create(path, Compression::None);
    QVERIFY(writer);
    QVERIFY(writer->add("two"));
    const auto settled = writer->settle();
    const auto finished = writer->finish();
    QVERIFY(settled && finished);
    QCOMPARE(bytesOf(path), "two");
    QCOMPARE(settled->sha256.hex(), Sha256::of("two").hex());
    QCOMPARE(finished->sha256.hex(), settled->sha256.hex());
    QCOMPARE(finished->bytes, 3);
}

void TestWriter::piecesOfAnySizeGiveEqualFiles_data()
{
    QTest::addColumn<int>("compression");
    for (const int compression : {0, 1, 2})
        QTest::addRow("%d", compression) << compression;
}

void TestWriter::piecesOfAnySizeGiveEqualFiles()
{
    QFETCH(int, compression);
    const QTemporaryDir folder;
    SplitMix64 random(7);
    std::string all;
    while (all.size() < 2'000'000)
        all += randomText(random);
    std::vector<std::string> files;
    for (const std::size_t most : {std::size_t{1000}, std::size_t{300'000}, std::size_t{20'000'000}}) {
        const std::string path = folder.path().toStdString() + "/" + std::to_string(most);
        auto writer = shards::FileWriter::create(path, Compression(compression));
        QVERIFY(writer);
        // Small ones between large ones: what waits goes first.
        for (std::size_t at = 0, size = 0; at < all.size(); at += size) {
            size = std::min(at % 2 == 0 ? most : std::size_t{7}, all.size() - at);
            QVERIFY(writer->add(std::string_view(all).substr(at, size)));
        }
        const auto written = writer->finish();
        QVERIFY(written);
        files.push_back(bytesOf(path));
        QCOMPARE(written->sha256.hex(), Sha256::of(files.back()).hex());
        QCOMPARE(written->bytes, std::ssize(files.back()));
        QVERIFY(files.back() == files.front());
    }
    if (compression == 0)
        QVERIFY(files.front() == all);
}

void TestWriter::refused()
{
    const QTemporaryDir folder;
    const auto onFolder = shards::JsonlWriter::create(folder.path().toStdString(), Compression::None);
    QVERIFY(!onFolder);
    QCOMPARE(kindName(onFolder.error().kind), "IsFolder");
    const auto nowhere =
        shards::JsonlWriter::create(folder.path().toStdString() + "/no/such/a.jsonl", Compression::None);
    QVERIFY(!nowhere);
    QCOMPARE(kindName(nowhere.error().kind), "NotFound");
}

void TestWriter::aFullDiskLeavesNothing()
{
    const QTemporaryDir folder;
    const auto mount = [&folder](const QString &program, QStringList arguments) {
        arguments.append(folder.path());
        return QProcess::execute(program, arguments);
    };
    if (mount(QStringLiteral("mount"), {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                                        QStringLiteral("size=64k"), QStringLiteral("none")})
        != 0)
        QSKIP("this user may not mount a small disk");
    {
        auto full = shards::JsonlWriter::create(folder.path().toStdString() + "/b.jsonl", Compression::None);
        QVERIFY(full);
        const std::string line = "{\"text\":\"" + std::string(1000, 'x') + "\"}";
        Result<void> added;
        for (int i = 0; i < 500 && added; ++i)
            added = full->add(line);
        const Error error = added ? full->finish().error() : added.error();
        QCOMPARE(kindName(error.kind), "NoSpace");
    }
    const QStringList left = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(mount(QStringLiteral("umount"), {}), 0);
    QCOMPARE(left, QStringList());
}

void TestWriter::whatOthersCalledSoStays()
{
    const QTemporaryDir folder;
    QFile own(folder.filePath(QStringLiteral("a.jsonl.part")));
    QVERIFY(own.open(QFile::WriteOnly) && own.write("mine") == 4);
    own.close();
    auto writer = shards::JsonlWriter::create(folder.path().toStdString() + "/a.jsonl", Compression::None);
    QVERIFY(writer && writer->add("{}") && writer->finish());
    QVERIFY(own.open(QFile::ReadOnly));
    QCOMPARE(own.readAll(), QByteArray("mine"));
}

QTEST_APPLESS_MAIN(TestWriter)
#include "tst_writer.moc"
