// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Wrong calls: exit 2, nothing is changed, and the message says what and what instead. What is done is said as well.
#include "support/command_line.h"

#include <QDir>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::Ran;
using nia::test::runNia;

class TestUsage : public QObject
{
    Q_OBJECT

    CommandFolder m_here;
    std::string m_ws;

    static std::int64_t events(const std::string &ws)
    {
        return runNia({"info", ws, "--json"}).json()["events"].integer(-1);
    }
    static bool says(const Ran &ran, const char *text) { return ran.err.find(text) != std::string::npos; }

private slots:
    void initTestCase()
    {
        m_ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n{\"id\":\"r2\",\"text\":\"hai\"}\n");
        m_here.write("labels.jsonl", "{\"id\":\"r1\",\"question\":\"quality\",\"answer\":\"good\"}\n");
        QVERIFY(QDir().mkpath(QString::fromStdString(m_here.at("folder"))));
    }

    void wrongCalls_data()
    {
        QTest::addColumn<QStringList>("arguments"); // WS and @name stand for the workspace and files of the folder
        QTest::addColumn<QString>("says");
        const auto row = [](const char *what, const QStringList &arguments, const char *says) {
            QTest::newRow(what) << arguments << QString::fromUtf8(says);
        };
        row("encoding", {"import", "WS", "@labels.jsonl", "--encoding", "utf-16"}, "UTF-8");
        row("limit of import", {"import", "WS", "@labels.jsonl", "--limit", "-3"}, "-3");
        row("limit of query", {"query", "WS", "", "--limit", "-1"}, "-1");
        row("offset of query", {"query", "WS", "", "--offset", "x"}, "x");
        row("no answers", {"export", "WS", "@out.jsonl", "--min-answers", "0"}, "--min-answers");
        row("fewer than none", {"export", "WS", "@out.jsonl", "--min-answers", "-1"}, "--min-answers");
        row("fewer than none, resolve", {"resolve", "WS", "--min-answers", "0"}, "--min-answers");
        row("nothing to label", {"label", "WS", "--annotator", "lan", "r1"}, "nothing to label");
        row("a record beside a file",
            {"label", "WS", "--annotator", "lan", "r1", "quality=good", "--from", "@labels.jsonl"},
            "RECORD and --from");
        row("a skip beside a file", {"label", "WS", "--annotator", "lan", "--from", "@labels.jsonl", "--skip"},
            "--skip and --from");
        row("a reason beside a file",
            {"adjudicate", "WS", "--reviewer", "hoa", "--from", "@labels.jsonl", "--reason", "x"},
            "--reason and --from");
        row("no such reason", {"label", "WS", "--annotator", "lan", "r1", "--skip", "weird"}, "cannot_tell");
        row("nearly a reason", {"label", "WS", "--annotator", "lan", "r1", "--skip", "display_eror"},
            "did you mean display_error?");
        row("no command", {"frob"}, "nia frob is no command");
        row("nearly a command", {"labl", "WS"}, "did you mean label?");
        row("no command of a family", {"schema", "shw", "WS"}, "nia schema shw is no command; did you mean show?");
        row("schema that is none", {"new", "@s.nia", "--schema", "@labels.txt"}, "labels.txt");
    }

    void wrongCalls()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        m_here.write("labels.txt", "no JSON");
        std::vector<std::string> call;
        for (const QString &one : arguments)
            call.push_back(one == "WS" ? m_ws : one.startsWith('@') ? m_here.at(one.mid(1)) : one.toStdString());
        const std::int64_t before = events(m_ws);
        const Ran ran = runNia(call);
        QVERIFY2(ran.status == 2, (std::to_string(ran.status) + " " + ran.err).c_str());
        QVERIFY2(ran.err.find(says.toStdString()) != std::string::npos, ran.err.c_str());
        QCOMPARE(ran.out, std::string());
        QCOMPARE(events(m_ws), before);
    }

    void aFieldThatNoRecordHas()
    {
        const std::string ws = m_here.workspace();
        const std::string table = m_here.write("v.csv", "Comment,Topic\nhay,A\n");
        const std::string lines = m_here.write("t.jsonl", "{\"id\":\"a\",\"text\":\"một\"}\n");
        Ran ran = runNia({"import", ws, table, "--text", "Coment", "--json"});
        QCOMPARE(ran.status, 2);
        QVERIFY2(says(ran, "no field is called Coment; did you mean Comment?"), ran.err.c_str());
        QCOMPARE(ran.json()["new"].integer(-1), 0);
        ran = runNia({"import", ws, lines, "--id", "nope"});
        QCOMPARE(ran.status, 2);
        QVERIFY2(says(ran, "t.jsonl: no field is called nope; the fields are id, text"), ran.err.c_str());
        QCOMPARE(runNia({"info", ws, "--json"}).json()["records"].integer(-1), 0);
        // The other shards are taken all the same; of an empty one nothing can be said.
        const std::string empty = m_here.write("empty.jsonl", "");
        ran = runNia({"import", ws, lines, empty, table, "--text", "text", "--json"});
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.json()["new"].integer(), 1);
        QCOMPARE(runNia({"import", ws, empty, "--text", "text"}).status, 0);
    }

    void anEmptyShardHasNoFields()
    {
        const Ran ran = runNia({"import", m_here.workspace(), m_here.write("empty.jsonl", "")});
        QCOMPARE(ran.status, 0);
        QVERIFY2(ran.out.find("text “”") == std::string::npos && ran.out.find("it is empty") != std::string::npos,
                 ran.out.c_str());
    }

    void theDatasetHoldsForAFile()
    {
        const std::string ws = m_here.workspace();
        const std::string first = m_here.write("one.jsonl", "{\"id\":\"r\",\"text\":\"một\"}\n");
        const std::string second = m_here.write("two.jsonl", "{\"id\":\"r\",\"text\":\"hai\"}\n");
        QCOMPARE(runNia({"import", ws, first, "--dataset", "một"}).status, 0);
        QCOMPARE(runNia({"import", ws, second, "--dataset", "hai"}).status, 0);
        const std::string labels =
            m_here.write("r.jsonl", "{\"id\":\"r\",\"question\":\"quality\",\"answer\":\"good\"}\n");
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from", labels}).status, 1); // two are called r
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from", labels, "--dataset", "hai"}).status, 0);
        QCOMPARE(runNia({"labels", ws}).lines().at(0)["dataset"].string(), std::string("hai"));
        // A line that says its own keeps it.
        const std::string own =
            m_here.write("own.jsonl",
                         "{\"id\":\"r\",\"dataset\":\"một\",\"question\":\"quality\",\"answer\":\"basic\"}\n");
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from", own, "--dataset", "hai"}).status, 0);
        QCOMPARE(runNia({"labels", ws, "--query", "dataset:một"}).lines().size(), 1U);
    }

    void whatIsDoneIsSaid()
    {
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        const auto label = [&](std::vector<std::string> more) {
            std::vector<std::string> call{"label", ws, "--annotator", "lan", "r1"};
            call.insert(call.end(), more.begin(), more.end());
            return runNia(call);
        };
        QCOMPARE(label({"--skip"}).out, std::string("r1: skipped (cannot_tell)\n"));
        QCOMPARE(label({"--flag", "on"}).out, std::string("r1: flagged\n"));
        QCOMPARE(label({"--comment", "xem lại"}).out, std::string("r1: the comment was added\n"));
        QCOMPARE(label({"quality=good"}).out, std::string("1 new labels, 0 already here, 0 refused\n"));
        const Ran cleared = label({"--clear", "quality", "--json"});
        QCOMPARE(cleared.status, 0);
        QCOMPARE(cleared.json()["acts"].items().at(0).string(), std::string("clear"));
        Ran again = label({"--clear", "quality"});
        QCOMPARE(again.status, 1);
        QCOMPARE(again.err, std::string("nia: lan has no answer to quality on r1 that could be taken back\n"));
        again = runNia({"undo", ws, "--annotator", "minh"});
        QCOMPARE(again.status, 1);
        QCOMPARE(again.err, std::string("nia: minh has no label or skip that could be taken back\n"));
    }

    void aRefusedAnswerTakesNothingBack()
    {
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=nope", "--clear", "quality"}).status, 1);
        QCOMPARE(runNia({"labels", ws}).lines().size(), 1U);
    }

    /// All of a call, or nothing of it.
    void aRefusedClearTakesNothingBack()
    {
        const std::string ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"một\"}\n");
        const auto label = [&](std::vector<std::string> more) {
            more.insert(more.begin(), {"label", ws, "--annotator", "lan", "r1"});
            return runNia(more);
        };
        const auto events = [&] { return runNia({"history", ws}).lines().size(); };
        QCOMPARE(label({"quality=good"}).status, 0);
        QCOMPARE(label({"quality=basic"}).status, 0);
        QCOMPARE(events(), 2U);
        const Ran refused = label({"--clear", "quality", "--clear", "bias", "--flag", "on", "--comment", "x"});
        QCOMPARE(refused.status, 1);
        QVERIFY2(says(refused, "lan has no answer to bias on r1"), refused.err.c_str());
        QCOMPARE(label({"--clear", "quality", "--skip", "nope"}).status, 2);
        QCOMPARE(events(), 2U);
        QCOMPARE(runNia({"labels", ws}).lines().size(), 1U);
        // And what is not refused is one retract of both, however often it is said.
        const Ran cleared = label({"--clear", "quality", "--clear", "quality", "--flag", "on", "--json"});
        QCOMPARE(cleared.status, 0);
        QCOMPARE(cleared.json()["acts"].items().size(), 2U);
        QCOMPARE(events(), 4U);
        QCOMPARE(runNia({"labels", ws}).lines().size(), 0U);
        for (const Json &event : runNia({"history", ws}).lines()) {
            if (event["kind"].string() == "retract")
                QCOMPARE(event["body"]["events"].items().size(), 2U);
        }
    }

    void aFolderIsNoFile()
    {
        const std::string folder = m_here.at("folder");
        for (const std::vector<std::string> &call :
             {std::vector<std::string>{"check", folder}, {"label", m_ws, "--annotator", "lan", "--from", folder}}) {
            const Ran ran = runNia(call);
            QCOMPARE(ran.status, 1);
            QVERIFY2(says(ran, "folder") && !says(ran, "--recursive"), ran.err.c_str());
        }
        const Ran ran = runNia({"import", m_ws, folder});
        QCOMPARE(ran.status, 1);
        QVERIFY2(says(ran, "--recursive"), ran.err.c_str());
    }

    void whatIsNoModelIsSaid()
    {
        const std::string lines = m_here.at("labels.jsonl");
        for (const std::vector<std::string> &call :
             {std::vector<std::string>{"model", "info", lines}, {"score", "--model", lines}}) {
            const Ran ran = runNia(call, "{\"text\":\"một\"}\n");
            QVERIFY(ran.status != 0);
            QVERIFY2(says(ran, "labels.jsonl: is not a model") && !says(ran, "nia check"), ran.err.c_str());
        }
        const Ran none = runNia({"score", "--model", m_here.at("nosuch.bin")});
        QVERIFY2(none.status != 0 && says(none, "no such file") && says(none, "nosuch.bin"), none.err.c_str());
        const Ran untrained = runNia({"suggest", m_ws});
        QCOMPARE(untrained.status, 1);
        QCOMPARE(untrained.err, "nia: this workspace has no model yet; make one with nia train " + m_ws + "\n");
    }

    void everyFamilyHasAnExample()
    {
        for (const char *family : {"bundle", "schema", "model"})
            QVERIFY(runNia({family, "--help"}).out.find("Example:") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
