// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/export_preview.h"
#include "views/task_list.h"

#include <QPointer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace nia::widgets {

/// A curated subset in three steps side by side: which records, which answer, which form; below them the first lines as
/// they will be written and the manifest, kept up to date while typing.
class ExportPlace : public QWidget
{
    Q_OBJECT
public:
    explicit ExportPlace(views::TaskList *tasks, QWidget *parent = nullptr);
    void setSession(views::Session *session);
    void setQuery(const QString &query);
    void setPolicy(const QString &policy); ///< adjudicated, unanimous, majority, best
    void setOut(const QString &path);
    [[nodiscard]] const views::ExportPreview &preview() const { return *m_preview; }
    [[nodiscard]] QString message() const;
    void write(); ///< to the file named; message() says how it ended

signals:
    void written(const QString &dataFile);

private:
    QWidget *buildRecords();
    QWidget *buildAnswer();
    QWidget *buildForm();
    QWidget *buildPreview();
    void ask();
    void showPreview();
    void browse();
    void say(const QString &text, bool bad = false);
    [[nodiscard]] exporting::SubsetOptions options() const;
    [[nodiscard]] QString suffix() const;

    QPointer<views::Session> m_session;
    views::TaskList *m_tasks;
    views::ExportPreview *m_preview;
    QPointer<views::Task> m_task;
    QLineEdit *m_query = nullptr, *m_out = nullptr;
    QLabel *m_count = nullptr, *m_without = nullptr, *m_mistake = nullptr, *m_message = nullptr;
    QComboBox *m_policy = nullptr, *m_format = nullptr;
    QCheckBox *m_onlyResolved = nullptr, *m_overwrite = nullptr;
    QPlainTextEdit *m_lines = nullptr, *m_manifest = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_write = nullptr, *m_cancel = nullptr;
};

} // namespace nia::widgets
