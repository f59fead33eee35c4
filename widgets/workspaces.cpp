// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/workspaces.h"

#include "base/device.h"
#include "workspace/labels.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace nia::widgets {

namespace {

std::filesystem::path filePath(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

} // namespace

Workspaces::Workspaces(Settings &settings, views::TaskList &tasks, QObject *parent)
    : QObject(parent), m_settings(settings), m_tasks(tasks)
{
}

Workspaces::~Workspaces()
{
    close();
}

QString Workspaces::path() const
{
    return m_recent.path;
}

views::SessionOptions Workspaces::optionsFor(const QString &path) const
{
    return {.path = filePath(path), .device = deviceId(), .annotator = m_settings.annotator().toStdString()};
}

void Workspaces::openFile(const QString &path, qint64 record)
{
    open(optionsFor(QFileInfo(path).absoluteFilePath()), record);
}

void Workspaces::open(const views::SessionOptions &options, qint64 record)
{
    close();
    m_recent = {};
    m_recent.path = QString::fromStdU16String(options.path.u16string());
    m_recent.opened = QDateTime::currentDateTime();
    m_wish = record;
    auto session = std::make_unique<views::Session>();
    views::Session *made = session.get();
    m_session = std::move(session);
    emit changed(made);
    connect(made, &views::Session::opened, this, [this, made] {
        // The name behind the id, for those the work is sent to.
        made->scan<bool>(
            this,
            [id = m_settings.annotator().toStdString(), name = m_settings.displayName().toStdString(),
             region = m_settings.region().toStdString()](workspace::Store &store) {
                return !id.empty() && store.nameAnnotator(id, name, region).has_value();
            },
            [](bool) {});
        remember();
        emit opened();
        count();
    });
    connect(made, &views::Session::openFailed, this, [this](const Error &error) {
        const QString path = m_recent.path;
        m_recent = {};
        emit changed(nullptr);
        emit failed(path, error);
    });
    connect(made, &views::Session::confirmed, this, &Workspaces::count);
    connect(made, &views::Session::changed, this, &Workspaces::count);
    made->open(options);
}

void Workspaces::close()
{
    if (!m_session)
        return;
    emit leaving();
    remember();
    emit changed(nullptr);
    m_session.reset();
    m_recent = {};
}

void Workspaces::remember()
{
    if (!m_session || !m_session->isOpen())
        return;
    // Opened but not yet looked at: what is known from before holds.
    for (const Recent &known : m_settings.recents()) {
        if (known.path != m_recent.path)
            continue;
        if (m_recent.record == 0) {
            m_recent.record = known.record;
            m_recent.preview = known.preview;
        }
        if (m_recent.total == 0) {
            m_recent.done = known.done;
            m_recent.total = known.total;
        }
    }
    m_settings.remember(m_recent);
}

void Workspaces::noteRecord(qint64 record, const QString &preview)
{
    m_recent.record = record;
    m_recent.preview = preview.simplified().left(240);
}

void Workspaces::count()
{
    if (!m_session || !m_session->isOpen())
        return;
    if (m_counting) {
        m_again = true;
        return;
    }
    m_counting = true;
    using Counted = Result<workspace::OwnProgress>;
    m_session->scan<Counted>(
        this,
        [who = m_session->options().annotator](workspace::Store &store) { return workspace::ownProgress(store, who); },
        [this](const Counted &counted) {
            m_counting = false;
            if (counted) {
                m_recent.done = counted->answered + counted->skipped;
                m_recent.total = counted->records;
                emit progress(m_recent.done, m_recent.total);
            }
            if (std::exchange(m_again, false))
                count();
        });
}

void Workspaces::openSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    const QString path = folder + QStringLiteral("/sample.nia");
    if (QFileInfo::exists(path)) {
        openFile(path);
        return;
    }
    m_tasks.start<bool>(
        tr("Making the sample"),
        [path](Progress &progress) -> Result<bool> {
            NIA_TRY(makeSample(filePath(path), progress));
            return true;
        },
        this,
        [this, path](const Result<bool> &made) {
            if (made)
                openFile(path);
            else
                emit failed(path, made.error());
        });
}

} // namespace nia::widgets
