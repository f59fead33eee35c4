// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// A shard that was taken in part is complete once another file that begins with its bytes came in: if that one was read in
// the same way, and if all records of the first are then here under the ids that they have in it.
#include "importing/import_job.h"
#include "support/shard_reading.h"
#include "support/workspace_fixture.h"

#include <fstream>

using namespace nia;
using namespace nia::workspace;
using namespace nia::importing;
using namespace nia::test;

class TestBeginning : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_made = 0;

    std::filesystem::path write(const std::string &name, const std::string &bytes)
    {
        const auto path = in(m_folder, name.c_str());
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return path;
    }
    Store make() { return makeStore(in(m_folder, ("w" + std::to_string(++m_made) + ".nia").c_str())); }
    static ImportOutcome import(Store &store, const std::filesystem::path &path, const shards::ReadOptions &read = {})
    {
        Progress progress;
        return must(importShards(store, {path}, {.read = read}, progress));
    }
    static ShardRow row(Store &store, const std::string &name)
    {
        for (const ShardRow &each : must(workspace::shards(store))) {
            if (each.name == name)
                return each;
        }
        return {};
    }

private slots:
    void theCountsAreThoseOfItsBytes()
    {
        const std::string lines = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":7}\n{\"id\":3,\"text\":\"c\"}\n";
        Store store = make();
        (void)import(store, write("a.jsonl", lines), {.limit = 1});
        QCOMPARE(row(store, "a.jsonl").records, 1);
        (void)import(store, write("b.jsonl", lines + "{\"id\":4,\"text\":\"d\"}\n"));
        const ShardRow begun = row(store, "a.jsonl"), whole = row(store, "b.jsonl");
        QVERIFY(begun.complete);
        QCOMPARE(begun.records, 2);
        QCOMPARE(begun.rejected, 1);
        QCOMPARE(begun.plainBytes, std::ssize(lines));
        QCOMPARE(whole.records, 3);
        int rejected = 0;
        must(rejectedLines(store, [&](const RejectedLine &line) -> Result<void> {
            rejected += line.shard == "a.jsonl" ? 1 : 0;
            return {};
        }));
        QCOMPARE(rejected, 1); // as info says
        mustBeClean(store);
    }

    void aBrokenOneCountsWhatCameBeforeTheBreak()
    {
        std::string lines;
        for (int i = 1; i <= 3000; ++i)
            lines += "{\"id\":" + std::to_string(i) + ",\"text\":\"" + Sha256::of(std::to_string(i)).hex() + "\"}\n";
        const std::string zipped = compressed(lines, shards::Compressor::Kind::Gz);
        Store store = make();
        const auto cut = import(store, write("a.jsonl.gz", zipped.substr(0, zipped.size() / 2)));
        QVERIFY(cut.shards.front().error);
        QVERIFY(cut.records > 1000 && cut.records < 2000);
        (void)import(store, write("b.jsonl.gz", zipped));
        QVERIFY(row(store, "a.jsonl").complete);
        QVERIFY(row(store, "a.jsonl").error.empty());
        QCOMPARE(row(store, "a.jsonl").records, cut.records);
        mustBeClean(store);
    }

    void readInAnotherWayItStaysBegun_data()
    {
        QTest::addColumn<QString>("option");
        for (const char *option : {"nothing", "text", "id", "format", "delimiter", "header"})
            QTest::newRow(option) << option;
    }
    void readInAnotherWayItStaysBegun()
    {
        QFETCH(QString, option);
        const bool table = option == QLatin1String("delimiter") || option == QLatin1String("header")
                           || option == QLatin1String("format");
        const std::string bytes = table ? "id,text\tx\n1,a\tb\n2,c\td\n"
                                        : "{\"id\":1,\"uid\":7,\"text\":\"a\",\"more\":\"x\"}\n"
                                          "{\"id\":2,\"uid\":8,\"text\":\"b\",\"more\":\"y\"}\n";
        const std::string ending = table ? ".csv" : ".jsonl";
        shards::ReadOptions first, second;
        if (table)
            first = {
                .format = "csv", .textField = "column_2", .idField = "column_1", .delimiter = ',', .header = false};
        second = first;
        first.limit = 1;
        if (option == QLatin1String("text"))
            second.textField = "more";
        if (option == QLatin1String("id"))
            second.idField = "uid";
        if (option == QLatin1String("format"))
            second.format = "tsv";
        if (option == QLatin1String("delimiter"))
            second.delimiter = '\t';
        if (option == QLatin1String("header")) {
            second.header = true;
            second.textField = "text\tx";
            second.idField = "id";
        }
        Store store = make();
        (void)import(store, write("a" + ending, bytes), first);
        (void)import(store, write("b" + ending, bytes), second);
        QVERIFY(row(store, "b" + ending).complete);
        QCOMPARE(row(store, "a" + ending).complete, option == QLatin1String("nothing"));
    }

    /// Without ids of their own the records of both are different ones: a.jsonl#2 is not here.
    void idsByLineAreOfTheShard()
    {
        const std::string lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
        Store store = make();
        (void)import(store, write("a.jsonl", lines), {.limit = 1});
        (void)import(store, write("b.jsonl", lines));
        QVERIFY(!row(store, "a.jsonl").complete);
        QCOMPARE(row(store, "a.jsonl").records, 1);
    }

    /// The beginning ends inside of a cell, so its last record is none of the longer file.
    void aRecordThatIsCutIsMissing()
    {
        Store store = make();
        (void)import(store, write("a.csv", "id,text\n1,một\n2,ha"), {.limit = 1});
        (void)import(store, write("b.csv", "id,text\n1,một\n2,hai\n"));
        QVERIFY(!row(store, "a.csv").complete);
    }
};

QTEST_GUILESS_MAIN(TestBeginning)
#include "tst_beginning.moc"
