// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// What leaves a workspace and comes back: exports are known again, bundles find their records under another name, a writer
// waits for another and says so, objects are shown as they came.
#include "support/command_line.h"

#include "shards/compress.h"
#include "workspace/database.h"

#include <QDir>

#include <atomic>
#include <chrono>
#include <thread>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::Ran;
using nia::test::runNia;

class TestRoundTrip : public QObject
{
    Q_OBJECT

    CommandFolder m_here;

    static std::int64_t records(const std::string &ws)
    {
        return runNia({"info", ws, "--json"}).json()["records"].integer(-1);
    }

    /// Notes of check about shards that are not here whole.
    static qsizetype brokenShards(const std::string &ws)
    {
        qsizetype n = 0;
        const Json report = runNia({"check", ws, "--json"}).json();
        for (const Json &note : report["notes"].items())
            n += note["what"].string() == "shard" ? 1 : 0;
        return n;
    }

private slots:
    void anExportAddsNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"out.jsonl", "out.csv", "out.tsv", "out.csv.gz", "out.tsv.zst"})
            QTest::newRow(name) << QString(name);
    }

    /// Four shards whose texts and ids stand in different places, two of them told and not guessed.
    void anExportAddsNothing()
    {
        QFETCH(QString, name);
        const std::string ws = m_here.workspace();
        const auto import = [&](const QString &shard, const QByteArray &bytes, std::vector<std::string> more = {}) {
            std::vector<std::string> call{"import", ws, m_here.write(shard, bytes)};
            call.insert(call.end(), more.begin(), more.end());
            QCOMPARE(runNia(call).status, 0);
        };
        import("v.csv",
               ",Comment,Title,Topic\n62,Hay lắm.,Một tựa dài hơn cả bài,A\n63,\"dở, \"\"rất\"\"\r\ndở\",x,B\n");
        import("n.jsonl", "{\"id\":\"n1\",\"text\":\"tin \\u00e1\\u0301\\tmột\"}\n{\"id\":7,\"text\":\"\"}\n");
        import("told.csv", "uid,Hay không?,text\n1,hay,ghi chú\n2,dở,\n3, hai đầu trống ,x\n",
               {"--text", "Hay không?", "--id", ""});
        import("t.tsv", "câu\tnhãn\n\"Trích dẫn\" ở đầu\t1\nkhông gì cả\t0\n");
        const std::int64_t before = records(ws);
        QCOMPARE(before, 9);
        const std::string out = m_here.at(name);
        QCOMPARE(runNia({"export", ws, out}).status, 0);
        const Ran again = runNia({"import", ws, out, "--json"});
        QVERIFY2(again.status == 0, again.err.c_str());
        QCOMPARE(again.json()["records"].integer(), 9);
        QCOMPARE(again.json()["already"].integer(), 9);
        QCOMPARE(again.json()["rejected"].integer(), 0);
        QCOMPARE(records(ws), before);
        // In a new workspace they are the same records.
        const std::string other = m_here.workspace();
        QCOMPARE(runNia({"import", other, out, "--json"}).json()["new"].integer(), 9);
        QCOMPARE(runNia({"query", other, "", "--fields", "id,key,text"}).out,
                 runNia({"query", ws, "", "--fields", "id,key,text"}).out);
    }

    void anExportOfRealShardsAddsNothing()
    {
        const QString shared = qEnvironmentVariable("NIA_SHARED", QStringLiteral(NIA_SOURCE_DIR "/../shared"));
        const QString table = QDir(shared).filePath("data/UIT-ViCTSD/ViCTSD_test.csv");
        if (!QFile::exists(table))
            QSKIP("the shared data are not here");
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"import", ws, table.toStdString()}).status, 0);
        const std::string out = m_here.at("real.csv");
        QCOMPARE(runNia({"export", ws, out}).status, 0);
        QCOMPARE(runNia({"import", ws, out, "--json"}).json()["already"].integer(), 1001);
    }

    void aBundleFindsItsRecordsUnderAnotherName()
    {
        const std::string shard = m_here.write("khác tên.csv", "Comment,Ghi\nmột,a\nhai,b\nba,c\n");
        const std::string mine = m_here.workspace(), theirs = m_here.workspace();
        QCOMPARE(runNia({"import", mine, shard, "--dataset", "khac", "--text", "Ghi"}).status, 0);
        QCOMPARE(runNia({"import", theirs, shard, "--text", "Ghi"}).status, 0);
        QCOMPARE(runNia({"label", theirs, "--annotator", "lan", "khác tên.csv#3", "quality=good"}).status, 0);
        const std::string bundle = m_here.at("lan.niab");
        QCOMPARE(runNia({"bundle", "create", theirs, bundle}).status, 0);
        const Ran merged = runNia({"bundle", "merge", mine, bundle, "--json"});
        QVERIFY2(merged.status == 0, merged.err.c_str());
        QCOMPARE(merged.json()["unknownRecords"].integer(), 1);
        const Json other = merged.json()["otherDatasets"].items().at(0);
        QCOMPARE(other["dataset"].string(), std::string("main"));
        QCOMPARE(other["here"].string(), std::string("khac"));
        const std::string command = other["command"].string();
        QVERIFY2(merged.err.find(command) != std::string::npos, merged.err.c_str());
        // The command, as a shell would take it apart.
        std::vector<std::string> call{""};
        bool inside = false;
        for (const char c : command) {
            if (c == '\'')
                inside = !inside;
            else if (c == ' ' && !inside)
                call.emplace_back();
            else
                call.back() += c;
        }
        QCOMPARE(call.at(0), std::string("nia"));
        call.erase(call.begin());
        const Ran joined = runNia(call);
        QVERIFY2(joined.status == 0, joined.err.c_str());
        QCOMPARE(runNia({"info", mine, "--json"}).json()["unknownRecords"].integer(), 0);
        QCOMPARE(runNia({"labels", mine}).lines().at(0)["answer"].string(), std::string("good"));
        // Nothing of the kind where the records are simply not here.
        const std::string empty = m_here.workspace("{\"id\":\"x\",\"text\":\"khác\"}\n");
        QVERIFY(!runNia({"bundle", "merge", empty, bundle, "--json"}).json().has("otherDatasets"));
    }

    void aWriterThatWaitsSaysSo()
    {
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        std::atomic<bool> held = false;
        std::jthread other([&](const std::stop_token &) {
            auto database = nia::workspace::Database::open(ws);
            if (!database || !database->execute("BEGIN IMMEDIATE"))
                qFatal("no lock");
            held = true;
            std::this_thread::sleep_for(std::chrono::milliseconds(2500));
            if (!database->execute("COMMIT"))
                qFatal("no end of the lock");
        });
        while (!held)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        const Ran ran = runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(ran.err, std::string("nia: another program is writing to the workspace; waiting for it\n"));
        other.join();
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "r1", "quality=good"}).err, std::string());
    }

    void theObjectIsShownAsItCame()
    {
        const std::string raw = R"({"id":"r1","text":"một","n":1.50,"a":1,"a":2,"big":12345678901234567890123})";
        const std::string ws = m_here.workspace(QByteArray::fromStdString(raw + "\n"));
        for (const Ran &ran : {runNia({"show", ws, "r1", "--json"}), runNia({"query", ws, "", "--fields", "raw"}),
                               runNia({"query", ws, "", "--fields", "id,raw"})})
            QVERIFY2(ran.out.find("\"raw\":" + raw) != std::string::npos, ran.out.c_str());
        QVERIFY(runNia({"show", ws, "r1"}).out.find("\"raw\": " + raw) != std::string::npos);
        const std::string shown = runNia({"show", ws, "r1", "--json"}).out;
        for (const char *member : {"id", "key", "text", "meta", "labels", "raw", "parts", "labelLines", "history"})
            QVERIFY2(shown.find("\"" + std::string(member) + "\":") != std::string::npos, member);
    }

    void aLimitIsNotTheEnd()
    {
        const std::string ws = m_here.workspace();
        const auto imported = [&](const std::string &file, const char *limit) {
            const Ran ran = runNia({"import", ws, file, "--limit", limit, "--json"});
            return ran.status == 0 ? ran.json()["shards"].items().at(0)["complete"].boolean() ? "complete" : "limited"
                                   : "failed";
        };
        const std::string lines =
            m_here.write("l.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n \n\n");
        const std::string table = m_here.write("l.csv", "id,text\r\n3,a\r\n4,b\r\n\r\n");
        for (const std::string &file : {lines, table}) {
            QCOMPARE(imported(file, "1"), "limited");
            QCOMPARE(brokenShards(ws), 1);
            QCOMPARE(imported(file, "0"), "limited");
            QCOMPARE(runNia({"info", ws, "--json"}).json()["shards"].items().back()["records"].integer(), 1);
            QCOMPARE(imported(file, "2"), "complete"); // blank lines follow
            QCOMPARE(brokenShards(ws), 0);
            QCOMPARE(imported(file, "1"), "limited"); // what was said before stands
            QCOMPARE(brokenShards(ws), 0);
            QCOMPARE(runNia({"info", ws, "--json"}).json()["shards"].items().back()["records"].integer(), 2);
        }
    }

    void aBrokenShardIsCompletedUnderAnyName()
    {
        const std::string ws = m_here.workspace();
        const std::string plain = "{\"id\":1,\"text\":\"một\"}\n{\"id\":2,\"text\":\"hai\"}\n";
        std::string whole;
        nia::shards::Compressor compressor(nia::shards::Compressor::Kind::Gz);
        QVERIFY(compressor.add(plain, whole) && compressor.finish(whole));
        const auto bytes = QByteArray::fromStdString(whole);
        QCOMPARE(runNia({"import", ws, m_here.write("cut.jsonl.gz", bytes.chopped(4))}).status, 1);
        QCOMPARE(brokenShards(ws), 1);
        QByteArray other = bytes;
        other[9] = other[9] == 3 ? 0 : 3; // the same text, but the cut file is not its beginning
        QCOMPARE(runNia({"import", ws, m_here.write("other.jsonl.gz", other)}).status, 0);
        QCOMPARE(brokenShards(ws), 1);
        QCOMPARE(runNia({"import", ws, m_here.write("whole.jsonl.gz", bytes)}).status, 0);
        QCOMPARE(brokenShards(ws), 0);
    }

    void aCountIsAnObjectToo()
    {
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"query", ws, "", "--count"}).out, std::string("{\"count\":1}\n"));
        QCOMPARE(runNia({"query", ws, "", "--count", "--json"}).out, std::string("{\"count\":1}\n"));
    }
};

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
