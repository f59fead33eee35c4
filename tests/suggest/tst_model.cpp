// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "suggest/trainer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nia;
using namespace nia::suggest;

namespace {

/// Records of three answers, told apart by words; every tenth answer is wrong.
std::vector<Example> made(int count, int answers = 3, std::uint64_t seed = 1)
{
    static const char *kSaid[] = {"hay quá trời", "dở ẹc", "bình thường thôi"};
    SplitMix64 random(seed);
    std::vector<Example> out;
    for (int i = 0; i < count; ++i) {
        const auto answer = random.below(static_cast<std::uint64_t>(answers));
        Example example{.text = std::string(kSaid[answer % 3]) + " số " + std::to_string(random.below(1000)),
                        .target = std::vector<float>(static_cast<std::size_t>(answers))};
        example.target[random.below(10) == 0 ? random.below(static_cast<std::uint64_t>(answers)) : answer] = 1;
        out.push_back(std::move(example));
    }
    return out;
}

Trained must(Result<Trained> result)
{
    if (!result)
        qFatal("training failed");
    return std::move(*result);
}

} // namespace

class TestModel : public QObject
{
    Q_OBJECT
    const std::vector<std::string> m_answers{"good", "bad", "so"};
    Progress m_progress;

private slots:
    void featuresFoldCaseAndForm()
    {
        Scratch a, b;
        extract("Hổng BIẾT", a);
        extract("ho\xcc\x82\xcc\x89ng bie\xcc\x82\xcc\x81t", b); // NFD: o + U+0302 + U+0309 …
        QCOMPARE(a.folded, b.folded);
        QCOMPARE(a.features.sparse.size(), b.features.sparse.size());
        double square = 0;
        for (std::size_t i = 0; i < a.features.sparse.size(); ++i) {
            QCOMPARE(a.features.sparse[i].bucket, b.features.sparse[i].bucket);
            square += a.features.sparse[i].value * a.features.sparse[i].value;
        }
        QVERIFY(std::abs(square - 1) < 1e-5);
        // "<ab>": 2 of length one, 3 of two, 2 of three, 1 of four; one word.
        QCOMPARE(places("ab", a).size(), std::size_t{2 + 3 + 2 + 1 + 1});
    }

    void placesCountTheTextAsGiven()
    {
        Scratch scratch;
        const auto spans = places("e\xcc\x82\xcc\x81 x", scratch); // ế of three code points, blank, x
        std::int64_t most = 0;
        bool whole = false;
        for (const FeatureSpan &span : spans) {
            most = std::max(most, span.end);
            whole |= span.begin == 0 && span.end == 3 && span.bucket < kWordBuckets;
        }
        QCOMPARE(most, std::int64_t{5});
        QVERIFY(whole);
        extract("\xff\xfe", scratch); // not UTF-8: two replacement characters
        QCOMPARE(scratch.folded, (std::vector<char32_t>{0xFFFD, 0xFFFD}));
        QVERIFY(isBlankText(" \t\xc2\xa0\n") && !isBlankText(" a"));
    }

    void learnsAndReadsBack()
    {
        const Trained trained = must(train("quality", m_answers, false, made(200), {}, {}, m_progress));
        const Model &model = *trained.model;
        Scratch scratch;
        Prediction prediction;
        model.predict("dở ẹc luôn", scratch, prediction);
        QCOMPARE(prediction.answer, 1);
        QVERIFY(prediction.calibrated);
        QVERIFY(std::abs(prediction.p[0] + prediction.p[1] + prediction.p[2] - 1) < 1e-12);
        QVERIFY(trained.heldOut.macroF1 > .8 && trained.heldOut.low < trained.heldOut.macroF1
                && trained.heldOut.high > trained.heldOut.macroF1);
        QVERIFY(trained.heldOut.baseline < .3);
        model.predict(" \n", scratch, prediction);
        QCOMPARE(prediction.answer, -1);

        const std::string bytes = model.bytes();
        const auto back = readModel(bytes);
        QVERIFY(back.has_value());
        QVERIFY((*back)->bytes() == bytes);
        QCOMPARE((*back)->id(), model.id());
        QVERIFY(model.id().starts_with("sha256:") && model.id().size() == 71);
        Prediction again;
        model.predict("hay quá", scratch, prediction);
        (*back)->predict("hay quá", scratch, again);
        QCOMPARE(again.p, prediction.p);
        for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 200)
            QVERIFY(!readModel(std::string_view(bytes).substr(0, size)));
        std::string newer = bytes;
        newer[8] = 9;
        QCOMPARE(readModel(newer).error().kind, Kind::NewerVersion);
    }

    void sameExamplesGiveSameBytes()
    {
        QVERIFY(must(train("q", m_answers, false, made(120), {}, {}, m_progress)).model->bytes()
                == must(train("q", m_answers, false, made(120), {}, {}, m_progress)).model->bytes());
    }

    void threadsDoNotMatter()
    {
        const std::vector<Example> examples = made(700);
        const std::vector<std::string> background{"một câu", "hai câu lạ", "ba câu hay"};
        QVERIFY(must(train("q", m_answers, false, examples, background, {.threads = 1}, m_progress)).model->bytes()
                == must(train("q", m_answers, false, examples, background, {.threads = 3}, m_progress)).model->bytes());
    }

    void trainsAgainAsBefore()
    {
        const Trained chosen = must(train("q", m_answers, false, made(300), {}, {}, m_progress));
        const Json &card = chosen.model->card();
        QCOMPARE(card["settings"]["chosenFrom"].integer(), 300);
        const double sharpness = 1 / card["temperature"].real();
        const Trained again = must(train("q", m_answers, false, made(300), {},
                                         {.strength = chosen.strength,
                                          .folds = 0,
                                          .sharpness = sharpness,
                                          .chosenFrom = card["settings"]["chosenFrom"].integer()},
                                         m_progress));
        QVERIFY(again.model->card()["calibrated"].boolean());
        QCOMPARE(again.model->card()["settings"]["chosenFrom"].integer(), 300);
        Scratch scratch;
        Prediction first, second;
        chosen.model->predict("hay quá số 5", scratch, first);
        again.model->predict("hay quá số 5", scratch, second);
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY(std::abs(first.p[k] - second.p[k]) < 1e-6);
    }

    void explanationAddsUp()
    {
        const Trained trained = must(train("quality", m_answers, false, made(200), {}, {.strength = .1}, m_progress));
        Scratch scratch;
        const std::string text = "Dở  ẹc số!";
        const Explanation why = trained.model->explain(text, scratch);
        QCOMPARE(why.answer, 1);
        trained.model->logits(text, scratch);
        double sum = why.remainder, best = -1e9;
        std::int64_t before = 0, bestBegin = -1;
        for (const Contribution &one : why.spans) {
            QVERIFY(one.begin >= before && one.end > one.begin);
            before = one.end;
            sum += one.value;
            if (one.value > best) {
                best = one.value;
                bestBegin = one.begin;
            }
        }
        QVERIFY(std::abs(sum - (scratch.logits[1] - scratch.logits[static_cast<std::size_t>(why.against)])) < 1e-9);
        QVERIFY(bestBegin == 0 || bestBegin == 4); // "Dở" or "ẹc"
    }

    void firstModelNeedsTwentyOfTwo()
    {
        QVERIFY(!train("q", m_answers, false, made(19), {}, {}, m_progress));
        auto same = made(30, 1);
        for (Example &example : same)
            example.target.resize(3);
        QVERIFY(!train("q", m_answers, false, same, {}, {}, m_progress));
        const Trained small = must(train("q", m_answers, false, made(20), {}, {}, m_progress));
        QVERIFY(!small.model->card()["calibrated"].boolean());
        // An answer without an example stays out and is named without a figure.
        auto two = made(40, 2);
        for (Example &example : two)
            example.target.push_back(0);
        const Trained partly = must(train("q", m_answers, false, two, {}, {}, m_progress));
        QCOMPARE(partly.model->answers(), (std::vector<std::string>{"good", "bad"}));
        QVERIFY(!partly.heldOut.perAnswer.back().f1);
    }

    void multipleIsOneLogisticEach()
    {
        std::vector<Example> examples = made(150);
        for (Example &example : examples)
            if (example.target[0] > 0)
                example.target[2] = 1; // "good" always comes with "so"
        const Trained trained = must(train("topic", m_answers, true, examples, {}, {}, m_progress));
        Scratch scratch;
        Prediction prediction;
        trained.model->predict("hay quá trời số 5", scratch, prediction);
        QVERIFY(prediction.p[0] > .5 && prediction.p[1] < .5 && prediction.p[2] > .5);
    }

    void oneMoreLabelIsLearnedAtOnce()
    {
        const Trained trained = must(train("q", m_answers, false, made(200), {}, {.strength = .1}, m_progress));
        Scratch scratch;
        Prediction before, after;
        const std::string text = "một câu lạ hoắc chưa từng có";
        trained.model->predict(text, scratch, before);
        QElapsedTimer timer;
        timer.start();
        const auto next = trained.model->learned(text, std::vector<float>{0, 0, 1});
        const auto taken = timer.nsecsElapsed();
        next->predict(text, scratch, after);
        QVERIFY(after.p[2] > before.p[2] + .1);
        QVERIFY(next->id() != trained.model->id());
        qInfo("learned in %.2f ms", static_cast<double>(taken) / 1e6);
    }

    void severalLabelsAreLearnedInTheirOrder()
    {
        const Trained trained = must(train("q", m_answers, false, made(200), {}, {.strength = .1}, m_progress));
        const std::vector<float> so{0, 0, 1}, bad{0, 1, 0};
        const std::vector<LinearModel::Lesson> lessons{{"một câu lạ hoắc", so}, {"một chuyện khác hẳn", bad, .5F}};
        const auto together = trained.model->learned(lessons);
        const auto apart = trained.model->learned(lessons[0].text, so);
        QCOMPARE(together->card()["learnedSince"].integer(), 2);
        Scratch scratch;
        Prediction before, one, both;
        trained.model->predict("một chuyện khác hẳn", scratch, before);
        apart->predict("một chuyện khác hẳn", scratch, one);
        together->predict("một chuyện khác hẳn", scratch, both);
        QVERIFY(both.p[1] > one.p[1] + .1);
        Prediction full;
        apart->learned(lessons[1].text, bad)->predict("một chuyện khác hẳn", scratch, full);
        QVERIFY(both.p[1] < full.p[1]); // half a weight moves less
    }

    void sharpnessFindsTheScale()
    {
        // Labels drawn from softmax(z): the best a for 4 z is 1/4.
        SplitMix64 random(7);
        std::vector<std::vector<double>> logits;
        std::vector<std::vector<float>> targets;
        for (int i = 0; i < 20000; ++i) {
            const double z = 4 * random.unit() - 2;
            const bool first = random.unit() < 1 / (1 + std::exp(-z));
            logits.push_back({4 * z, 0});
            targets.push_back({first ? 1.F : 0.F, first ? 0.F : 1.F});
        }
        QVERIFY(std::abs(fitSharpness(logits, targets, false) - .25) < .02);
    }

    void calibrationErrorByHand()
    {
        // Ten items of .9 with eight right: .1 (in bins of one each the distances would differ, so bins of equal mass of 10).
        std::vector<std::pair<double, bool>> items;
        for (int i = 0; i < 100; ++i)
            items.emplace_back(.9, i % 10 < 8);
        QVERIFY(std::abs(calibrationError(items) - .1) < 1e-12);
    }

    void tenThousandLabels()
    {
        QElapsedTimer timer;
        timer.start();
        (void)must(train("q", m_answers, false, made(10000), {}, {.strength = .1, .folds = 0}, m_progress));
        qInfo("10,000 labels in %lld ms", timer.elapsed());
    }

    void cancelling()
    {
        Progress progress;
        progress.cancel();
        const auto result = train("q", m_answers, false, made(100), {}, {}, progress);
        QVERIFY(!result && result.error().kind == Kind::Interrupted);
    }
};

QTEST_APPLESS_MAIN(TestModel)
#include "tst_model.moc"
