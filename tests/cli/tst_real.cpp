// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The whole job on real data: comments (CSV), student feedback (a line each) and a shard of news, labelled by two people who
// differ, merged, decided, exported, and the export imported again. Runs where the data is.
#include "support/command_line.h"

#include <QDir>
#include <QProcess>

#include <set>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::Ran;
using nia::test::runNia;

class TestReal : public QObject
{
    Q_OBJECT

    static constexpr int kLabelled = 150;
    CommandFolder m_here;
    std::string m_data, m_lan, m_minh;
    std::int64_t m_records = 0;
    std::vector<std::string> m_keys; ///< of the records that are labelled

    static std::int64_t count(const std::string &ws, const std::string &query)
    {
        return runNia({"query", ws, query, "--count", "--json"}).json()["count"].integer(-1);
    }
    static QByteArray labelLine(const std::string &key, const char *question, const char *answer)
    {
        return QString("{\"key\":\"%1\",\"question\":\"%2\",\"answer\":\"%3\"}\n")
            .arg(QString::fromStdString(key), question, answer)
            .toUtf8();
    }
    /// The JSON types at each path, nulls apart; members' order outside lists.
    static void shapeOf(const Json &value, const std::string &path, std::map<std::string, std::set<char>> &types,
                        std::string *order)
    {
        if (!value.isNull())
            types[path].insert(value.isObject()   ? 'o'
                               : value.isArray()  ? 'a'
                               : value.isString() ? 's'
                               : value.isNumber() ? (value.write().find('.') == std::string::npos ? 'i' : 'd')
                                                  : 'b');
        for (const auto &[name, member] : value.members()) {
            if (order)
                *order += path + "." + name + " ";
            shapeOf(member, path + "." + name, types, order);
        }
        for (const Json &item : value.items())
            shapeOf(item, path + "[]", types, nullptr);
    }

private slots:
    void initTestCase()
    {
        const QByteArray given = qgetenv("NIA_SHARED");
        const QString shared = given.isEmpty() ? QStringLiteral(NIA_SOURCE_DIR "/../shared") : QString::fromUtf8(given);
        m_data = (shared + "/data/").toStdString();
        for (const char *name : {"UIT-ViCTSD/ViCTSD_valid.csv", "UIT-VSFC/dev_sents.txt", "volume/news-01.jsonl.gz"}) {
            if (!QFile::exists(QString::fromStdString(m_data + name)))
                QSKIP("the shared data is not here");
        }
        m_lan = m_here.workspace();
        m_minh = m_here.at("minh.nia");
    }

    void realShardsAreImported()
    {
        const Ran comments = runNia({"import", m_lan, m_data + "UIT-ViCTSD/ViCTSD_valid.csv", "--json"});
        QVERIFY2(comments.status == 0, comments.err.c_str());
        const Json shard = comments.json()["shards"].items()[0];
        QCOMPARE(shard["format"].string(), "csv");
        QCOMPARE(shard["text"].string(), "Comment");
        QCOMPARE(comments.json()["rejected"].integer(), 0);
        const Ran feedback = runNia({"import", m_lan, m_data + "UIT-VSFC/dev_sents.txt", "--format", "tsv", "--header",
                                     "no", "--text", "column_1", "--id", "", "--json"});
        QVERIFY2(feedback.status == 0, feedback.err.c_str());
        QFile sentences(QString::fromStdString(m_data + "UIT-VSFC/dev_sents.txt"));
        QVERIFY(sentences.open(QIODevice::ReadOnly));
        QCOMPARE(feedback.json()["records"].integer() + feedback.json()["rejected"].integer(),
                 std::int64_t(sentences.readAll().count('\n')));
        const Ran news = runNia({"import", m_lan, m_data + "volume/news-01.jsonl.gz", "--json"});
        QVERIFY2(news.status == 0, news.err.c_str());
        QVERIFY(news.json()["new"].integer() > 1000);
        QCOMPARE(news.json()["rejected"].integer(), 0);
        const Json info = runNia({"info", m_lan, "--json"}).json();
        m_records = info["records"].integer();
        QCOMPARE(m_records,
                 comments.json()["new"].integer() + feedback.json()["new"].integer() + news.json()["new"].integer());
        // The same again adds nothing.
        QCOMPARE(runNia({"import", m_lan, m_data + "UIT-ViCTSD/ViCTSD_valid.csv", "--json"}).json()["new"].integer(),
                 0);
        QVERIFY(QFile::copy(QString::fromStdString(m_lan), QString::fromStdString(m_minh)));
    }

    void twoPeopleLabelAndDiffer()
    {
        // Records of all three shards, none among the first thousand.
        for (const char *part : {"shard:ViCTSD_valid.csv", "shard:dev_sents.txt", "shard:news-01.jsonl"}) {
            const Ran some = runNia({"query", m_lan, part, "--offset", "1010", "--limit", std::to_string(kLabelled / 3),
                                     "--fields", "key"});
            QVERIFY2(some.status == 0, some.err.c_str());
            for (const Json &line : some.lines())
                m_keys.push_back(line["key"].string());
        }
        QCOMPARE(m_keys.size(), std::size_t(kLabelled));
        QByteArray lan, minh;
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            lan += labelLine(m_keys[i], "quality", i % 3 ? "good" : "basic");
            minh += labelLine(m_keys[i], "quality",
                              i % 5 == 0 ? "none"
                              : i % 3    ? "good"
                                         : "basic"); // every fifth differs
            lan += labelLine(m_keys[i], "bias", "no");
            minh += labelLine(m_keys[i], "bias", "no");
        }
        const Ran first =
            runNia({"label", m_lan, "--annotator", "lan", "--from", m_here.write("lan.jsonl", lan), "--json"});
        QVERIFY2(first.status == 0, first.err.c_str());
        QCOMPARE(first.json()["new"].integer(), 2 * kLabelled);
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config-of-minh"))); // another machine
        const Ran second =
            runNia({"label", m_minh, "--annotator", "minh", "--from", m_here.write("minh.jsonl", minh), "--json"});
        QCOMPARE(second.json()["new"].integer(), 2 * kLabelled);
        QCOMPARE(runNia({"bundle", "create", m_minh, m_here.at("minh.niab"), "--annotator", "minh", "--json"})
                     .json()["events"]
                     .integer(),
                 2 * kLabelled);
        qputenv("NIA_CONFIG", QByteArray::fromStdString(m_here.at("config")));
    }

    void theirWorkIsMergedAndDecided()
    {
        const Ran merged = runNia({"bundle", "merge", m_lan, m_here.at("minh.niab"), "--json"});
        QVERIFY2(merged.status == 0, merged.err.c_str());
        QCOMPARE(merged.json()["new"].integer(), 2 * kLabelled);
        QCOMPARE(merged.json()["unknownRecords"].integer(), 0);
        QCOMPARE(merged.json()["conflicts"].integer(), kLabelled / 5);
        QCOMPARE(count(m_lan, "is:disagreed:quality"), kLabelled / 5);
        const Json agreement = runNia({"agreement", m_lan, "--question", "quality", "--json"}).lines()[0];
        QCOMPARE(agreement["records"].integer(), kLabelled);
        QVERIFY(std::abs(agreement["percent"]["value"].real() - 0.8) < 1e-9);
        QByteArray decisions;
        for (const Json &line : runNia({"query", m_lan, "is:disagreed:quality", "--fields", "key"}).lines())
            decisions += labelLine(line["key"].string(), "quality", "minimal");
        const Ran decided = runNia({"adjudicate", m_lan, "--reviewer", "hoa", "--from",
                                    m_here.write("hoa.jsonl", decisions), "--json"});
        QVERIFY2(decided.status == 0, decided.err.c_str());
        QCOMPARE(decided.json()["new"].integer(), kLabelled / 5);
        QCOMPARE(count(m_lan, "is:disagreed"), 0);
        QCOMPARE(count(m_lan, "resolved.quality=minimal"), kLabelled / 5);
    }

    void theExportIsTheInputAndOneMember()
    {
        const Ran made = runNia({"export", m_lan, m_here.at("all.jsonl"), "--json"});
        QVERIFY2(made.status == 0, made.err.c_str());
        QCOMPARE(made.json()["records"].integer(), m_records);
        // What came: of the shard of news the very bytes, of tables the objects that stand in the workspace.
        QProcess zcat;
        zcat.start("gzip", {"-dc", QString::fromStdString(m_data + "volume/news-01.jsonl.gz")});
        QVERIFY(zcat.waitForFinished(30000));
        const QList<QByteArray> news = zcat.readAllStandardOutput().split('\n');
        QFile file(QString::fromStdString(m_here.at("all.jsonl")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::map<std::string, std::set<char>> types;
        std::string order;
        std::int64_t lines = 0;
        const std::int64_t before =
            m_records - runNia({"query", m_lan, "shard:news-01.jsonl", "--count", "--json"}).json()["count"].integer();
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().chopped(1);
            const qsizetype at = line.lastIndexOf(",\"nia\":{\"key\":");
            QVERIFY(at > 0);
            if (++lines > before) {
                const QByteArray came = news[static_cast<qsizetype>(lines - before - 1)].trimmed();
                QCOMPARE(line.first(at) + "}", came);
            }
            const auto nia = Json::parse(line.sliced(at + 7).chopped(1).toStdString());
            QVERIFY(nia.has_value());
            std::string own;
            shapeOf(*nia, "nia", types, &own);
            if (order.empty())
                order = own;
            QVERIFY2(own == order, line.constData());
        }
        QCOMPARE(lines, m_records);
        for (const auto &[path, kinds] : types)
            QVERIFY2(kinds.size() == 1, path.c_str());
        QVERIFY(types.contains("nia.labels.quality.answer"));
    }

    void importingTheExportAddsNothing()
    {
        const Ran again = runNia({"import", m_lan, m_here.at("all.jsonl"), "--json"});
        QVERIFY2(again.status == 0, again.err.c_str());
        QCOMPARE(again.json()["new"].integer(), 0);
        QCOMPARE(again.json()["changed"].integer(), 0);
        QCOMPARE(again.json()["rejected"].integer(), 0);
        QCOMPARE(again.json()["already"].integer(), m_records);
        QCOMPARE(runNia({"check", m_lan, "--repair", "--json"}).json()["repaired"].integer(-1), 0);
    }
};

QTEST_APPLESS_MAIN(TestReal)
#include "tst_real.moc"
