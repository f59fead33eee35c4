// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/reader_layout.h"

#include <QAbstractScrollArea>

#include <memory>
#include <vector>

namespace nia::widgets {

/// A record's text for reading: a serif with complete Vietnamese, a measure of about 68 characters in the middle, nothing
/// ever clipped. Marks lie under the text. Selecting and copying work; nothing can be changed, and no input method is
/// on, since letters are answers here.
class Reader : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// A stretch of the text that is marked: units of the text, and how strongly.
    struct Mark {
        enum class Kind { Reason, Hit };
        qsizetype begin = 0, end = 0;
        qreal strength = 1;
        Kind kind = Kind::Reason;
    };

    explicit Reader(QWidget *parent = nullptr);

    void setText(std::shared_ptr<const views::ReadText> text); ///< from its beginning; marks are gone
    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    void setPixelSize(int size);
    void scrollPages(int pages); ///< a line of the page before stays in sight
    void showUnit(qsizetype unit);
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] const views::ReadText &text() const { return m_layout.text(); }
    /// Where the text stands: left edge and width, so that a caption can stand over it.
    [[nodiscard]] std::pair<int, int> column() const { return {m_left, static_cast<int>(m_layout.width())}; }

signals:
    void columnChanged();
    void touched(); ///< scrolled or pressed: somebody reads

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void shape();
    void range();
    void copy() const;
    void selectAll();
    [[nodiscard]] QFont readerFont() const;
    [[nodiscard]] QPointF inText(const QPointF &point) const;
    void paintMarks(QPainter &painter, qreal from, qreal to);
    void paintText(QPainter &painter, qreal from, qreal to);

    ReaderLayout m_layout;
    std::vector<Mark> m_marks;
    int m_size = 19, m_left = 0;
    qsizetype m_anchor = 0, m_cursor = 0;
};

} // namespace nia::widgets
