// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// What the suggester does with a store of its own, on a thread of its own.

#include "views/suggester.h"

#include "suggest/service.h"
#include "views/suggester_rules.h"
#include "workspace/labels.h"

#include <algorithm>

namespace nia::views {

using workspace::Store;

Result<Suggester::Models> Suggester::followed(Store &store, const Models &trained, const Since &since,
                                              const Wanted &near)
{
    Models out = trained;
    Progress progress;
    for (auto &[question, model] : out) {
        const auto changed = since.find(question);
        if (changed == since.end())
            continue;
        const Model before = model;
        std::vector<RecordId> records;
        for (const auto &[record, answered] : changed->second)
            records.push_back(record);
        NIA_ASSIGN(model, suggest::learnedAtOnce(store, before, records));
        // Not a snapshot of its own: the label names the one that it grew from.
        NIA_TRY(suggest::suggestWith(store, *model, before->id(), &near, progress));
    }
    return out;
}

/// Trains where that is due, and suggests where the model is another one or the records are.
Result<void> Suggester::learnQuestion(Store &store, const std::string &question, const Before &before, Learned &out,
                                      Progress &progress)
{
    NIA_ASSIGN(const std::vector<workspace::ModelRow> models, workspace::models(store));
    const auto kept = before.questions.find(question);
    Known known = kept == before.questions.end() ? Known() : kept->second;
    const auto answers = static_cast<std::int64_t>(out.answered[question].size());
    const auto model = std::ranges::find(models, question, &workspace::ModelRow::question);
    known.hasModel = model != models.end();
    if (known.hasModel && known.learned == 0)
        known.learned = model->labels;
    known.triedNow = isDue(answers, known.learned, changesOf(before.since, question), known.hasModel,
                           before.patient || answers < known.learned);
    if (known.triedNow) {
        suggest::TrainQuestionOptions options;
        if (known.hasModel) {
            NIA_ASSIGN(const Json card, Json::parse(model->card));
            options.training = suggest::optionsAfter(card, answers);
        }
        options.training.bootstrap = 0; // intervals are for the command line's report
        const auto trained = suggest::trainQuestion(store, question, options, progress);
        if (!trained && trained.error().kind != Kind::NotAllowed)
            return std::unexpected(trained.error());
        known.learned = answers; // NotAllowed: everybody gave the same answer so far
        known.hasModel = known.hasModel || trained.has_value();
    }
    out.questions[question] = known;
    if (!known.hasModel)
        return {};
    NIA_ASSIGN(const Model newest, suggest::loadModel(store, question));
    out.models[question] = newest;
    const bool whole = out.records <= kSmall;
    const auto former = before.models.find(question);
    const bool another = former == before.models.end() || former->second->id() != newest->id()
                         || (whole && out.records != before.records);
    if (!another && (whole || before.waiting.empty()))
        return {}; // all is there: what is written without need would wake this up again
    const Wanted *records = whole ? nullptr : another ? &before.ahead : &before.waiting;
    NIA_ASSIGN(const std::int64_t made, suggest::suggestWith(store, *newest, newest->id(), records, progress));
    out.suggested = out.suggested || made > 0;
    return {};
}

Result<Suggester::Learned> Suggester::learn(Store &store, const Before &before, Progress &progress)
{
    Learned out;
    out.ahead = before.ahead;
    NIA_TRY(workspace::eachLabel(store, {}, [&](const workspace::LabelRow &label) -> Result<void> {
        out.answered[label.question].push_back(label.record);
        return progress.step(0);
    }));
    for (auto &[question, records] : out.answered) {
        std::ranges::sort(records);
        records.erase(std::unique(records.begin(), records.end()), records.end());
    }
    NIA_ASSIGN(out.records, workspace::recordCount(store));
    for (const workspace::Question &question : store.schema().questions()) {
        if (canLearn(question))
            NIA_TRY(learnQuestion(store, question.id, before, out, progress));
    }
    NIA_ASSIGN(const std::vector<workspace::ModelRow> now, workspace::models(store));
    for (const workspace::ModelRow &model : now) {
        if (const auto card = Json::parse(model.card); card && (*card)["calibrated"].boolean())
            out.calibrated.insert(model.modelId);
    }
    return out;
}

} // namespace nia::views
