// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/files.h"
#include "cli/timed_input.h"

#include "base/aside.h"
#include "base/path_text.h"
#include "base/words.h"
#include "shards/byte_source.h"
#include "shards/compress.h"
#include "shards/file_io.h"
#include "suggest/score.h"

#include <charconv>
#include <fstream>
#include <istream>
#include <ostream>
#include <set>
#include <utility>

namespace nia::cli {

namespace {

namespace fs = std::filesystem;

struct ScoreArguments {
    suggest::ScoreOptions options;
    std::string model, inFormat = "jsonl", emit = "inline", labels = "all", onError = "line", flush = "auto",
                       maxLine = "64MiB", stats = "2", outDir;
    std::vector<std::string> files;
    bool dolma = false;
};

/// The status where all is written and more lines than --max-error-rate allows were no records.
constexpr int kManyErrors = 5;
/// The longest zstd window that is taken, as in importing.
constexpr std::int64_t kWindow = std::int64_t{512} << 20;

Result<int> positive(std::string_view digits, const std::string &what)
{
    int value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc() || end != digits.data() + digits.size() || value < 0)
        return fail(Kind::Usage, {what + " is not understood", {}});
    return value;
}

Result<suggest::ScoreOptions> scoreOptions(const ScoreArguments &arguments)
{
    using suggest::ScoreOptions;
    ScoreOptions options = arguments.options;
    options.model = pathFromText(arguments.model);
    options.textInput = arguments.inFormat == "text";
    options.emission = arguments.dolma               ? ScoreOptions::Emit::Dolma
                       : arguments.emit == "sidecar" ? ScoreOptions::Emit::Sidecar
                       : arguments.emit == "labels"  ? ScoreOptions::Emit::Labels
                                                     : ScoreOptions::Emit::Inline;
    options.onError = arguments.onError == "skip"   ? ScoreOptions::OnError::Skip
                      : arguments.onError == "stop" ? ScoreOptions::OnError::Stop
                                                    : ScoreOptions::OnError::Line;
    if (arguments.labels.starts_with("top:")) {
        NIA_ASSIGN(options.topLabels,
                   positive(std::string_view(arguments.labels).substr(4), "--labels " + arguments.labels));
    } else if (arguments.labels != "all") {
        return fail(Kind::Usage, {"--labels " + arguments.labels + " is not understood", "use all, or top:K"});
    }
    if (arguments.flush == "line") {
        options.flushAfter = std::chrono::milliseconds(0);
    } else if (arguments.flush != "auto") {
        const std::string_view flush = arguments.flush;
        if (!flush.ends_with("ms"))
            return fail(Kind::Usage,
                        {"--flush " + arguments.flush + " is not understood", "use auto, line or for example 50ms"});
        NIA_ASSIGN(const int ms, positive(flush.substr(0, flush.size() - 2), "--flush " + arguments.flush));
        options.flushAfter = std::chrono::milliseconds(ms);
    }
    NIA_ASSIGN(options.maxLineBytes, byteSize(arguments.maxLine, "--max-line"));
    if (!arguments.outDir.empty() && arguments.files.empty())
        return fail(Kind::Usage, {"--out-dir is for named files", "give FILEs, or leave it out"});
    return options;
}

/// Files one after the other as if they were one; a last line without an end gets one.
class FilesInput
{
public:
    explicit FilesInput(std::vector<std::string> files) : m_files(std::move(files)) {}

    std::int64_t read(char *to, std::int64_t most)
    {
        while (!m_error) {
            if (!m_source && !open())
                return 0;
            auto got = m_source->read(to, static_cast<std::size_t>(most));
            if (!got) {
                m_error = std::move(got).error();
            } else if (*got > 0) {
                m_last = to[*got - 1];
                return static_cast<std::int64_t>(*got);
            } else {
                m_source.reset();
                if (std::exchange(m_last, '\n') != '\n' && m_next < m_files.size()) {
                    *to = '\n';
                    return 1;
                }
            }
        }
        return 0;
    }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    bool open()
    {
        if (m_next >= m_files.size())
            return false;
        auto source = shards::ByteSource::open(pathFromText(m_files[m_next++]), kWindow);
        if (source)
            m_source.emplace(*std::move(source));
        else
            m_error = std::move(source).error();
        return source.has_value();
    }

    std::vector<std::string> m_files;
    std::size_t m_next = 0;
    std::optional<shards::ByteSource> m_source;
    std::optional<Error> m_error;
    char m_last = '\n';
};

/// What runScore says: the line of statistics goes where --stats-fd says, the rest to standard error.
class Messages
{
public:
    Messages(Context &context, const std::string &stats) : m_err(context.streams.err)
    {
        if (stats != "2")
            m_file.emplace(pathFromText(stats), std::ios::binary | std::ios::trunc);
    }
    [[nodiscard]] bool isOpen() const { return !m_file || m_file->is_open(); }
    bool operator()(std::string_view bytes)
    {
        std::ostream &to = m_file && bytes.starts_with('{') ? static_cast<std::ostream &>(*m_file) : m_err;
        return static_cast<bool>(to.write(bytes.data(), std::ssize(bytes)).flush());
    }

private:
    std::ostream &m_err;
    std::optional<std::ofstream> m_file;
};

/// The lines of one file, compressed as its name says, into a file that is on the disk at the end. Whether that is whole,
/// the status says.
Result<int> scoreTo(const fs::path &part, const suggest::ScoreOptions &options, const std::string &file,
                    Messages &messages)
{
    NIA_ASSIGN(shards::File out, shards::File::openToWrite(part));
    shards::Compressor compressor(shards::compressionOfName(file));
    FilesInput input({file});
    std::optional<Error> failed;
    const auto write = [&](std::string_view bytes) {
        std::string ready;
        auto done = compressor.add(bytes, ready);
        if (done)
            done = out.write(ready);
        if (!done)
            failed = std::move(done).error();
        return !failed;
    };
    const int status = suggest::runScore(
        options, [&](char *at, std::int64_t size, std::chrono::milliseconds) { return input.read(at, size); }, write,
        [&](std::string_view bytes) { return messages(bytes); });
    if (input.error() && !failed)
        failed = input.error();
    if (failed)
        return fail(*failed);
    std::string end;
    NIA_TRY(compressor.finish(end));
    NIA_TRY(out.write(end));
    NIA_TRY(out.syncAndClose());
    return status;
}

/// One file into the folder, under its own name, written aside and renamed at the end.
Result<int> scoreFile(const suggest::ScoreOptions &options, const std::string &file, const fs::path &folder,
                      Messages &messages)
{
    const fs::path to = folder / pathFromText(file).filename();
    std::error_code ignored;
    if (fs::equivalent(to, pathFromText(file), ignored))
        return fail(Kind::Usage, {file + " lies in the folder of --out-dir itself", "name another folder"});
    const fs::path part = asideOf(to);
    auto status = scoreTo(part, options, file, messages);
    if (status && (*status == kDone || *status == kManyErrors)) {
        if (auto named = shards::replaceFile(part, to); !named)
            status = std::unexpected(std::move(named).error());
        else
            return status;
    }
    fs::remove(part, ignored);
    return status;
}

/// Each output is called like its input.
Result<void> namesDiffer(const std::vector<std::string> &files)
{
    std::set<fs::path> names;
    for (const std::string &file : files) {
        const fs::path name = pathFromText(file).filename();
        if (!names.insert(name).second)
            return fail(Kind::Usage,
                        {"two of the files are called " + pathText(name), "give each a folder of its own"});
    }
    return {};
}

Result<int> scoreIntoFolder(const suggest::ScoreOptions &options, const ScoreArguments &arguments, Messages &messages)
{
    NIA_TRY(namesDiffer(arguments.files));
    std::error_code failed;
    fs::create_directories(pathFromText(arguments.outDir), failed);
    if (failed)
        return fail(Kind::Io, {"make the folder", failed.message()}, arguments.outDir);
    int worst = kDone;
    for (const std::string &file : arguments.files) {
        NIA_ASSIGN(const int status, scoreFile(options, file, pathFromText(arguments.outDir), messages));
        if (status == 3 || status == 4)
            return status;
        worst = std::max(worst, status);
    }
    return worst;
}

Result<int> score(Context &context, const ScoreArguments &arguments)
{
    NIA_ASSIGN(const suggest::ScoreOptions options, scoreOptions(arguments));
    Messages messages(context, arguments.stats);
    if (!messages.isOpen())
        return fail(Kind::Usage, {"--stats-fd " + arguments.stats + " cannot be written", "use 2, or a file"});
    if (!arguments.outDir.empty())
        return scoreIntoFolder(options, arguments, messages);
    const auto output = [&context](std::string_view bytes) {
        return static_cast<bool>(context.streams.out.write(bytes.data(), std::ssize(bytes)).flush());
    };
    const auto say = [&](std::string_view bytes) { return messages(bytes); };
    if (arguments.files.empty()) {
        TimedInput input(context.streams.in);
        return suggest::runScore(
            options,
            [&](char *to, std::int64_t size, std::chrono::milliseconds wait) { return input.read(to, size, wait); },
            output, say);
    }
    FilesInput input(arguments.files);
    const int status = suggest::runScore(
        options, [&](char *to, std::int64_t size, std::chrono::milliseconds) { return input.read(to, size); }, output,
        say);
    if (input.error())
        return fail(*input.error());
    return status;
}

void addForms(CLI::App *command, ScoreArguments &a)
{
    command->add_option("--in-format", a.inFormat, "jsonl or text")
        ->check(CLI::IsMember({"jsonl", "text"}))
        ->type_name("F");
    command->add_option("--text,--text-field", a.options.textField, "The field that holds the text (default text)")
        ->type_name("FIELD");
    command->add_option("--id-field", a.options.idField, "The field that holds the id (default id)")
        ->type_name("FIELD");
    command->add_option("--emit", a.emit, "inline, sidecar or labels")
        ->check(CLI::IsMember({"inline", "sidecar", "labels"}))
        ->type_name("FORM");
    command->add_option("--name", a.options.name, "Name of the attributes")->type_name("NAME");
    command->add_option("--key", a.options.key, "Member below nia; default: the model's question")->type_name("KEY");
    command->add_option("--labels", a.labels, "all, or top:K")->type_name("all|top:K");
    command->add_option("--threshold", a.options.threshold, "Leave answers below this probability out")->type_name("P");
    command->add_option("--precision", a.options.precision, "Most digits of a probability")->type_name("N");
    command->add_flag("--dolma", a.dolma, "Write Dolma attributes");
}

} // namespace

void addScoreCommand(CLI::App &app, Context &context)
{
    auto a = std::make_shared<ScoreArguments>();
    CLI::App *command =
        app.add_subcommand("score", "Standard input to standard output, a line for a line: a stage of a pipeline");
    command->footer("Example:\n  zstdcat docs.jsonl.zst | nia score --model quality.bin > scored.jsonl");
    command->add_option("--model", a->model, "A model made by nia model export, or a fastText .bin")
        ->required()
        ->type_name("FILE");
    addForms(command, *a);
    command->add_option("--on-error", a->onError, "line, skip or stop")
        ->check(CLI::IsMember({"line", "skip", "stop"}))
        ->type_name("HOW");
    command->add_option("--max-error-rate", a->options.maxErrorRate, "More error lines give exit status 5")
        ->type_name("R");
    command->add_option("--max-line", a->maxLine, "Longest line that is scored (default 64MiB)")->type_name("SIZE");
    command->add_option("--flush", a->flush, "auto (100 ms without input), line, or for example 50ms")
        ->type_name("WHEN");
    command->add_option("--threads", a->options.threads, "Threads")->type_name("N");
    command->add_option("--stats-fd", a->stats, "Where the line of statistics goes: 2, or a file")->type_name("2|FILE");
    command->add_option("--out-dir", a->outDir, "Each FILE into this folder under its name")->type_name("DIR");
    command->add_option("FILE", a->files, "Instead of standard input; .gz and .zst are told by their content")
        ->type_name("");
    command->callback([&context, a] {
        const auto status = score(context, *a);
        if (status) {
            context.status = *status;
            return;
        }
        context.report(status.error(), "nia score: ");
    });
}

} // namespace nia::cli
