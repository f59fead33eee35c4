// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_import.h"

#include "bench/floor_sqlite.h"
#include "bench/harness.h"

#include <openssl/sha.h>
#include <simdjson.h>

#include <condition_variable>
#include <deque>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nia::bench {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr std::size_t kBlocksWaiting = 4;
constexpr std::int64_t kLinesOfTransaction = 10000;

struct Row {
    std::string_view line;
    std::size_t idBegin = 0, idSize = 0;
    unsigned char hash[SHA256_DIGEST_LENGTH];
};
struct Block {
    std::vector<char> bytes; ///< with simdjson's padding behind
    std::string ids;
    std::vector<Row> rows;
};

class Channel
{
public:
    void push(std::unique_ptr<Block> block)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_blocks.size() < kBlocksWaiting; });
        m_blocks.push_back(std::move(block));
        m_changed.notify_all();
    }
    std::unique_ptr<Block> pop() ///< nullptr: the end
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_blocks.empty(); });
        auto block = std::move(m_blocks.front());
        m_blocks.pop_front();
        m_changed.notify_all();
        return block;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<Block>> m_blocks;
};

void parseBlock(Block &block, std::size_t size, simdjson::ondemand::parser &parser, std::size_t &textBytes)
{
    const std::string_view all(block.bytes.data(), size);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        Row row{.line = all.substr(at, end - at)};
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        std::string_view id, text;
        if (parser.iterate(row.line.data(), row.line.size(), block.bytes.size() - at).get(document) != simdjson::SUCCESS
            || document.get_object().get(object) != simdjson::SUCCESS
            || object["id"].get_string().get(id) != simdjson::SUCCESS
            || object["text"].get_string().get(text) != simdjson::SUCCESS)
            giveUp("a line of the made-up shard is no record");
        row.idBegin = block.ids.size();
        row.idSize = id.size();
        block.ids += id;
        textBytes += text.size();
        block.rows.push_back(row);
        at = end + 1;
    }
}

void parseAll(const std::filesystem::path &shard, Channel &out)
{
    std::ifstream in(shard, std::ios::binary);
    simdjson::ondemand::parser parser;
    std::string rest;
    std::size_t textBytes = 0;
    while (in) {
        auto block = std::make_unique<Block>();
        block->bytes.resize(rest.size() + kBlockBytes + simdjson::SIMDJSON_PADDING);
        rest.copy(block->bytes.data(), rest.size());
        in.read(block->bytes.data() + rest.size(), kBlockBytes);
        const std::string_view got(block->bytes.data(), rest.size() + static_cast<std::size_t>(in.gcount()));
        const std::size_t whole = got.rfind('\n') + 1; // 0 where there is none
        rest = got.substr(whole);
        parseBlock(*block, whole, parser, textBytes);
        out.push(std::move(block));
    }
    if (textBytes == 0)
        giveUp("the floor found no text");
    out.push(nullptr);
}

void hashAll(Channel &in, Channel &out)
{
    while (auto block = in.pop()) {
        for (Row &row : block->rows)
            SHA256(reinterpret_cast<const unsigned char *>(row.line.data()), row.line.size(), row.hash);
        out.push(std::move(block));
    }
    out.push(nullptr);
}

std::int64_t insertAll(Channel &in, const std::filesystem::path &path)
{
    BareDatabase database(path, "NORMAL");
    database.run("CREATE TABLE record(id INTEGER PRIMARY KEY, name TEXT, hash BLOB, line TEXT)");
    BareStatement insert(database.handle(), "INSERT INTO record(name,hash,line) VALUES(?,?,?)");
    std::int64_t count = 0;
    database.run("BEGIN");
    while (auto block = in.pop()) {
        for (const Row &row : block->rows) {
            insert.bind(1, std::string_view(block->ids).substr(row.idBegin, row.idSize));
            insert.bindBlob(2, {reinterpret_cast<const char *>(row.hash), sizeof row.hash});
            insert.bind(3, row.line);
            insert.run();
            if (++count % kLinesOfTransaction == 0)
                database.run("COMMIT; BEGIN");
        }
    }
    database.run("COMMIT");
    return count;
}

} // namespace

std::int64_t floorImport(const std::filesystem::path &shard, const std::filesystem::path &database)
{
    Channel parsed, hashed;
    std::thread parsing([&] { parseAll(shard, parsed); });
    std::thread hashing([&] { hashAll(parsed, hashed); });
    const std::int64_t count = insertAll(hashed, database);
    parsing.join();
    hashing.join();
    return count;
}

} // namespace nia::bench
