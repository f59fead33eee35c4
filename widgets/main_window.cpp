// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/main_window.h"

#include "widgets/bundle_dialogs.h"
#include "widgets/export_place.h"
#include "widgets/import_dialog.h"
#include "widgets/key_router.h"
#include "widgets/keys.h"
#include "widgets/label_place.h"
#include "widgets/palette.h"
#include "widgets/rail.h"
#include "widgets/review_place.h"
#include "widgets/settings_dialog.h"
#include "widgets/start_place.h"
#include "widgets/status_line.h"
#include "widgets/words.h"
#include "widgets/workspaces.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

const QString kWorkspaceSuffix = QStringLiteral(".nia");

bool isWorkspace(const QString &file)
{
    return file.endsWith(kWorkspaceSuffix, Qt::CaseInsensitive);
}

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent),
      m_workspaces(new Workspaces(m_settings, m_tasks, this)),
      m_rail(new Rail),
      m_stack(new QStackedWidget),
      m_status(new StatusLine(m_tasks)),
      m_router(new KeyRouter(this)),
      m_imports(new ImportActions(m_tasks, this)),
      m_bundles(new BundleActions(m_tasks, this)),
      m_start(new StartPlace(m_settings)),
      m_label(new LabelPlace(m_settings, m_tasks)),
      m_review(new ReviewPlace(m_settings)),
      m_export(new ExportPlace(m_settings, m_tasks))
{
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    setCentralWidget(whole);
    setAcceptDrops(true);
    setMinimumSize(800, 480);
    resize(1440, 900);
    if (const QByteArray geometry = m_settings.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);

    for (Place *place : {static_cast<Place *>(m_start), static_cast<Place *>(m_label), static_cast<Place *>(m_review),
                         static_cast<Place *>(m_export)})
        addPlace(place);
    wirePlaces();
    wireWorkspaces();
    wireActions();
    connect(&m_settings, &Settings::changed, this, &MainWindow::takeSettings);
    takeSettings();
    showSaving();
    goTo(QStringLiteral("start"));
}

MainWindow::~MainWindow()
{
    m_tasks.cancelAll();
    m_workspaces->close();
}

void MainWindow::addPlace(Place *place)
{
    m_places.insert(place->id(), place);
    m_stack->addWidget(place);
    m_rail->addPlace(place->id(), place->title(),
                     Keys::table().cap(QStringLiteral("everywhere"), QStringLiteral("go-") + place->id()));
    connect(place, &Place::said, m_status, &StatusLine::say);
    connect(place, &Place::wantsPlace, this, &MainWindow::goTo);
    place->setSession(nullptr);
}

void MainWindow::wirePlaces()
{
    connect(m_rail, &Rail::chosen, this, &MainWindow::goTo);
    connect(&m_rail->foot(), &QAbstractButton::clicked, this, &MainWindow::showSettings);
    connect(m_start, &StartPlace::userKnown, this, [this](bool withSample) {
        if (!m_waiting.isEmpty())
            openFiles(std::exchange(m_waiting, {}));
        else if (withSample)
            act(QStringLiteral("sample"));
    });
    connect(m_start, &StartPlace::wants, this, &MainWindow::act);
    connect(m_start, &StartPlace::wantsWorkspace, this, [this](const QString &path, qint64 record) {
        if (path == m_workspaces->path() && session() != nullptr)
            goTo(QStringLiteral("label"));
        else
            m_workspaces->openFile(path, record);
    });
    connect(m_review, &ReviewPlace::mergeWanted, this, [this] { act(QStringLiteral("bundle-merge")); });
    connect(m_label, &LabelPlace::recordShown, m_workspaces, &Workspaces::noteRecord);
    connect(m_label, &LabelPlace::learning, this, [this](const QString &words) {
        m_teaching = words;
        showSaving();
    });
}

void MainWindow::wireWorkspaces()
{
    connect(m_workspaces, &Workspaces::leaving, this, [this] {
        for (Place *place : std::as_const(m_places))
            place->leaving();
    });
    connect(m_workspaces, &Workspaces::changed, this, [this](views::Session *session) {
        for (Place *place : std::as_const(m_places))
            place->setSession(session);
        if (session != nullptr && m_workspaces->wish() > 0)
            m_label->setStart(RecordId{m_workspaces->wish()});
        m_status->setProgress(0, 0);
        // The program's name is added by Qt (QGuiApplication::applicationDisplayName).
        setWindowTitle(session == nullptr ? QString() : QFileInfo(m_workspaces->path()).fileName());
        showSaving();
        if (session == nullptr) {
            goTo(QStringLiteral("start"));
            return;
        }
        connect(session, &views::Session::savingChanged, this, &MainWindow::showSaving);
    });
    connect(m_workspaces, &Workspaces::opened, this, [this] {
        showSaving();
        goTo(QStringLiteral("label"));
        if (!m_shards.isEmpty())
            m_imports->import(session()->options(), std::exchange(m_shards, {}));
    });
    connect(m_workspaces, &Workspaces::progress, m_status, &StatusLine::setProgress);
    connect(m_workspaces, &Workspaces::said, m_status, &StatusLine::say);
    connect(m_workspaces, &Workspaces::failed, this, [this](const QString &path, const Error &error) {
        goTo(QStringLiteral("start"));
        m_status->say(QFileInfo(path).fileName() + QStringLiteral(": ") + words(error), Tone::Bad);
    });
}

void MainWindow::wireActions()
{
    m_router->setEverywhere([this](const QString &action) { return act(action); });
    connect(m_status, &StatusLine::wants, this, &MainWindow::act);
    connect(m_imports, &ImportActions::made, this, [this](const QString &path) { openFiles({path}); });
    connect(m_imports, &ImportActions::finished, this, [this](const QString &words, qint64 rejected) {
        m_status->say(words, rejected > 0 ? Tone::Warning : Tone::Good);
        m_workspaces->count();
    });
    connect(m_imports, &ImportActions::failed, this,
            [this](const Error &error) { m_status->say(words(error), Tone::Bad); });
    connect(m_bundles, &BundleActions::sent, this, [this](const QString &text) { m_status->say(text, Tone::Good); });
    connect(m_bundles, &BundleActions::merged, this, [this](const QString &text) {
        m_status->say(text, Tone::Good);
        m_workspaces->count();
    });
    connect(m_bundles, &BundleActions::failed, this,
            [this](const Error &error) { m_status->say(words(error), Tone::Bad); });
    connect(m_bundles, &BundleActions::wantsReview, this, [this] { goTo(QStringLiteral("review")); });
}

void MainWindow::open(const views::SessionOptions &options)
{
    m_workspaces->open(options);
}

ImportActions &MainWindow::imports()
{
    return *m_imports;
}

views::Session *MainWindow::session() const
{
    return m_workspaces->session();
}

Place *MainWindow::place() const
{
    return static_cast<Place *>(m_stack->currentWidget());
}

void MainWindow::goTo(const QString &id)
{
    Place *next = m_places.value(id);
    if (next == nullptr)
        return;
    if (Place *former = place(); former != next && former != nullptr)
        former->leaving();
    m_stack->setCurrentWidget(next);
    m_rail->setCurrent(id);
    m_router->setPlace(next);
    if (next == m_start) {
        m_workspaces->remember();
        m_start->refresh();
    }
    next->entered();
}

bool MainWindow::act(const QString &action)
{
    static const QHash<QString, void (*)(MainWindow &)> known{
        {QStringLiteral("open"), [](MainWindow &w) { w.chooseWorkspace(); }},
        {QStringLiteral("new"), [](MainWindow &w) { w.createFrom({}); }},
        {QStringLiteral("sample"),
         [](MainWindow &w) {
             w.m_settings.knowsUser() ? w.m_workspaces->openSample() : w.goTo(QStringLiteral("start"));
         }},
        {QStringLiteral("quit"), [](MainWindow &w) { w.close(); }},
        {QStringLiteral("palette"), [](MainWindow &w) { w.showPalette(false); }},
        {QStringLiteral("keys"), [](MainWindow &w) { w.showPalette(true); }},
        {QStringLiteral("settings"), [](MainWindow &w) { w.showSettings(); }},
        {QStringLiteral("next-pane"), [](MainWindow &w) { w.place()->nextPane(1); }},
        {QStringLiteral("previous-pane"), [](MainWindow &w) { w.place()->nextPane(-1); }},
        {QStringLiteral("zoom-in"), [](MainWindow &w) { w.zoom(1); }},
        {QStringLiteral("zoom-out"), [](MainWindow &w) { w.zoom(-1); }},
        {QStringLiteral("zoom-reset"), [](MainWindow &w) { w.zoom(0); }},
        {QStringLiteral("auto-advance"),
         [](MainWindow &w) { w.m_settings.setAutoAdvance(!w.m_settings.autoAdvance()); }},
        {QStringLiteral("theme"),
         [](MainWindow &w) {
             w.m_settings.setTheme(&roles() == &darkRoles() ? ThemeChoice::Light : ThemeChoice::Dark);
         }},
    };
    if (action.startsWith(QStringLiteral("go-"))) {
        goTo(action.mid(3));
        return true;
    }
    if (const auto found = known.constFind(action); found != known.constEnd()) {
        (*found)(*this);
        return true;
    }
    if (session() == nullptr || !session()->isOpen())
        return false;
    if (action == QStringLiteral("undo"))
        session()->undo();
    else if (action == QStringLiteral("redo"))
        session()->redo();
    else if (action == QStringLiteral("bundle-create"))
        m_bundles->send(*session());
    else if (action == QStringLiteral("bundle-merge"))
        m_bundles->chooseAndMerge(*session());
    else if (action == QStringLiteral("import"))
        openFiles(QFileDialog::getOpenFileNames(this, tr("Import shards"), {}, ImportActions::fileFilter()));
    else if (action == QStringLiteral("rejects"))
        m_imports->showRejects(session()->options());
    else
        return false;
    return true;
}

void MainWindow::takeSettings()
{
    applyTheme(*qApp, m_settings.theme());
    m_rail->foot().setName(m_settings.displayName());
    m_status->setAutoAdvance(m_settings.autoAdvance());
    for (Place *place : std::as_const(m_places))
        place->setLanguage(m_settings.language());
    update();
}

void MainWindow::showSaving()
{
    using Saving = views::Session::Saving;
    const views::Session *open = session();
    if (open == nullptr || !open->isOpen()) {
        m_status->setSaving({}, Tone::Quiet);
        m_rail->foot().setState(tr("this machine"), false);
        return;
    }
    const Saving saving = open->saving();
    const QString text = saving == Saving::Saved  ? tr("saved")
                         : saving == Saving::Busy ? tr("saving…")
                                                  : tr("not saved");
    m_status->setSaving(text, saving == Saving::Saved    ? Tone::Good
                              : saving == Saving::Failed ? Tone::Bad
                                                         : Tone::Quiet);
    m_rail->foot().setState(m_teaching.isEmpty() || saving == Saving::Failed ? text : m_teaching,
                            saving == Saving::Failed);
}

void MainWindow::chooseWorkspace()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a workspace"), {}, tr("Nia workspaces (*.nia)"));
    if (!file.isEmpty())
        openFiles({file});
}

void MainWindow::createFrom(QStringList shards)
{
    if (shards.isEmpty())
        shards =
            QFileDialog::getOpenFileNames(this, tr("New from shards: which files?"), {}, ImportActions::fileFilter());
    if (shards.isEmpty())
        return;
    const QFileInfo first(shards.first());
    const QString proposal = first.absolutePath() + QLatin1Char('/') + first.baseName() + kWorkspaceSuffix;
    QString path = QFileDialog::getSaveFileName(this, tr("New workspace"), proposal, tr("Nia workspaces (*.nia)"));
    if (path.isEmpty())
        return;
    if (!isWorkspace(path))
        path += kWorkspaceSuffix;
    m_shards = shards;
    m_imports->newWorkspace(path);
}

void MainWindow::openFiles(const QStringList &files)
{
    if (files.isEmpty())
        return;
    if (!m_settings.knowsUser()) {
        m_waiting = files;
        m_start->setFileWaits(true);
        goTo(QStringLiteral("start"));
        return;
    }
    QStringList bundles, shards;
    for (const QString &file : files) {
        if (isWorkspace(file)) {
            m_workspaces->openFile(file);
            return;
        }
        (BundleActions::isBundle(file) ? bundles : shards).append(file);
    }
    const bool ready = session() != nullptr && session()->isOpen();
    if (!bundles.isEmpty() && !ready)
        m_status->say(tr("Open the workspace first that these bundles belong to."), Tone::Warning);
    else if (!bundles.isEmpty())
        m_bundles->merge(*session(), bundles);
    if (!shards.isEmpty() && ready)
        m_imports->import(session()->options(), shards);
    else if (!shards.isEmpty())
        createFrom(shards);
}

void MainWindow::showPalette(bool all)
{
    auto *palette = new Palette(place()->id(), m_settings.language(), all, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    connect(palette, &QDialog::accepted, this, [this, palette] {
        const QString action = palette->chosen();
        if (!action.isEmpty() && !place()->act(action, nullptr))
            act(action);
    });
    palette->open();
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::zoom(int steps)
{
    m_settings.setReaderSize(steps == 0 ? 19 : m_settings.readerSize() + steps);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setGeometry(saveGeometry());
    m_tasks.cancelAll();
    m_workspaces->close();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFiles(localFiles(*event->mimeData()));
}

} // namespace nia::widgets
