// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// new, info, schema show, schema check, check, backup.
#include "support/command_line.h"

#include <QFileInfo>

#include <sqlite3.h>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::names;
using nia::test::Ran;
using nia::test::runNia;

class TestWorkspace : public QObject
{
    Q_OBJECT

    CommandFolder m_here;

    static QByteArray records(int count)
    {
        QByteArray lines;
        for (int i = 1; i <= count; ++i)
            lines += QString("{\"id\":\"r%1\",\"text\":\"câu số %1\"}\n").arg(i).toUtf8();
        return lines;
    }
    /// Runs SQL on a workspace behind Nia's back.
    static void change(const std::string &path, const char *sql)
    {
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
        char *why = nullptr;
        const int code = sqlite3_exec(db, sql, nullptr, nullptr, &why);
        QVERIFY2(code == SQLITE_OK, why);
        sqlite3_close(db);
    }

private slots:
    void newAsksTheDefaultQuestions()
    {
        const Ran made = runNia({"new", m_here.at("n.nia"), "--json"});
        QVERIFY2(made.status == 0, made.err.c_str());
        QCOMPARE(made.json()["done"].boolean(), true);
        QCOMPARE(made.json()["schema"].string(), "vi-quality+vi-bias+vi-dialect");
        QCOMPARE(made.json()["dataset"].string(), "main");
        const Json info = runNia({"info", m_here.at("n.nia"), "--json"}).json();
        QStringList asked;
        for (const Json &question : info["schema"]["questions"].items())
            asked += QString::fromStdString(question["id"].string());
        QVERIFY(asked.contains("quality") && asked.contains("bias") && asked.contains("dialect"));
        QCOMPARE(info["records"].integer(-1), 0);
        // What exists is not touched.
        const QByteArray before = m_here.read("n.nia");
        const Ran again = runNia({"new", m_here.at("n.nia")});
        QCOMPARE(again.status, 1);
        QVERIFY(again.err.find("n.nia") != std::string::npos);
        QCOMPARE(m_here.read("n.nia"), before);
    }

    void newTakesSchemasByNameAndFile()
    {
        const std::string file =
            m_here.write("mine.json",
                         R"j({"format":"nia-schema/1","id":"mine","version":"1.2.0","title":{"en":"Mine","vi":"Tôi"},
"questions":[{"id":"tone","kind":"single","title":{"en":"Tone","vi":"Giọng"},"answers":[
{"id":"calm","title":{"en":"Calm","vi":"Bình"}},{"id":"sharp","title":{"en":"Sharp","vi":"Gắt"}}]}]})j");
        const Ran made =
            runNia({"new", m_here.at("mine.nia"), "--schema", "vi-dialect," + file, "--dataset", "news", "--json"});
        QVERIFY2(made.status == 0, made.err.c_str());
        QCOMPARE(made.json()["schema"].string(), "vi-dialect+mine");
        QCOMPARE(made.json()["dataset"].string(), "news");
        const Ran wrong = runNia({"new", m_here.at("no.nia"), "--schema", "vi-qualty"});
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.find("vi-quality") != std::string::npos, wrong.err.c_str());
        QVERIFY(!QFile::exists(QString::fromStdString(m_here.at("no.nia"))));
        QCOMPARE(runNia({"new", m_here.at("no.nia"), "--schema", m_here.write("bad.json", "{")}).status, 2);
        QVERIFY(!QFile::exists(QString::fromStdString(m_here.at("no.nia"))));
    }

    void infoHasItsShape()
    {
        const std::string ws = m_here.workspace(records(5));
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good", "bias=no"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "r1", "quality=basic"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "r2", "quality=basic"}).status, 0);
        const Ran ran = runNia({"info", ws, "--json"});
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.err, std::string());
        const Json info = ran.json();
        for (const char *name : {"records", "labelled", "labels", "events", "annotators", "datasets", "shards",
                                 "schema", "models", "unknownRecords", "file"})
            QVERIFY2(info.has(name), name);
        QCOMPARE(info["records"].integer(), 5);
        QCOMPARE(info["labelled"].integer(), 2);
        QCOMPARE(info["labels"].integer(), 4);
        QCOMPARE(info["events"].integer(), 4);
        QCOMPARE(info["annotators"].items().size(), 2U);
        QCOMPARE(info["annotators"].items()[0].write(), R"({"id":"lan","name":"lan","labels":2})");
        QCOMPARE(info["datasets"].items()[0].write(), R"({"name":"main","records":5})");
        const Json &shard = info["shards"].items()[0];
        for (const char *name : {"path", "name", "sha256", "format", "compression", "text", "id", "encoding", "records",
                                 "rejected", "complete"})
            QVERIFY2(shard.has(name), name);
        QVERIFY(!shard.has("error"));
        const Json &question = info["schema"]["questions"].items()[0];
        QCOMPARE(names(question), (QStringList{"id", "kind", "section", "required"}));
        QCOMPARE(info["file"]["bytes"].integer(), QFileInfo(QString::fromStdString(ws)).size());
        QVERIFY(info["file"]["plain"].integer() > 0);
        QCOMPARE(info["file"]["schema"].integer(), 2);
        // For people: the same numbers.
        QVERIFY(runNia({"info", ws}).out.find("5 records, 2 labelled") != std::string::npos);
    }

    void schemaShowGivesTheQuestions()
    {
        const std::string ws = m_here.workspace();
        const Json whole = runNia({"schema", "show", ws, "--json"}).json();
        QCOMPARE(whole["format"].string(), "nia-schema/1");
        QCOMPARE(whole["id"].string(), "vi-quality+vi-bias+vi-dialect");
        QCOMPARE(whole["sections"].items().size(), 3U);
        for (const char *name : {"id", "version", "title", "paradigm", "questions"})
            QVERIFY2(whole["sections"].items()[0].has(name), name);
        QStringList bySection, all;
        for (const Json &section : whole["sections"].items()) {
            for (const Json &question : section["questions"].items())
                bySection += QString::fromStdString(question.string());
        }
        for (const Json &question : whole["questions"].items()) {
            all += QString::fromStdString(question["id"].string());
            QVERIFY(!question["section"].string().empty());
        }
        QCOMPARE(all, bySection);
        QVERIFY(whole["clauses"].items().size() > 3);
        // --section is the file that a workspace can be made of again.
        const Ran section = runNia({"schema", "show", ws, "--section", "vi-dialect"});
        QCOMPARE(section.status, 0);
        const std::string file = m_here.write("dialect.json", QByteArray::fromStdString(section.out));
        QCOMPARE(runNia({"schema", "check", file}).status, 0);
        QCOMPARE(runNia({"new", m_here.at("dialect.nia"), "--schema", file, "--json"}).json()["schema"].string(),
                 "vi-dialect");
        QCOMPARE(runNia({"schema", "show", ws, "--section", "vi-dialct"}).status, 2);
    }

    void schemaCheckNamesFaults()
    {
        for (const char *name : {"vi-quality", "vi-bias", "vi-dialect", "vi-audit", "vi-pair", "vi-origin"}) {
            const Ran fine = runNia({"schema", "check",
                                     std::string(NIA_SOURCE_DIR "/resources/schemas/") + name + ".json", "--json"});
            QVERIFY2(fine.status == 0, fine.out.c_str());
            QCOMPARE(fine.json()["errors"].items().size(), 0U);
        }
        const Ran faulty = runNia({"schema", "check",
                                   m_here.write("faulty.json", R"j({"format":"nia-schema/1","id":"x","version":"1.0.0",
"title":{"en":"X","vi":"X"},"questions":[{"id":"q","kind":"single","title":{"en":"Q","vi":"Q"},"answers":[
{"id":"a","title":{"en":"A","vi":"A"},"key":"1"},{"id":"b","title":{"en":"B","vi":"B"},"key":"1"}]}]})j"),
                                   "--json"});
        QCOMPARE(faulty.status, 1);
        QCOMPARE(faulty.json()["errors"].items().size(), 1U);
        const Json error = faulty.json()["errors"].items()[0];
        QCOMPARE(names(error), (QStringList{"code", "where", "message"}));
        QCOMPARE(error["code"].string(), "duplicate_key");
        QCOMPARE(error["where"].string(), "q.b");
        QVERIFY(!error["message"].string().empty());
        QCOMPARE(runNia({"schema", "check", m_here.at("none.json")}).status, 1);
    }

    void checkFindsNothingInAWorkspaceInOrder()
    {
        const std::string ws = m_here.workspace(records(3));
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"}).status, 0);
        const Ran fine = runNia({"check", ws, "--json"});
        QVERIFY2(fine.status == 0, fine.out.c_str());
        QCOMPARE(names(fine.json()), (QStringList{"ok", "problems", "notes", "repaired"}));
        QCOMPARE(fine.json()["ok"].boolean(), true);
        QCOMPARE(runNia({"check", ws, "--repair", "--json"}).json()["repaired"].integer(-1), 0);
    }

    void checkRepairsWhatIsDerived()
    {
        const std::string ws = m_here.workspace(records(3));
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "r1", "quality=basic"}).status, 0);
        const std::string labels = runNia({"labels", ws}).out;
        change(ws, "DELETE FROM label WHERE annotator=1; DELETE FROM disagreement;");
        QVERIFY(runNia({"labels", ws}).out != labels);
        const Ran broken = runNia({"check", ws, "--json"});
        QCOMPARE(broken.status, 1);
        QCOMPARE(broken.json()["ok"].boolean(true), false);
        QVERIFY(!broken.json()["problems"].items().empty());
        QCOMPARE(names(broken.json()["problems"].items()[0]), (QStringList{"what", "where", "detail"}));
        const Ran repaired = runNia({"check", ws, "--repair", "--json"});
        QVERIFY2(repaired.status == 0, repaired.out.c_str());
        QVERIFY(repaired.json()["repaired"].integer() > 0);
        QCOMPARE(runNia({"labels", ws}).out, labels);
        QCOMPARE(runNia({"query", ws, "is:disagreed", "--count", "--json"}).json()["count"].integer(), 1);
        QCOMPARE(runNia({"check", ws}).status, 0);
    }

    void checkFindsAChangedEvent()
    {
        const std::string ws = m_here.workspace(records(2));
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"}).status, 0);
        change(ws, "DROP TRIGGER IF EXISTS event_no_update;"
                   "UPDATE event SET canon=replace(canon,'good','poor');");
        const Ran broken = runNia({"check", ws, "--json"});
        QCOMPARE(broken.status, 1);
        QVERIFY2(broken.out.find("SHA-256") != std::string::npos, broken.out.c_str());
    }

    void backupIsAConsistentCopy()
    {
        const std::string ws = m_here.workspace(records(40));
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "r1", "quality=good"}).status, 0);
        const Ran copied = runNia({"backup", ws, m_here.at("copy.nia"), "--json"});
        QVERIFY2(copied.status == 0, copied.err.c_str());
        QCOMPARE(copied.json()["done"].boolean(), true);
        QVERIFY(!QFile::exists(QString::fromStdString(m_here.at("copy.nia-wal"))));
        QCOMPARE(runNia({"check", m_here.at("copy.nia")}).status, 0);
        QCOMPARE(runNia({"history", m_here.at("copy.nia")}).out, runNia({"history", ws}).out);
        QCOMPARE(runNia({"query", m_here.at("copy.nia"), "", "--fields", "key,raw"}).out,
                 runNia({"query", ws, "", "--fields", "key,raw"}).out);
        const QByteArray before = m_here.read("copy.nia");
        QCOMPARE(runNia({"backup", ws, m_here.at("copy.nia")}).status, 1); // what exists is not replaced
        QCOMPARE(m_here.read("copy.nia"), before);
        QCOMPARE(runNia({"backup", ws, m_here.at("no/such/folder.nia")}).status, 1);
    }

    void backupWhileAnotherWrites()
    {
        const std::string ws = m_here.workspace(records(3));
        sqlite3 *writer = nullptr;
        QCOMPARE(sqlite3_open(ws.c_str(), &writer), SQLITE_OK);
        QCOMPARE(sqlite3_exec(writer, "BEGIN IMMEDIATE; UPDATE setting SET value='x' WHERE 0; DELETE FROM label;",
                              nullptr, nullptr, nullptr),
                 SQLITE_OK);
        const Ran copied = runNia({"backup", ws, m_here.at("meanwhile.nia")});
        sqlite3_exec(writer, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close(writer);
        QVERIFY2(copied.status == 0, copied.err.c_str());
        QCOMPARE(runNia({"check", m_here.at("meanwhile.nia")}).status, 0);
    }
};

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
