// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Imports that end in the middle: cancelled, killed, on a full disk, in a shard that breaks off. What is left are whole batches
// in a workspace that opens, and importing again adds exactly the rest.
#include "base/random.h"
#include "importing/import_job.h"
#include "support/made_shard.h"
#include "support/shard_reading.h"
#include "support/vfs_shim.h"
#include "support/workspace_fixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <QThread>

#include <sqlite3.h>

#include <fstream>

using namespace nia;
using namespace nia::workspace;
using namespace nia::importing;
using namespace nia::test;

namespace {

constexpr int kMany = 20000;

/// What a connection that labels has; loading has its own.
std::string settingsOf(Store &store)
{
    std::string out;
    for (const char *name : {"synchronous", "foreign_keys", "wal_autocheckpoint"}) {
        auto select = must(store.database().prepare(std::string("PRAGMA ") + name));
        out += (must(select.step()) ? std::string(select.text(0)) : std::string("-")) + " ";
    }
    return out;
}

/// Keys in order: equal for an import that was broken off and one that went through.
std::string keysOf(Store &store)
{
    std::string keys;
    auto select = must(store.database().prepare("SELECT hex(key) FROM record ORDER BY id"));
    while (must(select.step()))
        keys += std::string(select.text(0)) + "\n";
    return keys;
}

ImportOutcome importAll(Store &store, const std::filesystem::path &shard)
{
    Progress progress;
    return must(importShards(store, {shard}, {}, progress));
}

} // namespace

class TestBroken : public QObject
{
    Q_OBJECT

    QTemporaryDir m_shards;
    std::string m_keys; ///< of an import that went through

    /// The workspace has `kept` records of whole batches; now the rest comes.
    void mustComplete(const std::filesystem::path &path, std::int64_t kept)
    {
        Store store = must(Store::open(path));
        QCOMPARE(must(recordCount(store)), kept);
        mustBeClean(store);
        for (const ShardRow &row : must(workspace::shards(store)))
            QVERIFY(!row.complete || kept == kMany);
        const ImportOutcome rest = importAll(store, in(m_shards, "many.jsonl"));
        QCOMPARE(rest.already, kept);
        QCOMPARE(rest.added, kMany - kept);
        QCOMPARE(must(workspace::shards(store)).size(), 1U);
        QVERIFY(must(workspace::shards(store)).front().complete);
        QVERIFY(keysOf(store) == m_keys);
        mustBeClean(store);
    }

private slots:
    void initTestCase();
    void cancelledInTheMiddle();
    void killedInTheMiddle();
    void theDiskIsFullInTheMiddle_data();
    void theDiskIsFullInTheMiddle();
    void theShardBreaksOff();
    void aLimitKeepsWhereItBrokeOff();
};

void TestBroken::initTestCase()
{
    writeMadeShard(in(m_shards, "many.jsonl"), kMany);
    Store store = makeStore(in(m_shards, "whole.nia"));
    QCOMPARE(importAll(store, in(m_shards, "many.jsonl")).added, kMany);
    m_keys = keysOf(store);
}

void TestBroken::cancelledInTheMiddle()
{
    const QTemporaryDir folder;
    std::int64_t last = 0;
    {
        Store store = makeStore(in(folder, "a.nia"));
        const std::string settings = settingsOf(store);
        std::string loading;
        Progress progress;
        const auto outcome =
            importShards(store, {in(m_shards, "many.jsonl")}, {}, progress, {.onBatch = [&](std::int64_t records) {
                             last = records;
                             loading = settingsOf(store);
                             if (records > kMany / 3)
                                 progress.cancel();
                         }});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Kind::Interrupted);
        QVERIFY(loading != settings);
        QCOMPARE(settingsOf(store), settings);
        (void)must(store.append(label("lan", RecordId{1}, "good"))); // the store is in order at once
    }
    QVERIFY(last > kMany / 3 && last < kMany);
    mustComplete(in(folder, "a.nia"), last);
}

void TestBroken::killedInTheMiddle()
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/importing_child");
    SplitMix64 random(11);
    int broken = 0;
    for (int round = 0; round < 12; ++round) {
        const QTemporaryDir folder;
        {
            Store store = makeStore(in(folder, "a.nia"));
        }
        QProcess child;
        child.start(program, {folder.filePath("a.nia"), QString::fromStdString(in(m_shards, "many.jsonl").string())});
        QVERIFY2(child.waitForReadyRead(20000), child.readAllStandardError().constData());
        QThread::usleep(static_cast<unsigned long>(random.below(150000)));
        child.kill();
        child.waitForFinished();
        const auto lines = child.readAllStandardOutput().split('\n');
        QVERIFY(lines.size() >= 2); // the last one may be cut
        std::int64_t said = 0;
        for (const QByteArray &line : lines.first(lines.size() - 1))
            said = std::max<std::int64_t>(said, line.toLongLong());
        std::int64_t kept = 0;
        {
            Store store = must(Store::open(in(folder, "a.nia")));
            kept = must(recordCount(store));
        }
        QVERIFY2(kept >= said, "a batch that was said to be there is missing");
        broken += kept < kMany ? 1 : 0;
        mustComplete(in(folder, "a.nia"), kept);
    }
    QVERIFY2(broken >= 1, "no child was killed in the middle");
}

void TestBroken::theDiskIsFullInTheMiddle_data()
{
    QTest::addColumn<int>("write");
    for (const int write : {1, 2, 3, 10, 50, 200, 500, 700})
        QTest::addRow("write %d", write) << write;
}

void TestBroken::theDiskIsFullInTheMiddle()
{
    QFETCH(int, write);
    const QTemporaryDir folder;
    {
        Store store = makeStore(in(folder, "a.nia"));
    }
    std::int64_t last = 0;
    VfsShim shim;
    {
        Store store = must(Store::open(in(folder, "a.nia"), {.vfs = shim.name()}));
        const std::string settings = settingsOf(store);
        Progress progress;
        shim.failWrite(write, SQLITE_FULL);
        const auto outcome = importShards(store, {in(m_shards, "many.jsonl")}, {}, progress,
                                          {.onBatch = [&](std::int64_t records) { last = records; }});
        QVERIFY(shim.failed());
        QVERIFY(!outcome);
        // A disk that fails while syncing cannot say that it is full.
        QVERIFY2(outcome.error().kind == Kind::NoSpace || outcome.error().kind == Kind::Io,
                 words(outcome.error()).c_str());
        QVERIFY2(words(outcome.error()).find(folder.filePath("a.nia").toStdString()) != std::string::npos,
                 words(outcome.error()).c_str());
        QCOMPARE(settingsOf(store), settings);
    }
    shim.failWrite(0, 0);
    QVERIFY(last < kMany);
    mustComplete(in(folder, "a.nia"), last);
}

void TestBroken::theShardBreaksOff()
{
    const QTemporaryDir folder;
    std::ifstream file(in(m_shards, "many.jsonl"), std::ios::binary);
    const std::string plain{std::istreambuf_iterator<char>(file), {}};
    const std::string zipped = compressed(plain, shards::Compressor::Kind::Gz);
    const auto path = in(folder, "many.jsonl.gz");
    const auto write = [&](std::string_view bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    };
    const std::size_t cut = zipped.size() * 2 / 3;
    write(std::string_view(zipped).substr(0, cut));
    Store store = makeStore(in(folder, "a.nia"));
    const ImportOutcome outcome = importAll(store, path);
    QVERIFY(outcome.shards.front().error);
    QCOMPARE(outcome.shards.front().error->kind, Kind::Truncated);
    QVERIFY(outcome.added > kMany / 3 && outcome.added < kMany);
    const ShardRow row = must(workspace::shards(store)).front();
    QVERIFY(!row.complete);
    QVERIFY(!row.error.empty());
    QVERIFY(row.errorOffset > 0 && row.errorOffset <= static_cast<std::int64_t>(cut));
    mustBeClean(store);
    // The mended file adds the rest.
    write(zipped);
    const ImportOutcome mended = importAll(store, path);
    QCOMPARE(mended.already, outcome.added);
    QCOMPARE(mended.added, kMany - outcome.added);
    QVERIFY(must(workspace::shards(store)).front().complete);
    QVERIFY(must(workspace::shards(store)).front().error.empty());
    QVERIFY(keysOf(store) == m_keys);
}

void TestBroken::aLimitKeepsWhereItBrokeOff()
{
    const QTemporaryDir folder;
    std::ifstream file(in(m_shards, "many.jsonl"), std::ios::binary);
    const std::string plain{std::istreambuf_iterator<char>(file), {}};
    const std::string zipped = compressed(plain, shards::Compressor::Kind::Gz);
    const auto path = in(folder, "many.jsonl.gz");
    std::ofstream(path, std::ios::binary) << std::string_view(zipped).substr(0, zipped.size() / 2);
    Store store = makeStore(in(folder, "a.nia"));
    QVERIFY(importAll(store, path).shards.front().error);
    const ShardRow before = must(workspace::shards(store)).front();
    Progress progress;
    const ImportOptions few{.read = {.limit = 3}};
    QCOMPARE(must(importShards(store, {path}, few, progress)).records, 3);
    const auto rows = must(workspace::shards(store));
    QCOMPARE(rows.size(), 1U);
    QVERIFY(!rows.front().complete && !before.error.empty());
    QCOMPARE(rows.front().error, before.error);
    QCOMPARE(rows.front().errorOffset, before.errorOffset);
    QCOMPARE(rows.front().records, before.records);
}

QTEST_GUILESS_MAIN(TestBroken)
#include "tst_broken.moc"
