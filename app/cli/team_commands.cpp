// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"

#include "base/path_text.h"
#include "exchange/bundle.h"
#include "exchange/other_dataset.h"
#include "workspace/labels.h"
#include "workspace/query.h"
#include "workspace/resolving.h"

#include <format>

namespace nia::cli {

namespace {

using workspace::Store;

Result<void> createBundle(Context &context, const std::string &path, const std::string &file,
                          const exchange::BundleOptions &options)
{
    NIA_ASSIGN(Store store, openStore(path, true));
    ProgressLine progress(context, "packing");
    NIA_ASSIGN(const auto receipt, exchange::createBundle(store, pathFromText(file), options, progress.progress()));
    context.answer(Json::object({{"done", true},
                                 {"events", receipt.events},
                                 {"records", receipt.records},
                                 {"bytes", receipt.bytes},
                                 {"set_hash", receipt.setHash}}),
                   std::format("{}: {} events, {} records, {} bytes", file, receipt.events, receipt.records,
                               receipt.bytes));
    return {};
}

/// Conflicts: questions whose answers differ now on the records that the merge touched.
Result<std::int64_t> conflicts(Store &store, const std::vector<RecordId> &touched)
{
    std::int64_t n = 0;
    for (const RecordId record : touched) {
        NIA_ASSIGN(const auto state, workspace::recordState(store, record));
        n += std::ssize(state.disagreed);
    }
    return n;
}

/// Says which events wait only because the same shard stands here under another name. The same as JSON.
Result<Json> sayOtherDatasets(Context &context, Store &store, const std::string &path)
{
    ProgressLine progress(context, "comparing");
    NIA_ASSIGN(const auto others, exchange::otherDatasets(store, progress.progress()));
    Json list = Json::array();
    for (const exchange::OtherDataset &other : others) {
        const std::string command = exchange::joiningCommand(path, other);
        context.say(
            std::format("nia: the ids and texts that {} of them speak of under the name {} stand here in dataset {} "
                        "({}); this joins them{}: {}",
                        other.events, other.waiting, other.here, other.shard,
                        other.fileIsThere ? "" : ", once its file is there again", command));
        list.push(Json::object(
            {{"dataset", other.waiting}, {"here", other.here}, {"shard", other.shard}, {"command", command}}));
    }
    return list;
}

Result<void> mergeBundles(Context &context, const std::string &path, const std::vector<std::string> &files)
{
    NIA_ASSIGN(Store store, openStore(path));
    exchange::MergeOutcome sum;
    for (const std::string &file : files) {
        ProgressLine progress(context, "merging");
        NIA_ASSIGN(const auto outcome, exchange::mergeBundle(store, pathFromText(file), progress.progress()));
        sum.receipt.events += outcome.receipt.events;
        sum.receipt.added += outcome.receipt.added;
        sum.receipt.already += outcome.receipt.already;
        sum.receipt.clocksAhead += outcome.receipt.clocksAhead;
        sum.receipt.touched.insert(sum.receipt.touched.end(), outcome.receipt.touched.begin(),
                                   outcome.receipt.touched.end());
        sum.records += outcome.records;
        sum.otherDatasets = outcome.otherDatasets;
    }
    NIA_ASSIGN(const auto counts, workspace::counts(store));
    std::ranges::sort(sum.receipt.touched);
    const auto rest = std::ranges::unique(sum.receipt.touched);
    sum.receipt.touched.erase(rest.begin(), rest.end());
    NIA_ASSIGN(const std::int64_t differing, conflicts(store, sum.receipt.touched));
    if (sum.receipt.clocksAhead > 0)
        context.say(std::format(
            "nia: {} events carry a clock more than a minute ahead of this machine; they are taken as they are",
            sum.receipt.clocksAhead));
    if (counts.unknownRecords > 0) {
        std::string names;
        for (const std::string &name : sum.otherDatasets)
            names += (names.empty() ? "" : ", ") + name;
        context.say(std::format(
            "nia: {} events wait for records that are not here (dataset {}); import the same shard under that "
            "dataset name and they count",
            counts.unknownRecords, names));
    }
    Json document = Json::object({{"events", sum.receipt.events},
                                  {"new", sum.receipt.added},
                                  {"already", sum.receipt.already},
                                  {"unknownRecords", counts.unknownRecords},
                                  {"unknownAnswers", counts.unknownAnswers},
                                  {"conflicts", differing},
                                  {"records", sum.records}});
    if (counts.unknownRecords > 0) {
        NIA_ASSIGN(Json others, sayOtherDatasets(context, store, path));
        if (!others.items().empty())
            document.set("otherDatasets", std::move(others));
    }
    context.answer(document,
                   std::format("{} events: {} new, {} already here; {} new records; {} questions differ",
                               sum.receipt.events, sum.receipt.added, sum.receipt.already, sum.records, differing));
    return {};
}

struct AgreementArguments {
    std::string path, query;
    workspace::AgreementOptions options;
};

std::string figure(const Json &figure)
{
    if (!figure["value"].isNumber())
        return "undefined (" + figure["undefined"].string() + ")";
    std::string text = std::format("{:.3f}", figure["value"].real());
    if (figure["low"].isNumber())
        text += std::format(" [{:.3f}, {:.3f}]", figure["low"].real(), figure["high"].real());
    return text;
}

Result<void> agreement(Context &context, const AgreementArguments &arguments)
{
    NIA_ASSIGN(Store store, openStore(arguments.path, true));
    if (!arguments.options.question.empty() && !store.schema().question(arguments.options.question))
        return fail(Kind::UnknownQuestion,
                    {arguments.options.question, store.schema().nearestQuestion(arguments.options.question)});
    ProgressLine progress(context, "computing");
    std::vector<RecordId> records;
    if (!arguments.query.empty()) {
        NIA_ASSIGN(const auto query, workspace::Query::parse(arguments.query, store.schema()));
        NIA_ASSIGN(records, workspace::ids(store, query, -1, 0, progress.progress()));
    }
    NIA_ASSIGN(const auto lines, workspace::agreementLines(store, arguments.query.empty() ? nullptr : &records,
                                                           arguments.options, progress.progress()));
    for (const Json &line : lines) {
        if (context.json) {
            context.line(line);
            continue;
        }
        context.line(std::format("{}: {} records, {} annotators, percent {}, alpha {}", line["question"].string(),
                                 line["records"].integer(), line["annotators"].integer(), figure(line["percent"]),
                                 line.has("alpha") ? figure(line["alpha"]) : "none"));
    }
    return {};
}

} // namespace

void addTeamCommands(CLI::App &app, Context &context)
{
    CLI::App *bundle = addFamily(app, "bundle", "Carry work between machines",
                                 "nia bundle create corpus.nia lan.niab --annotator lan");
    auto path = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto options = std::make_shared<exchange::BundleOptions>();
    CLI::App *create =
        addCommand(*bundle, context, "create", "Write a bundle of events (and records if asked)",
                   "nia bundle create corpus.nia lan.niab --annotator lan",
                   [&context, path, file, options] { return createBundle(context, *path, *file, *options); });
    addWorkspace(create, *path);
    create->add_option("FILE", *file, "The new bundle, NAME.niab")->required()->type_name("");
    create->add_option("--annotator", options->annotator, "Only this annotator's events")->type_name("A");
    create->add_flag("--with-records", options->withRecords, "The records' texts too");
    create->add_flag("--overwrite", options->overwrite, "Replace what exists");

    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App *merge = addCommand(*bundle, context, "merge", "Take bundles in, in any order, any number of times",
                                 "nia bundle merge corpus.nia lan.niab minh.niab",
                                 [&context, path, files] { return mergeBundles(context, *path, *files); });
    addWorkspace(merge, *path);
    merge->add_option("FILE", *files, "Bundles")->required()->type_name("");

    auto a = std::make_shared<AgreementArguments>();
    CLI::App *command =
        addCommand(app, context, "agreement", "How far annotators agree, with intervals; with --json a line a question",
                   "nia agreement corpus.nia --question quality --json",
                   [&context, a] { return agreement(context, *a); });
    addWorkspace(command, a->path);
    command->add_option("--question", a->options.question, "Only this question")->type_name("Q");
    command->add_option("--query", a->query, "Only records that match")->type_name("Q");
    command->add_option("--by", a->options.by, "annotator, category or round")
        ->check(CLI::IsMember({"annotator", "category", "round"}))
        ->type_name("BY");
    command->add_option("--bootstrap", a->options.bootstrap, "Draws for the intervals (default 1000)")
        ->check(atLeast(0))
        ->type_name("N");
    command->add_option("--seed", a->options.seed, "Of the draws (default 20240601)")->type_name("S");
}

} // namespace nia::cli
