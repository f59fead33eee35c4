// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/record_cache.h"
#include "views/review_list.h"
#include "views/session.h"
#include "workspace/labels.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nia::views {

/// One annotator's answer as a reviewer sees it.
struct Opinion {
    std::string annotator, display;
    std::string comment; ///< of the answer, else of the record
    std::string time;
    EventId event;
};

/// One of the answers that were given, with those who gave it. Cards are numbered from 1 in this order: most annotators
/// first, then as in the schema.
struct ReviewCard {
    workspace::Answer answer;
    std::vector<Opinion> opinions;
};

/// A question of a record that annotators (or reviewers) answered differently.
struct Difference {
    std::string question;
    std::vector<ReviewCard> cards;
    std::vector<workspace::Decision> decisions; ///< standing ones; several where contested
    bool disagreed = false, contested = false;
    [[nodiscard]] bool isOpen() const { return decisions.empty() || contested; }
    bool own = false; ///< the user gave one of the answers and the workspace has others: deciding is refused
};

struct ReviewItem {
    RecordId id{};
    std::shared_ptr<const OpenRecord> open;
    std::vector<Difference> differences; ///< in schema order; decided ones stay while the record is shown
};

/// What is to be reviewed: the records of `is:disagreed or is:contested`. Rows stay when their record is decided, until
/// refresh(), so that a decision can be seen and changed.
/// Threads: the GUI thread only; reading is done on the session's threads.
class ReviewQueue : public QObject
{
    Q_OBJECT
public:
    static constexpr int kReasons = 6;

    explicit ReviewQueue(QObject *parent = nullptr);
    ~ReviewQueue() override;
    void setSession(Session *session);
    /// Nobody looks: the list is made when somebody does, so that what is looked at does not wait behind it. At first on.
    void setActive(bool active);
    void refresh(); ///< lists anew; listed() follows
    /// Only records that match this query too, in its order; "" is all. Mistakes come as listError().
    void setFilter(const QString &query);
    [[nodiscard]] const QString &filter() const { return m_filter; }

    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    [[nodiscard]] int row() const { return m_row; } ///< -1: none
    [[nodiscard]] std::optional<RecordId> idAt(int row) const;
    [[nodiscard]] int rowOf(RecordId id) const; ///< -1: not in the list
    [[nodiscard]] bool isListed() const { return m_listed; } ///< the first list is there
    [[nodiscard]] const std::optional<Error> &listError() const { return m_listError; } ///< why the last list failed
    [[nodiscard]] std::int64_t decidedCount() const { return m_decided; } ///< records with a decision
    [[nodiscard]] const std::vector<std::string> &reasons() const
    {
        return m_reasons;
    } ///< newest first, at most kReasons
    [[nodiscard]] const std::string &nameOf(
        const std::string &annotator) const; ///< to show; the id where there is none
    void open(int row); ///< opened() follows
    void step(int records); ///< next +1, previous −1 record

    [[nodiscard]] const ReviewItem *item() const { return m_item ? &*m_item : nullptr; }
    [[nodiscard]] int difference() const { return m_difference; } ///< index in item()->differences, -1: none
    [[nodiscard]] const Difference *current() const;
    void setDifference(int index);
    /// The next or previous difference that is open, over the records' borders. False: there is none.
    bool stepDifference(int steps);

    /// The reviewer's decision on the current difference, replacing what stands of the decisions shown. Errors: NotAllowed
    /// (own answers; no reason and no clause), those of Schema::fit. Afterwards decided() or refused().
    [[nodiscard]] Result<void> decide(const workspace::Answer &answer, const std::string &reason,
                                      const std::vector<std::string> &clauses);
    /// Takes the reviewer's last decision back, also one of an earlier day, as the event that `nia undo` writes for a label:
    /// a retract. Its record is listed again and opened there. Afterwards undone(), nothingToUndo() or refused().
    void undo();
    /// Gives the decision again that the last undo() took back. False: there is none (a decision of an earlier day is not
    /// given again), something was decided since, or an undo() is still on its way.
    bool redo();

signals:
    void listed();
    void opened(); ///< another record
    void changed(); ///< another difference, or what is known of this one
    void decided(qint64 record, const QString &question);
    void counted(); ///< decidedCount()
    void undone(qint64 record, const QString &question);
    void nothingToUndo();
    void refused(const nia::Error &error);

private:
    /// A record that is being read to be shown, and which of its differences first: an index, or a question.
    struct Wish {
        RecordId record{};
        int difference = 0; ///< -1: the last open one
        std::string question; ///< "" for none
    };
    /// An undo() that is on its way.
    struct Undoing {
        quint64 ticket = 0; ///< of the decision; 0: it is of an earlier session
        std::optional<workspace::Draft> decision; ///< nothing: of an earlier session, or it was never written
        quint64 decidedSoFar = 0;
    };
    void take(ReviewList list);
    void openAt(int row, int difference, const std::string &question = {});
    void show(std::shared_ptr<const OpenRecord> read, const Wish &wish);
    void reread();
    void recordsChanged(const QList<qint64> &records);
    void confirmed(quint64 ticket);
    void failed(quint64 ticket, const Error &error);
    void backAgain(RecordId record, const QString &question);
    void send(workspace::Draft draft);
    void recount();
    /// `before`: what was shown of the same record; these questions stay though they are decided.
    [[nodiscard]] std::vector<Difference> differencesOf(const OpenRecord &read,
                                                        const std::vector<Difference> *before) const;
    void addCards(Difference &difference, const workspace::Question &question,
                  const workspace::RecordState &state) const;

    QPointer<Session> m_session;
    RecordCache m_cache;
    std::vector<RecordId> m_ids;
    std::map<std::string, std::string, std::less<>> m_names; ///< annotator → display name
    std::vector<std::string> m_reasons;
    std::optional<Error> m_listError;
    QString m_filter;
    std::int64_t m_decided = 0;
    std::optional<ReviewItem> m_item;
    std::optional<Wish> m_opening; ///< until it has been read; then it is m_item
    /// Decisions of this session by ticket, for undo(): those that stand or are on their way; and which are on their way.
    std::map<quint64, workspace::Draft> m_decisions;
    std::map<quint64, std::pair<RecordId, std::string>> m_sent; ///< until confirmed or refused
    std::vector<workspace::Draft> m_takenBack; ///< of this session, for redo()
    std::map<quint64, Undoing> m_undoing; ///< by ticket of the undo
    quint64 m_decidedSoFar = 0; ///< how often something was decided (not given again)
    std::optional<std::pair<RecordId, std::string>>
        m_back; ///< a decision that was taken back: shown with the next list
    std::set<RecordId> m_done; ///< records of the list that are decided by now
    std::shared_ptr<Progress> m_running;
    int m_row = -1, m_difference = -1;
    bool m_active = true, m_listed = false;
    bool m_again = false; ///< something changed while the list was made
    bool m_due = false; ///< asked for while nobody looked
};

} // namespace nia::views
