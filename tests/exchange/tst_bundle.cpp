// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "base/sha256.h"
#include "exchange/archive.h"
#include "exchange/bundle.h"
#include "exchange/seal.h"
#include "support/workspace_fixture.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

/// A shard whose text and id stand under other names, and whose objects repeat a member.
void addForeignRecords(Store &store, int count)
{
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                  .name = "foreign.jsonl",
                                                  .path = "foreign.jsonl",
                                                  .format = "jsonl",
                                                  .compression = "none",
                                                  .textField = "content",
                                                  .idField = "uid",
                                                  .encoding = "utf-8",
                                                  .importedAt = "2026-11-24T08:00:00Z",
                                                  .columns = {"uid", "content"},
                                                  .complete = true}));
    for (int i = 1; i <= count; ++i) {
        const std::string id = "f" + std::to_string(i);
        const std::string text = "câu \"số\" " + std::to_string(i);
        const std::string before = R"({ "n":1,"uid":")" + id + R"(", "n":2, "content": )";
        std::string literal = "\"câu \\u0022số\\u0022 " + std::to_string(i) + "\"";
        const std::string raw = before + literal + R"( ,"text":"khác"})";
        (void)must(inserter.add(dataset, shard,
                                {.key = recordKey("main", id, "", text),
                                 .externalId = id,
                                 .text = text,
                                 .raw = raw,
                                 .literalBegin = before.size(),
                                 .literalEnd = before.size() + literal.size(),
                                 .line = i,
                                 .chars = 10,
                                 .textHash = textHash(text)}));
    }
    must(inserter.commit());
}

std::filesystem::path bundleOf(Store &store, const std::filesystem::path &path, const exchange::BundleOptions &options)
{
    Progress progress;
    (void)must(exchange::createBundle(store, path, options, progress));
    return path;
}

exchange::MergeOutcome merged(Store &store, const std::filesystem::path &path)
{
    Progress progress;
    return must(exchange::mergeBundle(store, path, progress));
}

std::string bytesOfFile(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The bundle with one member written anew by `change`, and sums and sizes that fit again: not damage on the way, but a
/// faulty or hostile writer.
void forge(const std::filesystem::path &path, const std::string &member,
           const std::function<void(std::string &)> &change)
{
    std::vector<std::pair<std::string, std::string>> members; // as they stand in the archive
    must(exchange::readArchive(
        path,
        [&](const std::string &name, std::int64_t) -> Result<exchange::MemberSink> {
            members.emplace_back(name, "");
            return exchange::MemberSink([&](std::string_view piece) -> Result<void> {
                members.back().second += piece;
                return {};
            });
        },
        [](const std::string &) -> Result<void> { return {}; }));
    std::string &index = members.front().second;
    for (auto &[name, content] : members) {
        if (name != member)
            continue;
        if (name == "bundle.json") {
            change(content);
            continue;
        }
        const std::string before = Sha256::of(content).hex();
        const std::string size = "\"bytes\":" + std::to_string(content.size());
        change(content);
        const auto at = index.find(before);
        QVERIFY(at != std::string::npos);
        index.replace(at, before.size(), Sha256::of(content).hex());
        // Members differ in size here, so that a size names its member.
        const auto sizeAt = index.find(size);
        QVERIFY(sizeAt != std::string::npos);
        index.replace(sizeAt, size.size(), "\"bytes\":" + std::to_string(content.size()));
    }
    auto writer = must(exchange::ArchiveWriter::create(path));
    for (const auto &[name, content] : members)
        must(writer.add(name, content));
    (void)must(writer.finish());
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void carriedRecordsStayWhatTheyWere();
    void mergedTwiceMakesNoShard();
    void orderAndRepetitionDoNotMatter();
    void manyEventsOfOneRecord();
    void aFaultAmongManyEvents();
    void damageChangesNothing();
    void aBundleOfAnotherMakerNeedsNoSeal();
    void aNewerFormIsRefused();
    void rubbishWithRightSumsChangesNothing_data();
    void rubbishWithRightSumsChangesNothing();
};

void TestBundle::carriedRecordsStayWhatTheyWere()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addForeignRecords(from, 5);
    addRecords(from, 3);
    (void)must(from.append(label("lan", RecordId{2}, "good")));
    const auto path = bundleOf(from, in(folder, "a.niab"), {.withRecords = true});
    Store to = makeStore(in(folder, "b.nia"));
    const auto outcome = merged(to, path);
    QCOMPARE(outcome.records, 8);
    QCOMPARE(outcome.receipt.added, 1);
    for (std::int64_t id = 1; id <= 8; ++id) {
        const auto before = must(record(from, RecordId{id}));
        const auto found = must(recordByKey(to, before->key));
        QVERIFY(found.has_value());
        const auto after = must(record(to, *found));
        QCOMPARE(QByteArray::fromStdString(after->raw), QByteArray::fromStdString(before->raw));
        QCOMPARE(after->literalBegin, before->literalBegin);
        QCOMPARE(after->literalEnd, before->literalEnd);
        QCOMPARE(after->line, before->line);
        QCOMPARE(after->shard, before->shard);
    }
    const auto rows = must(shards(to));
    QCOMPARE(rows.size(), std::size_t{2});
    const auto foreign = std::ranges::find(rows, std::string("foreign.jsonl"), &ShardRow::name);
    QVERIFY(foreign != rows.end());
    QCOMPARE(foreign->textField, std::string("content"));
    QCOMPARE(foreign->idField, std::string("uid"));
    QVERIFY(foreign->columns == (std::vector<std::string>{"uid", "content"}));
    QCOMPARE(foreign->records, 5);
    // The label that came before its record counts now, as at home.
    QCOMPARE(stateText(to), stateText(from));
    mustBeClean(to);
}

void TestBundle::mergedTwiceMakesNoShard()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addForeignRecords(from, 5);
    const auto path = bundleOf(from, in(folder, "a.niab"), {.withRecords = true});
    QCOMPARE(merged(from, path).records, 0);
    QCOMPARE(must(shards(from)).size(), std::size_t{1});
    Store to = makeStore(in(folder, "b.nia"));
    (void)merged(to, path);
    QCOMPARE(merged(to, path).records, 0);
    QCOMPARE(must(shards(to)).size(), std::size_t{1});
    // More records of the same shard come to the same row.
    addForeignRecords(from, 9);
    QCOMPARE(merged(to, bundleOf(from, in(folder, "more.niab"), {.withRecords = true})).records, 4);
    QCOMPARE(must(shards(to)).size(), std::size_t{1});
    QCOMPARE(must(shards(to)).front().records, 9);
}

void TestBundle::orderAndRepetitionDoNotMatter()
{
    const QTemporaryDir folder;
    std::vector<std::filesystem::path> paths;
    const std::vector<std::string> people{"an", "bình", "chi"};
    for (std::size_t p = 0; p < people.size(); ++p) {
        Store store = makeStore(in(folder, ("from" + std::to_string(p) + ".nia").c_str()), {.device = people[p]});
        addRecords(store, 40);
        for (int i = 1; i <= 40; ++i) {
            const RecordId id{i};
            (void)must(store.append(label(people[p], id, (i + static_cast<int>(p)) % 3 == 0 ? "good" : "bad")));
            if (i % 7 == 0)
                (void)must(store.undo(people[p]));
            if (i % 5 == 0)
                (void)must(store.append({.kind = "flag", .annotator = people[p], .record = id}));
        }
        paths.push_back(bundleOf(store, in(folder, ("p" + std::to_string(p) + ".niab").c_str()), {}));
    }
    std::string expected;
    std::ranges::sort(paths);
    int turn = 0;
    do {
        Store store = makeStore(in(folder, ("to" + std::to_string(turn++) + ".nia").c_str()));
        addRecords(store, 40);
        for (const auto &path : paths)
            (void)merged(store, path);
        const auto again = merged(store, paths.front());
        QCOMPARE(again.receipt.added, 0);
        QCOMPARE(again.receipt.already, again.receipt.events);
        const std::string state = stateText(store);
        if (expected.empty())
            expected = state;
        QCOMPARE(state, expected);
        mustBeClean(store);
    } while (std::ranges::next_permutation(paths).found);
    QCOMPARE(turn, 6);
}

void TestBundle::manyEventsOfOneRecord()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addRecords(from, 2);
    for (int i = 0; i < 50; ++i)
        (void)must(from.append(label("lan", RecordId{1}, i % 2 == 0 ? "good" : "bad")));
    const auto first = bundleOf(from, in(folder, "a.niab"), {});
    for (int i = 0; i < 50; ++i)
        (void)must(from.append(topics("lan", RecordId{1}, {"age"})));
    const auto second = bundleOf(from, in(folder, "b.niab"), {});
    Store to = makeStore(in(folder, "b.nia"));
    addRecords(to, 2);
    QCOMPARE(merged(to, first).receipt.added, 50);
    const auto outcome = merged(to, second);
    QCOMPARE(outcome.receipt.added, 50);
    QCOMPARE(outcome.receipt.already, 50);
    QCOMPARE(stateText(to), stateText(from));
}

/// Many events are checked on two threads, a stretch after the other.
void TestBundle::aFaultAmongManyEvents()
{
    constexpr int kRecords = 300, kEvents = 3000;
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addRecords(from, kRecords);
    std::vector<Draft> drafts;
    for (int i = 0; i < kEvents; ++i)
        drafts.push_back(label("lan", RecordId{1 + i % kRecords}, i % 7 < 4 ? "good" : "basic"));
    (void)must(from.append(drafts));
    const auto whole = bundleOf(from, in(folder, "whole.niab"), {.withRecords = true});
    Store to = makeStore(in(folder, "b.nia"));
    QCOMPARE(merged(to, whole).receipt.added, kEvents);
    QCOMPARE(merged(to, whole).receipt.already, kEvents);
    QCOMPARE(stateText(to), stateText(from));
    mustBeClean(to);

    Store other = makeStore(in(folder, "c.nia"));
    const std::string before = stateText(other);
    for (const double place : {0.1, 0.5, 0.95}) {
        const auto path = bundleOf(from, in(folder, "faulty.niab"), {.withRecords = true});
        forge(path, "events.jsonl", [&](std::string &content) { // a line twice: no order of ids
            const auto begin =
                content.find('\n', static_cast<std::size_t>(place * static_cast<double>(content.size()))) + 1;
            const auto end = content.find('\n', begin) + 1;
            content.insert(begin, content.substr(begin, end - begin));
        });
        Progress progress;
        const auto outcome = exchange::mergeBundle(other, path, progress);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Kind::Corrupt);
        QCOMPARE(stateText(other), before);
        std::filesystem::remove(path);
    }
}

void TestBundle::damageChangesNothing()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addForeignRecords(from, 20);
    (void)must(from.append(label("lan", RecordId{2}, "good")));
    const auto path = bundleOf(from, in(folder, "a.niab"), {.withRecords = true});
    const std::string whole = bytesOfFile(path);
    Store to = makeStore(in(folder, "b.nia"));
    const std::string before = stateText(to);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0x20);
        const auto copy = in(folder, "broken.niab");
        std::ofstream(copy, std::ios::binary).write(broken.data(), static_cast<std::streamsize>(broken.size()));
        Progress progress;
        const auto outcome = exchange::mergeBundle(to, copy, progress);
        QVERIFY2(!outcome, qPrintable(QStringLiteral("byte %1").arg(at)));
        QCOMPARE(must(recordCount(to)), 0);
        QCOMPARE(must(shards(to)).size(), std::size_t{0});
        QCOMPARE(stateText(to), before);
    }
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        const auto copy = in(folder, "cut.niab");
        std::ofstream(copy, std::ios::binary).write(whole.data(), static_cast<std::streamsize>(length));
        Progress progress;
        QVERIFY(!exchange::mergeBundle(to, copy, progress));
    }
    QCOMPARE(stateText(to), before);
}

/// As tar and zstd make one: without a seal, and without saying so.
void TestBundle::aBundleOfAnotherMakerNeedsNoSeal()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addRecords(from, 3);
    (void)must(from.append(label("lan", RecordId{2}, "good")));
    const auto path = bundleOf(from, in(folder, "a.niab"), {.withRecords = true});
    forge(path, "bundle.json", [](std::string &index) {
        const std::string said = ",\"sealed\":true";
        const auto at = index.find(said);
        QVERIFY(at != std::string::npos);
        index.erase(at, said.size());
    });
    std::string bytes = bytesOfFile(path);
    QCOMPARE(must(exchange::checkSeal(path)), exchange::Seal::Fits);
    bytes.resize(bytes.size() - 48);
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    QCOMPARE(must(exchange::checkSeal(path)), exchange::Seal::None);
    Store to = makeStore(in(folder, "b.nia"));
    QCOMPARE(merged(to, path).receipt.added, 1);
}

void TestBundle::aNewerFormIsRefused()
{
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addRecords(from, 3);
    (void)must(from.append(label("lan", RecordId{2}, "good")));
    const auto path = bundleOf(from, in(folder, "a.niab"), {});
    forge(path, "bundle.json", [](std::string &index) {
        const std::string said = "nia-bundle/1";
        const auto at = index.find(said);
        QVERIFY(at != std::string::npos);
        index.replace(at, said.size(), "nia-bundle/2");
    });
    Store to = makeStore(in(folder, "b.nia"));
    addRecords(to, 3);
    const std::string before = stateText(to);
    Progress progress;
    const auto refused = exchange::mergeBundle(to, path, progress);
    QVERIFY(!refused);
    QVERIFY2(words(refused.error()).find("newer") != std::string::npos, words(refused.error()).c_str());
    QCOMPARE(stateText(to), before);
}

void TestBundle::rubbishWithRightSumsChangesNothing_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("line");
    QTest::newRow("a record that is no object") << "records.jsonl" << "[1,2]";
    QTest::newRow("a record without a text") << "records.jsonl" << R"({"dataset":"main","id":"x"})";
    QTest::newRow("no JSON") << "records.jsonl" << "{";
    QTest::newRow("a shard that is none") << "shards.jsonl" << "[]";
    QTest::newRow("an event that is none") << "events.jsonl" << "{}";
}

void TestBundle::rubbishWithRightSumsChangesNothing()
{
    QFETCH(QString, member);
    QFETCH(QString, line);
    const QTemporaryDir folder;
    Store from = makeStore(in(folder, "a.nia"));
    addForeignRecords(from, 20);
    (void)must(from.append(label("lan", RecordId{2}, "good")));
    const auto path = bundleOf(from, in(folder, "a.niab"), {.withRecords = true});
    Store to = makeStore(in(folder, "b.nia"));
    const std::string before = stateText(to);
    forge(path, member.toStdString(), [&](std::string &content) { content += line.toStdString() + "\n"; });
    Progress progress;
    const auto outcome = exchange::mergeBundle(to, path, progress);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::Corrupt);
    QCOMPARE(must(recordCount(to)), 0);
    QCOMPARE(must(shards(to)).size(), std::size_t{0});
    QCOMPARE(stateText(to), before);
}

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
