// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// What a person does to the record that is shown: keys, clicks, fields, skip, flag, comment.

#include "views/labelling.h"

#include <algorithm>

namespace nia::views {

using workspace::Draft;

void Labelling::act(const std::function<FlowOutcome()> &what)
{
    m_time.touch(now());
    const Seen seen = seenNow(); // what stood there before the answer
    apply(what(), seen);
}

void Labelling::apply(FlowOutcome outcome, const Seen &seen)
{
    std::vector<Draft> silent;
    for (AnswerWrite &write : outcome.writes) {
        const bool alone = !write.silent;
        Draft draft = draftOf(std::move(write), seen);
        if (alone)
            send({std::move(draft)}); // each answer of its own, so that undo takes back one at a time
        else
            silent.push_back(std::move(draft));
    }
    if (!silent.empty())
        send(std::move(silent));
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
    for (const Draft &draft : drafts) {
        if (draft.kind == "label")
            noteOrigin(draft.question, *draft.answer, draft.suggestion);
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

} // namespace nia::views
