// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/labelling.h"

#include <algorithm>

namespace nia::views {

using workspace::Draft;

Labelling::Labelling(QObject *parent, const Clock *clock)
    : QObject(parent), m_clock(clock == nullptr ? &m_systemClock : clock)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(static_cast<int>(AnswerFlow::kSettleMs));
    connect(&m_settle, &QTimer::timeout, this, &Labelling::settle);
    connect(&m_cache, &RecordCache::reread, this, [this](qint64 record) {
        if (m_record == RecordId{record})
            reload();
    });
}

Labelling::~Labelling()
{
    settle();
}

void Labelling::setSession(Session *session)
{
    settle();
    if (m_session)
        m_session->disconnect(this);
    close();
    m_sent.clear();
    m_session = session;
    m_cache.setSession(session); // before the connections below: it forgets before this reads again
    m_flow.setSchema({});
    if (session == nullptr)
        return;
    connect(session, &Session::opened, this, &Labelling::takeSchema);
    connect(session, &Session::schemaChanged, this, &Labelling::takeSchema);
    connect(session, &Session::confirmed, this, &Labelling::confirmed);
    connect(session, &Session::refused, this, &Labelling::refused);
    connect(session, &Session::undone, this, &Labelling::undone);
    connect(session, &Session::changed, this, &Labelling::recordsChanged);
    if (session->isOpen())
        takeSchema();
}

void Labelling::takeSchema()
{
    settle();
    Answers own = m_flow.answers(); // newer than what was read of the record
    m_flow.setSchema(m_session->schema());
    if (m_shown)
        m_flow.setRecord(std::move(own));
    emit changed();
}

void Labelling::setSuggestionMode(SuggestionMode mode)
{
    m_mode = mode;
    emit changed();
}

void Labelling::setActive(bool active)
{
    m_time.setActive(active, now());
}

void Labelling::touch()
{
    m_time.touch(now());
}

// -- one record after the other

void Labelling::open(RecordId record)
{
    if (m_loading && !m_waiting.empty()) {
        m_waiting.emplace_back([this, record] { read(record); }); // keys wait for the record before this one
        return;
    }
    read(record);
}

void Labelling::read(RecordId record)
{
    if (!m_session)
        return;
    settle();
    m_record = record;
    m_loading = true;
    m_cache.get(record, [this, record](Result<RecordCache::Read> read) {
        if (m_record != record)
            return; // closed meanwhile
        m_loading = false;
        if (!read) {
            m_waiting.clear();
            emit unreadable(number(record), read.error());
            return;
        }
        show(*std::move(read));
        replay();
    });
}

void Labelling::close()
{
    settle();
    m_record.reset();
    m_shown.reset();
    m_loading = false;
    m_waiting.clear();
    m_flow.setRecord({});
    emit changed();
}

void Labelling::show(RecordCache::Read read)
{
    m_shown = std::move(read);
    m_blind =
        suggest::isBlind(m_session->workspaceId(), m_session->options().annotator, m_shown->record.key, m_blindShare);
    m_flow.setRecord(readState(*m_shown));
    if (m_focusWish && m_focusWish->first == *m_record)
        static_cast<void>(m_flow.setFocus(m_focusWish->second)); // nothing is unsettled in a fresh record
    m_focusWish.reset();
    m_time.restart(now());
    emit opened();
    emit changed();
}

void Labelling::replay()
{
    while (!m_loading && !m_waiting.empty()) {
        const Act act = std::move(m_waiting.front());
        m_waiting.pop_front();
        act();
    }
}

bool Labelling::waits(Act act)
{
    if (m_loading)
        m_waiting.push_back(std::move(act));
    return m_loading || !m_shown;
}

Labelling::Answers Labelling::readState(const OpenRecord &open)
{
    const std::string &who = m_session->options().annotator;
    Answers own;
    m_taken.clear();
    for (const workspace::LabelRow &label : open.state.labels) {
        if (label.annotator != who)
            continue;
        own[label.question] = label.answer;
        noteOrigin(label.question, label.answer, label.suggestion);
    }
    m_flagged = false;
    m_skipped.reset();
    m_comment.clear();
    for (const workspace::AnnotatorState &state : open.state.annotators) {
        if (state.annotator != who)
            continue;
        m_flagged = state.flagged;
        m_skipped = state.skipped;
        m_comment = state.comment;
    }
    for (const auto &[ticket, drafts] : m_sent) {
        for (const Draft &draft : drafts) {
            if (draft.record != open.record.id)
                continue;
            if (draft.kind == "label") {
                own[draft.question] = *draft.answer;
                noteOrigin(draft.question, *draft.answer, draft.suggestion);
            } else if (draft.kind == "retract")
                own.erase(draft.question);
            else if (draft.kind == "flag")
                m_flagged = draft.on;
            else if (draft.kind == "comment")
                m_comment = draft.comment;
            m_skipped = draft.kind == "skip"    ? std::optional(draft.reason)
                        : draft.kind == "label" ? std::nullopt
                                                : m_skipped;
        }
    }
    return own;
}

void Labelling::noteOrigin(const std::string &question, const workspace::Answer &answer,
                           const std::optional<workspace::ShownSuggestion> &beside)
{
    if (beside && beside->shown && beside->answer == workspace::toJson(answer))
        m_taken.insert(question);
    else
        m_taken.erase(question);
}

// -- suggestions

const workspace::StoredSuggestion *Labelling::stored(std::string_view question) const
{
    if (!m_shown)
        return nullptr;
    const auto found = std::ranges::find(m_shown->state.suggestions, question, &workspace::StoredSuggestion::question);
    return found == m_shown->state.suggestions.end() ? nullptr : &*found;
}

std::optional<VisibleSuggestion> Labelling::suggestion(std::string_view id) const
{
    const workspace::StoredSuggestion *found = stored(id);
    const workspace::Question *question = m_flow.schema().question(id);
    if (found == nullptr || question == nullptr || m_mode == SuggestionMode::Off || m_blind)
        return std::nullopt;
    if (m_mode == SuggestionMode::AfterAnswer && (m_flow.answer(id) == nullptr || m_flow.hasUnsettled()))
        return std::nullopt;
    const auto answer = workspace::answerFromJson(question->kind, found->answer);
    if (!answer)
        return std::nullopt;
    auto fitting = m_flow.schema().fit(*question, *answer, m_shown->record.text);
    if (!fitting)
        return std::nullopt; // of an older version of the questions
    VisibleSuggestion visible{.answer = *std::move(fitting), .p = found->p, .model = found->model};
    for (const workspace::AnswerOption &option : question->answers)
        visible.distribution.push_back(found->distribution[option.id].real());
    return visible;
}

Labelling::Seen Labelling::seenNow() const
{
    Seen seen;
    if (!m_shown)
        return seen;
    for (const workspace::StoredSuggestion &each : m_shown->state.suggestions)
        seen[each.question] = suggestion(each.question).has_value();
    return seen;
}

// -- what became of it

void Labelling::confirmed(quint64 ticket)
{
    m_ownChange = m_sent.erase(ticket) > 0;
}

void Labelling::refused(quint64 ticket, const Error &error)
{
    const auto found = m_sent.find(ticket);
    if (found == m_sent.end())
        return;
    const std::vector<Draft> drafts = std::move(found->second);
    m_sent.erase(found);
    m_cache.forget(drafts.front().record);
    if (!m_refusal) {
        m_refusal = Refusal{.record = number(drafts.front().record), .error = error};
        // Those that waited behind it are refused in the same turn: said once, afterwards.
        QTimer::singleShot(0, this, [this] {
            const Refusal refusal = *std::exchange(m_refusal, std::nullopt);
            reload();
            emit broughtBack(refusal.record, refusal.error, refusal.answers);
        });
    }
    m_refusal->answers += static_cast<int>(drafts.size());
}

void Labelling::undone(qint64 record, const QString &question)
{
    m_focusWish = {RecordId{record}, question.toStdString()};
}

void Labelling::recordsChanged(const QList<qint64> &records)
{
    const bool own = std::exchange(m_ownChange, false);
    if (m_record && !own && (records.isEmpty() || records.contains(number(*m_record))))
        reload();
}

void Labelling::reload()
{
    if (!m_record || m_loading)
        return;
    m_cache.read(*m_record, [this, record = *m_record](Result<RecordCache::Read> read) {
        if (!read || m_record != record || m_flow.hasUnsettled())
            return; // what the letters become is confirmed later, and read then
        const std::string focus = m_flow.focused() == nullptr ? std::string() : m_flow.focused()->id;
        m_shown = *read;
        if (Answers own = readState(**read); own != m_flow.answers()) {
            m_flow.setRecord(std::move(own));
            static_cast<void>(m_flow.setFocus(m_focusWish && m_focusWish->first == record ? m_focusWish->second
                                                                                          : focus));
            m_focusWish.reset();
        }
        emit changed();
    });
}

} // namespace nia::views
