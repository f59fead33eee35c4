// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/vfs_shim.h"
#include "support/workspace_fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QThread>

#include <sqlite3.h>

#include <set>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

std::set<std::string> eventIds(Store &store)
{
    std::set<std::string> ids;
    must(eachEvent(store, {}, [&](const EventId &id, std::string_view) -> Result<void> {
        ids.insert(id.hex());
        return {};
    }));
    return ids;
}

void clearFolder(const QString &path)
{
    QDir folder(path);
    for (const QString &name : folder.entryList(QDir::Files))
        folder.remove(name);
}

} // namespace

class TestDurability : public QObject
{
    Q_OBJECT

private slots:
    void killedChildLosesNothing();
    void powerCutLosesNothing();
    void failingWrites_data();
    void failingWrites();
    void slowSync_data();
    void slowSync();
};

// The sanitizers look for other faults and are many times slower: there the moments of chance are fewer.
constexpr int kKills = NIA_SANITIZED ? 20 : 100;
constexpr int kLives = NIA_SANITIZED ? 4 : 25, kCutsOfALife = 20;
constexpr int kWriteStep = NIA_SANITIZED ? 4 : 1;

/// A child that labels and says so after each commit, killed at random 100 times.
void TestDurability::killedChildLosesNothing()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    {
        Store store = makeStore(path);
        addRecords(store, 20);
    }
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/labelling_child");
    SplitMix64 random(3);
    std::set<std::string> acknowledged;
    for (int round = 0; round < kKills; ++round) {
        QProcess child;
        child.start(program, {QString::fromStdString(path.string()), QStringLiteral("20")});
        QVERIFY(child.waitForStarted());
        QByteArray out;
        // Killed once it works, at a moment of chance.
        QVERIFY2(child.waitForReadyRead(20000), child.readAllStandardError().constData());
        QThread::usleep(static_cast<unsigned long>(random.below(60000)));
        child.kill();
        child.waitForFinished();
        out += child.readAllStandardOutput();
        const auto lines = out.split('\n');
        for (const QByteArray &line : lines.first(lines.size() - 1)) // the last one may be cut
            acknowledged.insert(line.toStdString());
        if (round % 20 != 19)
            continue;
        Store store = must(Store::open(path));
        const auto kept = eventIds(store);
        for (const std::string &id : acknowledged)
            QVERIFY2(kept.contains(id), id.c_str());
        mustBeClean(store);
    }
    QVERIFY(acknowledged.size() >= kKills);
}

/// All that was written since the last xSync is forgotten at 500 moments of chance: nothing confirmed is missing.
void TestDurability::powerCutLosesNothing()
{
    VfsShim shim;
    SplitMix64 random(4);
    int cuts = 0;
    const QTemporaryDir there;
    for (int life = 0; life < kLives; ++life) {
        const QTemporaryDir folder;
        shim.rememberSynced(true);
        Store store = makeStore(in(folder, "a.nia"), {.vfs = shim.name()});
        addRecords(store, 5);
        std::set<std::string> confirmed;
        for (int cut = 0; cut < kCutsOfALife; ++cut, ++cuts) {
            for (auto steps = random.below(6); steps > 0; --steps) {
                const RecordId record{static_cast<std::int64_t>(1 + random.below(5))};
                confirmed.insert(must(store.append(label("lan", record, random.below(2) ? "good" : "bad"))).id.hex());
                if (random.below(8) == 0)
                    must(store.checkpoint());
            }
            // One that is under way when the power goes: begun, written, never committed.
            auto transaction = must(Transaction::begin(store.database()));
            must(store.setSetting("x", std::to_string(cut)));
            clearFolder(there.path());
            shim.writeSynced(in(there, "."));
            transaction.rollback();
            Store found = must(Store::open(in(there, "a.nia")));
            const auto kept = eventIds(found);
            QVERIFY(std::ranges::includes(kept, confirmed));
            if (cut % 10 == 9)
                mustBeClean(found);
        }
    }
    QCOMPARE(cuts, kLives * kCutsOfALife);
}

void TestDurability::failingWrites_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("kind");
    QTest::newRow("disk full") << SQLITE_FULL << static_cast<int>(Kind::NoSpace);
    QTest::newRow("broken disk") << SQLITE_IOERR_WRITE << static_cast<int>(Kind::Io);
}

/// Each write in turn fails: a clear message, nothing half done, and the workspace opens.
void TestDurability::failingWrites()
{
    QFETCH(int, code);
    QFETCH(int, kind);
    const QTemporaryDir once;
    const auto begun = in(once, "a.nia");
    {
        Store store = makeStore(begun);
        addRecords(store, 3);
        (void)must(store.append(label("lan", RecordId{1}, "good")));
    }
    VfsShim shim;
    int failures = 0;
    for (std::int64_t n = 1; n < 200; n += kWriteStep) {
        const QTemporaryDir folder;
        const auto path = in(folder, "a.nia");
        std::filesystem::copy_file(begun, path); // a closed file stands alone
        std::set<std::string> confirmed;
        bool failed = false;
        {
            auto store = Store::open(path, {.vfs = shim.name()});
            QVERIFY(store);
            confirmed = eventIds(*store);
            shim.failWrite(n, code);
            for (int i = 0; i < 6 && !failed; ++i) {
                const auto done = store->append(label("minh", RecordId{1 + i % 3}, "bad"));
                if (done) {
                    confirmed.insert(done->id.hex());
                    (void)store->checkpoint(); // may fail: everything stays in the -wal file
                    continue;
                }
                failed = true;
                // A disk that fails while syncing cannot say that it is full.
                QVERIFY(static_cast<int>(done.error().kind) == kind || done.error().kind == Kind::Io);
                QVERIFY(words(done.error()).find(path.string()) != std::string::npos);
            }
            failed = failed || shim.failed();
            if (shim.failed())
                ++failures;
        }
        shim.failWrite(0, 0);
        Store store = must(Store::open(path));
        QVERIFY(std::ranges::includes(eventIds(store), confirmed));
        mustBeClean(store);
        (void)must(store.append(label("minh", RecordId{1}, "good"))); // and works again
        if (!failed)
            break; // all writes have had their turn
    }
    QVERIFY(failures >= 20 / kWriteStep);
}

void TestDurability::slowSync_data()
{
    QTest::addColumn<int>("ms");
    QTest::newRow("5 ms") << 5;
    QTest::newRow("50 ms") << 50;
}

/// A label returns only when the disk has it.
void TestDurability::slowSync()
{
    QFETCH(int, ms);
    const QTemporaryDir folder;
    VfsShim shim;
    Store store = makeStore(in(folder, "a.nia"), {.vfs = shim.name()});
    addRecords(store, 1);
    shim.setSyncDelay(std::chrono::milliseconds(ms));
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        (void)must(store.append(label("lan", RecordId{1}, "good")));
        QVERIFY(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(ms));
    }
    shim.setSyncDelay(std::chrono::milliseconds(0));
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
