// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/run.h"

#include "base/nearest.h"
#include "base/version.h"
#include "cli/command.h"
#include "workspace/waiting.h"

#include <algorithm>
#include <format>
#include <ostream>

namespace nia::cli {

namespace {

void addEverything(CLI::App &app, Context &context)
{
    app.set_version_flag("--version", std::format("nia {}", version()));
    app.require_subcommand(1);
    app.footer(
        "nia COMMAND --help tells more about a command. Data goes to standard output, messages to standard error.");
    addWorkspaceCommands(app, context);
    addImportCommands(app, context);
    addReadCommands(app, context);
    addLabelCommands(app, context);
    addTeamCommands(app, context);
    addSubsetCommands(app, context);
    addModelCommands(app, context);
    addCompletion(app, context);
}

/// What was written where a command was expected, in words with the nearest command; "" if all commands are known.
std::string unknownCommand(const CLI::App &app, int argc, const char *const *argv)
{
    const CLI::App *at = &app;
    std::string path;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto commands = at->get_subcommands([](const CLI::App *) { return true; });
        if (commands.empty() || word.starts_with('-'))
            return {};
        const auto found = std::ranges::find(commands, word, [](const CLI::App *one) { return one->get_name(); });
        if (found == commands.end()) {
            std::vector<std::string> known;
            for (const CLI::App *command : commands)
                known.push_back(command->get_name());
            const std::string hint = nearestHint(word, known);
            return std::format("nia {}{} is no command{}", path, word, hint.empty() ? "" : "; " + hint);
        }
        at = *found;
        path += word + " ";
    }
    return {};
}

} // namespace

int run(int argc, const char *const *argv, Streams streams)
{
    Context context{.streams = streams};
    const workspace::WaitNotice notice([&streams] {
        streams.err << "nia: another program is writing to the workspace; waiting for it" << std::endl;
    });
    CLI::App app(
        "Label the records of a dataset for quality, bias and dialect, adjudicate, and export curated subsets.", "nia");
    try {
        addEverything(app, context);
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp &) {
        streams.out << app.help("", CLI::AppFormatMode::Normal);
        return kDone;
    } catch (const CLI::CallForAllHelp &) {
        streams.out << app.help("", CLI::AppFormatMode::All);
        return kDone;
    } catch (const CLI::CallForVersion &) {
        streams.out << std::format("nia {}\n", version());
        return kDone;
    } catch (const CLI::ParseError &error) {
        const std::string unknown = unknownCommand(app, argc, argv);
        streams.err << "nia: " << (unknown.empty() ? error.what() : unknown) << "; see nia --help\n";
        return kUsage;
    } catch (const std::exception &error) {
        streams.err << "nia: something in Nia is wrong: " << error.what() << "; please report it\n";
        return kFailed;
    }
    streams.out.flush();
    return context.status;
}

} // namespace nia::cli
