// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/session.h"
#include "views/task_list.h"
#include "widgets/place.h"
#include "widgets/settings.h"

#include <QObject>

#include <memory>

namespace nia::widgets {

/// The one workspace the window has open, and the ways to it: a file, a recent one at the record where work stopped, the
/// sample (made at its first opening). Remembers what was open and how far it was.
class Workspaces : public QObject
{
    Q_OBJECT
public:
    Workspaces(Settings &settings, views::TaskList &tasks, QObject *parent = nullptr);
    ~Workspaces() override;

    [[nodiscard]] views::Session *session() const { return m_session.get(); }
    [[nodiscard]] qint64 wish() const { return m_wish; } ///< the record to open at, 0: none
    [[nodiscard]] QString path() const; ///< "" while none is open
    /// Opens at that record (0: at the first that is to do). opened() or failed() follow; the former one is closed first,
    /// which waits until all its answers are written.
    void open(const views::SessionOptions &options, qint64 record = 0);
    void openFile(const QString &path, qint64 record = 0); ///< as the user of the settings
    void openSample();
    void close();
    void noteRecord(qint64 record, const QString &preview); ///< where work is, for the next start
    void remember(); ///< in the settings, how far it is
    /// Counts done and left anew; progress() follows.
    void count();
    [[nodiscard]] views::SessionOptions optionsFor(const QString &path) const;

signals:
    void leaving(); ///< the session is about to be closed: what waits must be given to it now
    void changed(nia::views::Session *session); ///< another one, or none; before opened()
    void opened();
    void failed(const QString &path, const nia::Error &error);
    void progress(qint64 done, qint64 total);
    void said(const QString &text, nia::widgets::Tone tone);

private:
    Settings &m_settings;
    views::TaskList &m_tasks;
    std::unique_ptr<views::Session> m_session;
    Recent m_recent;
    qint64 m_wish = 0;
    bool m_counting = false, m_again = false;
};

/// Makes the sample workspace of resources/sample there: records and the bundles of its two annotators. Threads: any.
[[nodiscard]] Result<void> makeSample(const std::filesystem::path &path, Progress &progress);

} // namespace nia::widgets
