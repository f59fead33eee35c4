// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The main job on the sample, by the command line: import, label as two people, merge, adjudicate, resolve, export, import again.
#include "support/command_line.h"

#include <QFile>

using nia::Json;
using nia::test::Ran;
using nia::test::runNia;

class TestMainJob : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string at(const char *name) const { return m_folder.filePath(name).toStdString(); }
    static std::string sample(const char *name) { return std::string(NIA_SOURCE_DIR "/resources/sample/") + name; }
    static void write(const std::string &path, const std::string &text)
    {
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.data(), static_cast<qint64>(text.size()));
    }

private slots:
    void initTestCase()
    {
        qputenv("NIA_CONFIG", m_folder.filePath("config").toUtf8());
        QCOMPARE(runNia({"new", at("a.nia")}).status, 0);
        const Ran imported = runNia({"import", at("a.nia"), sample("mien-man.jsonl"), "--json"});
        QVERIFY2(imported.status == 0, imported.err.c_str());
        QCOMPARE(imported.json()["new"].integer(), 60);
        QVERIFY(QFile::copy(m_folder.filePath("a.nia"), m_folder.filePath("b.nia")));
    }

    void labelsGoInOnce()
    {
        const Ran first = runNia({"label", at("a.nia"), "--from", sample("lan.labels.jsonl"), "--json"});
        QVERIFY2(first.status == 0, first.err.c_str());
        QCOMPARE(first.json()["new"].integer(), 324);
        const Ran again = runNia({"label", at("a.nia"), "--from", sample("lan.labels.jsonl"), "--json"});
        QCOMPARE(again.json()["new"].integer(), 0);
        QCOMPARE(again.json()["already"].integer(), 324);
    }

    void aColleaguesWorkIsMerged()
    {
        QCOMPARE(runNia({"label", at("b.nia"), "--from", sample("minh.labels.jsonl")}).status, 0);
        QCOMPARE(runNia({"bundle", "create", at("b.nia"), at("minh.niab"), "--annotator", "minh"}).status, 0);
        const Ran merged = runNia({"bundle", "merge", at("a.nia"), at("minh.niab"), "--json"});
        QVERIFY2(merged.status == 0, merged.err.c_str());
        QCOMPARE(merged.json()["new"].integer(), 327);
        QCOMPARE(merged.json()["unknownRecords"].integer(), 0);
        QCOMPARE(runNia({"bundle", "merge", at("a.nia"), at("minh.niab"), "--json"}).json()["new"].integer(), 0);
        QCOMPARE(runNia({"query", at("a.nia"), "is:disagreed", "--count", "--json"}).json()["count"].integer(), 8);
    }

    void agreementHasItsShape()
    {
        const Ran ran = runNia({"agreement", at("a.nia"), "--question", "quality", "--json"});
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.lines().size(), 1U);
        const Json line = ran.lines().front();
        QCOMPARE(line["records"].integer(), 28);
        QVERIFY(line["alpha"]["value"].isNumber());
        QVERIFY(line["alpha"]["low"].real() <= line["alpha"]["value"].real());
        QCOMPARE(line["alpha"]["metric"].string(), std::string("ordinal"));
    }

    void aReviewerDecides()
    {
        QCOMPARE(runNia({"query", at("a.nia"), "resolved.quality=basic id:mm-005", "--count", "--json"})
                     .json()["count"]
                     .integer(),
                 0);
        const Ran decided = runNia({"adjudicate", at("a.nia"), "--reviewer", "hoa", "mm-005", "quality=basic",
                                    "--clause", "QUA-V03", "--json"});
        QVERIFY2(decided.status == 0, decided.err.c_str());
        QCOMPARE(decided.json()["new"].integer(), 1);
        QCOMPARE(runNia({"query", at("a.nia"), "is:disagreed:quality", "--count", "--json"}).json()["count"].integer(),
                 1);
        QCOMPARE(runNia({"query", at("a.nia"), "resolved.quality=basic id:mm-005", "--count", "--json"})
                     .json()["count"]
                     .integer(),
                 1);
        QCOMPARE(runNia({"adjudicate", at("a.nia"), "--reviewer", "hoa", "mm-005", "quality=basic", "--clause",
                         "NO-SUCH"})
                     .status,
                 1);
    }

    void everyExportedLineHasOneShape()
    {
        const Ran made = runNia({"export", at("a.nia"), at("out.jsonl"), "--json"});
        QVERIFY2(made.status == 0, made.err.c_str());
        QCOMPARE(made.json()["records"].integer(), 60);
        QFile input(QString::fromStdString(sample("mien-man.jsonl"))), output(m_folder.filePath("out.jsonl"));
        QVERIFY(input.open(QIODevice::ReadOnly) && output.open(QIODevice::ReadOnly));
        QByteArray members;
        while (!output.atEnd()) {
            const QByteArray line = output.readLine().trimmed();
            const QByteArray came = input.readLine().trimmed();
            // The object as it came, then ,"nia":{…} before the last brace.
            QVERIFY(line.startsWith(came.chopped(1).trimmed()));
            const auto json = Json::parse(line.toStdString());
            QVERIFY(json.has_value());
            QByteArray names;
            for (const auto &[name, value] : (*json)["nia"].members())
                names += QByteArray::fromStdString(name) + ' ';
            for (const auto &[question, answer] : (*json)["nia"]["labels"].members()) {
                names += QByteArray::fromStdString(question) + ':';
                for (const auto &[name, value] : answer.members())
                    names += QByteArray::fromStdString(name) + ' ';
            }
            if (members.isEmpty())
                members = names;
            QCOMPARE(names, members);
        }
        QVERIFY(input.atEnd());
        QVERIFY(QFile::exists(m_folder.filePath("out.jsonl.manifest.json")));
        QCOMPARE(runNia({"export", at("a.nia"), at("out.jsonl")}).status, 1); // it exists
        QCOMPARE(runNia({"import", at("a.nia"), at("out.jsonl"), "--json"}).json()["new"].integer(), 0);
    }

    void anExportCanBeRepeated()
    {
        const auto first = runNia({"export", at("a.nia"), at("one.jsonl"), "--query", "resolved.quality=good",
                                   "--only-resolved", "--json"})
                               .json();
        const auto second =
            runNia({"export", at("a.nia"), at("two.jsonl"), "--like", at("one.jsonl.manifest.json"), "--json"}).json();
        QVERIFY(first["records"].integer() > 0);
        QCOMPARE(second["sha256"].string(), first["sha256"].string());
        QCOMPARE(runNia({"export", at("a.nia"), at("three.csv"), "--format", "jsonl"}).status, 2);
    }

    void theModelLearnsAndScores()
    {
        QCOMPARE(runNia({"train", at("a.nia"), "--question", "quality"}).status, 0);
        QCOMPARE(runNia({"suggest", at("a.nia"), "--json"}).json()["models"].integer(), 1);
        QCOMPARE(runNia({"model", "export", at("a.nia"), at("q.bin"), "--question", "quality"}).status, 0);
        const Ran scored = runNia({"score", "--model", at("q.bin")}, "{\"text\":\"Nước sôi ở 100 độ C.\"}\n");
        QCOMPARE(scored.status, 0);
        QVERIFY(scored.lines().front()["nia"]["quality"]["p"].isNumber());
    }

    void undoTakesTheNewestBack()
    {
        const auto before = runNia({"labels", at("a.nia"), "--annotator", "lan"}).lines().size();
        QCOMPARE(runNia({"undo", at("a.nia"), "--annotator", "lan"}).status, 0);
        QCOMPARE(runNia({"labels", at("a.nia"), "--annotator", "lan"}).lines().size(), before - 1);
        QCOMPARE(runNia({"undo", at("a.nia"), "--annotator", "nobody"}).status, 1);
    }

    void theWorkspaceIsConsistent()
    {
        const Ran checked = runNia({"check", at("a.nia"), "--repair", "--json"});
        QVERIFY2(checked.status == 0, checked.out.c_str());
        QCOMPARE(checked.json()["repaired"].integer(), 0);
    }

    void mistakesGiveTheirStatus_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        const QString ws = m_folder.filePath("a.nia");
        QTest::newRow("no command") << QStringList{} << 2 << "";
        QTest::newRow("unknown command") << QStringList{"labl"} << 2 << "";
        QTest::newRow("query") << QStringList{"query", ws, "quality="} << 2 << "position";
        QTest::newRow("near question") << QStringList{"query", ws, "qualty=good"} << 2 << "did you mean quality";
        QTest::newRow("unknown record") << QStringList{"show", ws, "no-such-id"} << 1 << "no-such-id";
        QTest::newRow("unknown question")
            << QStringList{"label", ws, "--annotator", "lan", "mm-001", "qualty=good"} << 2 << "quality";
        QTest::newRow("unknown answer") << QStringList{"label", ws, "--annotator", "lan", "mm-001", "quality=fine"} << 1
                                        << "excellent";
        QTest::newRow("no annotator") << QStringList{"label", ws, "mm-001", "quality=good"} << 2 << "--annotator";
        QTest::newRow("no workspace") << QStringList{"info", m_folder.filePath("none.nia")} << 1 << "none.nia";
        QTest::newRow("no shard") << QStringList{"import", ws, m_folder.filePath("none.jsonl")} << 1 << "none.jsonl";
        QTest::newRow("policy") << QStringList{"resolve", ws, "--policy", "mine"} << 2 << "dawid-skene";
        QTest::newRow("help") << QStringList{"export", "--help"} << 0 << "";
    }
    void mistakesGiveTheirStatus()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, says);
        std::vector<std::string> words;
        for (const QString &argument : arguments)
            words.push_back(argument.toStdString());
        const Ran ran = runNia(words);
        QVERIFY2(ran.status == status, ran.err.c_str());
        QVERIFY2(QString::fromStdString(ran.err).contains(says), ran.err.c_str());
    }

    void aBadLineRefusesTheFileUnlessSkipped()
    {
        const std::string lines = "{\"id\":\"mm-002\",\"question\":\"quality\",\"answer\":\"good\"}\n"
                                  "{\"id\":\"mm-002\",\"question\":\"quality\",\"answer\":\"fine\"}\n";
        write(at("lines.jsonl"), lines);
        const Ran strict = runNia({"label", at("a.nia"), "--annotator", "tu", "--from", at("lines.jsonl"), "--json"});
        QCOMPARE(strict.status, 1);
        QCOMPARE(strict.json()["refused"].items().size(), 1U);
        QCOMPARE(strict.json()["refused"].items().front()["line"].integer(), 2);
        QCOMPARE(runNia({"labels", at("a.nia"), "--annotator", "tu"}).lines().size(), 0U);
        const Ran skipping =
            runNia({"label", at("a.nia"), "--annotator", "tu", "--from", at("lines.jsonl"), "--skip-bad", "--json"});
        QCOMPARE(skipping.status, 1);
        QCOMPARE(skipping.json()["new"].integer(), 1);
        QCOMPARE(runNia({"labels", at("a.nia"), "--annotator", "tu"}).lines().size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestMainJob)
#include "tst_main_job.moc"
