// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"
#include "cli/label_lines.h"

#include "base/nearest.h"
#include "workspace/fold.h"
#include "workspace/labels.h"
#include "workspace/records.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <istream>
#include <set>

namespace nia::cli {

namespace {

using workspace::Draft;
using workspace::Store;

struct LabelArguments {
    std::string path, who, record, from, dataset, skip, flag, comment, reason, clause;
    std::vector<std::string> assignments, clear;
    bool skipGiven = false, skipBad = false;
};

Result<void> readLines(Context &context, const std::string &file, LineReader &reader)
{
    std::ifstream opened;
    if (file != "-") {
        NIA_ASSIGN(const std::string whole, readFile(file));
        std::int64_t number = 0;
        for (std::size_t at = 0; at < whole.size();) {
            const std::size_t end = std::min(whole.find('\n', at), whole.size());
            NIA_TRY(reader.addLine(++number, std::string_view(whole).substr(at, end - at)));
            at = end + 1;
        }
        return {};
    }
    std::int64_t number = 0;
    for (std::string line; std::getline(context.streams.in, line);)
        NIA_TRY(reader.addLine(++number, line));
    return {};
}

/// What one call says beside answers: "skip", "flag", … and the same in words.
struct Acts {
    std::vector<std::string> names, words;
    void add(const char *name, std::string text)
    {
        names.emplace_back(name);
        words.push_back(std::move(text));
    }
};

/// Appends what was gathered and answers; nothing goes in where a line was refused, unless --skip-bad.
Result<void> finish(Context &context, Store &store, LineReader &reader, bool skipBad, const char *what,
                    const Acts &acts = {})
{
    LinesOutcome &outcome = reader.outcome();
    if (!outcome.refused.empty()) {
        for (const auto &refused : outcome.refused) {
            context.say(refused.line > 0 ? std::format("nia: line {}: {}", refused.line, refused.reason)
                                         : "nia: " + refused.reason);
        }
        context.status = kFailed;
        if (!skipBad) {
            reader.drafts().clear();
            outcome.added = 0;
            outcome.already = 0;
        }
    }
    if (!reader.drafts().empty())
        NIA_TRY(store.append(std::span<const Draft>(reader.drafts())));
    Json json = outcome.json();
    std::string text;
    if (!acts.names.empty() && outcome.refused.empty()) {
        Json done = Json::array();
        for (const std::string &name : acts.names)
            done.push(name);
        json.set("acts", std::move(done));
        for (const std::string &words : acts.words)
            text += words + "\n";
    }
    if (text.empty() || outcome.added + outcome.already > 0)
        text += std::format("{} new {}, {} already here, {} refused", outcome.added, what, outcome.already,
                            outcome.refused.size());
    context.answer(json, text);
    return {};
}

std::unexpected<Error> usage(std::string what, std::string hint)
{
    return fail(Kind::Usage, {std::move(what), std::move(hint)});
}

/// A file of label lines says all: what names a record or an answer beside it would be forgotten.
Result<void> nothingBeside(const LabelArguments &a)
{
    const std::pair<bool, const char *> given[] = {{!a.record.empty(), "RECORD"},     {!a.clear.empty(), "--clear"},
                                                   {a.skipGiven, "--skip"},           {!a.flag.empty(), "--flag"},
                                                   {!a.comment.empty(), "--comment"}, {!a.reason.empty(), "--reason"},
                                                   {!a.clause.empty(), "--clause"}};
    for (const auto &[is, name] : given) {
        if (is)
            return usage(std::string(name) + " and --from do not go together", "the lines of the file say it");
    }
    return {};
}

/// The reason of a skip: one of the schema's. Errors: Usage with those.
Result<std::string> skipReason(const Store &store, const std::string &given)
{
    const auto &reasons = store.schema().skipReasons();
    const std::string reason = given.empty() ? "cannot_tell" : given;
    std::vector<std::string> known;
    for (const workspace::SkipReason &one : reasons)
        known.push_back(one.id);
    if (given.empty() || std::ranges::contains(known, reason))
        return reason;
    return usage("--skip " + reason + " is no reason of these questions",
                 nearestHint(reason, known, "the reasons are " + joinedNames(known)));
}

/// The retract that --clear is: it names all that stands of the annotator's labels on that question.
Result<Draft> clearing(Store &store, const LabelArguments &arguments, RecordId record, const std::string &question)
{
    std::vector<workspace::FoldEvent> events;
    NIA_TRY(workspace::eachEvent(store, record, [&](const EventId &id, std::string_view canonical) -> Result<void> {
        NIA_ASSIGN(workspace::FoldEvent event, workspace::FoldEvent::read(0, id, canonical));
        events.push_back(std::move(event));
        return {};
    }));
    Draft draft{.kind = "retract", .annotator = arguments.who, .record = record, .question = question};
    const std::vector<bool> live = workspace::standing(events);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const workspace::FoldEvent &event = events[i];
        if (live[i] && event.kind == "label" && event.annotator == arguments.who && event.question == question)
            draft.events.push_back(event.id.hex());
    }
    if (draft.events.empty())
        return fail(Kind::NotAllowed, {arguments.who + " has no answer to " + question + " on " + arguments.record
                                       + " that could be taken back"});
    return draft;
}

/// What is said of the record beside answers, as drafts: all of a call goes in at once, or nothing of it.
Result<Acts> otherActs(Store &store, LineReader &reader, const LabelArguments &arguments, RecordId record)
{
    Acts acts;
    if (!arguments.comment.empty()) {
        reader.addDraft(
            {.kind = "comment", .annotator = arguments.who, .record = record, .comment = arguments.comment});
        acts.add("comment", arguments.record + ": the comment was added");
    }
    if (!arguments.flag.empty()) {
        const bool on = arguments.flag == "on";
        reader.addDraft({.kind = "flag", .annotator = arguments.who, .record = record, .on = on});
        acts.add("flag", arguments.record + (on ? ": flagged" : ": the flag was taken off"));
    }
    if (arguments.skipGiven) {
        NIA_ASSIGN(const std::string reason, skipReason(store, arguments.skip));
        reader.addDraft({.kind = "skip", .annotator = arguments.who, .record = record, .reason = reason});
        acts.add("skip", arguments.record + ": skipped (" + reason + ")");
    }
    const std::set<std::string> clear(arguments.clear.begin(), arguments.clear.end());
    for (const std::string &question : clear) {
        NIA_ASSIGN(Draft draft, clearing(store, arguments, record, question));
        reader.addDraft(std::move(draft));
        acts.add("clear", arguments.record + ": the answer to " + question + " was taken back");
    }
    return acts;
}

Result<void> label(Context &context, const LabelArguments &arguments)
{
    const bool nothing = arguments.assignments.empty() && arguments.clear.empty() && arguments.flag.empty()
                         && arguments.comment.empty() && !arguments.skipGiven;
    if (arguments.from.empty() && (arguments.record.empty() || nothing))
        return usage("nothing to label", "give RECORD QUESTION=ANSWER, or --from FILE");
    if (!arguments.from.empty())
        NIA_TRY(nothingBeside(arguments));
    if (arguments.from.empty() && arguments.who.empty())
        return usage("nobody is named as the annotator", "use --annotator A");
    NIA_ASSIGN(Store store, openStore(arguments.path));
    LineReader reader(store, LineReader::Purpose::Label, arguments.who, arguments.dataset);
    if (!arguments.from.empty()) {
        NIA_TRY(readLines(context, arguments.from, reader));
        return finish(context, store, reader, arguments.skipBad, "labels");
    }
    NIA_ASSIGN(const RecordId record, workspace::findRecord(store, arguments.record, arguments.dataset));
    for (const std::string &question : arguments.clear) {
        if (!store.schema().question(question))
            return fail(Kind::UnknownQuestion, {question, store.schema().nearestQuestion(question)});
    }
    for (const std::string &assignment : arguments.assignments)
        NIA_TRY(reader.addAssignment(record, assignment, Json::object()));
    NIA_ASSIGN(const Acts acts, otherActs(store, reader, arguments, record));
    return finish(context, store, reader, false, "labels", acts);
}

Result<void> undo(Context &context, const std::string &path, const std::string &annotator)
{
    NIA_ASSIGN(Store store, openStore(path));
    const auto undone = store.undo(annotator);
    if (!undone && undone.error().kind == Kind::NotFound)
        return fail(Kind::NotAllowed, {annotator + " has no label or skip that could be taken back"});
    if (!undone)
        return fail(undone.error());
    const workspace::Appended &done = *undone;
    Json retracted = Json::array();
    for (const std::string &event : done.retracted)
        retracted.push(event);
    NIA_ASSIGN(const auto row, workspace::recordRow(store, done.record));
    const std::string key = row ? row->key.hex() : std::string();
    context.answer(Json::object({{"retracted", std::move(retracted)},
                                 {"record", key},
                                 {"question", done.question.empty() ? Json() : Json(done.question)}}),
                   std::format("taken back: {} of {}", done.question.empty() ? "skip" : done.question,
                               row ? row->externalId : key));
    return {};
}

Result<void> adjudicate(Context &context, const LabelArguments &arguments)
{
    if (arguments.from.empty() && (arguments.record.empty() || arguments.assignments.empty()))
        return usage("nothing to decide", "give RECORD QUESTION=ANSWER, or --from FILE");
    if (!arguments.from.empty())
        NIA_TRY(nothingBeside(arguments));
    NIA_ASSIGN(Store store, openStore(arguments.path));
    LineReader reader(store, LineReader::Purpose::Adjudicate, arguments.who, arguments.dataset);
    if (!arguments.from.empty()) {
        NIA_TRY(readLines(context, arguments.from, reader));
        return finish(context, store, reader, arguments.skipBad, "decisions");
    }
    NIA_ASSIGN(const RecordId record, workspace::findRecord(store, arguments.record, arguments.dataset));
    Json more = Json::object();
    if (!arguments.reason.empty())
        more.set("reason", arguments.reason);
    if (!arguments.clause.empty())
        more.set("clause", arguments.clause);
    for (const std::string &assignment : arguments.assignments)
        NIA_TRY(reader.addAssignment(record, assignment, more));
    return finish(context, store, reader, false, "decisions");
}

void addShared(CLI::App *command, LabelArguments &arguments)
{
    addWorkspace(command, arguments.path);
    command->add_option("RECORD", arguments.record, "External id, key, or the first digits of a key")->type_name("");
    command
        ->add_option("ANSWERS", arguments.assignments, "QUESTION=ANSWER, for example quality=good bias_axis=gender,age")
        ->type_name("");
    command->add_option("--from", arguments.from, "A file of label lines; - is standard input")->type_name("FILE");
    command->add_flag("--skip-bad", arguments.skipBad, "Take the rest where a line is refused");
    command->add_flag("--strict{false}", arguments.skipBad, "Take nothing where a line is refused (default)");
    command->add_option("--dataset", arguments.dataset, "Where two datasets share the id")->type_name("NAME");
}

} // namespace

void addLabelCommands(CLI::App &app, Context &context)
{
    auto l = std::make_shared<LabelArguments>();
    CLI::App *labelled =
        addCommand(app, context, "label", "Add labels", "nia label corpus.nia --annotator lan r17 quality=good bias=no",
                   [&context, l] { return label(context, *l); });
    addShared(labelled, *l);
    labelled->add_option("--annotator", l->who, "Whose labels")->type_name("A");
    labelled->add_option("--clear", l->clear, "Take the answer to this question back")->type_name("Q");
    labelled
        ->add_option_function<std::string>(
            "--skip",
            [l](const std::string &reason) {
                l->skip = reason;
                l->skipGiven = true;
            },
            "Skip the record, with a reason")
        ->expected(0, 1)
        ->default_str("cannot_tell")
        ->type_name("[REASON]");
    labelled->add_option("--flag", l->flag, "on or off")->check(CLI::IsMember({"on", "off"}))->type_name("on|off");
    labelled->add_option("--comment", l->comment, "A comment on the record")->type_name("TEXT");

    auto path = std::make_shared<std::string>();
    auto annotator = std::make_shared<std::string>();
    CLI::App *undone =
        addCommand(app, context, "undo", "Take the newest label or skip of an annotator back; again: the one before",
                   "nia undo corpus.nia --annotator lan",
                   [&context, path, annotator] { return undo(context, *path, *annotator); });
    addWorkspace(undone, *path);
    undone->add_option("--annotator", *annotator, "Whose")->required()->type_name("A");

    auto a = std::make_shared<LabelArguments>();
    CLI::App *decided = addCommand(app, context, "adjudicate", "Decide where answers differ",
                                   "nia adjudicate corpus.nia --reviewer hoa r17 quality=good --clause QUA-V04",
                                   [&context, a] { return adjudicate(context, *a); });
    addShared(decided, *a);
    decided->add_option("--reviewer", a->who, "Who decides")->required()->type_name("R");
    decided->add_option("--reason", a->reason, "Why")->type_name("TEXT");
    decided->add_option("--clause", a->clause, "The clause of the guideline that decides it")->type_name("ID");
}

} // namespace nia::cli
