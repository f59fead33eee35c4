// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/export_preview.h"
#include "views/task_list.h"
#include "widgets/place.h"

#include <QPointer>

#include <vector>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QSplitter;
class QStackedWidget;

namespace nia::widgets {

class ActionButton;
class ChoiceRow;
class EmptyPage;
class LinesView;
class QueryBox;
class RawView;
class Settings;
class ShareBars;

/// A curated subset in three steps side by side: which records, which answer, which form; below them the first lines as
/// they will be written and the manifest, kept up to date while typing.
class ExportPlace : public Place
{
    Q_OBJECT
public:
    ExportPlace(Settings &settings, views::TaskList &tasks, QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    void setSession(views::Session *session) override;
    void setLanguage(const QString &language) override;
    void entered() override;
    void leaveField() override;
    void nextPane(int steps) override;

    void setQuery(const QString &query);
    void setPolicy(const QString &policy); ///< adjudicated, unanimous, majority, best
    void setOut(const QString &path);
    void setFormat(const QString &suffix); ///< ".jsonl", ".jsonl.zst", ".jsonl.gz", ".csv", ".csv.gz"
    void setOverwrite(bool on);
    void setOnlyResolved(bool on);
    [[nodiscard]] QString policy() const;
    [[nodiscard]] const views::ExportPreview &preview() const { return *m_preview; }
    [[nodiscard]] QString message() const;
    void write(); ///< to the file named; message() says how it ended

signals:
    void written(const QString &dataFile);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildRecords();
    QWidget *buildAnswer();
    QWidget *buildForm();
    QWidget *buildPreview();
    void build();
    void wire();
    void ask();
    void proposeOut();
    void showPreview();
    void showShares();
    void browse();
    void ended(Result<exporting::SubsetReceipt> receipt);
    void report(const QString &text, Tone tone);
    [[nodiscard]] exporting::SubsetOptions options() const;
    [[nodiscard]] QString suffix() const;

    QPointer<views::Session> m_session;
    views::TaskList &m_tasks;
    views::ExportPreview *m_preview;
    QPointer<views::Task> m_task;
    QString m_language = QStringLiteral("en"), m_written;
    QStackedWidget *m_pages = nullptr;
    EmptyPage *m_empty = nullptr;
    QBoxLayout *m_steps = nullptr;
    QSplitter *m_split = nullptr;
    QueryBox *m_query = nullptr;
    QLineEdit *m_out = nullptr;
    QLabel *m_count = nullptr, *m_of = nullptr, *m_without = nullptr, *m_mistake = nullptr, *m_message = nullptr,
           *m_first = nullptr;
    std::vector<ChoiceRow *> m_policies;
    ShareBars *m_bars = nullptr;
    QComboBox *m_format = nullptr;
    QCheckBox *m_onlyResolved = nullptr, *m_overwrite = nullptr;
    LinesView *m_lines = nullptr;
    RawView *m_manifest = nullptr;
    QWidget *m_report = nullptr;
    QProgressBar *m_bar = nullptr;
    ActionButton *m_write = nullptr, *m_cancel = nullptr, *m_folder = nullptr;
    Tone m_tone = Tone::Quiet;
};

} // namespace nia::widgets
