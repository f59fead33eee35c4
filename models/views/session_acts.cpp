// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// What a session writes: answers, decisions, and taking them back.

#include "views/session.h"

#include "workspace/decisions.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace nia::views {

using workspace::Appended;
using workspace::Draft;
using workspace::Store;

namespace {

/// What an undone event said, so that redo can say it again; nothing for a question that is gone.
Result<std::optional<Draft>> draftAgain(const Store &store, RecordId record, std::string_view bytes)
{
    NIA_ASSIGN(const workspace::Event event, workspace::Event::parse(bytes));
    Draft draft{.kind = event.kind, .annotator = event.annotator, .record = record, .question = event.question};
    if (event.kind != "label") {
        draft.reason = event.body["reason"].string();
        return draft;
    }
    const workspace::Question *question = store.schema().question(event.question);
    const Json *value = question == nullptr ? nullptr : event.body.find(workspace::answerMember(question->kind));
    if (value == nullptr)
        return std::nullopt;
    NIA_ASSIGN(draft.answer, workspace::answerFromJson(question->kind, *value));
    draft.comment = event.body["comment"].string();
    if (const Json &beside = event.body["suggestion"]; beside.isObject()) {
        draft.suggestion = workspace::ShownSuggestion{.answer = beside["answer"],
                                                      .p = beside["p"].real(),
                                                      .model = beside["model"].string(),
                                                      .shown = beside["shown"].boolean()};
    }
    return draft;
}

/// A decision that was made before an earlier one of this session was written cannot name that one: it does now, so that
/// the reviewer is not contested with herself. What others decided meanwhile stays unnamed, since nobody has seen it.
Result<void> nameOwn(Store &store, Draft &draft, const std::set<std::string> &own)
{
    if (draft.kind != "adjudicate" || own.empty())
        return {};
    NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(store, draft.record));
    for (const workspace::Decision &decision : state.decisions) {
        const std::string event = decision.event.hex();
        if (decision.question == draft.question && own.contains(event) && !std::ranges::contains(draft.events, event))
            draft.events.push_back(event);
    }
    return {};
}

} // namespace

Session::Ticket Session::append(std::vector<Draft> drafts)
{
    for (Draft &draft : drafts) {
        if (draft.annotator.empty())
            draft.annotator = m_options.annotator;
    }
    m_redo.clear();
    ++m_given;
    return write(std::move(drafts));
}

Session::Ticket Session::clear(RecordId record, const std::string &question)
{
    m_redo.clear();
    ++m_given;
    return give(
        [record, question, who = m_options.annotator](Store &store) -> Written {
            NIA_ASSIGN(Appended done, store.clear(who, record, question));
            return std::vector{std::move(done)};
        },
        Act::Clear);
}

Session::Ticket Session::undoDecision(std::optional<std::pair<RecordId, std::string>> of)
{
    return give(
        [of = std::move(of), who = m_options.annotator](Store &store) -> Written {
            auto place = of;
            if (!place) {
                NIA_ASSIGN(place, workspace::lastDecision(store, who));
            }
            if (!place)
                return fail(Kind::NotFound, {"decision of", who});
            const auto &[record, question] = *place;
            NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(store, record));
            const workspace::Decision *own = nullptr;
            for (const workspace::Decision &decision : state.decisions) {
                if (decision.question == question && decision.reviewer == who)
                    own = &decision; // the newest is the last; several where copies of this workspace decided apart
            }
            if (own == nullptr)
                return fail(Kind::NotFound, {"decision of", who + " on " + question});
            const Draft draft{.kind = "retract",
                              .annotator = who,
                              .record = record,
                              .question = question,
                              .events = {own->event.hex()}};
            NIA_ASSIGN(Appended done, store.append(draft));
            done.retracted = draft.events;
            return std::vector{std::move(done)};
        },
        Act::UndoDecision);
}

Session::Ticket Session::undo()
{
    return give(
        [self = QPointer<Session>(this), who = m_options.annotator, batches = m_batches,
         given = m_given](Store &store) -> Written {
            NIA_ASSIGN(Appended first, store.undo(who));
            std::vector<Appended> done{std::move(first)};
            const auto batchOf = [&](const Appended &each) {
                const auto found = each.retracted.empty() ? batches->end() : batches->find(each.retracted.front());
                return found == batches->end() ? 0 : found->second;
            };
            const quint64 batch = batchOf(done.front());
            const auto size = std::ranges::count(*batches | std::views::values, batch);
            for (auto left = batch == 0 ? 0 : size - 1; left > 0; --left) {
                auto next = store.undo(who);
                if (!next)
                    break; // what was taken back so far is taken back, and redo gives that
                done.push_back(*std::move(next));
                if (batchOf(done.back()) != batch)
                    break;
            }
            std::erase_if(*batches, [batch](const auto &each) { return batch != 0 && each.second == batch; });
            std::vector<Draft> again;
            for (const Appended &each : done) {
                NIA_TRY(workspace::eachEvent(
                    store, each.record, [&](const EventId &id, std::string_view bytes) -> Result<void> {
                        if (!std::ranges::contains(each.retracted, id.hex()))
                            return {};
                        NIA_ASSIGN(std::optional<Draft> draft, draftAgain(store, each.record, bytes));
                        if (draft)
                            again.insert(again.begin(), *std::move(draft));
                        return {};
                    }));
            }
            QMetaObject::invokeMethod(guiSide(), [self, again, given] {
                if (self && !again.empty() && self->m_given == given) // else something was answered since
                    self->m_redo.push_back(again);
            });
            return done;
        },
        Act::Undo);
}

Session::Ticket Session::redo()
{
    if (m_redo.empty())
        return 0;
    std::vector<Draft> drafts = std::move(m_redo.back());
    m_redo.pop_back();
    return write(std::move(drafts));
}

Session::Ticket Session::write(std::vector<Draft> given)
{
    return give(
        [given = std::move(given), batches = m_batches, own = m_decisions,
         ticket = m_last + 1](Store &store) -> Written {
            std::vector<Draft> drafts = given;
            for (Draft &draft : drafts)
                NIA_TRY(nameOwn(store, draft, *own));
            Written written = store.append(drafts);
            for (std::size_t i = 0; written && i < drafts.size(); ++i) {
                if (drafts[i].kind == "adjudicate")
                    own->insert((*written)[i].id.hex());
            }
            if (written && written->size() > 1) {
                for (const Appended &each : *written)
                    batches->emplace(each.id.hex(), ticket);
            }
            return written;
        },
        Act::Write);
}

} // namespace nia::views
