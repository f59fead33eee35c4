// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/service.h"
#include "support/workspace_fixture.h"

using namespace nia;
using namespace nia::suggest;

/// Records "văn bản số K" of the fixture: even numbers are good, odd ones bad.
class TestService : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    Progress m_progress;

    workspace::Store labelled(const char *name, int count, bool same = false)
    {
        auto store = test::makeStore(test::in(m_folder, name));
        test::addRecords(store, 60);
        std::vector<workspace::Draft> drafts;
        for (int i = 1; i <= count; ++i)
            drafts.push_back(test::label("lan", RecordId{i}, same || i % 2 == 0 ? "good" : "bad"));
        if (!drafts.empty())
            (void)test::must(store.append(drafts));
        return store;
    }

private slots:
    void trainsStoresAndSuggests()
    {
        auto store = labelled("a.nia", 40);
        const TrainOutcome outcome =
            test::must(trainQuestion(store, "quality", {.training = {.bootstrap = 100}}, m_progress));
        const Json &line = outcome.line;
        QCOMPARE(line["question"].string(), "quality");
        QCOMPARE(line["labels"].integer(), 40);
        QCOMPARE(line["heldOut"].integer(), 40);
        QVERIFY(line["macroF1"].real() >= line["low"].real() && line["macroF1"].real() <= line["high"].real());
        QCOMPARE(line["perAnswer"].items().size(), std::size_t{3});
        QVERIFY(line["perAnswer"].items().back()["f1"].isNull()); // nobody said "fair"
        for (const char *member : {"ece", "baseline", "seconds"})
            QVERIFY(line[member].isNumber());

        const auto model = test::must(loadModel(store, "quality"));
        QCOMPARE(model->id(), outcome.modelId);
        QCOMPARE(test::must(workspace::models(store)).at(0).modelId, outcome.modelId);
        QCOMPARE(test::must(suggestRecords(store, "quality", nullptr, m_progress)), std::int64_t{60});
        const auto state = test::must(workspace::recordState(store, RecordId{50}));
        QCOMPARE(state.suggestions.size(), std::size_t{1});
        QCOMPARE(state.suggestions[0].model, outcome.modelId);
        QCOMPARE(state.suggestions[0].distribution.members().size(), std::size_t{2});
        QVERIFY(state.suggestions[0].p >= .5 && state.suggestions[0].p <= 1);
        // Trained again on the same labels: the same model, stored once.
        QCOMPARE(test::must(trainQuestion(store, "quality", {.training = {.bootstrap = 100}}, m_progress)).modelId,
                 outcome.modelId);

        const ExportedModel exported = test::must(exportModel(store, "quality", true, m_progress));
        QVERIFY(FastText::parse(exported.bytes).has_value());
        QVERIFY(exported.card.find("\"question\": \"quality\"") != std::string::npos);
        QVERIFY(readModel(test::must(exportModel(store, "quality", false, m_progress)).bytes).has_value());
    }

    void decisionsAndSeenSuggestionsWeigh()
    {
        auto store = labelled("b.nia", 20);
        (void)test::must(store.append(test::label("minh", RecordId{1}, "good"))); // lan said bad: half and half
        workspace::Draft seen = test::label("minh", RecordId{2}, "good");
        seen.suggestion = workspace::ShownSuggestion{.answer = "good", .p = .7, .model = "sha256:x", .shown = true};
        (void)test::must(store.append(seen));
        workspace::Draft decided = test::label("an", RecordId{4}, "bad"); // lan said good
        decided.kind = "adjudicate";
        (void)test::must(store.append(decided));
        const auto examples = test::must(examplesOf(store, "quality", {RecordId{20}}));
        QCOMPARE(examples.size(), std::size_t{19}); // record 20 is excluded
        QCOMPARE(examples[0].target, (std::vector<float>{.5F, 0, .5F}));
        QCOMPARE(examples[0].weight, 1.F);
        QCOMPARE(examples[1].target, (std::vector<float>{0, 0, 1}));
        QCOMPARE(examples[1].weight, .75F); // one free answer, one after a suggestion
        QCOMPARE(examples[3].target, (std::vector<float>{1, 0, 0}));
    }

    void saysWhyNot()
    {
        auto few = labelled("c.nia", 19);
        const auto early = trainQuestion(few, "quality", {}, m_progress);
        QVERIFY(!early && early.error().kind == Kind::NotAllowed);
        QCOMPARE(loadModel(few, "quality").error().kind, Kind::NotFound);
        QCOMPARE(trainQuestion(few, "mark", {}, m_progress).error().kind, Kind::NotAllowed);
        QCOMPARE(trainQuestion(few, "qualty", {}, m_progress).error().kind, Kind::UnknownQuestion);
        auto same = labelled("d.nia", 30, true);
        QVERIFY(!trainQuestion(same, "quality", {}, m_progress));
    }

    void multipleSuggestsSets()
    {
        auto store = labelled("e.nia", 0);
        std::vector<workspace::Draft> drafts;
        for (int i = 1; i <= 30; ++i) {
            drafts.push_back(test::label("lan", RecordId{i}, "good"));
            drafts.push_back(test::topics("lan", RecordId{i},
                                          i % 2 ? std::vector<std::string>{"age"}
                                                : std::vector<std::string>{"age", "place"}));
        }
        (void)test::must(store.append(drafts));
        const TrainOutcome outcome =
            test::must(trainQuestion(store, "topic", {.training = {.bootstrap = 10}}, m_progress));
        QVERIFY(outcome.model->multiple());
        Scratch scratch;
        const auto suggestion = suggestionFor(*outcome.model, "văn bản số 3", scratch);
        QVERIFY(suggestion.has_value());
        QVERIFY(std::ranges::contains(suggestion->answers, "age"));
        QVERIFY(suggestionJson(*suggestion, true)["answer"].isArray());
        QVERIFY(!suggestion->calibrated);
        QVERIFY(!suggestionFor(*outcome.model, "  ", scratch));
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
