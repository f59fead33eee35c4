// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace nia::test {

/// One JSONL line of made text: id "rN", an answer-independent member before and after the text.
[[nodiscard]] inline std::string madeLine(int number, const std::string &more = {})
{
    static const char *const kWords[] = {"nước", "sông", "thuyền", "chợ", "nắng", "mưa", "đường", "nhà", "hổng", "bữa"};
    std::string text = "Câu số " + std::to_string(number) + more + ":";
    for (int i = 0; i < 24; ++i)
        text += std::string(" ") + kWords[(number * 7 + i * i) % 10];
    return R"({"source":"made","id":"r)" + std::to_string(number) + R"(","text":")" + text + R"(","year":)"
           + std::to_string(2000 + number % 25) + "}";
}

/// A JSONL shard of so many records (about 200 bytes each).
inline void writeMadeShard(const std::filesystem::path &path, int records)
{
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    for (int i = 1; i <= records; ++i)
        out << madeLine(i) << '\n';
}

} // namespace nia::test
