// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"

#include "base/path_text.h"
#include "exporting/subset.h"
#include "workspace/query.h"
#include "workspace/resolving.h"

#include <format>

namespace nia::cli {

namespace {

struct ResolveArguments {
    std::string path, query, policy = "best";
    std::int64_t minAnswers = 1;
};

Result<workspace::ResolveOptions> resolveOptions(const std::string &policy, std::int64_t minAnswers)
{
    for (const char *known : {"best", "adjudicated", "unanimous", "majority", "dawid-skene"}) {
        if (policy == known)
            return workspace::ResolveOptions{policy, minAnswers};
    }
    return fail(Kind::Usage, {"unknown policy " + policy, "use best, adjudicated, unanimous, majority or dawid-skene"});
}

Result<void> resolve(Context &context, const ResolveArguments &arguments)
{
    NIA_ASSIGN(const auto options, resolveOptions(arguments.policy, arguments.minAnswers));
    NIA_ASSIGN(workspace::Store store, openStore(arguments.path, true));
    NIA_ASSIGN(const auto query, workspace::Query::parse(arguments.query, store.schema()));
    ProgressLine progress(context, "resolving");
    NIA_ASSIGN(const auto ids, workspace::ids(store, query, -1, 0, progress.progress()));
    return workspace::resolveAll(store, ids, options, progress.progress(),
                                 [&](RecordId, const std::vector<workspace::Resolution> &resolutions) -> Result<void> {
                                     for (const workspace::Resolution &resolution : resolutions) {
                                         if (!resolution.answer || !resolution.shown || resolution.descriptive)
                                             continue;
                                         NIA_ASSIGN(const Json line, workspace::resolveLine(store, resolution));
                                         context.line(line);
                                     }
                                     return {};
                                 });
}

struct ExportArguments {
    std::string path, out, like, onlyResolved;
    exporting::SubsetOptions subset;
    bool policyGiven = false;
};

Result<void> exportSubset(Context &context, const ExportArguments &arguments, const CLI::App &command)
{
    exporting::SubsetOptions options = arguments.subset;
    if (!arguments.like.empty()) {
        NIA_ASSIGN(options, exporting::optionsFromManifest(pathFromText(arguments.like)));
        options.overwrite = arguments.subset.overwrite;
    }
    if (command.count("--only-resolved") > 0) {
        options.onlyResolved = true;
        options.onlyResolvedQuestions = splitList(arguments.onlyResolved);
    }
    NIA_ASSIGN(workspace::Store store, openStore(arguments.path, true));
    ProgressLine progress(context, "exporting");
    NIA_ASSIGN(const exporting::SubsetReceipt receipt,
               exporting::writeSubset(store, pathFromText(arguments.out), options, progress.progress()));
    Json skipped = Json::object();
    std::string text = std::format("{}: {} records, {} bytes", pathText(receipt.data), receipt.records, receipt.bytes);
    for (const auto &[reason, count] : receipt.skipped) {
        skipped.set(reason, count);
        text += std::format("; {} left out ({})", count, reason);
    }
    context.answer(Json::object({{"done", true},
                                 {"records", receipt.records},
                                 {"skipped", std::move(skipped)},
                                 {"bytes", receipt.bytes},
                                 {"data", pathText(receipt.data)},
                                 {"manifest", pathText(receipt.manifest)},
                                 {"sha256", receipt.sha256}}),
                   text);
    return {};
}

} // namespace

void addSubsetCommands(CLI::App &app, Context &context)
{
    auto r = std::make_shared<ResolveArguments>();
    CLI::App *resolved =
        addCommand(app, context, "resolve", "The final label of each record and question, one line each",
                   "nia resolve corpus.nia --policy majority", [&context, r] { return resolve(context, *r); });
    addWorkspace(resolved, r->path);
    resolved->add_option("--query", r->query, "Only records that match")->type_name("Q");
    resolved->add_option("--policy", r->policy, "best, adjudicated, unanimous, majority or dawid-skene")
        ->type_name("P");
    resolved->add_option("--min-answers", r->minAnswers, "Answers that unanimous needs")
        ->check(atLeast(1))
        ->type_name("N");

    auto e = std::make_shared<ExportArguments>();
    CLI::App *command = app.add_subcommand("export", "A curated subset with its manifest");
    command->footer(
        "Example:\n  nia export corpus.nia subset.jsonl.zst --query 'resolved.quality=good' --only-resolved");
    command->add_flag("--json", context.json, "Print the answer as JSON");
    command->add_option("--progress", context.progress, "How progress is shown: auto, bar, json, none")
        ->check(CLI::IsMember({"auto", "bar", "json", "none"}))
        ->type_name("FORM");
    command->callback([&context, e, command] {
        if (const auto done = exportSubset(context, *e, *command); !done)
            context.report(done.error());
    });
    addWorkspace(command, e->path);
    command->add_option("OUT", e->out, "NAME.jsonl, NAME.csv, NAME.tsv (also .gz, .zst), else a new folder")
        ->required()
        ->type_name("");
    command->add_option("--query", e->subset.query, "Which records")->type_name("Q");
    command->add_option("--annotator", e->subset.annotator, "Whom is:todo and is:mine speak of")->type_name("A");
    command->add_option("--policy", e->subset.resolve.policy, "best, adjudicated, unanimous, majority or dawid-skene")
        ->type_name("P");
    command->add_option("--min-answers", e->subset.resolve.minAnswers, "Answers that unanimous needs")
        ->check(atLeast(1))
        ->type_name("N");
    command->add_option("--format", e->subset.format, "jsonl, csv or tsv; else by the name of OUT")->type_name("F");
    command
        ->add_option("--only-resolved", e->onlyResolved,
                     "Leave out records that lack an answer to these questions (none named: all required ones)")
        ->expected(0, 1)
        ->type_name("[Q,…]");
    command->add_option("--like", e->like, "Query, policy and options from a manifest")->type_name("MANIFEST");
    command->add_flag("--overwrite", e->subset.overwrite, "Replace what exists");
}

} // namespace nia::cli
