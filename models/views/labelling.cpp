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
    m_flow.setSchema(m_session->schema());
    if (m_shown)
        m_flow.setRecord(readState(*m_shown));
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
    for (const workspace::LabelRow &label : open.state.labels) {
        if (label.annotator == who)
            own[label.question] = label.answer;
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
            if (draft.kind == "label")
                own[draft.question] = *draft.answer;
            else if (draft.kind == "retract")
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
    return VisibleSuggestion{.answer = *std::move(fitting), .p = found->p, .model = found->model};
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

// -- what a person does

void Labelling::act(const std::function<FlowOutcome()> &what)
{
    m_time.touch(now());
    const Seen seen = seenNow(); // what stood there before the answer
    apply(what(), seen);
}

void Labelling::apply(FlowOutcome outcome, const Seen &seen)
{
    std::vector<Draft> drafts;
    for (AnswerWrite &write : outcome.writes)
        drafts.push_back(draftOf(std::move(write), seen));
    if (!drafts.empty())
        send(std::move(drafts));
    if (m_flow.hasUnsettled())
        m_settle.start();
    else
        m_settle.stop();
    if (outcome.hint && !std::exchange(m_hinted, true))
        emit hint();
    if (outcome.changed)
        emit changed();
    if (outcome.editText && m_flow.focused() != nullptr)
        emit editText(QString::fromStdString(m_flow.focused()->id));
    if (outcome.goOn)
        emit goOn();
}

Draft Labelling::draftOf(const char *kind) const
{
    return {.kind = kind, .annotator = m_session->options().annotator, .record = *m_record};
}

Draft Labelling::draftOf(AnswerWrite write, const Seen &seen) const
{
    Draft draft = draftOf("label");
    draft.question = std::move(write.question);
    draft.answer = std::move(write.answer);
    if (const workspace::StoredSuggestion *beside = stored(draft.question)) {
        const auto shown = seen.find(draft.question);
        draft.suggestion = workspace::ShownSuggestion{.answer = beside->answer,
                                                      .p = beside->p,
                                                      .model = beside->model,
                                                      .shown = shown != seen.end() && shown->second};
    }
    return draft;
}

void Labelling::send(std::vector<Draft> drafts)
{
    if (!m_session)
        return;
    if (drafts.front().kind == "label") {
        drafts.front().seconds = m_time.take(now());
        m_skipped.reset();
    }
    const quint64 ticket = m_session->append(drafts);
    m_sent.emplace(ticket, std::move(drafts));
}

bool Labelling::key(int qtKey, Qt::KeyboardModifiers modifiers, const QString &text, bool autoRepeat)
{
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    char32_t typed = 0;
    const QList<uint> characters = text.toUcs4();
    if (qtKey == Qt::Key_Backspace || qtKey == Qt::Key_Delete)
        typed = 0x08;
    else if (qtKey >= Qt::Key_0 && qtKey <= Qt::Key_9)
        typed = U'0' + static_cast<char32_t>(qtKey - Qt::Key_0);
    else if (!characters.isEmpty())
        typed = characters.front();
    const bool ascii =
        (typed >= U'0' && typed <= U'9') || (typed >= U'a' && typed <= U'z') || (typed >= U'A' && typed <= U'Z');
    const bool trace =
        typed == 0x08 || typed == 0x7F || (typed > 0x7F && (QChar::isLetter(typed) || QChar::isMark(typed)));
    if (!ascii && !trace)
        return false;
    const auto press = [this, typed, autoRepeat, at = now()] {
        act([&] { return m_flow.character(typed, autoRepeat, at); });
    };
    if (!waits(press))
        press();
    return true;
}

void Labelling::choose(const std::string &question, const std::string &answer)
{
    const auto chosen = [this, question, answer] { act([&] { return m_flow.choose(question, answer); }); };
    if (!waits(chosen))
        chosen();
}

void Labelling::setText(const std::string &question, const QString &text)
{
    const auto given = [this, question, words = text.toStdString()] {
        act([&] { return m_flow.setText(question, words); });
    };
    if (!waits(given))
        given();
}

void Labelling::setFocus(const std::string &question)
{
    const auto moved = [this, question] { act([&] { return m_flow.setFocus(question); }); };
    if (!waits(moved))
        moved();
}

void Labelling::moveFocus(int steps)
{
    const auto moved = [this, steps] { act([&] { return m_flow.moveFocus(steps); }); };
    if (!waits(moved))
        moved();
}

void Labelling::takeSuggestion()
{
    if (waits([this] { takeSuggestion(); }) || m_flow.focused() == nullptr)
        return;
    const std::string question = m_flow.focused()->id;
    if (auto shown = suggestion(question))
        act([&] { return m_flow.take(question, std::move(shown->answer)); });
}

std::vector<const workspace::Question *> Labelling::missing() const
{
    std::vector<const workspace::Question *> out;
    for (const workspace::Question *question : m_flow.questions()) {
        if (question->required && question->kind != workspace::QuestionKind::Multiple
            && m_flow.answer(question->id) == nullptr)
            out.push_back(question);
    }
    return out;
}

void Labelling::confirm()
{
    if (waits([this] { confirm(); }))
        return;
    bool wentOn = false;
    act([&] {
        FlowOutcome outcome = m_flow.confirm();
        wentOn = outcome.goOn;
        return outcome;
    });
    if (!wentOn && m_flow.focused() != nullptr)
        emit lacks(QString::fromStdString(m_flow.focused()->id));
}

void Labelling::clear()
{
    if (waits([this] { clear(); }))
        return;
    settle(); // then what is seen is written, and one retract names it
    const workspace::Question *question = m_flow.focused();
    if (question == nullptr || !m_flow.clearFocused() || !m_session)
        return;
    Draft draft = draftOf("retract");
    draft.question = question->id;
    const quint64 ticket = m_session->clear(*m_record, question->id);
    m_sent.emplace(ticket, std::vector{std::move(draft)});
    emit changed();
}

void Labelling::skip(const std::string &reason)
{
    if (waits([this, reason] { skip(reason); }))
        return;
    settle();
    Draft draft = draftOf("skip");
    draft.reason = reason;
    send({std::move(draft)});
    m_skipped = reason;
    emit changed();
    emit goOn();
}

void Labelling::setFlagged(bool on)
{
    if (waits([this, on] { setFlagged(on); }) || on == m_flagged)
        return;
    Draft draft = draftOf("flag");
    draft.on = on;
    send({std::move(draft)});
    m_flagged = on;
    emit changed();
}

void Labelling::setComment(const QString &comment)
{
    if (waits([this, comment] { setComment(comment); }) || comment.toStdString() == m_comment)
        return;
    Draft draft = draftOf("comment");
    draft.comment = comment.toStdString();
    m_comment = draft.comment;
    send({std::move(draft)});
    emit changed();
}

void Labelling::settle()
{
    if (m_flow.hasUnsettled() && m_session && m_record)
        act([this] { return m_flow.settle(); });
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
    m_cache.get(*m_record, [this, record = *m_record](Result<RecordCache::Read> read) {
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
