// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// query and show: lines and their fields, counting and paging, mistakes with place and hint.
#include "support/command_line.h"

using nia::Json;
using nia::test::CommandFolder;
using nia::test::names;
using nia::test::Ran;
using nia::test::runNia;

class TestQuery : public QObject
{
    Q_OBJECT

    CommandFolder m_here;
    std::string m_ws;

    std::string found(const std::vector<std::string> &more) const
    {
        std::vector<std::string> words{"query", m_ws};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = runNia(words);
        if (ran.status != 0)
            return ran.err;
        std::string ids;
        for (const Json &line : ran.lines())
            ids += line["id"].string() + " ";
        return ids;
    }

private slots:
    void initTestCase()
    {
        m_ws = m_here.workspace("{\"id\":\"r1\",\"text\":\"Tiếng Việt hay\",\"year\":2021,\"url\":\"a.vn/1\"}\n"
                                "{\"id\":\"r2\",\"text\":\"Tiềng gì vậy\",\"year\":2019}\n"
                                "{\"id\":\"r3\",\"text\":\"Hòa bình\",\"year\":2020,\"m\":{\"k\":\"v\"}}\n"
                                "{\"id\":\"r4\",\"text\":\"không có gì\"}\n");
        QCOMPARE(runNia({"label", m_ws, "--annotator", "lan", "r1", "quality=good", "bias=no"}).status, 0);
        QCOMPARE(runNia({"label", m_ws, "--annotator", "minh", "r1", "quality=basic"}).status, 0);
        QCOMPARE(runNia({"label", m_ws, "--annotator", "lan", "r2", "quality=basic"}).status, 0);
    }

    void aLineHasItsShape()
    {
        const auto lines = runNia({"query", m_ws, "id:r1"}).lines();
        QCOMPARE(lines.size(), 1U);
        QCOMPARE(names(lines[0]),
                 (QStringList{"id", "dataset", "key", "text", "meta", "signals", "labels", "suggestions", "resolved"}));
        QCOMPARE(lines[0]["labels"].write(), R"({"quality":{"lan":"good","minh":"basic"},"bias":{"lan":"no"}})");
        QCOMPARE(lines[0]["resolved"].write(), R"({"bias":"no"})");
        QCOMPARE(lines[0]["meta"].write(), R"({"year":2021,"url":"a.vn/1"})");
        QCOMPARE(lines[0]["key"].string().size(), 32U);
    }

    void fieldsArePicked()
    {
        const auto lines = runNia({"query", m_ws, "id:r1", "--fields", "id,labels.quality,raw"}).lines();
        QCOMPARE(names(lines[0]), (QStringList{"id", "labels", "raw"}));
        QCOMPARE(names(lines[0]["labels"]), QStringList{"quality"});
        QCOMPARE(runNia({"query", m_ws, "", "--fields", "idd"}).status, 2);
        QCOMPARE(runNia({"query", m_ws, "", "--fields", "labels.qualty"}).status, 2);
    }

    void countLimitOffsetAndSort()
    {
        QCOMPARE(runNia({"query", m_ws, "", "--count", "--json"}).out, "{\"count\":4}\n");
        QCOMPARE(runNia({"query", m_ws, "quality=basic", "--count"}).out, "{\"count\":2}\n");
        QCOMPARE(found({""}), "r1 r2 r3 r4 ");
        QCOMPARE(found({"", "--limit", "2"}), "r1 r2 ");
        QCOMPARE(found({"", "--limit", "2", "--offset", "1"}), "r2 r3 ");
        QCOMPARE(found({"", "--sort", "-length"}), "r1 r2 r4 r3 ");
        QCOMPARE(found({"sort:-length", "--limit", "1"}), "r1 ");
    }

    void whatIsMeant_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("ids");
        QTest::newRow("folded word") << "tieng" << "r1 r2 ";
        QTest::newRow("exact word") << "tiếng" << "r1 ";
        QTest::newRow("tone placement") << "hoà" << "r3 ";
        QTest::newRow("literal") << "=hoà" << "";
        QTest::newRow("not") << "-tieng" << "r3 r4 ";
        QTest::newRow("label") << "quality=basic" << "r1 r2 ";
        QTest::newRow("label and not") << "not quality=good" << "r2 r3 r4 ";
        QTest::newRow("or") << "quality=good or id:r4" << "r1 r4 ";
        QTest::newRow("by") << "by:minh quality=good" << "";
        QTest::newRow("number") << "meta.year>=2020" << "r1 r3 ";
        QTest::newRow("nested") << "meta.m.k=v" << "r3 ";
        QTest::newRow("contains") << "meta.url~a.vn" << "r1 ";
        QTest::newRow("disagreed") << "is:disagreed" << "r1 ";
        QTest::newRow("disagreed question") << "is:disagreed:bias" << "";
        QTest::newRow("unlabeled") << "is:unlabeled" << "r3 r4 ";
        QTest::newRow("prefix") << "id:r*" << "r1 r2 r3 r4 ";
        QTest::newRow("regex") << "text~/^[Tt]i/" << "r1 r2 ";
        QTest::newRow("resolved") << "resolved.quality=basic" << "r2 ";
    }
    void whatIsMeant()
    {
        QFETCH(QString, query);
        QFETCH(QString, ids);
        QCOMPARE(found({"--", query.toStdString()}), ids.toStdString());
    }

    void theAnnotatorIsTold()
    {
        QCOMPARE(found({"is:mine", "--annotator", "minh"}), "r1 ");
        QCOMPARE(found({"is:todo", "--annotator", "nobody"}), "r1 r2 r3 r4 ");
        for (const char *query : {"is:mine", "is:todo"}) {
            const Ran ran = runNia({"query", m_ws, query});
            QCOMPARE(ran.status, 2);
            QVERIFY2(ran.err.find("--annotator") != std::string::npos || ran.err.find("annotator") != std::string::npos,
                     ran.err.c_str());
        }
    }

    /// Never a wrong result: nothing on standard output, status 2, the place, and what was meant.
    void aMistakeHasItsPlaceAndAHint_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("hint");
        QTest::newRow("question") << "tieng qualty=good" << 7 << "quality";
        QTest::newRow("answer") << "quality=goood" << 9 << "good";
        QTest::newRow("state") << "is:labled" << 4 << "labeled";
        QTest::newRow("signal") << "signal.pii_phone>0" << 1 << "signal";
        QTest::newRow("bracket") << "(tieng or" << 0 << "";
        QTest::newRow("no value") << "quality=" << 0 << "";
        QTest::newRow("field") << "12:30" << 1 << "quotation";
        QTest::newRow("address") << "http:/"
                                    "/a.vn"
                                 << 1 << "quotation";
        QTest::newRow("order of a question without") << "bias_axis>age" << 0 << "";
        QTest::newRow("regex") << "text~/(/" << 0 << "";
    }
    void aMistakeHasItsPlaceAndAHint()
    {
        QFETCH(QString, query);
        QFETCH(int, position);
        QFETCH(QString, hint);
        for (const char *command : {"query", "labels", "resolve", "agreement", "export"}) {
            std::vector<std::string> words{command, m_ws};
            if (words[0] == "query") {
                words.push_back(query.toStdString());
            } else {
                if (words[0] == "export")
                    words.push_back(m_here.at("never.jsonl"));
                words.insert(words.end(), {"--query", query.toStdString()});
            }
            const Ran ran = runNia(words);
            QVERIFY2(ran.status == 2, (words[0] + ": " + ran.err).c_str());
            QCOMPARE(ran.out, std::string());
            const QString err = QString::fromStdString(ran.err);
            QVERIFY2(err.startsWith("nia: position "), ran.err.c_str());
            if (position > 0)
                QVERIFY2(err.startsWith(QString("nia: position %1:").arg(position)), ran.err.c_str());
            QVERIFY2(err.contains(hint), ran.err.c_str());
        }
        QVERIFY(!QFile::exists(QString::fromStdString(m_here.at("never.jsonl"))));
    }

    void showTellsAllOfARecord()
    {
        const Ran ran = runNia({"show", m_ws, "r1", "--json"});
        QCOMPARE(ran.status, 0);
        const Json json = ran.json();
        QCOMPARE(names(json), (QStringList{"id", "dataset", "key", "text", "meta", "signals", "labels", "suggestions",
                                           "resolved", "raw", "parts", "labelLines", "history"}));
        QCOMPARE(json["raw"].write(), R"({"id":"r1","text":"Tiếng Việt hay","year":2021,"url":"a.vn/1"})");
        QCOMPARE(json["labelLines"].items().size(), 3U);
        QCOMPARE(json["history"].items().size(), 3U);
        QCOMPARE(json["history"].items()[0]["externalId"].string(), "r1");
        QVERIFY(Json::parse(runNia({"show", m_ws, "r1"}).out).has_value());
        // By key, and by a prefix of at least six digits of it.
        const std::string key = json["key"].string();
        QCOMPARE(runNia({"show", m_ws, key, "--json"}).out, ran.out);
        QCOMPARE(runNia({"show", m_ws, key.substr(0, 8), "--json"}).out, ran.out);
        QCOMPARE(runNia({"show", m_ws, key.substr(0, 5)}).status, 1);
    }

    void anIdInTwoDatasetsAsksForOne()
    {
        const std::string ws = m_here.workspace("{\"id\":\"x\",\"text\":\"một\"}\n");
        QCOMPARE(runNia({"import", ws, m_here.write("other.jsonl", "{\"id\":\"x\",\"text\":\"hai\"}\n"), "--dataset",
                         "news"})
                     .status,
                 0);
        const Ran both = runNia({"show", ws, "x"});
        QCOMPARE(both.status, 1);
        for (const Json &line : runNia({"query", ws, "", "--fields", "key"}).lines())
            QVERIFY2(both.err.find(line["key"].string().substr(0, 6)) != std::string::npos, both.err.c_str());
        QCOMPARE(runNia({"show", ws, "x", "--dataset", "news", "--json"}).json()["text"].string(), "hai");
    }
};

QTEST_APPLESS_MAIN(TestQuery)
#include "tst_query.moc"
