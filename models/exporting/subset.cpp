// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/subset.h"

#include "base/aside.h"
#include "base/path_text.h"
#include "exporting/lines.h"
#include "exporting/manifest.h"
#include "exporting/pipeline.h"
#include "exporting/plan.h"
#include "workspace/query.h"
#include "workspace/replacing.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <system_error>

namespace nia::exporting {

namespace {

namespace fs = std::filesystem;

/// A folder that is new, or a place beside the file, in which everything is written before it gets its name.
class Aside
{
public:
    static Result<Aside> make(workspace::Store &store, const Plan &plan)
    {
        Aside aside;
        if (!plan.folder) {
            NIA_TRY(workspace::mayReplaceFile(store, plan.data, plan.options.overwrite));
            NIA_TRY(workspace::mayReplaceFile(store, plan.manifest, plan.options.overwrite));
            return aside;
        }
        NIA_TRY(workspace::mayReplaceFolder(store, plan.out, plan.options.overwrite));
        std::error_code failed;
        aside.m_folder = asideOf(plan.out);
        fs::create_directories(aside.m_folder, failed);
        if (failed)
            return fail(Kind::Io, {"make the folder", failed.message()}, pathText(aside.m_folder));
        return aside;
    }

    Aside(Aside &&other) noexcept : m_folder(std::exchange(other.m_folder, {})) {}
    Aside &operator=(Aside &&) = delete;
    ~Aside()
    {
        std::error_code ignored;
        if (!m_folder.empty())
            fs::remove_all(m_folder, ignored);
    }

    [[nodiscard]] fs::path place(const fs::path &path) const { return m_folder.empty() ? path : m_folder / path; }

    Result<void> giveName(const fs::path &out)
    {
        if (m_folder.empty())
            return {};
        std::error_code failed;
        fs::path former;
        if (fs::exists(out, failed)) {
            former = asideOf(out);
            fs::rename(out, former, failed);
        }
        if (!failed)
            fs::rename(m_folder, out, failed);
        if (failed) {
            std::error_code ignored;
            if (!former.empty() && !fs::exists(out, ignored))
                fs::rename(former, out, ignored); // what was there stays
            return fail(Kind::Io, {"name the folder", failed.message()}, pathText(out));
        }
        m_folder.clear();
        if (!former.empty())
            fs::remove_all(former, failed);
        return {};
    }

private:
    Aside() = default;
    fs::path m_folder;
};

Result<std::vector<RecordId>> matching(workspace::Store &store, const Plan &plan, std::int64_t limit,
                                       Progress &progress)
{
    NIA_ASSIGN(const workspace::Query query,
               workspace::Query::parse(plan.options.query, store.schema(), {.annotator = plan.options.annotator}));
    return workspace::ids(store, query, limit, 0, progress);
}

/// What an export is made with. The composer refers to the others, so that it is made where it stays.
struct Tools {
    Reading reading;
    LineMaker lines;
    workspace::Resolver resolver;
    std::optional<Composer> composer;

    /// The ids stay the caller's. A table's header comes before its first row: its columns are gathered beforehand.
    static Result<std::unique_ptr<Tools>> make(workspace::Store &store, const Plan &plan,
                                               const std::vector<RecordId> &ids, Progress &progress)
    {
        NIA_ASSIGN(Reading reading, Reading::open(store, ids));
        NIA_ASSIGN(Origins from, origins(store));
        LineMaker lines(store.schema(), std::move(from), reading.records().datasets());
        if (plan.format != "jsonl")
            NIA_TRY(gatherColumns(reading, ids, lines, progress));
        NIA_ASSIGN(auto resolver, workspace::Resolver::make(store.schema(), plan.options.resolve));
        resolver.leaveOutReasons();
        if (resolver.estimates())
            NIA_TRY(resolver.estimate(reading.said(), ids, progress));
        auto tools = std::make_unique<Tools>(std::move(reading), std::move(lines), std::move(resolver));
        tools->composer.emplace(plan, tools->lines, tools->resolver);
        return tools;
    }

private:
    static Result<void> gatherColumns(Reading &reading, const std::vector<RecordId> &ids, LineMaker &lines,
                                      Progress &progress)
    {
        std::int64_t done = 0;
        workspace::StoredRecord record;
        for (const RecordId id : ids) {
            NIA_ASSIGN(const bool found, reading.records().read(id, record));
            if (found)
                lines.addColumnsOf(record);
            if (++done % 1024 == 0)
                NIA_TRY(progress.step(0));
        }
        return {};
    }
};

void keepLine(std::vector<std::string> &lines, std::string line)
{
    line.resize(line.find_last_not_of("\r\n") + 1);
    lines.push_back(std::move(line));
}

/// The header of a table, and `count` lines at most; all records are looked at.
Result<void> firstLines(Tools &tools, std::int64_t count, std::vector<std::string> &lines, Progress &progress)
{
    std::string line;
    tools.composer->begin(line);
    std::int64_t most = count;
    if (!line.empty()) {
        keepLine(lines, line);
        ++most;
    }
    Batch batch;
    while (true) {
        NIA_ASSIGN(const bool more, tools.reading.next(batch));
        if (!more)
            return progress.step(tools.reading.done());
        for (const Batch::One &one : batch.all()) {
            line.clear();
            if (tools.composer->add(one, line) && std::ssize(lines) < most)
                keepLine(lines, line);
        }
    }
}

Result<void> writeManifest(const fs::path &path, const Json &manifest)
{
    const fs::path part = asideOf(path);
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out << manifest.writeCanonical() << '\n';
        if (!out.flush())
            return fail(Kind::Io, {"write the manifest", "the disk may be full"}, pathText(path));
    }
    std::error_code failed;
    fs::rename(part, path, failed);
    if (failed)
        return fail(Kind::Io, {"name the manifest", failed.message()}, pathText(path));
    return {};
}

} // namespace

Result<void> checkOptions(workspace::Store &store, const SubsetOptions &options, const fs::path &out)
{
    NIA_TRY(makePlan(store, options, out));
    return {};
}

Result<SubsetReceipt> writeSubset(workspace::Store &store, const fs::path &out, const SubsetOptions &options,
                                  Progress &progress)
{
    NIA_ASSIGN(const Plan plan, makePlan(store, options, out));
    NIA_ASSIGN(Aside aside, Aside::make(store, plan));
    // One read transaction: what others write meanwhile is not half in it.
    NIA_ASSIGN(workspace::Transaction reading, workspace::Transaction::begin(store.database(), false));
    NIA_ASSIGN(const std::vector<RecordId> ids, matching(store, plan, -1, progress));
    progress.setTotal(std::ssize(ids));
    NIA_ASSIGN(const std::unique_ptr<Tools> tools, Tools::make(store, plan, ids, progress));
    NIA_ASSIGN(Pipeline pipeline, Pipeline::open(aside.place(plan.data), plan, *tools->composer));
    NIA_TRY(pipeline.read(tools->reading, progress));
    const Selection &selection = tools->composer->selection();
    NIA_ASSIGN(Background background, makeBackground(store, selection.records, progress));
    NIA_ASSIGN(const shards::Written file, pipeline.settle());
    Written written = selection.written;
    written.matched = std::ssize(ids);
    written.output = Output{plan.data.filename().string(), file.bytes, file.sha256.hex()};
    const Json manifest = makeManifest(store, plan, written, std::move(background));
    NIA_TRY(pipeline.giveName());
    NIA_TRY(writeManifest(aside.place(plan.manifest), manifest));
    NIA_TRY(aside.giveName(plan.out));
    return SubsetReceipt{.records = written.records,
                         .skipped = written.skipped,
                         .data = plan.folder ? plan.out / plan.data : plan.data,
                         .manifest = plan.folder ? plan.out / plan.manifest : plan.manifest,
                         .sha256 = file.sha256.hex(),
                         .bytes = file.bytes};
}

Result<SubsetPreview> previewSubset(workspace::Store &store, const fs::path &out, const SubsetOptions &options,
                                    std::int64_t count, Progress &progress)
{
    NIA_ASSIGN(const Plan plan, makePlan(store, options, out));
    NIA_ASSIGN(workspace::Transaction reading, workspace::Transaction::begin(store.database(), false));
    NIA_ASSIGN(const std::vector<RecordId> ids, matching(store, plan, -1, progress));
    SubsetPreview preview{.lines = {}, .manifest = {}, .matching = std::ssize(ids)};
    const std::vector<RecordId> examined(ids.begin(),
                                         ids.begin() + std::min<std::ptrdiff_t>(std::ssize(ids), count * 20));
    NIA_ASSIGN(const std::unique_ptr<Tools> tools, Tools::make(store, plan, examined, progress));
    NIA_TRY(firstLines(*tools, count, preview.lines, progress));
    const Selection &selection = tools->composer->selection();
    preview.examined = std::ssize(examined);
    preview.written = selection.written.records;
    Written known = selection.written;
    known.matched = preview.matching;
    NIA_ASSIGN(Background background, makeBackground(store, selection.records, progress));
    preview.manifest = makeManifest(store, plan, known, std::move(background));
    return preview;
}

Result<SubsetOptions> optionsFromManifest(const fs::path &manifest)
{
    std::ifstream in(manifest, std::ios::binary);
    if (!in)
        return fail(Kind::NotFound, {"manifest", pathText(manifest)});
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    NIA_ASSIGN(const Json json, Json::parse(text));
    const Json &request = json["request"];
    if (!request.isObject() || !json["nia"].isString())
        return fail(Kind::NotThisFormat, {"a manifest of an export", "it has no request"}, pathText(manifest));
    SubsetOptions options{.query = request["query"].string(),
                          .annotator = request["annotator"].string(),
                          .resolve = {request["policy"].string(), request["min_answers"].integer(1)},
                          .format = request["format"].string(),
                          .compression = request["compression"].string(),
                          .onlyResolved = request["only_resolved"].isArray()};
    for (const Json &question : request["only_resolved"].items())
        options.onlyResolvedQuestions.push_back(question.string());
    return options;
}

} // namespace nia::exporting
