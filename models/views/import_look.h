// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "shards/reader.h"

#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <vector>

namespace nia::views {

/// What a file is taken for, before it is imported: format and fields as guessed or as chosen, and its first records as
/// they will be read.
struct ImportLook {
    struct Row {
        QString id, text;
        QStringList others; ///< by `otherFields`; "" where the record has none
    };
    static constexpr int kRows = 50;
    static constexpr int kOtherFields = 3;
    static constexpr int kTextUnits = 400; ///< of a row's text, on one line

    shards::Guess guess;
    qint64 sizeBytes = -1;
    QStringList fields; ///< all members of the first records, in their order: what can be text or id
    QStringList otherFields; ///< some of the rest, to recognise the records by
    std::vector<Row> rows;
    int bad = 0; ///< lines among the first that cannot be read
    std::optional<Error> firstBad;
};

/// Reads the beginning of a file. Errors: those of shards::Reader. Threads: blocks; call from a job.
[[nodiscard]] Result<ImportLook> lookAt(const std::filesystem::path &path, const shards::ReadOptions &options,
                                        Progress &progress);

} // namespace nia::views
