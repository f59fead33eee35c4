// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/files.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace nia::cli {

Result<std::string> readFile(const std::string &path)
{
    const std::filesystem::path file = pathOf(path);
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed))
        return fail(Kind::IsFolder, {}, path);
    if (!std::filesystem::exists(file, failed))
        return fail(Kind::NotFound, {"file", path});
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(Kind::Permission, {}, path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad())
        return fail(Kind::Io, {"read it", "the system reports a read error"}, path);
    return text;
}

} // namespace nia::cli
