// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "importing/import_job.h"
#include "views/import_look.h"
#include "views/session.h"
#include "views/task_list.h"

#include <QDialog>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QStandardItemModel;
class QTableView;

namespace nia::widgets {

class ActionButton;

/// Before files are imported: what they were taken for, to be corrected, and their first records as they will be read.
/// Reading goes on beside the window; a correction reads anew. Corrections count for all the files.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(views::TaskList &tasks, const QStringList &files, const QString &dataset, QWidget *parent);
    ~ImportDialog() override;
    [[nodiscard]] importing::ImportOptions options() const; ///< only what was chosen; the rest is guessed for each file
    [[nodiscard]] const std::optional<views::ImportLook> &look() const { return m_look; }
    [[nodiscard]] QString message() const;
    void setTextField(const QString &field);
    void setIdField(const QString &field); ///< "": none
    void setFormat(const QString &format); ///< jsonl, csv, tsv
    void setDelimiter(char delimiter);
    void setDataset(const QString &dataset);

signals:
    void looked(); ///< a guess, or what is wrong, is shown

private:
    QWidget *buildChoices(const QStringList &files, const QString &dataset);
    QWidget *buildFoot();
    void read();
    void tell(const views::ImportLook &look);
    void fill(QComboBox &box, const QStringList &fields, const QString &current);
    void correct(std::optional<std::string> &member, const std::string &value);
    void say(const QString &text, bool bad);

    views::TaskList &m_tasks;
    QStringList m_files;
    shards::ReadOptions m_chosen;
    std::optional<views::ImportLook> m_look;
    QPointer<views::Task> m_task;
    QComboBox *m_file = nullptr, *m_format = nullptr, *m_delimiter = nullptr, *m_text = nullptr, *m_id = nullptr;
    QLineEdit *m_dataset = nullptr;
    QLabel *m_delimiterTitle = nullptr, *m_delimiterNote = nullptr, *m_size = nullptr, *m_message = nullptr;
    QTableView *m_table = nullptr;
    QStandardItemModel *m_rows;
    ActionButton *m_import = nullptr;
    bool m_corrected = false;
};

/// The lines that could not be read, with their place and reason, for mending them in the file.
class RejectsDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr int kMost = 1000; ///< rows that are shown; the rest is counted
    RejectsDialog(views::TaskList &tasks, const views::SessionOptions &of, QWidget *parent);
    [[nodiscard]] int rows() const;
    [[nodiscard]] QString reasonAt(int row) const;

private:
    QStandardItemModel *m_rows;
    QLabel *m_message;
};

/// New workspaces and imports as the window's commands. Imports run beside the window; records can be labelled meanwhile.
class ImportActions : public QObject
{
    Q_OBJECT
public:
    ImportActions(views::TaskList &tasks, QWidget *window);

    /// Makes a workspace file; made() or failed() follows. No schemas: quality, bias and dialect. A file of that name is
    /// never replaced.
    void newWorkspace(const QString &path, const QStringList &schemaIds = {});
    /// Asks in a dialog what the files are, then imports them.
    ImportDialog *import(const views::SessionOptions &target, const QStringList &files);
    views::Task *run(const views::SessionOptions &target, const QStringList &files,
                     const importing::ImportOptions &options);
    RejectsDialog *showRejects(const views::SessionOptions &of);
    [[nodiscard]] static QString fileFilter(); ///< for a file dialog: what can be imported
    [[nodiscard]] static bool isShard(const QString &file); ///< by its name

signals:
    void made(const QString &path);
    void firstRecords(); ///< the first batch is in: they can be read
    void finished(const QString &words, qint64 rejected);
    void failed(const nia::Error &error);

private:
    [[nodiscard]] static QString outcomeWords(const importing::ImportOutcome &outcome);

    views::TaskList &m_tasks;
    QWidget *m_window;
};

} // namespace nia::widgets
