// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/session.h"
#include "views/task_list.h"
#include "widgets/settings.h"

#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace nia::widgets {

class BundleActions;
class ExportPlace;
class ImportActions;
class KeyRouter;
class LabelPlace;
class Place;
class Rail;
class ReviewPlace;
class StartPlace;
class StatusLine;
class Workspaces;

/// The window: wires the rail, the places, the status line and the open workspace.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override; ///< everything answered is written

    void open(const views::SessionOptions &options); ///< and goes to Label
    void openFiles(const QStringList &files); ///< a workspace, bundles, or shards, by their names
    void goTo(const QString &place);
    bool act(const QString &action); ///< of everywhere; false: not known
    [[nodiscard]] Place *place() const;
    [[nodiscard]] Settings &settings() { return m_settings; }
    [[nodiscard]] views::TaskList &tasks() { return m_tasks; }
    [[nodiscard]] LabelPlace &label() { return *m_label; }
    [[nodiscard]] ReviewPlace &review() { return *m_review; }
    [[nodiscard]] ExportPlace &exporting() { return *m_export; }
    [[nodiscard]] StartPlace &start() { return *m_start; }
    [[nodiscard]] StatusLine &status() { return *m_status; }
    [[nodiscard]] ImportActions &imports();
    [[nodiscard]] BundleActions &bundles() { return *m_bundles; }
    [[nodiscard]] views::Session *session() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void addPlace(Place *place);
    void wirePlaces();
    void wireWorkspaces();
    void wireActions();
    void takeSettings();
    void showSaving();
    void chooseWorkspace();
    void createFrom(QStringList shards);
    void showPalette(bool all);
    void showSettings();
    void zoom(int steps);

    Settings m_settings;
    views::TaskList m_tasks;
    Workspaces *m_workspaces;
    Rail *m_rail;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    KeyRouter *m_router;
    ImportActions *m_imports;
    BundleActions *m_bundles;
    StartPlace *m_start;
    LabelPlace *m_label;
    ReviewPlace *m_review;
    ExportPlace *m_export;
    QHash<QString, Place *> m_places;
    QStringList m_shards; ///< for the workspace that is being made
    QStringList m_waiting; ///< files to open when it is known who sits here
    QString m_teaching;     ///< what the model is doing, in words
};

} // namespace nia::widgets
