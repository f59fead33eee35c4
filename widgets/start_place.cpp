// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/start_place.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/recent_delegate.h"
#include "widgets/welcome_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

constexpr int kWide = 960, kSide = 296, kPreview = 150; // characters: three lines of the reader's type

/// Whole words only, and an ellipsis where some are left out.
QString firstWords(const QString &text, int most)
{
    if (text.size() <= most)
        return text;
    const qsizetype blank = text.lastIndexOf(QLatin1Char(' '), most);
    return text.left(blank > 0 ? blank : most) + QChar(0x2026);
}

} // namespace

StartPlace::StartPlace(Settings &settings, QWidget *parent)
    : Place(QStringLiteral("start"), parent),
      m_settings(settings),
      m_pages(new QStackedLayout(this)),
      m_welcome(new WelcomePage(settings))
{
    m_model = new QStandardItemModel(this);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_home = buildHome());
    connect(m_welcome, &WelcomePage::done, this, [this](bool withSample) {
        refresh();
        entered();
        emit userKnown(withSample);
    });
    refresh();
}

QString StartPlace::title() const
{
    return tr("Start");
}

QWidget *StartPlace::buildHome()
{
    auto *box = new QWidget;
    box->setMaximumWidth(kWide);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(24);
    column->addWidget(m_stopped = buildStopped());
    auto *two = new QHBoxLayout;
    two->setSpacing(32);
    two->addWidget(m_recentSide = buildRecent(), 1);
    two->addWidget(buildBegin());
    column->addLayout(two, 1);

    auto *page = new QWidget;
    auto *all = new QHBoxLayout(page);
    all->setContentsMargins(24, 48, 24, 24);
    all->addStretch(1);
    all->addWidget(box, 100);
    all->addStretch(1);
    return page;
}

QWidget *StartPlace::buildStopped()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_where = makeLabel({}, Type::Body, true));
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    m_preview = makeLabel({});
    QFont reading(QStringLiteral("Noto Serif"));
    reading.setPixelSize(22);
    m_preview->setFont(reading);
    m_preview->setWordWrap(true);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_goOn = new ActionButton(tr("Go on labelling"), QStringLiteral("Enter"), ActionButton::Look::Primary);
    row->addWidget(m_preview, 1);
    row->addWidget(m_goOn, 0, Qt::AlignBottom);
    column->addLayout(row);
    column->addSpacing(16);
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    column->addWidget(line);
    connect(m_goOn, &ActionButton::clicked, this, [this] { openRow(0); });
    return part;
}

QWidget *StartPlace::buildRecent()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Recent workspaces"), Type::Title));
    head->addStretch(1);
    head->addWidget(makeLabel(tr("↑ ↓ to choose"), Type::Caption, true));
    column->addLayout(head);
    m_list = new QListView;
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RecentDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Recent workspaces"));
    m_list->viewport()->setBackgroundRole(QPalette::Base);
    column->addWidget(m_list, 1);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { openRow(index.row()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { openRow(index.row()); });
    return part;
}

QWidget *StartPlace::buildBegin()
{
    auto *part = new QWidget;
    part->setFixedWidth(kSide);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("Begin"), Type::Title));
    struct Entry {
        const char *action, *icon;
        QString text, more;
    };
    const QList<Entry> entries{{"open", "folder", tr("Open a workspace"), tr("a .nia file")},
                               {"new", "plus", tr("New from shards"), tr("JSONL, CSV, TSV, also gz and zst")},
                               {"sample", "sample", tr("Sample"), tr("60 records to learn with")},
                               {"bundle-merge", "merge", tr("Merge bundles"), tr("work of others, .niab files")},
                               {"bundle-create", "send", tr("Send my work"), tr("a bundle for the team")}};
    for (const Entry &entry : entries) {
        const QString action = QString::fromLatin1(entry.action);
        auto *row = new StartAction(QString::fromLatin1(entry.icon), entry.text, entry.more,
                                    Keys::table().cap(QStringLiteral("everywhere"), action));
        row->setObjectName(action);
        connect(row, &StartAction::clicked, this, [this, action] { emit wants(action); });
        column->addWidget(row);
    }
    column->addSpacing(16);
    column->addWidget(new DropBox(tr("Drop files anywhere"), tr("Shards are looked at first, then loaded")));
    column->addStretch(1);
    return part;
}

void StartPlace::setSession(views::Session *session)
{
    m_session = session;
    for (const char *action : {"bundle-merge", "bundle-create"}) {
        if (auto *row = findChild<QWidget *>(QString::fromLatin1(action)))
            row->setEnabled(session != nullptr);
    }
    refresh();
}

void StartPlace::refresh()
{
    m_pages->setCurrentWidget(m_settings.knowsUser() ? m_home : static_cast<QWidget *>(m_welcome));
    const QList<Recent> recents = m_settings.recents();
    m_model->clear();
    for (const Recent &recent : recents) {
        auto *item = new QStandardItem(QFileInfo(recent.path).fileName());
        RecentDelegate::fill(*item, recent);
        m_model->appendRow(item);
    }
    if (!recents.isEmpty())
        m_list->setCurrentIndex(m_model->index(0, 0));
    const bool stopped = !recents.isEmpty() && recents.first().record > 0 && QFileInfo::exists(recents.first().path);
    m_stopped->setVisible(stopped);
    m_recentSide->setVisible(!recents.isEmpty());
    if (stopped) {
        m_where->setText(tr("Where you stopped · %1 · %2 of %3 done")
                             .arg(QFileInfo(recents.first().path).completeBaseName(),
                                  QLocale().toString(recents.first().done), QLocale().toString(recents.first().total)));
        m_preview->setText(firstWords(recents.first().preview, kPreview));
    }
}

void StartPlace::setFileWaits(bool waits)
{
    m_welcome->setFileWaits(waits);
}

void StartPlace::openRow(int row)
{
    const QList<Recent> recents = m_settings.recents();
    if (row < 0 || row >= recents.size())
        return;
    const Recent recent = recents[row];
    if (QFileInfo::exists(recent.path))
        emit wantsWorkspace(recent.path, recent.record);
    else
        emit said(tr("%1 is not there now. Is its drive connected?").arg(recent.path), Tone::Warning);
}

bool StartPlace::act(const QString &action, const QKeyEvent *)
{
    Q_UNUSED(action)
    return false;
}

void StartPlace::entered()
{
    if (!m_settings.knowsUser())
        m_welcome->takeFocus();
    else if (m_model->rowCount() > 0)
        m_list->setFocus();
    else if (auto *sample = findChild<QWidget *>(QStringLiteral("sample")))
        sample->setFocus();
}

void StartPlace::leaveField()
{
    entered();
}

void StartPlace::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), palette().base());
}

void StartPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    if (auto *box = findChild<DropBox *>())
        box->setVisible(height() > 560);
}

} // namespace nia::widgets
