// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"

#include <QString>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::views {

/// A record's text made ready for a reader, on the thread that read it, so that the window never walks through a text of
/// ten megabytes. Immutable. Units: UTF-16 units unless code points are named.
class ReadText
{
public:
    /// A stretch that is laid out by itself: a line of the text, or a part of one that is very long.
    struct Block {
        qsizetype begin = 0, length = 0; ///< without the line's end
        bool endsLine = true;
    };
    static constexpr qsizetype kMostUnits = 4000; ///< of a block: laying one out takes a few milliseconds

    explicit ReadText(std::string_view utf8 = {}, const Json &metadata = {});

    [[nodiscard]] const QString &text() const { return m_text; } ///< exactly as it came
    [[nodiscard]] const std::vector<Block> &blocks() const { return m_blocks; } ///< at least one
    [[nodiscard]] std::size_t blockAt(qsizetype unit) const;
    [[nodiscard]] std::int64_t words() const { return m_words; }
    /// The record's other members, in their order: name and value, long values cut.
    [[nodiscard]] const std::vector<std::pair<QString, QString>> &fields() const { return m_fields; }
    /// Ranges [begin, end) of rising code points as ranges of units. One walk through the text at most.
    [[nodiscard]] std::vector<std::pair<qsizetype, qsizetype>> units(
        const std::vector<std::pair<std::int64_t, std::int64_t>> &codePoints) const;

private:
    void cut();

    QString m_text;
    std::vector<Block> m_blocks;
    std::vector<std::pair<QString, QString>> m_fields;
    std::int64_t m_words = 0;
    bool m_plain = true; ///< one unit per code point
};

} // namespace nia::views
