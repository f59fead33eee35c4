// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nia::shards {

/// One record of a shard. The views point into the batch that delivered it.
struct Record {
    std::string_view id;        ///< the external id; `<shard's name>#<number>` where the object has none
    bool idFromField = false;   ///< false: the id is that fallback
    std::string_view text;      ///< UTF-8, escapes resolved, nothing normalised
    std::string_view raw;       ///< the object as it came (cli.md, Meanings), without `nia`
    std::size_t textBegin =
        0;  ///< [textBegin, textEnd) in raw: the text's JSON string literal with its quotes, in bytes; empty where
            ///< the text was joined of parts
    std::size_t textEnd = 0;
    std::string_view builder;   ///< how the text was joined (parts.h); "" where the object has it
    std::string_view parts;     ///< JSON, as JoinedText has it; "" without a builder
    std::int64_t line = 0;      ///< physical line of its start, from 1
    std::int64_t number = 0;    ///< what stands in a fallback id: the physical line (JSONL), the row from 1 (CSV)
    std::int64_t byteOffset = 0; ///< of its start in the decompressed stream
};

/// A line that is no record.
struct BadLine {
    std::int64_t line = 0;       ///< physical line of its start, from 1
    std::int64_t byteOffset = 0; ///< of its start in the decompressed stream
    Error reason;
    std::string raw;             ///< its first bytes as they came, at most kMaxBadRaw
};

inline constexpr std::size_t kMaxBadRaw = 1024;

/// Memory for the texts of one batch: pieces stay where they are until the arena dies.
class Arena
{
public:
    /// Room for that many bytes.
    [[nodiscard]] char *take(std::size_t bytes);
    [[nodiscard]] std::string_view keep(std::string_view text);
    /// Takes over a block whose bytes the records point into.
    void own(std::unique_ptr<char[]> block) { m_blocks.push_back(std::move(block)); }

private:
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char *m_at = nullptr;
    std::size_t m_left = 0;
};

/// Some whole lines of a shard, in file order. Owns its memory; may be moved to another thread.
struct Batch {
    std::vector<Record> records;
    std::vector<BadLine> bad;
    bool end = false;                ///< nothing follows, or nothing more is wanted
    bool more = false;               ///< with end: the limit was reached, and the shard goes on
    std::int64_t consumedBytes = 0;  ///< bytes of the file as stored that were read so far (for progress)
    std::int64_t plainBytes = 0;     ///< end of this batch in the decompressed stream
    Arena arena;
};

} // namespace nia::shards
