// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/replacing.h"

#include "base/json.h"
#include "base/path_text.h"
#include "workspace/records.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

namespace nia::workspace {

namespace {

namespace fs = std::filesystem;

/// How leave is given, the command line and the window say each in its own words.
std::unexpected<Error> alreadyThere(const fs::path &path)
{
    return fail(Kind::Exists, {pathText(path), "replaceable"});
}

bool same(const fs::path &a, const fs::path &b)
{
    std::error_code failed;
    return fs::equivalent(a, b, failed) && !failed;
}

/// A shard of the store lies there, by the name it was imported under.
Result<bool> isShard(Store &store, const fs::path &path)
{
    NIA_ASSIGN(const auto rows, shards(store));
    return std::ranges::any_of(rows, [&](const ShardRow &row) {
        return !row.path.empty() && same(pathFromText(row.path), path);
    });
}

/// Every manifest that Nia writes says by which version.
bool isManifest(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    const auto json = Json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
    return json && json->isObject() && (*json)["nia"].isString();
}

} // namespace

bool isWorkspaceFile(const fs::path &path)
{
    std::error_code failed;
    if (!fs::is_regular_file(path, failed))
        return false;
    // SQLite's header: its own mark at byte 0, the application's number at byte 68, big-endian.
    std::array<char, 72> header{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(header.data(), header.size()))
        return false;
    if (std::string_view(header.data(), 16) != std::string_view("SQLite format 3\0", 16))
        return false;
    std::uint32_t application = 0;
    for (std::size_t at = 68; at < 72; ++at)
        application = application << 8U | static_cast<unsigned char>(header[at]);
    return application == static_cast<std::uint32_t>(kApplicationId);
}

Result<void> mayReplaceFile(Store &store, const fs::path &path, bool overwrite)
{
    std::error_code failed;
    if (!fs::exists(fs::symlink_status(path, failed)))
        return {};
    if (fs::is_directory(path, failed))
        return fail(Kind::IsFolder, {}, pathText(path));
    if (!overwrite)
        return alreadyThere(path);
    if (isWorkspaceFile(path))
        return fail(Kind::NotAllowed, {"is a workspace and is never replaced; choose another name"}, pathText(path));
    NIA_ASSIGN(const bool shard, isShard(store, path));
    if (shard)
        return fail(Kind::NotAllowed, {"is a shard of this workspace and is never replaced; choose another name"},
                    pathText(path));
    return {};
}

Result<void> mayReplaceFolder(Store &store, const fs::path &path, bool overwrite)
{
    std::error_code failed;
    if (!fs::exists(fs::symlink_status(path, failed)))
        return {};
    if (!overwrite)
        return alreadyThere(path);
    const auto refused = [&path] {
        return fail(Kind::NotAllowed,
                    {"holds more than an export of Nia and is not replaced; choose another name, or empty it yourself"},
                    pathText(path));
    };
    if (fs::is_symlink(path, failed) || !fs::is_directory(path, failed))
        return fail(Kind::NotAllowed, {"is a file where a folder is to be made; choose another name"}, pathText(path));
    if (same(path, fs::current_path(failed)))
        return refused();
    bool manifest = false;
    int others = 0, all = 0;
    for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
        ++all;
        const std::string name = pathText(entry->path().filename());
        if (!entry->is_regular_file(failed) || isWorkspaceFile(entry->path()))
            return refused();
        NIA_TRY(mayReplaceFile(store, entry->path(), true));
        if (name == "manifest.json")
            manifest = isManifest(entry->path());
        else if (!name.starts_with("data.") || ++others > 1)
            return refused();
    }
    if (failed)
        return fail(Kind::Io, {"look into the folder", failed.message()}, pathText(path));
    if (all > 0 && !manifest)
        return refused();
    return {};
}

} // namespace nia::workspace
