// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/answer_flow.h"

#include <algorithm>

namespace nia::views {

using workspace::Answer;
using workspace::AnswerOption;
using workspace::Question;
using workspace::QuestionKind;

namespace {

bool isPick(QuestionKind kind)
{
    return kind == QuestionKind::Single || kind == QuestionKind::Scale;
}

void merge(FlowOutcome &into, FlowOutcome &&from)
{
    for (AnswerWrite &write : from.writes)
        into.writes.push_back(std::move(write));
    into.changed = into.changed || from.changed;
}

} // namespace

void AnswerFlow::setSchema(workspace::Schema schema)
{
    m_schema = std::move(schema);
    setRecord({});
}

void AnswerFlow::setRecord(Answers own)
{
    m_answers = std::move(own);
    m_unsettled.clear();
    m_focus = -1;
    refreshShown();
    m_focus = m_shown.empty() ? -1 : std::max(0, nextRequired(-1));
}

const Answer *AnswerFlow::answer(std::string_view question) const
{
    const auto found = m_answers.find(question);
    return found == m_answers.end() ? nullptr : &found->second;
}

const Question *AnswerFlow::focused() const
{
    return m_focus < 0 ? nullptr : m_shown[static_cast<std::size_t>(m_focus)];
}

bool AnswerFlow::hasHiddenSpanQuestions() const
{
    return std::ranges::any_of(m_schema.questions(), [](const Question &q) { return q.kind == QuestionKind::Span; });
}

bool AnswerFlow::isReady() const
{
    return std::ranges::none_of(m_shown, [this](const Question *q) {
        return q->required && q->kind != QuestionKind::Multiple && answer(q->id) == nullptr;
    });
}

void AnswerFlow::refreshShown()
{
    const std::string kept = m_focus >= 0 && m_focus < static_cast<int>(m_shown.size()) ? focused()->id : std::string();
    const auto shown = m_schema.shown([this](std::string_view id) { return answer(id); });
    m_shown.clear();
    for (const Question &question : m_schema.questions()) {
        if (question.kind != QuestionKind::Span && shown.contains(question.id))
            m_shown.push_back(&question);
    }
    const auto at = std::ranges::find_if(m_shown, [&](const Question *q) { return q->id == kept; });
    m_focus = at == m_shown.end() ? (m_shown.empty() ? -1 : 0) : static_cast<int>(at - m_shown.begin());
}

/// The next shown required question without an answer after `from`, going round; the first one when none is left.
int AnswerFlow::nextRequired(int from) const
{
    const int count = static_cast<int>(m_shown.size());
    for (int step = 1; step <= count; ++step) {
        const int at = (from + step + count) % count;
        const Question *question = m_shown[static_cast<std::size_t>(at)];
        if (question->required && answer(question->id) == nullptr)
            return at;
    }
    return count == 0 ? -1 : 0;
}

FlowOutcome AnswerFlow::character(char32_t typed, bool autoRepeat, std::int64_t nowMs)
{
    if (typed == 0x08 || typed == 0x7F || typed > 0x7F)
        return trace();
    const Question *question = focused();
    if (autoRepeat || question == nullptr)
        return {};
    if (m_advancedBy == typed && nowMs - m_advancedAt < kRepeatMs)
        return {};
    m_advancedBy = 0;
    const bool digit = typed >= U'0' && typed <= U'9';
    const bool letter = (typed >= U'a' && typed <= U'z') || (typed >= U'A' && typed <= U'Z');
    if (!digit && !letter)
        return {};
    const char key = static_cast<char>(letter && typed <= U'Z' ? typed - U'A' + U'a' : typed);
    if (question->kind == QuestionKind::Text)
        return {.editText = true};
    const AnswerOption *option = question->answerForKey(key);
    if (option == nullptr)
        return {};
    m_typed = typed;
    FlowOutcome outcome;
    if (digit)
        outcome = settle();
    merge(outcome, give(*question, *option, nowMs, letter));
    if (isPick(question->kind))
        after(*question, outcome, nowMs, typed);
    return outcome;
}

FlowOutcome AnswerFlow::trace()
{
    FlowOutcome outcome{.hint = true};
    while (!m_unsettled.empty()) {
        Unsettled last = std::move(m_unsettled.back());
        m_unsettled.pop_back();
        if (last.before)
            m_answers[last.question] = std::move(*last.before);
        else
            m_answers.erase(last.question);
        refreshShown();
        m_focus = std::min(last.focusBefore, static_cast<int>(m_shown.size()) - 1);
        outcome.changed = true;
    }
    return outcome;
}

FlowOutcome AnswerFlow::give(const Question &question, const AnswerOption &option, std::int64_t nowMs, bool letter)
{
    Unsettled unsettled{.question = question.id, .focusBefore = m_focus, .at = nowMs};
    if (const Answer *before = answer(question.id))
        unsettled.before = *before;
    Answer given{.kind = question.kind};
    if (question.kind == QuestionKind::Multiple) {
        std::set<std::string> chosen;
        if (unsettled.before)
            chosen.insert(unsettled.before->choices.begin(), unsettled.before->choices.end());
        if (!chosen.erase(option.id))
            chosen.insert(option.id);
        for (const AnswerOption &each : question.answers) {
            if (chosen.contains(each.id))
                given.choices.push_back(each.id);
        }
    } else {
        given.choice = option.id;
    }
    FlowOutcome outcome{.changed = true};
    m_answers[question.id] = given;
    if (letter)
        m_unsettled.push_back(std::move(unsettled));
    else if (!unsettled.before || !(*unsettled.before == given))
        outcome.writes.push_back({question.id, std::move(given)});
    refreshShown();
    return outcome;
}

void AnswerFlow::after(const Question &question, FlowOutcome &outcome, std::int64_t nowMs, char32_t typed)
{
    const bool wasReady = isReady();
    const auto at = std::ranges::find(m_shown, &question);
    m_focus = nextRequired(at == m_shown.end() ? -1 : static_cast<int>(at - m_shown.begin()));
    // A letter may still be taken back by a keyboard program, so it never leaves the record by itself.
    if (m_autoAdvance && wasReady && m_unsettled.empty()) {
        merge(outcome, confirm());
        outcome.goOn = true;
        m_advancedBy = typed;
        m_advancedAt = nowMs;
    }
}

FlowOutcome AnswerFlow::choose(std::string_view id, std::string_view answerId)
{
    const Question *question = m_schema.question(id);
    const AnswerOption *option = question == nullptr ? nullptr : question->answer(answerId);
    if (option == nullptr)
        return {};
    FlowOutcome outcome = settle();
    merge(outcome, give(*question, *option, 0, false));
    if (isPick(question->kind))
        after(*question, outcome, 0, 0);
    else
        merge(outcome, setFocus(id));
    return outcome;
}

FlowOutcome AnswerFlow::setText(std::string_view id, std::string text)
{
    const Question *question = m_schema.question(id);
    const Answer *before = answer(id);
    if (question == nullptr || question->kind != QuestionKind::Text
        || (before == nullptr ? text.empty() : before->text == text))
        return {};
    Answer given{.kind = QuestionKind::Text, .text = std::move(text)};
    m_answers[question->id] = given;
    refreshShown();
    FlowOutcome outcome{.changed = true};
    outcome.writes.push_back({question->id, std::move(given)});
    return outcome;
}

FlowOutcome AnswerFlow::take(std::string_view id, Answer suggested)
{
    const Question *question = m_schema.question(id);
    if (question == nullptr)
        return {};
    FlowOutcome outcome = settle();
    outcome.changed = true;
    m_answers[question->id] = suggested;
    outcome.writes.push_back({question->id, std::move(suggested)});
    refreshShown();
    if (isPick(question->kind))
        after(*question, outcome, 0, 0);
    return outcome;
}

FlowOutcome AnswerFlow::confirm()
{
    FlowOutcome outcome = settle();
    if (!isReady()) {
        for (int at = 0; at < static_cast<int>(m_shown.size()); ++at) {
            const Question *question = m_shown[static_cast<std::size_t>(at)];
            if (question->required && question->kind != QuestionKind::Multiple && answer(question->id) == nullptr) {
                m_focus = at;
                break;
            }
        }
        outcome.changed = true;
        return outcome;
    }
    // Span questions are confirmed with the empty set once they can be marked here: until then none was looked at.
    for (const Question *question : m_shown) {
        if (question->kind == QuestionKind::Multiple && answer(question->id) == nullptr) {
            m_answers[question->id] = Answer{.kind = QuestionKind::Multiple};
            outcome.writes.push_back({question->id, m_answers[question->id], true});
        }
    }
    outcome.goOn = true;
    return outcome;
}

FlowOutcome AnswerFlow::moveFocus(int steps)
{
    FlowOutcome outcome = settle();
    const int count = static_cast<int>(m_shown.size());
    if (count == 0)
        return outcome;
    m_focus = ((m_focus + steps) % count + count) % count;
    outcome.changed = true;
    return outcome;
}

FlowOutcome AnswerFlow::setFocus(std::string_view id)
{
    FlowOutcome outcome = settle();
    const auto at = std::ranges::find_if(m_shown, [&](const Question *q) { return q->id == id; });
    if (at != m_shown.end())
        m_focus = static_cast<int>(at - m_shown.begin());
    outcome.changed = true;
    return outcome;
}

FlowOutcome AnswerFlow::settle(std::optional<std::int64_t> nowMs)
{
    FlowOutcome outcome;
    // A later letter may yet turn earlier ones into one syllable: all settle together, after the last.
    if (m_unsettled.empty() || (nowMs && *nowMs - m_unsettled.back().at < kSettleMs))
        return outcome;
    std::set<std::string, std::less<>> written;
    for (const Unsettled &each : m_unsettled) {
        if (!written.insert(each.question).second)
            continue;
        const Answer *now = answer(each.question);
        if (now != nullptr && !(each.before && *each.before == *now))
            outcome.writes.push_back({each.question, *now});
    }
    m_unsettled.clear();
    return outcome;
}

bool AnswerFlow::clearFocused()
{
    const Question *question = focused();
    if (question == nullptr || m_answers.erase(question->id) == 0)
        return false;
    std::erase_if(m_unsettled, [&](const Unsettled &each) { return each.question == question->id; });
    refreshShown();
    return true;
}

} // namespace nia::views
