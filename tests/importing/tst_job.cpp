// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Importing as it goes: batches, labelling meanwhile, the same and a changed shard again, folders and faulty files.
#include "importing/import_job.h"
#include "support/made_shard.h"
#include "support/workspace_fixture.h"

#include <QDir>
#include <QFile>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace nia;
using namespace nia::workspace;
using namespace nia::importing;
using namespace nia::test;

namespace {

constexpr int kMany = 20000; // some four megabytes: several batches

ImportOutcome import(Store &store, const std::vector<std::filesystem::path> &paths, const ImportOptions &options = {})
{
    Progress progress;
    return must(importShards(store, paths, options, progress));
}

void write(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

class TestJob : public QObject
{
    Q_OBJECT

private slots:
    void wholeBatchesAreSeenByOthers();
    void recordsAreLabelledMeanwhile();
    void theSameShardAgainAddsNothing();
    void aChangedShardAddsWhatIsNew();
    void whatOthersAddMeanwhileIsKnown();
    void anEmptyFileIsAShardOfNothing();
    void aFolderIsTakenOnlyWhenItIsRecognised();
    void whatCannotBeReadIsSaidAndTheOthersAreTaken();
    void aFileWithoutPermission();
    void waitingEventsCountOnceTheirRecordsAreHere();
    void aShardIsTheSameFromAnyFolder();
};

/// What another connection sees at any time is what stood there after some batch.
void TestJob::wholeBatchesAreSeenByOthers()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "many.jsonl"), kMany);
    Store store = makeStore(in(folder, "a.nia"));
    std::set<std::int64_t> borders{0}, seen;
    std::atomic<bool> done = false;
    std::thread other([&] {
        Store reading = must(Store::open(in(folder, "a.nia"), {.readOnly = true}));
        while (!done)
            seen.insert(must(recordCount(reading)));
    });
    const auto here = std::this_thread::get_id();
    bool sameThread = true;
    Progress progress;
    const auto outcome =
        importShards(store, {in(folder, "many.jsonl")}, {}, progress, {.onBatch = [&](std::int64_t records) {
                         sameThread = sameThread && std::this_thread::get_id() == here;
                         borders.insert(records);
                     }});
    done = true;
    other.join();
    QVERIFY(outcome);
    QVERIFY(sameThread); // inserting is done by the caller, reading and hashing by threads of their own
    QCOMPARE(outcome->added, kMany);
    QCOMPARE(*borders.rbegin(), kMany);
    QVERIFY2(borders.size() > 4, qPrintable(QString::number(borders.size())));
    QVERIFY(seen.size() > 1);
    for (const std::int64_t count : seen)
        QVERIFY2(borders.contains(count), qPrintable(QString::number(count)));
    const auto rows = must(workspace::shards(store));
    QCOMPARE(rows.size(), 1U);
    QVERIFY(rows.front().complete);
    QCOMPARE(rows.front().records, kMany);
    std::ifstream file(in(folder, "many.jsonl"), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    QCOMPARE(rows.front().sha256.hex(), Sha256::of(bytes).hex());
    mustBeClean(store);
}

void TestJob::recordsAreLabelledMeanwhile()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "many.jsonl"), kMany);
    Store store = makeStore(in(folder, "a.nia"));
    std::atomic<int> labelled = 0;
    std::atomic<bool> done = false;
    std::chrono::steady_clock::duration longest{};
    std::thread person([&] {
        Store mine = must(Store::open(in(folder, "a.nia"), {.device = "person"}));
        while (!done) {
            const std::int64_t here = must(recordCount(mine));
            if (here == 0)
                continue;
            const auto begin = std::chrono::steady_clock::now();
            (void)must(mine.append(label("lan", RecordId{here}, "good"))); // the newest there is
            longest = std::max(longest, std::chrono::steady_clock::now() - begin);
            ++labelled;
            std::this_thread::sleep_for(std::chrono::milliseconds(20)); // faster than any person
        }
    });
    int atEnd = 0;
    Progress progress;
    const auto outcome =
        importShards(store, {in(folder, "many.jsonl")}, {}, progress, {.onBatch = [&](std::int64_t records) {
                         // A machine that is busy with other things: the import is not to win before anybody labelled.
                         for (int i = 0; i < 2000 && labelled == 0; ++i)
                             std::this_thread::sleep_for(std::chrono::milliseconds(5));
                         if (records < kMany)
                             atEnd = labelled;
                     }});
    done = true;
    person.join();
    QVERIFY2(outcome, outcome ? "" : words(outcome.error()).c_str());
    QCOMPARE(outcome->added, kMany);
    QVERIFY2(atEnd >= 1, "nothing was labelled while the import went on");
    QVERIFY2(longest < std::chrono::seconds(2), "a label waited long for the import");
    QCOMPARE(must(counts(store)).events, labelled.load());
    mustBeClean(store);
}

void TestJob::theSameShardAgainAddsNothing()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "s.jsonl"), 300);
    Store store = makeStore(in(folder, "a.nia"));
    QCOMPARE(import(store, {in(folder, "s.jsonl")}).added, 300);
    (void)must(store.append(label("lan", RecordId{7}, "good")));
    const std::string before = stateText(store);
    for (int round = 0; round < 2; ++round) {
        const ImportOutcome again = import(store, {in(folder, "s.jsonl")});
        QCOMPARE(again.records, 300);
        QCOMPARE(again.already, 300);
        QCOMPARE(again.added + again.changed, 0);
    }
    QCOMPARE(must(recordCount(store)), 300);
    QCOMPARE(must(workspace::shards(store)).size(), 1U);
    QCOMPARE(stateText(store), before);
}

void TestJob::aChangedShardAddsWhatIsNew()
{
    const QTemporaryDir folder;
    std::string first, second;
    for (int i = 1; i <= 10; ++i)
        first += madeLine(i) + "\n";
    for (int i = 1; i <= 12; ++i)
        second += madeLine(i, i == 4 ? " (mới)" : "") + "\n"; // one text changed, two are new
    write(in(folder, "s.jsonl"), first);
    Store store = makeStore(in(folder, "a.nia"));
    QCOMPARE(import(store, {in(folder, "s.jsonl")}).added, 10);
    write(in(folder, "s.jsonl"), second);
    const ImportOutcome changed = import(store, {in(folder, "s.jsonl")});
    QCOMPARE(changed.records, 12);
    QCOMPARE(changed.already, 9);
    QCOMPARE(changed.changed, 1);
    QCOMPARE(changed.added, 2);
    QCOMPARE(must(recordCount(store)), 13); // both texts of r4 stay
    const auto both = findRecord(store, "r4");
    QVERIFY(!both);
    QCOMPARE(both.error().kind, Kind::Ambiguous);
    mustBeClean(store);
}

/// Of many records most are known to be new without a look at the tables; what another connection adds between two
/// batches, and what came with the shard before, is found all the same.
void TestJob::whatOthersAddMeanwhileIsKnown()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "a.jsonl"), kMany);
    std::string again;
    for (int i = 1; i <= kMany; ++i)
        again += madeLine(i, i % 100 == 0 ? " (sửa)" : "") + '\n';
    write(in(folder, "b.jsonl"), again + madeLine(kMany + 1) + '\n');
    write(in(folder, "late.jsonl"), madeLine(kMany) + '\n' + madeLine(kMany - 1, " (khác)") + '\n');
    Store store = makeStore(in(folder, "a.nia"));
    bool others = false;
    Progress progress;
    const auto outcome = must(importShards(store, {in(folder, "a.jsonl"), in(folder, "b.jsonl")}, {}, progress,
                                           {.onBatch = [&](std::int64_t records) {
                                               if (std::exchange(others, true) || records >= kMany)
                                                   return;
                                               Store other = must(Store::open(in(folder, "a.nia"), {.device = "b"}));
                                               QCOMPARE(import(other, {in(folder, "late.jsonl")}).added, 2);
                                           }}));
    QVERIFY(others);
    const ShardOutcome &first = outcome.shards[0], &second = outcome.shards[1];
    QCOMPARE(first.already, 1);
    QCOMPARE(first.changed, 1);
    QCOMPARE(first.added, kMany - 2);
    QCOMPARE(second.already, kMany - kMany / 100);
    QCOMPARE(second.changed, kMany / 100);
    QCOMPARE(second.added, 1);
    mustBeClean(store);
}

void TestJob::anEmptyFileIsAShardOfNothing()
{
    const QTemporaryDir folder;
    write(in(folder, "empty.jsonl"), "");
    Store store = makeStore(in(folder, "a.nia"));
    const ImportOutcome outcome = import(store, {in(folder, "empty.jsonl")});
    QCOMPARE(outcome.records, 0);
    QVERIFY(!outcome.shards.front().error);
    QVERIFY(outcome.shards.front().complete);
}

void TestJob::aFolderIsTakenOnlyWhenItIsRecognised()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("plain/deep"));
    QVERIFY(QDir(folder.path()).mkpath("set/data"));
    writeMadeShard(in(folder, "plain/deep/a.jsonl"), 3);
    write(in(folder, "plain/notes.md"), "not a shard");
    writeMadeShard(in(folder, "set/data/train.jsonl"), 5);
    Store store = makeStore(in(folder, "a.nia"));
    const ImportOutcome refused = import(store, {in(folder, "plain")});
    QVERIFY(refused.shards.front().error);
    QCOMPARE(refused.shards.front().error->kind, Kind::IsFolder);
    QCOMPARE(must(recordCount(store)), 0);
    const ImportOutcome taken = import(store, {in(folder, "set")});
    QCOMPARE(taken.added, 5);
    QCOMPARE(taken.shards.front().name, std::string("data/train.jsonl")); // the path below the folder
    const ImportOutcome all = import(store, {in(folder, "plain")}, {.recursive = true});
    QCOMPARE(all.shards.size(), 1U);
    QCOMPARE(all.shards.front().name, std::string("deep/a.jsonl"));
}

void TestJob::whatCannotBeReadIsSaidAndTheOthersAreTaken()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "good.jsonl"), 4);
    write(in(folder, "picture.jsonl"), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
    Store store = makeStore(in(folder, "a.nia"));
    const ImportOutcome outcome = import(store, {in(folder, "none.jsonl"), in(folder, "good.jsonl") / "below.jsonl",
                                                 in(folder, "picture.jsonl"), in(folder, "good.jsonl")});
    QCOMPARE(outcome.shards.size(), 4U);
    QCOMPARE(outcome.shards[0].error->kind, Kind::NotFound);
    QVERIFY(outcome.shards[1].error.has_value()); // below a file: the system's own words
    QVERIFY(outcome.shards[2].error.has_value());
    for (int i = 0; i < 3; ++i) {
        const auto &shard = outcome.shards[static_cast<std::size_t>(i)];
        QVERIFY2(words(*shard.error).find(shard.path.string()) != std::string::npos, words(*shard.error).c_str());
    }
    QVERIFY(!outcome.shards[3].error);
    QCOMPARE(outcome.added, 4);
    QCOMPARE(must(workspace::shards(store)).size(), 1U); // what is no shard leaves nothing behind
}

/// Root may read everything, so this is done by a process that is nobody.
void TestJob::aFileWithoutPermission()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "locked.jsonl"), 3);
    writeMadeShard(in(folder, "good.jsonl"), 4);
    {
        Store store = makeStore(in(folder, "a.nia"));
    }
    QCOMPARE(::chmod(in(folder, "locked.jsonl").c_str(), 0), 0);
    QCOMPARE(::chmod(in(folder, "a.nia").c_str(), 0666), 0);
    QCOMPARE(::chmod(folder.path().toLocal8Bit().constData(), 0777), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            ::_exit(10);
        auto store = Store::open(in(folder, "a.nia"));
        if (!store)
            ::_exit(11);
        Progress progress;
        const auto outcome = importShards(*store, {in(folder, "locked.jsonl"), in(folder, "good.jsonl")}, {}, progress);
        if (!outcome || !outcome->shards[0].error)
            ::_exit(12);
        if (outcome->shards[0].error->kind != Kind::Permission)
            ::_exit(13);
        ::_exit(outcome->added == 4 ? 0 : 14);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    Store store = must(Store::open(in(folder, "a.nia")));
    QCOMPARE(must(workspace::shards(store)).size(), 1U);
#else
    QSKIP("permissions of this kind are POSIX's");
#endif
}

void TestJob::waitingEventsCountOnceTheirRecordsAreHere()
{
    const QTemporaryDir folder;
    writeMadeShard(in(folder, "s.jsonl"), 3);
    Store one = makeStore(in(folder, "one.nia"), {.device = "one"});
    (void)import(one, {in(folder, "s.jsonl")});
    (void)must(one.append(label("lan", RecordId{2}, "good")));
    std::vector<std::string> events;
    must(eachEvent(one, {}, [&](const EventId &, std::string_view bytes) -> Result<void> {
        events.emplace_back(bytes);
        return {};
    }));
    Store two = makeStore(in(folder, "two.nia"), {.device = "two"});
    Progress progress;
    (void)must(two.merge(events, "one", progress));
    QCOMPARE(must(counts(two)).unknownRecords, 1);
    (void)import(two, {in(folder, "s.jsonl")});
    QCOMPARE(must(counts(two)).unknownRecords, 0);
    QCOMPARE(must(counts(two)).labels, 1);
    mustBeClean(two);
}

/// What is kept of a shard is its absolute path; standard input has none.
void TestJob::aShardIsTheSameFromAnyFolder()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("below"));
    writeMadeShard(in(folder, "below/s.jsonl"), 4);
    Store store = makeStore(in(folder, "a.nia"));
    const QString before = QDir::currentPath();
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    QVERIFY(QDir::setCurrent(folder.path()));
    const ImportOptions one{.read = {.limit = 1}};
    QCOMPARE(import(store, {"below/s.jsonl"}, one).shards.front().path, std::filesystem::path("below/s.jsonl"));
    const std::string path = must(workspace::shards(store)).front().path;
    QCOMPARE(path, std::filesystem::absolute(in(folder, "below/s.jsonl")).lexically_normal().string());
    QVERIFY(QDir::setCurrent(folder.filePath("below")));
    std::ofstream("s.jsonl", std::ios::app) << madeLine(5) << '\n'; // other bytes: the path alone tells it
    QCOMPARE(import(store, {"../below/s.jsonl"}).added, 4);
    const auto rows = must(workspace::shards(store));
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(rows.front().path, path);
    QVERIFY(rows.front().complete);
    QCOMPARE(rows.front().records, 5);
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
