// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The parts of the Review place and how they stand.

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/query_box.h"
#include "widgets/reader_pane.h"
#include "widgets/record_list.h"
#include "widgets/review_delegate.h"
#include "widgets/review_differences.h"
#include "widgets/review_foot.h"
#include "widgets/review_place.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

/// As wide as its sentence may be, so that the sentence has the lines it needs.
QWidget *centred(EmptyPage *page)
{
    page->setMaximumWidth(328);
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(page, 100);
    row->addStretch(1);
    return whole;
}

} // namespace

QWidget *ReviewPlace::buildLeft()
{
    m_left = new QWidget;
    m_count = makeLabel({}, Type::Title);
    m_count->setContentsMargins(16, 4, 16, 8);
    m_query = new QueryBox;
    m_query->field().setPlaceholderText(tr("Narrow down"));
    m_query->field().setAccessibleName(tr("Only records that match: a query"));
    m_query->setKey(Keys::table().cap(id(), QStringLiteral("search")));
    auto *search = new QVBoxLayout;
    search->setContentsMargins(12, 12, 12, 8);
    search->addWidget(m_query);
    m_list = new RecordList;
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new ReviewDelegate(m_list));
    m_list->setAccessibleName(tr("Records to review"));
    m_list->viewport()->setAutoFillBackground(false);
    m_decidedCount = makeLabel({}, Type::Caption, true);
    m_decidedCount->setContentsMargins(16, 8, 16, 8);
    auto *box = new QVBoxLayout(m_left);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(search);
    box->addWidget(m_count);
    box->addWidget(m_list, 1);
    box->addWidget(m_decidedCount);
    return m_left;
}

void ReviewPlace::build()
{
    m_pane = new ReaderPane;
    m_panel = new DifferencesPanel;
    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_panel);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setBackgroundRole(QPalette::AlternateBase);
    m_panel->setBackgroundRole(QPalette::AlternateBase);
    m_foot = new ReviewFoot;
    m_split = new QSplitter(Qt::Vertical);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_pane);
    m_split->addWidget(m_scroll);
    m_split->setSizes({560, 440}); // shares; the text has the larger one
    m_split->setStretchFactor(0, 5);
    m_split->setStretchFactor(1, 4);
    m_pane->setMinimumHeight(120);
    m_scroll->setMinimumHeight(120);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_split, 1);
    right->addWidget(m_foot);
    auto *filled = new QWidget;
    auto *columns = new QHBoxLayout(filled);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(1);
    columns->addWidget(buildLeft());
    columns->addLayout(right, 1);
    m_empty = new EmptyPage({}, {});
    m_waiting = new EmptyPage(tr("Looking for different answers…"), {});
    m_failed = new EmptyPage(tr("The list could not be made"), {});
    m_pages = new QStackedWidget;
    m_pages->addWidget(filled);
    for (EmptyPage *page : {m_empty, m_waiting, m_failed})
        m_pages->addWidget(centred(page));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
}

void ReviewPlace::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool filled = m_pages->currentIndex() == FilledPage;
    painter.fillRect(rect(), filled ? roles().panel : roles().raised);
    if (filled)
        painter.fillRect(QRect(m_left->width(), 0, 1, height()), roles().hairline);
}

void ReviewPlace::showEvent(QShowEvent *event)
{
    Place::showEvent(event);
    m_queue->setActive(true);
}

void ReviewPlace::hideEvent(QHideEvent *event)
{
    Place::hideEvent(event);
    m_queue->setActive(false);
}

void ReviewPlace::resizeEvent(QResizeEvent *)
{
    m_left->setFixedWidth(width() < 1000 ? 224 : 296);
}

} // namespace nia::widgets
