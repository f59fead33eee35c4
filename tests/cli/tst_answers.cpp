// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Answers of the harder kinds on the command line: spans from taking to exporting, questions that other answers show or hide,
// label lines as input and output.
#include "support/command_line.h"
#include "support/workspace_fixture.h"

using nia::Json;
using nia::test::CommandFolder;
using nia::test::names;
using nia::test::Ran;
using nia::test::runNia;

class TestAnswers : public QObject
{
    Q_OBJECT

    CommandFolder m_here;
    std::string m_schema;

    std::string fresh()
    {
        // a: an emoji and combining marks, so that code points, bytes and UTF-16 units all differ
        return m_here.workspace("{\"id\":\"a\",\"text\":\"hổng 😀 biết Lan\"}\n{\"id\":\"b\",\"text\":\"câu hai\"}\n",
                                m_schema);
    }
    static std::int64_t count(const std::string &ws, const std::string &query)
    {
        return runNia({"query", ws, query, "--count", "--json"}).json()["count"].integer(-1);
    }
    static std::string lineOf(const std::string &ws, const std::string &question)
    {
        for (const Json &line : runNia({"labels", ws}).lines()) {
            if (line["question"].string() == question)
                return line.write();
        }
        return {};
    }

private slots:
    void initTestCase() { m_schema = m_here.write("test.json", QByteArray::fromStdString(nia::test::testSchema())); }

    /// Taken, kept, merged, resolved, exported, and taken again: spans all the way.
    void spansAllTheWay()
    {
        const std::string one = fresh(), two = m_here.at("two.nia");
        QVERIFY(QFile::copy(QString::fromStdString(one), QString::fromStdString(two)));
        const Ran taken = runNia({"label", one, "--annotator", "lan", "a", "mark=0:4:word,12:15:name", "--json"});
        QVERIFY2(taken.status == 0, taken.err.c_str());
        const Json line = *Json::parse(lineOf(one, "mark"));
        QVERIFY(!line.has("answer"));
        QCOMPARE(
            line["spans"].write(),
            R"([{"start":0,"end":4,"text":"hổng","answer":"word"},{"start":12,"end":15,"text":"Lan","answer":"name"}])");
        // Somebody else marks less, on another machine.
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config-two")));
        QCOMPARE(runNia({"label", two, "--annotator", "minh", "a", "mark=0:4:word"}).status, 0);
        QCOMPARE(runNia({"bundle", "create", two, m_here.at("minh.niab")}).status, 0);
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config")));
        QCOMPARE(runNia({"bundle", "merge", one, m_here.at("minh.niab"), "--json"}).json()["new"].integer(), 1);
        QCOMPARE(count(one, "is:disagreed:mark"), 1);
        // Half is not two thirds: only what both marked passes.
        const auto resolved = runNia({"resolve", one, "--query", "id:a"}).lines();
        QCOMPARE(resolved.size(), 1U);
        QCOMPARE(resolved[0]["question"].string(), "mark");
        QCOMPARE(resolved[0]["spans"].write(), R"([{"start":0,"end":4,"text":"hổng","answer":"word"}])");
        // A reviewer takes the resolve line as it is.
        QCOMPARE(runNia({"adjudicate", one, "--reviewer", "hoa", "--from",
                         m_here.write("resolved.jsonl", QByteArray::fromStdString(resolved[0].write()) + "\n")})
                     .status,
                 0);
        QCOMPARE(count(one, "is:disagreed:mark"), 0);
        // Label lines go into another workspace as they came out.
        const std::string third = fresh();
        const std::string lines = runNia({"labels", one}).out;
        QCOMPARE(runNia({"label", third, "--from", m_here.write("lines.jsonl", QByteArray::fromStdString(lines)),
                         "--json"})
                     .json()["new"]
                     .integer(),
                 2);
        QCOMPARE(runNia({"labels", third}).out, lines);
        QCOMPARE(runNia({"export", one, m_here.at("spans.jsonl"), "--query", "id:a"}).status, 0);
        const Json exported = *Json::parse(m_here.read("spans.jsonl").trimmed().toStdString());
        QCOMPARE(exported["nia"]["labels"]["mark"]["spans"].write(),
                 R"([{"start":0,"end":4,"text":"hổng","answer":"word"}])");
        QCOMPARE(exported["nia"]["labels"]["mark"]["by"].string(), "adjudicated");
        QCOMPARE(runNia({"check", one}).status, 0);
    }

    void spansThatDoNotFitAreRefused_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("outside") << "0:99:word";
        QTest::newRow("backwards") << "4:0:word";
        QTest::newRow("empty") << "3:3:word";
        QTest::newRow("answer") << "0:4:verb";
        QTest::newRow("no numbers") << "a:b:word";
    }
    void spansThatDoNotFitAreRefused()
    {
        QFETCH(QString, value);
        const std::string ws = fresh();
        const Ran ran = runNia({"label", ws, "--annotator", "lan", "a", "mark=" + value.toStdString()});
        QVERIFY2(ran.status == 1, ran.err.c_str());
        QVERIFY2(ran.err.find("mark") != std::string::npos, ran.err.c_str());
        QCOMPARE(runNia({"labels", ws}).out, std::string());
    }

    void aQuoteMustBeTheText()
    {
        const std::string ws = fresh();
        const auto give = [&](const char *quote) {
            return runNia({"label", ws, "--annotator", "lan", "--from",
                           m_here.write("q.jsonl",
                                        QString("{\"id\":\"a\",\"question\":\"mark\",\"spans\":[{\"start\":0,\"end\":4,"
                                                "\"text\":\"%1\",\"answer\":\"word\"}]}\n")
                                            .arg(quote)
                                            .toUtf8()),
                           "--json"});
        };
        QCOMPARE(give("không").status, 1);
        QCOMPARE(give("không").json()["refused"].items()[0]["line"].integer(), 1);
        QCOMPARE(give("hổng").json()["new"].integer(), 1);
        QCOMPARE(give("hổng").json()["already"].integer(), 1);
    }

    void theEmptySetIsAnAnswer()
    {
        const std::string ws = fresh();
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good", "topic=", "mark="}).status, 0);
        QCOMPARE(Json::parse(lineOf(ws, "topic"))->operator[]("answer").write(), "[]");
        QCOMPARE(Json::parse(lineOf(ws, "mark"))->operator[]("spans").write(), "[]");
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "a", "quality=good", "topic=place,age"}).status, 0);
        QCOMPARE(count(ws, "is:disagreed:topic"), 1); // none differs from some
        QCOMPARE(count(ws, "topic=age"), 1);
        // In schema order, whatever the order given.
        QVERIFY(runNia({"labels", ws, "--annotator", "minh"}).out.find(R"("answer":["age","place"])")
                != std::string::npos);
    }

    /// topic is shown where quality is fair or good.
    void anAnswerHidesAQuestion()
    {
        const std::string ws = fresh();
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good", "topic=age"}).status, 0);
        QCOMPARE(count(ws, "topic=age"), 1);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=bad"}).status, 0);
        QCOMPARE(count(ws, "topic=age"), 0); // kept, and counts nowhere
        QCOMPARE(runNia({"labels", ws}).lines().size(), 1U);
        QCOMPARE(runNia({"labels", ws, "--hidden"}).lines().size(), 1U);
        QCOMPARE(runNia({"labels", ws, "--hidden"}).lines()[0]["question"].string(), "topic");
        // It is never refused for that.
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "a", "quality=bad", "topic=place"}).status, 0);
        QCOMPARE(count(ws, "is:disagreed"), 0);
        QCOMPARE(runNia({"resolve", ws}).lines().size(), 1U);
        // Until its condition holds again.
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=fair"}).status, 0);
        QCOMPARE(count(ws, "topic=age"), 1);
        QCOMPARE(runNia({"check", ws}).status, 0);
    }

    void aParentWithoutAResolutionHidesItsChildren()
    {
        const std::string ws = fresh();
        for (const auto &[who, quality] : {std::pair{"lan", "good"}, {"minh", "fair"}})
            QCOMPARE(
                runNia({"label", ws, "--annotator", who, "a", std::string("quality=") + quality, "topic=age"}).status,
                0);
        QCOMPARE(runNia({"resolve", ws}).lines().size(), 0U); // quality is a tie, so topic does not show
        QCOMPARE(runNia({"adjudicate", ws, "--reviewer", "hoa", "a", "quality=good"}).status, 0);
        QCOMPARE(runNia({"resolve", ws}).lines().size(), 2U);
        QCOMPARE(runNia({"adjudicate", ws, "--reviewer", "hoa", "a", "quality=bad"}).status, 0);
        QCOMPARE(runNia({"resolve", ws}).lines().size(), 1U);
    }

    void requiredAndOptional()
    {
        const std::string ws = fresh();
        // quality is required, as single choice is; the others are not.
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "mark=", "note=xong", "mood=glad"}).status, 0);
        QCOMPARE(count(ws, "is:labeled"), 1);
        QCOMPARE(count(ws, "is:complete"), 0);
        QCOMPARE(runNia({"query", ws, "is:todo", "--annotator", "lan", "--count", "--json"}).json()["count"].integer(),
                 2);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good"}).status, 0);
        QCOMPARE(count(ws, "is:complete"), 1);
        QCOMPARE(runNia({"query", ws, "is:todo", "--annotator", "lan", "--count", "--json"}).json()["count"].integer(),
                 1);
    }

    void skipFlagCommentClear()
    {
        const std::string ws = fresh();
        QCOMPARE(
            runNia({"label", ws, "--annotator", "lan", "b", "--skip", "--flag", "on", "--comment", "khó đọc"}).status,
            0);
        QCOMPARE(count(ws, "is:skipped"), 1);
        QCOMPARE(count(ws, "is:flagged"), 1);
        QCOMPARE(runNia({"labels", ws}).out, std::string()); // none of these is a label
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "b", "quality=good", "--flag", "off"}).status, 0);
        QCOMPARE(count(ws, "is:skipped"), 0); // the next label ends it
        QCOMPARE(count(ws, "is:flagged"), 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "b", "quality=bad"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "b", "--clear", "quality"}).status, 0);
        QCOMPARE(runNia({"labels", ws}).out, std::string());
        // One retract that names all standing label events of that question.
        const Json last = runNia({"history", ws}).lines().back();
        QCOMPARE(last["kind"].string(), "retract");
        QCOMPARE(last["body"]["events"].items().size(), 2U);
        QCOMPARE(runNia({"undo", ws, "--annotator", "minh"}).status, 1);
    }

    void labelLinesKeepTheirTime()
    {
        const std::string ws = fresh();
        const QByteArray line =
            "{\"id\":\"a\",\"question\":\"quality\",\"answer\":\"good\",\"time\":\"2024-01-02T03:04:05Z\",\"seconds\":"
            "3.5,"
            "\"comment\":\"ổn\",\"suggestion\":{\"answer\":\"bad\",\"p\":0.75,\"model\":\"m1\",\"shown\":true}}\n";
        const std::string file = m_here.write("time.jsonl", line);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from", file, "--json"}).json()["new"].integer(), 1);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from", file, "--json"}).json()["already"].integer(), 1);
        const Json out = runNia({"labels", ws}).lines()[0];
        QCOMPARE(out["time"].string(), "2024-01-02T03:04:05Z");
        QCOMPARE(out["seconds"].real(), 3.5);
        QCOMPARE(out["comment"].string(), "ổn");
        QCOMPARE(out["suggestion"].write(), R"({"answer":"bad","p":0.75,"model":"m1","shown":true})");
        // It never orders: what is entered later counts, however old it says it is.
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from",
                         m_here.write("older.jsonl", "{\"id\":\"a\",\"question\":\"quality\",\"answer\":\"fair\","
                                                     "\"time\":\"2020-01-01T00:00:00Z\"}\n")})
                     .status,
                 0);
        QCOMPARE(runNia({"labels", ws}).lines()[0]["answer"].string(), "fair");
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "--from",
                         m_here.write(
                             "bad.jsonl",
                             "{\"id\":\"a\",\"question\":\"quality\",\"answer\":\"fair\",\"time\":\"yesterday\"}\n")})
                     .status,
                 1);
    }

    void nobodyIsAMistakeOfUsage()
    {
        const std::string ws = fresh();
        const std::string file =
            m_here.write("nobody.jsonl", "{\"id\":\"a\",\"question\":\"quality\",\"answer\":\"good\"}\n");
        QCOMPARE(runNia({"label", ws, "--from", file}).status, 2);
        QCOMPARE(runNia({"history", ws}).out, std::string());
    }
};

QTEST_APPLESS_MAIN(TestAnswers)
#include "tst_answers.moc"
