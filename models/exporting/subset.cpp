// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/subset.h"

#include "base/aside.h"
#include "base/path_text.h"
#include "exporting/lines.h"
#include "exporting/manifest.h"
#include "exporting/plan.h"
#include "exporting/sink.h"
#include "workspace/query.h"
#include "workspace/records.h"
#include "workspace/replacing.h"

#include <fstream>
#include <iterator>
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

struct Selection {
    std::vector<RecordId> records; ///< that are written
    Written written;
};

using OnRecord = std::function<Result<void>(const workspace::Record &, const std::vector<workspace::Resolution> &)>;

/// Runs the query and the policy, leaves out what lacks a demanded answer, and hands the rest on in import order.
Result<Selection> select(workspace::Store &store, const Plan &plan, const std::vector<RecordId> &ids,
                         Progress &progress, const OnRecord &onRecord)
{
    Selection selection{.written = {.matched = static_cast<std::int64_t>(ids.size())}};
    std::int64_t done = 0;
    progress.setTotal(selection.written.matched);
    NIA_TRY(workspace::resolveAll(store, ids, plan.options.resolve, progress,
                                  [&](RecordId id,
                                      const std::vector<workspace::Resolution> &resolutions) -> Result<void> {
                                      if (++done % 256 == 0)
                                          NIA_TRY(progress.step(done));
                                      if (!plan.demanded.empty() && lacksAnswer(plan, resolutions)) {
                                          ++selection.written.skipped["unresolved"];
                                          return {};
                                      }
                                      ++selection.written.records;
                                      selection.records.push_back(id);
                                      if (!onRecord)
                                          return {};
                                      NIA_ASSIGN(const auto record, workspace::record(store, id));
                                      return record ? onRecord(*record, resolutions) : Result<void>();
                                  }));
    return selection;
}

Result<std::vector<RecordId>> matching(workspace::Store &store, const Plan &plan, std::int64_t limit,
                                       Progress &progress)
{
    NIA_ASSIGN(const workspace::Query query,
               workspace::Query::parse(plan.options.query, store.schema(), {.annotator = plan.options.annotator}));
    return workspace::ids(store, query, limit, 0, progress);
}

/// A table's header comes before its first row: the columns are gathered beforehand.
Result<void> gatherColumns(workspace::Store &store, const Plan &plan, const std::vector<RecordId> &ids,
                           LineMaker &lines, Progress &progress)
{
    if (plan.format == "jsonl")
        return {};
    std::int64_t done = 0;
    for (const RecordId id : ids) {
        NIA_ASSIGN(const auto record, workspace::record(store, id));
        if (record)
            lines.addColumnsOf(*record);
        if (++done % 1024 == 0)
            NIA_TRY(progress.step(0));
    }
    return {};
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
    NIA_ASSIGN(Origins from, origins(store));
    LineMaker lines(store.schema(), std::move(from));
    NIA_ASSIGN(const std::vector<RecordId> ids, matching(store, plan, -1, progress));
    NIA_TRY(gatherColumns(store, plan, ids, lines, progress));
    const fs::path dataPath = aside.place(plan.data);
    NIA_ASSIGN(Sink sink, Sink::toFile(dataPath, plan, lines));
    NIA_ASSIGN(Selection selection,
               select(store, plan, ids, progress,
                      [&](const auto &record, const auto &resolutions) { return sink.add(record, resolutions); }));
    NIA_ASSIGN(const shards::Written file, sink.finish());
    selection.written.output = Output{plan.data.filename().string(), file.bytes, file.sha256.hex()};
    NIA_ASSIGN(const Json manifest, makeManifest(store, plan, selection.written, selection.records, progress));
    NIA_TRY(writeManifest(aside.place(plan.manifest), manifest));
    NIA_TRY(aside.giveName(plan.out));
    return SubsetReceipt{.records = selection.written.records,
                         .skipped = selection.written.skipped,
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
    NIA_ASSIGN(Origins from, origins(store));
    LineMaker lines(store.schema(), std::move(from));
    NIA_ASSIGN(const std::vector<RecordId> ids, matching(store, plan, -1, progress));
    SubsetPreview preview{.matching = static_cast<std::int64_t>(ids.size())};
    const std::vector<RecordId> examined(ids.begin(),
                                         ids.begin() + std::min<std::ptrdiff_t>(std::ssize(ids), count * 20));
    NIA_TRY(gatherColumns(store, plan, examined, lines, progress));
    Sink sink = Sink::toMemory(plan, lines, count);
    NIA_ASSIGN(const Selection selection,
               select(store, plan, examined, progress,
                      [&](const auto &record, const auto &resolutions) { return sink.add(record, resolutions); }));
    preview.lines = sink.takeLines();
    preview.examined = selection.written.matched;
    preview.written = selection.written.records;
    Written known = selection.written;
    known.matched = preview.matching;
    NIA_ASSIGN(preview.manifest, makeManifest(store, plan, known, selection.records, progress));
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
