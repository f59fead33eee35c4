// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "suggest/fasttext.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace nia;
using namespace nia::suggest;

namespace {

std::string bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

const QString kTables = NIA_SOURCE_DIR "/tests/suggest/tables/";

} // namespace

/// Expected values: tables/fasttext_vectors.json, made by a reference program from the layout of fastText's files.
class TestFastText : public QObject
{
    Q_OBJECT
    Json m_vectors;

private slots:
    void initTestCase()
    {
        auto read = Json::parse(bytesOf(kTables + "fasttext_vectors.json"));
        QVERIFY(read.has_value());
        m_vectors = std::move(*read);
    }

    void hashes()
    {
        QVERIFY(!m_vectors["fnv1a_signed"].items().empty());
        for (const Json &row : m_vectors["fnv1a_signed"].items())
            QCOMPARE(static_cast<std::int64_t>(fastTextHash(row["text"].string())), row["hash"].integer());
    }

    void subwords()
    {
        for (const Json &row : m_vectors["subwords"].items()) {
            const auto bucket = static_cast<std::int32_t>(row["bucket"].integer());
            const FastText::Shape shape{.dim = 1,
                                        .wordNgrams = 1,
                                        .bucket = bucket,
                                        .minn = static_cast<std::int32_t>(row["minn"].integer()),
                                        .maxn = static_cast<std::int32_t>(row["maxn"].integer())};
            const auto model =
                FastText::make(shape, {}, {{"a", 1}}, std::vector<float>(static_cast<std::size_t>(bucket)), {1});
            QVERIFY(model.has_value());
            FastText::Working working;
            (*model)->ids(row["word"].string(), working);
            std::vector<std::int64_t> expected;
            for (const Json &one : row["buckets"].items())
                expected.push_back(one.integer());
            QCOMPARE(working.ids, expected);
        }
    }

    void wordPairs()
    {
        for (const Json &row : m_vectors["word_ngrams"].items()) {
            const auto bucket = static_cast<std::int32_t>(row["bucket"].integer());
            const auto order = static_cast<std::int32_t>(row["words"].items().size());
            const auto model = FastText::make({.dim = 1, .wordNgrams = order, .bucket = bucket}, {}, {{"a", 1}},
                                              std::vector<float>(static_cast<std::size_t>(bucket)), {1});
            QVERIFY(model.has_value());
            std::string line;
            for (const Json &word : row["words"].items())
                line += word.string() + " ";
            FastText::Working working;
            (*model)->ids(line, working);
            // The n-gram of all the words is the longest that begins at the first.
            QVERIFY(std::ranges::contains(working.ids, row["index"].integer()));
            QCOMPARE(working.ids[static_cast<std::size_t>(order) - 2], row["index"].integer());
        }
    }

    void tinyModel()
    {
        const std::string bytes = bytesOf(kTables + "fasttext_tiny.bin");
        const auto model = FastText::parse(bytes);
        QVERIFY(model.has_value());
        QVERIFY((*model)->write() == bytes);
        QCOMPARE((*model)->labels(), (std::vector<std::string>{"good", "bad"}));
        FastText::Working working;
        const auto &predictions = m_vectors["tiny_model"]["predictions"].items();
        QVERIFY(predictions.size() >= 5);
        for (const Json &row : predictions) {
            const auto p = (*model)->predict(row["text"].string(), working);
            std::vector<std::int64_t> ids;
            for (const Json &id : row["ids"].items())
                ids.push_back(id.integer());
            QCOMPARE(working.ids, ids);
            QCOMPARE(p.size(), std::size_t{2});
            QVERIFY(std::abs(p[0] - row["probabilities"]["__label__good"].real()) < 1e-6);
            QVERIFY(std::abs(p[1] - row["probabilities"]["__label__bad"].real()) < 1e-6);
        }
    }

    void refusesWhatItCannotRead()
    {
        const std::string bytes = bytesOf(kTables + "fasttext_tiny.bin");
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto cut = FastText::parse(bytes.substr(0, size));
            QVERIFY2(!cut && cut.error().kind == Kind::Damaged, QByteArray::number(qsizetype(size)));
        }
        QVERIFY(!FastText::parse(bytes + "x"));
        std::string hs = bytes;
        hs[8 + 6 * 4] = 1;
        const auto refused = FastText::parse(hs);
        QVERIFY(!refused && refused.error().kind == Kind::NotAllowed);
        QVERIFY(!FastText::make({.dim = 1, .bucket = 1}, {}, {{"two words", 1}}, {0}, {1}));
        QVERIFY(!FastText::read("no/such/file"));
    }

    void agreesWithTheOriginal_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::newRow("softmax") << QStringList{"-loss", "softmax", "-wordNgrams", "2",       "-minn",
                                                "1",     "-maxn",   "4",           "-bucket", "5000"};
        QTest::newRow("ova") << QStringList{"-loss", "ova",   "-wordNgrams", "3",       "-minn",
                                            "2",     "-maxn", "3",           "-bucket", "1000"};
        QTest::newRow("ns") << QStringList{"-loss", "ns", "-wordNgrams", "1", "-minn", "0", "-maxn", "0"};
    }

    void agreesWithTheOriginal()
    {
        QFETCH(QStringList, settings);
        const QString program = QStandardPaths::findExecutable("fasttext");
        if (program.isEmpty())
            QSKIP("the program fasttext is not here");
        QTemporaryDir folder;
        const QStringList lines{"hổng biết chi hết",         "tui không biết", "Tuyệt vời 😀", "", "dở  quá\ttrời",
                                "__label__x chưa từng thấy", "a </s> b"};
        QFile train(folder.filePath("train")), text(folder.filePath("text"));
        QVERIFY(train.open(QIODevice::WriteOnly) && text.open(QIODevice::WriteOnly));
        for (int round = 0; round < 20; ++round)
            train.write("__label__good tuyệt vời quá\n__label__bad dở quá trời\n__label__so tui không biết\n");
        text.write(lines.join('\n').toUtf8() + "\n");
        train.close();
        text.close();
        QProcess process;
        process.start(program, QStringList{"supervised", "-input", train.fileName(), "-output", folder.filePath("m"),
                                           "-dim", "8", "-thread", "1", "-epoch", "8"}
                                   + settings);
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
        process.start(program, {"predict-prob", folder.filePath("m.bin"), text.fileName(), "3"});
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
        const QStringList answers = QString::fromUtf8(process.readAllStandardOutput()).split('\n');
        const std::string bytes = bytesOf(folder.filePath("m.bin"));
        const auto model = FastText::parse(bytes);
        QVERIFY(model.has_value());
        QVERIFY((*model)->write() == bytes);
        FastText::Working working;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto p = (*model)->predict(lines[i].toStdString(), working);
            const QStringList parts = answers[i].split(' ', Qt::SkipEmptyParts);
            QCOMPARE(parts.size(), 2 * qsizetype(p.size()));
            for (qsizetype k = 0; k + 1 < parts.size(); k += 2) {
                const std::string name = parts[k].mid(9).toStdString();
                const auto at = std::ranges::find((*model)->labels(), name) - (*model)->labels().begin();
                QVERIFY2(std::abs(p[static_cast<std::size_t>(at)] - (parts[k + 1].toDouble() - 1e-5)) < 1e-5,
                         qPrintable(answers[i]));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFastText)
#include "tst_fasttext.moc"
