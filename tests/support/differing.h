// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "support/made_workspace.h"
#include "views/review_queue.h"
#include "workspace/labels.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace nia::test {

/// Lan and Minh answer the first `differing` of twelve records differently.
[[nodiscard]] inline Result<void> makeDiffering(const std::filesystem::path &path, int differing)
{
    NIA_TRY(test::makeWorkspace(path, 12));
    NIA_ASSIGN(workspace::Store store, workspace::Store::open(path));
    for (int id = 1; id <= differing; ++id) {
        for (const auto &[who, answer] : {std::pair{"lan", "good"}, {"minh", "basic"}}) {
            NIA_TRY(store.append(workspace::Draft{.annotator = who,
                                                  .record = RecordId{id},
                                                  .question = "quality",
                                                  .answer = workspace::Answer::single(answer)}));
        }
    }
    return {};
}

/// Workspaces of such records, as long as it lives.
class DifferingWorkspaces
{
public:
    [[nodiscard]] std::filesystem::path make(int differing)
    {
        const auto path =
            std::filesystem::path(m_folder.filePath(QStringLiteral("w%1.nia").arg(++m_made)).toStdString());
        if (const auto made = makeDiffering(path, differing); !made)
            qFatal("no workspace");
        return path;
    }

private:
    QTemporaryDir m_folder;
    int m_made = 0;
};

/// Hanh, who reviews.
[[nodiscard]] inline std::unique_ptr<views::Session> begin(const std::filesystem::path &path)
{
    auto session = std::make_unique<views::Session>();
    session->open({.path = path, .device = "test", .annotator = "hanh"});
    return session;
}
[[nodiscard]] inline std::vector<workspace::Decision> decisions(const std::filesystem::path &path, RecordId record)
{
    auto store = workspace::Store::open(path);
    auto state = store ? workspace::recordState(*store, record) : Result<workspace::RecordState>();
    return state ? state->decisions : std::vector<workspace::Decision>();
}

[[nodiscard]] inline bool showsItsRow(const views::ReviewQueue &queue)
{
    return queue.item() != nullptr && queue.idAt(queue.row()) == queue.item()->id;
}

} // namespace nia::test
