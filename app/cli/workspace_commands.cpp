// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"
#include "cli/shard_json.h"

#include "base/device.h"
#include "base/path_text.h"

#include "workspace/event_set.h"
#include "workspace/labels.h"
#include "workspace/records.h"
#include "workspace/schema.h"

#include <filesystem>
#include <format>

namespace nia::cli {

namespace {

using workspace::Store;

/// Texts of the schemas that "vi-quality,my.json" names: built in, or a file.
Result<std::vector<std::string>> schemaTexts(const std::string &names)
{
    std::vector<std::string> texts;
    for (const std::string &name : splitList(names)) {
        if (const auto builtIn = workspace::builtInSchema(name)) {
            texts.emplace_back(*builtIn);
            continue;
        }
        std::error_code ignored;
        if (!std::filesystem::exists(name, ignored)) {
            std::string known;
            for (const std::string &one : workspace::builtInSchemaNames())
                known += (known.empty() ? "" : ", ") + one;
            return fail(Kind::Usage, {"no schema and no file is called " + name, "built in are " + known});
        }
        NIA_ASSIGN(std::string text, readFile(name));
        const workspace::SchemaReport report = workspace::Schema::check(text);
        if (!report.errors.empty()) {
            const workspace::SchemaFault &first = report.errors.front();
            const std::string where = first.where == "file" ? "" : first.where + ": ";
            return fail(Kind::Usage,
                        {name + ": " + where + first.message, "nia schema check " + name + " says all that is wrong"});
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

struct NewOptions {
    std::string path, schema, dataset = "main";
};

Result<void> makeNew(Context &context, const NewOptions &options)
{
    workspace::CreateOptions create{.dataset = options.dataset};
    NIA_ASSIGN(create.schemaFiles,
               schemaTexts(options.schema.empty() ? "vi-quality,vi-bias,vi-dialect" : options.schema));
    workspace::StoreOptions store;
    store.device = deviceId();
    NIA_ASSIGN(const Store made, Store::create(pathFromText(options.path), create, store));
    context.answer(Json::object({{"done", true},
                                 {"schema", made.schema().id()},
                                 {"questions", static_cast<std::int64_t>(made.schema().questions().size())},
                                 {"dataset", made.defaultDataset()}}),
                   std::format("{}: made with {} questions ({})", options.path, made.schema().questions().size(),
                               made.schema().id()));
    return {};
}

Result<Json> infoDocument(Store &store)
{
    NIA_ASSIGN(const auto counts, workspace::counts(store));
    NIA_ASSIGN(const auto people, workspace::annotators(store));
    NIA_ASSIGN(const auto shards, workspace::shards(store));
    NIA_ASSIGN(const auto models, workspace::models(store));
    Json annotators = Json::array(), datasets = Json::array(), shardList = Json::array(), questions = Json::array(),
         modelList = Json::array();
    for (const auto &person : people)
        annotators.push(Json::object({{"id", person.id},
                                      {"name", person.display.empty() ? person.id : person.display},
                                      {"labels", person.labels}}));
    NIA_ASSIGN(const auto datasetRows, workspace::datasetCounts(store));
    for (const auto &[name, records] : datasetRows)
        datasets.push(Json::object({{"name", name}, {"records", records}}));
    std::int64_t plain = 0;
    for (const auto &shard : shards) {
        shardList.push(shardJson(shard));
        plain += shard.plainBytes;
    }
    for (const auto &question : store.schema().questions()) {
        questions.push(Json::object({{"id", question.id},
                                     {"kind", workspace::kindName(question.kind)},
                                     {"section", question.section},
                                     {"required", question.required}}));
    }
    for (const auto &model : models)
        modelList.push(Json::object({{"question", model.question}, {"id", model.modelId}, {"labels", model.labels}}));
    std::error_code ignored;
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(store.path(), ignored));
    return Json::object({{"records", counts.records},
                         {"labelled", counts.labelled},
                         {"complete", counts.complete},
                         {"disagreed", counts.disagreed},
                         {"labels", counts.labels},
                         {"events", counts.events},
                         {"annotators", std::move(annotators)},
                         {"datasets", std::move(datasets)},
                         {"shards", std::move(shardList)},
                         {"schema", Json::object({{"id", store.schema().id()},
                                                  {"version", store.schemaVersion()},
                                                  {"questions", std::move(questions)}})},
                         {"models", std::move(modelList)},
                         {"unknownRecords", counts.unknownRecords},
                         {"unknownAnswers", counts.unknownAnswers},
                         {"workspace", store.workspaceId()},
                         {"file",
                          Json::object({{"bytes", bytes}, {"plain", plain}, {"schema", workspace::kSchemaVersion}})}});
}

std::string infoText(const Json &info)
{
    std::string text = std::format("{} records, {} labelled, {} complete, {} disagreed; {} labels, {} events\n",
                                   info["records"].integer(), info["labelled"].integer(), info["complete"].integer(),
                                   info["disagreed"].integer(), info["labels"].integer(), info["events"].integer());
    for (const Json &dataset : info["datasets"].items())
        text += std::format("dataset {}: {} records\n", dataset["name"].string(), dataset["records"].integer());
    for (const Json &shard : info["shards"].items()) {
        text += std::format("shard {}: {} records, {} rejected{}\n", shard["name"].string(), shard["records"].integer(),
                            shard["rejected"].integer(), shard["complete"].boolean() ? "" : ", incomplete");
    }
    text += std::format("schema {} {}\n", info["schema"]["id"].string(), info["schema"]["version"].string());
    for (const Json &person : info["annotators"].items())
        text += std::format("annotator {}: {} labels\n", person["id"].string(), person["labels"].integer());
    for (const Json &model : info["models"].items())
        text += std::format("model for {}: {} labels\n", model["question"].string(), model["labels"].integer());
    if (info["unknownRecords"].integer() + info["unknownAnswers"].integer() > 0)
        text += std::format("waiting: {} events about unknown records, {} about unknown questions or answers\n",
                            info["unknownRecords"].integer(), info["unknownAnswers"].integer());
    const auto bytes = info["file"]["bytes"].integer(), plain = info["file"]["plain"].integer();
    text += std::format("file {} bytes", bytes);
    if (plain > 0)
        text += std::format(", {:.2f} times the {} plain bytes of its shards",
                            static_cast<double>(bytes) / static_cast<double>(plain), plain);
    return text;
}

Result<void> info(Context &context, const std::string &path)
{
    NIA_ASSIGN(Store store, openStore(path, true));
    NIA_ASSIGN(const Json document, infoDocument(store));
    context.answer(document, infoText(document));
    return {};
}

Json checkItems(const std::vector<workspace::CheckItem> &items)
{
    Json list = Json::array();
    for (const auto &item : items)
        list.push(Json::object({{"what", item.what}, {"where", item.where}, {"detail", item.detail}}));
    return list;
}

Result<void> check(Context &context, const std::string &path, bool repair)
{
    NIA_ASSIGN(Store store, openStore(path, !repair));
    ProgressLine progress(context, "checking");
    NIA_ASSIGN(const auto report, store.check(repair, progress.progress()));
    std::string text = report.ok ? "consistent" : "not consistent";
    for (const auto &item : report.problems)
        text += std::format("\nproblem: {}: {}: {}", item.what, item.where, item.detail);
    for (const auto &item : report.notes)
        text += std::format("\nnote: {}: {}: {}", item.what, item.where, item.detail);
    if (repair)
        text += std::format("\n{} rows made anew", report.repaired);
    context.answer(Json::object({{"ok", report.ok},
                                 {"problems", checkItems(report.problems)},
                                 {"notes", checkItems(report.notes)},
                                 {"repaired", report.repaired}}),
                   text);
    if (!report.ok)
        context.status = kFailed;
    return {};
}

Result<void> backup(Context &context, const std::string &path, const std::string &to)
{
    NIA_ASSIGN(const Store store, openStore(path, true));
    ProgressLine progress(context, "copying");
    NIA_TRY(store.backup(pathFromText(to), progress.progress()));
    std::error_code ignored;
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(pathFromText(to), ignored));
    context.answer(Json::object({{"done", true}, {"bytes", bytes}}), std::format("{}: {} bytes", to, bytes));
    return {};
}

Result<void> schemaShow(Context &context, const std::string &path, const std::string &section)
{
    NIA_ASSIGN(const Store store, openStore(path, true));
    if (section.empty()) {
        const Json shown = store.schema().show(store.schemaVersion());
        context.line(context.json ? shown.write() : shown.writePretty());
        return {};
    }
    for (const workspace::Section &one : store.schema().sections()) {
        if (one.id == section) {
            context.streams.out << one.json << (one.json.ends_with('\n') ? "" : "\n");
            return {};
        }
    }
    return fail(Kind::Usage, {"no such section: " + section, "the sections are " + store.schema().id()});
}

Json faultList(const std::vector<workspace::SchemaFault> &faults)
{
    Json list = Json::array();
    for (const auto &fault : faults)
        list.push(Json::object({{"code", fault.code}, {"where", fault.where}, {"message", fault.message}}));
    return list;
}

Result<void> schemaCheck(Context &context, const std::string &file)
{
    NIA_ASSIGN(const std::string content, readFile(file));
    const workspace::SchemaReport report = workspace::Schema::check(content);
    std::string text = report.errors.empty() ? file + ": fine" : file + ": cannot be used";
    for (const auto &fault : report.errors)
        text += std::format("\nerror {}: {}: {}", fault.code, fault.where, fault.message);
    for (const auto &fault : report.warnings)
        text += std::format("\nwarning {}: {}: {}", fault.code, fault.where, fault.message);
    context.answer(Json::object({{"errors", faultList(report.errors)}, {"warnings", faultList(report.warnings)}}),
                   text);
    if (!report.errors.empty())
        context.status = kFailed;
    return {};
}

void addSchemaCommands(CLI::App &app, Context &context)
{
    CLI::App *schema =
        addFamily(app, "schema", "Show or check the questions", "nia schema show corpus.nia --section vi-quality");
    auto path = std::make_shared<std::string>();
    auto section = std::make_shared<std::string>();
    CLI::App *show = addCommand(*schema, context, "show", "The questions, as nia-schema/1",
                                "nia schema show corpus.nia --section vi-dialect",
                                [&context, path, section] { return schemaShow(context, *path, *section); });
    addWorkspace(show, *path);
    show->add_option("--section", *section, "Only that section, as the file that it is");
    auto file = std::make_shared<std::string>();
    CLI::App *checked = addCommand(*schema, context, "check", "Check a schema file", "nia schema check my-schema.json",
                                   [&context, file] { return schemaCheck(context, *file); });
    checked->add_option("FILE", *file, "A nia-schema/1 file")->required()->type_name("");
}

} // namespace

void addWorkspaceCommands(CLI::App &app, Context &context)
{
    auto made = std::make_shared<NewOptions>();
    CLI::App *create =
        addCommand(app, context, "new", "Make a workspace", "nia new corpus.nia --schema vi-quality,vi-dialect",
                   [&context, made] { return makeNew(context, *made); });
    addWorkspace(create, made->path);
    create->add_option("--schema", made->schema,
                       "Schemas by name or file, joined by commas (default: vi-quality,vi-bias,vi-dialect)");
    create->add_option("--dataset", made->dataset, "Name of the dataset that shards belong to (default: main)");

    auto path = std::make_shared<std::string>();
    addWorkspace(addCommand(app, context, "info", "Counts, shards, schema, annotators, model, sizes",
                            "nia info corpus.nia --json", [&context, path] { return info(context, *path); }),
                 *path);

    auto repair = std::make_shared<bool>(false);
    CLI::App *checked = addCommand(app, context, "check", "Check the file, its events and derived tables",
                                   "nia check corpus.nia --repair",
                                   [&context, path, repair] { return check(context, *path, *repair); });
    addWorkspace(checked, *path);
    checked->add_flag("--repair", *repair, "Make derived tables anew from the events");

    auto to = std::make_shared<std::string>();
    CLI::App *copied =
        addCommand(app, context, "backup", "A consistent copy, also while others write",
                   "nia backup corpus.nia copy.nia", [&context, path, to] { return backup(context, *path, *to); });
    addWorkspace(copied, *path);
    copied->add_option("FILE", *to, "The new file")->required()->type_name("");
    addSchemaCommands(app, context);
}

} // namespace nia::cli
