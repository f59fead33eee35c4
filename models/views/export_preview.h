// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "exporting/subset.h"
#include "views/session.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::views {

/// How the answers of one question come about under the policy, in records.
struct AnswerShare {
    std::string question;
    std::int64_t adjudicated = 0, unanimous = 0, majority = 0, none = 0;
};

/// What an export would give, kept up to date while its query and policy are being typed: how many records match, the
/// first lines as they will be written, the manifest. Made by the writer of the export itself, on the reading thread for
/// long questions, a moment after the last change; of several requests the newest wins.
/// Threads: the GUI thread only.
class ExportPreview : public QObject
{
    Q_OBJECT
public:
    static constexpr int kLines = 5;
    static constexpr int kDebounceMs = 200;
    static constexpr std::int64_t kShareRecords = 20000; ///< at most so many are resolved for the shares

    explicit ExportPreview(QObject *parent = nullptr);
    ~ExportPreview() override;
    void setSession(Session *session);
    /// `out` names the form ("subset.jsonl", "x.csv.gz"); nothing is written there. The annotator is the session's.
    void setOptions(const exporting::SubsetOptions &options, const std::filesystem::path &out);
    void refresh(); ///< asks again, at once

    [[nodiscard]] const std::optional<exporting::SubsetPreview> &preview() const
    {
        return m_preview;
    } ///< the last good one
    [[nodiscard]] const std::optional<Error> &error() const
    {
        return m_error;
    } ///< of the last request: a mistake in the query
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] std::int64_t total() const { return m_total; } ///< records of the workspace
    /// Of the required questions that are always asked, over the first shareRecords() records; they come after the preview.
    [[nodiscard]] const std::vector<AnswerShare> &shares() const { return m_shares; }
    [[nodiscard]] std::int64_t shareRecords() const { return m_shareRecords; }

signals:
    void changed(); ///< preview, error or busy
    void shared(); ///< shares()

private:
    struct Found {
        exporting::SubsetPreview preview;
        std::int64_t total = 0;
    };
    struct Shares {
        std::vector<AnswerShare> shares;
        std::int64_t records = 0;
    };
    [[nodiscard]] static Result<Shares> share(workspace::Store &store, const exporting::SubsetOptions &options,
                                              Progress &progress);
    void stop();
    void askShares(const exporting::SubsetOptions &options);

    QPointer<Session> m_session;
    exporting::SubsetOptions m_options;
    std::filesystem::path m_out;
    std::optional<exporting::SubsetPreview> m_preview;
    std::optional<Error> m_error;
    std::vector<AnswerShare> m_shares;
    std::int64_t m_total = 0, m_shareRecords = 0;
    std::shared_ptr<Progress> m_running, m_sharing;
    QTimer m_wait;
    bool m_busy = false, m_asked = false;
};

} // namespace nia::views
