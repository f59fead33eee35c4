// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/clock.h"
#include "suggest/blind.h"
#include "views/active_time.h"
#include "views/answer_flow.h"
#include "views/record_cache.h"
#include "views/session.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::views {

enum class SuggestionMode { Shown, AfterAnswer, Off };

/// A suggestion as it may be painted now.
struct VisibleSuggestion {
    workspace::Answer answer;
    double p = 0;
    std::string model;
    std::vector<double> distribution; ///< one p per answer of the question, in its order
};

/// Labelling one record after the other: what the Label place shows, and where it sends its keys and clicks. Ties the
/// questions (AnswerFlow) to the session: every answer becomes a draft at once, with the seconds it took and the
/// suggestion that stood beside it.
///
/// Own answers that are not yet confirmed are shown as if they were. Acts that come while a record is still being read
/// wait for it, so that no key lands on another record than the one it was meant for.
/// Threads: the GUI thread only; nothing here waits.
class Labelling : public QObject
{
    Q_OBJECT
public:
    explicit Labelling(QObject *parent = nullptr, const Clock *clock = nullptr); ///< nullptr: the system's clock
    ~Labelling() override; ///< letters that have not settled are written

    void setSession(Session *session); ///< nullptr: none; what is unsettled is written to the former
    void setAutoAdvance(bool on) { m_flow.setAutoAdvance(on); }
    void setSuggestionMode(SuggestionMode mode);
    void setBlindShare(double share) { m_blindShare = share; } ///< part of the records shown without a suggestion
    void setActive(bool active); ///< the window is active: only then seconds count
    void touch();                ///< a sign of life: scrolling, a mouse press

    /// Shows another record: opened() comes at once if it was fetched ahead, else when it has been read.
    void open(RecordId record);
    void close(); ///< no record
    /// Keys wait for a record that is still being read. What goes on from them must wait behind them: afterwards().
    [[nodiscard]] bool holdsKeys() const { return m_loading && !m_waiting.empty(); }
    void afterwards(std::function<void()> act) { m_waiting.push_back(std::move(act)); } ///< only while holdsKeys()
    [[nodiscard]] bool isReading() const { return m_loading; }
    void prefetch(const QList<qint64> &records) { m_cache.prefetch(records); } ///< the next three, and the one before

    [[nodiscard]] std::optional<RecordId> recordId() const { return m_record; }
    [[nodiscard]] const OpenRecord *shown() const { return m_shown.get(); } ///< nullptr: none yet
    [[nodiscard]] const AnswerFlow &flow() const { return m_flow; }
    [[nodiscard]] bool isFlagged() const { return m_flagged; }
    [[nodiscard]] const std::optional<std::string> &skipped() const { return m_skipped; } ///< the reason
    [[nodiscard]] const std::string &comment() const { return m_comment; }
    [[nodiscard]] std::optional<VisibleSuggestion> suggestion(std::string_view question) const;
    /// The own answer is the suggestion that was seen before it was given: its origin stays with the label.
    [[nodiscard]] bool isTaken(std::string_view question) const { return m_taken.contains(question); }
    /// Shown required questions without an answer, in order.
    [[nodiscard]] std::vector<const workspace::Question *> missing() const;

    /// A key pressed on the record view or the questions, never in a text field. True: it was an answer's (or the trace of
    /// a keyboard program) and must go no further. Keys with Ctrl, Alt or Meta are not for here.
    bool key(int qtKey, Qt::KeyboardModifiers modifiers, const QString &text, bool autoRepeat);
    void choose(const std::string &question, const std::string &answer); ///< a click
    void setText(const std::string &question, const QString &text); ///< when the field is left
    void setFocus(const std::string &question);
    void moveFocus(int steps); ///< Tab +1, Shift+Tab −1
    void takeSuggestion(); ///< of the focused question, if it is visible
    void confirm(); ///< goOn(), or missing() with the question that lacks an answer
    void clear(); ///< the focused question's answer
    void skip(const std::string &reason); ///< goOn() follows
    void setFlagged(bool on);
    void setComment(const QString &comment);
    void settle(); ///< writes letters that wait; before anything that leaves the record

signals:
    void opened(); ///< another record is shown
    void changed(); ///< its answers, focus, suggestion, flag, skip or comment look different
    void goOn(); ///< confirmed or skipped: show the next one
    void hint(); ///< once: the Vietnamese keyboard program is on
    void lacks(const QString &question); ///< confirm() found no answer to this required question; it has the focus
    void editText(const QString &question); ///< put the caret into its field
    /// Answers could not be written (those that waited behind the first neither): the record of the first should be shown
    /// again, with the reason.
    void broughtBack(qint64 record, const nia::Error &error, int answers);
    void unreadable(qint64 record, const nia::Error &error);

private:
    using Act = std::function<void()>;
    using Answers = AnswerFlow::Answers;
    using Seen = std::map<std::string, bool, std::less<>>;
    struct Refusal {
        qint64 record = 0;
        Error error;
        int answers = 0;
    };
    bool waits(Act act); ///< the record is still being read: the act is kept for it
    void read(RecordId record);
    void show(RecordCache::Read read);
    void replay();
    void act(const std::function<FlowOutcome()> &what);
    void apply(FlowOutcome outcome, const Seen &seen);
    void send(std::vector<workspace::Draft> drafts);
    [[nodiscard]] Answers readState(const OpenRecord &open); ///< with what is not confirmed yet; gives the own answers
    [[nodiscard]] workspace::Draft draftOf(AnswerWrite write, const Seen &seen) const;
    [[nodiscard]] workspace::Draft draftOf(const char *kind) const;
    [[nodiscard]] Seen seenNow() const;
    [[nodiscard]] const workspace::StoredSuggestion *stored(std::string_view question) const;
    void noteOrigin(const std::string &question, const workspace::Answer &answer,
                    const std::optional<workspace::ShownSuggestion> &beside);
    void takeSchema();
    void confirmed(quint64 ticket);
    void refused(quint64 ticket, const Error &error);
    void undone(qint64 record, const QString &question);
    void recordsChanged(const QList<qint64> &records);
    void reload();
    [[nodiscard]] std::int64_t now() const { return m_clock->nowMs(); }

    Clock m_systemClock;
    const Clock *m_clock;
    QPointer<Session> m_session;
    RecordCache m_cache;
    AnswerFlow m_flow;
    ActiveTime m_time;
    QTimer m_settle;
    std::optional<RecordId> m_record;
    RecordCache::Read m_shown;
    std::deque<Act> m_waiting;
    std::map<quint64, std::vector<workspace::Draft>> m_sent; ///< by ticket, until confirmed or refused
    std::optional<Refusal> m_refusal;
    std::optional<std::pair<RecordId, std::string>> m_focusWish; ///< after an undo
    std::set<std::string, std::less<>> m_taken; ///< questions
    std::optional<std::string> m_skipped;
    std::string m_comment;
    bool m_flagged = false, m_blind = false, m_hinted = false, m_loading = false, m_ownChange = false;
    double m_blindShare = suggest::kBlindShare;
    SuggestionMode m_mode = SuggestionMode::Shown;
};

} // namespace nia::views
