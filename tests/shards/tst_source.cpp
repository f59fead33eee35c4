// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"

#include "base/random.h"
#include "base/sha256.h"
#include "shards/file_io.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <zstd.h>

using namespace nia;
using namespace nia::test;
using Compression = shards::Compressor::Kind;

namespace {

std::string lines(int from, int to)
{
    std::string out;
    for (int i = from; i < to; ++i)
        out += "{\"id\":\"r" + std::to_string(i) + "\",\"text\":\"dòng thứ " + std::to_string(i * 7919) + "\"}\n";
    return out;
}

std::string skippable(std::string_view content)
{
    std::string frame("\x5b\x2a\x4d\x18", 4); // 0x184D2A5B, little-endian
    for (int shift = 0; shift < 32; shift += 8)
        frame += static_cast<char>((content.size() >> shift) & 0xffU);
    return frame.append(content);
}

/// A zstd frame that needs a window of 2^log bytes: streamed, so that its size is not in the header.
std::string withWindow(std::string_view bytes, int log)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, log);
    std::string out(ZSTD_compressBound(bytes.size()) + 64, '\0');
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    ZSTD_compressStream2(context, &output, &input, ZSTD_e_continue);
    while (ZSTD_compressStream2(context, &output, &input, ZSTD_e_end) != 0) {
    }
    ZSTD_freeCCtx(context);
    out.resize(output.pos);
    return out;
}

} // namespace

/// Files as they are stored: compressed in one piece or several, cut off, damaged, or no files at all.
class TestSource : public QObject
{
    Q_OBJECT

private slots:
    void compressions_data();
    void compressions();
    void cutOff_data();
    void cutOff();
    void damaged_data();
    void damaged();
    void windowOverTheLimit();
    void piecesChangeNothing();
    void notAFile();
    void systemErrors_data();
    void systemErrors();
    void hash();
    void systemFails();
};

void TestSource::compressions_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("compression");
    const auto row = [](const char *name, const std::string &stored, const char *compression) {
        QTest::newRow(name) << QByteArray::fromStdString(stored) << QByteArray(compression);
    };
    const std::string all = lines(0, 300), a = lines(0, 100), b = lines(100, 300);
    row("plain", all, "none");
    row("gz", compressed(all, Compression::Gz), "gz");
    row("gz, two members", compressed(a, Compression::Gz) + compressed(b, Compression::Gz), "gz");
    row("gz, cut inside a line",
        compressed(all.substr(0, 1234), Compression::Gz) + compressed(all.substr(1234), Compression::Gz), "gz");
    row("gz, an empty member first", compressed("", Compression::Gz) + compressed(all, Compression::Gz), "gz");
    row("gz, zeros at the end", compressed(all, Compression::Gz) + std::string(1000, '\0'), "gz");
    row("zst", compressed(all, Compression::Zst), "zst");
    row("zst, two frames", compressed(a, Compression::Zst) + compressed(b, Compression::Zst), "zst");
    row("zst, skippable frames around",
        skippable("note") + compressed(a, Compression::Zst) + skippable("") + compressed(b, Compression::Zst)
            + skippable("end"),
        "zst");
    row("zst, an empty frame", compressed("", Compression::Zst) + compressed(all, Compression::Zst), "zst");
}

void TestSource::compressions()
{
    QFETCH(QByteArray, stored);
    const Reading read = readBytes(stored.toStdString(), "s.jsonl"); // by content, whatever it is called
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QTEST(QByteArray::fromStdString(read.guess.compression), "compression");
    QCOMPARE(read.records, readBytes(lines(0, 300), "s.jsonl").records);
    QCOMPARE(read.sha256.hex(), Sha256::of(stored.toStdString()).hex());
}

void TestSource::cutOff_data()
{
    QTest::addColumn<bool>("gz");
    QTest::newRow("gz") << true;
    QTest::newRow("zst") << false;
}

void TestSource::cutOff()
{
    QFETCH(bool, gz);
    const auto kind = gz ? Compression::Gz : Compression::Zst;
    const std::string all = lines(0, 200'000), stored = compressed(all, kind);
    const std::size_t cut = stored.size() * 2 / 3;
    const Reading read = readBytes(stored.substr(0, cut), "s.jsonl");
    QVERIFY(!read.openError);
    QVERIFY(read.error);
    QCOMPARE(kindName(read.error->kind), "Truncated");
    QCOMPARE(read.error->place, "s.jsonl");
    QCOMPARE(read.error->offset, static_cast<std::int64_t>(cut));
    QVERIFY(read.bad.empty()); // the line in which it breaks is no bad line
    QVERIFY(read.records.size() > 60'000 && read.records.size() < 200'000);
    QCOMPARE(read.records.back().id, "r" + std::to_string(read.records.size() - 1));
    QCOMPARE(read.sha256.hex(), Sha256::of(stored.substr(0, cut)).hex());
    // In the very first bytes, and just before the checksum.
    for (const std::size_t at : {std::size_t{5}, stored.size() - 1}) {
        const Reading early = readBytes(stored.substr(0, at), "s.jsonl");
        QVERIFY(early.anyError());
        QCOMPARE(kindName(early.anyError()->kind), "Truncated");
    }
}

void TestSource::damaged_data()
{
    QTest::addColumn<QByteArray>("stored");
    const std::string all = lines(0, 200'000);
    std::string gz = compressed(all, Compression::Gz), zst = compressed(all, Compression::Zst), sum = gz;
    gz[gz.size() / 2] = static_cast<char>(gz[gz.size() / 2] ^ 0x55);
    zst[zst.size() / 2] = static_cast<char>(zst[zst.size() / 2] ^ 0x55);
    sum[sum.size() - 6] = static_cast<char>(sum[sum.size() - 6] ^ 1); // in the CRC
    QTest::newRow("gz, a byte") << QByteArray::fromStdString(gz);
    QTest::newRow("gz, the checksum") << QByteArray::fromStdString(sum);
    QTest::newRow("gz, something after it") << QByteArray::fromStdString(compressed(all, Compression::Gz) + "rubbish");
    QTest::newRow("zst, a byte") << QByteArray::fromStdString(zst);
    QTest::newRow("zst, something after it")
        << QByteArray::fromStdString(compressed(all, Compression::Zst) + "rubbish");
}

void TestSource::damaged()
{
    QFETCH(QByteArray, stored);
    const Reading read = readBytes(stored.toStdString(), "s.jsonl");
    QVERIFY(!read.openError);
    QVERIFY(read.error);
    QCOMPARE(kindName(read.error->kind), "Corrupt");
    QVERIFY(read.error->offset > 0 && read.error->offset <= stored.size());
    QVERIFY(!read.records.empty());
    QVERIFY(words(*read.error).starts_with("s.jsonl: byte "));
}

void TestSource::windowOverTheLimit()
{
    const std::string stored = withWindow(lines(0, 1000), 24);
    const Reading read = readBytes(stored, "s.jsonl", {.maxWindowBytes = 1 << 20});
    QVERIFY(read.anyError());
    QCOMPARE(kindName(read.anyError()->kind), "TooLarge");
    QCOMPARE(read.anyError()->arguments.back(), "1 MiB");
    QCOMPARE(readBytes(stored, "s.jsonl").records.size(), 1000U);
}

void TestSource::piecesChangeNothing()
{
    // The records do not depend on how the bytes come: 60 histories of random pieces over every compression and format.
    SplitMix64 random(20261125);
    const std::string jsonl = "\xef\xbb\xbf" + lines(0, 400) + "\n{broken\n" + lines(400, 500) + "{\"text\":\""
                              + std::string(5000, 'a') + "\"}\r\n{\"text\":\"end\"}";
    std::string csv = "id,text,n\r\n";
    for (int i = 0; i < 500; ++i)
        csv += std::to_string(i) + ",\"dòng \"\"" + std::to_string(i) + "\"\"\r\n, tiếp\","
               + (i % 50 == 7 ? "1,2,3\r\n" : "1\r\n");
    csv += "x,\"never closed\r\ny,z,1";
    for (int round = 0; round < 60; ++round) {
        const bool table = round % 2 == 1;
        const std::string &plain = table ? csv : jsonl;
        const auto kind = static_cast<Compression>(round / 2 % 3);
        const std::size_t cut = random.below(plain.size());
        const std::string stored = kind == Compression::None
                                       ? plain
                                       : compressed(plain.substr(0, cut), kind) + compressed(plain.substr(cut), kind);
        const char *name = table ? "p.csv" : "p.jsonl";
        const shards::ReadOptions options{.maxLineBytes = round % 3 == 0 ? 2000 : 1 << 20};
        const Reading whole = readBytes(plain, name, options);
        const std::size_t most = std::size_t{1} << random.below(14);
        const Reading pieces = readBytes(stored, name, options, [&] { return 1 + random.below(most); });
        QVERIFY(!whole.anyError());
        QVERIFY(!pieces.anyError());
        QVERIFY(pieces.records == whole.records);
        QCOMPARE(pieces.bad.size(), whole.bad.size());
        QVERIFY(!whole.bad.empty());
        for (std::size_t i = 0; i < whole.bad.size(); ++i) {
            QCOMPARE(pieces.bad[i].line, whole.bad[i].line);
            QCOMPARE(pieces.bad[i].byteOffset, whole.bad[i].byteOffset);
            QCOMPARE(pieces.bad[i].raw, whole.bad[i].raw);
        }
    }
}

void TestSource::notAFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const Reading missing = drain(shards::Reader::open(path / "missing.jsonl"));
    QVERIFY(missing.openError);
    QCOMPARE(kindName(missing.openError->kind), "NotFound");
    QVERIFY(words(*missing.openError).find("missing.jsonl") != std::string::npos);
    const Reading isFolder = drain(shards::Reader::open(path));
    QVERIFY(isFolder.openError);
    QCOMPARE(kindName(isFolder.openError->kind), "IsFolder");
    QCOMPARE(isFolder.openError->place, path.string());

    const QString closed = QDir(folder.path()).filePath(QStringLiteral("closed.jsonl"));
    QFile file(closed);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"text\":\"x\"}\n");
    file.close();
    QVERIFY(file.setPermissions({}));
    if (QFile(closed).open(QIODevice::ReadOnly))
        QSKIP("this user may read every file");
    const Reading forbidden = drain(shards::Reader::open(closed.toStdString()));
    QVERIFY(forbidden.openError);
    QCOMPARE(kindName(forbidden.openError->kind), "Permission");
}

void TestSource::systemErrors_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("kind");
    QTest::newRow("EACCES") << EACCES << static_cast<int>(Kind::Permission);
    QTest::newRow("EPERM") << EPERM << static_cast<int>(Kind::Permission);
    QTest::newRow("EISDIR") << EISDIR << static_cast<int>(Kind::IsFolder);
    QTest::newRow("ENOENT") << ENOENT << static_cast<int>(Kind::NotFound);
    QTest::newRow("ENOSPC") << ENOSPC << static_cast<int>(Kind::NoSpace);
    QTest::newRow("EIO") << EIO << static_cast<int>(Kind::Io);
}

void TestSource::systemErrors()
{
    // Also for the user who may read everything: what the system says becomes a sentence that names the file.
    QFETCH(int, number);
    QFETCH(int, kind);
    const Error error = shards::systemError(number, "dir/tiếng.jsonl", "read");
    QCOMPARE(kindName(error.kind), kindName(static_cast<Kind>(kind)));
    QVERIFY(words(error).find("dir/tiếng.jsonl") != std::string::npos);
}

void TestSource::hash()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString() + "/a.jsonl.gz";
    const std::string stored = compressed(lines(0, 1000), Compression::Gz);
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(stored.data(), std::ssize(stored));
    file.close();
    Progress progress;
    const auto digest = shards::hashOfFile(path, progress);
    QVERIFY(digest);
    QCOMPARE(digest->hex(), Sha256::of(stored).hex());
    auto reader = shards::Reader::open(path, {.limit = 3});
    QVERIFY(reader);
    QCOMPARE(reader->sizeBytes(), std::ssize(stored));
    const auto batch = reader->next();
    QVERIFY(batch);
    QCOMPARE(batch->records.size(), 3U);
    QVERIFY(batch->end);
    const auto whole = reader->finish(); // also what the limit left unread
    QVERIFY(whole);
    QCOMPARE(whole->hex(), digest->hex());
    progress.cancel();
    QCOMPARE(kindName(shards::hashOfFile(path, progress).error().kind), "Interrupted");
}

void TestSource::systemFails()
{
    // A device that fails after two blocks: what came before is delivered, then its error.
    const std::string all = lines(0, 100'000);
    auto at = std::make_shared<std::size_t>(0);
    auto source = shards::ByteSource::from(
        [=](char *to, std::size_t most) -> Result<std::size_t> {
            if (*at > (std::size_t{2} << 20))
                return fail(Kind::Io, {"read", "Input/output error"}, "dev.jsonl");
            const std::size_t count = std::min(most, all.size() - *at);
            std::memcpy(to, all.data() + *at, count);
            *at += count;
            return count;
        },
        "dev.jsonl", -1, 1 << 20);
    QVERIFY(source);
    const Reading read = drain(shards::Reader::open(std::move(*source), "dev.jsonl"));
    QVERIFY(read.error);
    QCOMPARE(kindName(read.error->kind), "Io");
    QVERIFY(read.records.size() > 30'000);
    QVERIFY(read.bad.empty());
}

QTEST_APPLESS_MAIN(TestSource)
#include "tst_source.moc"
