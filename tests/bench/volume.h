// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Made-up volume: sentences shuffled across real records, by seed, so that no cache is flattered by whole copies.
namespace nia::bench {

/// Stands in one of kCommonEvery records.
inline constexpr const char *kCommonWords = "con sóc bông";
inline constexpr std::int64_t kCommonEvery = 200;
/// Stands in one of kRareEvery records.
inline constexpr const char *kRareWords = "đan giỏ trúc";
inline constexpr std::int64_t kRareEvery = 5000;

struct MadeRecord {
    std::string id, text, source, url;
    int year = 0;
    [[nodiscard]] std::string json() const; ///< the line, no line feed
};

/// Records of one seed, the same on every machine that has the same sources (the sample of the repository, and the volume
/// of ../shared/data where it is there).
class Volume
{
public:
    Volume();
    /// The records number 1 to `count`, ids "<prefix>1" ….
    void make(std::int64_t count, std::uint64_t seed, std::string_view prefix,
              const std::function<void(const MadeRecord &)> &onRecord) const;
    [[nodiscard]] std::size_t sentences() const { return m_sentences.size(); }

private:
    struct Sentence {
        std::string text;
        std::int64_t record = 0; ///< where it comes from
    };
    void addSentences(std::string_view text, std::int64_t record);
    void addShard(const std::filesystem::path &path, std::int64_t limit);

    std::vector<Sentence> m_sentences;
    std::int64_t m_sources = 0;
};

/// Writes JSONL, and the same as CSV, unless they are there.
void makeJsonl(const std::filesystem::path &path, std::int64_t count, std::uint64_t seed, std::string_view prefix);
void makeCsv(const std::filesystem::path &path, std::int64_t count, std::uint64_t seed, std::string_view prefix);

} // namespace nia::bench
