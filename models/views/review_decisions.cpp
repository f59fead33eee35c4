// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Deciding, taking a decision back, and what became of it.

#include "views/review_queue.h"

#include <algorithm>
#include <utility>

namespace nia::views {

using workspace::Draft;
using workspace::Question;

Result<void> ReviewQueue::decide(const workspace::Answer &answer, const std::string &reason,
                                 const std::vector<std::string> &clauses)
{
    const Difference *difference = current();
    const Question *question = difference == nullptr ? nullptr : m_session->schema().question(difference->question);
    if (question == nullptr)
        return fail(Kind::NotFound, {"difference", "to decide"});
    if (difference->own)
        return fail(Kind::NotAllowed, {"one of these answers is your own: somebody else decides"});
    if (reason.empty() && clauses.empty())
        return fail(Kind::NotAllowed, {"a decision needs a reason or a clause of the guideline"});
    NIA_ASSIGN(workspace::Answer fitting, m_session->schema().fit(*question, answer, m_item->open->record.text));
    Draft draft{.kind = "adjudicate",
                .annotator = m_session->options().annotator,
                .record = m_item->id,
                .question = question->id,
                .answer = std::move(fitting),
                .reason = reason,
                .clauses = clauses};
    for (const ReviewCard &card : difference->cards) {
        for (const Opinion &opinion : card.opinions)
            draft.events.push_back(opinion.event.hex());
    }
    for (const workspace::Decision &decision : difference->decisions)
        draft.events.push_back(decision.event.hex());
    if (!reason.empty()) {
        std::erase(m_reasons, reason);
        m_reasons.insert(m_reasons.begin(), reason);
        m_reasons.resize(std::min<std::size_t>(m_reasons.size(), kReasons));
    }
    m_takenBack.clear();
    send(std::move(draft));
    return {};
}

void ReviewQueue::send(Draft draft)
{
    m_decisions.push_back(draft);
    m_sent.emplace(m_session->append({draft}), std::move(draft));
}

void ReviewQueue::confirmed(quint64 ticket)
{
    if (auto undone = m_undoing.extract(ticket); undone && undone.mapped())
        m_takenBack.push_back(*std::move(undone.mapped()));
    const auto sent = m_sent.extract(ticket);
    if (!sent)
        return;
    emit decided(number(sent.mapped().record), QString::fromStdString(sent.mapped().question));
    recount();
}

void ReviewQueue::failed(quint64 ticket, const Error &error)
{
    if (auto undoing = m_undoing.extract(ticket)) {
        if (error.kind == Kind::NotFound) {
            emit nothingToUndo();
            return;
        }
        if (undoing.mapped())
            m_decisions.push_back(*std::move(undoing.mapped())); // it still stands
        emit refused(error);
        return;
    }
    const auto sent = m_sent.extract(ticket);
    if (!sent)
        return;
    const auto same = std::ranges::find_if(m_decisions, [&](const Draft &each) {
        return each.record == sent.mapped().record && each.question == sent.mapped().question
               && each.events == sent.mapped().events;
    });
    if (same != m_decisions.end())
        m_decisions.erase(same);
    emit refused(error);
}

void ReviewQueue::undo()
{
    if (!m_session || !m_session->isOpen())
        return;
    if (m_decisions.empty()) {
        m_undoing.emplace(m_session->undoDecision(), std::nullopt);
        return;
    }
    Draft last = std::move(m_decisions.back());
    m_decisions.pop_back();
    const quint64 ticket = m_session->undoDecision(std::pair(last.record, last.question));
    m_undoing.emplace(ticket, std::move(last));
}

bool ReviewQueue::redo()
{
    if (!m_session || m_takenBack.empty())
        return false;
    Draft again = std::move(m_takenBack.back());
    m_takenBack.pop_back();
    send(std::move(again));
    return true;
}

/// A decision was taken back: its record is open again, and in sight.
void ReviewQueue::backAgain(RecordId record, const QString &question)
{
    if (const int row = rowOf(record); row >= 0) {
        m_done.erase(record);
        openAt(row, 0, question.toStdString());
    } else {
        m_back = {record, question.toStdString()};
        refresh();
    }
    recount();
    emit undone(number(record), question);
}

} // namespace nia::views
