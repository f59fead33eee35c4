// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/note_field.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kEdge = 8, kMostLines = 6;

} // namespace

NoteField::NoteField(const QString &name, QWidget *parent) : QWidget(parent), m_field(new QPlainTextEdit(this))
{
    m_field->setFrameShape(QFrame::NoFrame);
    m_field->setTabChangesFocus(true);
    m_field->setAccessibleName(name);
    m_field->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_field->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_field->document()->setDocumentMargin(0);
    m_field->viewport()->setAutoFillBackground(false);
    QFont font = m_field->font();
    font.setPixelSize(14);
    m_field->setFont(font);
    m_field->installEventFilter(this);
    setFocusProxy(m_field);
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] {
        const int lines = std::clamp(static_cast<int>(m_field->document()->size().height()), 1, kMostLines);
        if (std::exchange(m_lines, lines) != lines)
            emit grew();
    });
}

void NoteField::setText(const QString &text)
{
    if (isEdited() || text == m_field->toPlainText())
        return;
    m_field->setPlainText(text);
}

QString NoteField::text() const
{
    return m_field->toPlainText();
}

void NoteField::setPlaceholder(const QString &text)
{
    m_field->setPlaceholderText(text);
}

void NoteField::edit()
{
    m_field->moveCursor(QTextCursor::End);
    m_field->setFocus(Qt::OtherFocusReason);
}

bool NoteField::isEdited() const
{
    return m_field->hasFocus();
}

int NoteField::heightFor(int) const
{
    const int line = std::max(QFontMetrics(m_field->font()).lineSpacing(), wordsHeight(m_field->font()) - 4);
    return std::max(36, m_lines * line + 2 * kEdge);
}

bool NoteField::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::InputMethod: m_composing = !static_cast<QInputMethodEvent &>(*event).preeditString().isEmpty(); break;
    case QEvent::KeyPress: {
        const auto &key = static_cast<QKeyEvent &>(*event);
        const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (!enter || m_composing || (key.modifiers() & Qt::ShiftModifier))
            break;
        emit done();
        return true;
    }
    case QEvent::FocusOut:
        // Some input methods drop the word that is being composed when the focus goes.
        if (m_composing)
            QGuiApplication::inputMethod()->commit();
        m_composing = false;
        emit left();
        [[fallthrough]];
    case QEvent::FocusIn: update(); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void NoteField::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal pen = isEdited() ? 2 : 1;
    painter.setPen(QPen(isEdited() ? r.accent : r.control, pen));
    painter.setBrush(r.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 6, 6);
}

void NoteField::resizeEvent(QResizeEvent *)
{
    m_field->setGeometry(rect().adjusted(kEdge + 2, kEdge, -kEdge, -kEdge + 2));
}

} // namespace nia::widgets
