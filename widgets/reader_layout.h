// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/read_text.h"

#include <QFont>
#include <QRectF>
#include <QTextLayout>

#include <map>
#include <memory>
#include <vector>

namespace nia::widgets {

/// The blocks of a text one under the other. Only blocks that are asked for are laid out; the others have an estimated
/// height until then, so that ten megabytes cost as little as a page. Units: pixels, and UTF-16 units of the text.
class ReaderLayout
{
public:
    void setText(std::shared_ptr<const views::ReadText> text);
    void setShape(const QFont &font, qreal width); ///< heights are estimated anew
    [[nodiscard]] const views::ReadText &text() const { return *m_text; }
    [[nodiscard]] qreal width() const { return m_width; }
    [[nodiscard]] qreal pitch() const { return m_pitch; } ///< from line to line
    [[nodiscard]] qreal height() const { return m_tops.back(); }
    [[nodiscard]] std::size_t size() const { return m_text->blocks().size(); }
    [[nodiscard]] std::size_t blockAt(qreal y) const;
    [[nodiscard]] qreal top(std::size_t block) const { return m_tops[block]; }

    /// Lays the blocks out that touch [from, to). Gives by how much what lies above `from` grew: the caller scrolls by that.
    qreal prepare(qreal from, qreal to);
    [[nodiscard]] const QTextLayout &layout(std::size_t block); ///< lines stand at multiples of pitch(), from 0
    [[nodiscard]] qsizetype unitAt(const QPointF &point);
    /// The rectangles that [begin, end) covers, full lines high, of the blocks that touch [from, to).
    [[nodiscard]] std::vector<QRectF> rects(qsizetype begin, qsizetype end, qreal from, qreal to);
    [[nodiscard]] qreal topOf(qsizetype unit); ///< of the line that holds it

private:
    void estimateAll();
    [[nodiscard]] qreal estimate(std::size_t block) const;
    [[nodiscard]] qreal gapAfter(std::size_t block) const;
    void setHeight(std::size_t block, qreal height);
    void forgetFar(std::size_t first, std::size_t last);

    std::shared_ptr<const views::ReadText> m_text = std::make_shared<views::ReadText>();
    QFont m_font;
    qreal m_width = 600, m_pitch = 30, m_character = 9, m_from = 0;
    std::vector<qreal> m_tops{0, 0}; ///< one more than blocks
    std::vector<bool> m_exact;
    std::map<std::size_t, std::unique_ptr<QTextLayout>> m_layouts;
};

} // namespace nia::widgets
