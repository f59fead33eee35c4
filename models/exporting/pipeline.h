// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/progress.h"
#include "exporting/composer.h"
#include "shards/writer.h"

#include <memory>

namespace nia::exporting {

/// Writes an export in stages: the caller's thread reads, a second one resolves and makes lines, a third one compresses,
/// hashes and writes. Batches keep the order and are few: memory does not grow with the export.
///
/// Errors:  of any stage, the first by stage; Interrupted. Nothing is left behind without giveName().
class Pipeline
{
public:
    /// The composer is the pipeline's until read() has returned.
    [[nodiscard]] static Result<Pipeline> open(const std::filesystem::path &path, const Plan &plan, Composer &composer);
    ~Pipeline(); ///< waits for its threads
    Pipeline(Pipeline &&) noexcept;

    /// Reads all; afterwards the selection is complete, while the last lines may still be on their way to the disk.
    [[nodiscard]] Result<void> read(Reading &reading, Progress &progress);
    /// Waits until all of it is on the disk.
    [[nodiscard]] Result<shards::Written> settle();
    [[nodiscard]] Result<void> giveName();

private:
    struct Private;
    explicit Pipeline(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace nia::exporting
