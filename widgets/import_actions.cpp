// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/import_dialog.h"
#include "widgets/words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace nia::widgets {

namespace {

std::filesystem::path pathOf(const QString &text)
{
    return std::filesystem::path(text.toStdU16String());
}

Result<std::vector<std::string>> schemaTexts(const QStringList &ids)
{
    std::vector<std::string> texts;
    for (const QString &id : ids) {
        const auto text = workspace::builtInSchema(id.toStdString());
        if (!text)
            return fail(Kind::NotFound, {"schema", id.toStdString()});
        texts.emplace_back(*text);
    }
    return texts;
}

} // namespace

ImportActions::ImportActions(views::TaskList &tasks, QWidget *window)
    : QObject(window), m_tasks(tasks), m_window(window)
{
}

void ImportActions::newWorkspace(const QString &path, const QStringList &schemaIds)
{
    m_tasks.start<bool>(
        tr("Making %1").arg(QFileInfo(path).fileName()),
        [place = pathOf(path), schemaIds](Progress &) -> Result<bool> {
            workspace::CreateOptions create;
            NIA_ASSIGN(create.schemaFiles, schemaTexts(schemaIds));
            NIA_ASSIGN(const workspace::Store store, workspace::Store::create(place, create));
            return !store.workspaceId().empty();
        },
        this,
        [this, path](Result<bool> done) {
            if (done)
                emit made(path);
            else
                emit failed(done.error());
        });
}

ImportDialog *ImportActions::import(const views::SessionOptions &target, const QStringList &files)
{
    auto *dialog = new ImportDialog(m_tasks, files, QStringLiteral("main"), m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, target, files] { run(target, files, dialog->options()); });
    dialog->open();
    return dialog;
}

views::Task *ImportActions::run(const views::SessionOptions &target, const QStringList &files,
                                const importing::ImportOptions &options)
{
    using Outcome = importing::ImportOutcome;
    std::vector<std::filesystem::path> paths;
    for (const QString &file : files)
        paths.push_back(pathOf(file));
    const QString what = files.size() == 1 ? QFileInfo(files.front()).fileName()
                                           : tr("%n files", nullptr, static_cast<int>(files.size()));
    return m_tasks.startOn<Outcome>(
        target, tr("Importing %1").arg(what),
        [paths, options, self = QPointer<ImportActions>(this)](workspace::Store &store, Progress &progress) {
            const importing::ImportWatch watch{.onBatch = [self, first = true](std::int64_t records) mutable {
                if (records == 0 || !std::exchange(first, false))
                    return;
                QMetaObject::invokeMethod(QCoreApplication::instance(), [self] {
                    if (self)
                        emit self->firstRecords();
                });
            }};
            return importing::importShards(store, paths, options, progress, watch);
        },
        this,
        [this](Result<Outcome> outcome) {
            if (!outcome) {
                if (outcome.error().kind == Kind::Interrupted)
                    emit finished(words(outcome.error()), 0); // as it was wished
                else
                    emit failed(outcome.error());
                return;
            }
            bool any = false;
            for (const importing::ShardOutcome &shard : outcome->shards) {
                if (shard.error)
                    emit failed(*shard.error);
                any = any || !shard.error || shard.records > 0;
            }
            if (any)
                emit finished(outcomeWords(*outcome), outcome->rejected);
        });
}

QString ImportActions::outcomeWords(const importing::ImportOutcome &outcome)
{
    QStringList said{tr("%n new record(s)", nullptr, static_cast<int>(outcome.added))};
    if (outcome.changed > 0)
        said << tr("of these %n changed", nullptr, static_cast<int>(outcome.changed));
    if (outcome.already > 0)
        said << tr("%n already here", nullptr, static_cast<int>(outcome.already));
    if (outcome.rejected > 0)
        said << tr("%n line(s) could not be read", nullptr, static_cast<int>(outcome.rejected));
    return said.join(QStringLiteral("; ")) + QLatin1Char('.');
}

RejectsDialog *ImportActions::showRejects(const views::SessionOptions &of)
{
    auto *dialog = new RejectsDialog(m_tasks, of, m_window);
    dialog->open();
    return dialog;
}

QString ImportActions::fileFilter()
{
    return tr("Shards (*.jsonl *.ndjson *.json *.csv *.tsv *.gz *.zst);;All files (*)");
}

bool ImportActions::isShard(const QString &file)
{
    QString name = QFileInfo(file).fileName().toLower();
    for (const QString &packed : {QStringLiteral(".gz"), QStringLiteral(".zst")}) {
        if (name.endsWith(packed))
            name.chop(packed.size());
    }
    const QStringList kinds{QStringLiteral("jsonl"), QStringLiteral("ndjson"), QStringLiteral("json"),
                            QStringLiteral("csv"), QStringLiteral("tsv")};
    return kinds.contains(QFileInfo(name).suffix());
}

} // namespace nia::widgets
