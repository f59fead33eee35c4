// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"

#include "base/aside.h"
#include "base/path_text.h"
#include "suggest/score_model.h"
#include "suggest/service.h"
#include "workspace/labels.h"
#include "workspace/query.h"
#include "workspace/replacing.h"

#include <format>
#include <fstream>

namespace nia::cli {

namespace {

using workspace::Store;

bool canLearn(const workspace::Question &question)
{
    using workspace::QuestionKind;
    return question.kind == QuestionKind::Single || question.kind == QuestionKind::Scale
           || question.kind == QuestionKind::Multiple;
}

Result<void> train(Context &context, const std::string &path, const std::string &only)
{
    NIA_ASSIGN(Store store, openStore(path));
    if (!only.empty() && !store.schema().question(only))
        return fail(Kind::UnknownQuestion, {only, store.schema().nearestQuestion(only)});
    ProgressLine progress(context, "training");
    std::int64_t trained = 0;
    for (const workspace::Question &question : store.schema().questions()) {
        if (only.empty() ? !canLearn(question) : question.id != only)
            continue;
        const auto outcome = suggest::trainQuestion(store, question.id, {}, progress.progress());
        if (!outcome) {
            // Without --question, what has too few answers yet is left for later.
            if (!only.empty() || outcome.error().kind != Kind::NotAllowed)
                return fail(outcome.error());
            continue;
        }
        ++trained;
        const Json &line = outcome->line;
        if (context.json)
            context.line(line);
        else
            context.line(std::format("{}: {} labels, macro-F1 {:.2f} ({:.2f} to {:.2f}), baseline {:.2f}", question.id,
                                     line["labels"].integer(), line["macroF1"].real(), line["low"].real(),
                                     line["high"].real(), line["baseline"].real()));
    }
    if (trained == 0)
        return fail(Kind::NotAllowed,
                    {"no question has the 20 answers, at least two of them different, that a first model needs"});
    return {};
}

struct SuggestArguments {
    std::string path, query, annotator;
};

Result<void> suggestAll(Context &context, const SuggestArguments &arguments)
{
    NIA_ASSIGN(Store store, openStore(arguments.path));
    NIA_ASSIGN(const auto query,
               workspace::Query::parse(arguments.query, store.schema(), {.annotator = arguments.annotator}));
    ProgressLine progress(context, "scoring");
    NIA_ASSIGN(const auto records, workspace::ids(store, query, -1, 0, progress.progress()));
    std::int64_t stored = 0, models = 0;
    for (const workspace::Question &question : store.schema().questions()) {
        if (!canLearn(question))
            continue;
        const auto n = suggest::suggestRecords(store, question.id, &records, progress.progress());
        if (!n && n.error().kind == Kind::NotFound)
            continue;
        if (!n)
            return fail(n.error());
        stored += *n;
        ++models;
    }
    if (models == 0)
        return fail(Kind::NotAllowed, {"this workspace has no model yet; make one with nia train " + arguments.path});
    context.answer(Json::object({{"done", true},
                                 {"records", static_cast<std::int64_t>(records.size())},
                                 {"suggestions", stored},
                                 {"models", models}}),
                   std::format("{} suggestions for {} records by {} models", stored, records.size(), models));
    return {};
}

/// Aside first: there is a whole file of that name or none.
Result<void> writeFile(const std::filesystem::path &path, std::string_view bytes)
{
    const std::filesystem::path aside = asideOf(path);
    std::error_code failed;
    {
        std::ofstream out(aside, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), std::ssize(bytes));
        out.flush();
        failed = out ? std::error_code() : std::make_error_code(std::errc::io_error);
    }
    if (failed) {
        std::filesystem::remove(aside, failed);
        return fail(Kind::Io, {"write it", "the folder is missing or the disk is full"}, pathText(path));
    }
    std::filesystem::rename(aside, path, failed);
    if (failed)
        return fail(Kind::Io, {"give it its name", failed.message()}, pathText(path));
    return {};
}

struct ModelArguments {
    std::string path, file, question, form = "fasttext";
    bool overwrite = false;
};

Result<void> exportModel(Context &context, const ModelArguments &arguments)
{
    NIA_ASSIGN(Store store, openStore(arguments.path, true));
    const std::filesystem::path file = pathFromText(arguments.file);
    // The card stands beside the file: q.bin and q.json.
    const std::filesystem::path card = std::filesystem::path(file).replace_extension(".json");
    if (card == file)
        return fail(Kind::Usage, {arguments.file + " is the name of the model's card", "use .bin"});
    NIA_TRY(workspace::mayReplaceFile(store, file, arguments.overwrite));
    NIA_TRY(workspace::mayReplaceFile(store, card, arguments.overwrite));
    std::string name = arguments.question;
    if (name.empty()) {
        NIA_ASSIGN(const auto models, workspace::models(store));
        if (models.size() != 1)
            return fail(Kind::Usage,
                        {"there are " + std::to_string(models.size()) + " models", "name one with --question"});
        name = models.front().question;
    }
    if (!store.schema().question(name))
        return fail(Kind::UnknownQuestion, {name, store.schema().nearestQuestion(name)});
    ProgressLine progress(context, "exporting");
    NIA_ASSIGN(const suggest::ExportedModel model,
               suggest::exportModel(store, name, arguments.form == "fasttext", progress.progress()));
    NIA_TRY(writeFile(file, model.bytes));
    NIA_TRY(writeFile(card, model.card));
    context.answer(
        Json::object(
            {{"done", true}, {"question", name}, {"form", arguments.form}, {"bytes", std::ssize(model.bytes)}}),
        std::format("{}: {} model for {}, {} bytes", arguments.file, arguments.form, name, model.bytes.size()));
    return {};
}

Result<void> modelInfo(Context &context, const std::string &file)
{
    NIA_ASSIGN(const suggest::ScoreModel model, suggest::ScoreModel::read(pathFromText(file)));
    const Json info = model.info();
    std::string answers;
    for (const Json &answer : info["answers"].items())
        answers += (answers.empty() ? "" : ", ") + answer.string();
    context.answer(info, std::format("{}: {} model for {}, answers {}, {} bytes, {}", file, info["form"].string(),
                                     info["question"].string(), answers, info["bytes"].integer(), info["id"].string()));
    return {};
}

void addModel(CLI::App &app, Context &context)
{
    CLI::App *model = addFamily(app, "model", "Export a model, or say what one is",
                                "nia model export corpus.nia quality.bin --question quality");
    auto wish = std::make_shared<ModelArguments>();
    CLI::App *exported = addCommand(*model, context, "export", "The model as a file that nia score reads",
                                    "nia model export corpus.nia quality.bin --question quality",
                                    [&context, wish] { return exportModel(context, *wish); });
    addWorkspace(exported, wish->path);
    exported->add_option("FILE", wish->file, "The new file; its card stands beside it")->required()->type_name("");
    exported->add_flag("--overwrite", wish->overwrite, "Replace what exists");
    exported->add_option("--question", wish->question, "Which question")->type_name("Q");
    exported->add_option("--form", wish->form, "fasttext or native")
        ->check(CLI::IsMember({"fasttext", "native"}))
        ->type_name("F");

    auto read = std::make_shared<std::string>();
    CLI::App *told = addCommand(*model, context, "info", "What a model file is", "nia model info quality.bin --json",
                                [&context, read] { return modelInfo(context, *read); });
    told->add_option("FILE", *read, "A model made by nia model export, or a fastText .bin")->required()->type_name("");
}

} // namespace

void addModelCommands(CLI::App &app, Context &context)
{
    auto path = std::make_shared<std::string>();
    auto question = std::make_shared<std::string>();
    CLI::App *trained = addCommand(app, context, "train", "Train the embedded model; prints its held-out figures",
                                   "nia train corpus.nia --question quality --json",
                                   [&context, path, question] { return train(context, *path, *question); });
    addWorkspace(trained, *path);
    trained->add_option("--question", *question, "Only this question")->type_name("Q");

    auto s = std::make_shared<SuggestArguments>();
    CLI::App *suggested =
        addCommand(app, context, "suggest", "Score records and store suggestions",
                   "nia suggest corpus.nia --query is:unlabeled", [&context, s] { return suggestAll(context, *s); });
    addWorkspace(suggested, s->path);
    suggested->add_option("--query", s->query, "Only records that match")->type_name("Q");
    suggested->add_option("--annotator", s->annotator, "Whom is:todo and is:mine speak of")->type_name("A");
    addScoreCommand(app, context);
    addModel(app, context);
}

} // namespace nia::cli
