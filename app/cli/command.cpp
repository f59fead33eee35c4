// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"

#include "base/device.h"
#include "base/words.h"
#include "cli/interrupt.h"

#include <charconv>
#include <cstdlib>
#include <format>
#include <ostream>
#include <sstream>

namespace nia::cli {

namespace {

int statusOf(Kind kind)
{
    switch (kind) {
    case Kind::Usage:
    case Kind::Query:
    case Kind::UnknownQuestion:
    case Kind::Schema: return kUsage;
    default: return kFailed;
    }
}

} // namespace

void Context::report(const Error &error, const char *who)
{
    if (std::getenv("NIA_DEBUG") && !error.detail.empty())
        streams.err << "nia: " << error.detail << '\n';
    // The advice to take a whole folder is import's alone.
    streams.err << who << (error.kind == Kind::IsFolder ? error.place + ": is a folder, not a file" : words(error))
                << '\n';
    status = statusOf(error.kind);
}

void Context::say(const std::string &text) const
{
    streams.err << text << '\n';
}

void Context::line(const Json &document) const
{
    streams.out << document.write() << '\n';
}

void Context::line(const std::string &text) const
{
    streams.out << text << '\n';
}

void Context::answer(const Json &document, const std::string &text) const
{
    if (json)
        line(document);
    else if (!text.empty())
        streams.out << text << (text.ends_with('\n') ? "" : "\n");
}

Result<workspace::Store> openStore(const std::string &path, bool readOnly)
{
    workspace::StoreOptions options;
    options.readOnly = readOnly;
    options.device = deviceId();
    return workspace::Store::open(path, options);
}

ProgressLine::ProgressLine(Context &context, std::string what)
    : m_context(context), m_what(std::move(what)), m_progress([this](const Progress::State &state) {
          if (m_context.progress == "json") {
              m_context.streams.err
                  << Json::object({{"progress", m_what}, {"done", state.done}, {"total", state.total}}).write()
                  << std::endl;
          } else if (m_context.progress == "bar" || (m_context.progress == "auto" && isTerminal())) {
              const std::string share =
                  state.total > 0 ? std::format(" {:3} %", 100 * state.done / state.total) : std::string();
              m_context.streams.err << std::format("\r{}{} {}", m_what, share, state.done) << std::flush;
              m_drawn = true;
          }
      })
{
    cancelOnInterrupt(&m_progress);
}

ProgressLine::~ProgressLine()
{
    cancelOnInterrupt(nullptr);
    if (m_drawn)
        m_context.streams.err << "\r\x1b[K" << std::flush;
}

std::vector<std::string> splitList(const std::string &text)
{
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) {
        if (!part.empty())
            parts.push_back(part);
    }
    return parts;
}

CLI::Validator atLeast(std::int64_t least)
{
    return CLI::Validator(
        [least](std::string &text) {
            std::int64_t value = 0;
            const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool whole = failed == std::errc() && end == text.data() + text.size();
            return whole && value >= least ? std::string() : std::format("{} is not a number from {} on", text, least);
        },
        std::string());
}

CLI::App *addFamily(CLI::App &parent, const std::string &name, const std::string &what, const std::string &example)
{
    CLI::App *family = parent.add_subcommand(name, what);
    family->require_subcommand(1);
    family->footer("Example:\n  " + example);
    return family;
}

CLI::App *addCommand(CLI::App &parent, Context &context, const std::string &name, const std::string &what,
                     const std::string &example, Body body)
{
    CLI::App *command = parent.add_subcommand(name, what);
    command->footer("Example:\n  " + example);
    command->add_flag("--json", context.json, "Print the answer as JSON");
    command->add_option("--progress", context.progress, "How progress is shown: auto, bar, json, none")
        ->check(CLI::IsMember({"auto", "bar", "json", "none"}))
        ->type_name("FORM");
    command->callback([&context, body = std::move(body)] {
        if (const auto done = body(); !done)
            context.report(done.error());
    });
    return command;
}

void addWorkspace(CLI::App *command, std::string &path)
{
    command->add_option("WS", path, "The workspace, a file NAME.nia")->required()->type_name("");
}

} // namespace nia::cli
