// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// import and rejects: shapes, guesses and choices, what counts as new, names and ids of records.
#include "support/command_line.h"

#include <QCryptographicHash>
#include <QDir>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::names;
using nia::test::Ran;
using nia::test::runNia;

class TestImport : public QObject
{
    Q_OBJECT

    CommandFolder m_here;

    static std::string texts(const std::string &ws)
    {
        std::string all;
        for (const Json &line : runNia({"query", ws, "", "--fields", "id,text"}).lines())
            all += line["id"].string() + "=" + line["text"].string() + ";";
        return all;
    }

private slots:
    void theAnswerHasItsShape()
    {
        const std::string ws = m_here.workspace();
        const QByteArray bytes =
            "{\"id\":\"a\",\"text\":\"một\"}\n{\"id\":\"b\",\"text\":7}\n{\"id\":\"c\",\"text\":\"ba\"}\n";
        const std::string shard = m_here.write("shape.jsonl", bytes);
        const Ran ran = runNia({"import", ws, shard, "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        const Json json = ran.json();
        QCOMPARE(names(json), (QStringList{"records", "new", "already", "changed", "rejected", "seconds", "shards"}));
        QCOMPARE(json["records"].integer(), 2);
        QCOMPARE(json["new"].integer(), 2);
        QCOMPARE(json["rejected"].integer(), 1);
        const Json one = json["shards"].items()[0];
        QCOMPARE(one["path"].string(), shard);
        QCOMPARE(one["name"].string(), "shape.jsonl");
        QCOMPARE(one["format"].string(), "jsonl");
        QCOMPARE(one["compression"].string(), "none");
        QCOMPARE(one["text"].string(), "text");
        QCOMPARE(one["id"].string(), "id");
        QCOMPARE(one["encoding"].string(), "utf-8");
        QCOMPARE(one["complete"].boolean(), true);
        QVERIFY(!one.has("error"));
        QCOMPARE(one["sha256"].string(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
    }

    void theGuessIsSaid()
    {
        const std::string ws = m_here.workspace();
        const Ran ran =
            runNia({"import", ws, m_here.write("said.csv", "stt;Bình luận;sao\n1;Quán ngon;5\n2;Hơi đắt;3\n")});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QVERIFY2(ran.out.find("csv") != std::string::npos && ran.out.find("Bình luận") != std::string::npos,
                 ran.out.c_str());
        QCOMPARE(runNia({"info", ws, "--json"}).json()["shards"].items()[0]["text"].string(), "Bình luận");
    }

    void whatIsGivenWins()
    {
        const std::string ws = m_here.workspace();
        const std::string shard =
            m_here.write("given.jsonl", "{\"k\":\"x1\",\"text\":\"không phải cái này\",\"body\":\"cái này\"}\n");
        const Ran ran = runNia({"import", ws, shard, "--text", "body", "--id", "k", "--dataset", "news", "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(texts(ws), "x1=cái này;");
        QCOMPARE(runNia({"query", ws, "dataset:news", "--count", "--json"}).json()["count"].integer(), 1);
        // A table without a header, cells cut by a bar.
        const std::string other = m_here.workspace();
        const std::string table = m_here.write("bar.txt", "một|hai câu ở đây\nba|bốn câu ở kia\n");
        QCOMPARE(runNia({"import", other, table, "--format", "csv", "--delimiter", "|", "--header", "no", "--text",
                         "column_2", "--id", "column_1"})
                     .status,
                 0);
        QCOMPARE(texts(other), "một=hai câu ở đây;ba=bốn câu ở kia;");
    }

    void aWrongChoiceIsAMistakeOfUsage_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::newRow("format") << QStringList{"--format", "xml"} << 2;
        QTest::newRow("delimiter") << QStringList{"--format", "csv", "--delimiter", "ab"} << 2;
        QTest::newRow("header") << QStringList{"--header", "maybe"} << 2;
        QTest::newRow("size") << QStringList{"--max-line", "big"} << 2;
        QTest::newRow("unknown flag") << QStringList{"--txt", "body"} << 2;
        QTest::newRow("no such field") << QStringList{"--text", "boddy"} << 2;
        QTest::newRow("encoding") << QStringList{"--encoding", "klingon"} << 2;
    }
    void aWrongChoiceIsAMistakeOfUsage()
    {
        QFETCH(QStringList, options);
        QFETCH(int, status);
        const std::string ws = m_here.workspace();
        const std::string before = runNia({"info", ws, "--json"}).out;
        std::vector<std::string> words{"import", ws, m_here.write("w.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n")};
        for (const QString &option : options)
            words.push_back(option.toStdString());
        const Ran ran = runNia(words);
        QVERIFY2(ran.status == status, ran.err.c_str());
        QVERIFY(!ran.err.empty());
        QCOMPARE(runNia({"info", ws, "--json"}).out, before);
    }

    void idsAreTakenOrMade()
    {
        const std::string ws = m_here.workspace();
        const std::string shard =
            m_here.write("ids.jsonl", "{\"id\":\"a\",\"text\":\"1\"}\n\n{\"id\":12.50,\"text\":\"2\"}\n"
                                      "{\"id\":\"\",\"text\":\"3\"}\n{\"id\":null,\"text\":\"4\"}\n"
                                      "{\"text\":\"5\"}\n");
        QCOMPARE(runNia({"import", ws, shard, "--id", "id"}).status, 0);
        // A number by its bytes; what is none is the shard's name and the physical line.
        QCOMPARE(texts(ws), "a=1;12.50=2;ids.jsonl#4=3;ids.jsonl#5=4;ids.jsonl#6=5;");
    }

    void standardInputIsAShard()
    {
        const std::string ws = m_here.workspace();
        const Ran ran = runNia({"import", ws, "-", "--json"}, "{\"text\":\"một\"}\n");
        if (ran.status == 1 && ran.json()["records"].integer() == 0)
            QSKIP("the reader takes the process's own standard input, which a test cannot hand in");
        QCOMPARE(ran.json()["shards"].items()[0]["name"].string(), "stdin");
    }

    void aLimitTakesTheFirst()
    {
        const std::string ws = m_here.workspace();
        const std::string shard = m_here.write(
            "limit.jsonl",
            "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\"2\"}\n{\"id\":\"c\",\"text\":\"3\"}\n");
        QCOMPARE(runNia({"import", ws, shard, "--limit", "2", "--json"}).json()["new"].integer(), 2);
        QCOMPARE(texts(ws), "a=1;b=2;");
        QCOMPARE(runNia({"import", ws, shard, "--json"}).json()["new"].integer(), 1);
    }

    void aLongLineIsRejected()
    {
        const std::string ws = m_here.workspace();
        const std::string shard =
            m_here.write("long.jsonl", "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\""
                                           + QByteArray(3000, 'x') + "\"}\n{\"id\":\"c\",\"text\":\"3\"}\n");
        QCOMPARE(runNia({"import", ws, shard, "--max-line", "1kB", "--json"}).json()["rejected"].integer(), 1);
        QCOMPARE(texts(ws), "a=1;c=3;");
        const auto rejected = runNia({"rejects", ws}).lines();
        QCOMPARE(rejected.size(), 1U);
        QVERIFY(rejected[0]["raw"].string().size() <= 1024);
        QCOMPARE(runNia({"import", ws, shard, "--json"}).json()["new"].integer(), 1);
    }

    void rejectedLinesHaveTheirShape()
    {
        const std::string ws = m_here.workspace();
        const std::string shard =
            m_here.write("r.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\nkhông phải\n{\"id\":\"b\",\"text\":\"x\xff\"}\n");
        QCOMPARE(runNia({"import", ws, shard}).status, 0);
        const auto lines = runNia({"rejects", ws}).lines();
        QCOMPARE(lines.size(), 2U);
        QCOMPARE(names(lines[0]), (QStringList{"shard", "line", "byte", "reason", "raw"}));
        QCOMPARE(lines[0]["shard"].string(), "r.jsonl");
        QCOMPARE(lines[0]["line"].integer(), 2);
        QCOMPARE(lines[0]["byte"].integer(), 26);
        QCOMPARE(lines[0]["raw"].string(), "không phải");
        QCOMPARE(lines[1]["line"].integer(), 3);
        // Bytes that are no text: as base64.
        QCOMPARE(lines[1]["raw"].string(),
                 "base64:" + QByteArray("{\"id\":\"b\",\"text\":\"x\xff\"}").toBase64().toStdString());
        // The same lines again are not rejected twice.
        QCOMPARE(runNia({"import", ws, shard}).status, 0);
        QCOMPARE(runNia({"rejects", ws}).lines().size(), 2U);
    }

    void oneFaultyShardOfSeveral()
    {
        const std::string ws = m_here.workspace();
        const std::string good = m_here.write("good.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n");
        const Ran ran = runNia({"import", ws, m_here.at("none.jsonl"), good, "--json"});
        QCOMPARE(ran.status, 1);
        QCOMPARE(ran.json()["new"].integer(), 1);
        QCOMPARE(ran.json()["shards"].items().size(), 2U);
        QVERIFY(!ran.json()["shards"].items()[0]["error"].string().empty());
        QVERIFY(ran.err.starts_with("nia: ") && ran.err.find("none.jsonl") != std::string::npos);
        QCOMPARE(texts(ws), "a=một;");
    }

    void aMemberNiaIsCutOut()
    {
        const std::string ws = m_here.workspace();
        const std::string shard = m_here.write(
            "nia.jsonl",
            "{\"text\":\"một\",\"nia\":{\"id\":\"k7\",\"fields\":{\"text\":\"text\",\"id\":null}},\"z\":1}\n");
        QCOMPARE(runNia({"import", ws, shard}).status, 0);
        QCOMPARE(texts(ws), "k7=một;");
        QCOMPARE(runNia({"show", ws, "k7", "--json"}).json()["raw"].write(), R"({"text":"một","z":1})");
    }

    void progressForPrograms()
    {
        QByteArray many;
        for (int i = 0; i < 3000; ++i)
            many += "{\"id\":\"" + QByteArray::number(i) + "\",\"text\":\"" + QByteArray(200, 'a') + "\"}\n";
        const std::string ws = m_here.workspace();
        const Ran ran = runNia({"import", ws, m_here.write("p.jsonl", many), "--progress", "json", "--json"});
        QCOMPARE(ran.status, 0);
        QVERIFY(!ran.err.empty());
        std::istringstream err(ran.err);
        for (std::string line; std::getline(err, line);) {
            const auto json = Json::parse(line);
            QVERIFY2(json.has_value(), line.c_str());
            QCOMPARE((*json)["progress"].string(), "importing");
            QVERIFY((*json)["done"].integer() <= (*json)["total"].integer());
        }
        QCOMPARE(runNia({"import", ws, m_here.at("p.jsonl"), "--json"}).err, std::string()); // elsewhere: nothing
    }
};

QTEST_APPLESS_MAIN(TestImport)
#include "tst_import.moc"
