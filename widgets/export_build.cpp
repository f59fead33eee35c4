// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The parts of the Export place and how they stand.

#include "widgets/controls.h"
#include "widgets/export_parts.h"
#include "widgets/export_place.h"
#include "widgets/query_box.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>

namespace nia::widgets {

namespace {

constexpr int kEdge = 24;

/// A background by role with a line at its right and below: one of the steps.
class Panel : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), roles().panel);
        painter.fillRect(QRect(width() - 1, 0, 1, height()), roles().hairline);
        painter.fillRect(QRect(0, height() - 1, width(), 1), roles().hairline);
    }
};

std::pair<Panel *, QVBoxLayout *> step(const QString &title, const QString &note)
{
    auto *panel = new Panel;
    auto *box = new QVBoxLayout(panel);
    box->setContentsMargins(kEdge, 16, kEdge, 16);
    box->setSpacing(8);
    auto *head = new QVBoxLayout;
    head->setSpacing(0);
    head->addWidget(makeLabel(title, Type::Title));
    head->addWidget(makeLabel(note, Type::Caption, true));
    box->addLayout(head);
    box->addSpacing(4);
    return {panel, box};
}

QLabel *wrapped(Type type, bool quiet)
{
    QLabel *label = makeLabel({}, type, quiet);
    label->setWordWrap(true);
    return label;
}

} // namespace

void ExportPlace::build()
{
    m_steps = new QBoxLayout(QBoxLayout::LeftToRight);
    m_steps->setSpacing(0);
    for (QWidget *each : {buildRecords(), buildAnswer(), buildForm()})
        m_steps->addWidget(each, 1);
    auto *content = new QWidget;
    auto *box = new QVBoxLayout(content);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(m_steps);
    box->addWidget(buildPreview(), 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto *filled = new QWidget;
    auto *rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildHead());
    rows->addWidget(scroll, 1);
    m_empty =
        new EmptyPage(tr("No workspace is open"), tr("Open one on Start; then a subset of it can be written here."));
    m_pages = new QStackedWidget;
    m_pages->addWidget(filled);
    m_empty->setMaximumWidth(328); // as wide as its sentence may be
    auto *nothing = new QWidget;
    auto *middle = new QHBoxLayout(nothing);
    middle->addStretch(1);
    middle->addWidget(m_empty, 100);
    middle->addStretch(1);
    m_pages->addWidget(nothing);
    m_pages->setCurrentIndex(1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
}

QWidget *ExportPlace::buildHead()
{
    m_write = new ActionButton(tr("Write"), {}, ActionButton::Look::Primary);
    m_message = wrapped(Type::Body, false);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(160);
    m_cancel = new ActionButton(tr("Cancel"));
    m_folder = new ActionButton(tr("Open the folder"));
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(makeLabel(title(), Type::Heading));
    top->addStretch(1);
    top->addWidget(m_write);
    m_report = new QWidget;
    auto *line = new QHBoxLayout(m_report);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_message, 1);
    line->addWidget(m_bar);
    line->addWidget(m_cancel);
    line->addWidget(m_folder);
    m_report->hide();
    auto *head = new QWidget;
    auto *box = new QVBoxLayout(head);
    box->setContentsMargins(kEdge, 12, kEdge, 12);
    box->setSpacing(8);
    box->addLayout(top);
    box->addWidget(m_report);
    return head;
}

QWidget *ExportPlace::buildRecords()
{
    const auto [panel, box] = step(tr("Which records"), tr("a query; none takes all"));
    m_query = new QueryBox;
    m_query->field().setPlaceholderText(tr("All records; for example is:labeled"));
    m_query->field().setAccessibleName(tr("Which records: a query"));
    m_mistake = wrapped(Type::Caption, false);
    QPalette palette = m_mistake->palette();
    palette.setColor(QPalette::WindowText, roles().bad);
    m_mistake->setPalette(palette);
    m_count = makeLabel({}, Type::Heading);
    m_of = makeLabel({}, Type::Body, true);
    auto *count = new QHBoxLayout;
    count->setSpacing(8);
    count->addWidget(m_count, 0, Qt::AlignBaseline);
    count->addWidget(m_of, 1, Qt::AlignBaseline);
    box->addWidget(m_query);
    box->addWidget(m_mistake);
    box->addLayout(count);
    box->addStretch();
    return panel;
}

QWidget *ExportPlace::buildAnswer()
{
    const auto [panel, box] = step(tr("Which answer"), tr("one final answer for each record and question"));
    box->setSpacing(0);
    auto *rows = new QWidget;
    auto *list = new QVBoxLayout(rows);
    list->setContentsMargins(0, 0, 0, 8);
    list->setSpacing(0);
    const auto add = [&](const char *policy, const QString &text, const QString &note) {
        auto *row = new ChoiceRow(text, note, rows);
        row->setObjectName(QLatin1String(policy));
        list->addWidget(row);
        m_policies.push_back(row);
    };
    add("best", tr("Best"), tr("decided, then all agree, then ⅔"));
    add("adjudicated", tr("Decided by a reviewer"), tr("nothing else"));
    add("unanimous", tr("All annotators agree"), {});
    add("majority", tr("Majority"), tr("ties give no answer"));
    m_policies.front()->setChecked(true);
    m_bars = new ShareBars;
    box->addWidget(rows);
    box->addWidget(m_bars);
    box->addStretch();
    return panel;
}

QWidget *ExportPlace::buildForm()
{
    const auto [panel, box] = step(tr("Which form"), tr("how it is written"));
    m_format = new QComboBox;
    m_format->addItem(tr("JSON Lines"), QStringLiteral(".jsonl"));
    m_format->addItem(tr("JSON Lines, zstd"), QStringLiteral(".jsonl.zst"));
    m_format->addItem(tr("JSON Lines, gzip"), QStringLiteral(".jsonl.gz"));
    m_format->addItem(tr("CSV"), QStringLiteral(".csv"));
    m_format->addItem(tr("CSV, gzip"), QStringLiteral(".csv.gz"));
    m_format->setAccessibleName(tr("Format"));
    m_out = new QLineEdit;
    m_out->setAccessibleName(tr("Write to"));
    auto *choose = new ActionButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &ExportPlace::browse);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(makeLabel(m_format->accessibleName(), Type::Body, true), 0, 0);
    grid->addWidget(m_format, 0, 1, 1, 2);
    grid->addWidget(makeLabel(m_out->accessibleName(), Type::Body, true), 1, 0);
    grid->addWidget(m_out, 1, 1);
    grid->addWidget(choose, 1, 2);
    grid->setColumnStretch(1, 1);
    m_overwrite = new QCheckBox(tr("Replace a file of that name"));
    m_onlyResolved = new QCheckBox(tr("Leave out records without an answer"));
    m_onlyResolved->setChecked(true);
    m_without = wrapped(Type::Caption, true);
    box->addLayout(grid);
    box->addWidget(m_overwrite);
    box->addWidget(m_onlyResolved);
    box->addWidget(m_without);
    box->addStretch();
    return panel;
}

QWidget *ExportPlace::buildPreview()
{
    const auto half = [](const QString &title, QLabel *note, QWidget *view) {
        auto *side = new QWidget;
        auto *head = new QHBoxLayout;
        head->addWidget(makeLabel(title, Type::Title));
        head->addStretch();
        if (note != nullptr)
            head->addWidget(note);
        auto *box = new QVBoxLayout(side);
        box->setContentsMargins(kEdge, 14, kEdge, 8);
        box->setSpacing(8);
        box->addLayout(head);
        box->addWidget(view, 1);
        view->setMinimumHeight(96);
        return side;
    };
    m_lines = new LinesView;
    m_lines->setAccessibleName(tr("First lines, as they will be written"));
    m_manifest = new RawView;
    m_manifest->setAccessibleName(tr("Manifest"));
    m_first = makeLabel({}, Type::Caption, true);
    m_split = new QSplitter(Qt::Horizontal);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(half(m_lines->accessibleName(), m_first, m_lines));
    m_split->addWidget(half(m_manifest->accessibleName(), nullptr, m_manifest));
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 1);
    return m_split;
}

void ExportPlace::wire()
{
    connect(m_preview, &views::ExportPreview::changed, this, &ExportPlace::showPreview);
    connect(m_preview, &views::ExportPreview::shared, this, &ExportPlace::showShares);
    connect(&m_query->field(), &QPlainTextEdit::textChanged, this, &ExportPlace::ask);
    for (ChoiceRow *row : m_policies)
        connect(row, &QAbstractButton::toggled, this, [this](bool on) {
            if (on)
                ask();
        });
    connect(m_onlyResolved, &QCheckBox::toggled, this, &ExportPlace::ask);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo file(QDir::fromNativeSeparators(m_out->text()));
        const QString stem = file.fileName().section(u'.', 0, 0);
        setOut(QDir(file.path()).filePath((stem.isEmpty() ? QStringLiteral("subset") : stem) + suffix()));
        ask();
    });
    connect(m_out, &QLineEdit::returnPressed, this, &ExportPlace::write);
    connect(m_write, &QPushButton::clicked, this, &ExportPlace::write);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_task)
            m_task->cancel();
    });
    connect(m_folder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath())); });
}

} // namespace nia::widgets
