// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/volume.h"

#include "base/json.h"
#include "base/random.h"
#include "bench/harness.h"
#include "shards/reader.h"
#include "shards/writer.h"

#include <cstdlib>
#include <format>

namespace nia::bench {

namespace {

constexpr std::size_t kShortest = 12, kLongest = 400; ///< bytes of a sentence
constexpr std::int64_t kRecordsOfShard = 6000;

std::filesystem::path sharedFolder()
{
    if (const char *named = std::getenv("NIA_SHARED"))
        return named;
    return std::filesystem::path(NIA_SOURCE_DIR) / ".." / "shared";
}

} // namespace

std::string MadeRecord::json() const
{
    std::string line = "{\"id\":\"" + id + "\",\"text\":";
    appendJsonString(line, text);
    line += ",\"source\":\"" + source + "\",\"year\":" + std::to_string(year) + ",\"url\":\"" + url + "\"}";
    return line;
}

Volume::Volume()
{
    const std::filesystem::path sample = std::filesystem::path(NIA_SOURCE_DIR) / "resources" / "sample";
    for (const auto &entry : std::filesystem::directory_iterator(sample)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".jsonl") && name.find("labels") == std::string::npos)
            addShard(entry.path(), -1);
    }
    const std::filesystem::path volume = sharedFolder() / "data" / "volume";
    for (const char *name : {"news-00.jsonl.gz", "news-01.jsonl.gz", "wiki-00.jsonl.gz", "wiki-01.jsonl.gz"}) {
        if (std::filesystem::exists(volume / name))
            addShard(volume / name, kRecordsOfShard);
    }
    if (m_sentences.size() < 100)
        giveUp("too few sentences to shuffle");
}

void Volume::addShard(const std::filesystem::path &path, std::int64_t limit)
{
    auto reader = must(shards::Reader::open(path, {.limit = limit}));
    while (true) {
        const shards::Batch batch = must(reader.next());
        for (const shards::Record &record : batch.records)
            addSentences(record.text, ++m_sources);
        if (batch.end)
            return;
    }
}

void Volume::addSentences(std::string_view text, std::int64_t record)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        const bool last = i + 1 == text.size();
        if (text[i] != '\n' && !last && !(stop && text[i + 1] == ' '))
            continue;
        const std::string_view sentence = text.substr(begin, i + (text[i] == '\n' ? 0 : 1) - begin);
        begin = i + 1 + (stop && !last ? 1 : 0);
        if (sentence.size() >= kShortest && sentence.size() <= kLongest)
            m_sentences.push_back({std::string(sentence), record});
    }
}

void Volume::make(std::int64_t count, std::uint64_t seed, std::string_view prefix,
                  const std::function<void(const MadeRecord &)> &onRecord) const
{
    static constexpr const char *kSources[] = {"news", "wiki", "forum", "review", "chat"};
    SplitMix64 random(seed);
    MadeRecord made;
    for (std::int64_t number = 1; number <= count; ++number) {
        made.text.clear();
        std::int64_t before = -1;
        for (std::uint64_t left = 2 + random.below(3); left > 0;) {
            const Sentence &sentence = m_sentences[random.below(m_sentences.size())];
            if (sentence.record == before) // two neighbours would be a piece of a real record
                continue;
            before = sentence.record;
            made.text += (made.text.empty() ? "" : " ") + sentence.text;
            --left;
        }
        if (number % kCommonEvery == 0)
            made.text += std::format(" Trên cành xoan có {}.", kCommonWords);
        if (number % kRareEvery == 0)
            made.text += std::format(" Bên suối có ông lão ngồi {}.", kRareWords);
        made.id = std::string(prefix) + std::to_string(number);
        made.source = kSources[random.below(std::size(kSources))];
        made.year = 2000 + static_cast<int>(random.below(25));
        made.url = std::format("https://example.org/{}/{:x}", made.source, random.next() >> 40U);
        onRecord(made);
    }
}

void makeJsonl(const std::filesystem::path &path, std::int64_t count, std::uint64_t seed, std::string_view prefix)
{
    if (std::filesystem::exists(path))
        return;
    auto writer = must(shards::JsonlWriter::create(path, shards::Compressor::Kind::None));
    Volume().make(count, seed, prefix, [&](const MadeRecord &record) { must(writer.add(record.json())); });
    (void)must(writer.finish());
}

void makeCsv(const std::filesystem::path &path, std::int64_t count, std::uint64_t seed, std::string_view prefix)
{
    if (std::filesystem::exists(path))
        return;
    auto writer = must(shards::TableWriter::create(path, shards::Compressor::Kind::None,
                                                   {"id", "text", "source", "year", "url"}));
    Volume().make(count, seed, prefix, [&](const MadeRecord &record) {
        must(writer.add({record.id, record.text, record.source, std::to_string(record.year), record.url}));
    });
    (void)must(writer.finish());
}

} // namespace nia::bench
