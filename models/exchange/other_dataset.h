// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "workspace/store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nia::exchange {

/// A shard whose records have the ids and texts that waiting events speak of, under another dataset's name.
struct OtherDataset {
    std::string waiting;      ///< the dataset that the events name
    std::int64_t events = 0;  ///< how many wait for it
    std::string here;         ///< the dataset that the shard was imported under
    std::string shard, path;  ///< the shard's name, and where its file was; path "": not from a file
    std::string textField, idField; ///< as it was read
    bool fileIsThere = false;
    bool guessIsRight = false; ///< reading the file again finds these fields by itself
};

/// Looks whether events wait only because the same shard was imported here under another name: the key of a record is made
/// of its dataset, too, so the keys of own records are made anew under the names that events wait for.
/// Cost: nothing where no event waits; else the texts of all records, each shard up to its first that is waited for.
/// Errors: of the store, Interrupted. Threads: blocks; the store belongs to the caller.
[[nodiscard]] Result<std::vector<OtherDataset>> otherDatasets(workspace::Store &store, Progress &progress);

/// The command that imports the shard's file once more under the name that the events know, so that they count.
[[nodiscard]] std::string joiningCommand(const std::string &workspace, const OtherDataset &other);

} // namespace nia::exchange
