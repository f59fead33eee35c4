// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/recent_delegate.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QPainter>
#include <QStandardItem>

namespace nia::widgets {

namespace {

enum { FolderRole = Qt::UserRole + 1, DoneRole, TotalRole, WhenRole, ThereRole };
constexpr int kRow = 64, kAction = 48, kDrop = 120, kPad = 16;

QFont sized(QFont font, int pixels, QFont::Weight weight = QFont::Normal)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QString when(const QDateTime &time)
{
    const QDate today = QDate::currentDate();
    const QLocale locale;
    if (!time.isValid())
        return {};
    if (time.date() == today)
        return locale.toString(time.time(), QLocale::ShortFormat);
    if (time.date() == today.addDays(-1))
        return RecentDelegate::tr("yesterday");
    return locale.toString(time.date(), QLocale::ShortFormat);
}

} // namespace

void RecentDelegate::fill(QStandardItem &item, const Recent &recent)
{
    const QFileInfo file(recent.path);
    QString folder = QDir::toNativeSeparators(file.absolutePath());
    if (const QString home = QDir::toNativeSeparators(QDir::homePath()); folder.startsWith(home))
        folder = QLatin1Char('~') + folder.mid(home.size());
    item.setData(folder, FolderRole);
    item.setData(recent.done, DoneRole);
    item.setData(recent.total, TotalRole);
    item.setData(when(recent.opened), WhenRole);
    item.setData(file.exists(), ThereRole);
    item.setToolTip(QDir::toNativeSeparators(recent.path));
    item.setAccessibleText(tr("%1, %2 of %3 done").arg(file.fileName()).arg(recent.done).arg(recent.total));
}

void RecentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Roles &r = roles();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool chosen = option.state & QStyle::State_Selected, there = index.data(ThereRole).toBool();
    if (chosen || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(chosen ? r.tint : r.hover);
        painter->drawRoundedRect(option.rect, 6, 6);
    } else {
        painter->setPen(r.hairline);
        painter->drawLine(option.rect.bottomLeft() + QPoint(kPad, 0), option.rect.bottomRight() - QPoint(kPad, 0));
    }
    const QRect in = option.rect.adjusted(kPad, 0, -kPad, 0);
    const QFont name = sized(option.font, 14, chosen ? QFont::Medium : QFont::Normal), small = sized(option.font, 12);
    const int right = 96, bar = 168, left = in.width() - right - bar - 2 * kPad;
    const int first = wordsHeight(name), second = wordsHeight(small),
              top = in.top() + (in.height() - first - second - 2) / 2;
    painter->setFont(name);
    painter->setPen(there ? r.text : r.quiet);
    painter->drawText(QRect(in.left(), top, left, first), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideMiddle, left));
    painter->setFont(small);
    painter->setPen(r.quiet);
    painter->drawText(QRect(in.left(), top + first + 2, left, second), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(small).elidedText(index.data(FolderRole).toString(), Qt::ElideMiddle, left));
    const QRect progress(in.left() + left + kPad, top, bar, first);
    const qint64 done = index.data(DoneRole).toLongLong(), total = index.data(TotalRole).toLongLong();
    if (!there)
        painter->drawText(progress, Qt::AlignVCenter | Qt::AlignLeft, tr("not there"));
    else if (total > 0) {
        painter->drawText(progress, Qt::AlignVCenter | Qt::AlignRight,
                          tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(total)));
        const QRectF track(progress.left(), top + first + second / 2, bar, 4);
        painter->setPen(Qt::NoPen);
        painter->setBrush(chosen ? r.edge : r.hairline);
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(r.accentMark);
        painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(bar * double(done) / double(total), 4)), 2, 2);
    }
    painter->setPen(r.quiet);
    painter->drawText(QRect(in.right() - right, in.top(), right, in.height()), Qt::AlignVCenter | Qt::AlignRight,
                      index.data(WhenRole).toString());
    painter->restore();
}

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {240, std::max(kRow, wordsHeight(sized(option.font, 14)) + wordsHeight(sized(option.font, 12)) + 18)};
}

StartAction::StartAction(const QString &icon, const QString &text, const QString &more, const QString &key)
    : m_icon(icon), m_more(more), m_key(key)
{
    setText(text);
    setAccessibleName(text);
    setAccessibleDescription(more);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize StartAction::sizeHint() const
{
    return {200, std::max(kAction, wordsHeight(sized(font(), 14)) + wordsHeight(sized(font(), 12)) + 10)};
}

void StartAction::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || hasFocus())) {
        painter.setBrush(underMouse() ? r.hover : QColor(Qt::transparent));
        painter.setPen(hasFocus() ? QPen(r.accent, 2) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QColor ink = isEnabled() ? r.text : r.disabled;
    painter.drawPixmap(8, (height() - 20) / 2, iconPixmap(m_icon, 20, ink, devicePixelRatioF()));
    const QFont name = sized(font(), 14), small = sized(font(), 12);
    const QSize cap = m_key.isEmpty() ? QSize() : keyCapSize(m_key, font());
    const int left = 40, room = width() - left - cap.width() - 20;
    const int first = wordsHeight(name), second = wordsHeight(small), top = (height() - first - second) / 2;
    painter.setFont(name);
    painter.setPen(ink);
    painter.drawText(QRect(left, top, room, first), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(name).elidedText(text(), Qt::ElideRight, room));
    painter.setFont(small);
    painter.setPen(isEnabled() ? r.quiet : r.disabled);
    painter.drawText(QRect(left, top + first, room, second), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(small).elidedText(m_more, Qt::ElideRight, room));
    if (!m_key.isEmpty()) {
        painter.setPen(r.quiet);
        painter.setBrush(r.raised);
        paintKeyCap(painter,
                    QRectF(width() - cap.width() - 8, (height() - cap.height()) / 2.0, cap.width(), cap.height()),
                    m_key, font());
    }
}

DropBox::DropBox(const QString &text, const QString &more) : m_text(text), m_more(more)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DropBox::sizeHint() const
{
    return {200, kDrop};
}

void DropBox::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dashes(r.control, 1);
    dashes.setDashPattern({3, 3});
    painter.setPen(dashes);
    painter.setBrush(r.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.drawPixmap((width() - 20) / 2, 24, iconPixmap(QStringLiteral("download"), 20, r.text, devicePixelRatioF()));
    const QFont name = sized(font(), 13, QFont::Medium), small = sized(font(), 12);
    painter.setPen(r.text);
    painter.setFont(name);
    painter.drawText(QRect(8, 52, width() - 16, wordsHeight(name)), Qt::AlignCenter, m_text);
    painter.setPen(r.quiet);
    painter.setFont(small);
    painter.drawText(QRect(8, 56 + wordsHeight(name), width() - 16, wordsHeight(small)), Qt::AlignCenter, m_more);
}

} // namespace nia::widgets
