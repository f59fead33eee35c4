// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"

#include "base/words.h"
#include "workspace/labels.h"
#include "workspace/query.h"
#include "workspace/records.h"

#include <format>

namespace nia::cli {

namespace {

using workspace::Store;

struct QueryArguments {
    std::string path, query, annotator, fields, sort;
    std::int64_t limit = -1, offset = 0;
    bool count = false;
};

/// An object with the record's own put in as the last member "raw", byte for byte: that may repeat a name or hold a number
/// that no double has, which reading and writing it again would lose.
std::string withRaw(std::string object, const std::string &raw, bool pretty)
{
    object.resize(object.rfind('}'));
    while (object.ends_with('\n') || object.ends_with(' '))
        object.pop_back();
    if (!object.ends_with('{'))
        object += ',';
    object += pretty ? "\n  \"raw\": " : "\"raw\":";
    object += raw.starts_with('{') ? raw : Json(raw).write();
    object += pretty ? "\n}" : "}";
    return object;
}

/// The members of two objects as one; the second is not empty.
std::string joined(std::string first, const std::string &second)
{
    first.resize(first.rfind('}'));
    while (first.ends_with('\n') || first.ends_with(' '))
        first.pop_back();
    return first + "," + second.substr(second.find('{') + 1);
}

Result<void> query(Context &context, const QueryArguments &arguments)
{
    NIA_ASSIGN(Store store, openStore(arguments.path, true));
    NIA_ASSIGN(auto fields, workspace::checkFields(splitList(arguments.fields), store.schema()));
    const bool raw = std::erase(fields, "raw") > 0;
    const std::string text = arguments.sort.empty() ? arguments.query : arguments.query + " sort:" + arguments.sort;
    NIA_ASSIGN(const workspace::Query parsed,
               workspace::Query::parse(text, store.schema(), {.annotator = arguments.annotator}));
    ProgressLine progress(context, "searching");
    if (arguments.count) {
        NIA_ASSIGN(const std::int64_t n, workspace::count(store, parsed, progress.progress()));
        context.line(Json::object({{"count", n}}));
        return {};
    }
    NIA_ASSIGN(const auto ids, workspace::ids(store, parsed, arguments.limit, arguments.offset, progress.progress()));
    for (const RecordId id : ids) {
        std::string line = "{}";
        if (!fields.empty()) { // no field at all would be the usual ones
            NIA_ASSIGN(const Json made, workspace::queryLine(store, id, fields));
            line = made.write();
        }
        if (raw) {
            NIA_ASSIGN(const auto record, workspace::record(store, id));
            line = withRaw(std::move(line), record ? record->raw : "{}", false);
        }
        context.line(line);
    }
    return {};
}

Result<void> show(Context &context, const std::string &path, const std::string &reference, const std::string &dataset)
{
    NIA_ASSIGN(Store store, openStore(path, true));
    NIA_ASSIGN(const RecordId id, workspace::findRecord(store, reference, dataset));
    NIA_ASSIGN(const Json document, workspace::queryLine(store, id, {}));
    NIA_ASSIGN(const auto record, workspace::record(store, id));
    if (!record)
        return fail(Kind::UnknownRecord, {reference});
    NIA_ASSIGN(Json parts, workspace::partsOf(store, id));
    Json rest = Json::object({{"parts", std::move(parts)}});
    Json labels = Json::array();
    const std::vector<RecordId> only{id};
    NIA_TRY(workspace::eachLabel(store, {.records = &only}, [&](const workspace::LabelRow &label) -> Result<void> {
        NIA_ASSIGN(Json line, workspace::labelLine(store, label));
        labels.push(std::move(line));
        return {};
    }));
    rest.set("labelLines", std::move(labels));
    Json history = Json::array();
    NIA_TRY(workspace::eachEvent(store, id, [&](const EventId &event, std::string_view canonical) -> Result<void> {
        NIA_ASSIGN(Json line, workspace::historyLine(store, event, canonical));
        history.push(std::move(line));
        return {};
    }));
    rest.set("history", std::move(history));
    const auto written = [&](const Json &object) { return context.json ? object.write() : object.writePretty(); };
    context.line(joined(withRaw(written(document), record->raw, !context.json), written(rest)));
    return {};
}

Result<void> labels(Context &context, const QueryArguments &arguments, bool hidden)
{
    NIA_ASSIGN(Store store, openStore(arguments.path, true));
    std::vector<RecordId> records;
    workspace::LabelFilter filter{.annotator = arguments.annotator, .hidden = hidden};
    if (!arguments.query.empty()) {
        NIA_ASSIGN(const workspace::Query parsed,
                   workspace::Query::parse(arguments.query, store.schema(), {.annotator = arguments.annotator}));
        ProgressLine progress(context, "searching");
        NIA_ASSIGN(records, workspace::ids(store, parsed, -1, 0, progress.progress()));
        filter.records = &records;
    }
    return workspace::eachLabel(store, filter, [&](const workspace::LabelRow &label) -> Result<void> {
        NIA_ASSIGN(const Json line, workspace::labelLine(store, label));
        context.line(line);
        return {};
    });
}

Result<void> history(Context &context, const std::string &path, const std::string &reference)
{
    NIA_ASSIGN(Store store, openStore(path, true));
    std::optional<RecordId> record;
    if (!reference.empty()) {
        NIA_ASSIGN(record, workspace::findRecord(store, reference));
    }
    return workspace::eachEvent(store, record, [&](const EventId &event, std::string_view canonical) -> Result<void> {
        NIA_ASSIGN(const Json line, workspace::historyLine(store, event, canonical));
        context.line(line);
        return {};
    });
}

} // namespace

void addReadCommands(CLI::App &app, Context &context)
{
    auto q = std::make_shared<QueryArguments>();
    CLI::App *command = addCommand(app, context, "query", "Records that match, one JSON object a line",
                                   "nia query corpus.nia 'is:disagreed quality=good' --count",
                                   [&context, q] { return query(context, *q); });
    addWorkspace(command, q->path);
    command->add_option("QUERY", q->query, "The query; one that begins with - stands after --")
        ->required()
        ->type_name("");
    command->add_option("--annotator", q->annotator, "Whom is:todo and is:mine speak of")->type_name("A");
    command->add_flag("--count", q->count, "Only how many");
    command->add_option("--limit", q->limit, "At most so many")->check(atLeast(0))->type_name("N");
    command->add_option("--offset", q->offset, "Leave the first so many out")->check(atLeast(0))->type_name("N");
    command
        ->add_option("--fields", q->fields, "Fields joined by commas: id, dataset, key, text, meta, labels.quality, …")
        ->type_name("A,B");
    command->add_option("--sort", q->sort, "As sort: in the query")->type_name("S");

    auto path = std::make_shared<std::string>();
    auto reference = std::make_shared<std::string>();
    auto dataset = std::make_shared<std::string>();
    CLI::App *shown = addCommand(app, context, "show", "One record: text, metadata, labels, suggestions, history",
                                 "nia show corpus.nia r17 --json", [&context, path, reference, dataset] {
                                     return show(context, *path, *reference, *dataset);
                                 });
    addWorkspace(shown, *path);
    shown->add_option("RECORD", *reference, "External id, key, or the first digits of a key")
        ->required()
        ->type_name("");
    shown->add_option("--dataset", *dataset, "Where two datasets share the id")->type_name("NAME");

    auto l = std::make_shared<QueryArguments>();
    auto hidden = std::make_shared<bool>(false);
    CLI::App *listed = addCommand(app, context, "labels", "Every current label, one label line each",
                                  "nia labels corpus.nia --annotator lan",
                                  [&context, l, hidden] { return labels(context, *l, *hidden); });
    addWorkspace(listed, l->path);
    listed->add_option("--query", l->query, "Only of records that match")->type_name("Q");
    listed->add_option("--annotator", l->annotator, "Only this annotator's")->type_name("A");
    listed->add_flag("--hidden", *hidden, "Only answers whose question is hidden by other answers");

    auto of = std::make_shared<std::string>();
    CLI::App *events = addCommand(app, context, "history", "The events, oldest first, one JSON object a line",
                                  "nia history corpus.nia --record r17",
                                  [&context, path, of] { return history(context, *path, *of); });
    addWorkspace(events, *path);
    events->add_option("--record", *of, "Only of this record")->type_name("R");
}

} // namespace nia::cli
