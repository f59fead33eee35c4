// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/bundle_dialogs.h"

#include "widgets/controls.h"
#include "widgets/theme.h"
#include "widgets/words.h"
#include "workspace/labels.h"

#include <QCheckBox>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QRadioButton>
#include <QUrl>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

std::filesystem::path pathOf(const QString &text)
{
    return std::filesystem::path(text.toStdU16String());
}

QString number(std::int64_t n)
{
    return QLocale().toString(static_cast<qlonglong>(n));
}

} // namespace

JobDialog::JobDialog(const QString &title, QWidget *parent)
    : QDialog(parent),
      m_body(new QVBoxLayout),
      m_foot(new QWidget),
      m_bar(new QProgressBar),
      m_message(makeLabel({})),
      m_close(new ActionButton(tr("Cancel"), QStringLiteral("Esc")))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(8);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    m_bar->hide();
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->hide();
    auto *buttons = new QHBoxLayout(m_foot);
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 20, 24, 20);
    all->setSpacing(12);
    all->addWidget(makeLabel(title, Type::Heading));
    all->addLayout(m_body);
    all->addWidget(m_bar);
    all->addWidget(m_message);
    all->addWidget(m_foot);
    setMinimumWidth(480);
    connect(m_close, &QPushButton::clicked, this, &JobDialog::reject);
}

ActionButton *JobDialog::addButton(ActionButton *button)
{
    m_foot->layout()->addWidget(button);
    return button;
}

void JobDialog::watch(views::Task *task)
{
    m_task = task;
    m_message->hide();
    m_bar->setRange(0, 0);
    m_bar->show();
    connect(task, &views::Task::progressed, m_bar, [this] {
        m_bar->setRange(0, m_task->total() > 0 ? 1000 : 0);
        if (m_task->total() > 0)
            m_bar->setValue(static_cast<int>(m_task->done() * 1000 / m_task->total()));
    });
    connect(task, &views::Task::finished, this, [this] {
        m_task = nullptr;
        m_bar->hide();
        m_close->setText(tr("Close"));
        m_close->updateGeometry();
        ended();
        adjustSize();
    });
}

void JobDialog::say(const QString &text, bool bad)
{
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, bad ? roles().bad : roles().text);
    m_message->setPalette(palette);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

QString JobDialog::message() const
{
    return m_message->text();
}

void JobDialog::reject()
{
    if (m_task)
        m_task->cancel();
    else
        QDialog::reject();
}

// -- sending

SendWorkDialog::SendWorkDialog(views::TaskList &tasks, const views::SessionOptions &of, QWidget *parent)
    : JobDialog(tr("Send your work"), parent),
      m_tasks(tasks),
      m_of(of),
      m_own(new QRadioButton(tr("Only my answers"))),
      m_everybody(new QRadioButton(tr("Everybody's answers and decisions"))),
      m_records(new QCheckBox(tr("The texts too, for somebody who does not have them"))),
      m_overwrite(new QCheckBox(tr("Replace a file of that name"))),
      m_path(new QLineEdit),
      m_choices(new QWidget),
      m_pack(new ActionButton(tr("Make the bundle"), QStringLiteral("Enter"), ActionButton::Look::Primary)),
      m_folder(new ActionButton(tr("Open the folder")))
{
    m_own->setChecked(true);
    auto *box = new QVBoxLayout(m_choices);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    QLabel *what = makeLabel(tr("A bundle is one file for a colleague: mail it, or put it on a stick. Merging it twice "
                                "does no harm."),
                             Type::Body, true);
    what->setWordWrap(true);
    box->addWidget(what);
    box->addSpacing(4);
    for (QAbstractButton *each : {static_cast<QAbstractButton *>(m_own), static_cast<QAbstractButton *>(m_everybody),
                                  static_cast<QAbstractButton *>(m_records)})
        box->addWidget(each);
    QLabel *where = makeLabel(tr("Write to"), Type::Caption, true);
    where->setBuddy(m_path);
    m_path->setAccessibleName(where->text());
    auto *choose = new ActionButton(tr("Choose…"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    box->addSpacing(8);
    box->addWidget(where);
    box->addLayout(row);
    box->addWidget(m_overwrite);
    body().addWidget(m_choices);
    addButton(m_folder)->hide();
    addButton(m_pack)->setDefault(true);
    m_pack->setFocus();

    const QFileInfo file(QString::fromStdU16String(of.path.u16string()));
    const QString who = of.annotator.empty() ? QStringLiteral("nia") : QString::fromStdString(of.annotator);
    m_path->setText(QDir::toNativeSeparators(QDir(file.path())
                                                 .filePath(QStringLiteral("%1-%2-%3.niab")
                                                               .arg(file.completeBaseName(), who,
                                                                    QDate::currentDate().toString(Qt::ISODate)))));
    connect(choose, &QPushButton::clicked, this, &SendWorkDialog::browse);
    connect(m_pack, &QPushButton::clicked, this, &SendWorkDialog::pack);
    connect(m_folder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath())); });
}

exchange::BundleOptions SendWorkDialog::options() const
{
    return {.annotator = m_everybody->isChecked() ? std::string() : m_of.annotator,
            .withRecords = m_records->isChecked(),
            .overwrite = m_overwrite->isChecked()};
}

void SendWorkDialog::setEverybody(bool on)
{
    (on ? m_everybody : m_own)->setChecked(true);
}

void SendWorkDialog::setWithRecords(bool on)
{
    m_records->setChecked(on);
}

QString SendWorkDialog::path() const
{
    const QString text = QDir::fromNativeSeparators(m_path->text().trimmed());
    return text.isEmpty() || text.endsWith(QStringLiteral(".niab")) ? text : text + QStringLiteral(".niab");
}

void SendWorkDialog::setPath(const QString &path)
{
    m_path->setText(QDir::toNativeSeparators(path));
}

void SendWorkDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Write the bundle to"), path(), tr("Nia bundles (*.niab)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // the box below the name says it
    connect(dialog, &QFileDialog::fileSelected, this, &SendWorkDialog::setPath);
    dialog->open();
}

void SendWorkDialog::pack()
{
    if (isRunning())
        return;
    if (path().isEmpty()) {
        say(tr("Name the file first."), true);
        m_path->setFocus();
        return;
    }
    using Receipt = exchange::BundleReceipt;
    m_choices->setEnabled(false);
    m_pack->setEnabled(false);
    watch(m_tasks.startOn<Receipt>(
        m_of, tr("Packing a bundle"),
        [options = options(), out = pathOf(path())](workspace::Store &store, Progress &progress) {
            return exchange::createBundle(store, out, options, progress);
        },
        this,
        [this, file = path()](Result<Receipt> receipt) {
            if (!receipt) {
                const bool stopped = receipt.error().kind == Kind::Interrupted;
                say(stopped ? tr("Stopped; nothing was written.") : words(receipt.error()), !stopped);
                if (!stopped)
                    emit failed(receipt.error());
                return;
            }
            QString said = tr("%n event(s)", nullptr, static_cast<int>(receipt->events));
            if (receipt->records > 0)
                said = tr("%1 and %2").arg(said, tr("%n text(s)", nullptr, static_cast<int>(receipt->records)));
            said = tr("%1 are in %2 (%3).")
                       .arg(said, QDir::toNativeSeparators(file), QLocale().formattedDataSize(receipt->bytes));
            m_written = file;
            say(said);
            emit packed(file, said);
        }));
}

void SendWorkDialog::ended()
{
    m_choices->setEnabled(m_written.isEmpty());
    m_choices->setVisible(m_written.isEmpty());
    m_pack->setEnabled(m_written.isEmpty());
    m_pack->setVisible(m_written.isEmpty());
    m_folder->setVisible(!m_written.isEmpty());
}

// -- merging

MergeDialog::MergeDialog(views::TaskList &tasks, const views::SessionOptions &into, const QStringList &files,
                         QWidget *parent)
    : JobDialog(tr("Merge work"), parent),
      m_review(new ActionButton(tr("Review"), QStringLiteral("Enter"), ActionButton::Look::Primary))
{
    QStringList names;
    for (const QString &file : files)
        names << QFileInfo(file).fileName();
    QLabel *what = makeLabel(names.join(QStringLiteral(", ")), Type::Body, true);
    what->setWordWrap(true);
    body().addWidget(what);
    addButton(m_review)->hide();
    connect(m_review, &QPushButton::clicked, this, [this] {
        emit wantsReview();
        accept();
    });
    watch(tasks.startOn<Merged>(
        into, tr("Merging %1").arg(names.join(QStringLiteral(", "))),
        [files](workspace::Store &store, Progress &progress) { return merge(store, files, progress); }, this,
        [this](Result<Merged> merged) {
            if (merged) {
                tell(*merged);
                return;
            }
            const bool stopped = merged.error().kind == Kind::Interrupted;
            say(words(merged.error()), !stopped);
            if (!stopped)
                emit failed(merged.error());
        }));
}

Result<MergeDialog::Merged> MergeDialog::merge(workspace::Store &store, const QStringList &files, Progress &progress)
{
    Merged merged;
    for (const QString &file : files) {
        auto outcome = exchange::mergeBundle(store, pathOf(file), progress);
        if (!outcome && outcome.error().kind == Kind::Interrupted)
            return fail(outcome.error());
        Merged::File &one = merged.files.emplace_back(Merged::File{.name = QFileInfo(file).fileName()});
        if (outcome)
            one.outcome = *std::move(outcome);
        else
            one.error = std::move(outcome).error();
    }
    NIA_ASSIGN(const workspace::Counts counts, workspace::counts(store));
    merged.disagreed = counts.disagreed;
    merged.waitingRecords = counts.unknownRecords;
    merged.waitingAnswers = counts.unknownAnswers;
    return merged;
}

void MergeDialog::tell(const Merged &merged)
{
    QStringList said;
    bool any = false;
    std::int64_t ahead = 0;
    QStringList others;
    for (const Merged::File &file : merged.files) {
        if (file.error) {
            said << words(*file.error);
            emit failed(*file.error);
            continue;
        }
        any = true;
        const workspace::MergeReceipt &receipt = file.outcome.receipt;
        QString line = tr("%1: %2 new, %3 already here").arg(file.name, number(receipt.added), number(receipt.already));
        if (file.outcome.records > 0)
            line += tr("; %n new record(s)", nullptr, static_cast<int>(file.outcome.records));
        said << line + QLatin1Char('.');
        ahead += receipt.clocksAhead;
        for (const std::string &name : file.outcome.otherDatasets)
            others << QString::fromStdString(name);
    }
    if (merged.waitingRecords > 0) {
        QString line =
            tr("%n answer(s) wait for records that are not here.", nullptr, static_cast<int>(merged.waitingRecords));
        if (!others.isEmpty())
            line += QLatin1Char(' ')
                    + tr("The same records stand here under another dataset (%1): import that file under the dataset "
                         "name your colleague used, and they count.")
                          .arg(others.join(QStringLiteral(", ")));
        said << line;
    }
    if (merged.waitingAnswers > 0)
        said << tr("%n answer(s) wait for questions that are not here.", nullptr,
                   static_cast<int>(merged.waitingAnswers));
    if (ahead > 0)
        said << tr("Another machine's clock is ahead of this one; its answers are taken as they are.");
    if (any)
        said << (merged.disagreed > 0
                     ? tr("%n record(s) are answered differently now.", nullptr, static_cast<int>(merged.disagreed))
                     : tr("Nobody disagrees."));
    say(said.join(QLatin1Char('\n')), !any);
    m_review->setVisible(any && merged.disagreed > 0);
    if (m_review->isVisibleTo(this)) {
        m_review->setDefault(true);
        m_review->setFocus();
    }
    if (any)
        emit this->merged(said.join(QLatin1Char(' ')), merged.disagreed);
}

// -- the commands

BundleActions::BundleActions(views::TaskList &tasks, QWidget *window)
    : QObject(window), m_tasks(tasks), m_window(window)
{
}

SendWorkDialog *BundleActions::send(views::Session &session)
{
    auto *dialog = new SendWorkDialog(m_tasks, session.options(), m_window);
    connect(dialog, &SendWorkDialog::packed, this, [this](const QString &, const QString &said) { emit sent(said); });
    connect(dialog, &SendWorkDialog::failed, this, &BundleActions::failed);
    dialog->open();
    return dialog;
}

MergeDialog *BundleActions::merge(views::Session &session, const QStringList &files)
{
    auto *dialog = new MergeDialog(m_tasks, session.options(), files, m_window);
    connect(dialog, &MergeDialog::merged, this,
            [this, at = QPointer<views::Session>(&session)](const QString &said, qint64 disagreed) {
                if (at)
                    at->look();
                emit merged(said, disagreed);
            });
    connect(dialog, &MergeDialog::failed, this, &BundleActions::failed);
    connect(dialog, &MergeDialog::wantsReview, this, &BundleActions::wantsReview);
    dialog->open();
    return dialog;
}

void BundleActions::chooseAndMerge(views::Session &session)
{
    auto *dialog = new QFileDialog(m_window, tr("Bundles to merge"),
                                   QFileInfo(QString::fromStdU16String(session.options().path.u16string())).path(),
                                   tr("Nia bundles (*.niab);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this, at = QPointer<views::Session>(&session)](const QStringList &files) {
                if (at && !files.isEmpty())
                    merge(*at, files);
            });
    dialog->open();
}

bool BundleActions::isBundle(const QString &file)
{
    return file.endsWith(QStringLiteral(".niab"), Qt::CaseInsensitive);
}

} // namespace nia::widgets
