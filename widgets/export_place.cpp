// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/export_place.h"

#include "widgets/controls.h"
#include "widgets/export_parts.h"
#include "widgets/query_box.h"
#include "widgets/settings.h"
#include "widgets/theme.h"
#include "widgets/words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kStack = 1012; ///< of the place: a window of 1100 without the rail

std::filesystem::path pathOf(const QString &text)
{
    return std::filesystem::path(QDir::fromNativeSeparators(text.trimmed()).toStdU16String());
}

QString figure(std::int64_t n)
{
    return QLocale().toString(static_cast<qlonglong>(n));
}

} // namespace

ExportPlace::ExportPlace(Settings &, views::TaskList &tasks, QWidget *parent)
    : Place(QStringLiteral("export"), parent), m_tasks(tasks), m_preview(new views::ExportPreview(this))
{
    build();
    wire();
    showPreview();
}

QString ExportPlace::title() const
{
    return tr("Export");
}

void ExportPlace::setSession(views::Session *session)
{
    if (m_task)
        m_task->cancel();
    if (m_session)
        m_session->disconnect(this);
    const bool another = m_session != session;
    m_session = session;
    m_preview->setSession(session);
    const QString query = m_query->text();
    m_query->setSession(session);
    report({}, Tone::Quiet);
    m_pages->setCurrentIndex(session == nullptr ? 1 : 0);
    if (session == nullptr)
        return;
    m_query->setText(query);
    if (another)
        m_out->clear();
    proposeOut();
    connect(session, &views::Session::opened, this, [this] {
        proposeOut();
        ask();
    });
    ask();
}

/// Beside the workspace and named like it, once its place is known and unless the user has named another.
void ExportPlace::proposeOut()
{
    const QFileInfo file(QString::fromStdU16String(m_session->options().path.u16string()));
    if (m_out->text().isEmpty() && !file.fileName().isEmpty())
        setOut(QDir(file.path()).filePath(file.completeBaseName() + QStringLiteral("-subset") + suffix()));
}

void ExportPlace::setLanguage(const QString &language)
{
    m_language = language;
    showShares();
}

void ExportPlace::entered()
{
    if (m_session) {
        ask();
        leaveField();
    }
}

void ExportPlace::leaveField()
{
    if (m_write->isEnabled())
        m_write->setFocus();
    else
        setFocus();
}

void ExportPlace::nextPane(int steps)
{
    const QList<QWidget *> panes{&m_query->field(), m_policies.front(), m_format, m_lines, m_manifest};
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i)
        at = panes[i]->parentWidget()->isAncestorOf(focusWidget()) ? i : at;
    panes[(std::max<qsizetype>(at, steps > 0 ? -1 : 0) + steps + panes.size()) % panes.size()]->setFocus(
        Qt::TabFocusReason);
}

void ExportPlace::setQuery(const QString &query)
{
    m_query->setText(query);
    ask();
}

void ExportPlace::setPolicy(const QString &policy)
{
    for (ChoiceRow *row : m_policies) {
        if (row->objectName() == policy)
            row->setChecked(true);
    }
}

QString ExportPlace::policy() const
{
    const auto row = std::ranges::find_if(m_policies, &QAbstractButton::isChecked);
    return row == m_policies.end() ? QStringLiteral("best") : (*row)->objectName();
}

void ExportPlace::setOut(const QString &path)
{
    m_out->setText(QDir::toNativeSeparators(path));
}

void ExportPlace::setFormat(const QString &format)
{
    m_format->setCurrentIndex(std::max(0, m_format->findData(format)));
}

void ExportPlace::setOverwrite(bool on)
{
    m_overwrite->setChecked(on);
}

void ExportPlace::setOnlyResolved(bool on)
{
    m_onlyResolved->setChecked(on);
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
    options.resolve.policy = policy().toStdString();
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

// -- what is shown

void ExportPlace::showPreview()
{
    const auto &error = m_preview->error();
    // The query's own mistakes stand below its box.
    const bool elsewhere = error && error->kind != Kind::Query;
    m_mistake->setText(elsewhere ? words(*error) : QString());
    m_mistake->setVisible(elsewhere);
    if (error && error->kind == Kind::Query)
        m_query->showMistake(*error);
    m_write->setEnabled(m_preview->preview().has_value() && !error && !m_task);
    if (error || !m_preview->preview()) {
        m_count->setText(m_preview->isBusy() ? QStringLiteral("…") : QStringLiteral("–"));
        m_of->clear();
        return;
    }
    const exporting::SubsetPreview &preview = *m_preview->preview();
    m_count->setText(figure(preview.matching));
    m_of->setText(tr("of %n record(s)", nullptr, static_cast<int>(m_preview->total())));
    m_query->setCount(preview.matching);
    const bool whole = preview.examined == preview.matching;
    m_write->setText(whole ? tr("Write %n record(s)", nullptr, static_cast<int>(preview.written)) : tr("Write"));
    m_write->updateGeometry();
    m_without->setText(preview.examined <= preview.written ? QString()
                       : whole                             ? tr("%1 of %2 records will be left out.")
                                     .arg(figure(preview.examined - preview.written), figure(preview.examined))
                               : tr("%1 of the first %2 records would be left out.")
                                     .arg(figure(preview.examined - preview.written), figure(preview.examined)));
    m_without->setVisible(!m_without->text().isEmpty());
    QStringList lines;
    for (const std::string &line : preview.lines)
        lines << QString::fromStdString(line);
    m_lines->setLines(lines);
    m_first->setText(preview.lines.empty() ? tr("no line") : tr("%n line(s)", nullptr, static_cast<int>(lines.size())));
    if (const QString manifest = QString::fromStdString(preview.manifest.writePretty());
        manifest != m_manifest->toPlainText())
        m_manifest->setJson(manifest);
}

void ExportPlace::showShares()
{
    std::vector<ShareBars::Bar> bars;
    for (const views::AnswerShare &share : m_preview->shares()) {
        const workspace::Question *question = m_session ? m_session->schema().question(share.question) : nullptr;
        if (question != nullptr)
            bars.push_back({QString::fromStdString(workspace::in(question->title, m_language.toStdString())), share});
    }
    m_bars->setBars(std::move(bars));
}

void ExportPlace::report(const QString &text, Tone tone)
{
    m_message->setText(text);
    m_tone = tone;
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, tone == Tone::Bad    ? roles().bad
                                           : tone == Tone::Good ? roles().good
                                                                : roles().text);
    m_message->setPalette(palette);
    m_folder->setVisible(tone == Tone::Good && !m_written.isEmpty());
    m_bar->setVisible(m_task != nullptr);
    m_cancel->setVisible(m_task != nullptr);
    m_report->setVisible(!text.isEmpty() || m_task != nullptr);
    update();
}

void ExportPlace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_message != nullptr)
        report(m_message->text(), m_tone); // in the inks of the other theme
}

// -- writing

void ExportPlace::browse()
{
    auto *dialog = new QFileDialog(this, tr("Write the subset to"), QDir::fromNativeSeparators(m_out->text()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // the box below the name says it
    connect(dialog, &QFileDialog::fileSelected, this, &ExportPlace::setOut);
    dialog->open();
}

void ExportPlace::write()
{
    if (!m_session || m_task)
        return;
    if (m_out->text().trimmed().isEmpty()) {
        report(tr("Name the file first."), Tone::Bad);
        m_out->setFocus();
        return;
    }
    using Receipt = exporting::SubsetReceipt;
    m_written.clear();
    m_task = m_tasks.startOn<Receipt>(
        m_session->options(), tr("Writing the subset"),
        [options = options(), out = pathOf(m_out->text())](workspace::Store &store, Progress &progress) {
            return exporting::writeSubset(store, out, options, progress);
        },
        this, [this](Result<Receipt> receipt) { ended(std::move(receipt)); });
    m_bar->setRange(0, 0);
    report(tr("Writing…"), Tone::Quiet);
    connect(m_task, &views::Task::progressed, this, [this] {
        m_bar->setRange(0, m_task->total() > 0 ? 1000 : 0);
        if (m_task->total() > 0)
            m_bar->setValue(static_cast<int>(m_task->done() * 1000 / m_task->total()));
    });
    connect(m_task, &views::Task::finished, this, [this] {
        m_task = nullptr;
        report(m_message->text(), m_tone);
        showPreview();
    });
    showPreview();
}

void ExportPlace::ended(Result<exporting::SubsetReceipt> receipt)
{
    if (!receipt) {
        const bool stopped = receipt.error().kind == Kind::Interrupted;
        report(stopped ? tr("Stopped; nothing was written.") : words(receipt.error()),
               stopped ? Tone::Quiet : Tone::Bad);
        return;
    }
    m_written = QString::fromStdU16String(receipt->data.u16string());
    std::int64_t left = 0;
    for (const auto &[reason, records] : receipt->skipped)
        left += records;
    QString text = tr("%n record(s) are in %1, with a manifest beside it.", nullptr, static_cast<int>(receipt->records))
                       .arg(QDir::toNativeSeparators(m_written));
    if (left > 0)
        text += QLatin1Char(' ') + tr("%n left out.", nullptr, static_cast<int>(left));
    report(text, Tone::Good);
    emit said(text, Tone::Good);
    emit written(m_written);
}

void ExportPlace::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), roles().raised);
}

void ExportPlace::resizeEvent(QResizeEvent *)
{
    const bool stack = width() < kStack;
    m_steps->setDirection(stack ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_split->setOrientation(stack ? Qt::Vertical : Qt::Horizontal);
    m_split->setMinimumHeight(stack ? 480 : 240);
}

} // namespace nia::widgets
