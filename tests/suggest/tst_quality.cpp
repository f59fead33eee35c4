// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "suggest/trainer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace nia;
using namespace nia::suggest;

namespace {

struct Set {
    std::vector<std::string> texts;
    std::vector<int> answers;
};

QString shared(const QString &path)
{
    const QString root = qEnvironmentVariable("NIA_SHARED", NIA_SOURCE_DIR "/../shared");
    return root + "/data/" + path;
}

std::vector<std::string> lines(const QString &path)
{
    QFile file(path);
    std::vector<std::string> out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    while (!file.atEnd()) {
        QByteArray line = file.readLine();
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        out.push_back(line.toStdString());
    }
    return out;
}

Set parallel(const QString &part, const QString &what)
{
    Set out;
    out.texts = lines(shared("UIT-VSFC/" + part + "_sents.txt"));
    for (const std::string &line : lines(shared("UIT-VSFC/" + part + "_" + what + ".txt")))
        out.answers.push_back(line.empty() ? 0 : line[0] - '0');
    out.texts.resize(out.answers.size());
    return out;
}

/// The second column as text and another as answer; cells may be quoted and hold line breaks.
Set table(const QString &path, int column)
{
    QFile file(path);
    Set out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const QByteArray bytes = file.readAll();
    QList<QByteArray> row{QByteArray()};
    bool quoted = false, first = true;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted) {
            if (c != '"')
                row.last() += c;
            else if (i + 1 < bytes.size() && bytes[i + 1] == '"')
                row.last() += bytes[i++];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            row << QByteArray();
        } else if (c == '\n') {
            if (!first && row.size() > column) {
                out.texts.push_back(row[1].toStdString());
                out.answers.push_back(row[column].toInt());
            }
            first = false;
            row = {QByteArray()};
        } else if (c != '\r') {
            row.last() += c;
        }
    }
    return out;
}

std::vector<std::size_t> draw(const Set &set, std::size_t n, int classes, std::uint64_t seed)
{
    std::vector<std::size_t> order(set.texts.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    SplitMix64 random(seed);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    std::vector<std::size_t> out;
    for (int k = 0; k < classes; ++k)
        out.push_back(*std::ranges::find_if(order, [&](std::size_t i) { return set.answers[i] == k; }));
    for (const std::size_t i : order)
        if (out.size() < n && !std::ranges::contains(out, i))
            out.push_back(i);
    return out;
}

} // namespace

/// The protocol of domain/learning.md section 8 on fewer seeds: test parts are never used for choices.
class TestQuality : public QObject
{
    Q_OBJECT
private slots:
    void beatsTheBaseline_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("baseline"); // baseline A of section 8
        const auto row = [](const char *task, int classes, std::vector<double> values) {
            int n = 64;
            const bool thorough = qEnvironmentVariableIntValue("NIA_SEEDS") > 0;
            for (const double value : values) {
                if (n > 256 && !thorough)
                    break; // minutes on a busy machine: only when asked for
                QTest::addRow("%s %d", task, n) << QString(task) << classes << n << value;
                n *= 4;
            }
        };
        row("sentiments", 3, {.539, .593, .644});
        row("topics", 4, {.343, .590, .680});
        row("toxic", 2, {.477, .510, .643});
        row("constructive", 2, {.678, .741, .762});
    }

    void beatsTheBaseline()
    {
        QFETCH(QString, task);
        QFETCH(int, classes);
        QFETCH(int, n);
        QFETCH(double, baseline);
        const bool vsfc = classes > 2;
        const int column = task == "toxic" ? 3 : 2;
        const Set learn = vsfc ? parallel("train", task) : table(shared("UIT-ViCTSD/ViCTSD_train.csv"), column);
        const Set test = vsfc ? parallel("test", task) : table(shared("UIT-ViCTSD/ViCTSD_test.csv"), column);
        if (learn.texts.empty() || test.texts.empty())
            QSKIP("the data sets are not here");
        std::vector<std::string> answers;
        for (int k = 0; k < classes; ++k)
            answers.push_back(std::to_string(k));
        const int seeds = qEnvironmentVariableIntValue("NIA_SEEDS") > 0 ? qEnvironmentVariableIntValue("NIA_SEEDS") : 1;
        double sum = 0, square = 0, ece = 0, heldOut = 0, strength = 0;
        QElapsedTimer timer;
        timer.start();
        for (int seed = 1; seed <= seeds; ++seed) {
            std::vector<Example> examples;
            const auto drawn = draw(learn, static_cast<std::size_t>(n), classes, static_cast<std::uint64_t>(seed));
            for (const std::size_t i : drawn) {
                Example example{.text = learn.texts[i],
                                .target = std::vector<float>(static_cast<std::size_t>(classes))};
                example.target[static_cast<std::size_t>(learn.answers[i])] = 1;
                examples.push_back(std::move(example));
            }
            const std::vector<std::string> background(learn.texts.begin(), learn.texts.begin() + 3000);
            Progress progress;
            const auto trained =
                train("q", answers, false, examples, background,
                      {.strength = qEnvironmentVariable("NIA_STRENGTH").toDouble(), .bootstrap = 0}, progress);
            QVERIFY(trained.has_value());
            Taken gold, predicted;
            std::vector<std::pair<double, bool>> confidence;
            Scratch scratch;
            Prediction prediction;
            for (std::size_t i = 0; i < test.texts.size(); ++i) {
                gold.emplace_back(classes);
                predicted.emplace_back(classes);
                trained->model->predict(test.texts[i], scratch, prediction);
                const auto given = static_cast<std::size_t>(std::max(prediction.answer, 0));
                gold.back()[static_cast<std::size_t>(test.answers[i])] = 1;
                predicted.back()[given] = 1;
                if (prediction.answer >= 0)
                    confidence.emplace_back(prediction.p[given], gold.back() == predicted.back());
            }
            double macro = 0;
            for (const double f1 : f1PerAnswer(static_cast<std::size_t>(classes), gold, predicted))
                macro += f1 / classes;
            sum += macro;
            square += macro * macro;
            ece += calibrationError(confidence) / seeds;
            heldOut += trained->heldOut.macroF1 / seeds;
            strength += trained->strength / seeds;
        }
        const double mean = sum / seeds, deviation = std::sqrt(std::max(0.0, square / seeds - mean * mean));
        qInfo("%s n=%d: macro-F1 %.3f (sd %.3f) baseline %.3f, held-out said %.3f, ece %.3f, strength %.2f, %lld ms",
              qPrintable(task), n, mean, deviation, baseline, heldOut, ece, strength, timer.elapsed());
        QVERIFY2(mean > baseline - .08, "far below the baseline");
    }
};

QTEST_APPLESS_MAIN(TestQuality)
#include "tst_quality.moc"
