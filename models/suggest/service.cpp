// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/service.h"

#include "base/clock.h"
#include "workspace/labels.h"
#include "workspace/records.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace nia::suggest {

namespace {

constexpr float kSeenSuggestionCounts = .5F; ///< domain/learning.md section 6

Result<const workspace::Question *> questionOf(workspace::Store &store, std::string_view id)
{
    const workspace::Question *question = store.schema().question(id);
    if (!question)
        return fail(Kind::UnknownQuestion, {std::string(id), store.schema().nearestQuestion(id)});
    if (question->kind == workspace::QuestionKind::Span || question->kind == workspace::QuestionKind::Text)
        return fail(Kind::NotAllowed, {"there is no model for " + std::string(workspace::kindName(question->kind))
                                       + " questions, which " + std::string(id) + " is"});
    return question;
}

/// Votes on one record: mass per answer and of all.
struct Votes {
    std::vector<float> taken;
    float all = 0, count = 0;

    void add(const workspace::Question &question, const workspace::Answer &answer, float weight)
    {
        taken.resize(question.answers.size());
        const auto take = [&](std::string_view id) {
            if (const int at = question.answerIndex(id); at >= 0)
                taken[static_cast<std::size_t>(at)] += weight;
        };
        if (question.kind == workspace::QuestionKind::Multiple)
            std::ranges::for_each(answer.choices, take);
        else
            take(answer.choice);
        all += weight;
        count += 1;
    }
};

/// Decisions that nobody contests; they replace what annotators said.
Result<void> takeDecisions(workspace::Store &store, const workspace::Question &question,
                           std::map<RecordId, Votes> &votes)
{
    NIA_ASSIGN(auto select,
               store.database().prepare("SELECT record, answer FROM adjudication WHERE question=?1 AND contested=0"));
    select.bind(1, std::string_view(question.id));
    for (;;) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        NIA_ASSIGN(const Json value, Json::parse(select.text(1)));
        NIA_ASSIGN(const workspace::Answer answer, workspace::answerFromJson(question.kind, value));
        Votes decided;
        decided.add(question, answer, 1);
        votes[RecordId{select.integer(0)}] = std::move(decided);
    }
}

Result<std::string> textOf(workspace::Store &store, std::int64_t id)
{
    NIA_ASSIGN(auto select, store.database().prepare("SELECT text FROM record_body WHERE id=?1"));
    select.bind(1, id);
    NIA_ASSIGN(const bool row, select.step());
    return row ? std::string(select.text(0)) : std::string();
}

/// At most `count` texts, evenly over the workspace, none that is excluded.
Result<std::vector<std::string>> spread(workspace::Store &store, std::int64_t count, Progress &progress)
{
    std::vector<std::string> out;
    NIA_ASSIGN(const std::int64_t records, workspace::recordCount(store));
    const std::int64_t step = count > 0 ? std::max<std::int64_t>(1, records / count) : 1;
    for (std::int64_t id = 1; id <= records && static_cast<std::int64_t>(out.size()) < count; id += step) {
        NIA_TRY(progress.step(0));
        NIA_ASSIGN(std::string text, textOf(store, id));
        out.push_back(std::move(text));
    }
    return out;
}

Json trainLine(std::string_view question, const Trained &trained, std::int64_t labels, double seconds)
{
    const HeldOut &figures = trained.heldOut;
    Json perAnswer = Json::array();
    for (const AnswerFigure &one : figures.perAnswer) {
        Json figure = Json::object();
        figure.set("answer", one.answer).set("f1", one.f1 ? Json(*one.f1) : Json()).set("n", one.n);
        perAnswer.push(std::move(figure));
    }
    Json line = Json::object();
    line.set("question", question)
        .set("labels", labels)
        .set("heldOut", figures.records)
        .set("macroF1", figures.macroF1);
    line.set("low", figures.low).set("high", figures.high).set("ece", figures.ece).set("logLoss", figures.logLoss);
    line.set("baseline", figures.baseline).set("perAnswer", perAnswer).set("model", trained.model->id());
    line.set("strength", trained.strength)
        .set("calibrated", trained.model->card()["calibrated"])
        .set("seconds", seconds);
    return line;
}

std::string now(const workspace::Store &store)
{
    static const Clock clock;
    return rfc3339((store.options().clock ? store.options().clock : &clock)->nowMs());
}

} // namespace

Result<std::vector<Example>> examplesOf(workspace::Store &store, std::string_view questionId,
                                        const std::vector<RecordId> &exclude, const std::vector<RecordId> *only)
{
    NIA_ASSIGN(const workspace::Question *question, questionOf(store, questionId));
    std::map<RecordId, Votes> votes;
    NIA_TRY(workspace::eachLabel(store, {.records = only}, [&](const workspace::LabelRow &label) -> Result<void> {
        if (label.question == questionId)
            votes[label.record].add(*question, label.answer,
                                    label.suggestion && label.suggestion->shown ? kSeenSuggestionCounts : 1.F);
        return {};
    }));
    NIA_TRY(takeDecisions(store, *question, votes));
    const std::set<RecordId> left(exclude.begin(), exclude.end());
    std::vector<Example> out;
    for (const auto &[record, vote] : votes) {
        const bool empty = std::ranges::all_of(vote.taken, [](float one) { return one == 0; });
        if (left.contains(record) || (only && !std::ranges::contains(*only, record))
            || (empty && question->kind != workspace::QuestionKind::Multiple))
            continue;
        NIA_ASSIGN(std::string text, textOf(store, number(record)));
        if (isBlankText(text))
            continue;
        Example example{.text = std::move(text), .target = vote.taken, .weight = vote.all / vote.count};
        float sum = vote.all;
        if (question->kind != workspace::QuestionKind::Multiple) {
            sum = 0;
            for (const float one : vote.taken)
                sum += one;
        }
        for (float &one : example.target)
            one /= sum;
        out.push_back(std::move(example));
    }
    return out;
}

Result<TrainOutcome> trainQuestion(workspace::Store &store, std::string_view questionId,
                                   const TrainQuestionOptions &options, Progress &progress)
{
    const auto start = std::chrono::steady_clock::now();
    NIA_ASSIGN(const workspace::Question *question, questionOf(store, questionId));
    NIA_ASSIGN(const std::vector<Example> examples, examplesOf(store, questionId, options.exclude));
    std::vector<std::string> answers;
    for (const workspace::AnswerOption &answer : question->answers)
        answers.push_back(answer.id);
    NIA_ASSIGN(const std::vector<std::string> background, spread(store, options.backgroundRecords, progress));
    const std::string id = question->id;
    NIA_ASSIGN(const Trained trained, train(id, answers, question->kind == workspace::QuestionKind::Multiple, examples,
                                            background, options.training, progress));
    TrainOutcome out{.line = {}, .model = trained.model, .modelId = trained.model->id()};
    if (options.keep) {
        NIA_ASSIGN(const auto known, workspace::models(store));
        const bool already =
            std::ranges::any_of(known, [&](const workspace::ModelRow &row) { return row.modelId == out.modelId; });
        if (!already)
            NIA_TRY(workspace::addModel(store,
                                        {.question = id,
                                         .modelId = out.modelId,
                                         .form = "native",
                                         .card = trained.model->card().write(),
                                         .madeAt = now(store),
                                         .labels = static_cast<std::int64_t>(examples.size())},
                                        trained.model->bytes()));
    }
    out.line = trainLine(id, trained, static_cast<std::int64_t>(examples.size()),
                         std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    return out;
}

Result<std::shared_ptr<const Model>> loadModel(workspace::Store &store, std::string_view question)
{
    NIA_ASSIGN(const auto data, workspace::modelData(store, question));
    if (!data)
        return fail(Kind::NotFound, {"model for the question", std::string(question)});
    return readModel(*data);
}

Result<std::int64_t> suggestRecords(workspace::Store &store, std::string_view question,
                                    const std::vector<RecordId> *records, Progress &progress)
{
    NIA_ASSIGN(const auto model, loadModel(store, question));
    return suggestWith(store, *model, model->id(), records, progress);
}

Result<std::int64_t> suggestWith(workspace::Store &store, const Model &model, std::string_view modelId,
                                 const std::vector<RecordId> *records, Progress &progress)
{
    constexpr std::size_t kBatch = 1000;
    const std::string &question = model.question();
    NIA_ASSIGN(const std::int64_t count, workspace::recordCount(store));
    const std::int64_t all = records ? static_cast<std::int64_t>(records->size()) : count;
    progress.setTotal(all);
    std::vector<std::pair<RecordId, workspace::StoredSuggestion>> batch;
    Scratch scratch;
    std::int64_t stored = 0;
    for (std::int64_t i = 0; i < all; ++i) {
        const RecordId id = records ? (*records)[static_cast<std::size_t>(i)] : RecordId{i + 1};
        NIA_ASSIGN(const std::string text, textOf(store, number(id)));
        if (const auto suggestion = suggestionFor(model, text, scratch)) {
            const Json json = suggestionJson(*suggestion, model.multiple());
            batch.emplace_back(id, workspace::StoredSuggestion{.question = question,
                                                               .answer = json["answer"],
                                                               .p = suggestion->p,
                                                               .distribution = json["distribution"],
                                                               .model = std::string(modelId)});
        }
        if (batch.size() >= kBatch || i + 1 == all) {
            NIA_TRY(progress.step(i));
            NIA_TRY(workspace::storeSuggestions(store, modelId, question, batch));
            stored += static_cast<std::int64_t>(batch.size());
            batch.clear();
        }
    }
    NIA_TRY(progress.step(all));
    return stored;
}

TrainOptions optionsAfter(const Json &card, std::int64_t examples)
{
    constexpr std::int64_t kQuick = 1000; // below, choosing takes no time
    const double strength = card["settings"]["strength"].real(), temperature = card["temperature"].real();
    const std::int64_t chosenFrom = card["settings"]["chosenFrom"].integer();
    if (examples < kQuick || examples > chosenFrom + chosenFrom / 4 || strength <= 0 || temperature <= 0)
        return {};
    return {.strength = strength, .folds = 0, .sharpness = 1 / temperature, .chosenFrom = chosenFrom};
}

Result<std::shared_ptr<const Model>> learnedAtOnce(workspace::Store &store, const std::shared_ptr<const Model> &model,
                                                   const std::vector<RecordId> &records)
{
    const auto linear = std::dynamic_pointer_cast<const LinearModel>(model);
    const workspace::Question *question = store.schema().question(model->question());
    if (!linear || !question || records.empty())
        return model;
    NIA_ASSIGN(const std::vector<Example> examples, examplesOf(store, model->question(), {}, &records));
    std::vector<std::vector<float>> targets(examples.size());
    std::vector<LinearModel::Lesson> lessons;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        float mass = 0, kept = 0;
        for (const float one : examples[i].target)
            mass += one;
        for (const std::string &answer : model->answers()) {
            const int at = question->answerIndex(answer);
            targets[i].push_back(at < 0 ? 0 : examples[i].target[static_cast<std::size_t>(at)]);
            kept += targets[i].back();
        }
        if (kept > mass - 1e-3F)
            lessons.push_back({examples[i].text, targets[i], examples[i].weight});
    }
    if (lessons.empty())
        return model;
    return linear->learned(lessons);
}

Result<ExportedModel> exportModel(workspace::Store &store, std::string_view question, bool fastText, Progress &progress)
{
    NIA_ASSIGN(const auto model, loadModel(store, question));
    if (!fastText)
        return ExportedModel{model->bytes(), model->card().writePretty() + "\n"};
    NIA_ASSIGN(const std::vector<Example> examples, examplesOf(store, question, {}));
    NIA_ASSIGN(std::vector<std::string> texts, spread(store, 3000, progress));
    for (const Example &example : examples)
        texts.push_back(example.text);
    NIA_ASSIGN(const Distilled distilled, distil(*model, texts, {}, progress));
    return ExportedModel{distilled.model->write(), distilled.card.writePretty() + "\n"};
}

} // namespace nia::suggest
