// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/questions_panel.h"

#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace nia::widgets {

using workspace::Question;
using workspace::QuestionKind;

namespace {

constexpr int kEdge = 20, kRow = 36, kTitle = 40, kCap = 20;

QString keyOf(const Question &question, const workspace::AnswerOption &option)
{
    for (const char key : {'1', '2', '3', '4', '5', '6', '7', '8', '9', '0'}) {
        if (question.answerForKey(key) == &option)
            return QString(QLatin1Char(key));
    }
    return QString::fromStdString(option.key).toUpper();
}

} // namespace

QuestionsPanel::QuestionsPanel(const views::AnswerFlow &flow, QWidget *parent) : QWidget(parent), m_flow(flow)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setAccessibleName(tr("Questions"));
}

void QuestionsPanel::refresh()
{
    layOut();
    QString spoken;
    if (const Question *question = m_flow.focused()) {
        spoken = QString::fromStdString(workspace::in(question->title, m_language.toStdString()));
        for (const Line &line : m_lines) {
            if (line.question == question && line.chosen)
                spoken += QStringLiteral(": ")
                          + QString::fromStdString(workspace::in(line.answer->title, m_language.toStdString()));
        }
    }
    setAccessibleDescription(spoken);
    update();
}

void QuestionsPanel::layOut()
{
    m_lines.clear();
    m_focused = {};
    // The height of stacked Vietnamese marks, so that nothing is clipped in any font.
    const int words = fontMetrics().tightBoundingRect(QStringLiteral("ẲỖỂỰ")).height() + 8;
    const int row = std::max({kRow, words, fontMetrics().height() + 8});
    int y = 12;
    for (const Question *question : m_flow.questions()) {
        const int top = y;
        m_lines.push_back({QRect(0, y, width(), kTitle), question, nullptr, {}, false});
        y += kTitle;
        const workspace::Answer *given = m_flow.answer(question->id);
        for (const workspace::AnswerOption &option : question->answers) {
            const bool chosen =
                given != nullptr && (given->choice == option.id || std::ranges::contains(given->choices, option.id));
            // Answered questions fold to what was chosen.
            if (given != nullptr && !chosen && question != m_flow.focused())
                continue;
            m_lines.push_back({QRect(kEdge - 8, y, width() - 2 * kEdge + 16, row), question, &option,
                               keyOf(*question, option), chosen});
            y += row;
        }
        if (question == m_flow.focused())
            m_focused = QRect(0, top, width(), y - top);
        y += 16;
    }
    setMinimumHeight(y);
}

QRect QuestionsPanel::rectOf(const QString &question, const QString &answer) const
{
    for (const Line &line : m_lines) {
        if (line.answer != nullptr && line.question->id == question.toStdString()
            && line.answer->id == answer.toStdString())
            return line.rect;
    }
    return {};
}

void QuestionsPanel::paintEvent(QPaintEvent *event)
{
    const Roles &r = roles();
    const std::string language = m_language.toStdString();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), r.panel);
    if (!m_focused.isNull())
        painter.fillRect(QRect(0, m_focused.top() + 8, 3, m_focused.height() - 12), r.accentMark);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        QFont font = this->font();
        if (line.answer == nullptr) {
            font.setWeight(QFont::DemiBold);
            painter.setFont(font);
            painter.setPen(line.question == m_flow.focused() ? r.text : r.quiet);
            const QRect inside = line.rect.adjusted(kEdge, 0, -kEdge, 0);
            const QString title = QString::fromStdString(workspace::in(line.question->title, language));
            painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, title);
            if (!line.question->required) {
                font.setWeight(QFont::Normal);
                painter.setFont(font);
                painter.setPen(r.quiet);
                painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, tr("optional"));
            }
            continue;
        }
        if (line.chosen || static_cast<int>(i) == m_under) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line.chosen ? r.tint : r.hover);
            painter.drawRoundedRect(line.rect.adjusted(0, 1, 0, -1), 6, 6);
        }
        const QRect cap(line.rect.left() + 8, line.rect.center().y() - kCap / 2, kCap, kCap);
        if (!line.key.isEmpty()) {
            painter.setPen(r.edge);
            painter.setBrush(r.raised);
            painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            painter.setPen(r.quiet);
            painter.setFont(font);
            painter.drawText(cap, Qt::AlignCenter, line.key);
        }
        font.setWeight(line.chosen ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(r.text);
        painter.drawText(line.rect.adjusted(kCap + 20, 0, -28, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         QString::fromStdString(workspace::in(line.answer->title, language)));
        if (line.chosen) {
            painter.setPen(QPen(r.accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF at(line.rect.right() - 20, line.rect.center().y());
            painter.drawPolyline(QPolygonF{at + QPointF(-5, 0), at + QPointF(-1, 4), at + QPointF(6, -5)});
        }
    }
}

void QuestionsPanel::mousePressEvent(QMouseEvent *event)
{
    for (const Line &line : m_lines) {
        if (line.answer != nullptr && line.rect.contains(event->position().toPoint())) {
            emit chosen(QString::fromStdString(line.question->id), QString::fromStdString(line.answer->id));
            return;
        }
    }
}

void QuestionsPanel::mouseMoveEvent(QMouseEvent *event)
{
    const auto at = std::ranges::find_if(m_lines, [&](const Line &line) {
        return line.answer != nullptr && line.rect.contains(event->position().toPoint());
    });
    const int under = at == m_lines.end() ? -1 : static_cast<int>(at - m_lines.begin());
    if (std::exchange(m_under, under) != under)
        update();
}

void QuestionsPanel::leaveEvent(QEvent *event)
{
    m_under = -1;
    update();
    QWidget::leaveEvent(event);
}

void QuestionsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

} // namespace nia::widgets
