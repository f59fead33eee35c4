// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/label_bar.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/note_field.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

QString cap(const char *action)
{
    return Keys::table().cap(QStringLiteral("label"), QLatin1String(action));
}

} // namespace

LabelBar::LabelBar(QWidget *parent)
    : QWidget(parent),
      m_comment(new NoteField(tr("Comment"))),
      m_notice(makeLabel({}, Type::Caption)),
      m_left(makeLabel({}, Type::Caption, true)),
      m_noticeBox(new QWidget),
      m_write(new ActionButton(tr("Comment"), cap("comment"), ActionButton::Look::Flat)),
      m_flag(new ActionButton(tr("Flag"), cap("flag"), ActionButton::Look::Flat)),
      m_skip(new ActionButton(tr("Skip"), cap("skip"), ActionButton::Look::Flat)),
      m_next(new ActionButton(tr("Next"), cap("confirm"), ActionButton::Look::Primary)),
      m_copy(new ActionButton(tr("Copy details"), {}, ActionButton::Look::Flat))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    build();
    // Keys belong to the place: a click must not take the focus from where reading goes on.
    for (ActionButton *each : {m_write, m_flag, m_skip, m_next, m_copy})
        each->setFocusPolicy(Qt::TabFocus);
    m_flag->setCheckable(true);
    connect(m_write, &QPushButton::clicked, this, &LabelBar::commentWanted);
    connect(m_flag, &QPushButton::clicked, this, &LabelBar::flagWanted);
    connect(m_skip, &QPushButton::clicked, this, &LabelBar::openSkipMenu);
    connect(m_next, &QPushButton::clicked, this, &LabelBar::nextWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_detail); });
    connect(m_comment, &NoteField::done, this, &LabelBar::commentDone);
    connect(m_comment, &NoteField::left, this, [this] {
        emit commentGiven(m_comment->text().trimmed());
        m_comment->setVisible(!m_comment->text().trimmed().isEmpty());
    });
    connect(m_comment, &NoteField::grew, this, &LabelBar::sizeComment);
}

void LabelBar::build()
{
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notice->setFocusPolicy(Qt::NoFocus);
    auto *notice = new QHBoxLayout(m_noticeBox);
    notice->setContentsMargins(12, 6, 4, 6);
    notice->addWidget(m_notice, 1);
    notice->addWidget(m_copy, 0, Qt::AlignTop);
    m_noticeBox->setAutoFillBackground(true);
    m_noticeBox->hide();
    m_comment->setPlaceholder(tr("Why? What made you hesitate?"));
    m_comment->hide();
    sizeComment();
    m_left->setWordWrap(true);
    m_acts = new QHBoxLayout;
    m_acts->setSpacing(0);
    m_acts->addWidget(m_write);
    m_acts->addWidget(m_flag);
    m_acts->addWidget(m_skip);
    m_acts->addStretch();
    m_last = new QHBoxLayout;
    m_last->setSpacing(0);
    m_last->addWidget(m_left, 1);
    m_last->addWidget(m_next);
    m_left->setContentsMargins(8, 0, 8, 0);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(12, 9, 20, 12);
    all->setSpacing(8);
    all->addWidget(m_noticeBox);
    all->addWidget(m_comment);
    all->addLayout(m_acts);
    all->addLayout(m_last);
}

/// Where the three acts do not fit into one row, the last goes down to Next, and what is left is said by the questions.
void LabelBar::arrange()
{
    const int needed = m_write->sizeHint().width() + m_flag->sizeHint().width() + m_skip->sizeHint().width();
    const QMargins margins = layout()->contentsMargins();
    const bool narrow = needed > width() - margins.left() - margins.right();
    if (narrow == m_left->isHidden())
        return;
    m_left->setVisible(!narrow);
    m_acts->removeWidget(m_skip);
    m_last->removeWidget(m_skip);
    if (narrow) {
        m_last->insertWidget(0, m_skip);
        m_last->setStretch(0, 0);
        m_last->insertStretch(1, 1);
    } else {
        delete m_last->takeAt(0); // the stretch
        m_acts->insertWidget(2, m_skip);
    }
}

void LabelBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LabelBar::sizeComment()
{
    m_comment->setFixedHeight(m_comment->heightFor(width()));
}

void LabelBar::setState(const State &state)
{
    m_flag->setChecked(state.flagged);
    if (const QString flag = state.flagged ? tr("Flagged") : tr("Flag"); flag != m_flag->text()) {
        m_flag->setText(flag);
        m_flag->updateGeometry();
        arrange();
    }
    m_comment->setText(state.comment);
    m_comment->setVisible(m_comment->isEdited() || !state.comment.isEmpty());
    m_left->setText(!state.skipped.isEmpty() ? tr("Skipped: %1").arg(state.skipped)
                    : state.ready            ? tr("All answered")
                                             : tr("Left: %1").arg(state.left));
    m_left->setToolTip(m_left->text());
    m_next->setAccessibleName(state.ready ? tr("Confirm and go on") : m_left->text());
}

void LabelBar::openSkipMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Why is it skipped?"));
    int digit = 1;
    for (const auto &[id, words] : m_reasons) {
        QString escaped = words;
        escaped.replace(QLatin1Char('&'), QStringLiteral("&&"));
        const QString label = digit <= 9 ? QStringLiteral("&%1   %2").arg(digit++).arg(escaped) : escaped;
        menu->addAction(label, this, [this, reason = id] { emit skipWanted(reason); });
    }
    const QSize size = menu->sizeHint();
    menu->popup(m_skip->mapToGlobal(QPoint(0, -size.height() - 4)));
}

void LabelBar::editComment()
{
    m_comment->show();
    m_comment->edit();
}

bool LabelBar::leaveComment()
{
    if (!m_comment->isEdited())
        return false;
    m_comment->field().clearFocus();
    return true;
}

void LabelBar::showNotice(const QString &text, Tone tone, const QString &detail)
{
    m_tone = tone;
    m_detail = detail;
    m_notice->setText(text);
    m_copy->setVisible(!detail.isEmpty());
    colourNotice();
    m_noticeBox->show();
}

void LabelBar::clearNotice()
{
    m_notice->clear();
    m_noticeBox->hide();
}

QString LabelBar::notice() const
{
    return m_notice->text();
}

void LabelBar::colourNotice()
{
    const Roles &r = roles();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, m_tone == Tone::Bad       ? r.badTint
                                       : m_tone == Tone::Warning ? r.warningTint
                                       : m_tone == Tone::Good    ? r.goodTint
                                                                 : r.hover);
    colours.setColor(QPalette::WindowText, m_tone == Tone::Bad       ? r.bad
                                           : m_tone == Tone::Warning ? r.warning
                                           : m_tone == Tone::Good    ? r.good
                                                                     : r.text);
    m_noticeBox->setPalette(colours);
    m_notice->setPalette(colours);
}

void LabelBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_noticeBox->isVisible())
        colourNotice();
}

void LabelBar::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), roles().panel);
    painter.setPen(roles().hairline);
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace nia::widgets
