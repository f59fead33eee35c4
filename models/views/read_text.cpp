// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/read_text.h"

#include "text/words.h"

#include <algorithm>

namespace nia::views {

namespace {

constexpr std::size_t kMostFields = 40;
constexpr qsizetype kMostValue = 300;

bool isLineEnd(QChar c)
{
    return c == QLatin1Char('\n') || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

QString valueOf(const Json &value)
{
    QString words = QString::fromStdString(value.isString() ? value.string() : value.write()).simplified();
    if (words.size() > kMostValue)
        words = words.first(kMostValue) + QChar(0x2026);
    return words;
}

} // namespace

ReadText::ReadText(std::string_view utf8, const Json &metadata)
    : m_text(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))), m_words(text::wordCount(utf8))
{
    for (const auto &[name, value] : metadata.members()) {
        if (m_fields.size() == kMostFields)
            break;
        if (QString words = valueOf(value); !value.isNull() && !words.isEmpty())
            m_fields.emplace_back(QString::fromStdString(name), std::move(words));
    }
    cut();
}

void ReadText::cut()
{
    const QChar *const units = m_text.constData();
    const qsizetype size = m_text.size();
    qsizetype begin = 0;
    qsizetype blank = -1; ///< behind the last one in the block
    for (qsizetype at = 0; at < size; ++at) {
        const QChar c = units[at];
        if (isLineEnd(c)) {
            const bool carriage = at > begin && c == QLatin1Char('\n') && units[at - 1] == QLatin1Char('\r');
            m_blocks.push_back({begin, at - begin - (carriage ? 1 : 0), true});
            begin = at + 1;
            blank = -1;
            continue;
        }
        m_plain = m_plain && !c.isSurrogate();
        if (c == QLatin1Char(' '))
            blank = at + 1;
        if (at + 1 - begin < kMostUnits)
            continue;
        qsizetype end = blank > begin ? blank : at + 1;
        if (end == at + 1 && c.isHighSurrogate())
            --end;
        m_blocks.push_back({begin, end - begin, false});
        begin = end;
        blank = -1;
    }
    m_blocks.push_back({begin, size - begin, true});
}

std::size_t ReadText::blockAt(qsizetype unit) const
{
    const auto after = std::ranges::upper_bound(m_blocks, unit, {}, &Block::begin);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - m_blocks.begin() - 1));
}

std::vector<std::pair<qsizetype, qsizetype>> ReadText::units(
    const std::vector<std::pair<std::int64_t, std::int64_t>> &codePoints) const
{
    std::vector<std::pair<qsizetype, qsizetype>> out;
    qsizetype unit = 0;
    std::int64_t point = 0;
    const auto go = [&](std::int64_t to) {
        if (m_plain)
            return std::min<qsizetype>(to, m_text.size());
        for (; point < to && unit < m_text.size(); ++point)
            unit += m_text.at(unit).isHighSurrogate() ? 2 : 1;
        return std::min(unit, m_text.size());
    };
    for (const auto &[from, to] : codePoints) {
        const qsizetype begin = go(from);
        const qsizetype end = go(to);
        if (end > begin)
            out.emplace_back(begin, end);
    }
    return out;
}

} // namespace nia::views
