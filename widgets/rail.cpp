// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/rail.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kRail = 88, kEdge = 8, kItem = 56, kIcon = 20, kAvatar = 28;

QFont captionFont(const QFont &font, bool strong)
{
    QFont caption = font;
    caption.setPixelSize(12);
    caption.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return caption;
}

} // namespace

RailItem::RailItem(const QString &id, const QString &title, QWidget *parent) : QAbstractButton(parent), m_id(id)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

QSize RailItem::sizeHint() const
{
    return {kRail - 2 * kEdge, std::max(kItem, kIcon + 12 + wordsHeight(captionFont(font(), true)) + 4)};
}

void RailItem::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? r.raised : underMouse() && isEnabled() ? r.hover : QColor(Qt::transparent));
    painter.drawRoundedRect(rect(), 6, 6);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(r.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QFont words = captionFont(font(), isChecked());
    const int height = wordsHeight(words), top = (this->height() - kIcon - 4 - height) / 2;
    const QColor ink = !isEnabled() ? r.disabled : isChecked() ? r.text : r.quiet;
    painter.setOpacity(isEnabled() ? 1 : 0.6);
    painter.drawPixmap((width() - kIcon) / 2, top,
                       iconPixmap(m_id, kIcon, isChecked() ? r.accent : ink, devicePixelRatioF()));
    painter.setPen(ink);
    painter.setFont(words);
    painter.drawText(QRect(0, top + kIcon + 4, width(), height), Qt::AlignCenter,
                     QFontMetrics(words).elidedText(text(), Qt::ElideRight, width() - 4));
}

RailFoot::RailFoot(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void RailFoot::setName(const QString &name)
{
    m_name = name;
    speak();
}

void RailFoot::setState(const QString &words, bool bad)
{
    m_state = words;
    m_bad = bad;
    speak();
}

void RailFoot::speak()
{
    setAccessibleName(m_name);
    setAccessibleDescription(m_state);
    setToolTip(m_state.isEmpty() ? m_name : m_name + QStringLiteral(" · ") + m_state);
    update();
}

QSize RailFoot::sizeHint() const
{
    return {kRail - 2 * kEdge, kAvatar + 8 + 2 * wordsHeight(captionFont(font(), true)) + 8};
}

void RailFoot::paintEvent(QPaintEvent *)
{
    if (m_name.isEmpty())
        return;
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(r.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(r.hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRectF circle((width() - kAvatar) / 2.0, 4, kAvatar, kAvatar);
    painter.setPen(r.edge);
    painter.setBrush(r.hover);
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    QFont words = captionFont(font(), true);
    painter.setFont(words);
    painter.setPen(r.text);
    painter.drawText(circle, Qt::AlignCenter, m_name.left(1).toUpper());
    const int line = wordsHeight(words);
    const QFontMetrics strong(words);
    painter.drawText(QRect(0, kAvatar + 8, width(), line), Qt::AlignCenter,
                     strong.elidedText(m_name, Qt::ElideRight, width() - 4));
    words = captionFont(font(), false);
    painter.setFont(words);
    painter.setPen(m_bad ? r.bad : r.quiet);
    painter.drawText(QRect(0, kAvatar + 8 + line, width(), line), Qt::AlignCenter,
                     QFontMetrics(words).elidedText(m_state, Qt::ElideRight, width()));
}

Rail::Rail(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this)), m_foot(new RailFoot)
{
    setFixedWidth(kRail);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_column->setContentsMargins(kEdge, kEdge, kEdge, kEdge);
    m_column->setSpacing(4);
    m_column->addStretch(1);
    m_column->addWidget(m_foot);
    setAccessibleName(tr("Places"));
}

void Rail::addPlace(const QString &id, const QString &title, const QString &key)
{
    auto *item = new RailItem(id, title, this);
    item->setToolTip(key.isEmpty() ? title : title + QStringLiteral("  ") + key);
    connect(item, &RailItem::clicked, this, [this, id] { emit chosen(id); });
    m_column->insertWidget(static_cast<int>(m_items.size()), item);
    m_items.append(item);
}

void Rail::setCurrent(const QString &id)
{
    for (RailItem *item : std::as_const(m_items)) {
        if (item->id() == id)
            item->setChecked(true);
    }
    update();
}

void Rail::setPlaceEnabled(const QString &id, bool enabled)
{
    for (RailItem *item : std::as_const(m_items)) {
        if (item->id() == id)
            item->setEnabled(enabled);
    }
}

void Rail::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), roles().surface);
    painter.setPen(roles().hairline);
    painter.drawLine(rect().topRight(), rect().bottomRight());
    for (const RailItem *item : std::as_const(m_items)) {
        if (item->isChecked())
            painter.fillRect(QRect(0, item->y() + 12, 3, item->height() - 24), roles().accentMark);
    }
}

} // namespace nia::widgets
