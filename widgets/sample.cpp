// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/device.h"
#include "exchange/bundle.h"
#include "importing/import_job.h"
#include "widgets/workspaces.h"
#include "workspace/schema.h"

#include <QFile>
#include <QTemporaryDir>

#include <array>

namespace nia::widgets {

namespace {

constexpr std::array kSchemas{"vi-quality", "vi-bias", "vi-dialect"};

/// Readers of shards and bundles read files, so what stands in the program is laid out in a folder first.
Result<std::filesystem::path> layOut(const QTemporaryDir &folder, const char *name)
{
    const QString from = QStringLiteral(":/nia/sample/") + QLatin1String(name),
                  to = folder.filePath(QLatin1String(name));
    if (!QFile::copy(from, to))
        return fail(Kind::Io, {"write the sample", "the temporary folder cannot be written"});
    return std::filesystem::path(to.toStdU16String());
}

} // namespace

Result<void> makeSample(const std::filesystem::path &path, Progress &progress)
{
    const QTemporaryDir folder;
    NIA_ASSIGN(const std::filesystem::path shard, layOut(folder, "mien-man.jsonl"));
    // Made beside and renamed: a sample that stands there is whole.
    std::filesystem::path making = path;
    making += ".making";
    std::error_code ignored;
    std::filesystem::remove(making, ignored);
    {
        workspace::CreateOptions create;
        for (const char *name : kSchemas)
            create.schemaFiles.emplace_back(workspace::builtInSchema(name).value_or(""));
        workspace::StoreOptions options;
        options.device = deviceId();
        NIA_ASSIGN(workspace::Store store, workspace::Store::create(making, create, options));
        NIA_TRY(importing::importShards(store, {shard}, {}, progress));
        for (const char *name : {"lan.niab", "minh.niab"}) {
            NIA_ASSIGN(const std::filesystem::path bundle, layOut(folder, name));
            NIA_TRY(exchange::mergeBundle(store, bundle, progress));
        }
    }
    std::filesystem::rename(making, path, ignored);
    if (ignored)
        return fail(Kind::Io, {"write the sample", ignored.message()});
    return {};
}

} // namespace nia::widgets
