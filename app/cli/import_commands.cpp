// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"

#include "base/path_text.h"
#include "base/words.h"
#include "importing/import_job.h"
#include "text/utf8.h"
#include "workspace/records.h"

#include <algorithm>
#include <format>

namespace nia::cli {

namespace {

struct ImportArguments {
    std::string path, dataset, text, id, format, encoding, delimiter, header, maxLine, split, sheet;
    std::vector<std::string> files;
    std::int64_t limit = -1;
    bool idGiven = false, recursive = false;
};

Result<importing::ImportOptions> importOptions(const ImportArguments &arguments)
{
    importing::ImportOptions options{.dataset = arguments.dataset, .recursive = arguments.recursive};
    const auto given = [](const std::string &text) {
        return text.empty() ? std::optional<std::string>() : std::optional(text);
    };
    options.read.format = given(arguments.format);
    options.read.textField = given(arguments.text);
    if (arguments.idGiven)
        options.read.idField = arguments.id; // also "": none of the fields
    options.read.encoding = given(arguments.encoding);
    options.read.limit = arguments.limit;
    static const std::vector<std::string> kEncodings{"utf-8", "utf8", "UTF-8"};
    if (options.read.encoding && !std::ranges::contains(kEncodings, *options.read.encoding))
        return fail(Kind::Usage,
                    {"--encoding " + arguments.encoding + ": this version reads UTF-8 only", "save the file as UTF-8"});
    if (!arguments.delimiter.empty()) {
        const std::string &d = arguments.delimiter;
        const char one = d == "tab" || d == "\\t" ? '\t' : d.size() == 1 ? d.front() : '\0';
        if (one == '\0')
            return fail(Kind::Usage, {"--delimiter " + d + " is not one character", "for a tab write tab"});
        options.read.delimiter = one;
    }
    options.read.split = given(arguments.split);
    options.read.sheet = given(arguments.sheet);
    if (!arguments.header.empty())
        options.read.header = arguments.header == "yes";
    if (!arguments.maxLine.empty()) {
        NIA_ASSIGN(options.read.maxLineBytes, byteSize(arguments.maxLine, "--max-line"));
    }
    return options;
}

Json shardLine(const importing::ShardOutcome &shard)
{
    Json json = Json::object({{"path", pathText(shard.path)},
                              {"name", shard.name},
                              {"sha256", shard.sha256},
                              {"format", shard.guess.format},
                              {"compression", shard.guess.compression},
                              {"text", shard.guess.textField.empty() ? Json() : Json(shard.guess.textField)},
                              {"id", shard.guess.idField.empty() ? Json() : Json(shard.guess.idField)},
                              {"encoding", shard.guess.encoding},
                              {"records", shard.records},
                              {"new", shard.added},
                              {"already", shard.already},
                              {"changed", shard.changed},
                              {"rejected", shard.rejected},
                              {"complete", shard.complete}});
    if (shard.error)
        json.set("error", words(*shard.error));
    return json;
}

/// Nothing of a shard that is empty: there was nothing to choose.
std::string fieldsText(const importing::ShardOutcome &shard)
{
    if (shard.guess.textField.empty())
        return ", it is empty";
    const std::string sheet = shard.guess.sheet.empty() ? "" : ", sheet “" + shard.guess.sheet + "”";
    if (!shard.guess.split.empty())
        return ", a record a " + shard.guess.split;
    return sheet
           + std::format(", text “{}”, {}", shard.guess.textField,
                         shard.guess.idField.empty() ? "ids by line" : "id “" + shard.guess.idField + "”");
}

std::string shardText(const importing::ShardOutcome &shard)
{
    std::string text;
    if (!shard.guess.format.empty()) {
        text += std::format("{}: read as {}{}{}\n", shard.name, shard.guess.format,
                            shard.guess.compression == "none" ? "" : " (" + shard.guess.compression + ")",
                            fieldsText(shard));
    }
    text += std::format("{}: {} records, {} new, {} already here, {} changed, {} rejected{}", shard.name, shard.records,
                        shard.added, shard.already, shard.changed, shard.rejected,
                        shard.complete ? ""
                        : shard.error  ? ", incomplete"
                                       : ", the rest was left out");
    return text;
}

/// Folders are taken here, under a condition that no other command has.
void reportShard(Context &context, const Error &error)
{
    if (error.kind == Kind::IsFolder) {
        context.say("nia: " + error.place
                    + ": is a folder that is not known as a data set; name a file in it, or use --recursive");
        context.status = kFailed;
    } else {
        context.report(error);
    }
}

Result<void> import(Context &context, const ImportArguments &arguments)
{
    NIA_ASSIGN(const importing::ImportOptions options, importOptions(arguments));
    NIA_ASSIGN(workspace::Store store, openStore(arguments.path));
    std::vector<std::filesystem::path> paths;
    for (const std::string &file : arguments.files)
        paths.push_back(pathFromText(file));
    ProgressLine progress(context, "importing");
    NIA_ASSIGN(const importing::ImportOutcome outcome,
               importing::importShards(store, paths, options, progress.progress()));
    Json shards = Json::array();
    std::string text;
    for (const importing::ShardOutcome &shard : outcome.shards) {
        shards.push(shardLine(shard));
        if (shard.error)
            reportShard(context, *shard.error);
        if (!shard.guess.format.empty() || shard.complete)
            text += shardText(shard) + "\n";
    }
    text += std::format("{} records: {} new, {} already here, {} changed, {} rejected; {:.2f} s", outcome.records,
                        outcome.added, outcome.already, outcome.changed, outcome.rejected, outcome.seconds);
    context.answer(Json::object({{"records", outcome.records},
                                 {"new", outcome.added},
                                 {"already", outcome.already},
                                 {"changed", outcome.changed},
                                 {"rejected", outcome.rejected},
                                 {"seconds", outcome.seconds},
                                 {"shards", std::move(shards)}}),
                   text);
    // A field that is not there is a mistake of the call, whatever else could not be read.
    const auto isUsage = [](const importing::ShardOutcome &s) { return s.error && s.error->kind == Kind::Usage; };
    if (std::ranges::any_of(outcome.shards, isUsage))
        context.status = kUsage;
    else if (std::ranges::any_of(outcome.shards, [](const auto &shard) { return shard.error.has_value(); }))
        context.status = kFailed;
    return {};
}

Result<void> rejects(Context &context, const std::string &path)
{
    NIA_ASSIGN(workspace::Store store, openStore(path, true));
    return workspace::rejectedLines(store, [&](const workspace::RejectedLine &line) -> Result<void> {
        Json json = Json::object(
            {{"shard", line.shard}, {"line", line.line}, {"byte", line.byte}, {"reason", reason(line.reason)}});
        json.set("raw", text::isUtf8(line.raw) ? line.raw : "base64:" + base64(line.raw));
        context.line(json);
        return {};
    });
}

} // namespace

void addImportCommands(CLI::App &app, Context &context)
{
    auto a = std::make_shared<ImportArguments>();
    CLI::App *command =
        addCommand(app, context, "import", "Load shards; what is not given is guessed, and the guess is printed",
                   "nia import corpus.nia news-00.jsonl.gz reviews.csv --text Comment",
                   [&context, a] { return import(context, *a); });
    addWorkspace(command, a->path);
    command
        ->add_option(
            "FILE", a->files,
            "Shards: JSONL, a JSON array, CSV, TSV, .xlsx, .docx or text, also .gz or .zst; - is standard input")
        ->required()
        ->type_name("");
    command->add_option("--format", a->format, "jsonl, json (an array), csv, tsv, txt, xlsx or docx")
        ->check(CLI::IsMember({"jsonl", "json", "csv", "tsv", "txt", "xlsx", "docx"}))
        ->type_name("F");
    command
        ->add_option("--text", a->text, "The field that holds the text; parts: what chats and instructions are made of")
        ->type_name("FIELD|parts");
    command
        ->add_option_function<std::string>(
            "--id",
            [a](const std::string &name) {
                a->id = name;
                a->idGiven = true;
            },
            "The field that holds the id; '' for none")
        ->type_name("FIELD");
    command->add_option("--encoding", a->encoding, "utf-8")->type_name("E");
    command->add_option("--delimiter", a->delimiter, "Of a table: one character, or tab")->type_name("C");
    command->add_option("--header", a->header, "Whether the first row of a table names the columns")
        ->check(CLI::IsMember({"yes", "no"}))
        ->type_name("yes|no");
    command->add_option("--split", a->split, "What of a text is a record")
        ->check(CLI::IsMember({"line", "paragraph", "file"}))
        ->type_name("line|paragraph|file");
    command->add_option("--sheet", a->sheet, "Of a workbook (default: the first)")->type_name("NAME");
    command->add_option("--dataset", a->dataset, "Name of the dataset (default: the workspace's)")->type_name("NAME");
    command->add_option("--max-line", a->maxLine, "Longest line that is read (default 64MiB)")->type_name("SIZE");
    command->add_option("--limit", a->limit, "Read at most so many records of each shard")
        ->check(atLeast(0))
        ->type_name("N");
    command->add_flag("--recursive", a->recursive, "Take every shard below a folder");

    auto path = std::make_shared<std::string>();
    addWorkspace(addCommand(app, context, "rejects", "What could not be imported: shard, line, byte, reason, raw bytes",
                            "nia rejects corpus.nia", [&context, path] { return rejects(context, *path); }),
                 *path);
}

} // namespace nia::cli
