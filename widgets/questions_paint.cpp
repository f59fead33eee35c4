// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// How the rows of the questions look.

#include "widgets/controls.h"
#include "widgets/questions_panel.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

using Kind = QuestionLine::Kind;

namespace {

constexpr int kInner = 8, kCapColumn = 32, kBar = 6, kBarGap = 2, kBars = 16, kSecond = 28;

void drawElided(QPainter &painter, const QRect &rect, int flags, const QString &text)
{
    painter.drawText(rect, flags, painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

void QuestionsPanel::paintEvent(QPaintEvent *event)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), r.panel);
    if (!m_layout.focused.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.accentMark);
        painter.drawRoundedRect(QRectF(-3, m_layout.focused.top() + 4, 6, m_layout.focused.height() - 8), 3, 3);
    }
    for (std::size_t i = 0; i < m_layout.lines.size(); ++i) {
        const QuestionLine &line = m_layout.lines[i];
        if (line.rect.intersects(event->rect()))
            paintLine(painter, line, static_cast<int>(i) == m_under);
    }
    if (hasFocus() && !m_layout.focused.isNull()) {
        painter.setPen(QPen(r.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(m_layout.focused).adjusted(6, 1, -6, -1), 6, 6);
    }
}

void QuestionsPanel::paintLine(QPainter &painter, const QuestionLine &line, bool under) const
{
    const Roles &r = roles();
    switch (line.kind) {
    case Kind::Section: {
        if (line.leads) {
            painter.setPen(r.hairline);
            painter.drawLine(line.rect.topLeft(), line.rect.topRight());
        }
        painter.setFont(sized(font(), 13, QFont::DemiBold));
        painter.setPen(r.text);
        const int bottom = Qt::AlignBottom;
        const QRect rect = line.rect.adjusted(0, 0, 0, -4);
        painter.drawText(rect, Qt::AlignLeft | bottom, line.text);
        painter.setFont(sized(font(), 12));
        painter.setPen(r.quiet);
        painter.drawText(rect, Qt::AlignRight | bottom, line.value);
        break;
    }
    case Kind::Folded: paintFolded(painter, line, under); break;
    case Kind::Title:
        painter.setFont(sized(font(), 12));
        painter.setPen(r.quiet);
        painter.drawText(line.rect, Qt::AlignRight | Qt::AlignTop, line.value);
        painter.setFont(sized(font(), 14));
        painter.setPen(r.text);
        painter.drawText(
            line.value.isEmpty()
                ? line.rect
                : line.rect.adjusted(0, 0, -QFontMetrics(sized(font(), 12)).horizontalAdvance(line.value) - 8, 0),
            Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, line.text);
        break;
    case Kind::Answer:
    case Kind::Nothing: paintAnswer(painter, line, under); break;
    case Kind::Clause: paintClause(painter, line); break;
    case Kind::Note:
        painter.setFont(sized(font(), 12));
        painter.setPen(r.quiet);
        painter.drawText(line.rect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, line.text);
        break;
    case Kind::Field: break; // a widget of its own
    }
}

void QuestionsPanel::paintFolded(QPainter &painter, const QuestionLine &line, bool under) const
{
    const Roles &r = roles();
    if (under) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.hover);
        painter.drawRoundedRect(line.rect, 6, 6);
    }
    QRect inner = line.rect.adjusted(kInner, 4, -kInner, -4);
    if (line.chosen) {
        paintTick(painter, QPointF(inner.right() - 5, inner.center().y() + .5), r.good);
        inner.setRight(inner.right() - 26);
    }
    const QFont title = sized(font(), line.twoLines ? 12 : 13);
    const QFont value = line.chosen ? sized(font(), 13, QFont::Medium) : sized(font(), 12);
    if (line.twoLines) {
        const int answer = wordsHeight(value);
        painter.setFont(title);
        painter.setPen(r.quiet);
        painter.drawText(inner.adjusted(0, 0, 0, -answer), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                         line.text);
        painter.setFont(value);
        painter.setPen(r.text);
        drawElided(painter, QRect(inner.left(), inner.bottom() + 1 - answer, inner.width(), answer),
                   Qt::AlignLeft | Qt::AlignVCenter, line.value);
        return;
    }
    const int wide = std::min(QFontMetrics(value).horizontalAdvance(line.value) + 2, inner.width());
    painter.setFont(value);
    painter.setPen(line.chosen ? r.text : r.quiet);
    drawElided(painter, QRect(inner.right() - wide, inner.top(), wide + 1, inner.height()),
               Qt::AlignRight | Qt::AlignVCenter, line.value);
    painter.setFont(title);
    painter.setPen(line.chosen ? r.quiet : r.text);
    painter.drawText(inner.adjusted(0, 0, line.value.isEmpty() ? 0 : -wide - kFoldedGap, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, line.text);
}

void QuestionsPanel::paintAnswer(QPainter &painter, const QuestionLine &line, bool under) const
{
    const Roles &r = roles();
    const QRectF box = QRectF(line.rect).adjusted(.5, .5, -.5, -.5);
    if (line.chosen || under) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(line.chosen ? r.tint : r.hover);
        painter.drawRoundedRect(QRectF(line.rect).adjusted(0, 1, 0, -1), 6, 6);
    }
    if (line.suggested && !(line.chosen && !line.leads)) {
        QPen dashed(r.suggestionLine, 1, Qt::CustomDashLine);
        dashed.setDashPattern({4, 3});
        painter.setPen(dashed);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 6, 6);
    }
    const QRect first = line.leads ? line.rect.adjusted(0, 0, 0, -kSecond) : line.rect;
    if (!line.key.isEmpty()) {
        const QSize cap = keyCapSize(line.key, font());
        painter.setBrush(r.raised);
        painter.setPen(line.chosen ? r.accent : r.quiet);
        paintKeyCap(painter,
                    QRectF(QPointF(first.left() + kInner, first.center().y() + .5 - cap.height() / 2.0), QSizeF(cap)),
                    line.key, font());
    }
    const QString beside = line.taken ? tr("suggested, taken") : line.suggested ? tr("suggested") : QString();
    int right = first.right() - kInner - 4;
    if (line.chosen) {
        paintTick(painter, QPointF(right - 5, first.center().y() + .5), r.good);
        right -= 22;
    }
    const QFont small = sized(font(), 12);
    const int wide = beside.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(beside) + 4;
    painter.setFont(small);
    painter.setPen(line.chosen ? r.quiet : r.suggestion);
    painter.drawText(QRect(right - wide, first.top(), wide, first.height()), Qt::AlignRight | Qt::AlignVCenter, beside);
    painter.setFont(sized(font(), 14, line.chosen ? QFont::DemiBold : QFont::Normal));
    painter.setPen(r.text);
    const int left = first.left() + kInner + kCapColumn;
    painter.drawText(QRect(left, first.top(), right - wide - (wide > 0 ? 8 : 0) - left, first.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, line.text);
    if (line.leads)
        paintSuggestion(painter, line,
                        QRect(left, line.rect.bottom() - kSecond - 2, line.rect.right() - kInner - 4 - left, kSecond));
}

QString QuestionsPanel::strength(const views::VisibleSuggestion &suggestion) const
{
    const QString word = suggestion.p < .5 ? tr("low") : suggestion.p < .8 ? tr("medium") : tr("high"); // suggest::Band
    if (!m_calibrated || !m_calibrated(suggestion.model))
        return word;
    return QLocale(m_language).toString(suggestion.p, 'f', 2) + QStringLiteral(" · ") + word;
}

int QuestionsPanel::barsWidth(const QuestionLine &line) const
{
    return static_cast<int>(std::min<std::size_t>(line.question->answers.size(), 8)) * (kBar + kBarGap) + 6;
}

QRect QuestionsPanel::whyRect(const QuestionLine &line) const
{
    const auto suggestion = line.leads && line.question != nullptr && line.kind == Kind::Answer
                                ? m_labelling.suggestion(line.question->id)
                                : std::nullopt;
    if (!suggestion)
        return {};
    const QFontMetrics metrics(sized(font(), 12));
    const int left = line.rect.left() + kInner + kCapColumn + barsWidth(line)
                     + metrics.horizontalAdvance(strength(*suggestion)) + 10;
    return {left, line.rect.bottom() - kSecond - 2, metrics.horizontalAdvance(tr("why?")) + 4, kSecond};
}

QRect QuestionsPanel::takeRect(const QuestionLine &line) const
{
    return {line.rect.right() - 140, line.rect.bottom() - kSecond - 2, 140, kSecond};
}

void QuestionsPanel::paintSuggestion(QPainter &painter, const QuestionLine &line, const QRect &rect) const
{
    const Roles &r = roles();
    const auto suggestion = m_labelling.suggestion(line.question->id);
    if (!suggestion)
        return;
    int x = rect.left();
    const int base = rect.center().y() + kBars / 2 - 1;
    painter.setPen(Qt::NoPen);
    const std::size_t bars = std::min<std::size_t>(suggestion->distribution.size(), 8);
    for (std::size_t i = 0; i < bars; ++i, x += kBar + kBarGap) {
        const int height = std::max(1, static_cast<int>(std::lround(suggestion->distribution[i] * kBars)));
        const bool mine = line.answer == &line.question->answers[i];
        painter.setBrush(mine ? r.suggestion : r.suggestionLine);
        painter.drawRect(QRect(x, base - height, kBar, height));
    }
    if (bars > 0)
        x += 6;
    const QFont small = sized(font(), 12);
    painter.setFont(small);
    painter.setPen(r.suggestion);
    const QString words = strength(*suggestion);
    painter.drawText(QRect(x, rect.top(), rect.right() - x, rect.height()), Qt::AlignLeft | Qt::AlignVCenter, words);
    if (const QRect why = whyRect(line); !why.isEmpty()) {
        painter.drawText(why, Qt::AlignLeft | Qt::AlignVCenter, m_reasons ? tr("hide") : tr("why?"));
        const int under = why.center().y() + QFontMetrics(small).ascent() / 2 + 3;
        painter.drawLine(why.left(), under, why.right() - 4, under);
    }
    const QSize cap = keyCapSize(m_takeKey, font());
    painter.setPen(r.quiet);
    painter.setBrush(r.raised);
    paintKeyCap(painter,
                QRectF(QPointF(rect.right() - cap.width(), rect.center().y() + .5 - cap.height() / 2.0), QSizeF(cap)),
                m_takeKey, font());
    painter.setPen(r.suggestion);
    painter.setFont(small);
    painter.drawText(QRect(rect.left(), rect.top(), rect.width() - cap.width() - 8, rect.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tr("take it"));
}

void QuestionsPanel::paintClause(QPainter &painter, const QuestionLine &line) const
{
    const Roles &r = roles();
    painter.drawPixmap(QPoint(line.rect.left(), line.rect.top()),
                       iconPixmap(QStringLiteral("book"), 16, r.quiet, devicePixelRatioF()));
    const QRect rect = line.rect.adjusted(24, 0, 0, 0);
    const QFont bold = sized(font(), 12, QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(r.text);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop, line.key);
    // The rule begins behind the id and goes on below it: the id's room is left free by blanks as wide.
    const QFont small = sized(font(), 12);
    const int blank = std::max(1, QFontMetrics(small).horizontalAdvance(QChar(0x00A0)));
    const int blanks = (QFontMetrics(bold).horizontalAdvance(line.key) + 8) / blank + 1;
    painter.setFont(small);
    painter.setPen(r.quiet);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, QString(blanks, QChar(0x00A0)) + line.text);
}

} // namespace nia::widgets
