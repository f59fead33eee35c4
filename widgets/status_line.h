// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/task_list.h"
#include "widgets/place.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace nia::widgets {

class ActionButton;

/// The line along the foot of the window: done and left, what was said last, the long job that runs (with Cancel), and
/// buttons for what is at hand everywhere. Passing words fade after some seconds, bad ones stay until the next.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    StatusLine(views::TaskList &tasks, QWidget *parent = nullptr);
    void say(const QString &text, Tone tone);
    void setProgress(qint64 done, qint64 total); ///< total 0: nothing to show
    void setSaving(const QString &words, Tone tone);
    void setAutoAdvance(bool on);
    [[nodiscard]] QString message() const;

signals:
    void wants(const QString &action); ///< an action of everywhere or "auto-advance"

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void showTask();

    views::TaskList &m_tasks;
    QPointer<views::Task> m_task;
    QLabel *m_done = nullptr, *m_message = nullptr, *m_saving = nullptr, *m_taskTitle = nullptr;
    QProgressBar *m_bar = nullptr, *m_taskBar = nullptr;
    ActionButton *m_cancel = nullptr, *m_advance = nullptr;
    Tone m_tone = Tone::Quiet, m_savingTone = Tone::Quiet;
    QTimer m_fade;
};

} // namespace nia::widgets
