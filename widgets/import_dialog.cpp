// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/import_dialog.h"

#include "widgets/controls.h"
#include "widgets/theme.h"
#include "widgets/words.h"
#include "workspace/records.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <tuple>

namespace nia::widgets {

namespace {

std::filesystem::path pathOf(const QString &text)
{
    return std::filesystem::path(text.toStdU16String());
}

QFrame *line()
{
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    return line;
}

QTableView *table(QStandardItemModel *rows, const QString &name)
{
    auto *view = new QTableView;
    view->setModel(rows);
    view->setAccessibleName(name);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(std::max(32, wordsHeight(view->font()) + 10));
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return view;
}

QStandardItem *cell(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setToolTip(text);
    return item;
}

} // namespace

ImportDialog::ImportDialog(views::TaskList &tasks, const QStringList &files, const QString &dataset, QWidget *parent)
    : QDialog(parent), m_tasks(tasks), m_files(files), m_rows(new QStandardItemModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const QString what = files.size() == 1 ? QFileInfo(files.front()).fileName()
                                           : tr("%n files", nullptr, static_cast<int>(files.size()));
    setWindowTitle(tr("Import %1").arg(what));
    m_table = table(m_rows, tr("First records, as they will be read"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 20, 24, 20);
    all->setSpacing(12);
    all->addWidget(makeLabel(windowTitle(), Type::Heading));
    all->addWidget(buildChoices(files, dataset));
    all->addWidget(line());
    all->addWidget(makeLabel(m_table->accessibleName(), Type::Title));
    all->addWidget(m_table, 1);
    all->addWidget(buildFoot());
    resize(820, 620);
    read();
}

ImportDialog::~ImportDialog()
{
    if (m_task)
        m_task->cancel();
}

QWidget *ImportDialog::buildChoices(const QStringList &files, const QString &dataset)
{
    auto *choices = new QWidget;
    auto *grid = new QGridLayout(choices);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString &title, QWidget *field, const QString &note) {
        QLabel *label = makeLabel(title, Type::Body, true);
        label->setBuddy(field);
        field->setAccessibleName(title);
        QLabel *hint = makeLabel(note, Type::Caption, true);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        grid->addWidget(hint, row++, 2);
        return std::pair(label, hint);
    };
    m_file = new QComboBox;
    for (const QString &file : files)
        m_file->addItem(QFileInfo(file).fileName(), file);
    m_file->setToolTip(files.join(QLatin1Char('\n')));
    m_size = add(tr("File"), m_file, {}).second;
    m_format = new QComboBox;
    m_format->addItem(tr("JSON Lines"), QStringLiteral("jsonl"));
    m_format->addItem(tr("CSV, a table with commas or the like"), QStringLiteral("csv"));
    m_format->addItem(tr("TSV, a table with tabs"), QStringLiteral("tsv"));
    add(tr("Format"), m_format, tr("guessed from the beginning"));
    m_delimiter = new QComboBox;
    for (const auto &[name, sign] : {std::pair(tr("comma ,"), QStringLiteral(",")),
                                     {tr("semicolon ;"), QStringLiteral(";")},
                                     {tr("tab"), QStringLiteral("\t")},
                                     {tr("bar |"), QStringLiteral("|")}})
        m_delimiter->addItem(name, sign);
    std::tie(m_delimiterTitle, m_delimiterNote) = add(tr("Between cells"), m_delimiter, {});
    m_text = new QComboBox;
    add(tr("Text"), m_text, tr("what is read and labelled"));
    m_id = new QComboBox;
    add(tr("Id"), m_id, tr("names a record on every machine"));
    m_dataset = new QLineEdit(dataset);
    add(tr("Dataset"), m_dataset, tr("the same name for all who work together"));
    connect(m_file, &QComboBox::activated, this, &ImportDialog::read);
    connect(m_format, &QComboBox::activated, this, [this] { setFormat(m_format->currentData().toString()); });
    connect(m_delimiter, &QComboBox::activated, this,
            [this] { setDelimiter(m_delimiter->currentData().toString().front().toLatin1()); });
    connect(m_text, &QComboBox::activated, this, [this] { setTextField(m_text->currentData().toString()); });
    connect(m_id, &QComboBox::activated, this, [this] { setIdField(m_id->currentData().toString()); });
    return choices;
}

QWidget *ImportDialog::buildFoot()
{
    m_message = makeLabel({}, Type::Caption);
    m_message->setWordWrap(true);
    auto *cancel = new ActionButton(tr("Cancel"), QStringLiteral("Esc"));
    m_import = new ActionButton(tr("Import"), QStringLiteral("Enter"), ActionButton::Look::Primary);
    m_import->setDefault(true);
    m_import->setEnabled(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_message, 1);
    row->addWidget(cancel);
    row->addWidget(m_import);
    return foot;
}

void ImportDialog::read()
{
    if (m_task)
        m_task->cancel();
    m_import->setEnabled(false);
    using Look = views::ImportLook;
    const QString file = m_file->currentData().toString();
    auto task = std::make_shared<QPointer<views::Task>>();
    m_task = m_tasks.start<Look>(
        tr("Looking into %1").arg(QFileInfo(file).fileName()),
        [path = pathOf(file), options = m_chosen](Progress &progress) {
            return views::lookAt(path, options, progress);
        },
        this,
        [this, task](Result<Look> look) {
            if (m_task != *task)
                return; // a correction came meanwhile
            m_look = look ? std::optional(*look) : std::nullopt;
            if (look)
                tell(*look);
            else
                say(words(look.error()), true);
            m_rows->setRowCount(look ? m_rows->rowCount() : 0);
            m_import->setEnabled(look.has_value());
            if (look && !m_corrected)
                m_import->setFocus();
            emit looked();
        });
    *task = m_task;
}

void ImportDialog::fill(QComboBox &box, const QStringList &fields, const QString &current)
{
    box.clear();
    for (const QString &field : fields)
        box.addItem(field, field);
    box.setCurrentIndex(box.findData(current));
}

void ImportDialog::tell(const views::ImportLook &look)
{
    const shards::Guess &guess = look.guess;
    const bool isTable = guess.format != "jsonl";
    m_size->setText(look.sizeBytes < 0 ? QString() : QLocale().formattedDataSize(look.sizeBytes));
    m_format->setCurrentIndex(m_format->findData(QString::fromStdString(guess.format)));
    m_delimiter->setCurrentIndex(m_delimiter->findData(QString::fromStdString(guess.delimiter)));
    m_delimiter->setVisible(isTable);
    m_delimiterTitle->setVisible(isTable);
    m_delimiterNote->setVisible(isTable); // an empty row would stay
    fill(*m_text, look.fields, QString::fromStdString(guess.textField));
    fill(*m_id, look.fields, QString::fromStdString(guess.idField));
    m_id->insertItem(0, tr("none: file name and line"), QString());
    m_id->setCurrentIndex(m_id->findData(QString::fromStdString(guess.idField)));

    m_rows->clear();
    m_rows->setHorizontalHeaderLabels(QStringList{tr("Id"), tr("Text")} + look.otherFields);
    for (const views::ImportLook::Row &row : look.rows) {
        QList<QStandardItem *> cells{cell(row.id), cell(row.text)};
        for (const QString &other : row.others)
            cells << cell(other);
        m_rows->appendRow(cells);
    }
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < m_rows->columnCount(); ++column) {
        header->setSectionResizeMode(column, column == 1 ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (column == 1)
            continue;
        m_table->resizeColumnToContents(column);
        header->resizeSection(column, std::clamp(header->sectionSize(column) + 16, 60, 140));
    }
    QString note;
    if (look.bad > 0 && look.firstBad)
        note = tr("Cannot be read: %n of the first lines (%1). They are kept aside with place and reason.", nullptr,
                  look.bad)
                   .arg(words(*look.firstBad));
    else if (look.rows.empty())
        note = tr("There is no record in it.");
    else if (m_files.size() > 1)
        note = tr("What you correct here counts for all files; the rest is guessed for each.");
    say(note, look.bad > 0);
}

void ImportDialog::correct(std::optional<std::string> &member, const std::string &value)
{
    member = value;
    m_corrected = true; // the focus stays where somebody is at work
    read();
}

void ImportDialog::setTextField(const QString &field)
{
    correct(m_chosen.textField, field.toStdString());
}

void ImportDialog::setIdField(const QString &field)
{
    correct(m_chosen.idField, field.toStdString());
}

void ImportDialog::setFormat(const QString &format)
{
    // Fields and delimiter of another format mean nothing now.
    m_chosen.textField.reset();
    m_chosen.idField.reset();
    m_chosen.delimiter.reset();
    correct(m_chosen.format, format.toStdString());
}

void ImportDialog::setDelimiter(char delimiter)
{
    m_chosen.textField.reset();
    m_chosen.idField.reset();
    m_chosen.delimiter = delimiter;
    read();
}

void ImportDialog::setDataset(const QString &dataset)
{
    m_dataset->setText(dataset);
}

importing::ImportOptions ImportDialog::options() const
{
    return {.read = m_chosen, .dataset = m_dataset->text().trimmed().toStdString()};
}

QString ImportDialog::message() const
{
    return m_message->text();
}

void ImportDialog::say(const QString &text, bool bad)
{
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, bad ? roles().warning : roles().quiet);
    m_message->setPalette(palette);
    m_message->setText(text);
}

// -- what could not be read

RejectsDialog::RejectsDialog(views::TaskList &tasks, const views::SessionOptions &of, QWidget *parent)
    : QDialog(parent), m_rows(new QStandardItemModel(this)), m_message(makeLabel({}, Type::Caption, true))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Lines that could not be read"));
    m_rows->setHorizontalHeaderLabels({tr("File"), tr("Line"), tr("Reason"), tr("Beginning")});
    QTableView *view = table(m_rows, windowTitle());
    auto *close = new ActionButton(tr("Close"), QStringLiteral("Esc"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    close->setFocus();
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_message, 1);
    foot->addWidget(close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 20, 24, 20);
    all->setSpacing(12);
    all->addWidget(makeLabel(windowTitle(), Type::Heading));
    all->addWidget(view, 1);
    all->addLayout(foot);
    resize(820, 480);
    using Lines = std::pair<std::vector<workspace::RejectedLine>, std::int64_t>;
    tasks.startOn<Lines>(
        of, windowTitle(),
        [](workspace::Store &store, Progress &progress) -> Result<Lines> {
            Lines lines;
            NIA_TRY(workspace::rejectedLines(store, [&](const workspace::RejectedLine &line) -> Result<void> {
                if (++lines.second <= kMost)
                    lines.first.push_back(line);
                return progress.step(lines.second);
            }));
            return lines;
        },
        this,
        [this, view](Result<Lines> lines) {
            if (!lines) {
                m_message->setText(words(lines.error()));
                return;
            }
            for (const workspace::RejectedLine &line : lines->first)
                m_rows->appendRow({cell(QString::fromStdString(line.shard)), cell(QString::number(line.line)),
                                   cell(reasonWords(line.reason)), cell(QString::fromStdString(line.raw).left(200))});
            view->resizeColumnsToContents();
            view->horizontalHeader()->setStretchLastSection(true);
            m_message->setText(lines->second > kMost
                                   ? tr("The first %1 of %2 are shown.")
                                         .arg(QLocale().toString(kMost),
                                              QLocale().toString(static_cast<qlonglong>(lines->second)))
                                   : tr("%n line(s)", nullptr, static_cast<int>(lines->second)));
        });
}

int RejectsDialog::rows() const
{
    return m_rows->rowCount();
}

QString RejectsDialog::reasonAt(int row) const
{
    return m_rows->item(row, 2)->text();
}

} // namespace nia::widgets
