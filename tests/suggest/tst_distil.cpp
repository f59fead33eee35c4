// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "suggest/distil.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::suggest;

namespace {

std::string sentence(SplitMix64 &random, int answer)
{
    static const std::vector<std::string> kUsual{"hôm",  "nay",  "trời", "phim", "này", "tôi",
                                                 "thấy", "cũng", "Được", "rồi",  "😀",  "ok."};
    static const std::vector<std::string> kTelling[] = {{"tuyệt", "hay", "thích"}, {"dở", "chán", "tệ"}};
    std::string out;
    for (std::uint64_t i = 0, n = 2 + random.below(12); i < n; ++i)
        out += kUsual[random.below(kUsual.size())] + (random.below(4) ? " " : "  ");
    return out + kTelling[answer][random.below(3)] + (random.below(2) ? "\nhết" : "");
}

} // namespace

class TestDistil : public QObject
{
    Q_OBJECT
    Progress m_progress;

private slots:
    void fileSaysWhatTheModelSays()
    {
        SplitMix64 random(3);
        std::vector<Example> examples;
        std::vector<std::string> texts;
        for (int i = 0; i < 300; ++i) {
            const int answer = static_cast<int>(random.below(2));
            examples.push_back({.text = sentence(random, answer), .target = {answer ? 0.F : 1.F, answer ? 1.F : 0.F}});
            texts.push_back(examples.back().text);
        }
        for (int i = 0; i < 500; ++i)
            texts.push_back(sentence(random, static_cast<int>(random.below(2))));
        const auto native =
            train("quality", {"good", "bad"}, false, examples, {}, {.strength = .1, .bootstrap = 0}, m_progress);
        QVERIFY(native.has_value());
        const auto distilled = distil(*native->model, texts, {.buckets = 1 << 14}, m_progress);
        QVERIFY(distilled.has_value());
        QCOMPARE(distilled->card["question"].string(), "quality");
        QCOMPARE(distilled->card["normalisation"].string(), "none");

        // As near as mean pooling comes: on new texts nearly always the same answer.
        const auto file = FastText::parse(distilled->model->write());
        QVERIFY(file.has_value());
        Scratch scratch;
        Prediction prediction;
        FastText::Working working;
        int same = 0;
        std::vector<std::string> fresh;
        for (int i = 0; i < 500; ++i) {
            fresh.push_back(sentence(random, static_cast<int>(random.below(2))));
            std::ranges::replace(fresh.back(), '\n', ' ');
            native->model->predict(fresh.back(), scratch, prediction);
            const auto p = (*file)->predict(fresh.back(), working);
            same += (p[0] > p[1] ? 0 : 1) == prediction.answer ? 1 : 0;
        }
        QVERIFY2(same >= 475, QByteArray::number(same));

        compareWithTheOriginal(**file, fresh);
    }

    void refusesSeveralAnswers()
    {
        std::vector<Example> examples;
        for (int i = 0; i < 40; ++i)
            examples.push_back({.text = "câu " + std::to_string(i), .target = {i % 2 ? 1.F : 0.F, i % 3 ? 1.F : 0.F}});
        const auto native = train("topic", {"a", "b"}, true, examples, {}, {.bootstrap = 0}, m_progress);
        QVERIFY(native.has_value());
        const auto refused = distil(*native->model, {"một"}, {}, m_progress);
        QVERIFY(!refused && refused.error().kind == Kind::NotAllowed);
    }

private:
    /// The acceptance of domain/learning.md section 7: |p_nia − (p_fasttext − 1e−5)| ≤ 1e−5; the program prints six digits.
    static void compareWithTheOriginal(const FastText &model, const std::vector<std::string> &texts)
    {
        const QString program = QStandardPaths::findExecutable("fasttext");
        if (program.isEmpty())
            QSKIP("the program fasttext is not here");
        QTemporaryDir folder;
        QFile bin(folder.filePath("m.bin")), lines(folder.filePath("lines"));
        QVERIFY(bin.open(QIODevice::WriteOnly) && lines.open(QIODevice::WriteOnly));
        bin.write(QByteArray::fromStdString(model.write()));
        for (const std::string &text : texts)
            lines.write(QByteArray::fromStdString(text + "\n"));
        bin.close();
        lines.close();
        QProcess process;
        process.start(program, {"predict-prob", bin.fileName(), lines.fileName(), "2"});
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
        const QStringList answers = QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(answers.size(), qsizetype(texts.size()));
        FastText::Working working;
        double most = 0;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto p = model.predict(texts[i], working);
            const QStringList parts = answers[qsizetype(i)].split(' ');
            for (qsizetype k = 0; k + 1 < parts.size(); k += 2) {
                const double ours = p[parts[k] == "__label__good" ? 0 : 1];
                most = std::max(most, std::abs(ours - (parts[k + 1].toDouble() - 1e-5)));
            }
        }
        qInfo("largest difference %.2e", most);
        QVERIFY(most <= 1e-5);
    }
};

QTEST_GUILESS_MAIN(TestDistil)
#include "tst_distil.moc"
