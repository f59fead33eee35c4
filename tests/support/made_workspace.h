// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "support/new_record.h"
#include "workspace/records.h"
#include "workspace/store.h"

#include <filesystem>
#include <string>

namespace nia::test {

/// A workspace with the default questions and `count` records "Câu số N." named rN.
[[nodiscard]] inline Result<void> makeWorkspace(const std::filesystem::path &path, int count)
{
    NIA_ASSIGN(workspace::Store store, workspace::Store::create(path, {}));
    NIA_ASSIGN(workspace::RecordInserter inserter, workspace::RecordInserter::open(store));
    NIA_TRY(inserter.begin());
    NIA_ASSIGN(const DatasetId dataset, inserter.dataset("main"));
    workspace::ShardRow row{.dataset = dataset,
                            .datasetName = "main",
                            .name = "made.jsonl",
                            .path = "made.jsonl",
                            .format = "jsonl",
                            .compression = "none",
                            .textField = "text",
                            .idField = "id",
                            .encoding = "utf-8"};
    NIA_ASSIGN(const ShardId shard, inserter.addShard(row));
    for (int i = 1; i <= count; ++i) {
        const std::string id = "r" + std::to_string(i);
        const std::string text = "Câu số " + std::to_string(i) + ".";
        const std::string raw = R"({"id":")" + id + R"(","source":"made","text":)" + Json(text).write() + "}";
        NIA_TRY(inserter.add(dataset, shard, newRecord(id, text, raw, i)));
    }
    return inserter.commit();
}

} // namespace nia::test
