// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Shards and bundles that are not what they should be, through the command line: what is good goes in, what is not is said,
// and nothing else changes.
#include "support/command_line.h"

#include <QCryptographicHash>
#include <QFile>

using nia::Json;
using nia::test::Ran;
using nia::test::runNia;

class TestBadInput : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;
    std::string at(const QString &name) const { return m_folder.filePath(name).toStdString(); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::string fresh()
    {
        const std::string path = at(QString("w%1.nia").arg(++m_number));
        if (runNia({"new", path}).status != 0)
            qFatal("no workspace");
        return path;
    }

private slots:
    void initTestCase() { qputenv("NIA_CONFIG", m_folder.filePath("config").toUtf8()); }

    void linesThatAreNoRecords_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QString>("reason");
        QTest::newRow("broken") << QByteArray("{\"id\":\"b\",\"text\":") << "not JSON";
        QTest::newRow("no object") << QByteArray("[1,2]") << "not a JSON object";
        QTest::newRow("no text") << QByteArray("{\"id\":\"b\"}") << "text";
        QTest::newRow("wrong type") << QByteArray("{\"id\":\"b\",\"text\":7}") << "text";
        QTest::newRow("invalid UTF-8") << QByteArray("{\"id\":\"b\",\"text\":\"a\xff\"}") << "UTF-8";
        QTest::newRow("NUL escaped") << QByteArray("{\"id\":\"b\",\"text\":\"a\\u0000\"}") << "NUL";
        QTest::newRow("lone surrogate") << QByteArray("{\"id\":\"b\",\"text\":\"a\\ud83d\"}") << "surrogate";
        QTest::newRow("5,000 levels") << "{\"id\":\"b\",\"text\":\"a\",\"m\":" + QByteArray(5000, '[')
                                             + QByteArray(5000, ']') + "}"
                                      << "deeper";
    }
    void linesThatAreNoRecords()
    {
        QFETCH(QByteArray, bad);
        QFETCH(QString, reason);
        const std::string ws = fresh();
        write("shard.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n" + bad + "\n{\"id\":\"c\",\"text\":\"ba\"}\n");
        const Ran ran = runNia({"import", ws, at("shard.jsonl"), "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(ran.json()["new"].integer(), 2);
        QCOMPARE(ran.json()["rejected"].integer(), 1);
        const auto rejected = runNia({"rejects", ws}).lines();
        QCOMPARE(rejected.size(), 1U);
        QCOMPARE(rejected.front()["line"].integer(), 2);
        QCOMPARE(rejected.front()["byte"].integer(), 26);
        QVERIFY2(QString::fromStdString(rejected.front()["reason"].string()).contains(reason),
                 rejected.front()["reason"].string().c_str());
    }

    void theSameShardTwiceAddsNothing()
    {
        const std::string ws = fresh();
        write("shard.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n{\"id\":\"b\",\"text\":\"hai\"}\n");
        QCOMPARE(runNia({"import", ws, at("shard.jsonl")}).status, 0);
        QCOMPARE(runNia({"import", ws, at("shard.jsonl"), "--json"}).json()["already"].integer(), 2);
        QCOMPARE(runNia({"info", ws, "--json"}).json()["shards"].items().size(), 1U);
        write("shard.jsonl",
              "{\"id\":\"a\",\"text\":\"một\"}\n{\"id\":\"b\",\"text\":\"hai.\"}\n{\"id\":\"c\",\"text\":\"ba\"}\n");
        const Json changed = runNia({"import", ws, at("shard.jsonl"), "--json"}).json();
        QCOMPARE(changed["already"].integer(), 1);
        QCOMPARE(changed["changed"].integer(), 1);
        QCOMPARE(changed["new"].integer(), 1);
        QCOMPARE(runNia({"show", ws, "b"}).status, 1); // two records of that id: the keys are named
    }

    void filesThatAreNoShardsLeaveTheWorkspaceAsItWas_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18);
        QTest::newRow("no readable line") << QByteArray("{{{\n{{{\n");
        QTest::newRow("gzip of nothing known") << QByteArray("\x1f\x8b\x08\x00", 4);
    }
    void filesThatAreNoShardsLeaveTheWorkspaceAsItWas()
    {
        QFETCH(QByteArray, bytes);
        const std::string ws = fresh();
        const std::string before = runNia({"info", ws, "--json"}).out;
        write("no-shard.jsonl", bytes);
        const Ran ran = runNia({"import", ws, at("no-shard.jsonl")});
        QCOMPARE(ran.status, 1);
        QVERIFY(QString::fromStdString(ran.err).contains("no-shard.jsonl"));
        QCOMPARE(runNia({"info", ws, "--json"}).out, before);
    }

    void anEmptyFileAndAFolder()
    {
        const std::string ws = fresh();
        write("empty.jsonl", {});
        const Ran empty = runNia({"import", ws, at("empty.jsonl"), "--json"});
        QCOMPARE(empty.status, 0);
        QCOMPARE(empty.json()["records"].integer(), 0);
        QDir(m_folder.path()).mkdir("folder");
        QCOMPARE(runNia({"import", ws, at("folder")}).status, 1);
        write("folder/x.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n");
        QVERIFY(QString::fromStdString(runNia({"import", ws, at("folder")}).err).contains("--recursive"));
        QCOMPARE(runNia({"import", ws, at("folder"), "--recursive", "--json"}).json()["new"].integer(), 1);
    }

    void aDamagedBundleChangesNothing()
    {
        const std::string ws = fresh();
        write("shard.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"import", ws, at("shard.jsonl")}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good", "bias=no"}).status, 0);
        QCOMPARE(runNia({"bundle", "create", ws, at("whole.niab"), "--with-records", "--overwrite"}).status, 0);
        const QByteArray whole = read("whole.niab");
        QVERIFY(whole.size() > 200);

        const std::string other = fresh();
        const std::string before = runNia({"history", other}).out + runNia({"info", other, "--json"}).out;
        for (qsizetype i = 0; i < whole.size(); i += 37) {
            QByteArray damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
            write("damaged.niab", damaged);
            const Ran ran = runNia({"bundle", "merge", other, at("damaged.niab")});
            QVERIFY2(ran.status == 1, qPrintable(QString("byte %1 was not noticed").arg(i)));
            QVERIFY(ran.err.find("damaged.niab") != std::string::npos);
        }
        for (qsizetype length = 0; length < whole.size(); length += 53) {
            write("damaged.niab", whole.first(length));
            QCOMPARE(runNia({"bundle", "merge", other, at("damaged.niab")}).status, 1);
        }
        write("damaged.niab", "no bundle at all");
        QCOMPARE(runNia({"bundle", "merge", other, at("damaged.niab")}).status, 1);
        QCOMPARE(runNia({"history", other}).out + runNia({"info", other, "--json"}).out, before);

        // The whole one brings its records along and counts at once.
        const Ran merged = runNia({"bundle", "merge", other, at("whole.niab"), "--json"});
        QVERIFY2(merged.status == 0, merged.err.c_str());
        QCOMPARE(merged.json()["records"].integer(), 1);
        QCOMPARE(runNia({"query", other, "quality=good", "--count", "--json"}).json()["count"].integer(), 1);
        QCOMPARE(runNia({"query", ws, "", "--fields", "raw,key"}).out,
                 runNia({"query", other, "", "--fields", "raw,key"}).out);
    }

    void eventsWaitForTheirRecords()
    {
        const std::string ws = fresh(), other = fresh();
        write("shard.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"import", ws, at("shard.jsonl")}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good"}).status, 0);
        QCOMPARE(runNia({"bundle", "create", ws, at("events.niab")}).status, 0);
        QCOMPARE(runNia({"bundle", "merge", other, at("events.niab"), "--json"}).json()["unknownRecords"].integer(), 1);
        QCOMPARE(runNia({"labels", other}).lines().size(), 0U);
        const auto listed = runNia({"history", other}).lines();
        QCOMPARE(listed.size(), 1U); // kept and listed, without a record's name
        QVERIFY(!listed.front().has("externalId"));
        QCOMPARE(runNia({"import", other, at("shard.jsonl")}).status, 0);
        QCOMPARE(runNia({"labels", other}).lines().size(), 1U);
        QCOMPARE(runNia({"info", other, "--json"}).json()["unknownRecords"].integer(), 0);
    }
};

QTEST_APPLESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
