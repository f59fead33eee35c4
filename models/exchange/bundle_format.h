// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "workspace/records.h"

#include <functional>
#include <string>
#include <string_view>

namespace nia::exchange {

inline constexpr const char *kBundleFormat = "nia-bundle/1";
inline constexpr std::size_t kMaxEventBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxRecordLineBytes = std::size_t{256} << 20;

/// One line of records.jsonl, line feed included: dataset, id, builder, text, shard, line, and what stands before and after the
/// text in the raw object, with the text's own literal where it is not the plain one. Where the text was joined of parts, these
/// are there and the whole object is the suffix.
[[nodiscard]] std::string recordLine(const workspace::Record &record);

/// What a line of records.jsonl says; the views of `made` point into the other members.
struct CarriedRecord {
    std::string dataset, id, builder, text, parts, raw, shard;
    workspace::NewRecord made;
};
/// Errors: those of JSON, BadValue.
[[nodiscard]] Result<void> parseRecordLine(std::string_view line, CarriedRecord &out);

/// One line of shards.jsonl, line feed included: what records of the shard need to be exported as they came.
[[nodiscard]] std::string shardLine(const workspace::ShardRow &shard);
/// Errors: those of JSON, BadValue.
[[nodiscard]] Result<workspace::ShardRow> parseShardLine(std::string_view line);

/// Cuts a stream of pieces into lines. Errors: TooLarge for a line over the limit, what onLine gives.
class LineCutter
{
public:
    using OnLine = std::function<Result<void>(std::string_view line)>;
    LineCutter(std::size_t maxLineBytes, OnLine onLine);
    [[nodiscard]] Result<void> add(std::string_view piece);
    [[nodiscard]] Result<void> finish(); ///< a last line without line feed

private:
    std::size_t m_max;
    OnLine m_onLine;
    std::string m_rest;
};

} // namespace nia::exchange
