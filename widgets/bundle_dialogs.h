// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "exchange/bundle.h"
#include "views/session.h"
#include "views/task_list.h"

#include <QDialog>
#include <QPointer>
#include <QStringList>

#include <optional>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QRadioButton;
class QVBoxLayout;

namespace nia::widgets {

class ActionButton;

/// A window of one job: what it is about, then a bar with Cancel, then how it ended. Closing it while it works cancels.
class JobDialog : public QDialog
{
    Q_OBJECT
public:
    [[nodiscard]] QString message() const; ///< how it ended, or what is missing
    [[nodiscard]] bool isRunning() const { return m_task != nullptr; }
    void reject() override;

protected:
    JobDialog(const QString &title, QWidget *parent);
    [[nodiscard]] QVBoxLayout &body() const { return *m_body; }
    ActionButton *addButton(ActionButton *button); ///< at the foot, from the right
    void watch(views::Task *task);
    void say(const QString &text, bool bad = false);
    virtual void ended() {} ///< the task is over; its result was given before

private:
    QVBoxLayout *m_body;
    QWidget *m_foot;
    QProgressBar *m_bar;
    QLabel *m_message;
    ActionButton *m_close;
    QPointer<views::Task> m_task;
};

/// Packs work for a colleague: whose, with the texts or without, into which file.
class SendWorkDialog : public JobDialog
{
    Q_OBJECT
public:
    SendWorkDialog(views::TaskList &tasks, const views::SessionOptions &of, QWidget *parent);
    [[nodiscard]] exchange::BundleOptions options() const;
    void setEverybody(bool on); ///< all annotators' work, not only one's own
    void setWithRecords(bool on);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    void pack();

signals:
    void packed(const QString &file, const QString &words);
    void failed(const nia::Error &error);

protected:
    void ended() override;

private:
    void browse();

    views::TaskList &m_tasks;
    views::SessionOptions m_of;
    QRadioButton *m_own, *m_everybody;
    QCheckBox *m_records, *m_overwrite;
    QLineEdit *m_path;
    QWidget *m_choices;
    ActionButton *m_pack, *m_folder;
    QString m_written;
};

/// Takes bundles in and says what came.
class MergeDialog : public JobDialog
{
    Q_OBJECT
public:
    MergeDialog(views::TaskList &tasks, const views::SessionOptions &into, const QStringList &files, QWidget *parent);

signals:
    void merged(const QString &words, qint64 disagreed);
    void failed(const nia::Error &error); ///< of each file that was refused
    void wantsReview();

private:
    /// What became of each file, and how the workspace stands afterwards.
    struct Merged {
        struct File {
            QString name;
            std::optional<Error> error;
            exchange::MergeOutcome outcome;
        };
        std::vector<File> files;
        std::int64_t disagreed = 0, waitingRecords = 0, waitingAnswers = 0;
    };
    [[nodiscard]] static Result<Merged> merge(workspace::Store &store, const QStringList &files, Progress &progress);
    void tell(const Merged &merged);

    ActionButton *m_review;
};

/// Sending and merging work as the window's commands.
class BundleActions : public QObject
{
    Q_OBJECT
public:
    BundleActions(views::TaskList &tasks, QWidget *window);
    SendWorkDialog *send(views::Session &session); ///< a dialog, shown
    MergeDialog *merge(views::Session &session, const QStringList &files); ///< begins at once; a dialog shows it
    void chooseAndMerge(views::Session &session); ///< asks for the files first
    [[nodiscard]] static bool isBundle(const QString &file); ///< by its name

signals:
    void sent(const QString &words);
    void merged(const QString &words, qint64 disagreed);
    void failed(const nia::Error &error);
    void wantsReview();

private:
    views::TaskList &m_tasks;
    QWidget *m_window;
};

} // namespace nia::widgets
