// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/export_place.h"

#include "base/words.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QPlainTextEdit *sheet(const QString &name)
{
    auto *edit = new QPlainTextEdit;
    edit->setReadOnly(true);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setAccessibleName(name);
    return edit;
}

std::filesystem::path pathOf(const QString &text)
{
    return std::filesystem::path(text.toStdU16String());
}

} // namespace

ExportPlace::ExportPlace(views::TaskList *tasks, QWidget *parent)
    : QWidget(parent), m_tasks(tasks), m_preview(new views::ExportPreview(this))
{
    auto *steps = new QHBoxLayout;
    steps->setContentsMargins(24, 16, 24, 16);
    steps->setSpacing(32);
    for (QWidget *step : {buildRecords(), buildAnswer(), buildForm()})
        steps->addWidget(step, 1);
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_bar = new QProgressBar;
    m_bar->hide();
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 8, 24, 8);
    foot->addWidget(m_message, 1);
    foot->addWidget(m_bar);
    foot->addWidget(m_cancel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(steps);
    all->addWidget(buildPreview(), 1);
    all->addLayout(foot);

    connect(m_preview, &views::ExportPreview::changed, this, &ExportPlace::showPreview);
    connect(m_query, &QLineEdit::textChanged, this, &ExportPlace::ask);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &ExportPlace::ask);
    connect(m_onlyResolved, &QCheckBox::toggled, this, &ExportPlace::ask);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo file(m_out->text());
        const QString stem = file.fileName().section(u'.', 0, 0);
        m_out->setText(QDir(file.path()).filePath((stem.isEmpty() ? QStringLiteral("subset") : stem) + suffix()));
        ask();
    });
    connect(m_write, &QPushButton::clicked, this, &ExportPlace::write);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_task)
            m_task->cancel();
    });
    showPreview();
}

QWidget *ExportPlace::buildRecords()
{
    m_query = new QLineEdit;
    m_query->setPlaceholderText(tr("All records; for example is:labeled"));
    m_query->setAccessibleName(tr("Which records: a query"));
    m_count = heading({});
    m_mistake = new QLabel;
    m_mistake->setTextFormat(Qt::PlainText);
    m_mistake->setWordWrap(true);
    auto *step = new QWidget;
    auto *box = new QVBoxLayout(step);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(heading(tr("Which records")));
    box->addWidget(m_query);
    box->addWidget(m_mistake);
    box->addWidget(m_count);
    box->addStretch();
    return step;
}

QWidget *ExportPlace::buildAnswer()
{
    m_policy = new QComboBox;
    m_policy->setAccessibleName(tr("Which answer: the policy"));
    m_policy->addItem(tr("Best: decided, then all agree, then two thirds"), QStringLiteral("best"));
    m_policy->addItem(tr("Decided by a reviewer only"), QStringLiteral("adjudicated"));
    m_policy->addItem(tr("All annotators agree"), QStringLiteral("unanimous"));
    m_policy->addItem(tr("More than half of the annotators"), QStringLiteral("majority"));
    m_onlyResolved = new QCheckBox(tr("Leave out records without an answer"));
    m_without = new QLabel;
    m_without->setTextFormat(Qt::PlainText);
    m_without->setWordWrap(true);
    auto *step = new QWidget;
    auto *box = new QVBoxLayout(step);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(heading(tr("Which answer")));
    box->addWidget(m_policy);
    box->addWidget(m_onlyResolved);
    box->addWidget(m_without);
    box->addStretch();
    return step;
}

QWidget *ExportPlace::buildForm()
{
    m_format = new QComboBox;
    m_format->setAccessibleName(tr("Which form: the file format"));
    m_format->addItem(tr("JSON Lines"), QStringLiteral(".jsonl"));
    m_format->addItem(tr("JSON Lines, zstd"), QStringLiteral(".jsonl.zst"));
    m_format->addItem(tr("JSON Lines, gzip"), QStringLiteral(".jsonl.gz"));
    m_format->addItem(tr("CSV"), QStringLiteral(".csv"));
    m_format->addItem(tr("CSV, gzip"), QStringLiteral(".csv.gz"));
    m_out = new QLineEdit;
    m_out->setAccessibleName(tr("Write to"));
    auto *browse = new QPushButton(tr("Choose…"));
    connect(browse, &QPushButton::clicked, this, &ExportPlace::browse);
    m_overwrite = new QCheckBox(tr("Replace a file of that name"));
    m_write = new QPushButton(tr("Write"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_out, 1);
    row->addWidget(browse);
    auto *step = new QWidget;
    auto *box = new QVBoxLayout(step);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(heading(tr("Which form")));
    box->addWidget(m_format);
    box->addLayout(row);
    box->addWidget(m_overwrite);
    box->addWidget(m_write);
    box->addStretch();
    return step;
}

QWidget *ExportPlace::buildPreview()
{
    const auto half = [](const QString &title, QPlainTextEdit *edit) {
        auto *side = new QWidget;
        auto *box = new QVBoxLayout(side);
        box->setContentsMargins(24, 12, 24, 0);
        box->addWidget(heading(title));
        box->addWidget(edit, 1);
        return side;
    };
    m_lines = sheet(tr("First lines, as they will be written"));
    m_manifest = sheet(tr("Manifest"));
    m_manifest->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(half(m_lines->accessibleName(), m_lines));
    split->addWidget(half(m_manifest->accessibleName(), m_manifest));
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    return split;
}

void ExportPlace::setSession(views::Session *session)
{
    if (m_task)
        m_task->cancel();
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_preview->setSession(session);
    say({});
    if (session == nullptr)
        return;
    if (m_out->text().isEmpty()) {
        const QFileInfo file(QString::fromStdU16String(session->options().path.u16string()));
        m_out->setText(QDir(file.path()).filePath(file.completeBaseName() + QStringLiteral("-subset") + suffix()));
    }
    connect(session, &views::Session::opened, this, &ExportPlace::ask);
    ask();
}

void ExportPlace::setQuery(const QString &query)
{
    m_query->setText(query);
}

void ExportPlace::setPolicy(const QString &policy)
{
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(policy)));
}

void ExportPlace::setOut(const QString &path)
{
    m_out->setText(path);
}

QString ExportPlace::message() const
{
    return m_message->text();
}

QString ExportPlace::suffix() const
{
    return m_format->currentData().toString();
}

exporting::SubsetOptions ExportPlace::options() const
{
    exporting::SubsetOptions options;
    options.query = m_query->text().trimmed().toStdString();
    options.resolve.policy = m_policy->currentData().toString().toStdString();
    options.onlyResolved = m_onlyResolved->isChecked();
    options.overwrite = m_overwrite->isChecked();
    if (m_session)
        options.annotator = m_session->options().annotator;
    return options;
}

void ExportPlace::ask()
{
    m_preview->setOptions(options(), pathOf(QStringLiteral("subset") + suffix()));
}

void ExportPlace::showPreview()
{
    const auto &error = m_preview->error();
    m_mistake->setText(error ? QString::fromStdString(words(*error)) : QString());
    m_mistake->setVisible(error.has_value());
    m_write->setEnabled(m_preview->preview().has_value() && !error && !m_task);
    if (error || !m_preview->preview()) {
        m_count->setText(m_preview->isBusy() ? tr("Counting…") : QString());
        return;
    }
    const exporting::SubsetPreview &preview = *m_preview->preview();
    m_count->setText(tr("%1 records").arg(QLocale().toString(static_cast<qlonglong>(preview.matching))));
    m_without->setText(preview.examined > preview.written ? tr("%1 of the first %2 records would be left out.")
                                                                .arg(preview.examined - preview.written)
                                                                .arg(preview.examined)
                                                          : QString());
    QStringList lines;
    for (const std::string &line : preview.lines)
        lines << QString::fromStdString(line);
    m_lines->setPlainText(lines.join(QStringLiteral("\n")));
    m_manifest->setPlainText(QString::fromStdString(preview.manifest.writePretty()));
}

void ExportPlace::browse()
{
    auto *dialog = new QFileDialog(this, tr("Write the subset to"), m_out->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // the box below the name says it
    connect(dialog, &QFileDialog::fileSelected, this, &ExportPlace::setOut);
    dialog->open();
}

void ExportPlace::write()
{
    if (!m_session || m_task || m_out->text().isEmpty())
        return;
    using Receipt = exporting::SubsetReceipt;
    say({});
    m_task = m_tasks->startOn<Receipt>(
        m_session->options(), tr("Writing the subset"),
        [options = options(), out = pathOf(m_out->text())](workspace::Store &store, Progress &progress) {
            return exporting::writeSubset(store, out, options, progress);
        },
        this,
        [this](Result<Receipt> receipt) {
            if (!receipt) {
                say(QString::fromStdString(words(receipt.error())), true);
                return;
            }
            const QString place = QString::fromStdU16String(receipt->data.u16string());
            say(tr("%1 records are in %2, with a manifest beside it.")
                    .arg(QLocale().toString(static_cast<qlonglong>(receipt->records)), place));
            emit written(place);
        });
    m_bar->setRange(0, 0);
    m_bar->show();
    m_cancel->show();
    connect(m_task, &views::Task::progressed, this, [this] {
        m_bar->setRange(0, m_task->total() > 0 ? 1000 : 0);
        if (m_task->total() > 0)
            m_bar->setValue(static_cast<int>(m_task->done() * 1000 / m_task->total()));
    });
    connect(m_task, &views::Task::finished, this, [this] {
        m_task = nullptr;
        m_bar->hide();
        m_cancel->hide();
        showPreview();
    });
    showPreview();
}

void ExportPlace::say(const QString &text, bool bad)
{
    m_message->setText(text);
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, bad ? roles().bad : roles().text);
    m_message->setPalette(palette);
}

} // namespace nia::widgets
