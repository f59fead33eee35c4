// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// agreement, adjudicate, resolve: how far annotators agree, who decides, what the final labels are.
#include "support/command_line.h"
#include "support/workspace_fixture.h"

using nia::Json;
using nia::test::CommandFolder;
using nia::test::names;
using nia::test::Ran;
using nia::test::runNia;

class TestReview : public QObject
{
    Q_OBJECT

    CommandFolder m_here;
    std::string m_schema;

    /// Twelve records; lan, minh and mai answer quality so that policies differ on them.
    std::string reviewed()
    {
        QByteArray lines;
        for (int i = 1; i <= 12; ++i)
            lines += QString("{\"id\":\"r%1\",\"text\":\"câu số %1\"}\n").arg(i).toUtf8();
        const std::string ws = m_here.workspace(lines, m_schema);
        QByteArray labels;
        const auto add = [&](const char *who, int record, const char *answer) {
            labels += QString("{\"id\":\"r%1\",\"annotator\":\"%2\",\"question\":\"quality\",\"answer\":\"%3\"}\n")
                          .arg(record)
                          .arg(who, answer)
                          .toUtf8();
        };
        for (int i = 1; i <= 10; ++i) {
            add("lan", i, i % 2 ? "good" : "bad");
            add("minh", i, i % 2 ? "good" : i == 10 ? "fair" : "bad"); // they differ on r10
        }
        add("mai", 10, "bad"); // two thirds say bad
        add("lan", 11, "good");
        add("minh", 11, "bad"); // a tie
        add("lan", 12, "fair"); // alone
        const Ran in = runNia({"label", ws, "--from", m_here.write("labels.jsonl", labels)});
        if (in.status != 0)
            qFatal("%s", in.err.c_str());
        return ws;
    }
    /// "r1=good/unanimous …" of the question quality.
    static QString resolved(const std::string &ws, std::vector<std::string> more)
    {
        more.insert(more.begin(), {"resolve", ws});
        const Ran ran = runNia(more);
        if (ran.status != 0)
            return QString::fromStdString(ran.err);
        QString all;
        for (const Json &line : ran.lines())
            all += QString::fromStdString(line["id"].string() + "=" + line["answer"].string() + "/"
                                          + line["by"].string() + " ");
        return all;
    }

private slots:
    void initTestCase() { m_schema = m_here.write("test.json", QByteArray::fromStdString(nia::test::testSchema())); }

    void agreementHasItsShape()
    {
        const std::string ws = reviewed();
        const Ran ran = runNia({"agreement", ws, "--question", "quality", "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(ran.lines().size(), 1U);
        const Json line = ran.lines()[0];
        for (const char *name : {"question", "records", "annotators", "pairs", "percent", "alpha", "kappa", "ac1",
                                 "categories", "annotatorPairs", "confusion", "blind", "bootstrap", "seed"})
            QVERIFY2(line.has(name), name);
        QCOMPARE(line["records"].integer(), 11); // r12 has one answer
        QCOMPARE(line["annotators"].integer(), 3);
        QCOMPARE(line["bootstrap"].integer(), 1000);
        QCOMPARE(line["seed"].integer(), 20240601);
        // Nine records agree wholly, r10 in one pair of three, r11 not at all.
        QVERIFY(std::abs(line["percent"]["value"].real() - (9 + 1.0 / 3) / 11) < 1e-12);
        QCOMPARE(line["alpha"]["metric"].string(), "ordinal");
        QVERIFY(line["alpha"]["low"].real() <= line["alpha"]["value"].real());
        QVERIFY(line["alpha"]["value"].real() <= line["alpha"]["high"].real());
        QCOMPARE(line["confusion"]["answers"].write(), R"(["bad","fair","good"])");
        // The same seed gives the same intervals.
        QCOMPARE(runNia({"agreement", ws, "--question", "quality", "--json"}).out, ran.out);
        QVERIFY(runNia({"agreement", ws, "--question", "quality", "--seed", "7", "--json"}).out != ran.out);
        QCOMPARE(runNia({"agreement", ws, "--question", "quality", "--query", "id:r1", "--json"})
                     .lines()[0]["records"]
                     .integer(),
                 1);
        QCOMPARE(runNia({"agreement", ws, "--question", "qualty"}).status, 2);
        QVERIFY(!runNia({"agreement", ws, "--by", "annotator", "--question", "quality", "--json"})
                     .lines()[0]["by"]
                     .items()
                     .empty());
    }

    void noVariationIsUndefined()
    {
        const std::string ws = m_here.workspace("{\"id\":\"a\",\"text\":\"một\"}\n", m_schema);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "quality=good"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "a", "quality=good"}).status, 0);
        const Json line = runNia({"agreement", ws, "--question", "quality", "--json"}).lines()[0];
        QVERIFY(line["alpha"]["value"].isNull());
        QCOMPARE(line["alpha"]["undefined"].string(), "no_variation");
        QCOMPARE(line["percent"]["value"].real(), 1.0);
        QVERIFY(line["percent"]["low"].isNull()); // no interval below ten items
    }

    void policiesResolve_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("r9to12");
        const QString r9 = "r9=good/unanimous ";
        QTest::newRow("best") << QStringList{} << r9 + "r10=bad/majority r12=fair/unanimous ";
        QTest::newRow("unanimous") << QStringList{"--policy", "unanimous"} << r9 + "r12=fair/unanimous ";
        QTest::newRow("two at least") << QStringList{"--policy", "unanimous", "--min-answers", "2"} << r9;
        QTest::newRow("majority") << QStringList{"--policy", "majority"}
                                  << "r9=good/majority r10=bad/majority r12=fair/majority ";
        QTest::newRow("adjudicated") << QStringList{"--policy", "adjudicated"} << "";
    }
    void policiesResolve()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, r9to12);
        static const std::string ws = reviewed();
        std::vector<std::string> words{"--query", "id:r9 or id:r10 or id:r11 or id:r12"};
        for (const QString &option : options)
            words.push_back(option.toStdString());
        QCOMPARE(resolved(ws, words), r9to12);
    }

    void aResolveLineHasItsShape()
    {
        const std::string ws = reviewed();
        const Json line = runNia({"resolve", ws, "--query", "id:r10"}).lines()[0];
        QCOMPARE(names(line),
                 (QStringList{"id", "dataset", "key", "question", "answer", "by", "votes", "distribution"}));
        QCOMPARE(line["votes"].write(), R"({"bad":2,"fair":1})");
        double sum = 0;
        for (const auto &[answer, share] : line["distribution"].members())
            sum += share.real();
        QVERIFY(std::abs(sum - 1) < 1e-9);
        QVERIFY(line["distribution"]["bad"].real() > line["distribution"]["fair"].real());
        QCOMPARE(runNia({"resolve", ws, "--policy", "mine"}).status, 2);
    }

    void aReviewerDecides()
    {
        const std::string ws = reviewed();
        QCOMPARE(runNia({"query", ws, "is:disagreed", "--count", "--json"}).json()["count"].integer(), 2);
        const Ran ran =
            runNia({"adjudicate", ws, "--reviewer", "hoa", "r11", "quality=fair", "--reason", "ở giữa", "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(names(ran.json()), (QStringList{"new", "already", "refused"}));
        QCOMPARE(ran.json()["new"].integer(), 1);
        QCOMPARE(resolved(ws, {"--query", "id:r11"}), "r11=fair/adjudicated ");
        QCOMPARE(runNia({"query", ws, "is:disagreed", "--count", "--json"}).json()["count"].integer(), 1);
        QCOMPARE(runNia({"query", ws, "is:adjudicated", "--count", "--json"}).json()["count"].integer(), 1);
        // Saying it again adds nothing; another decision that saw it replaces it.
        QCOMPARE(runNia({"adjudicate", ws, "--reviewer", "hoa", "r11", "quality=fair", "--reason", "ở giữa", "--json"})
                     .json()["already"]
                     .integer(),
                 1);
        QCOMPARE(runNia({"adjudicate", ws, "--reviewer", "thu", "r11", "quality=bad"}).status, 0);
        QCOMPARE(resolved(ws, {"--query", "id:r11"}), "r11=bad/adjudicated ");
        QCOMPARE(runNia({"query", ws, "is:contested", "--count", "--json"}).json()["count"].integer(), 0);
        // Decisions are no labels and do not count as answers of an annotator.
        QCOMPARE(runNia({"labels", ws, "--annotator", "hoa"}).lines().size(), 0U);
        QCOMPARE(runNia({"agreement", ws, "--question", "quality", "--json"}).lines()[0]["annotators"].integer(), 3);
    }

    void decisionsThatDoNotKnowEachOtherAreContested()
    {
        const std::string one = reviewed();
        const std::string two = m_here.at("two.nia");
        QVERIFY(QFile::copy(QString::fromStdString(one), QString::fromStdString(two)));
        QCOMPARE(runNia({"adjudicate", one, "--reviewer", "hoa", "r11", "quality=good"}).status, 0);
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config-of-another"))); // another machine
        QCOMPARE(runNia({"adjudicate", two, "--reviewer", "thu", "r11", "quality=bad"}).status, 0);
        QCOMPARE(runNia({"bundle", "create", two, m_here.at("thu.niab"), "--annotator", "thu", "--overwrite"}).status,
                 0);
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config")));
        QCOMPARE(runNia({"bundle", "merge", one, m_here.at("thu.niab")}).status, 0);
        QCOMPARE(runNia({"query", one, "is:contested", "--count", "--json"}).json()["count"].integer(), 1);
        QCOMPARE(resolved(one, {"--query", "id:r11"}), QString());
        QCOMPARE(runNia({"adjudicate", one, "--reviewer", "hoa", "r11", "quality=fair"}).status, 0); // sees both
        QCOMPARE(resolved(one, {"--query", "id:r11"}), "r11=fair/adjudicated ");
        QCOMPARE(runNia({"check", one}).status, 0);
    }

    void descriptiveQuestionsAreNotDecided()
    {
        const std::string ws = m_here.workspace("{\"id\":\"a\",\"text\":\"một\"}\n", m_schema);
        QCOMPARE(runNia({"label", ws, "--annotator", "lan", "a", "mood=glad"}).status, 0);
        QCOMPARE(runNia({"label", ws, "--annotator", "minh", "a", "mood=sad"}).status, 0);
        QCOMPARE(runNia({"query", ws, "is:disagreed", "--count", "--json"}).json()["count"].integer(), 0);
        QCOMPARE(runNia({"adjudicate", ws, "--reviewer", "hoa", "a", "mood=glad"}).status, 1);
        QCOMPARE(resolved(ws, {}), QString());
        QCOMPARE(runNia({"export", ws, m_here.at("mood.jsonl"), "--overwrite"}).status, 0);
        const Json line = *Json::parse(m_here.read("mood.jsonl").trimmed().toStdString());
        QCOMPARE(line["nia"]["labels"]["mood"].write(),
                 R"({"answer":null,"by":null,"votes":{"glad":1,"sad":1},"distribution":{"glad":0.5,"sad":0.5}})");
    }

    void decisionsFromAFile()
    {
        const std::string ws = reviewed();
        const std::string file =
            m_here.write("decisions.jsonl",
                         "{\"id\":\"r10\",\"question\":\"quality\",\"answer\":\"fair\",\"reason\":\"rõ\"}\n"
                         "{\"id\":\"r99\",\"question\":\"quality\",\"answer\":\"fair\"}\n"
                         "{\"id\":\"r11\",\"question\":\"quality\",\"answer\":\"good\",\"clause\":\"NO-SUCH\"}\n");
        const Ran strict = runNia({"adjudicate", ws, "--reviewer", "hoa", "--from", file, "--json"});
        QCOMPARE(strict.status, 1);
        QCOMPARE(strict.json()["new"].integer(), 0);
        QCOMPARE(strict.json()["refused"].items().size(), 2U);
        QCOMPARE(strict.json()["refused"].items()[0]["line"].integer(), 2);
        QCOMPARE(runNia({"query", ws, "is:adjudicated", "--count", "--json"}).json()["count"].integer(), 0);
        const Ran skipping = runNia({"adjudicate", ws, "--reviewer", "hoa", "--from", file, "--skip-bad", "--json"});
        QCOMPARE(skipping.status, 1);
        QCOMPARE(skipping.json()["new"].integer(), 1);
        QCOMPARE(resolved(ws, {"--query", "id:r10"}), "r10=fair/adjudicated ");
        QCOMPARE(runNia({"adjudicate", ws, "r10", "quality=good"}).status, 2); // nobody decides
    }
};

QTEST_APPLESS_MAIN(TestReview)
#include "tst_review.moc"
