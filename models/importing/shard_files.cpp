// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "importing/import_job.h"

#include "base/ascii.h"
#include "base/path_text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

namespace nia::importing {

namespace {

namespace fs = std::filesystem;

/// A folder that tells by itself that it holds a dataset: README.md with configs:, or data/ or documents/ below it.
bool isRecognised(const fs::path &folder)
{
    std::error_code failed;
    if (fs::is_directory(folder / "data", failed) || fs::is_directory(folder / "documents", failed))
        return true;
    std::ifstream readme(folder / "README.md");
    for (std::string line; std::getline(readme, line);) {
        if (line.starts_with("configs:"))
            return true;
    }
    return false;
}

bool looksLikeShard(const fs::path &file)
{
    static constexpr std::array<std::string_view, 8> kSuffixes{".jsonl", ".json", ".ndjson", ".csv",
                                                               ".tsv",   ".txt",  ".xlsx",   ".docx"};
    static constexpr std::array<std::string_view, 4> kAbout{"readme", "license", "licence", "changelog"};
    fs::path name = file.filename();
    if (name.extension() == ".gz" || name.extension() == ".zst")
        name = name.stem();
    const std::string suffix = pathText(name.extension());
    const std::string stem = asciiLower(pathText(name.stem()));
    return !stem.starts_with(".") && !stem.starts_with("~$") && // what Office lays beside an open file
           std::ranges::contains(kSuffixes, suffix) && !(suffix == ".txt" && std::ranges::contains(kAbout, stem));
}

std::string nameBelow(const fs::path &file, const fs::path &folder)
{
    fs::path relative = file.lexically_relative(folder);
    if (relative.extension() == ".gz" || relative.extension() == ".zst")
        relative.replace_extension();
    const std::u8string name = relative.generic_u8string();
    return {name.begin(), name.end()};
}

} // namespace

Result<std::vector<ShardFile>> shardFiles(const fs::path &path, bool recursive)
{
    std::error_code failed;
    if (path == "-" || !fs::is_directory(path, failed))
        return std::vector{ShardFile{path, shards::shardNameOf(path)}};
    if (!recursive && !isRecognised(path))
        return fail(Kind::IsFolder, {}, pathText(path));
    std::vector<ShardFile> files;
    for (auto at = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, failed);
         !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        if (at->is_regular_file(failed) && looksLikeShard(at->path()))
            files.push_back({at->path(), nameBelow(at->path(), path)});
    }
    if (failed)
        return fail(Kind::Io, {"read the folder", failed.message()}, pathText(path));
    std::ranges::sort(files, {}, &ShardFile::name);
    if (files.empty())
        return fail(Kind::NotFound, {"shard", pathText(path)});
    return files;
}

} // namespace nia::importing
