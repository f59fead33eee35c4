// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFont>
#include <QString>
#include <QStyleOptionViewItem>

class QPainter;

namespace nia::widgets {

/// The form of a row of two lines, as the lists of records have it: its height, its ground, its words, the ring of the
/// focus, and what stands there until the row is read. What the words are is the delegate's.
class ListRow
{
public:
    /// `edge` at the right, `text` at the left: pixels from the row's ends to the words.
    ListRow(QPainter &painter, const QStyleOptionViewItem &option, int text, int edge);
    [[nodiscard]] static int height(const QFont &font);

    void ground() const;  ///< chosen, pointed at, or nothing
    void waiting() const; ///< bars instead of words
    /// `right` pixels of both lines are left free for marks.
    void words(const QString &first, const QString &second, const QColor &ink, int firstRight, int secondRight) const;
    void focusRing() const;

    [[nodiscard]] bool isChosen() const { return m_option.state & QStyle::State_Selected; }
    [[nodiscard]] int top() const { return m_top; }     ///< of the first line
    [[nodiscard]] int upper() const { return m_upper; } ///< height of the first line

private:
    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    int m_text, m_edge;
    QFont m_small;
    int m_upper, m_lower, m_top;
};

} // namespace nia::widgets
