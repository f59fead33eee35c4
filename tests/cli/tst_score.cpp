// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// score as a stage of a pipeline: files, folders, statistics, statuses, and answers while the input stays open. What a line
// becomes is tested in suggest.score.
#include "support/command_line.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

using nia::Json;
using nia::test::CommandFolder;
using nia::test::Ran;
using nia::test::runNia;

class TestScore : public QObject
{
    Q_OBJECT

    CommandFolder m_here;
    const std::string m_model = NIA_SOURCE_DIR "/tests/suggest/tables/fasttext_tiny.bin";
    const std::string m_program = (QCoreApplication::applicationDirPath() + "/../app/nia").toStdString();
    const QByteArray m_one = "{\"id\":1,\"text\":\"quán ngon\"}\n{\"id\":2,\"text\":\"hơi đắt\"}\n";
    const QByteArray m_two = "{\"id\":3,\"text\":\"sẽ quay lại\"}"; // no end of line

private slots:
    void aLineForALine()
    {
        const Ran ran = runNia({"score", "--model", m_model, "--key", "mood"}, (m_one + "\n" + m_two).toStdString());
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(std::ranges::count(ran.out, '\n'), 4);
        QCOMPARE(ran.lines()[2].isNull(), true); // a blank line stays one
        QVERIFY(ran.lines()[0]["nia"]["mood"]["p"].isNumber());
        QVERIFY(ran.out.starts_with("{\"id\":1,\"text\":\"quán ngon\",\"nia\":{\"mood\":{\"answer\":"));
        // One line of statistics, for programs.
        const auto stats = Json::parse(ran.err);
        QVERIFY2(stats.has_value(), ran.err.c_str());
        QCOMPARE((*stats)["lines"].integer(), 4);
        QCOMPARE((*stats)["errors"].integer(-1), 0);
    }

    void filesAreStreamedInOrder()
    {
        const std::string one = m_here.write("one.jsonl", m_one), two = m_here.write("two.jsonl", m_two + "\n");
        const std::string same = runNia({"score", "--model", m_model}, (m_one + m_two + "\n").toStdString()).out;
        QCOMPARE(runNia({"score", "--model", m_model, one, two}).out, same);
        QCOMPARE(runNia({"score", "--model", m_model, "--threads", "4", one, two}).out, same);
        QProcess gzip;
        gzip.start("gzip", {"-kf", QString::fromStdString(one)});
        QVERIFY(gzip.waitForFinished());
        QCOMPARE(runNia({"score", "--model", m_model, one + ".gz", two}).out, same);
        // A file whose last line has no end does not run into the next.
        QCOMPARE(runNia({"score", "--model", m_model, m_here.write("open.jsonl", m_two), one}).lines().size(), 3U);
    }

    void aFolderMirrorsTheNames()
    {
        const std::string one = m_here.write("m1.jsonl", m_one), two = m_here.write("m2.jsonl", m_two);
        const Ran ran = runNia({"score", "--model", m_model, "--out-dir", m_here.at("out"), "--stats-fd",
                                m_here.at("stats.json"), one, two});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        QCOMPARE(ran.out, std::string());
        QCOMPARE(ran.err, std::string());
        QCOMPARE(m_here.read("out/m1.jsonl").toStdString(),
                 runNia({"score", "--model", m_model}, m_one.toStdString()).out);
        QCOMPARE(QDir(m_here.path() + "/out").entryList(QDir::Files),
                 (QStringList{"m1.jsonl", "m2.jsonl"})); // no .part left
        QCOMPARE(m_here.read("stats.json").count('\n'), 2);
        QCOMPARE(runNia({"score", "--model", m_model, "--out-dir", m_here.at("out")}).status, 2); // no files
    }

    void aFolderKeepsWhatIsTheUsers()
    {
        QVERIFY(QDir(m_here.path()).mkpath("kept/in"));
        const std::string one = m_here.write("kept/in/k.jsonl", m_one);
        (void)m_here.write("kept/k.jsonl.part", "mine");
        const std::string out = m_here.at("kept");
        const auto scored = [&](const std::string &folder, const std::vector<std::string> &files) {
            std::vector<std::string> call{"score", "--model", m_model, "--out-dir", folder};
            call.insert(call.end(), files.begin(), files.end());
            return runNia(call);
        };
        const auto names = [&] { return QDir(m_here.path() + "/kept").entryList(QDir::Files); };
        for (int round = 0; round < 2; ++round) { // again: in place of what it made before
            const Ran ran = scored(out, {one});
            QVERIFY2(ran.status == 0, ran.err.c_str());
            QCOMPARE(m_here.read("kept/k.jsonl.part"), QByteArray("mine"));
            QCOMPARE(m_here.read("kept/k.jsonl").count('\n'), 2);
            QCOMPARE(names(), (QStringList{"k.jsonl", "k.jsonl.part"}));
        }
        // The file that is read is not replaced, nor one output by the next.
        QCOMPARE(scored(m_here.at("kept/in"), {one}).status, 2);
        QCOMPARE(m_here.read("kept/in/k.jsonl"), m_one);
        QCOMPARE(scored(m_here.at("both"), {one, m_here.at("kept/k.jsonl")}).status, 2);
        QVERIFY(!QDir(m_here.path() + "/both").exists());
        // What fails leaves nothing.
        QCOMPARE(scored(out, {m_here.at("none.jsonl")}).status, 1);
        QVERIFY(QDir(m_here.path()).mkpath("kept/d.jsonl"));
        QCOMPARE(scored(out, {m_here.write("d.jsonl", m_one)}).status, 1); // a folder bears the name
        QCOMPARE(names(), (QStringList{"k.jsonl", "k.jsonl.part"}));
    }

    void statusesAndMessages_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("status");
        const QString model = QString::fromStdString(m_model);
        QTest::newRow("no model") << QStringList{"--model", "/no/such.bin"} << m_one << 3;
        QTest::newRow("not a model") << QStringList{"--model", NIA_SOURCE_DIR "/README.md"} << m_one << 3;
        QTest::newRow("stop") << QStringList{"--model", model, "--on-error", "stop"} << m_one + "{\n" << 4;
        QTest::newRow("many errors") << QStringList{"--model", model} << m_one + "{\n" << 5;
        QTest::newRow("errors allowed") << QStringList{"--model", model, "--max-error-rate", "0.5"} << m_one + "{\n"
                                        << 0;
        QTest::newRow("usage") << QStringList{"--model", model, "--emit", "xml"} << m_one << 2;
        QTest::newRow("flush") << QStringList{"--model", model, "--flush", "soon"} << m_one << 2;
        QTest::newRow("labels") << QStringList{"--model", model, "--labels", "top:x"} << m_one << 2;
        QTest::newRow("no file") << QStringList{"--model", model, "/no/such.jsonl"} << QByteArray() << 1;
    }
    void statusesAndMessages()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, input);
        QFETCH(int, status);
        std::vector<std::string> words{"score"};
        for (const QString &option : options)
            words.push_back(option.toStdString());
        const Ran ran = runNia(words, input.toStdString());
        QVERIFY2(ran.status == status, ran.err.c_str());
        if (status == 3 || status == 2)
            QCOMPARE(ran.out, std::string()); // before any output
        if (status != 0 && !options.contains("xml"))
            QVERIFY2(ran.err.find("nia score: ") != std::string::npos, ran.err.c_str());
    }

    /// A parent that asks and waits for the answer, without an environment; then the pipe is closed.
    void answersWhileTheInputStaysOpen()
    {
        QProcess child;
        child.setProcessEnvironment(QProcessEnvironment());
        child.start(QString::fromStdString(m_program), {"score", "--model", QString::fromStdString(m_model)});
        QVERIFY(child.waitForStarted());
        for (int i = 0; i < 3; ++i) {
            child.write("{\"text\":\"một hai\"}\n");
            QVERIFY(child.waitForBytesWritten());
            QByteArray line;
            for (int wait = 0; wait < 100 && !line.endsWith('\n'); ++wait) {
                child.waitForReadyRead(100);
                line += child.readAllStandardOutput();
            }
            QVERIFY2(line.endsWith('\n'), "no answer while the input is open");
        }
        child.closeWriteChannel();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 0);
    }

    void aClosedOutputEndsQuietly()
    {
        const std::string file = m_here.write("long.jsonl", m_one.repeated(20000));
        QProcess shell;
        shell.start("sh", {"-c", QString::fromStdString("'" + m_program + "' score --model '" + m_model + "' '" + file
                                                        + "' | head -1")});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
        QCOMPARE(shell.readAllStandardError(), QByteArray());
    }

    void modelInfoTellsWhatAFileIs()
    {
        const Ran ran = runNia({"model", "info", m_model, "--json"});
        QVERIFY2(ran.status == 0, ran.err.c_str());
        const Json info = ran.json();
        for (const char *name : {"form", "question", "answers", "id", "labels", "normalisation", "bytes", "card"})
            QVERIFY2(info.has(name), name);
        QCOMPARE(info["form"].string(), "fasttext");
        QVERIFY(info["id"].string().starts_with("sha256:"));
        QCOMPARE(info["bytes"].integer(), QFile(QString::fromStdString(m_model)).size());
        QCOMPARE(runNia({"model", "info", NIA_SOURCE_DIR "/README.md"}).status, 1);
    }
};

QTEST_GUILESS_MAIN(TestScore)
#include "tst_score.moc"
