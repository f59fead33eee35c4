// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/progress.h"
#include "cli/run.h"
#include "workspace/store.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::cli {

/// What every command shares. The callback of a command sets status; run() gives it back.
struct Context {
    Streams streams;
    bool json = false;             ///< --json: the answer as one JSON document (or an object a line, where said)
    std::string progress = "auto"; ///< auto (a bar on a terminal), json, none
    int status = kDone;

    /// Prints "nia: words" to standard error and sets the status that fits the error's kind.
    void report(const Error &error, const char *who = "nia: ");
    /// A message for people.
    void say(const std::string &text) const;
    /// One line of data.
    void line(const Json &json) const;
    void line(const std::string &text) const;
    /// With --json the document, else the text.
    void answer(const Json &document, const std::string &text) const;
};

/// Opens the workspace with this machine's device id.
[[nodiscard]] Result<workspace::Store> openStore(const std::string &path, bool readOnly = false);

/// A Progress that draws a bar, prints JSON lines, or is silent, and stops at Ctrl+C.
class ProgressLine
{
public:
    ProgressLine(Context &context, std::string what);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    [[nodiscard]] Progress &progress() { return m_progress; }

private:
    Context &m_context;
    std::string m_what;
    bool m_drawn = false;
    Progress m_progress;
};

/// Splits "a,b,c"; empty parts are dropped.
[[nodiscard]] std::vector<std::string> splitList(const std::string &text);

/// What an option that counts may be: a whole number, not below this one.
[[nodiscard]] CLI::Validator atLeast(std::int64_t least);

/// A command's body: an error is reported and becomes the status.
using Body = std::function<Result<void>()>;
/// Adds "nia NAME" with an example in its help, --json and --progress.
CLI::App *addCommand(CLI::App &parent, Context &context, const std::string &name, const std::string &what,
                     const std::string &example, Body body);
/// A family of commands ("nia bundle …"), with an example in its help.
CLI::App *addFamily(CLI::App &parent, const std::string &name, const std::string &what, const std::string &example);
/// Adds the positional WS.
void addWorkspace(CLI::App *command, std::string &path);

// Each family of commands lives in a file of its own.
void addWorkspaceCommands(CLI::App &app, Context &context); ///< new, info, check, backup, schema
void addImportCommands(CLI::App &app, Context &context);    ///< import, rejects
void addReadCommands(CLI::App &app, Context &context);      ///< query, show, labels, history
void addLabelCommands(CLI::App &app, Context &context);     ///< label, undo, adjudicate
void addTeamCommands(CLI::App &app, Context &context);      ///< bundle, agreement
void addSubsetCommands(CLI::App &app, Context &context);    ///< resolve, export
void addModelCommands(CLI::App &app, Context &context);     ///< train, suggest, score, model
void addScoreCommand(CLI::App &app, Context &context);
void addCompletion(CLI::App &app, Context &context);        ///< completion, man

} // namespace nia::cli
