// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_card.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

namespace {
constexpr int kEdge = 12, kTop = 9, kGap = 8;

/// Breaks between words, and within one only where it is longer than the line. Gives the height.
int wrap(const QString &words, const QFont &font, const QPoint &at, int width, QPainter *painter)
{
    QTextLayout layout(QString(words).replace(u'\n', QChar::LineSeparator), font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height();
    }
    layout.endLayout();
    if (painter != nullptr)
        layout.draw(painter, at);
    return static_cast<int>(std::ceil(y));
}

} // namespace

ReviewCard::ReviewCard(const QString &key, const QString &answer, const QString &people, const QStringList &comments,
                       QWidget *parent)
    : QAbstractButton(parent), m_key(key), m_people(people), m_comments(comments)
{
    setText(answer);
    setCheckable(true);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Answer %1, key %2, given by %3").arg(answer, key, people));
    setAccessibleDescription(comments.join(QLatin1Char('\n')));
}

QFont ReviewCard::answerFont() const
{
    QFont big = font();
    big.setPixelSize(14);
    big.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
    return big;
}

QFont ReviewCard::smallFont() const
{
    QFont small = font();
    small.setPixelSize(12);
    return small;
}

int ReviewCard::heightForWidth(int width) const
{
    return layOut(width, nullptr);
}

int ReviewCard::layOut(int width, QPainter *painter) const
{
    const QSize cap = keyCapSize(m_key, font());
    const int left = kEdge + cap.width() + kGap;
    const int room = std::max(40, width - left - kEdge);
    int y = kTop;
    const auto put = [&](const QString &words, const QFont &in, const QColor &ink, int gap) {
        if (words.isEmpty())
            return;
        y += gap;
        if (painter != nullptr)
            painter->setPen(ink);
        // Stacked Vietnamese marks reach above what one line claims.
        const int height = std::max(wrap(words, in, QPoint(left, y), room, painter), wordsHeight(in));
        y += height;
    };
    const int first = std::max(wordsHeight(answerFont()), cap.height());
    if (painter != nullptr) {
        painter->setPen(isChecked() ? roles().accent : roles().quiet);
        painter->setBrush(roles().raised);
        paintKeyCap(*painter, QRectF(QPointF(kEdge, kTop + (first - cap.height()) / 2.0), QSizeF(cap)), m_key, font());
    }
    y += (first - wordsHeight(answerFont())) / 2;
    put(text(), answerFont(), roles().text, 0);
    put(m_people, smallFont(), roles().quiet, 2);
    for (const QString &comment : m_comments)
        put(comment, smallFont(), roles().text, 4);
    return y + kTop;
}

void ReviewCard::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isChecked() ? r.tint : underMouse() ? r.hover : r.raised);
    painter.setPen(QPen(isChecked() ? r.accentMark : r.edge, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 6, 6);
    layOut(width(), &painter);
    if (isChecked())
        paintTick(painter, QPointF(width() - kEdge - 4, kTop + 9), r.good);
}

} // namespace nia::widgets
