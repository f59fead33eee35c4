// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shards/json_end.h"
#include "shards/json_line.h"
#include "shards/object_reader.h"
#include "shards/parser.h"

#include <optional>
#include <string>

namespace nia::shards {

/// A JSON array, [{…},…] or ["…",…], an element at a time.
///
/// A string becomes an object with the string as its text. An element that is no JSON is refused, and reading goes on at the
/// next one: known by the same brackets and first name at the same place of its line. Where there is none, the array is
/// damaged from there on. A comma too many or too few between elements is no matter.
class JsonArrayParser final : public Parser
{
public:
    /// The stream goes on behind the array's [, in that line (physical lines before it: `line`).
    JsonArrayParser(ParserOptions options, std::int64_t line);
    [[nodiscard]] std::size_t take(const Window &window, Batch &batch, std::int64_t maxRecords) override;
    [[nodiscard]] const std::optional<Error> &broken() const override { return m_broken; }
    [[nodiscard]] std::string_view ending() const override { return " \t\r\n,]"; }

private:
    enum class State { Between, Inside, PassingOver, Lost, Closed };
    [[nodiscard]] bool step(const Window &window, Batch &batch);
    void between(const Window &window);
    [[nodiscard]] bool inside(const Window &window, Batch &batch);
    [[nodiscard]] bool passOver(const Window &window);
    [[nodiscard]] bool search(const Window &window);
    void element(const Window &window, std::size_t end, Batch &batch);
    [[nodiscard]] Result<Record> record(std::string_view element, Arena &arena);
    void refuse(const Window &window, std::size_t end, Error why, Batch &batch);
    void lose(std::size_t brokenAt);
    void consume(const Window &window, std::size_t to);

    std::int64_t m_maxLineBytes;
    ObjectReader m_reader;
    JsonLine m_check;
    JsonEnd m_end;
    State m_state = State::Between;
    std::size_t m_at = 0; ///< taken of the window so far
    std::size_t m_scanned = 0; ///< of the element, behind m_at
    std::size_t m_searched = 0; ///< behind m_at, where no element was found
    std::int64_t m_line = 0; ///< line ends so far
    std::int64_t m_number = 0; ///< elements so far
    std::string m_indent; ///< what stands before m_at in its line; cut
    std::string m_head, m_headIndent; ///< of the element that broke off
    std::int64_t m_lostAt = 0; ///< where it began
    std::string m_scratch;
    std::optional<Error> m_broken;
};

} // namespace nia::shards
