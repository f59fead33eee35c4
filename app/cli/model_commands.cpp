// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"

#include "suggest/score.h"
#include "suggest/service.h"
#include "workspace/labels.h"
#include "workspace/query.h"

#include <format>
#include <fstream>
#include <iostream>

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
        return fail(Kind::NotFound, {"model in this workspace; make one with nia train", arguments.path});
    context.answer(Json::object({{"done", true},
                                 {"records", static_cast<std::int64_t>(records.size())},
                                 {"suggestions", stored},
                                 {"models", models}}),
                   std::format("{} suggestions for {} records by {} models", stored, records.size(), models));
    return {};
}

struct ScoreArguments {
    suggest::ScoreOptions options;
    std::string model, inFormat = "jsonl", emit = "inline", labels = "all", onError = "line", flush = "auto";
    bool dolma = false;
};

void addScore(CLI::App &app, Context &context)
{
    auto a = std::make_shared<ScoreArguments>();
    CLI::App *command =
        app.add_subcommand("score", "Standard input to standard output, a line for a line: a stage of a pipeline");
    command->footer("Example:\n  zstdcat docs.jsonl.zst | nia score --model quality.bin > scored.jsonl");
    command->add_option("--model", a->model, "A model made by nia model export, or a fastText .bin")
        ->required()
        ->type_name("FILE");
    command->add_option("--in-format", a->inFormat, "jsonl or text")
        ->check(CLI::IsMember({"jsonl", "text"}))
        ->type_name("F");
    command->add_option("--text,--text-field", a->options.textField, "The field that holds the text (default text)")
        ->type_name("FIELD");
    command->add_option("--id-field", a->options.idField, "The field that holds the id (default id)")
        ->type_name("FIELD");
    command->add_option("--emit", a->emit, "inline, sidecar or labels")
        ->check(CLI::IsMember({"inline", "sidecar", "labels"}))
        ->type_name("FORM");
    command->add_option("--name", a->options.name, "Name of the attributes")->type_name("NAME");
    command->add_option("--key", a->options.key, "Member below nia; default: the model's question")->type_name("KEY");
    command->add_option("--labels", a->labels, "all, or top:K")->type_name("all|top:K");
    command->add_option("--threshold", a->options.threshold, "Leave answers below this probability out")
        ->type_name("P");
    command->add_option("--precision", a->options.precision, "Most digits of a probability")->type_name("N");
    command->add_option("--on-error", a->onError, "line, skip or stop")
        ->check(CLI::IsMember({"line", "skip", "stop"}))
        ->type_name("HOW");
    command->add_option("--max-error-rate", a->options.maxErrorRate, "More error lines give exit status 5")
        ->type_name("R");
    command->add_option("--threads", a->options.threads, "Threads")->type_name("N");
    command->add_flag("--dolma", a->dolma, "Write Dolma attributes");
    command->callback([&context, a] {
        a->options.model = pathOf(a->model);
        a->options.textInput = a->inFormat == "text";
        a->options.emit = a->dolma               ? suggest::ScoreOptions::Emit::Dolma
                          : a->emit == "sidecar" ? suggest::ScoreOptions::Emit::Sidecar
                          : a->emit == "labels"  ? suggest::ScoreOptions::Emit::Labels
                                                 : suggest::ScoreOptions::Emit::Inline;
        a->options.onError = a->onError == "skip"   ? suggest::ScoreOptions::OnError::Skip
                             : a->onError == "stop" ? suggest::ScoreOptions::OnError::Stop
                                                    : suggest::ScoreOptions::OnError::Line;
        if (a->labels.starts_with("top:"))
            a->options.topLabels = std::atoi(a->labels.c_str() + 4);
        const auto input = [&context](char *to, std::int64_t size, std::chrono::milliseconds) -> std::int64_t {
            context.streams.in.read(to, 1);
            if (context.streams.in.gcount() == 0)
                return 0;
            return 1 + context.streams.in.readsome(to + 1, size - 1);
        };
        const auto output = [&context](std::string_view bytes) {
            return static_cast<bool>(context.streams.out.write(bytes.data(), std::ssize(bytes)).flush());
        };
        const auto messages = [&context](std::string_view bytes) {
            return static_cast<bool>(context.streams.err.write(bytes.data(), std::ssize(bytes)).flush());
        };
        context.status = suggest::runScore(a->options, input, output, messages);
    });
}

Result<void> writeFile(const std::string &path, std::string_view bytes)
{
    std::ofstream out(pathOf(path), std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), std::ssize(bytes));
    if (!out.flush())
        return fail(Kind::Io, {"write it", "the folder is missing or the disk is full"}, path);
    return {};
}

Result<void> exportModel(Context &context, const std::string &path, const std::string &file,
                         const std::string &question, const std::string &form)
{
    NIA_ASSIGN(Store store, openStore(path, true));
    std::string name = question;
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
               suggest::exportModel(store, name, form == "fasttext", progress.progress()));
    NIA_TRY(writeFile(file, model.bytes));
    // The card stands beside the file: q.bin and q.json.
    NIA_TRY(writeFile(pathOf(file).replace_extension(".json").string(), model.card));
    context.answer(
        Json::object({{"done", true}, {"question", name}, {"form", form}, {"bytes", std::ssize(model.bytes)}}),
        std::format("{}: {} model for {}, {} bytes", file, form, name, model.bytes.size()));
    return {};
}

void addModel(CLI::App &app, Context &context)
{
    CLI::App *model = app.add_subcommand("model", "Export a model");
    model->require_subcommand(1);
    auto path = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto question = std::make_shared<std::string>();
    auto form = std::make_shared<std::string>("fasttext");
    CLI::App *exported = addCommand(*model, context, "export", "The model as a file that nia score reads",
                                    "nia model export corpus.nia quality.bin --question quality",
                                    [&context, path, file, question, form] {
                                        return exportModel(context, *path, *file, *question, *form);
                                    });
    addWorkspace(exported, *path);
    exported->add_option("FILE", *file, "The new file; its card stands beside it")->required()->type_name("");
    exported->add_option("--question", *question, "Which question")->type_name("Q");
    exported->add_option("--form", *form, "fasttext or native")
        ->check(CLI::IsMember({"fasttext", "native"}))
        ->type_name("F");
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
    addScore(app, context);
    addModel(app, context);
}

} // namespace nia::cli
