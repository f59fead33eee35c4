// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Deciding, taking a decision back, and what became of it.

#include "views/review_queue.h"

#include <algorithm>
#include <iterator>
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
    ++m_decidedSoFar;
    send(std::move(draft));
    return {};
}

void ReviewQueue::send(Draft draft)
{
    const quint64 ticket = m_session->append({draft});
    m_sent.emplace(ticket, std::pair(draft.record, draft.question));
    m_decisions.emplace(ticket, std::move(draft));
}

void ReviewQueue::confirmed(quint64 ticket)
{
    if (auto undone = m_undoing.extract(ticket)) {
        Undoing &undoing = undone.mapped();
        if (!undoing.decision)
            m_takenBack.clear(); // the last one that was taken back is of an earlier day: what went before is not meant
        else if (undoing.decidedSoFar == m_decidedSoFar)
            m_takenBack.push_back(*std::move(undoing.decision));
        return;
    }
    const auto sent = m_sent.extract(ticket);
    if (!sent)
        return;
    const auto &[record, question] = sent.mapped();
    emit decided(number(record), QString::fromStdString(question));
    recount();
}

void ReviewQueue::failed(quint64 ticket, const Error &error)
{
    if (auto undone = m_undoing.extract(ticket)) {
        Undoing &undoing = undone.mapped();
        if (error.kind == Kind::NotFound) {
            emit nothingToUndo();
            return;
        }
        if (undoing.decision)
            m_decisions.emplace(undoing.ticket, *std::move(undoing.decision)); // it still stands
        emit refused(error);
        return;
    }
    if (m_sent.erase(ticket) == 0)
        return;
    m_decisions.erase(ticket);
    for (auto &[_, undoing] : m_undoing) {
        if (undoing.ticket == ticket)
            undoing.decision.reset(); // what it was to take back was never written
    }
    emit refused(error);
}

void ReviewQueue::undo()
{
    if (!m_session || !m_session->isOpen())
        return;
    if (m_decisions.empty()) {
        m_undoing.emplace(m_session->undoDecision(), Undoing{});
        return;
    }
    auto last = m_decisions.extract(std::prev(m_decisions.end()));
    const quint64 ticket = m_session->undoDecision(std::pair(last.mapped().record, last.mapped().question));
    m_undoing.emplace(
        ticket, Undoing{.ticket = last.key(), .decision = std::move(last.mapped()), .decidedSoFar = m_decidedSoFar});
}

bool ReviewQueue::redo()
{
    if (!m_session || m_takenBack.empty() || !m_undoing.empty())
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
