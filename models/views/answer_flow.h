// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/answer.h"
#include "workspace/schema.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nia::views {

/// An answer that is to be written now.
struct AnswerWrite {
    std::string question;
    workspace::Answer answer;
    bool silent =
        false; ///< the empty set that confirming writes: nobody chose it, so undo takes all of one Enter together
};

/// What a key or click led to.
struct FlowOutcome {
    std::vector<AnswerWrite> writes; ///< in order; to be appended as labels
    bool changed = false;            ///< the panel looks different
    bool hint = false;               ///< say that the Vietnamese keyboard program is on
    bool goOn = false;               ///< the record is confirmed: show the next one
    bool editText = false;           ///< put the caret into the focused text question's field
};

/// The questions of one record while a person answers them: focus, keys, conditions (domain/schemas.md section 3). Knows
/// no widget, no store and no clock: times are handed in, in milliseconds of any steady clock.
///
/// Keyboard programs that are hooks let the first letter through as it is and send Backspace and the composed letter
/// afterwards. So a letter's answer is shown at once but only written when kSettleMs have passed without such a trace, or
/// when a key that no keyboard program composes (Enter, Tab, a digit that answers) follows; a trace takes all unsettled
/// letters back. Digits and clicks are written at once.
/// Threads: one.
class AnswerFlow
{
public:
    static constexpr std::int64_t kSettleMs = 600; ///< longer than between two letters of a typed syllable
    static constexpr std::int64_t kRepeatMs = 150; ///< same key after an auto-advance

    using Answers = std::map<std::string, workspace::Answer, std::less<>>;

    void setSchema(workspace::Schema schema);
    /// Another record is shown, with the annotator's own answers. Call settle() for the old one first.
    void setRecord(Answers own);
    void setAutoAdvance(bool on) { m_autoAdvance = on; }

    [[nodiscard]] const workspace::Schema &schema() const { return m_schema; }
    [[nodiscard]] const Answers &answers() const { return m_answers; }
    [[nodiscard]] const workspace::Answer *answer(std::string_view question) const;
    /// The questions that are shown and can be answered here (spans are marked in the reader), in order.
    [[nodiscard]] const std::vector<const workspace::Question *> &questions() const { return m_shown; }
    [[nodiscard]] int focus() const { return m_focus; } ///< index in questions(), -1: there is none
    [[nodiscard]] const workspace::Question *focused() const;
    [[nodiscard]] bool hasHiddenSpanQuestions() const; ///< the window says so, quietly
    [[nodiscard]] bool isReady() const; ///< every shown required question has an answer
    [[nodiscard]] bool hasUnsettled() const { return !m_unsettled.empty(); }

    /// A character typed outside text fields. Backspace and Delete are 0x08 and 0x7F.
    [[nodiscard]] FlowOutcome character(char32_t typed, bool autoRepeat, std::int64_t nowMs);
    [[nodiscard]] FlowOutcome choose(std::string_view question, std::string_view answerId); ///< a click
    [[nodiscard]] FlowOutcome setText(std::string_view question, std::string text);
    [[nodiscard]] FlowOutcome take(std::string_view question, workspace::Answer suggested);
    /// Enter: writes what is unsettled and the empty sets, and goes on. Does nothing while a required answer is missing
    /// but move the focus there.
    [[nodiscard]] FlowOutcome confirm();
    [[nodiscard]] FlowOutcome moveFocus(int steps);
    [[nodiscard]] FlowOutcome setFocus(std::string_view question);
    /// Writes unsettled letters; with a time, only those that are old enough.
    [[nodiscard]] FlowOutcome settle(std::optional<std::int64_t> nowMs = {});
    /// The answer of the focused question is withdrawn (the caller writes the retract). True if there was one.
    bool clearFocused();

private:
    struct Unsettled {
        std::string question;
        std::optional<workspace::Answer> before;
        int focusBefore = 0;
        std::int64_t at = 0;
    };
    FlowOutcome trace();
    FlowOutcome give(const workspace::Question &question, const workspace::AnswerOption &option, std::int64_t nowMs,
                     bool letter);
    void after(const workspace::Question &question, FlowOutcome &outcome, std::int64_t nowMs, char32_t typed);
    void refreshShown();
    [[nodiscard]] int nextRequired(int from) const;

    workspace::Schema m_schema;
    Answers m_answers;
    std::vector<const workspace::Question *> m_shown;
    std::vector<Unsettled> m_unsettled;
    int m_focus = -1;
    bool m_autoAdvance = false;
    char32_t m_advancedBy = 0;
    std::int64_t m_advancedAt = 0;
    char32_t m_typed = 0;
};

} // namespace nia::views
