// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/status_line.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>

namespace nia::widgets {

namespace {

constexpr int kHeight = 36, kFadeMs = 6000;

void setInk(QLabel &label, Tone tone)
{
    const Roles &r = roles();
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, tone == Tone::Good      ? r.good
                                           : tone == Tone::Warning ? r.warning
                                           : tone == Tone::Bad     ? r.bad
                                                                   : r.quiet);
    label.setPalette(palette);
}

/// A line that ends in "…" where there is no room for it, instead of in half a letter.
class ElidedLabel : public QLabel
{
public:
    ElidedLabel()
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        setForegroundRole(QPalette::WindowText);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

} // namespace

StatusLine::StatusLine(views::TaskList &tasks, QWidget *parent) : QWidget(parent), m_tasks(tasks)
{
    build();
    m_fade.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, this, [this] { m_message->clear(); });
    connect(&m_tasks, &views::TaskList::started, this, &StatusLine::showTask);
    connect(&m_tasks, &views::TaskList::finished, this, &StatusLine::showTask);
    connect(m_cancel, &ActionButton::clicked, this, [this] {
        if (m_task)
            m_task->cancel();
    });
    connect(m_advance, &ActionButton::clicked, this, [this] { emit wants(QStringLiteral("auto-advance")); });
    showTask();
    setProgress(0, 0);
}

void StatusLine::build()
{
    const auto bar = [] {
        auto *made = new QProgressBar;
        made->setTextVisible(false);
        made->setFixedSize(160, 8);
        return made;
    };
    m_done = makeLabel({}, Type::Caption);
    m_bar = bar();
    m_bar->setAccessibleName(tr("Done"));
    m_message = new ElidedLabel;
    m_message->setFont(m_done->font());
    m_taskTitle = makeLabel({}, Type::Caption, true);
    m_taskBar = bar();
    m_cancel = new ActionButton(tr("Cancel"), {}, ActionButton::Look::Flat);
    m_saving = makeLabel({}, Type::Caption, true);
    m_advance = new ActionButton({}, {}, ActionButton::Look::Flat);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(24, 0, 8, 0);
    all->setSpacing(12);
    for (QWidget *each : {static_cast<QWidget *>(m_done), static_cast<QWidget *>(m_bar)})
        all->addWidget(each);
    all->addWidget(m_message, 1);
    for (QWidget *each :
         {static_cast<QWidget *>(m_taskTitle), static_cast<QWidget *>(m_taskBar), static_cast<QWidget *>(m_cancel),
          static_cast<QWidget *>(m_saving), static_cast<QWidget *>(m_advance)})
        all->addWidget(each);
    for (const auto &[action, text] : {std::pair{QStringLiteral("keys"), tr("All keys")},
                                       std::pair{QStringLiteral("palette"), tr("All commands")}}) {
        auto *button =
            new ActionButton(text, Keys::table().cap(QStringLiteral("everywhere"), action), ActionButton::Look::Flat);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &ActionButton::clicked, this, [this, action = action] { emit wants(action); });
        all->addWidget(button);
    }
    m_advance->setFocusPolicy(Qt::TabFocus);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    for (ActionButton *button : findChildren<ActionButton *>()) {
        QFont font = button->font();
        font.setPixelSize(12);
        button->setFont(font);
    }
    setFixedHeight(kHeight);
}

void StatusLine::say(const QString &text, Tone tone)
{
    m_tone = tone;
    setInk(*m_message, tone);
    m_message->setText(text);
    m_message->setToolTip(text);
    if (tone == Tone::Bad || text.isEmpty())
        m_fade.stop();
    else
        m_fade.start(kFadeMs);
    QAccessibleAnnouncementEvent event(this, text);
    event.setPoliteness(tone == Tone::Bad ? QAccessible::AnnouncementPoliteness::Assertive
                                          : QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
}

QString StatusLine::message() const
{
    return m_message->text();
}

void StatusLine::setProgress(qint64 done, qint64 total)
{
    m_done->setVisible(total > 0);
    m_bar->setVisible(total > 0);
    m_advance->setVisible(total > 0); // of labelling only
    const QLocale locale;
    m_done->setText(tr("%1 of %2").arg(locale.toString(done), locale.toString(total)));
    m_bar->setRange(0, 1000);
    m_bar->setValue(total > 0 ? static_cast<int>(done * 1000 / total) : 0);
}

void StatusLine::setSaving(const QString &words, Tone tone)
{
    m_savingTone = tone;
    setInk(*m_saving, tone);
    m_saving->setText(words);
}

void StatusLine::setAutoAdvance(bool on)
{
    m_advance->setText(on ? tr("Auto-advance: on") : tr("Auto-advance: off"));
    m_advance->updateGeometry();
}

void StatusLine::showTask()
{
    views::Task *task = nullptr;
    for (views::Task *each : m_tasks.running()) {
        if (each->state() == views::Task::State::Running)
            task = each;
    }
    if (m_task)
        disconnect(m_task, nullptr, this, nullptr);
    m_task = task;
    for (QWidget *each :
         {static_cast<QWidget *>(m_taskTitle), static_cast<QWidget *>(m_taskBar), static_cast<QWidget *>(m_cancel)})
        each->setVisible(task != nullptr);
    if (task == nullptr)
        return;
    const auto progress = [this] {
        if (!m_task)
            return;
        m_taskTitle->setText(m_task->title());
        m_taskBar->setRange(0, m_task->total() > 0 ? 1000 : 0);
        if (m_task->total() > 0)
            m_taskBar->setValue(static_cast<int>(m_task->done() * 1000 / m_task->total()));
    };
    connect(task, &views::Task::progressed, this, progress);
    progress();
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Another theme: inks that were given to a label stay what they were.
    if (event->type() == QEvent::PaletteChange && m_saving != nullptr) {
        setInk(*m_message, m_tone);
        setInk(*m_saving, m_savingTone);
    }
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), roles().surface);
    painter.setPen(roles().hairline);
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace nia::widgets
