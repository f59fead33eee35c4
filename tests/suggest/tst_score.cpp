// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "suggest/score.h"
#include "suggest/score_line.h"
#include "suggest/trainer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <thread>

using namespace nia;
using namespace nia::suggest;

namespace {

const std::filesystem::path kTiny = NIA_SOURCE_DIR "/tests/suggest/tables/fasttext_tiny.bin";
using Emit = ScoreOptions::Emit;
using OnError = ScoreOptions::OnError;

struct Run {
    int status = 0;
    std::string out, messages;
    [[nodiscard]] std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        for (std::size_t at = 0; at < out.size();) {
            const std::size_t end = out.find('\n', at);
            all.push_back(out.substr(at, end - at));
            at = end + 1;
        }
        return all;
    }
};

Run run(const ScoreOptions &options, const std::string &input, std::size_t piece = 7)
{
    Run result;
    std::size_t at = 0;
    result.status = runScore(
        options,
        [&](char *to, std::int64_t size, std::chrono::milliseconds) -> std::int64_t {
            const std::size_t count = std::min({piece, static_cast<std::size_t>(size), input.size() - at});
            input.copy(to, count, at);
            at += count;
            return static_cast<std::int64_t>(count);
        },
        [&](std::string_view bytes) {
            result.out += bytes;
            return true;
        },
        [&](std::string_view bytes) {
            result.messages += bytes;
            return true;
        });
    return result;
}

Json json(const std::string &line)
{
    auto parsed = Json::parse(line);
    return parsed ? *parsed : Json();
}

ScoreOptions tiny(Emit emission = Emit::Inline)
{
    ScoreOptions options;
    options.model = kTiny;
    options.key = "quality";
    options.emission = emission;
    return options;
}

} // namespace

/// The contract of `nia score`; probabilities of the tiny model are those of tables/fasttext_vectors.json.
class TestScore : public QObject
{
    Q_OBJECT
private slots:
    void inlineKeepsTheBytes()
    {
        const Run result =
            run(tiny(), "{ \"id\": 1e2, \"text\":\"hổng biết\" , \"n\":123456789012345678901234567890 }\r\n");
        QCOMPARE(result.status, 0);
        const std::string line = result.lines().at(0);
        QVERIFY2(line.starts_with("{ \"id\": 1e2, \"text\":\"hổng biết\" , \"n\":123456789012345678901234567890"),
                 line.c_str());
        const Json nia = json(line)["nia"]["quality"];
        QCOMPARE(nia["answer"].string(), "bad");
        QVERIFY(std::abs(nia["p"].real() - 0.5100793) < 2e-6);
        QVERIFY(std::abs(nia["distribution"]["good"].real() - 0.4899207) < 2e-6);
        QVERIFY(result.messages.find(R"("lines":1)") != std::string::npos);
    }

    void incomingNiaIsMerged()
    {
        const Run result = run(tiny(), "{\"nia\":{\"key\":\"x\",\"quality\":{\"answer\":\"old\"}},\"text\":\"biết\"}\n"
                                       "{\"text\":\"biết\",\"nia\":{}}\n{\"text\":\"biết\",\"nia\":3}\n");
        const auto lines = result.lines();
        QCOMPARE(lines.size(), std::size_t{3});
        QVERIFY(lines[0].starts_with("{\"nia\":{\"quality\":{\"answer\":\"good\""));
        QVERIFY(lines[0].ends_with(",\"key\":\"x\"},\"text\":\"biết\"}"));
        QVERIFY(lines[0].find("old") == std::string::npos);
        QCOMPARE(json(lines[1])["nia"].members().size(), std::size_t{1});
        QCOMPARE(json(lines[2])["nia_error"]["code"].string(), "bad-nia");
        QCOMPARE(result.status, 5); // a third of the lines is more than 1 %
    }

    void everyLineHasItsLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("withId");
        QTest::newRow("not json") << QByteArray("{\"id\":\"r\",\"text\":") << "bad-json" << false;
        QTest::newRow("array") << QByteArray("[1]") << "bad-json" << false;
        QTest::newRow("two values") << QByteArray("{\"text\":\"a\"} {}") << "bad-json" << false;
        QTest::newRow("no text") << QByteArray("{\"id\":\"r\"}") << "no-text" << true;
        QTest::newRow("null text") << QByteArray("{\"id\":\"r\",\"text\":null}") << "no-text" << true;
        QTest::newRow("not utf-8") << QByteArray("{\"id\":\"r\",\"text\":\"\xff\"}") << "not-utf8" << false;
        QTest::newRow("too long") << QByteArray("{\"id\":\"r\",\"text\":\"" + QByteArray(300, 'a') + "\"}")
                                  << "too-long" << false;
    }

    void everyLineHasItsLine()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, code);
        QFETCH(bool, withId);
        ScoreOptions options = tiny();
        options.maxLineBytes = 200;
        options.maxErrorRate = .5;
        const std::string good = "{\"text\":\"biết\"}\n";
        const std::string input = good + "\n" + line.toStdString() + "\n" + good;
        const Run result = run(options, input);
        const auto lines = result.lines();
        QCOMPARE(lines.size(), std::size_t{4});
        QCOMPARE(lines[1], "");
        const Json error = json(lines[2]);
        QCOMPARE(error["nia_error"]["code"].string(), code.toStdString());
        QCOMPARE(error["nia_error"]["line"].integer(), 3);
        QCOMPARE(error.has("id"), withId);
        QVERIFY(json(lines[3]).has("nia"));
        QCOMPARE(result.status, 0);

        options.onError = OnError::Skip;
        QCOMPARE(run(options, input).lines().size(), std::size_t{3});
        options.onError = OnError::Stop;
        const Run stopped = run(options, input);
        QCOMPARE(stopped.status, 4);
        QCOMPARE(stopped.lines().size(), std::size_t{2});
        QVERIFY(stopped.messages.find("nia score: " + code.toStdString()) != std::string::npos);
        options.emission = Emit::Dolma;
        options.onError = OnError::Line;
        QVERIFY(json(run(options, input).lines()[2])["attributes"].isObject());
    }

    void otherForms()
    {
        const std::string input = "{\"id\":7,\"source\":\"s\",\"text\":\"hổng biết\"}\n{\"text\":\" \\n\"}\n";
        auto lines = run(tiny(Emit::Sidecar), input).lines();
        QVERIFY(lines[0].starts_with("{\"id\":7,\"source\":\"s\",\"nia\":{\"model\":\"sha256:"));
        QCOMPARE(json(lines[1]).find("id")->isNull(), true);
        QVERIFY(json(lines[1])["nia"]["quality"]["empty"].boolean());

        ScoreOptions dolma = tiny(Emit::Dolma);
        dolma.name = "nia_r3";
        lines = run(dolma, input).lines();
        const Json spans = json(lines[0])["attributes"]["nia_r3__quality__bad"];
        QCOMPARE(spans.items()[0].items()[1].integer(), 9); // code points of "hổng biết"
        QVERIFY(std::abs(spans.items()[0].items()[2].real() - 0.510079) < 1e-6);
        QVERIFY(json(lines[1])["attributes"].members().empty());

        lines = run(tiny(Emit::Labels), input).lines();
        QCOMPARE(lines[0], "__label__bad 0.510079 __label__good 0.489921");
        ScoreOptions cut = tiny(Emit::Labels);
        cut.threshold = .5;
        QCOMPARE(run(cut, input).lines()[0], "__label__bad 0.510079");
        cut.threshold = 0;
        cut.topLabels = 1;
        cut.precision = 2;
        QCOMPARE(run(cut, input).lines()[0], "__label__bad 0.51");
        ScoreOptions text = tiny(Emit::Labels);
        text.textInput = true;
        QCOMPARE(run(text, "hổng biết").lines().at(0), "__label__bad 0.510079 __label__good 0.489921");
    }

    void orderAndBytesAtAnyThreads()
    {
        std::string input;
        for (int i = 0; i < 20000; ++i)
            input += "{\"id\":" + std::to_string(i) + ",\"text\":\"biết "
                     + std::string(static_cast<std::size_t>(i % 97), 'x') + " hổng\"}\n";
        const Run one = run(tiny(), input, 50000);
        QCOMPARE(one.lines().size(), std::size_t{20000});
        for (int i = 0; i < 20000; i += 777)
            QCOMPARE(json(one.lines()[static_cast<std::size_t>(i)])["id"].integer(), i);
        for (const int threads : {4, 16}) {
            ScoreOptions options = tiny();
            options.threads = threads;
            QVERIFY(run(options, input, 50000).out == one.out);
        }
    }

    void answersBeforeTheInputEnds()
    {
        // A parent that waits for the answer to its first line before it writes the second.
        std::atomic<int> answered{0};
        int sent = 0;
        const int status = runScore(
            tiny(),
            [&](char *to, std::int64_t, std::chrono::milliseconds wait) -> std::int64_t {
                if (sent == 3)
                    return 0;
                if (answered < sent) {
                    std::this_thread::sleep_for(std::min(wait, std::chrono::milliseconds(20)));
                    return -1;
                }
                ++sent;
                const std::string_view line = "{\"text\":\"biết\"}\n";
                line.copy(to, line.size());
                return static_cast<std::int64_t>(line.size());
            },
            [&](std::string_view bytes) {
                answered += static_cast<int>(std::ranges::count(bytes, '\n'));
                return true;
            },
            [](std::string_view) { return true; });
        QCOMPARE(status, 0);
        QCOMPARE(answered.load(), 3);
    }

    void closedOutputEndsQuietly()
    {
        std::string said;
        const int status = runScore(
            tiny(),
            [](char *to, std::int64_t, std::chrono::milliseconds) -> std::int64_t { // never ends by itself
                const std::string_view line = "{\"text\":\"biết\"}\n";
                line.copy(to, line.size());
                return static_cast<std::int64_t>(line.size());
            },
            [](std::string_view) { return false; },
            [&](std::string_view bytes) {
                said += bytes;
                return true;
            });
        QCOMPARE(status, 141);
        QVERIFY(said.empty());
    }

    void badModelsAreStatusThree()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/m.bin";
        ScoreOptions options = tiny();
        options.model = path;
        const Run none = run(options, "x\n");
        QCOMPARE(none.status, 3);
        QVERIFY(none.out.empty() && none.messages.starts_with("nia score: ")
                && none.messages.find("m.bin") != std::string::npos);
        std::ofstream(path) << "something else";
        QCOMPARE(run(options, "x\n").status, 3);
        std::filesystem::copy_file(kTiny, path, std::filesystem::copy_options::overwrite_existing);
        std::ofstream(folder.path().toStdString() + "/m.json") << R"({"question":"mood","answers":["bad","good"]})";
        options.key.clear();
        QVERIFY(json(run(options, "{\"text\":\"a\"}").lines()[0])["nia"].has("mood"));
        std::ofstream(folder.path().toStdString() + "/m.json") << R"({"question":"mood","answers":["other"]})";
        QCOMPARE(run(options, "x\n").status, 3);
    }

    void nativeForm()
    {
        std::vector<Example> examples;
        for (int i = 0; i < 60; ++i)
            examples.push_back({.text = i % 2 ? "hay quá " + std::to_string(i) : "dở ẹc " + std::to_string(i),
                                .target = i % 2 ? std::vector<float>{1, 0} : std::vector<float>{0, 1}});
        Progress progress;
        const auto trained = train("mood", {"good", "bad"}, false, examples, {}, {.bootstrap = 0}, progress);
        QVERIFY(trained.has_value());
        QTemporaryDir folder;
        ScoreOptions options;
        options.model = folder.path().toStdString() + "/m.nia-model";
        std::ofstream(options.model, std::ios::binary) << trained->model->bytes();
        const Json line = json(run(options, "{\"text\":\"Dở\"}\n").lines().at(0));
        QCOMPARE(line["nia"]["mood"]["answer"].string(), "bad");
        const auto read = ScoreModel::read(options.model);
        QVERIFY(read.has_value());
        QCOMPARE(read->info()["form"].string(), "native");
        QCOMPARE(read->info()["labels"].integer(), 60);
    }

    void numbers_data()
    {
        QTest::addColumn<float>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("half") << .5F << "0.5";
        QTest::newRow("cut") << 0.123456789F << "0.123457";
        QTest::newRow("tiny") << 1e-9F << "0";
        QTest::newRow("nearly one") << 0.99999999F << "1";
        QTest::newRow("above") << 1.00001F << "1";
        QTest::newRow("short") << 0.1F << "0.1";
        QTest::newRow("rounds up") << 0.9999996F << "1";
    }
    void numbers()
    {
        QFETCH(float, value);
        QFETCH(QString, expected);
        std::string out;
        appendProbability(out, value, 6);
        QCOMPARE(QString::fromStdString(out), expected);
    }
};

QTEST_GUILESS_MAIN(TestScore)
#include "tst_score.moc"
