// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nia::shards {

/// Some bytes of the decompressed stream that begin at a line's start (kPadding more are readable).
struct Window {
    std::string_view bytes;
    std::int64_t offset = 0; ///< of the first byte in the stream
    bool atEnd = false;      ///< nothing follows
};

/// One format: makes records of whole lines.
class Parser
{
public:
    Parser() = default;
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;
    virtual ~Parser() = default;

    /// Takes whole lines from the front until the batch has `maxRecords`; gives how many bytes that were. 0 before the end
    /// means that the window has to grow. Records may point into the window, which therefore must live with the batch.
    [[nodiscard]] virtual std::size_t take(const Window &window, Batch &batch, std::int64_t maxRecords) = 0;
    /// Why nothing can be read behind what was taken; without place, the offset in the stream.
    [[nodiscard]] virtual const std::optional<Error> &broken() const;
    /// Bytes that may follow the last record and are none.
    [[nodiscard]] virtual std::string_view ending() const { return " \t\r\n"; }
};

/// What all formats need to know.
struct ParserOptions {
    std::string shardName, textField, idField; ///< idField "": none
    std::string dataset = {}; ///< as in ReadOptions
    std::int64_t maxLineBytes = 0;
    bool textTold = false, idTold = false; ///< not guessed: they win over what a line of an export says about itself
};

/// `<shard's name>#<number>`, kept in the batch.
[[nodiscard]] std::string_view fallbackId(Arena &arena, std::string_view shardName, std::int64_t number);
/// The first bytes of a bad line, cut at a whole character where it is text.
[[nodiscard]] std::string firstBytes(std::string_view line);

} // namespace nia::shards
