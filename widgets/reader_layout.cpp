// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/reader_layout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace nia::widgets {

namespace {

constexpr qreal kLineHeight = 1.65;      ///< of the font's size; look.md asks for 1.6 to 1.7
constexpr std::size_t kLayoutsKept = 96; ///< a few screens

} // namespace

void ReaderLayout::setText(std::shared_ptr<const views::ReadText> text)
{
    m_text = std::move(text);
    estimateAll();
}

void ReaderLayout::setShape(const QFont &font, qreal width)
{
    m_font = font;
    m_width = std::max<qreal>(width, 40);
    const QFontMetricsF metrics(font);
    // Never less than stacked Vietnamese marks and descenders take.
    const qreal needed = metrics.tightBoundingRect(QStringLiteral("ẲỖỂỰ")).height() + metrics.descent();
    m_pitch = std::ceil(std::max(metrics.xHeight() * 2, std::max(font.pixelSize() * kLineHeight, needed)));
    m_character = std::max<qreal>(1, metrics.horizontalAdvance(QStringLiteral("người ta đi chợ")) / 15);
    estimateAll();
}

void ReaderLayout::estimateAll()
{
    m_layouts.clear();
    m_exact.assign(size(), false);
    m_tops.assign(size() + 1, 0);
    for (std::size_t i = 0; i < size(); ++i)
        m_tops[i + 1] = m_tops[i] + estimate(i);
}

qreal ReaderLayout::gapAfter(std::size_t block) const
{
    return m_text->blocks()[block].endsLine && block + 1 < size() ? std::round(m_pitch * .45) : 0;
}

qreal ReaderLayout::estimate(std::size_t block) const
{
    const qsizetype length = m_text->blocks()[block].length;
    if (length == 0)
        return std::round(m_pitch * .3); // an empty line parts paragraphs, it is not one
    const qreal lines = std::ceil(static_cast<qreal>(length) * m_character / m_width);
    return std::max<qreal>(1, lines) * m_pitch + gapAfter(block);
}

std::size_t ReaderLayout::blockAt(qreal y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end() - 1, y);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - m_tops.begin() - 1));
}

void ReaderLayout::setHeight(std::size_t block, qreal height)
{
    const qreal more = height - (m_tops[block + 1] - m_tops[block]);
    m_exact[block] = true;
    if (more == 0)
        return;
    for (std::size_t i = block + 1; i < m_tops.size(); ++i)
        m_tops[i] += more;
}

const QTextLayout &ReaderLayout::layout(std::size_t block)
{
    if (const auto known = m_layouts.find(block); known != m_layouts.end())
        return *known->second;
    const views::ReadText::Block &part = m_text->blocks()[block];
    auto made = std::make_unique<QTextLayout>(m_text->text().mid(part.begin, part.length), m_font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    made->setTextOption(option);
    made->setCacheEnabled(true);
    made->beginLayout();
    int lines = 0;
    for (QTextLine line = made->createLine(); line.isValid(); line = made->createLine(), ++lines) {
        line.setLineWidth(m_width);
        line.setPosition({0, lines * m_pitch + std::round((m_pitch - line.height()) / 2)});
    }
    made->endLayout();
    if (part.length > 0)
        setHeight(block, lines * m_pitch + gapAfter(block));
    return *m_layouts.emplace(block, std::move(made)).first->second;
}

qreal ReaderLayout::prepare(qreal from, qreal to)
{
    const bool upwards = from < std::exchange(m_from, from);
    const std::size_t anchor = blockAt(from);
    const qreal inside = from - m_tops[anchor];
    const qreal bottom = m_tops[anchor + 1];
    std::size_t block = anchor;
    for (; block < size() && m_tops[block] < to; ++block)
        static_cast<void>(layout(block));
    forgetFar(anchor, block);
    // Coming from below, what stands under the block that is cut by the edge stays; from above, the block's beginning.
    if (upwards && inside > 0)
        return m_tops[anchor + 1] - bottom;
    return std::min<qreal>(0, m_tops[anchor + 1] - from);
}

void ReaderLayout::forgetFar(std::size_t first, std::size_t last)
{
    if (m_layouts.size() <= kLayoutsKept + (last - first))
        return;
    std::erase_if(m_layouts, [&](const auto &each) { return each.first + 1 < first || each.first > last; });
}

qsizetype ReaderLayout::unitAt(const QPointF &point)
{
    const std::size_t block = blockAt(point.y());
    const QTextLayout &made = layout(block);
    const views::ReadText::Block &part = m_text->blocks()[block];
    const int count = made.lineCount();
    if (count == 0)
        return part.begin;
    const int line = std::clamp(static_cast<int>((point.y() - m_tops[block]) / m_pitch), 0, count - 1);
    return part.begin + made.lineAt(line).xToCursor(point.x());
}

std::vector<QRectF> ReaderLayout::rects(qsizetype begin, qsizetype end, qreal from, qreal to)
{
    std::vector<QRectF> out;
    for (std::size_t block = m_text->blockAt(begin); block < size(); ++block) {
        const views::ReadText::Block part = m_text->blocks()[block];
        if (part.begin >= end || m_tops[block] >= to)
            break;
        if (m_tops[block + 1] < from)
            continue;
        const QTextLayout &made = layout(block);
        const qsizetype first = std::max<qsizetype>(begin - part.begin, 0);
        const qsizetype last = std::min(end - part.begin, part.length);
        for (int i = 0; i < made.lineCount(); ++i) {
            const QTextLine line = made.lineAt(i);
            const qsizetype a = std::max<qsizetype>(first, line.textStart());
            const qsizetype b = std::min<qsizetype>(last, line.textStart() + line.textLength());
            if (a >= b)
                continue;
            const qreal left = line.cursorToX(static_cast<int>(a));
            const qreal right = line.cursorToX(static_cast<int>(b));
            out.emplace_back(std::min(left, right), m_tops[block] + i * m_pitch, std::abs(right - left), m_pitch);
        }
    }
    return out;
}

qreal ReaderLayout::topOf(qsizetype unit)
{
    const std::size_t block = m_text->blockAt(unit);
    const QTextLine line = layout(block).lineForTextPosition(static_cast<int>(unit - m_text->blocks()[block].begin));
    return m_tops[block] + (line.isValid() ? line.lineNumber() * m_pitch : 0);
}

} // namespace nia::widgets
