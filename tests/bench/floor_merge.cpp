// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_merge.h"

#include "base/ids.h"
#include "bench/floor_sqlite.h"
#include "bench/harness.h"

#include <openssl/sha.h>
#include <simdjson.h>
#include <zstd.h>

#include <fstream>
#include <iterator>
#include <string>

namespace nia::bench {

namespace {

std::string unpacked(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    const std::string packed((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::string out;
    std::string piece(ZSTD_DStreamOutSize(), '\0');
    ZSTD_DStream *stream = ZSTD_createDStream();
    ZSTD_inBuffer from{packed.data(), packed.size(), 0};
    while (from.pos < from.size) {
        ZSTD_outBuffer to{piece.data(), piece.size(), 0};
        if (ZSTD_isError(ZSTD_decompressStream(stream, &to, &from)))
            giveUp(path.string() + ": not a zstd stream");
        out.append(piece, 0, to.pos);
    }
    ZSTD_freeDStream(stream);
    return out;
}

/// The content of events.jsonl in a tar.
std::string_view eventsIn(std::string_view tar)
{
    constexpr std::size_t kBlock = 512, kSizeAt = 124;
    for (std::size_t at = 0; at + kBlock < tar.size();) {
        const std::string_view name = tar.substr(at, 100);
        const std::size_t size = std::strtoull(std::string(tar.substr(at + kSizeAt, 12)).c_str(), nullptr, 8);
        if (name.starts_with("events.jsonl"))
            return tar.substr(at + kBlock, size);
        at += kBlock + (size + kBlock - 1) / kBlock * kBlock;
    }
    giveUp("a bundle without events");
}

} // namespace

std::int64_t floorMerge(const std::vector<std::filesystem::path> &bundles, const std::filesystem::path &path)
{
    BareDatabase database(path);
    database.run("CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, canon TEXT NOT NULL)");
    BareStatement insert(database.handle(), "INSERT INTO event(id,canon) VALUES(?,?)");
    std::int64_t count = 0;
    for (const std::filesystem::path &bundle : bundles) {
        const std::string tar = unpacked(bundle);
        const std::string_view events = eventsIn(tar);
        database.run("BEGIN");
        for (std::size_t at = 0; at < events.size();) {
            const std::size_t end = events.find('\n', at);
            const std::string_view event = events.substr(at, end - at);
            unsigned char hash[SHA256_DIGEST_LENGTH];
            SHA256(reinterpret_cast<const unsigned char *>(event.data()), event.size(), hash);
            insert.bindBlob(1, {reinterpret_cast<const char *>(hash), sizeof hash});
            insert.bind(2, event);
            insert.run();
            ++count;
            at = end + 1;
        }
        database.run("COMMIT");
    }
    return count;
}

void prepareFold(const std::filesystem::path &workspace, const std::filesystem::path &database)
{
    BareDatabase to(database);
    to.run("ATTACH '" + workspace.string() + "' AS w");
    to.run("CREATE TABLE record(key BLOB PRIMARY KEY, id INTEGER) WITHOUT ROWID;"
           "INSERT INTO record SELECT key,id FROM w.record ORDER BY key");
    to.run("DETACH w");
}

std::int64_t floorFold(const std::filesystem::path &path)
{
    BareDatabase database(path);
    database.run("DROP TABLE IF EXISTS label; CREATE TABLE label(record INTEGER, question TEXT, annotator TEXT, answer "
                 "TEXT, PRIMARY KEY(record,question,annotator)) WITHOUT ROWID; BEGIN");
    BareStatement events(database.handle(), "SELECT canon FROM event ORDER BY seq");
    BareStatement find(database.handle(), "SELECT id FROM record WHERE key=?");
    BareStatement insert(database.handle(), "INSERT OR REPLACE INTO label VALUES(?,?,?,?)");
    simdjson::dom::parser parser;
    std::int64_t count = 0;
    for (; events.step(); ++count) {
        const std::string_view bytes = events.text(0);
        simdjson::dom::element event;
        std::string_view record, question, annotator, answer;
        if (parser.parse(bytes.data(), bytes.size()).get(event) != simdjson::SUCCESS
            || event["record"].get_string().get(record) != simdjson::SUCCESS
            || event["question"].get_string().get(question) != simdjson::SUCCESS
            || event["annotator"].get_string().get(annotator) != simdjson::SUCCESS
            || event["body"]["answer"].get_string().get(answer) != simdjson::SUCCESS)
            giveUp("an event of the made-up bundles is no label");
        const auto key = RecordKey::fromHex(record);
        find.bindBlob(1, {reinterpret_cast<const char *>(key->bytes.data()), key->bytes.size()});
        if (!find.step())
            giveUp("an event about an unknown record");
        insert.bind(1, find.integer(0));
        find.reset();
        insert.bind(2, question);
        insert.bind(3, annotator);
        insert.bind(4, answer);
        insert.run();
    }
    database.run("COMMIT");
    return count;
}

} // namespace nia::bench
