// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/files.h"

#include "base/path_text.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace nia::cli {

Result<std::string> readFile(const std::string &path)
{
    const std::filesystem::path file = pathFromText(path);
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

std::string base64(std::string_view bytes)
{
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
        };
        const unsigned group = (at(0) << 16U) | (at(1) << 8U) | at(2);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : kDigits[(group >> (18U - 6U * static_cast<unsigned>(k))) & 63U];
    }
    return out;
}

Result<std::int64_t> byteSize(const std::string &text, const std::string &option)
{
    std::size_t used = 0;
    double value = -1;
    try {
        value = std::stod(text, &used);
    } catch (const std::exception &) {
        value = -1;
    }
    std::string unit = text.substr(std::min(used, text.size()));
    std::erase(unit, ' ');
    double factor = -1;
    for (const auto &[name, bytes] : std::initializer_list<std::pair<const char *, double>>{{"", 1},
                                                                                            {"B", 1},
                                                                                            {"KiB", 1024},
                                                                                            {"MiB", 1 << 20},
                                                                                            {"GiB", 1 << 30},
                                                                                            {"kB", 1e3},
                                                                                            {"MB", 1e6},
                                                                                            {"GB", 1e9}}) {
        if (unit == name)
            factor = bytes;
    }
    if (value < 1 || factor < 0)
        return fail(Kind::Usage, {option + " " + text + " is not a size", "write for example 64MiB"});
    return static_cast<std::int64_t>(value * factor);
}

} // namespace nia::cli
