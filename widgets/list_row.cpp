// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/list_row.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kRow = 44, kBetween = 2;

QFont smaller(QFont font)
{
    font.setPixelSize(12);
    return font;
}

} // namespace

ListRow::ListRow(QPainter &painter, const QStyleOptionViewItem &option, int text, int edge)
    : m_painter(painter),
      m_option(option),
      m_text(text),
      m_edge(edge),
      m_small(smaller(option.font)),
      m_upper(QFontMetrics(option.font).height()),
      m_lower(QFontMetrics(m_small).height()),
      m_top(option.rect.top() + (option.rect.height() - m_upper - m_lower - kBetween) / 2)
{
}

int ListRow::height(const QFont &font)
{
    return std::max(kRow, wordsHeight(font) + wordsHeight(smaller(font)) + 6);
}

void ListRow::ground() const
{
    if (isChosen())
        m_painter.fillRect(m_option.rect, roles().tint);
    else if (m_option.state & QStyle::State_MouseOver)
        m_painter.fillRect(m_option.rect, roles().hover);
}

void ListRow::waiting() const
{
    const QRect &rect = m_option.rect;
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(roles().hairline);
    const int left = rect.left() + m_text;
    m_painter.drawRoundedRect(QRect(left, rect.top() + 10, rect.width() * 6 / 10, 8), 3, 3);
    m_painter.drawRoundedRect(QRect(left, rect.top() + 26, rect.width() * 3 / 10, 6), 3, 3);
}

void ListRow::words(const QString &first, const QString &second, const QColor &ink, int firstRight,
                    int secondRight) const
{
    const QRect &rect = m_option.rect;
    const auto line = [&](int y, int height, const QString &text, const QFont &font, const QColor &colour, int right) {
        const QRect box(rect.left() + m_text, y, rect.width() - m_text - m_edge - right, height);
        m_painter.setFont(font);
        m_painter.setPen(colour);
        m_painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                           QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
    };
    QFont font = m_option.font;
    font.setWeight(isChosen() ? QFont::Medium : QFont::Normal);
    line(m_top, m_upper, first, font, ink, firstRight);
    line(m_top + m_upper + kBetween, m_lower, second, m_small, roles().quiet, secondRight);
}

void ListRow::focusRing() const
{
    if (!(m_option.state & QStyle::State_HasFocus))
        return;
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(roles().accent, 2));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(QRectF(m_option.rect).adjusted(3, 2, -3, -2), 6, 6);
}

} // namespace nia::widgets
